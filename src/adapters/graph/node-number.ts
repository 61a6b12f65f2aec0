import { z } from "zod";
import { usageError } from "../../base/kernel/errors.ts";
import type { Connection } from "./connection.ts";

const NodeNumber = z.object({ n: z.number() }).transform((row) => row.n);

/** The whole number by which edges name a node. Throws a usage error (exit 2) for an unknown id. */
export function nodeNumber(connection: Connection, table: "error_pattern" | "runbook", id: string): number {
  const found = connection.one(`SELECT n FROM ${table} WHERE id = ?`, [id], NodeNumber);
  if (found !== null) return found;
  const what = table === "runbook" ? "runbook" : "error pattern";
  throw usageError(
    `the memory knows no ${what} ${id}`,
    `list them with: reifier ${table === "runbook" ? "runbooks" : "patterns"}`,
  );
}
