import { isoTime } from "../base/kernel/clock.ts";
import { oneLine, visible } from "../base/kernel/visible.ts";
import type { PatternMatch } from "../base/model/alert.ts";
import type { Elsewhere, ElsewhereRunbook } from "../base/ports/shared-graph.ts";
import { createMatcher } from "../core/patterns/match.ts";

// What other hosts told is a hint for people. These functions make words and rows of it; nothing here decides anything.

/** A runbook of another workspace, as `--json` shows it. */
export interface ElsewhereKnowledge {
  readonly host: string;
  readonly workspace: string;
  readonly id: string;
  readonly title: string;
  readonly digest: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly verified: number;
  readonly failed: number;
  readonly lastResult: string | null;
}

export const knowledgeOf = ({ approvedAt, ...told }: ElsewhereRunbook): ElsewhereKnowledge => ({
  ...told,
  approvedAt: approvedAt === null ? null : isoTime(approvedAt),
});

/** `elsewhere: web-2 approved 'Fix lock' (sam, 2026-03-01; 5 of 6 runs verified there); not approved here`. */
export function elsewhereWords(told: ElsewhereKnowledge, here: string | null): string {
  const runs = told.verified + told.failed;
  const record = runs === 0 ? "never run there" : `${told.verified} of ${runs} runs verified there`;
  const by = [told.approvedBy ?? "somebody", told.approvedAt?.slice(0, 10)].filter(
    (word) => word !== undefined,
  );
  const same = here === told.digest ? "; the same steps as here" : "";
  const title = oneLine(told.title, 60);
  return visible(
    `elsewhere: ${told.host} approved '${title}' (${told.id}, by ${by.join(", ")}; ${record})${same}`,
  );
}

/** For the "why" of a suggestion: what this very runbook did on other hosts; null where no other has it. */
export function elsewhereRecord(
  elsewhere: Pick<Elsewhere, "runbook">,
  id: string,
  digest: string,
): string | null {
  const others = elsewhere.runbook(id, digest).filter((told) => told.digest === digest);
  const runs = others.reduce((sum, told) => sum + told.verified + told.failed, 0);
  if (runs === 0) return null;
  const verified = others.reduce((sum, told) => sum + told.verified, 0);
  const hosts = [...new Set(others.map((told) => told.host))];
  return visible(
    `elsewhere (${oneLine(hosts.join(", "), 60)}) ${verified} of ${runs} runs verified, not counted here`,
  );
}

export interface ElsewherePatternRow {
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly example: string;
  readonly seenOn: readonly {
    readonly host: string;
    readonly seen: number;
    readonly lastSeenAt: string | null;
  }[];
}

/** One row for each pattern that other hosts know, by id. */
export function elsewherePatterns(elsewhere: Pick<Elsewhere, "patterns">): ElsewherePatternRow[] {
  const rows = new Map<string, ElsewherePatternRow & { seenOn: ElsewherePatternRow["seenOn"][number][] }>();
  for (const { id, name, template, example, host, seen, lastSeenAt } of elsewhere.patterns()) {
    const row = rows.get(id) ?? { id, name, template, example, seenOn: [] };
    row.seenOn.push({ host, seen, lastSeenAt: lastSeenAt === null ? null : isoTime(lastSeenAt) });
    rows.set(id, row);
  }
  return [...rows.values()];
}

/** What other hosts know of a line: the pattern, and lines for people. */
export interface FoundElsewhere extends Pick<PatternMatch, "pattern" | "kind" | "score"> {
  readonly lines: readonly string[];
}

const mostTold = 3;

/** Asked with the pattern that a line fits here; where it fits none, one that only other hosts know may fit. */
export function elsewhereFinder(
  elsewhere: Pick<Elsewhere, "patterns" | "runbooksFor">,
): (text: string, here: string | null) => FoundElsewhere | null {
  const rows = new Map(elsewherePatterns(elsewhere).map((row) => [row.id, row]));
  if (rows.size === 0) return () => null;
  const examples = [...rows.values()].map(({ id, example }) => ({ id, examples: [example] }));
  const matcher = createMatcher(examples, { contained: true });
  return (text, here) => {
    const found = here === null ? matcher.match(text) : { pattern: here, kind: "exact" as const, score: 1 };
    const row = found === null ? undefined : rows.get(found.pattern);
    if (found === null || row === undefined) return null;
    const seen = row.seenOn.map(({ host, seen: times }) => `${times} on ${host}`).join(", ");
    const runbooks = elsewhere.runbooksFor(row.id, mostTold).map(knowledgeOf);
    return {
      pattern: found.pattern,
      kind: found.kind,
      score: found.score,
      lines: [
        visible(`elsewhere: seen ${oneLine(seen, 120)}`),
        ...runbooks.map((told) => `${elsewhereWords(told, null)}; nothing of it runs here`),
      ],
    };
  };
}
