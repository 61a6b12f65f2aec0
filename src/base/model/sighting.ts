/** How often a pattern was seen on a host. Times are epoch milliseconds. */
export interface SightingEdge {
  readonly pattern: string;
  readonly host: string;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** One text for a pattern on a host. */
export const edgeKey = ({ pattern, host }: SightingEdge): string => JSON.stringify([pattern, host]);

/** Adds to the row of its pattern and host: counts added up, the first and the last time kept. */
export function countIn(edges: Map<string, SightingEdge>, edge: SightingEdge): void {
  const known = edges.get(edgeKey(edge));
  edges.set(
    edgeKey(edge),
    known === undefined
      ? edge
      : {
          ...edge,
          times: known.times + edge.times,
          firstAt: Math.min(known.firstAt, edge.firstAt),
          lastAt: Math.max(known.lastAt, edge.lastAt),
        },
  );
}

/** One row for each pattern on a host, in the order in which they were first named. */
export function summed(sightings: readonly SightingEdge[]): SightingEdge[] {
  const edges = new Map<string, SightingEdge>();
  for (const edge of sightings) countIn(edges, edge);
  return [...edges.values()];
}
