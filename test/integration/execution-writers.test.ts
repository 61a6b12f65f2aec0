import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openWorkspace } from "../fixtures/execution/workspace.ts";

const loader = fileURLToPath(new URL("../fixtures/execution/ts-source.mjs", import.meta.url));
const append = fileURLToPath(new URL("../fixtures/execution/append.ts", import.meta.url));
let root = "";

beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-writers-");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const writer = (name: string, count: number) =>
  spawn(process.execPath, ["--import", loader, append, root, name, String(count)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
const ended = (child: ReturnType<typeof writer>) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));

it("several processes append to one chain and one ledger, none lost, none twice", {
  timeout: 120_000,
}, async () => {
  openWorkspace(root).close();
  expect(await Promise.all(["a", "b", "c"].map((name) => ended(writer(name, 40))))).toEqual([0, 0, 0]);
  const place = openWorkspace(root);
  const subjects = place.deps.journal.read().map((line) => line.subject);
  expect(new Set(subjects).size).toBe(120);
  expect(place.deps.journal.verify()).toMatchObject({ ok: true, lines: 120 });
  expect(place.deps.ledger.all()).toHaveLength(12);
  expect(place.deps.ledger.forged()).toBe(0);
  place.close();
});

it("a writer that gets SIGKILL leaves a chain that goes on", { timeout: 120_000 }, async () => {
  openWorkspace(root).close();
  for (let n = 0; n < 3; n++) {
    const child = writer(`k${n}`, 100_000);
    const over = ended(child);
    const place = openWorkspace(root);
    const before = place.deps.journal.read().length;
    while (place.deps.journal.read().length < before + 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await over;
    // The worst that a kill can leave: half a line.
    appendFileSync(join(root, "audit", "audit.jsonl"), '{"seq":');
    place.deps.journal.append({ actor: "eva", type: "after", subject: "x", data: {} });
    expect(place.deps.journal.verify().ok).toBe(true);
    place.close();
  }
});
