import type { JudgedStep } from "./judged-step.ts";
import { type Problem, problem, warning } from "./problem.ts";

/** Programs that draw on a terminal and wait for keys. A block has neither, so they fail, or stand until the timeout. */
const editors =
  /^(?:vi|vim|nvim|vimdiff|view|gvim|nano|pico|rnano|emacs|emacsclient|mcedit|joe|jed|micro|hx|helix|kak|vipw|vigr|sudoedit)$/;
const monitors =
  /^(?:htop|btop|nmon|ncdu|tig|k9s|lazydocker|mutt|alsamixer|nmtui|cfdisk|menuconfig|aptitude)$/;

type Asks = (words: readonly string[]) => boolean;

const has = (words: readonly string[], flag: RegExp): boolean => words.some((word) => flag.test(word));

/** Sub-commands that open an editor unless told not to. */
const asking: Readonly<Record<string, Asks>> = {
  crontab: (words) => has(words, /^-[a-z]*e$/),
  visudo: (words) => !has(words, /^(?:-[a-z]*c[a-z]*|--check|-V|--version)$/),
  systemctl: (words) => words.includes("edit") && !words.includes("--stdin"),
  kubectl: (words) => words[0] === "edit",
  oc: (words) => words[0] === "edit",
  virsh: (words) => words[0] === "edit",
  "ansible-vault": (words) => words[0] === "edit" || words[0] === "create",
  git: (words) =>
    (words[0] === "commit" &&
      !has(words, /^(?:-[a-zA-Z]*[mFC]|--(?:message|file|no-edit|reuse-message|fixup)\b.*)/)) ||
    (words[0] === "rebase" && has(words, /^(?:-i|--interactive)$/)) ||
    (words[0] === "add" && has(words, /^(?:-p|-i|--patch|--interactive)$/)),
  // With words it is MinIO's client.
  mc: (words) => words.length === 0,
  top: (words) => !has(words, /^-?[a-zA-Z]*b/),
  iotop: (words) => !has(words, /^(?:-[a-zA-Z]*b|--batch)/),
};

/** Editors that were told what to do and to leave. */
const isScripted = (name: string, words: readonly string[]): boolean =>
  name.startsWith("emacs")
    ? has(words, /^--?(?:batch|script)$/)
    : has(words, /^-[a-zA-Z]*(?:es|Es|se)/) || has(words, /^(?:\+|:)?(?:w?q|wqa?|x|qa)!?$/);

const following: Readonly<Record<string, Asks>> = {
  tail: (words) => has(words, /^(?:-[a-zA-Z]*[fF]|--follow\b.*)/),
  journalctl: (words) => has(words, /^(?:-[a-zA-Z]*f[a-zA-Z]*|--follow)$/),
  kubectl: (words) =>
    (words[0] === "logs" && has(words, /^(?:-f|--follow)/)) || has(words, /^(?:-w|--watch)$/),
  docker: (words) => words.includes("logs") && has(words, /^(?:-f|--follow)$/),
  dmesg: (words) => has(words, /^(?:-w|--follow)$/),
  ping: (words) => !has(words, /^-[a-zA-Z]*[cw]\d*$/),
  watch: () => true,
  tcpdump: (words) => !has(words, /^-c\d*$/),
};

const nameOf = (word: string): string => word.slice(word.lastIndexOf("/") + 1);

/** Steps that want a person at a terminal, or that never end by themselves. */
export function lintTerminal({ step, verdicts }: JudgedStep): Problem[] {
  const [line] = step.lines;
  const commands = verdicts.map(({ argv }) => ({ name: nameOf(argv[0] ?? ""), words: argv.slice(1) }));
  const asks = commands.find(
    ({ name, words }) =>
      monitors.test(name) ||
      (editors.test(name) && !isScripted(name, words)) ||
      asking[name]?.(words) === true,
  );
  if (asks !== undefined) {
    return [
      problem(
        "needs-terminal",
        line,
        `${asks.name} waits for a person at a terminal, and a block has none`,
        "write the change down instead: a patch, sed -i, or the whole file",
      ),
    ];
  }
  const endless = commands.find(({ name, words }) => following[name]?.(words) === true);
  if (endless === undefined || step.timeoutMs !== null || /\btimeout\s/.test(step.code)) return [];
  return [
    warning(
      "never-ends",
      line,
      `${endless.name} goes on until it is stopped`,
      "bound it (tail -n 50, ping -c 3), or give the block a timeout",
    ),
  ];
}
