import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { rotateLog } from "./rotate-log.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("keeps a log small, the newest old ones beside it, each with the mode of the log", () => {
  const log = join(folder, "reifier.log");
  for (const round of [1, 2, 3, 4, 5]) {
    appendFileSync(log, `round ${round}\n`.repeat(20), { mode: 0o600 });
    expect(rotateLog(log, { maxBytes: 100, keep: 3 })).toBe(true);
  }
  expect(readdirSync(folder).sort()).toEqual([
    "reifier.log",
    "reifier.log.1",
    "reifier.log.2",
    "reifier.log.3",
  ]);
  expect(readFileSync(`${log}.1`, "utf8")).toContain("round 5");
  expect(readFileSync(`${log}.3`, "utf8")).toContain("round 3");
  expect(statSync(`${log}.1`).mode & 0o777).toBe(0o600);
  expect(statSync(log).size).toBe(0);
});

it("leaves a small log, and one that is not there, alone", () => {
  const log = join(folder, "reifier.log");
  expect(rotateLog(log, { maxBytes: 100, keep: 3 })).toBe(false);
  writeFileSync(log, "one line\n");
  expect(rotateLog(log, { maxBytes: 100, keep: 3 })).toBe(false);
  expect(readFileSync(log, "utf8")).toBe("one line\n");
});
