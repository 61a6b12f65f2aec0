import { readlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { ShellName } from "../../base/model/scalars.ts";
import type { RecordedShell, RecordedShellEnd, RecordedShellFacts } from "../../base/ports/recorded-shell.ts";
import { type OuterTerminal, openOuterTerminal } from "./outer-terminal.ts";
import type { Pty, PtyModule } from "./pty.ts";
import { createRecordFolder, type RecordFolder } from "./record-folder.ts";
import { environmentNames } from "./shell-process.ts";
import { readOwn } from "./spool-files.ts";

interface RecordedShellOptions {
  readonly pty: PtyModule;
  /** `state/record`, `state/spool`. */
  readonly parent: string;
  readonly spool: string;
  readonly uid: number;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** The shell's functions, with the folder, the nonce and this process's id put in. */
  startUp(shell: ShellName, places: { folder: string; nonce: string; pid: number }): string;
}

/** Nothing came for so long (milliseconds): what could have become a mark is none. */
const quietMs = 30;
const endings = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"] as const;

/** The person's own shell (`$SHELL`), where it is one that can be recorded; else bash. */
export function shellOf(variables: Readonly<Record<string, string>>): { name: ShellName; file: string } {
  const file = variables["SHELL"] ?? "";
  const name = basename(file);
  return name === "bash" || name === "zsh" || name === "fish"
    ? { name, file }
    : { name: "bash", file: "bash" };
}

export function createRecordedShell(options: RecordedShellOptions): RecordedShell {
  const { name, file } = shellOf(options.variables);
  const folder = createRecordFolder(options.parent);
  let pid = 0;
  return {
    name,
    goOn: (n) => folder.answer(`${n}\n`),
    marker: (shell) => {
      const read = readOwn(join(options.spool, `${shell}.shell`), options.uid, 65_536);
      return read.kind === "bytes" && read.bytes.length > 0 ? read.bytes : terminalMarker(pid);
    },
    environment: () => environmentNames(pid),
    run: async (facts) => {
      const { input, output, cwd } = options;
      const outer = openOuterTerminal({ input, output, folder: folder.path });
      try {
        folder.listen(facts.said);
        const { columns, rows } = outer.size();
        const { words, variables } = startUp(options, { name, folder, nonce: facts.nonce });
        const pty = options.pty.spawn(file, words, {
          name: variables["TERM"] ?? "xterm-256color",
          cols: columns,
          rows,
          cwd,
          env: variables,
          encoding: null,
        });
        pid = pty.pid;
        outer.guard(pid);
        facts.onStart();
        return await relay(pty, outer, { ...facts, input, output });
      } finally {
        outer.release();
        folder.remove();
      }
    },
  };
}

/** Where the hook's own marker is not there. */
function terminalMarker(pid: number): Uint8Array | null {
  try {
    return Buffer.from(`pid=${pid}\0tty=${readlinkSync(`/proc/${pid}/fd/0`)}\0`);
  } catch {
    return null;
  }
}

interface Started {
  readonly name: ShellName;
  readonly folder: RecordFolder;
  readonly nonce: string;
}

/** The start-up files that load the person's own first, and the words that make the shell read them. */
function startUp(
  { startUp: render, variables: outside }: RecordedShellOptions,
  { name, folder, nonce }: Started,
): { words: string[]; variables: Record<string, string> } {
  const file = folder.write(`record.${name}`, render(name, { folder: folder.path, nonce, pid: process.pid }));
  const variables: Record<string, string> = { ...outside, REIFIER_RECORD: String(process.pid) };
  if (name === "bash") return { words: ["--rcfile", file, "-i"], variables };
  if (name === "fish") return { words: ["-i", "-C", `source ${quote(file)}`], variables };
  // zsh reads its files from one folder: ours, whose files read the person's and put the folder back.
  folder.write(".zshenv", zshEnvironment(folder.path));
  folder.write(".zshrc", zshStart(file));
  if (outside["ZDOTDIR"] !== undefined) variables["REIFIER_ZDOTDIR"] = outside["ZDOTDIR"];
  return { words: ["-i"], variables: { ...variables, ZDOTDIR: folder.path } };
}

const zshEnvironment = (folder: string): string => `
if [[ -n \${REIFIER_ZDOTDIR-} ]]; then ZDOTDIR=$REIFIER_ZDOTDIR; else unset ZDOTDIR; fi
unset REIFIER_ZDOTDIR
[[ -r \${ZDOTDIR:-$HOME}/.zshenv ]] && . \${ZDOTDIR:-$HOME}/.zshenv
_reifier_zdotdir=\${ZDOTDIR-}
export ZDOTDIR=${quote(folder)}
`;
const zshStart = (file: string): string => `
if [[ -n $_reifier_zdotdir ]]; then ZDOTDIR=$_reifier_zdotdir; else unset ZDOTDIR; fi
unset _reifier_zdotdir
[[ -r \${ZDOTDIR:-$HOME}/.zshrc ]] && . \${ZDOTDIR:-$HOME}/.zshrc
. ${quote(file)}
`;
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

type Relayed = RecordedShellFacts & {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
};

/** Keys go in, bytes come out, until the shell is gone. */
async function relay(pty: Pty, outer: OuterTerminal, facts: Relayed): Promise<RecordedShellEnd> {
  const { input, output, terminal, quiet } = facts;
  let interrupted = false;
  /** The terminal that we were started on was closed: nobody sees anything any more. */
  let unseen = false;
  const show = (bytes: Uint8Array): void => {
    if (unseen || bytes.length === 0 || output.write(bytes)) return;
    pty.pause();
    output.once("drain", () => pty.resume());
  };
  const silence = setTimeout(() => show(quiet()), quietMs);
  const printed = pty.onData((data) => {
    if (data instanceof Uint8Array) show(terminal(data));
    silence.refresh();
  });
  const typed = (keys: Buffer): void => pty.write(keys);
  const resized = (): void => {
    const { columns, rows } = outer.size();
    pty.resize(columns, rows);
  };
  const hangUp = (signal: NodeJS.Signals): void => {
    interrupted = true;
    if (signal === "SIGHUP") unseen = true;
    pty.kill("SIGHUP");
  };
  const stop = (): void => {
    outer.restore();
    process.kill(process.pid, "SIGSTOP");
  };
  const goOn = (): void => {
    outer.raw();
    resized();
  };
  const exit = new Promise<number | null>((resolve) => {
    pty.onExit((end) => resolve(end.signal ? null : end.exitCode));
  });
  const closed = (): void => {
    unseen = true;
  };
  outer.raw();
  input.on("error", closed);
  input.on("data", typed).resume();
  output.on("resize", resized);
  for (const signal of endings) process.on(signal, hangUp);
  process.on("SIGTSTP", stop).on("SIGCONT", goOn);
  try {
    return { exitCode: await exit, interrupted };
  } finally {
    clearTimeout(silence);
    show(quiet());
    printed.dispose();
    input.off("data", typed).pause();
    output.off("resize", resized);
    for (const signal of endings) process.off(signal, hangUp);
    process.off("SIGTSTP", stop).off("SIGCONT", goOn);
    if (interrupted && !unseen) outer.resetModes();
    outer.restore();
  }
}
