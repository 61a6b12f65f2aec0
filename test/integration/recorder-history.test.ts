import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { followHistory } from "../../src/core/history/follow-history.ts";
import { type HistoryPosition, readPosition } from "../../src/core/history/history-position.ts";
import { parseBash, startsJoined } from "../../src/core/history/parse-bash.ts";
import { parseFish } from "../../src/core/history/parse-fish.ts";
import { parseZsh } from "../../src/core/history/parse-zsh.ts";
import { TypedShell } from "../support/pty.ts";

let home: string;
let shells: TypedShell[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "hist-"));
});
afterEach(() => {
  for (const shell of shells) shell.kill();
  shells = [];
  rmSync(home, { recursive: true, force: true });
});

const file = (shell: ShellName): string =>
  join(home, { bash: ".bash_history", zsh: ".zsh_history", fish: ".local/share/fish/fish_history" }[shell]);
const bytesOf = (shell: ShellName): Uint8Array =>
  existsSync(file(shell)) ? new Uint8Array(readFileSync(file(shell))) : new Uint8Array();

async function start(shell: ShellName, rc: string): Promise<TypedShell> {
  const zsh = "HISTFILE=$HOME/.zsh_history; HISTSIZE=1000; SAVEHIST=1000; setopt interactive_comments";
  const started = await TypedShell.start({ shell, home, rc: shell === "zsh" ? `${zsh}\n${rc}` : rc });
  shells.push(started);
  return started;
}

/** Lines that have broken somebody's history parser. */
const nasty = [
  "echo plain",
  "echo 'ünï à é 文字 🚀 ｶﾅ'",
  "echo 'two  blanks'  ",
  "echo back\\\\",
  "echo 'quoted \\'",
  "echo ': 1616420000:0;fake' '- cmd: fake' '  when: 5'",
  ": 'starts with a colon'",
  "# a note with 'quotes",
  "echo a; echo b | cat && (echo c)",
  'echo "$(date +%s)" >/dev/null',
  "printf '\\t\\n'",
  "echo dup",
  "echo dup",
  "false",
];
const multiLine = ["echo 'first\x16\x0a\x16\x0athird'", "echo a \\\x16\x0a b"];

describe("what a real bash wrote", () => {
  it.each([
    ["with timestamps", "HISTTIMEFORMAT='%F %T '"],
    ["with timestamps and lithist", "HISTTIMEFORMAT='%F %T '; shopt -s lithist"],
    ["without timestamps", ""],
    ["without timestamps, lines of its own", "shopt -s lithist; shopt -u cmdhist"],
  ])("is read as bash reads it: %s", async (_, rc) => {
    const shell = await start("bash", rc);
    for (const line of [...nasty, ...multiLine]) await shell.type(line);
    await shell.type("#1616420000");
    await shell.type("echo last");
    await shell.exit();
    const bytes = bytesOf("bash");
    // What bash itself loads, each entry led by a mark and its time.
    const own = execFileSync(
      "bash",
      [
        "--norc",
        "-c",
        `set -o history; HISTTIMEFORMAT=$'\\x01%s\\x02'; history -c; history -r "$1"; history`,
        "-",
        file("bash"),
      ],
      { encoding: "utf8" },
    );
    const seen = own
      .split("\x01")
      .slice(1)
      .map((part) => {
        const [time = "", text = ""] = part.split("\x02");
        return { time: Number(time), text: text.replace(/\n *\d+[* ] $/, "").replace(/\n$/, "") };
      });
    const joined = startsJoined(bytes);
    const { entries } = parseBash(bytes, { final: true, joined });
    expect(entries.map((entry) => entry.text.replace(/\n+/g, "\n"))).toEqual(seen.map((entry) => entry.text));
    if (joined) expect(entries.map((entry) => entry.time)).toEqual(seen.map((entry) => entry.time));
    expect(entries.length).toBeGreaterThan(nasty.length);
  });
});

/** What a new zsh that loaded the file says its history is. */
async function zshView(): Promise<string[]> {
  const reader = await start("zsh", "");
  const question = 'for k in ${(onk)history}; do print -rN -- "$history[$k]"; done >$HOME/own';
  await reader.type(question);
  const entries = readFileSync(join(home, "own"), "utf8").split("\0").slice(0, -1);
  return entries.filter((entry) => entry !== question);
}

describe("what a real zsh wrote", () => {
  it.each([
    ["extended", "setopt extended_history"],
    ["plain", ""],
    ["shared", "setopt share_history"],
    ["incremental with time", "setopt inc_append_history_time extended_history"],
    ["incremental", "setopt inc_append_history extended_history"],
  ])("is read as zsh reads it: %s", async (_, rc) => {
    const shell = await start("zsh", rc);
    for (const line of [...nasty, ...multiLine]) await shell.type(line);
    await shell.exit();
    const bytes = bytesOf("zsh");
    const own = await zshView();
    const { entries } = parseZsh(bytes, { final: true, joined: false });
    expect(entries.map((entry) => entry.text)).toEqual(own);
    expect(entries.length).toBeGreaterThanOrEqual(nasty.length);
  });
});

describe("what a real fish wrote", () => {
  it("is read as fish reads it", async () => {
    const shell = await start("fish", "");
    // fish does not take what is wrong in itself, and has another grammar for some of it.
    const refused = ["'quotes", "quoted \\", "(echo c)"];
    for (const line of nasty.filter((text) => !refused.some((part) => text.includes(part))))
      await shell.type(line);
    await shell.exit();
    const texts = parseFish(bytesOf("fish"), { final: true, joined: false }).entries.map(
      (entry) => entry.text,
    );
    // A fish sees only what was typed in an earlier second than the one it started in.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const environment = { PATH: process.env["PATH"] ?? "", HOME: home };
    const shown = execFileSync("fish", ["-c", "history --null --reverse"], {
      encoding: "utf8",
      env: environment,
    });
    const own = shown.split("\0").slice(0, -1);
    // fish shows the newest of equal commands only.
    const newest = texts.filter((text, index) => texts.lastIndexOf(text) === index);
    expect(newest).toEqual(own);
  });
});

/** Follows the file as the observer does, one reading per call. */
function follower(shell: ShellName) {
  let position: HistoryPosition | null = null;
  const segments = new Map<string, string>();
  const mac = (text: string): string => createHash("sha256").update(text).digest("hex");
  return (): string[] => {
    const bytes = bytesOf(shell);
    const found: string[] = [];
    for (let more = true; more; ) {
      const view = {
        format: shell,
        size: bytes.length,
        quietMs: 0,
        firstSight: "end" as const,
        bytes: (from: number, to: number) => bytes.subarray(from, to),
      };
      const segment = (generation: number, index: number) => segments.get(`${generation % 2}.${index}`) ?? "";
      const advance = followHistory(view, readPosition(JSON.stringify(position)), { mac, segment });
      for (const s of advance.segments) segments.set(`${s.generation % 2}.${s.index}`, s.text);
      position = advance.position;
      found.push(...advance.entries.map((entry) => entry.text));
      more = advance.state === "more";
    }
    return found;
  };
}

describe("a file that real shells append to, trim and rewrite gives each command once", () => {
  it.each<[ShellName, string, string]>([
    ["bash", "appending at exit", ""],
    ["bash", "histappend", "shopt -s histappend"],
    ["bash", "history -a at each prompt", "PROMPT_COMMAND='history -a'"],
    ["bash", "history -a with timestamps", "HISTTIMEFORMAT='%s '; PROMPT_COMMAND='history -a'"],
    ["bash", "trimmed to eight lines", "HISTFILESIZE=8; PROMPT_COMMAND='history -a'"],
    ["bash", "history -a and -n", "PROMPT_COMMAND='history -a; history -n'"],
    ["zsh", "all at exit, plain", ""],
    ["zsh", "all at exit, extended", "setopt extended_history"],
    ["zsh", "incremental, plain", "setopt inc_append_history"],
    ["zsh", "incremental, extended", "setopt inc_append_history extended_history"],
    ["zsh", "incremental with time", "setopt inc_append_history_time extended_history"],
    ["zsh", "shared, extended", "setopt share_history extended_history"],
    ["zsh", "shared, plain at exit", "setopt share_history"],
    ["zsh", "trimmed while running", "SAVEHIST=8; HISTSIZE=12; setopt inc_append_history"],
    ["zsh", "rewritten in place", "setopt inc_append_history; unsetopt hist_save_by_copy"],
    ["fish", "as fish does", ""],
  ])("%s, %s", async (shell, _, rc) => {
    const old = Array.from({ length: 6 }, (_, i) => `old ${i}`);
    mkdirSync(dirname(file(shell)), { recursive: true });
    const lines = old.map((text, i) =>
      shell === "fish" ? `- cmd: ${text}\n  when: ${1_700_000_000 + i}\n` : `${text}\n`,
    );
    writeFileSync(file(shell), lines.join(""));
    const read = follower(shell);
    expect(read()).toEqual([]);
    const [one, two] = [await start(shell, rc), await start(shell, rc)];
    const typed: string[] = [];
    const found: string[] = [];
    for (let i = 0; i < 5; i++) {
      for (const [name, typedShell] of [
        ["A", one],
        ["B", two],
      ] as const) {
        typed.push(`echo ${name}${i}`);
        await typedShell.type(`echo ${name}${i}`);
        found.push(...read());
      }
    }
    for (const leaving of [one, two]) {
      await leaving.exit();
      found.push(...read());
    }
    // Where bash itself writes a line twice, the file alone cannot tell it from a command typed again.
    if (rc.includes("history -n")) expect(new Set(found)).toEqual(new Set(typed));
    else expect(found.sort()).toEqual(typed.sort());
  });
});
