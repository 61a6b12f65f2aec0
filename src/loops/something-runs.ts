import type { Stores } from "./application.ts";

/** Something is said to be running; cheap, for who looks often. */
export async function somethingRuns({
  graph,
  operator,
}: Pick<Stores, "graph" | "operator">): Promise<boolean> {
  return (await graph.executions({ running: true })).length > 0 || operator.suggestions("running").length > 0;
}
