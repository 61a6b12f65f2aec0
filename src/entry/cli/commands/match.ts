import { z } from "zod";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { PatternMatch } from "../../../base/model/alert.ts";
import { createMatcher, type Matcher } from "../../../core/patterns/match.ts";
import { elsewhereFinder } from "../../../loops/graph-elsewhere.ts";
import { createBulkOutput } from "../bulk-output.ts";
import type { Cli, Command } from "../cli.ts";
import { inputLines, logLineBlocks, parseJsonLine } from "../read-input.ts";

const GivenPattern = z.object({ id: z.coerce.string(), lines: z.array(z.string()) });

interface Known {
  readonly matcher: Matcher;
  readonly runbookOf: ReadonlyMap<string, string>;
  /** What other hosts know of a line, for people. */
  readonly elsewhere: ReturnType<typeof elsewhereFinder>;
  /** Patterns of which that was said. */
  readonly told: Set<string>;
}

export const match: Command = async (cli) => {
  const given = cli.arguments.text("patterns");
  const known = given === null ? await fromGraph(cli) : await fromFile(given, cli.streams.stdin);
  const output = createBulkOutput(cli.streams.stdout);
  const show = cli.print.json ? jsonOf : lineOf;
  let line = 0;
  let hits = 0;
  for await (const block of logLineBlocks(cli.arguments.text("file"), cli.streams.stdin)) {
    for (const text of block) {
      line += 1;
      const found = known.matcher.match(text);
      if (found !== null) hits += 1;
      const shown = show({ line, text, found }, known);
      if (shown !== null) output.add(shown);
    }
    if (!(await output.settle())) return exitCode.done;
  }
  await output.end();
  return hits > 0 ? exitCode.done : exitCode.no;
};

interface Seen {
  readonly line: number;
  readonly text: string;
  readonly found: PatternMatch | null;
}

function jsonOf({ line, found }: Seen, known: Known): string {
  const { pattern, kind, score, values } = found ?? { pattern: null, kind: null, score: 0, values: {} };
  return JSON.stringify({ line, match: pattern, kind, score, runbook: runbookOf(found, known), values });
}

function lineOf({ line, text, found }: Seen, known: Known): string | null {
  const there = known.elsewhere(text, found?.pattern ?? null);
  const what = found ?? there;
  if (what === null) return null;
  const { pattern, kind, score } = what;
  const runbook = found === null ? "elsewhere only" : (runbookOf(found, known) ?? "no runbook");
  const notes = there === null || known.told.has(pattern) ? [] : there.lines;
  known.told.add(pattern);
  return [
    `${line}  ${pattern}  ${kind} ${score.toFixed(2)}  ${runbook}`,
    ...notes.map((note) => `    ${note}`),
  ].join("\n");
}

const runbookOf = (found: PatternMatch | null, known: Known): string | null =>
  found === null ? null : (known.runbookOf.get(found.pattern) ?? null);

async function fromFile(file: string, stdin: NodeJS.ReadStream): Promise<Known> {
  const patterns: { id: string; examples: readonly string[] }[] = [];
  let number = 0;
  for await (const text of inputLines(file, stdin)) {
    number += 1;
    if (text.trim() === "") continue;
    const { id, lines } = parseJsonLine(text, { file, line: number }, (value) => GivenPattern.parse(value));
    patterns.push({ id, examples: lines });
  }
  return {
    matcher: createMatcher(patterns),
    runbookOf: new Map(),
    elsewhere: () => null,
    told: new Set(),
  };
}

async function fromGraph(cli: Cli): Promise<Known> {
  const app = await cli.app();
  await app.reconcile();
  const { graph, elsewhere } = await app.stores();
  const rows = await graph.patterns();
  const linked = rows.flatMap((row) =>
    row.runbooks[0] === undefined ? [] : [[row.id, row.runbooks[0]] as const],
  );
  return {
    matcher: createMatcher(
      rows.map((row) => ({ id: row.id, examples: [row.example] })),
      { contained: true },
    ),
    runbookOf: new Map(linked),
    elsewhere: cli.print.json ? () => null : elsewhereFinder(elsewhere),
    told: new Set(),
  };
}
