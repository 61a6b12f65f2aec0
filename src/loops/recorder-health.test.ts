import { describe, expect, it } from "vitest";
import { type RecorderFacts, recorderHealth, type ShellOnHost } from "./recorder-health.ts";

const now = 1_763_712_000_000;
const bash: ShellOnHost = {
  shell: "bash",
  rcFile: "/home/sam/.bashrc",
  hooked: true,
  unfit: null,
  files: [{ path: "/home/sam/.bash_history", there: true }],
  open: [],
  last: [{ shell: "bash", source: "hook", at: now - 3_000 }],
};
const health = (shell: Partial<ShellOnHost>, facts: Partial<RecorderFacts> = {}) =>
  recorderHealth({ shells: [{ ...bash, ...shell }], leftOut: {}, ignore: [], paused: null, now, ...facts });

describe("what doctor says of a shell", () => {
  it("names its ways, and when its last record came by which of them", () => {
    expect(health({})[0]).toEqual({
      check: "bash recording",
      ok: true,
      detail:
        "hook in /home/sam/.bashrc (commands, exit codes, times, directories) and history file /home/sam/.bash_history; last command 3 s ago, by hook",
      fix: null,
    });
  });

  it("says of a bash older than 5.1 that it has no hook, what is missing for it, and that its history file is followed", () => {
    const unfit = "bash 4.4 has no hook (5.1 needed)";
    expect(health({ unfit, last: [{ shell: "bash", source: "history", at: now - 60_000 }] })[0]).toEqual({
      check: "bash recording",
      ok: false,
      detail:
        "bash 4.4 has no hook (5.1 needed): no exit codes, times only where bash writes them; history file /home/sam/.bash_history; last command 60 s ago, by history file",
      fix: "install a newer bash",
    });
  });

  it("says the line to type where no hook is in the start-up file", () => {
    expect(health({ hooked: false })[0]).toMatchObject({ ok: false, fix: "reifier init --shell bash --yes" });
  });

  it("counts what was left out by its reason, and says since when recording is paused", () => {
    const [, leftOut, pause] = health(
      {},
      { leftOut: { ignored: 2 }, ignore: ["^secret"], paused: "2025-11-21T08:00:00.000Z" },
    );
    expect(leftOut?.detail).toMatch(/^2 by observe\.ignore \(observe\.ignore: \^secret\)/);
    expect(pause).toMatchObject({ ok: false, fix: "reifier resume" });
  });
});
