import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { executeRunbook } from "../../src/loops/execute.ts";
import { openWorkspace, runbook, step, type Workspace } from "../fixtures/execution/workspace.ts";

let root = "";
let place: Workspace;

beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-full-");
  // Throws where the mount is refused: a full disk cannot be tested without one.
  execFileSync("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=8m", "reifier-full", root]);
  place = openWorkspace(root);
});
afterEach(() => {
  place.close();
  execFileSync("/usr/bin/umount", ["-l", root]);
  rmSync(root, { recursive: true, force: true });
});

/** Writes until not one byte is left. */
function fillDisk(): void {
  const file = openSync(join(root, "filler"), "w");
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 0x66));
    } catch {
      // Full for this size; smaller pieces may still fit.
    }
  }
  closeSync(file);
  expect(statfsSync(root).bavail).toBe(0);
}

const suggestion = () => {
  const made = {
    id: "g-1",
    kind: "run" as const,
    title: "Disk full",
    runbook: "fix-it",
    pattern: "p-1",
    line: "No space left on device",
    count: 1,
    values: {},
    guards: [],
    risk: "medium" as const,
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  };
  return { ...made, id: place.deps.operator.openSuggestion(made, "web-1").id };
};

it("the runbook against a full disk runs on a full disk, audited and verified", async () => {
  const asked = runbook([
    step(1, `test -s ${root}/filler`, { role: "guard" }),
    step(2, `: c; rm ${root}/filler; echo freed`),
    step(3, `test ! -e ${root}/filler`, { role: "verify" }),
  ]);
  place.approve(asked);
  const wanted = suggestion();
  place.deps.journal.append({ actor: "eva", type: "before", subject: "x", data: {} });
  fillDisk();
  const outcome = await executeRunbook(place.deps, place.request(asked, { suggestion: wanted }));
  expect(outcome).toMatchObject({ result: "resolved", exitCode: 0 });
  expect(place.deps.journal.verify()).toMatchObject({ ok: true });
  expect(place.deps.journal.read({ type: "step.start" })).toHaveLength(3);
  // The disk has room again when it is over: the report is there.
  expect(outcome.incident).not.toBeNull();
  // Claimed once, although the store could not write it: a second yes runs nothing.
  const again = await executeRunbook(place.deps, place.request(asked, { suggestion: wanted }));
  expect(again).toMatchObject({ result: "refused", reason: "suggestion-not-open" });
});

it("a disk that fills in the middle of a run changes nothing of how it ends", async () => {
  const asked = runbook([
    step(1, `: c; head -c 20000000 /dev/zero > ${root}/filler || :; echo more >> ${root}/filler || :`),
    step(2, ": c; echo second"),
    step(3, "true", { role: "verify" }),
  ]);
  place.approve(asked);
  const outcome = await executeRunbook(place.deps, place.request(asked));
  expect(outcome).toMatchObject({ result: "resolved", exitCode: 0 });
  expect(place.deps.journal.verify()).toMatchObject({ ok: true });
  expect(place.deps.journal.read({ type: "run.end" })[0]?.data).toMatchObject({ result: "resolved" });
});

it("when even the reserve is spent nothing runs, and it says why", async () => {
  const asked = runbook([step(1, `: c; rm ${root}/filler`)]);
  place.approve(asked);
  rmSync(join(root, "audit", "reserve"), { force: true });
  fillDisk();
  await expect(executeRunbook(place.deps, place.request(asked))).rejects.toMatchObject({
    code: "JOURNAL_UNWRITABLE",
    exitCode: 12,
  });
  expect(statfsSync(root).bavail).toBe(0);
});
