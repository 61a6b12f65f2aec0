import { z } from "zod";
import { ReifierError } from "../../../base/kernel/errors.ts";
import type {
  ElsewhereLink,
  ElsewhereNews,
  ElsewherePattern,
  ElsewhereRunbook,
  SharedServer,
} from "../../../base/ports/shared-graph.ts";
import type { Cypher, Server } from "./cypher.ts";

/** A server that somebody filled with nonsense must not fill this host's disk. */
const most = { workspaces: 200, patterns: 5_000, runbooks: 2_000, links: 20_000 };
const longText = z.string().transform((text) => text.slice(0, 2_000));

/** Any login of the server can write anything: a row that is none of ours is left out, the others count. */
const sound = <T extends z.ZodType>(row: T) => ({
  parse: (found: unknown): z.infer<T>[] => {
    const read = row.safeParse(found);
    return read.success ? [read.data] : [];
  },
});

const Workspace = z.object({ workspace: z.string(), host: longText, revision: z.int(), droppedAt: z.int() });

const PatternRow = z
  .object({
    id: longText,
    name: longText,
    template: longText,
    example: longText,
    seen: z.int(),
    lastSeenAt: z.int().nullable(),
  })
  .transform((row): Omit<ElsewherePattern, "workspace" | "host"> => row);

const RunbookRow = z
  .object({
    id: longText,
    title: longText,
    digest: longText,
    approvedBy: longText.nullable(),
    approvedAt: z.int().nullable(),
    verified: z.int(),
    failed: z.int(),
    lastResult: longText.nullable(),
  })
  .transform((row): Omit<ElsewhereRunbook, "workspace" | "host"> => row);

const LinkRow = z
  .object({ pattern: longText, runbook: longText, verified: z.int(), failed: z.int() })
  .transform((row): ElsewhereLink => row);

/** What other workspaces said that this one has not heard yet. */
export async function pullNews(
  server: Server,
  known: ReadonlyMap<string, number>,
): ReturnType<SharedServer["pull"]> {
  const found = await server.read((cypher) =>
    cypher.all(
      `MATCH (w:ReifierWorkspace) WHERE w.key <> $workspace
       RETURN w.key AS workspace, coalesce(w.host, '') AS host, coalesce(w.revision, 0) AS revision,
         coalesce(w.droppedAt, 0) AS droppedAt
       ORDER BY workspace LIMIT ${most.workspaces}`,
      {},
      sound(Workspace),
    ),
  );
  const present = found.flat();
  const news: ElsewhereNews[] = [];
  for (const other of present) {
    const heard = known.get(other.workspace) ?? -1;
    if (other.revision === heard) continue;
    // A smaller revision than the one heard: the server was emptied, or went back to an older copy.
    const since = other.revision < heard ? -1 : heard;
    news.push(...(await newsOrNone(server, other, since)));
  }
  return { news, present: present.map(({ workspace }) => workspace) };
}

/** One workspace whose data the server itself cannot add up keeps nobody from hearing the others. */
async function newsOrNone(
  server: Server,
  other: z.infer<typeof Workspace>,
  since: number,
): Promise<ElsewhereNews[]> {
  try {
    return [await server.read((cypher) => newsOf(cypher, other, since))];
  } catch (error) {
    if (error instanceof ReifierError && error.code === "GRAPH_FAILED") return [];
    throw error;
  }
}

async function newsOf(
  cypher: Cypher,
  { workspace, host, revision, droppedAt }: z.infer<typeof Workspace>,
  heard: number,
): Promise<ElsewhereNews> {
  const whole = heard < droppedAt;
  const parameters = { other: workspace, since: whole ? -1 : heard };
  const patterns = await cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $other}) WHERE coalesce(p.revision, 0) > $since
     OPTIONAL MATCH (p)-[s:SEEN_AGAIN]->(:ReifierHost)
     RETURN p.id AS id, p.name AS name, p.template AS template, p.example AS example, sum(coalesce(s.times, 0)) AS seen,
       max(s.lastAt) AS lastSeenAt ORDER BY seen DESC, id LIMIT ${most.patterns}`,
    parameters,
    sound(PatternRow),
  );
  const runbooks = await cypher.all(
    `MATCH (r:ReifierRunbook {workspace: $other, status: 'approved'}) WHERE coalesce(r.revision, 0) > $since
     WITH r ORDER BY r.id LIMIT ${most.runbooks}
     OPTIONAL MATCH (e:ReifierExecution {workspace: $other, runbook: r.id})
     WITH r, e ORDER BY e.startedAt DESC, e.id DESC
     WITH r, collect(e) AS runs
     RETURN r.id AS id, r.title AS title, r.digest AS digest, r.approvedBy AS approvedBy, r.approvedAt AS approvedAt,
       size([e IN runs WHERE e.digest = r.digest AND e.result = 'resolved']) AS verified,
       size([e IN runs WHERE e.digest = r.digest AND (e.result IN ['failed', 'rolled-back']
         OR (e.result = 'unverified' AND coalesce(e.reason, '') <> 'no-verify-step'))]) AS failed,
       head([e IN runs | e.result]) AS lastResult ORDER BY id`,
    parameters,
    sound(RunbookRow),
  );
  const links = await cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $other})-[m:MITIGATED_BY]->(r:ReifierRunbook {workspace: $other, status: 'approved'})
     WHERE coalesce(r.revision, 0) > $since
     RETURN p.id AS pattern, r.id AS runbook, m.verified AS verified, m.failed AS failed
     ORDER BY pattern, runbook LIMIT ${most.links}`,
    parameters,
    sound(LinkRow),
  );
  const there = { workspace, host };
  return {
    ...there,
    revision,
    whole,
    patterns: patterns.flat().map((row) => ({ ...there, ...row })),
    runbooks: runbooks.flat().map((row) => ({ ...there, ...row })),
    links: links.flat(),
  };
}
