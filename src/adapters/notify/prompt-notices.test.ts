import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Locks } from "../../base/ports/lock.ts";
import type { Notice, Notifier } from "../../base/ports/notifier.ts";
import { createPromptNotices } from "./prompt-notices.ts";

/** One process only: nobody to wait for. */
const alone: Locks = { within: (_name, _wait, work) => work(), hold: () => ({ release: () => undefined }) };

let folder = "";
let path = "";
let now = 1_000;
let notices: Notifier;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-notices-"));
  path = join(folder, "notices");
  now = 1_000;
  notices = createPromptNotices({ path, locks: alone, clock: { now: () => now } });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const suggestion = (id: string, text = `Execute 'T'? reifier confirm ${id}`): Notice => ({
  kind: "suggestion",
  id,
  title: "T",
  text,
});
const lines = (): string[] => (existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : []);

describe("the notices at the prompt", () => {
  it("are lines with growing numbers, so that a shell shows each once", async () => {
    await notices.tell(suggestion("g-AAAAAA"));
    await notices.tell(suggestion("g-BBBBBB"));
    expect(lines()).toEqual([
      "1000\treifier: Execute 'T'? reifier confirm g-AAAAAA",
      "1001\treifier: Execute 'T'? reifier confirm g-BBBBBB",
    ]);
  });
  it("are one line each of at most 120 columns without control characters", async () => {
    await notices.tell(
      suggestion("g-AAAAAA", `Execute '\u001b[2J${"x".repeat(300)}\n'? reifier confirm g-AAAAAA`),
    );
    const [line = ""] = lines();
    expect(line.split("\t")[1]?.length).toBeLessThanOrEqual(120);
    expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f]/);
  });
  it("say a thing again in place of what was said of it before", async () => {
    await notices.tell(suggestion("g-AAAAAA"));
    now = 2_000;
    await notices.tell(suggestion("g-AAAAAA"));
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatch(/^2000\t/);
  });
  it("are gone, with the file, when the last is answered", async () => {
    await notices.tell(suggestion("g-AAAAAA"));
    await notices.clear("g-AAAAAB");
    expect(lines()).toHaveLength(1);
    await notices.clear("g-AAAAAA");
    expect(existsSync(path)).toBe(false);
  });
  it("forget a draft after an hour, and a waiting suggestion never by themselves", async () => {
    await notices.tell({ kind: "draft", id: "d", title: "D", text: "I've drafted d.md" });
    await notices.tell(suggestion("g-AAAAAA"));
    now += 3_600_001;
    await notices.tell(suggestion("g-BBBBBB"));
    expect(lines().join("\n")).not.toContain("drafted");
    expect(lines()).toHaveLength(2);
  });
});
