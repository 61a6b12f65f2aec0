import {
  chmodSync,
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
import { pattern } from "../../../test/fixtures/graph/nodes.ts";
import { isoTime } from "../../base/kernel/clock.ts";
import type { IncomingRecord } from "../../base/ports/record-store.ts";
import { connect } from "./connection.ts";
import { type EmbeddedOptions, openEmbedded } from "./embedded.ts";
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
  const fill = async (count: number): Promise<void> => {
    const store = open();
    const patterns = Array.from({ length: count }, (_, n) => pattern(`p-${n}`, { example: "x".repeat(500) }));
    await store.graph.restore({ ...(await store.graph.snapshot()), patterns });
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

  it("closes a file to others that somebody opened to them, and can be closed twice", async () => {
    await fill(1);
    chmodSync(path, 0o644);
    const store = open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    store.close();
    expect(() => store.close()).not.toThrow();
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
    expect(again.recovered).toEqual({ kept });
    expect(await again.graph.stats()).toMatchObject({ ErrorPattern: 1 });
    await again.graph.restore(await again.graph.snapshot());
    again.close();
    const restored = open();
    expect(restored.recovered).toBeNull();
    expect(await restored.graph.stats()).toMatchObject({ ErrorPattern: 1 });
    restored.close();
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

  it("writes into the new file after the store was deleted under a running process", async () => {
    const daemon = open();
    await daemon.graph.recordPattern(pattern("p-old"));
    for (const part of ["", "-wal", "-shm"]) rmSync(`${path}${part}`, { force: true });
    await daemon.graph.recordPattern(pattern("p-new"));
    const other = open();
    expect((await other.graph.patterns()).map((row) => row.id)).toEqual(["p-new"]);
    await other.graph.recordPattern(pattern("p-other"));
    expect((await daemon.graph.patterns()).map((row) => row.id)).toEqual(["p-new", "p-other"]);
    other.close();
    daemon.close();
  });

  it("reads a large file whole after a fault was met in it, and starts afresh", async () => {
    await fill(9_000);
    overwriteMiddle(path);
    const store = open();
    expect(store.recovered).toBeNull();
    await expect(store.graph.patterns()).rejects.toMatchObject({ code: "STORE_DAMAGED", exitCode: 2 });
    store.close();
    const again = open();
    expect(again.recovered).not.toBeNull();
    again.close();
    expect(readdirSync(directory).filter((name) => name.endsWith(".suspect"))).toEqual([]);
  });

  it("leaves no byte of what was forgotten in any file, copies kept aside included", () => {
    const secret = "mysql -p hunter2-really-gone";
    const take = (command: string, key: string) => {
      const store = open();
      const taken = store.records.takeIn(
        { source: "spool", records: [recordOf(command, key)] },
        () => ({ kind: "begin", reason: "first" }),
        now,
      );
      store.records.note(taken.added[0]?.session ?? "", `note: ${command}`);
      return { store, id: taken.added[0]?.id ?? "" };
    };
    const first = take(secret, "k-1");
    first.store.close();
    const connection = connect(path);
    migrate(connection, [...Array.from({ length: storeFormat }, () => "SELECT 1"), "SELECT 1"]);
    connection.script(`PRAGMA user_version=${storeFormat}`);
    connection.close();
    const second = take(secret, "k-2");
    const holding = () =>
      readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(secret));
    expect(holding()).toContain(`graph.db.before-format-${storeFormat + 1}`);
    expect(second.store.records.forget([first.id, second.id])).toBe(2);
    expect(holding()).toEqual([]);
    second.store.close();
    expect(holding()).toEqual([]);
  });

  it("leaves no other file behind", async () => {
    await fill(1);
    expect(readdirSync(directory).sort()).toEqual(expect.arrayContaining(["graph.db", "graph.db.opening"]));
    expect(readdirSync(directory).filter((name) => name.includes("damaged"))).toEqual([]);
  });
});

const recordOf = (command: string, key: string): IncomingRecord => ({
  key,
  textMac: key,
  environment: null,
  record: {
    id: "",
    command,
    startedAt: isoTime(now),
    durationMs: 1,
    exitCode: 0,
    cwd: "/",
    shell: "bash",
    host: "web-1",
    user: "sam",
    terminal: null,
    source: "hook",
    session: null,
    note: false,
    redactions: 0,
  },
});

/** Zeroes a page that holds rows. */
function overwriteMiddle(path: string): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 4096 / 2) * 4096;
  bytes.fill(0x5a, at, at + 4096 * 4);
  writeFileSync(path, bytes);
}
