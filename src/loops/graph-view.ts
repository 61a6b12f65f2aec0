import { visible } from "../base/kernel/visible.ts";
import type { PatternRow } from "../base/model/pattern.ts";
import type { MemoryGraph, RankedRunbook, RelatedRunbook } from "../base/ports/graph-store.ts";
import type { Elsewhere } from "../base/ports/shared-graph.ts";
import { type ElsewhereKnowledge, elsewherePatterns, knowledgeOf } from "./graph-elsewhere.ts";

const mostRunbooks = 20;
const mostRelated = 10;
/** Of so many runbooks the list says what they share; beyond it `show` does, one at a time. */
const mostCompared = 300;

/** A line of `reifier patterns`: the row of the contract, what mitigates it and what other hosts say. */
export interface PatternView extends PatternRow {
  /** Best first. */
  readonly mitigatedBy: readonly (RankedRunbook & { readonly related: readonly RelatedRunbook[] })[];
  readonly elsewhere: {
    readonly seenOn: readonly {
      readonly host: string;
      readonly seen: number;
      readonly lastSeenAt: string | null;
    }[];
    /** Best first. */
    readonly runbooks: readonly ElsewhereKnowledge[];
  } | null;
}

/** The patterns of this workspace, then those that only other hosts know (`seen` 0, `runbooks` empty). */
export async function viewPatterns(graph: MemoryGraph, elsewhere: Elsewhere): Promise<PatternView[]> {
  const others = new Map(elsewherePatterns(elsewhere).map((row) => [row.id, row]));
  const toldOf = (id: string): PatternView["elsewhere"] => {
    const told = others.get(id);
    if (told === undefined) return null;
    return { seenOn: told.seenOn, runbooks: elsewhere.runbooksFor(id, mostRunbooks).map(knowledgeOf) };
  };
  const related = new Map<string, RelatedRunbook[]>();
  const own: PatternView[] = [];
  for (const row of await graph.patterns()) {
    const mitigatedBy: PatternView["mitigatedBy"][number][] = [];
    for (const ranked of row.runbooks.length === 0 ? [] : await graph.runbooksFor(row.id, mostRunbooks)) {
      const known =
        related.get(ranked.id) ??
        (related.size < mostCompared ? await graph.related(ranked.id, mostRelated) : []);
      related.set(ranked.id, known);
      mitigatedBy.push({ ...ranked, related: known });
    }
    own.push({ ...row, mitigatedBy, elsewhere: toldOf(row.id) });
  }
  const here = new Set(own.map(({ id }) => id));
  const strange = [...others.values()].filter(({ id }) => !here.has(id));
  return [
    ...own,
    ...strange.map(({ id, name, template, example }) => ({
      ...{ id, name, template, example, runbooks: [], seen: 0, lastSeenAt: null, maskVersion: 0 },
      mitigatedBy: [],
      elsewhere: toldOf(id),
    })),
  ];
}

/** What the memory knows around one runbook. */
export interface RunbookView {
  readonly mitigates: readonly {
    readonly pattern: string;
    readonly name: string;
    readonly verified: number;
    readonly failed: number;
    readonly lastResults: readonly string[];
  }[];
  readonly related: readonly RelatedRunbook[];
  readonly elsewhere: readonly ElsewhereKnowledge[];
}

export async function viewRunbook(
  { graph, elsewhere }: { readonly graph: MemoryGraph; readonly elsewhere: Elsewhere },
  id: string,
  digest: string,
): Promise<RunbookView> {
  const mitigates: RunbookView["mitigates"][number][] = [];
  for (const pattern of await graph.patternsOf(id)) {
    const ranked = (await graph.runbooksFor(pattern, 1_000)).find((one) => one.id === id);
    mitigates.push({
      pattern,
      name: (await graph.pattern(pattern))?.name ?? pattern,
      verified: ranked?.verified ?? 0,
      failed: ranked?.failed ?? 0,
      lastResults: ranked?.lastResults ?? [],
    });
  }
  return {
    mitigates,
    related: await graph.related(id, mostRelated),
    elsewhere: elsewhere.runbook(id, digest).map(knowledgeOf),
  };
}

/** `3 verified, 1 failed; last resolved, failed`. */
export function outcomes(verified: number, failed: number, lastResults: readonly string[]): string {
  if (lastResults.length === 0) return "never run for it";
  return `${verified} verified, ${failed} failed; last ${lastResults.join(", ")}`;
}

/** One line about a runbook that runs some of the same commands. */
export const relatedWords = ({ id, title, status, shared }: RelatedRunbook): string =>
  visible(`shares ${shared} ${shared === 1 ? "command" : "commands"} with ${id} '${title}' (${status})`);
