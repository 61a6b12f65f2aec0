import { usageError } from "../../../base/kernel/errors.ts";
import { type ExitCode, exitCode } from "../../../base/kernel/exit-code.ts";
import { nearestName } from "../../../base/kernel/nearest.ts";
import { pictureOf } from "../../../loops/graph-picture.ts";
import { rebuildGraph } from "../../../loops/rebuild.ts";
import type { Cli, Command } from "../cli.ts";

export const graphStats: Command = async (cli) => {
  const stats = await (await (await cli.app()).stores()).graph.stats();
  if (cli.print.json) cli.print.document(stats);
  else
    for (const [what, count] of Object.entries(stats))
      cli.print.answer(`${String(count).padStart(8)}  ${what}`);
  return exitCode.done;
};

export const graphRebuild: Command = async (cli) => {
  const app = await cli.app();
  await rebuildGraph(await app.approving());
  const stats = await (await app.stores()).graph.stats();
  if (cli.print.json) cli.print.document(stats);
  else
    cli.print.answer(
      `made again from runbooks, approvals and incidents: ${Object.entries(stats)
        .map(([what, count]) => `${count} ${what}`)
        .join(", ")}`,
    );
  return exitCode.done;
};

const formats = ["json", "mermaid", "dot"] as const;

/** Mermaid's own default; beyond it a viewer refuses or nobody can read it. */
const mostEdges = 500;

export const graphExport: Command = async (cli) => {
  const format = formatNamed(cli.arguments.text("format") ?? "json");
  const app = await cli.app();
  await app.reconcile();
  const { graph } = await app.stores();
  const id = cli.arguments.word(0);
  const snapshot = id === "" ? await graph.snapshot() : null;
  if (format === "json" && snapshot !== null) return answer(cli, snapshot);
  const picture = snapshot === null ? await graph.neighbourhood(id) : pictureOf(snapshot);
  if (picture === null)
    throw usageError(
      `the graph knows no pattern, runbook or host ${JSON.stringify(id)}`,
      "type: reifier patterns, reifier runbooks",
    );
  if (format === "json") return answer(cli, picture);
  if (picture.edges.length > mostEdges)
    cli.print.note(`${picture.edges.length} edges are much for one picture; name a pattern, runbook or host`);
  const text = await app.drawGraph(picture, format);
  if (cli.print.json) return answer(cli, { format, text });
  cli.print.answer(text.trimEnd());
  return exitCode.done;
};

function answer(cli: Cli, value: unknown): ExitCode {
  cli.print.document(value);
  return exitCode.done;
}

function formatNamed(typed: string): (typeof formats)[number] {
  const found = formats.find((format) => format === typed);
  if (found !== undefined) return found;
  const near = nearestName(typed, formats);
  throw usageError(
    `unknown format ${JSON.stringify(typed)}`,
    near === null ? `known: ${formats.join(", ")}` : `did you mean ${near}?`,
  );
}
