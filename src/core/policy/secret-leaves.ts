import type { CommandRun, ShellWord } from "../../base/shell/types.ts";
import { type Facts, textOf } from "./facts.ts";
import { nameFrom, upstream } from "./flows.ts";
import { classify } from "./paths.ts";

const senders =
  /^(curl|wget|nc|ncat|netcat|socat|telnet|ftp|tftp|sftp|scp|rsync|dig|nslookup|host|ping|mail|mailx|sendmail|mutt|aws|gsutil|gcloud|az|rclone|s3cmd|http|https|xh|logger|openssl|ssh|mc)$/;

/** What openssl does beside these stays on this host: it signs and converts with keys all day. */
const opensslSenders = /^(s_client|s_server|s_time|ocsp|cmp|ts)$/;

const sends = (name: string | null, args: readonly ShellWord[]): boolean =>
  name === "openssl" ? opensslSenders.test(textOf(args[0])) : senders.test(name ?? "");

/** Keys, passwords or the environment go to another host. */
export function secretLeaves(facts: Facts): boolean {
  const { name, run, args } = facts;
  const secret = upstream(facts).filter((before) => holdsSecret(before, facts));
  const piped =
    run.where === "remote" && !sends(name, args)
      ? secret.some((before) => before.where === "local")
      : secret.length > 0;
  const fromFile =
    run.redirects.some((one) => one.op === "<" && one.target && hasSecret(one.target, facts)) ||
    isSecretFile(run.stdinFile, facts);
  if (intoChannel(facts) && (piped || fromFile || holdsSecret(run, facts))) return true;
  if (run.where === "remote" && (piped || fromFile)) return true;
  if (facts.writes().some((path) => path.class === "network")) {
    return piped || fromFile || holdsSecret(run, facts);
  }
  if (!sends(name, args)) return false;
  if (piped || fromFile) return true;
  return args.some(
    (word, index) => !keyFlags.test(textOf(args[index - 1])) && (tells(word) || hasSecret(bare(word), facts)),
  );
}

const keyFlags =
  /^(-i|-E|--cert|--key|--cacert|--capath|--identity|--netrc-file|-CAfile|-key|-cert|-in|--pass|--tlskey|--kubeconfig|--private-key|-o)$/;

/** A secret's file, or the environment, is read by a run before. */
function holdsSecret(run: CommandRun, facts: Facts): boolean {
  const name = nameFrom(run) ?? "";
  if (/^(env|printenv|set|history)$/.test(name) && run.argv.length <= 2) return true;
  if (printsSecrets.test(run.argv.map((word) => word.value ?? "").join(" "))) return true;
  if (
    /^(tar|zip|7z|cpio|dd|rsync)$/.test(name) &&
    run.argv.slice(1).some((word) => holdsMuch(word, run, facts))
  )
    return true;
  if (/^(test|\[|ls|stat|chmod|chown|echo|printf|grep)$/.test(name)) return false;
  return (
    run.argv.slice(1).some((word) => hasSecret(word, facts)) ||
    run.redirects.some((one) => one.op === "<" && one.target && hasSecret(one.target, facts))
  );
}

const isSecretFile = (path: string | undefined, { run, context }: Facts): boolean =>
  path !== undefined &&
  classify({ pieces: [{ kind: "text", text: path, quoted: false }] }, run, context).some(
    (fact) => fact.class === "secret",
  );

/** It writes to a descriptor that was opened to another host: `exec 3<>/dev/tcp/…; cat x >&3`. */
const intoChannel = ({ run, runs }: Facts): boolean => {
  const open = runs.flatMap(({ redirects }) =>
    redirects.flatMap(({ fd, target }) =>
      /^\/dev\/(tcp|udp)\//.test(target?.value ?? "") ? [String(fd)] : [],
    ),
  );
  return run.redirects.some(({ op, target }) => op === ">&" && open.includes(target?.value ?? ""));
};

/** Commands that print keys or passwords, whatever file they keep them in. */
const printsSecrets =
  /^(gpg2?\b.*--export-secret|(kubectl|k|oc)\b.* get .*\bsecrets?\b|vault (kv get|read)\b|aws\b.*(get-secret-value|get-login-password|export-credentials)|gcloud\b.*(secrets versions access|print-access-token)|az\b.*(get-access-token|secret show)|security find-|pass show\b|op read\b|getent shadow)/;

/** A whole system tree or home: keys are in it. */
const holdsMuch = (word: ShellWord, run: CommandRun, { context }: Facts): boolean =>
  classify(word, run, context).some(
    ({ class: kind, path }) => kind === "root" || kind === "home" || /^\/etc$/.test(path),
  );

const hasSecret = (word: ShellWord, { run, context }: Facts): boolean =>
  classify(word, run, context).some((path) => path.class === "secret");

/** The word without what stands before a path in it: `@`, `name=@`, `--post-file=`. */
function bare(word: ShellWord): ShellWord {
  const text = word.value;
  const found =
    text === null ? null : /^(?:--?[\w-]+=@?|[\w-]*=@|@|<|(?:FILE|OPEN|GOPEN):)(.+)$/is.exec(text);
  if (!found?.[1]) return word;
  return { ...word, value: found[1], pieces: [{ kind: "text", text: found[1], quoted: false }] };
}

const tells = (word: ShellWord): boolean =>
  word.pieces.some(
    (piece) =>
      piece.kind === "unknown" &&
      piece.source !== undefined &&
      (/^(env|printenv|set|history)\b/.test(piece.source.join(" ")) ||
        /^(?:(?:cat|base64|xxd|tar|gzip|openssl|head|tail)\b|<).*(\/etc\/(passwd|shadow|gshadow|sudoers)|\.ssh\b|\.aws\b|id_rsa|id_ed25519|\.env\b|\.kube\b|\.pem\b|\.netrc|\.pgpass|\.gnupg|credentials|_history)/.test(
          piece.source.join(" "),
        )),
  );
