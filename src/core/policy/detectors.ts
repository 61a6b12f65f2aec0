import type { CommandRun, ShellWord, WordPiece } from "../../base/shell/types.ts";
import { type Facts, textOf } from "./facts.ts";
import { nameFrom, upstream } from "./flows.ts";
import { hostileCode, languages } from "./hostile-code.ts";
import type { Finding } from "./rule.ts";
import { secretLeaves } from "./secret-leaves.ts";

const shells = /^(sh|bash|dash|ash|ksh\d*|mksh|zsh|fish|rbash|csh|tcsh|posh|yash)$/;
const readers = /^(eval|source|\.|xargs|at|batch|crontab)$/;
const fetchers =
  /^(curl|wget|nc|ncat|netcat|socat|aria2c|lynx|links|elinks|w3m|tftp|ftp|lftp|fetch|http|https|xh|telnet|dig|host|nslookup|drill|scp|sftp|gsutil|s3cmd|rclone|aws|gh|smbclient)$/;
const decoders =
  /^(base64|base32|basenc|uudecode|xxd|openssl|gpg2?|age|gunzip|zcat|gzip|bunzip2|bzcat|bzip2|xzcat|unxz|xz|zstdcat|zstd|unzstd|lz4|lz4cat|lzcat|uncompress|unzip|7z|tar|cpio|ar|rev|tr)$/;

/** Whether the finding is there; each answers one question about a run among its neighbours. */
export function finds(finding: Finding, facts: Facts): boolean {
  return detectors[finding](facts);
}

const detectors: Readonly<Record<Finding, (facts: Facts) => boolean>> = {
  "fetched-to-interpreter": (facts) => reads(facts, "fetched"),
  "decoded-to-interpreter": (facts) => reads(facts, "decoded"),
  "unknown-to-interpreter": (facts) =>
    interprets(facts) && (facts.run.pipedFrom !== null || codeWords(facts).some(isOpen)),
  "downloaded-file": downloaded,
  "glob-command": ({ run }) => run.argv[0]?.pieces.some((piece) => piece.kind === "glob") === true,
  "fork-bomb": forks,
  "kills-everything": killsEverything,
  "reverse-shell": reverseShell,
  "secret-leaves-host": secretLeaves,
  "host-mount": hostMount,
  "everything-piped": everythingPiped,
  "loader-variable": ({ run }) =>
    run.assignments.some(
      ({ name, word }) => loaderNames.test(name) && !(viewers.test(name) && known.test(word?.value ?? "\0")),
    ),
  "network-write": ({ run, ...facts }) => facts.writes().some((path) => path.class === "network"),
  "hostile-code": hostileCode,
};

const loaderNames =
  /^(LD_(PRELOAD|LIBRARY_PATH|AUDIT)|DYLD_\w+|BASH_ENV|ENV|PROMPT_COMMAND|PS[0-4]|NODE_OPTIONS|PYTHONSTARTUP|PYTHONPATH|PERL5(OPT|LIB|DB)|RUBY(OPT|LIB)|GIT_(SSH|SSH_COMMAND|EDITOR|PAGER|EXTERNAL_DIFF)|EDITOR|VISUAL|PAGER|BROWSER|LESSOPEN|MANPAGER|JAVA_TOOL_OPTIONS|GLIBC_TUNABLES|SHELLOPTS|BASHOPTS)$/;

const viewers = /^(EDITOR|VISUAL|PAGER|MANPAGER|GIT_EDITOR|GIT_PAGER|BROWSER)$/;
const known = /^(cat|less( -[A-Za-z]+)?|more|vi|vim|nano|emacs|true|:|)$/;

const interprets = ({ name, certain, run }: Facts): boolean => {
  const known = name ?? "";
  return (
    (certain || run.argv.length > 0) && (shells.test(known) || languages.test(known) || readers.test(known))
  );
};

/** The words that an interpreter takes as code or as a file of code. */
function codeWords({ name, args, rest, values }: Facts): readonly ShellWord[] {
  const known = name ?? "";
  if (readers.test(known)) return args;
  const operands = [...values.values()].flatMap((word) => word ?? []);
  const flagged = args.filter((_word, index) =>
    /^-[a-zA-Z]*[cerE]$|^--(eval|execute|command)$/.test(textOf(args[index - 1])),
  );
  return [...flagged, ...operands, ...rest.slice(0, 1)];
}

const isOpen = (word: ShellWord): boolean =>
  word.pieces.some((piece) => piece.kind === "variable" || piece.kind === "unknown");

function reads(facts: Facts, origin: "fetched" | "decoded"): boolean {
  if (!interprets(facts)) return false;
  const from = (piece: WordPiece): boolean => piece.kind === "unknown" && piece.origin === origin;
  const words = readers.test(facts.name ?? "") ? facts.args : codeWords(facts);
  if (words.some((word) => word.pieces.some(from))) return true;
  const redirected = facts.run.redirects.some((one) => one.op === "<" && one.target?.pieces.some(from));
  if (!readsStdin(facts)) return false;
  if (redirected) return true;
  const pattern = origin === "fetched" ? fetchers : decoders;
  return (
    facts.run.stdin === null &&
    upstream(facts).some(
      (run) =>
        pattern.test(nameFrom(run) ?? "") ||
        (origin === "fetched" && run.where === "remote") ||
        (origin === "decoded" && unpacks(run)) ||
        run.argv.some((word) => word.pieces.some(from)),
    )
  );
}

/** A one-liner that makes text out of something else than text. */
const unpacks = (run: CommandRun): boolean =>
  languages.test(nameFrom(run) ?? "") &&
  run.argv.some((word) =>
    /\b(pack|unpack|chr|fromhex|fromCharCode|unhexlify|b64decode|decode_base64|base64_decode|decode64|atob|reversed?)\b|\[::-1\]/.test(
      word.value ?? "",
    ),
  );

/** An interpreter without a script takes its stdin for code. */
function readsStdin({ name, args, rest, flags }: Facts): boolean {
  const known = name ?? "";
  if (/^(eval|source|\.)$/.test(known)) return false;
  if (/^(xargs|at|batch)$/.test(known))
    return known !== "xargs" || args.some((word) => shells.test(textOf(word)));
  if (shells.test(known) && flags.has("-s")) return true;
  const operand = textOf(rest[0]);
  if (rest.length > 0) return /^(-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/.test(operand);
  return !["-c", "-e", "-E", "-r", "-m", "-n", "-p", "--eval", "--version", "--help", "-f"].some((flag) =>
    flags.has(flag),
  );
}

/** `curl -o x URL; bash x`: the file that was fetched runs in the same text. */
function downloaded(facts: Facts): boolean {
  const own = facts.run.argv[0];
  const target =
    shells.test(facts.name ?? "") ||
    languages.test(facts.name ?? "") ||
    /^(source|\.)$/.test(facts.name ?? "")
      ? facts.rest[0]
      : own;
  const path = target?.value;
  if (!path || !(path.includes("/") || target !== own)) return false;
  const index = facts.runs.indexOf(facts.run);
  return facts.runs.slice(0, Math.max(0, index)).some((run) => {
    const name = nameFrom(run) ?? "";
    if (
      !fetchers.test(name) &&
      !/^(base64|base32|xxd|openssl|gpg2?|gunzip|zcat|gzip|xzcat|bzcat|uudecode)$/.test(name)
    )
      return false;
    const words = [...run.argv.map((word) => word.value), ...run.redirects.map((one) => one.target?.value)];
    return words.some((word) => word != null && (word === path || sameFile(word, path)));
  });
}

const sameFile = (word: string, path: string): boolean =>
  word.replace(/^\.\//, "") === path.replace(/^\.\//, "") ||
  (/^(https?:\/\/|ftp:|[\w.-]+\.\w+\/)/.test(word) && word.endsWith(`/${path.replace(/^\.\//, "")}`));

function forks({ run }: Facts): boolean {
  const name = run.argv[0]?.value;
  if (run.via.includes("again and again") && (run.background || /\bxargs\b/.test(run.via.join(" "))))
    return true;
  if (!name || !run.via.includes(`function ${name}`)) return false;
  return run.background || run.connector === "|" || run.pipedFrom !== null;
}

function killsEverything(facts: Facts): boolean {
  const { name, args, rest, flags } = facts;
  const words = args.map(textOf);
  if (name === "killall5") return true;
  if (name === "kill") {
    const last = words.at(-1);
    const targets = rest.map(textOf);
    const all = words.length > 1 && (last === "-1" || last === "1") && !flags.has("-l");
    return all || targets.includes("1") || args.some((word) => listsAll(word, /^(ps|pgrep|pidof|ls)\b/));
  }
  if (name !== "pkill" && name !== "killall") return false;
  if (rest.some((word) => /^(\.|\.\*|\.\+|\^|\$|\[.*|systemd|init|sshd)$/.test(textOf(word)))) return true;
  return rest.length === 0 && (words.includes("root") || words.includes("0"));
}

/** The word is the whole output of a listing that nothing narrows. */
function listsAll(word: ShellWord, listing: RegExp): boolean {
  return word.pieces.some((piece) => {
    if (piece.kind !== "unknown" || !piece.source) return false;
    const text = piece.source.join(" ");
    if (!listing.test(text)) return false;
    return !/\|\s*(grep|egrep|fgrep|rg|awk\s+\S*\/|head|tail|sed -n|jq)\b/.test(text) && !narrows(text);
  });
}

const narrows = (text: string): boolean =>
  /\s(-f|--filter|-l|--selector|--field-selector|-C|--pid|-p|-u|--user|-n|--name|--filters|--query|--state|--type|--prefix)\b/.test(
    text,
  ) ||
  /^(pgrep|pidof)\s+.*\w/.test(text) ||
  /^ps\s+(?!-?[a-zA-Z]*[eaA])/.test(text);

function reverseShell(facts: Facts): boolean {
  const { name, run, runs, flags, args } = facts;
  const known = name ?? "";
  const index = runs.indexOf(run);
  if (opensChannel(run) && runs.some(readsChannel)) return true;
  const network = /^(nc|ncat|netcat|socat|telnet|openssl)$/;
  if (shells.test(known)) {
    if (run.redirects.some((one) => /^\/dev\/(tcp|udp)\//.test(one.target?.value ?? ""))) return true;
    return runs.some((other) => other.pipedFrom === index && network.test(nameFrom(other) ?? ""));
  }
  if (!network.test(known)) return false;
  const words = args.map(textOf);
  if (/^(nc|ncat|netcat)$/.test(known)) {
    if (
      ["-e", "-c", "--exec", "--sh-exec"].some((flag) => flags.has(flag)) &&
      words.some((word) => /(^|\/)(ba|da|z|k|a)?sh(\s|$)|cmd\.exe|powershell/.test(word))
    )
      return true;
    return runs.some((other) => other.pipedFrom === index && shells.test(nameFrom(other) ?? ""));
  }
  return (
    known === "socat" &&
    words.some((word) => /^(EXEC|SYSTEM):.*sh\b/i.test(word)) &&
    words.some((word) => /^(TCP|UDP|OPENSSL|SSL)/i.test(word))
  );
}

/** `exec 5<>/dev/tcp/…`: a descriptor of its own to another host. */
const opensChannel = ({ redirects }: CommandRun): boolean =>
  redirects.some(({ fd, target }) => (fd ?? 0) > 2 && /^\/dev\/(tcp|udp)\//.test(target?.value ?? ""));

/** What comes over such a descriptor may run: a shell without a text of its own, an unknown name, `eval "$x"`. */
const readsChannel = (run: CommandRun): boolean => {
  const name = nameFrom(run);
  if (run.argv.length === 0) return false;
  if (name === null) return true;
  return name === "eval" || (shells.test(name) && !run.argv.some((word) => word.value === "-c"));
};

function hostMount({ name, args }: Facts): boolean {
  if (!/^(docker|podman|nerdctl)$/.test(name ?? "")) return false;
  const words = args.map(textOf);
  if (!words.includes("run") && !words.includes("create")) return false;
  return words.some(
    (word) =>
      /^(-v|--volume=)?\/:\//.test(word) ||
      /(src|source)=\/(,|$)/.test(word) ||
      /^(-v|--volume=)?\/(etc|root|boot|dev)\/?:/.test(word),
  );
}

const listings =
  /^(docker|podman|nerdctl)\s+(ps|container ls|images|image ls|volume ls|network ls)\b|^(kubectl|k|oc)\s+(-n \S+ )?get\b|^redis-cli\b.*(\bkeys\s+['"]?\*['"]?\s*$|--scan(\s+--pattern\s+['"]?\*['"]?)?\s*$)|^ctr\b.*\bls\b|^systemctl\s+list-units|^aws\s+.*(describe|list|ls)|^gcloud\s+.*list|^az\s+.*list|^(virsh|lxc|incus)\s+list|^helm\s+(ls|list)|^crontab -l|^mysql\b.*show|^psql\b.*select|^git\s+(branch|for-each-ref)/;
const destroys =
  /^(rm|rmi|kill|delete|volume|del|unlink|terminate-instances|delete-\S+|destroy|undefine|uninstall|stop|prune|image|container|network|rb|system)$/i;

/** Whatever a listing names is destroyed: `docker rm -f $(docker ps -aq)`. */
function everythingPiped(facts: Facts): boolean {
  const { name, args, rest } = facts;
  if (
    !/^(docker|podman|nerdctl|ctr|kubectl|k|oc|redis-cli|systemctl|aws|gcloud|az|virsh|lxc|incus|helm)$/.test(
      name ?? "",
    )
  )
    return false;
  if (!rest.slice(0, 4).some((word) => destroys.test(textOf(word)))) return false;
  if (
    /^(docker|podman|nerdctl)$/.test(name ?? "") &&
    /^(stop|kill)$/.test(textOf(rest[0])) &&
    textOf(rest[0]) === "stop"
  )
    return false;
  return args.some((word) => listsAll(word, listings));
}
