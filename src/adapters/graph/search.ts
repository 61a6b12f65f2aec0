import { z } from "zod";
import type { FoundNode } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";

interface WordsOf {
  readonly kind: FoundNode["kind"];
  /** The node's number in its table. */
  readonly n: number;
}

const rowOf = ({ kind, n }: WordsOf): number => 2 * n + (kind === "runbook" ? 1 : 0);

/** Makes a node findable by these texts, and by no earlier ones. */
export function indexWords(connection: Connection, node: WordsOf, texts: readonly string[]): void {
  connection.run("DELETE FROM graph_words WHERE rowid = ?", [rowOf(node)]);
  connection.run("INSERT INTO graph_words (rowid, words) VALUES (?,?)", [rowOf(node), texts.join("\n")]);
}

const Found = z
  .object({ kind: z.enum(["pattern", "runbook"]), id: z.string(), name: z.string() })
  .transform((row): FoundNode => row);

/** Letters and digits are words; everything else, also what FTS5 would take for an operator, separates them. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

export function search(connection: Connection, text: string, limit: number): FoundNode[] {
  const words = wordsOf(text).slice(0, 32);
  if (words.length === 0) return [];
  return connection.all(
    `SELECT iif(w.rowid % 2 = 1, 'runbook', 'pattern') AS kind, ifnull(r.id, p.id) AS id, ifnull(r.title, p.name) AS name
     FROM graph_words AS w
       LEFT JOIN runbook AS r ON w.rowid % 2 = 1 AND r.n = w.rowid / 2
       LEFT JOIN error_pattern AS p ON w.rowid % 2 = 0 AND p.n = w.rowid / 2
     WHERE graph_words MATCH ? ORDER BY rank, kind, ifnull(r.id, p.id) LIMIT ?`,
    [words.map((word) => `"${word}"`).join(" AND "), limit],
    Found,
  );
}
