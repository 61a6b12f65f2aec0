import type { GraphPicture, GraphSnapshot, PictureNode } from "../base/ports/graph-store.ts";

/** The whole graph to draw: patterns, runbooks, their commands and the hosts. Edges as in the picture of one node. */
export function pictureOf(snapshot: GraphSnapshot): GraphPicture {
  const nodes: PictureNode[] = [];
  const places = new Map<string, number>();
  const place = (kind: PictureNode["kind"], id: string, label: string): number => {
    const known = places.get(`${kind} ${id}`);
    if (known !== undefined) return known;
    places.set(`${kind} ${id}`, nodes.length);
    return nodes.push({ kind, id, label }) - 1;
  };
  for (const { id, name } of snapshot.patterns) place("pattern", id, name);
  for (const { id, title } of snapshot.runbooks) place("runbook", id, title);
  const outcomes = countOutcomes(snapshot);
  const edges: GraphPicture["edges"][number][] = [];
  for (const { pattern, runbook } of snapshot.links) {
    const { verified, failed } = outcomes.get(`${pattern} ${runbook}`) ?? { verified: 0, failed: 0 };
    edges.push({
      from: place("pattern", pattern, pattern),
      to: place("runbook", runbook, runbook),
      kind: "MITIGATED_BY",
      label: `${verified} verified, ${failed} failed`,
    });
  }
  for (const { id, title, commands } of snapshot.runbooks) {
    commands.forEach(({ text, role }, ordinal) => {
      const from = place("runbook", id, title);
      edges.push({
        from,
        to: place("command", text, text),
        kind: "HAS_COMMAND",
        label: `${ordinal + 1} ${role}`,
      });
    });
  }
  for (const { pattern, host, times } of snapshot.sightings) {
    const from = place("pattern", pattern, pattern);
    edges.push({ from, to: place("host", host, host), kind: "SEEN_AGAIN", label: `${times} times` });
  }
  return { nodes, edges };
}

/** By pattern and runbook. A run that nothing verified, or that changed nothing, says nothing of the link. */
function countOutcomes({
  executions,
}: GraphSnapshot): Map<string, { readonly verified: number; readonly failed: number }> {
  const counts = new Map<string, { verified: number; failed: number }>();
  for (const { pattern, runbook, result, reason } of executions) {
    if (pattern === null) continue;
    const count = counts.get(`${pattern} ${runbook}`) ?? { verified: 0, failed: 0 };
    if (result === "resolved") count.verified += 1;
    if (
      result === "failed" ||
      result === "rolled-back" ||
      (result === "unverified" && reason !== "no-verify-step")
    )
      count.failed += 1;
    counts.set(`${pattern} ${runbook}`, count);
  }
  return counts;
}
