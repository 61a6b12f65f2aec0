import { z } from "zod";
import { type Execution, ExecutionResult, type IncidentRow } from "../base/model/execution.ts";
import type { IncidentNode } from "../base/ports/graph-store.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import { readFrontmatter } from "../core/runbook/frontmatter.ts";

/** The head of an incident report, as `core/runbook/report.ts` writes it. */
const Head = z.object({
  id: z.string(),
  execution: z.string(),
  runbook: z.string(),
  digest: z.string(),
  result: ExecutionResult,
  reason: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  host: z.string(),
  suggestion: z.string().nullable(),
  pattern: z.string().nullable(),
  alert: z.string().nullable(),
});

/** One report on disk: what it says of itself. The files are the truth; the graph only knows them. */
export interface Incident {
  readonly row: IncidentRow;
  readonly node: IncidentNode;
  readonly execution: Execution;
  readonly text: string;
}

/** The reports, newest first. A file without a readable head is somebody's own note and is left out. */
export function readIncidents(shelf: RunbookShelf): Incident[] {
  const found = shelf.incidents().flatMap(({ id, path, text }) => {
    const head = Head.safeParse(Object.fromEntries(readFrontmatter(text).values));
    // The file's name is its id, also of a report that a person copied or renamed.
    return head.success ? [incidentOf({ ...head.data, id }, path, text)] : [];
  });
  return found.sort(
    (a, b) => b.row.startedAt.localeCompare(a.row.startedAt) || b.row.id.localeCompare(a.row.id),
  );
}

function incidentOf(head: z.infer<typeof Head>, path: string, text: string): Incident {
  const { id, runbook, result, reason, startedAt, endedAt, alert, pattern, digest, suggestion, host } = head;
  return {
    row: { id, runbook, result, reason, startedAt, endedAt, alert, path },
    node: {
      id,
      runbook,
      pattern,
      execution: head.execution,
      host,
      result,
      reason,
      raisedAt: startedAt,
      endedAt,
      path,
    },
    execution: {
      id: head.execution,
      runbook,
      digest,
      pattern,
      suggestion,
      startedAt,
      endedAt,
      result,
      reason,
      by: "",
    },
    text,
  };
}
