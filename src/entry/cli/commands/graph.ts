import { ReifierError, usageError } from "../../../base/kernel/errors.ts";
import { type ExitCode, exitCode } from "../../../base/kernel/exit-code.ts";
import { nearestName } from "../../../base/kernel/nearest.ts";
import { copyGraph } from "../../../loops/graph-copy.ts";
import { elsewherePatterns } from "../../../loops/graph-elsewhere.ts";
import { pictureOf } from "../../../loops/graph-picture.ts";
import { rememberSightings } from "../../../loops/graph-remember.ts";
import { graphLag } from "../../../loops/graph-sync.ts";
import { rebuildGraph } from "../../../loops/rebuild.ts";
import type { Cli, Command } from "../cli.ts";
import { serverAddress } from "../server-address.ts";

export const graphStats: Command = async (cli) => {
  const app = await cli.app();
  await syncOrSay(cli);
  const { graph, outbox, elsewhere } = await app.stores();
  const stats = await graph.stats();
  const { url } = app.settings().graph;
  const others = { workspaces: elsewhere.known().size, patterns: elsewherePatterns(elsewhere).length };
  const server = url === "embedded" ? null : { url, lag: graphLag(outbox, app.clock), elsewhere: others };
  if (cli.print.json) cli.print.document(server === null ? stats : { ...stats, server });
  else {
    for (const [what, count] of Object.entries(stats))
      cli.print.answer(`${String(count).padStart(8)}  ${what}`);
    if (server !== null) {
      cli.print.answer(`${String(server.lag.count).padStart(8)}  not told to ${url} yet`);
      cli.print.answer(
        `${String(others.patterns).padStart(8)}  ErrorPattern elsewhere, of ${others.workspaces} workspaces`,
      );
    }
  }
  return exitCode.done;
};

/** A server that is away is no reason not to answer: the embedded store knows everything of this host. */
async function syncOrSay(cli: Cli): Promise<void> {
  try {
    await (await (await cli.app()).sharing()).sync();
  } catch (error) {
    if (!(error instanceof ReifierError) || error.exitCode !== exitCode.serviceAway) throw error;
    cli.print.note(`${error.message}; this is what the embedded store knows`);
  }
}

export const graphSync: Command = async (cli) => {
  const app = await cli.app();
  const done = await (await app.sharing()).sync();
  if (done === null)
    throw usageError("the graph is embedded: there is nobody to tell", "set graph.url in reifier.yaml");
  const { outbox } = await app.stores();
  const lag = graphLag(outbox, app.clock);
  if (cli.print.json) cli.print.document({ ...done, lag });
  else
    cli.print.answer(
      done.kind === "busy"
        ? "another process is telling the server right now"
        : `${done.pushed} changes told, ${done.heard} workspaces heard`,
    );
  return lag.count === 0 ? exitCode.done : exitCode.no;
};

export const graphCopy: Command = async (cli) => {
  const app = await cli.app();
  const address = serverAddress(cli.arguments.text("to") ?? "", app.settings().graph);
  await app.reconcile();
  const snapshot = await (await app.stores()).graph.snapshot();
  const server = await (await app.sharing()).connect(address);
  try {
    const copied = await copyGraph(snapshot, server);
    if (cli.print.json) cli.print.document({ to: address.url, ...copied });
    else
      cli.print.answer(
        `copied to ${address.url}: ${Object.entries(copied)
          .map(([what, count]) => `${count} ${what}`)
          .join(", ")}`,
      );
  } finally {
    await server.close();
  }
  return exitCode.done;
};

export const graphRebuild: Command = async (cli) => {
  const app = await cli.app();
  await rememberSightings(app);
  await rebuildGraph(await app.approving());
  const stats = await (await app.stores()).graph.stats();
  if (cli.print.json) cli.print.document(stats);
  else
    cli.print.answer(
      `made again from runbooks, approvals, incidents and audit: ${Object.entries(stats)
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
