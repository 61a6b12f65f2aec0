import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "./connection.ts";
import { type EmbeddedOptions, openEmbedded } from "./embedded.ts";
import { pattern } from "./memory-graph.contract.ts";
import { migrate, storeFormat } from "./migrations.ts";

const now = Date.parse("2026-03-02T02:11:00.000Z");

describe("opening the embedded store", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "reifier-graph-"));
    path = join(directory, "graph.db");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const open = (facts: Partial<EmbeddedOptions> = {}) =>
    openEmbedded({ path, clock: { now: () => now }, ...facts });
  const fill = async (patterns: number): Promise<void> => {
    const store = open();
    for (let n = 0; n < patterns; n++)
      await store.graph.recordPattern(pattern(`p-${n}`, { example: "x".repeat(500) }));
    store.close();
  };

  it("makes a private file and finds everything again", async () => {
    await fill(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const store = open();
    expect(store.recovered).toBeNull();
    expect(await store.graph.pattern("p-0")).not.toBeNull();
    store.close();
  });

  it("keeps the WAL private too, and leaves nothing in it when it closes", async () => {
    const store = open();
    await store.graph.recordPattern(pattern("p-1"));
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    store.close();
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(readFileSync(path).includes("name of p-1")).toBe(true);
  });

  it.each([
    ["overwritten with something else", () => writeFileSync(path, "no database ".repeat(2_000))],
    ["cut in the middle", () => truncateSync(path, statSync(path).size / 2 - 100)],
    ["emptied", () => truncateSync(path, 0)],
    ["overwritten in the middle", () => overwriteMiddle(path)],
  ])("keeps a file aside that was %s, and starts afresh", async (_what, damage) => {
    await fill(200);
    damage();
    const bytes = readFileSync(path);
    const store = open();
    const kept = `${path}.damaged-20260302T021100000Z`;
    expect(store.recovered).toEqual({ kept });
    expect(readFileSync(kept)).toEqual(bytes);
    expect(await store.graph.stats()).toMatchObject({ ErrorPattern: 0 });
    await store.graph.recordPattern(pattern("p-1"));
    store.close();
    const again = open();
    expect(again.recovered).toBeNull();
    expect(await again.graph.stats()).toMatchObject({ ErrorPattern: 1 });
    again.close();
  });

  it("refuses a store of a later release and changes nothing in it", async () => {
    await fill(1);
    const connection = connect(path);
    connection.script(`PRAGMA user_version=${storeFormat + 1}`);
    connection.close();
    const before = readFileSync(path);
    expect(() => open()).toThrow(expect.objectContaining({ code: "STORE_NEWER", exitCode: 2 }));
    expect(readFileSync(path)).toEqual(before);
  });

  it("copies a store before it migrates it, and leaves it as it was when a step fails", async () => {
    await fill(3);
    const connection = connect(path);
    const copy = `${path}.before-format-${storeFormat + 1}`;
    const step = "ALTER TABLE error_pattern ADD COLUMN owner TEXT";
    const known = Array.from({ length: storeFormat }, () => "SELECT 1");
    expect(() => migrate(connection, [...known, `${step}; SELECT * FROM nowhere`])).toThrow("no such table");
    expect(connection.run("UPDATE error_pattern SET name = 'x'")).toBe(3);
    expect(() => connection.run("UPDATE error_pattern SET owner = 'x'")).toThrow("no such column");
    migrate(connection, [...known, step]);
    expect(connection.run("UPDATE error_pattern SET owner = 'x'")).toBe(3);
    connection.close();
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const old = openEmbedded({ path: copy, clock: { now: () => now } });
    expect(await old.graph.stats()).toMatchObject({ ErrorPattern: 3 });
    old.close();
  });

  it("says in one sentence and a hint that the directory is missing", () => {
    expect(() =>
      openEmbedded({ path: join(directory, "none", "graph.db"), clock: { now: () => now } }),
    ).toThrow(
      expect.objectContaining({
        code: "STORE_UNWRITABLE",
        exitCode: 2,
        hint: expect.stringContaining("--workspace"),
      }),
    );
    expect(existsSync(join(directory, "none"))).toBe(false);
  });

  it("leaves no other file behind", async () => {
    await fill(1);
    expect(readdirSync(directory).sort()).toEqual(expect.arrayContaining(["graph.db", "graph.db.opening"]));
    expect(readdirSync(directory).filter((name) => name.includes("damaged"))).toEqual([]);
  });
});

/** Zeroes a page that holds rows. */
function overwriteMiddle(path: string): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 4096 / 2) * 4096;
  bytes.fill(0x5a, at, at + 4096 * 4);
  writeFileSync(path, bytes);
}
