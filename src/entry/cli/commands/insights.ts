import { exitCode } from "../../../base/kernel/exit-code.ts";
import { oneLine } from "../../../base/kernel/visible.ts";
import type { GraphInsights } from "../../../base/ports/graph-store.ts";
import { type ElsewhereKnowledge, elsewhereWords, knowledgeOf } from "../../../loops/graph-elsewhere.ts";
import type { Command } from "../cli.ts";

const dayMs = 86_400_000;
/** A runbook that nobody saw work for so long may not work any more (CONTRACT §4). */
const verifiedDays = 90;

export const insights: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  const { graph, elsewhere } = await app.stores();
  const known = await graph.insights(app.clock.now() - verifiedDays * dayMs);
  // An error that nobody here has an answer to may have one on another host.
  const uncovered = known.uncovered.map((row) => ({
    ...row,
    elsewhere: elsewhere.runbooksFor(row.id, 5).map(knowledgeOf),
  }));
  const found = { ...known, uncovered };
  if (cli.print.json) cli.print.document(found);
  else for (const line of page(found)) cli.print.answer(line);
  return exitCode.done;
};

interface Shown extends Omit<GraphInsights, "uncovered"> {
  readonly uncovered: readonly (GraphInsights["uncovered"][number] & {
    readonly elsewhere: readonly ElsewhereKnowledge[];
  })[];
}

function page(found: Shown): string[] {
  const { covered, patterns } = found.coverage;
  const sections: readonly (readonly [title: string, none: string, lines: readonly string[]])[] = [
    [
      "Errors that no approved runbook answers",
      patterns === 0 ? "no error is known yet" : "every known error has a runbook",
      found.uncovered.flatMap(({ id, name, seen, elsewhere }) => [
        `${plural(seen, "time").padStart(11)}  ${id}  ${short(name)}`,
        ...elsewhere.map((told) => `             ${elsewhereWords(told, null)}`),
      ]),
    ],
    [
      "Approved runbooks that never ran",
      "none",
      found.unused.map(({ id, title }) => `${short(id)}  ${short(title)}`),
    ],
    [
      `Approved runbooks not verified for ${verifiedDays} days`,
      "none",
      found.unverified.map(
        ({ id, title, lastVerifiedAt }) =>
          `${lastVerifiedAt?.slice(0, 10) ?? "never     "}  ${short(id)}  ${short(title)}`,
      ),
    ],
    [
      "Time from the alert to resolved, on average",
      "nothing was resolved yet",
      found.timeToResolve.map(
        ({ id, name, resolved, meanMs }) =>
          `${duration(meanMs).padStart(11)}  ${id}  ${short(name)} (${plural(resolved, "time")})`,
      ),
    ],
    [
      "Commands that several runbooks share",
      "none",
      found.sharedCommands.map(({ text, runbooks }) => `${short(text)}  in ${short(runbooks.join(", "))}`),
    ],
    [
      "Where errors were seen",
      "nowhere yet",
      found.spread.map(({ id, name, hosts }) => `${id}  ${short(name)}  on ${short(hosts.join(", "))}`),
    ],
  ];
  const listed = sections.flatMap(([title, none, lines]) => [
    title,
    ...(lines.length === 0 ? [`  ${none}`] : lines.map((line) => `  ${line}`)),
    "",
  ]);
  return [...listed, `${covered} of ${plural(patterns, "known error")} answered by an approved runbook`];
}

const short = (text: string): string => oneLine(text, 70);

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
