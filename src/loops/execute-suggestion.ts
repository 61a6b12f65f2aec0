import type { Alert } from "../base/model/alert.ts";
import type { Suggestion } from "../base/model/suggestion.ts";
import type { Question } from "../base/ports/approver.ts";
import type { MemoryGraph } from "../base/ports/graph-store.ts";

/** The alert behind a suggestion: labels and values for inputs and guards. */
export const alertOfSuggestion = (suggestion: Suggestion): Alert => ({
  id: suggestion.alert?.id ?? suggestion.id,
  source: "suggestion",
  title: suggestion.title,
  message: suggestion.line ?? suggestion.title,
  severity: null,
  labels: suggestion.labels ?? {},
  values: suggestion.values,
  startsAt: suggestion.alert?.startsAt ?? suggestion.createdAt,
});

/** Why it was suggested, for the question and the report; null for the offer that follows an approval. */
export async function matchOfSuggestion(
  graph: Pick<MemoryGraph, "pattern">,
  { pattern, line, match, why, count }: Suggestion,
): Promise<Question["match"]> {
  if (pattern === null || line === null) return null;
  const known = await graph.pattern(pattern);
  return {
    line,
    pattern: known?.template ?? pattern,
    kind: match?.kind ?? "similar",
    score: match?.score ?? 0,
    why: why ?? null,
    count,
  };
}
