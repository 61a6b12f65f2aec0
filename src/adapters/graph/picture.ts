import { z } from "zod";
import type { GraphPicture, PictureNode } from "../../base/ports/graph-store.ts";

/** More than this on one side of a node is no picture any more. */
export const drawn = 40;

export const Edge = z.object({
  from_kind: z.enum(["pattern", "runbook", "host"]),
  from_id: z.string(),
  from_label: z.string(),
  to_kind: z.enum(["pattern", "runbook", "command", "host"]),
  to_id: z.string(),
  to_label: z.string(),
  kind: z.enum(["MITIGATED_BY", "HAS_COMMAND", "SEEN_AGAIN"]),
  label: z.string(),
});
export type Edge = z.infer<typeof Edge>;

export const Centre = z.object({
  kind: z.enum(["pattern", "runbook", "host"]),
  id: z.string(),
  label: z.string(),
});

/** Each node once, the centre first. */
export function drawnFrom(centre: PictureNode, found: readonly Edge[]): GraphPicture {
  const places = new Map<string, number>();
  const nodes: PictureNode[] = [];
  const placeOf = (node: PictureNode): number => {
    const key = `${node.kind} ${node.id}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, nodes.length);
    return nodes.push(node) - 1;
  };
  placeOf(centre);
  const edges = found.map((edge) => ({
    from: placeOf({ kind: edge.from_kind, id: edge.from_id, label: edge.from_label }),
    to: placeOf({ kind: edge.to_kind, id: edge.to_id, label: edge.to_label }),
    kind: edge.kind,
    label: edge.label,
  }));
  return { nodes, edges };
}
