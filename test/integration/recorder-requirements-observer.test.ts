import { execFileSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { ObservedRecording } from "../support/observed-recording.ts";

// The requirements of the recorder that its observer keeps: 9 to 13, 15, 16 and 19.

const shellNames: readonly ShellName[] = ["bash", "zsh", "fish"];
const fixtures = fileURLToPath(new URL("../fixtures/history/", import.meta.url));

let observed: ObservedRecording;
beforeEach(() => {
  observed = new ObservedRecording();
});
afterEach(() => observed.remove());

const start = (shell: ShellName, rc = "", after = "") => observed.recording.start(shell, rc, after);

const Expected = z.object({
  entries: z.array(z.object({ command: z.string(), timestamp: z.number().nullish() })),
});
const histories = readdirSync(fixtures).filter((name) => name.endsWith(".hist"));

it.each(histories)("9: history fixtures parse exactly: %s", (name) => {
  const { entries } = Expected.parse(
    JSON.parse(readFileSync(join(fixtures, name.replace(".hist", ".expected.json")), "utf8")),
  );
  const file = join(observed.recording.home, "history");
  writeFileSync(file, readFileSync(join(fixtures, name)));
  const format = shellNames.find((shell) => name.startsWith(shell)) ?? "bash";
  expect(
    observed
      .observer({ file, format })
      .takeIn()
      .added.map((record) => record.command),
  ).toEqual(entries.map((entry) => entry.command));
});

it("10: every 2-chunk cut of a fixture gives the same result", () => {
  const bytes = readFileSync(join(fixtures, "zsh-extended.hist"));
  const file = join(observed.recording.home, "history");
  const whole = (cut: number): string[] => {
    rmSync(file, { force: true });
    const path = join(observed.recording.home, `history-${cut}`);
    writeFileSync(path, bytes.subarray(0, cut));
    const reader = observed.observer({ file: path, format: "zsh" });
    const first = reader.takeIn().added;
    appendFileSync(path, bytes.subarray(cut));
    return [...first, ...reader.takeIn().added].map((record) => record.command);
  };
  const once = whole(bytes.length);
  observed.store.records.forget(observed.store.records.sessions().map((session) => session.id));
  for (const cut of [1, 7, 60, 61, 200, bytes.length - 2]) {
    observed.forgetAll();
    expect(whole(cut), `cut at ${cut}`).toEqual(once);
  }
});

it("11: rewrites, trims, renames and inode reuse: exactly once", () => {
  const file = join(observed.recording.home, "history");
  const write = (...lines: string[]): void => {
    writeFileSync(`${file}.new`, lines.map((line) => `${line}\n`).join(""));
    renameSync(`${file}.new`, file);
    observed.observer({ file, format: "bash" }).takeIn();
  };
  write("one", "two", "three");
  write("two", "three", "four");
  write("three", "four", "five");
  write("three", "four", "five", "five");
  expect(observed.commands().sort()).toEqual(["five", "five", "four", "one", "three", "two"]);
});

it("12: observer restart resumes: no loss, no repeat", async () => {
  const file = join(observed.recording.home, ".bash_history");
  const shell = await start("bash", "PROMPT_COMMAND='history -a'; HISTCONTROL=");
  const lines = Array.from({ length: 12 }, (_, n) => `echo ${n % 5}`);
  for (const line of lines) {
    await shell.type(line);
    observed.observer({ file, format: "bash" }).takeIn();
  }
  expect(observed.commands()).toEqual(lines);
});

it.each([
  ["times", "HISTTIMEFORMAT='%F '"],
  ["no times", ""],
])(
  "13: hook record and history-file record of one command merge to one, the file written at the end, %s",
  async (_, rc) => {
    const file = join(observed.recording.home, ".bash_history");
    const shell = await start("bash", `${rc}\nHISTCONTROL=`);
    const lines = ["ls", "echo 'a   b'", "ls", "for i in 1 2; do echo $i; done", "!!", "ls"];
    for (const line of lines) await shell.type(line);
    observed.observer({ file, format: "bash" }).takeIn();
    await shell.exit();
    observed.observer({ file, format: "bash" }).takeIn();
    expect(observed.commands()).toEqual([...lines.slice(0, 4), lines[3], "ls"]);
    expect(new Set(observed.records().map((record) => record.source))).toEqual(new Set(["hook"]));
  },
);

it("15: two tmux panes are one session, and never mixed: each record names its own terminal", async () => {
  const socket = join(observed.recording.home, "tmux");
  const tmux = (...words: string[]): void => {
    execFileSync("tmux", ["-S", socket, "-f", "/dev/null", ...words], {
      env: {
        PATH: process.env["PATH"],
        HOME: observed.recording.home,
        TERM: "xterm",
        LANG: "C.UTF-8",
        SHELL: "/bin/bash",
      },
    });
  };
  writeFileSync(join(observed.recording.home, ".bashrc"), `${observed.recording.line("bash")}\n`);
  try {
    tmux("new-session", "-d", "-s", "s", "bash --noprofile -i");
    tmux("split-window", "-t", "s", "bash --noprofile -i");
    const markers = () =>
      readdirSync(observed.recording.spool).filter((name) => name.endsWith(".shell")).length;
    await expect.poll(markers, { timeout: 10_000 }).toBe(2);
    for (const pane of [0, 1]) tmux("send-keys", "-t", `s.${pane}`, `echo pane-${pane}`, "Enter");
    const taken = () => {
      observed.observer().takeIn();
      return observed.commands().sort();
    };
    await expect.poll(taken, { timeout: 10_000 }).toEqual(["echo pane-0", "echo pane-1"]);
    const [session, ...others] = observed.store.records.sessions();
    expect(others).toEqual([]);
    expect(session?.terminals).toHaveLength(2);
    // Started from one server, but neither shell inside the other.
    expect(session?.terminals.join(" ")).not.toContain("in:");
  } finally {
    tmux("kill-server");
  }
});

it("16: nested shell: the outer step is recorded with its duration, the inner one linked to it", async () => {
  writeFileSync(join(observed.recording.home, ".zshrc"), `${observed.recording.line("zsh")}\n`);
  const shell = await start("bash");
  shell.press("zsh -i\r");
  await expect
    .poll(() => readdirSync(observed.recording.spool).some((name) => /^zsh.*shell$/.test(name)), {
      timeout: 10_000,
    })
    .toBe(true);
  shell.press("sleep 0.2\r");
  const inner = () => {
    observed.observer().takeIn();
    return observed.records().find((record) => record.command === "sleep 0.2");
  };
  await expect.poll(inner, { timeout: 10_000 }).toBeDefined();
  shell.press("exit\r");
  await shell.prompted();
  observed.observer().takeIn();
  expect(inner()?.terminal).toMatch(/ in:bash\.\d+\.\d+$/);
  const outer = observed.records().find((record) => record.command === "zsh -i");
  expect(outer?.durationMs).toBeGreaterThanOrEqual(200);
});

it("19: non-UTF-8 and a 1 MiB command: bounded memory, truncated with a mark", async () => {
  const shell = await start("bash");
  await shell.type("echo $'\\xff\\xfe'");
  await shell.type("eval \"$(printf 'true %01048576d' 1)\"; history -s \"$(printf 'true %0200000d' 1)\"");
  observed.observer().takeIn();
  expect(Math.max(...observed.commands().map((command) => command.length))).toBeLessThan(70_000);
});
