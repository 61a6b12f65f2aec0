import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { logCandidates } from "./log-candidates.ts";

it("offers fresh logs, the newest first, and nothing old, empty, foreign or behind a link", () => {
  const folder = mkdtempSync(join(tmpdir(), "reifier-logs-"));
  const now = Date.now();
  const write = (name: string, text: string, daysAgo: number): void => {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
    const time = (now - daysAgo * 86_400_000) / 1_000;
    utimesSync(join(folder, name), time, time);
  };
  write("syslog", "x", 1);
  write("nginx/error.log", "x", 0);
  write("old.log", "x", 8);
  write("empty.log", "", 0);
  write("syslog.1.gz", "x", 0);
  write("a/b/c/deep.log", "x", 0);
  symlinkSync(join(folder, "syslog"), join(folder, "link.log"));
  expect(logCandidates(folder, now)).toEqual([join(folder, "nginx/error.log"), join(folder, "syslog")]);
  expect(logCandidates(join(folder, "none"), now)).toEqual([]);
  rmSync(folder, { recursive: true });
});
