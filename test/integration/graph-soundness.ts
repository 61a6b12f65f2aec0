import Database from "libsql";
import { expect } from "vitest";
import type { EmbeddedStore } from "../../src/adapters/graph/embedded.ts";

/** What SQLite finds wrong with a file, and rows that point at nothing; empty when it is sound. */
export function damageOf(path: string): unknown[] {
  const database = new Database(path);
  const answer = database.prepare("PRAGMA integrity_check").all([]);
  const dangling = database.prepare("PRAGMA foreign_key_check").all([]);
  database.close();
  const words = answer.map((row) => JSON.stringify(row)).filter((row) => !row.includes('"ok"'));
  return [...words, ...dangling];
}

/**
 * Everything that `test/fixtures/graph/process.mjs` said it had stored is there, and nothing is there in part: three
 * records for each position of a cursor, every link with both its ends and its outcome.
 */
export async function expectAcknowledged(store: EmbeddedStore, lines: readonly string[]): Promise<void> {
  const commands = new Set(
    store.records.sessions().flatMap((session) => session.records.map((record) => record.command)),
  );
  const ids = (kind: string) =>
    lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  const missing = ids("records").filter((id) => [1, 2, 3].some((k) => !commands.has(`echo ${id}-${k}`)));
  expect(missing).toEqual([]);
  const writers = new Set(ids("records").map((id) => id.slice(0, id.lastIndexOf("-"))));
  const positions = [...writers].map((name) => Number(store.records.cursor(name)));
  expect(store.records.counts().records).toBe(3 * positions.reduce((sum, position) => sum + position, 0));
  for (const id of ids("graph")) {
    expect(await store.graph.runbooksFor(`p-${id}`, 5)).toMatchObject([{ id: `r-${id}`, verified: 1 }]);
  }
}
