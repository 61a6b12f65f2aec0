import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { createHistorySource } from "../../src/adapters/recorder/history-source.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { observerOf } from "../support/observing.ts";
import { TypedShell } from "../support/pty.ts";
import { Recording } from "../support/recording.ts";

let recording: Recording;
let store: EmbeddedStore;
let shells: TypedShell[] = [];
beforeEach(() => {
  recording = new Recording();
  store = openEmbedded({ path: join(recording.state, "graph.db"), clock: { now: Date.now } });
});
afterEach(() => {
  for (const shell of shells) shell.kill();
  shells = [];
  store.close();
  recording.remove();
});

const files: Readonly<Record<ShellName, string>> = {
  bash: ".bash_history",
  zsh: ".zsh_history",
  fish: ".local/share/fish/fish_history",
};

/** One reading as a new process does it: nothing is remembered but what is stored. `later` is how long the file is quiet. */
function observeOnce(format: ShellName, later = 0): void {
  const now = (): number => Date.now() + later;
  const file = join(recording.home, files[format]);
  observerOf(store, [createHistorySource({ file, format, firstSight: "start", now })], now).takeIn();
}

const stored = (): string[] =>
  store.records
    .sessions()
    .flatMap((session) => session.records.map((record) => record.command))
    .sort();

async function open(shell: ShellName, rc: string): Promise<TypedShell> {
  mkdirSync(dirname(join(recording.home, files[shell])), { recursive: true });
  const started = await TypedShell.start({ shell, home: recording.home, rc });
  shells.push(started);
  return started;
}

/** What the next shell itself says its history is. */
async function ownView(shell: ShellName, rc: string): Promise<string[]> {
  const next = await open(shell, rc);
  await next.type(shell === "fish" ? "builtin history --null >view" : "fc -ln 1 | tr '\\n' '\\0' >view");
  const view = readFileSync(join(recording.home, "view"), "utf8").split("\0");
  return view.map((line) => line.trim()).filter((line) => line !== "" && !line.includes(">view"));
}

interface Sequence {
  readonly name: string;
  readonly shell: ShellName;
  readonly rc: string;
  /** `1:` or `2:` and what is typed into that shell; `1!` leaves it; a shell opens when it is first named. */
  readonly steps: readonly string[];
  /** Typed lines that never reach the shell's file. */
  readonly without?: readonly string[];
  /** The file does not tell repeats apart: each command at least once, nothing else. */
  readonly repeats?: boolean;
}

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => String(from + n));
const typing = (shell: number, from: number, to: number): string[] =>
  range(from, to).map((n) => `${shell}:echo ${shell}-${n}`);
/** What a person types again and again, between other things. */
const often = ["1:ls", "1:echo a", "1:ls", "1:echo b", "1:ls"];

const sequences: readonly Sequence[] = [
  {
    name: "history -a at each prompt, then history -c and history -r in the middle",
    shell: "bash",
    rc: "shopt -s histappend; PROMPT_COMMAND='history -a'",
    steps: [...typing(1, 1, 4), "1:history -c; history -r", ...typing(1, 5, 7), "1!"],
    without: ["history -c; history -r"],
  },
  {
    name: "the recipe history -a; history -c; history -r in two shells",
    shell: "bash",
    rc: "shopt -s histappend; HISTCONTROL=; PROMPT_COMMAND='history -a; history -c; history -r'",
    steps: ["1:echo one", "2:echo two", "1:echo three", "2:echo four", "1!", "2:echo five", "2!"],
  },
  {
    name: "erasedups with the whole list written at each prompt",
    shell: "bash",
    rc: "HISTCONTROL=erasedups; PROMPT_COMMAND='history -w'",
    steps: [...typing(1, 1, 3), "1:ls", ...typing(1, 4, 5), "1!"],
    repeats: true,
  },
  {
    name: "a list of five that is trimmed while it is written",
    shell: "bash",
    rc: "HISTSIZE=5; HISTFILESIZE=5; shopt -s histappend; PROMPT_COMMAND='history -a'",
    steps: [...typing(1, 1, 9), "1!", ...typing(2, 1, 4), "2!"],
  },
  {
    name: "a file cut to three lines at the start of the next shell",
    shell: "bash",
    rc: "HISTFILESIZE=3; HISTTIMEFORMAT='%F %T '; PROMPT_COMMAND='history -a'",
    steps: [...typing(1, 1, 6), "1!", ...typing(2, 1, 3), "2!"],
  },
  {
    name: "times, with loops, here-documents and comments",
    shell: "bash",
    rc: "HISTTIMEFORMAT='%F %T '; shopt -s histappend; PROMPT_COMMAND='history -a'",
    steps: ["1:# the pool is exhausted", "1:echo 'a; b'", ...often, "1:for i in 1 2; do echo $i; done", "1!"],
  },
  {
    name: "times, and everything written when the shell ends",
    shell: "bash",
    rc: "HISTTIMEFORMAT='%F %T '",
    steps: [...often, "2:echo other", "1!", "2:echo more", "2!"],
  },
  {
    name: "two shells that share their history, with times",
    shell: "zsh",
    rc: "HISTFILE=~/.zsh_history; HISTSIZE=100; SAVEHIST=100; setopt share_history extended_history",
    steps: ["1:echo one", "2:echo two", "1:ls", "2:ls -l", "1:echo three", "2!", "1:echo four", "1!"],
  },
  {
    name: "two shells that share their history, rewritten without times at the end",
    shell: "zsh",
    rc: "HISTFILE=~/.zsh_history; HISTSIZE=100; SAVEHIST=100; setopt share_history",
    steps: ["1:echo one", "2:echo two", "1:echo three", "2!", "1:echo four", "1!"],
  },
  {
    name: "written after each command with the time it took",
    shell: "zsh",
    rc: "HISTFILE=~/.zsh_history; HISTSIZE=100; SAVEHIST=100; setopt inc_append_history_time extended_history",
    steps: [...often, "1:sleep 1.1", "2:echo two", "1!", "2!"],
  },
  {
    name: "written when it starts, trimmed to ten lines",
    shell: "zsh",
    rc: "HISTFILE=~/.zsh_history; HISTSIZE=10; SAVEHIST=10; setopt inc_append_history",
    steps: [...typing(1, 1, 18), "1!"],
  },
  {
    name: "older repeats dropped, expired first, spaces reduced",
    shell: "zsh",
    rc: "HISTFILE=~/.zsh_history; HISTSIZE=50; SAVEHIST=50; setopt inc_append_history hist_ignore_all_dups hist_expire_dups_first hist_reduce_blanks",
    steps: [...typing(1, 1, 3), "1:ls", ...typing(1, 4, 5), "1!", "2:echo last", "2!"],
    repeats: true,
  },
  {
    name: "everything written at the end, by two shells, the last one wins",
    shell: "zsh",
    rc: "HISTFILE=~/.zsh_history; HISTSIZE=50; SAVEHIST=50; setopt extended_history",
    steps: [...typing(1, 1, 3), ...typing(2, 1, 3), "1!", "2!", "3:echo à 文 🚀", "3:echo 'a\\\\'", "3!"],
  },
  {
    name: "two shells, history merge, and one command deleted",
    shell: "fish",
    rc: "",
    steps: [
      ...typing(1, 1, 3),
      ...typing(2, 1, 3),
      "1:history merge",
      "1:echo after",
      "1:history delete --exact --case-sensitive 'echo 1-2'",
      ...typing(2, 4, 6),
      "1!",
      "2!",
    ],
    repeats: true,
  },
  {
    name: "sixty commands, so that the file is rewritten meanwhile",
    shell: "fish",
    rc: "",
    steps: [...typing(1, 1, 60), "1!"],
  },
];

describe("readings of a real shell's file, one after each prompt", () => {
  it.each(sequences)("$shell: $name", async ({ shell, rc, steps, without = [], repeats = false }) => {
    const opened = new Map<string, TypedShell>();
    const typed: string[] = [];
    for (const step of steps) {
      const [, number = "", kind, line = ""] = /^(\d)([:!])(.*)$/s.exec(step) ?? [];
      const typist = opened.get(number) ?? (await open(shell, rc));
      opened.set(number, typist);
      if (kind === "!") await typist.exit();
      else {
        await typist.type(line);
        if (!without.includes(line)) typed.push(line);
      }
      observeOnce(shell);
    }
    observeOnce(shell, 60_000);
    const expected = [...typed].sort();
    expect(new Set(stored())).toEqual(new Set([...stored(), ...(await ownView(shell, rc))]));
    if (repeats) expect([...new Set(stored())]).toEqual([...new Set(expected)]);
    else expect(stored(), readFileSync(join(recording.home, files[shell]), "utf8")).toEqual(expected);
  });
});
