import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLogger } from "../../base/kernel/logger.ts";
import { createCommandNotifier } from "./command.ts";

let folder = "";
let log = "";
const logger = createLogger(
  (line) => {
    log += line;
  },
  { now: () => 0 },
  (text) => text,
);
const notice = { kind: "suggestion" as const, id: "g-1", title: "Lock é", text: "Execute 'Lock é'?" };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-notify-"));
  log = "";
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false; // The one thing this asks: whether it is there.
  }
  return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
};

describe("notify.command", () => {
  it("gets the notice as JSON on stdin", async () => {
    const file = join(folder, "got");
    await createCommandNotifier(
      ["sh", "-c", `cat > "${file}.part" && mv "${file}.part" "${file}"`],
      logger,
    ).tell(notice);
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 10_000);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(notice);
  });

  it("is ended with everything it started when it hangs, and that is said", async () => {
    const file = join(folder, "pids");
    const command = `sleep 300 & echo "$! $$" > "${file}"; sleep 300; true`;
    await createCommandNotifier(command, logger, 1_500).tell(notice);
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 10_000);
    const pids = readFileSync(file, "utf8").trim().split(" ").map(Number);
    expect(pids.map(runs)).toEqual([true, true]);
    await vi.waitFor(() => expect(pids.map(runs)).toEqual([false, false]), 10_000);
    await vi.waitFor(() => expect(log).toContain("notify.failed"), 10_000);
  });

  it("is nothing that stops the product where it is not there", async () => {
    await createCommandNotifier(["/nonexistent/program"], logger).tell(notice);
    await vi.waitFor(() => expect(log).toContain("ENOENT"), 10_000);
  });
});
