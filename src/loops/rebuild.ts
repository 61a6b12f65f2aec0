import { z } from "zod";
import type { AuditLine } from "../base/model/audit.ts";
import { Execution } from "../base/model/execution.ts";
import { ErrorPattern } from "../base/model/pattern.ts";
import { countIn, edgeKey, type SightingEdge } from "../base/model/sighting.ts";
import type { GraphSnapshot, IncidentNode, RunbookNode } from "../base/ports/graph-store.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import { graphFacts } from "./approve-record.ts";
import { sightingsLine } from "./graph-remember.ts";
import { type Incident, readIncidents } from "./incidents.ts";
import { statusOf, understandFile } from "./runbook-shelf.ts";

/**
 * The graph again, all or nothing, from what is the truth: runbooks, approvals, incidents and audit. What only the old
 * graph knows (an audit that was cut, a store of an earlier release) is kept where it can still be read.
 */
export async function rebuildGraph(deps: ApproveDeps): Promise<void> {
  const before = await deps.graph.snapshot();
  const audit = deps.journal.read();
  const shelf = shelfById(deps);
  const told = replay(audit, shelf);
  const runbooks = runbookNodes(deps, told, shelf);
  const patterns = byId([...before.patterns, ...told.patterns.values()]);
  const known = new Set(patterns.map(({ id }) => id));
  const saved = new Set(runbooks.map(({ id }) => id));
  const incidents = readIncidents(deps.shelf);
  await deps.graph.restore({
    patterns,
    sightings: mostSeen(before.sightings, [...told.sightings.values()]).filter(({ pattern }) =>
      known.has(pattern),
    ),
    runbooks,
    links: [...told.links.values()].filter(
      ({ pattern, runbook }) => known.has(pattern) && saved.has(runbook),
    ),
    executions: executionsOf(before, told, incidents),
    incidents: incidents.map((incident) => incidentOf(incident, told)),
  });
}

const byId = <T extends { readonly id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];

/** What the graph learns from a file as it is now; for approvals whose audit line does not say it. */
interface OnShelf extends ReturnType<typeof graphFacts> {
  readonly path: string;
  readonly folder: string;
  readonly status: string;
  readonly digest: string;
}

function shelfById(deps: ApproveDeps): Map<string, OnShelf> {
  const found = new Map<string, OnShelf>();
  // An approved file goes before a draft or a retired one of the same id.
  const order = ["drafts", "retired", "approved"];
  const files = [...deps.shelf.list()].sort((a, b) => order.indexOf(a.folder) - order.indexOf(b.folder));
  for (const file of files) {
    const { runbook } = understandFile(deps, file);
    if (runbook === null) continue;
    const status = statusOf(deps, file, runbook);
    const { path, folder } = file;
    found.set(runbook.id, { ...graphFacts(deps, runbook), path, folder, status, digest: runbook.digest });
  }
  return found;
}

const Approved = z.object({
  path: z.string(),
  digest: z.string(),
  title: z.string(),
  commands: z.array(z.object({ text: z.string(), role: z.string() })),
  patterns: z.array(ErrorPattern),
});
const Learned = z.object({ pattern: ErrorPattern, runbook: z.string().nullable() });
const Linked = z.object({ runbook: z.string() });
const Sightings = z.object({
  sightings: z.array(
    z.object({
      pattern: z.string(),
      host: z.string(),
      times: z.number(),
      firstAt: z.number(),
      lastAt: z.number(),
    }),
  ),
  patterns: z.array(ErrorPattern),
});
const Ended = z.object({
  memory: z.object({
    execution: Execution.nullable(),
    incident: z.looseObject({ raisedAt: z.string() }).nullish(),
  }),
});

type Facts = z.infer<typeof Approved>;

/** What the audit tells of the graph, taken line by line as it happened. */
interface Told {
  readonly patterns: Map<string, ErrorPattern>;
  readonly sightings: Map<string, SightingEdge>;
  readonly approved: Map<string, Facts>;
  readonly links: Map<string, { readonly pattern: string; readonly runbook: string }>;
  /** By execution; null: it ended, and no person had let it begin. */
  readonly executions: Map<string, Execution | null>;
  readonly raisedAt: Map<string, string>;
}

function replay(audit: readonly AuditLine[], shelf: ReadonlyMap<string, OnShelf>): Told {
  const told: Told = {
    patterns: new Map(),
    sightings: new Map(),
    approved: new Map(),
    links: new Map(),
    executions: new Map(),
    raisedAt: new Map(),
  };
  for (const line of audit) readers[line.type]?.(told, line, shelf);
  return told;
}

type Reader = (told: Told, line: AuditLine, shelf: ReadonlyMap<string, OnShelf>) => void;

const linkKey = (pattern: string, runbook: string): string => JSON.stringify([pattern, runbook]);

function addLink({ links }: Told, pattern: string, runbook: string): void {
  links.set(linkKey(pattern, runbook), { pattern, runbook });
}

const readers: Readonly<Record<string, Reader>> = {
  "runbook.approved": (told, { subject, data }, shelf) => {
    const facts = Approved.safeParse(data).data ?? shelf.get(subject);
    if (facts === undefined) return;
    for (const { id } of told.approved.get(subject)?.patterns ?? []) told.links.delete(linkKey(id, subject));
    told.approved.set(subject, facts);
    for (const pattern of facts.patterns) {
      told.patterns.set(pattern.id, pattern);
      addLink(told, pattern.id, subject);
    }
  },
  "pattern.learned": (told, { data }) => {
    const learned = Learned.safeParse(data).data;
    if (learned === undefined) return;
    told.patterns.set(learned.pattern.id, learned.pattern);
    if (learned.runbook !== null) addLink(told, learned.pattern.id, learned.runbook);
  },
  "pattern.linked": (told, { subject, data }) => {
    const linked = Linked.safeParse(data).data;
    if (linked !== undefined) addLink(told, subject, linked.runbook);
  },
  "pattern.unlinked": (told, { subject, data }) => {
    const linked = Linked.safeParse(data).data;
    if (linked !== undefined) told.links.delete(linkKey(subject, linked.runbook));
  },
  [sightingsLine]: (told, { data }) => {
    const seen = Sightings.safeParse(data).data;
    if (seen === undefined) return;
    for (const pattern of seen.patterns) {
      if (!told.patterns.has(pattern.id)) told.patterns.set(pattern.id, pattern);
    }
    for (const edge of seen.sightings) countIn(told.sightings, edge);
  },
  "run.end": (told, line) => rememberEnd(told, line),
  // A no leaves a report too; it is about the suggestion, for nothing was executed.
  "suggestion.declined": (told, line) => rememberEnd(told, line),
};

function rememberEnd(told: Told, { subject, data }: AuditLine): void {
  const memory = Ended.safeParse(data).data?.memory;
  if (memory === undefined) return;
  told.executions.set(subject, memory.execution);
  if (memory.incident) told.raisedAt.set(subject, memory.incident.raisedAt);
}

/** Both counted the same events; the one that saw more lost less. */
function mostSeen(graph: readonly SightingEdge[], audit: readonly SightingEdge[]): SightingEdge[] {
  const edges = new Map(audit.map((edge) => [edgeKey(edge), edge]));
  for (const edge of graph) {
    if ((edges.get(edgeKey(edge))?.times ?? 0) <= edge.times) edges.set(edgeKey(edge), edge);
  }
  return [...edges.values()];
}

/** Every runbook that was ever approved; of one whose file is gone the audit still knows what it ran. */
function runbookNodes(
  deps: ApproveDeps,
  { approved }: Told,
  shelf: ReadonlyMap<string, OnShelf>,
): RunbookNode[] {
  const approvals = deps.ledger.all().filter(({ act }) => act === "approve");
  const ids = new Set([...approved.keys(), ...approvals.map(({ runbook }) => runbook)]);
  return [...ids].flatMap((id) => {
    const file = shelf.get(id);
    const facts = approved.get(id) ?? file;
    if (facts === undefined) return [];
    const approval = approvals.findLast(({ runbook }) => runbook === id);
    const { title, commands, digest } = facts;
    return {
      ...{ id, title, commands, digest },
      path: file?.folder === "approved" ? file.path : facts.path,
      status: file === undefined ? "gone" : shelfStatus(file),
      approvedBy: approval?.by ?? null,
      approvedAt: approval?.at ?? null,
    };
  });
}

/** A file that lies among the drafts again is not approved any more. */
const shelfStatus = ({ status }: OnShelf): string => (status === "draft" ? "gone" : status);

/** Of the audit where it tells of them, else of the old graph, else of the reports. */
function executionsOf(before: GraphSnapshot, told: Told, incidents: readonly Incident[]): Execution[] {
  const reported = incidents.map(({ execution }) => execution);
  const inAudit = [...told.executions.values()].filter((one) => one !== null);
  return byId([...reported.filter(({ id }) => !told.executions.has(id)), ...before.executions, ...inAudit]);
}

function incidentOf({ node, execution: { id } }: Incident, { executions, raisedAt }: Told): IncidentNode {
  const run = executions.get(id);
  return {
    ...node,
    execution: run === null ? null : node.execution,
    pattern: node.pattern ?? run?.pattern ?? null,
    raisedAt: raisedAt.get(id) ?? node.raisedAt,
  };
}
