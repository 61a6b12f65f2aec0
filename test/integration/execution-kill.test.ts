import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markedProcesses } from "../../src/adapters/execution/process-tree.ts";
import type { Step } from "../../src/base/model/runbook.ts";
import { recoverInterrupted } from "../../src/loops/execute-recover.ts";
import { openWorkspace, runbook, step } from "../fixtures/execution/workspace.ts";

const loader = fileURLToPath(new URL("../fixtures/execution/ts-source.mjs", import.meta.url));
const operator = fileURLToPath(new URL("../fixtures/execution/operator.ts", import.meta.url));
let root = "";

beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-kill-");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A block that stays, with every kind of child: in the background, in a session of its own, deaf to TERM, its parent gone. */
const staying = (): string =>
  `echo; touch ${root}/reached; sleep 300 & setsid sleep 301 & nohup sleep 302 >/dev/null 2>&1 & setsid bash -c "trap '' TERM; sleep 303; sleep 304" & env -i setsid bash -c "trap '' TERM; exec -a ${root} sleep 305" & env -i setsid bash -c "(trap '' TERM; exec -a ${root} sleep 306) & exit 0" & wait`;

/** The phase's own block stays; the others are done at once. */
function stepsFor(phase: string): Step[] {
  const code = (role: string, quick: string) => (phase === role ? staying() : quick);
  return [
    step(1, code("guard", "true"), { role: "guard" }),
    step(2, code("diagnose", "echo looked"), { role: "diagnose" }),
    step(3, code("fix", `: c; setsid sleep 310 </dev/null >/dev/null 2>&1 & touch ${root}/fixed`), {
      name: "fix",
    }),
    step(4, code("verify", phase.startsWith("rollback") ? "false" : "true"), { role: "verify" }),
    step(5, code("rollback", "true"), { role: "rollback", reverts: "fix" }),
  ];
}

/** The child that threw its environment away, known by the name it was given. */
const withoutMark = (): string[] =>
  readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "latin1").startsWith(`${root}\0`);
    } catch {
      return false;
    }
  });

async function until(what: () => boolean, seconds: number): Promise<boolean> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    if (what()) return true;
    await pause(50);
  }
  return what();
}

describe("an operator that gets SIGKILL", { timeout: 120_000 }, () => {
  it.each([
    ["guard", 1],
    ["diagnose", 2],
    ["question", null],
    ["waiting", null],
    ["fix", 3],
    ["verify", 4],
    ["rollback-question", null],
    ["rollback", 5],
  ])("in phase %s leaves no process behind and is found interrupted", async (phase, cutStep) => {
    const file = join(root, "runbook.json");
    writeFileSync(file, JSON.stringify(runbook(stepsFor(phase))));
    const child = spawn(process.execPath, ["--import", loader, operator, root, file, phase], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    expect(await until(() => existsSync(join(root, "reached")), 60), errors).toBe(true);
    await pause(150);
    const died = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await died;

    const place = openWorkspace(root);
    try {
      const [start] = place.deps.journal.read({ type: "run.start" });
      const execution = start?.subject ?? "";
      const left = () => markedProcesses(`REIFIER_EXECUTION=${execution}:${cutStep ?? "none"}:`);
      if (cutStep !== null) expect(left().length).toBeGreaterThan(0);
      // TERM, one second, KILL (test/bench measures how soon; here a loaded machine may take its time).
      expect(await until(() => left().length === 0, 8), JSON.stringify(left())).toBe(true);

      expect(await until(() => withoutMark().length === 0, 8)).toBe(true);
      expect(await recoverInterrupted(place.deps)).toEqual([execution]);
      expect(await recoverInterrupted(place.deps)).toEqual([]);
      const [end] = place.deps.journal.read({ type: "run.end" });
      const reason = cutStep === null ? "operator-died" : `operator-died-at-step ${cutStep}`;
      expect(end?.data).toMatchObject({ result: "interrupted", reason });
      expect(place.deps.journal.verify().ok).toBe(true);
      expect(await place.deps.graph.executions({ running: true })).toEqual([]);
      expect(place.incidents().join()).toContain("**Result**: interrupted");

      // What a block that had ended well started stays: only the tree of the running block dies.
      const services = markedProcesses(`REIFIER_EXECUTION=${execution}:3:`);
      if (["verify", "rollback", "rollback-question"].includes(phase)) {
        expect(services.map((one) => one.command)).toEqual(["sleep 310"]);
      }
      for (const { pid } of services) process.kill(pid, "SIGKILL");
      // A changing run may begin at once: the dead one holds no turn.
      const turn = place.deps.locks.hold("run");
      expect(turn).not.toBeNull();
      turn?.release();
    } finally {
      place.close();
    }
  });
});
