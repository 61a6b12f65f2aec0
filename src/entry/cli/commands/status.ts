import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Application } from "../../../loops/application.ts";
import { graphLag } from "../../../loops/graph-sync.ts";
import { askDaemon, LiveStatus, socketPath } from "../../daemon/control.ts";
import { runningDaemon } from "../../daemon/presence.ts";
import type { Cli, Command } from "../cli.ts";

export const status: Command = async (cli) => {
  const facts = await gather(cli);
  if (cli.print.json) {
    cli.print.document(facts);
    return exitCode.done;
  }
  const say = cli.print.answer;
  say(facts.running ? `running since ${facts.since} (pid ${facts.pid})` : "not running; type: reifier up");
  say(`workspace   ${facts.workspace} (${(await cli.app()).choice.why})`);
  for (const what of facts.observing) say(`observing   ${visible(what)}`);
  for (const what of facts.patrolling) say(`patrolling  ${visible(what)}`);
  say(`sessions    ${facts.sessions}, last command ${facts.lastRecordAt ?? "never"}`);
  say(`drafts      ${facts.drafts}`);
  say(`pending     ${facts.pending}${facts.pending > 0 ? " (type: reifier pending)" : ""}`);
  for (const line of lagLine(facts.graph)) say(line);
  if (facts.paused.recording !== null)
    say(`paused      recording, since ${facts.paused.recording} (type: reifier resume)`);
  if (facts.paused.operator !== null)
    say(`paused      operator, since ${facts.paused.operator} (type: reifier resume)`);
  for (const row of facts.autonomy)
    say(
      `autonomy    ${visible(row.runbook)}: ${row.allowed ? "runs by itself" : "asks"} (${visible(row.reason)})`,
    );
  for (const execution of facts.executions)
    say(`executing   ${execution.runbook} (${execution.id}) since ${execution.startedAt}`);
  for (const problem of facts.problems) say(`problem     ${visible(problem)}`);
  return exitCode.done;
};

async function gather(cli: Cli) {
  const app = await cli.app();
  const daemon = runningDaemon(app.paths, await app.locks());
  const live = daemon === null ? null : await liveStatus(app);
  const { records, operator, graph } = await app.stores();
  const counts = records.counts();
  const executions = await graph.executions({ running: true });
  return {
    running: daemon !== null,
    pid: daemon?.pid ?? null,
    since: daemon?.since ?? null,
    workspace: app.paths.root,
    observing: daemon?.observing ?? [],
    patrolling: live?.patrolling ?? daemon?.patrolling ?? [],
    sessions: counts.sessions,
    drafts: (await app.shelf()).list("drafts").length,
    pending: operator.suggestions("open").length,
    executions: executions.map(({ id, runbook, startedAt }) => ({ id, runbook, startedAt })),
    graph: await graphFacts(app),
    paused: app.pauses.now(),
    autonomy: await app.autonomyRows(),
    lastRecordAt: records.lastRecordAt(),
    memoryBytes: live?.memoryBytes ?? null,
    problems: [
      ...(daemon !== null && live === null ? [silent(daemon.pid, app.paths.log)] : []),
      ...(await app.shelfProblems()),
    ],
  };
}

async function graphFacts(app: Application) {
  const { graph, outbox } = await app.stores();
  const { url } = app.settings().graph;
  return { url, ...(await graph.stats()), lag: url === "embedded" ? null : graphLag(outbox, app.clock) };
}

function lagLine({ url, lag }: Awaited<ReturnType<typeof graphFacts>>): string[] {
  if (lag === null) return [];
  const behind =
    lag.count === 0
      ? "everything told"
      : `${lag.count} not told yet, the oldest ${wait(lag.oldestAgeMs ?? 0)} ago`;
  return [
    `graph       ${visible(url)}: ${behind}`,
    ...(lag.lastError === null ? [] : [`            ${visible(lag.lastError)}`]),
  ];
}

function wait(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3_600)} h`;
}

/** What the daemon says of itself; null when it does not answer in time, and the files have to do. */
async function liveStatus(app: Application): Promise<LiveStatus | null> {
  const answer = await askDaemon(socketPath(app.paths.state, app.environment.runtimeDirectory), "status");
  const live = LiveStatus.safeParse(answer);
  return live.success ? live.data : null;
}

const silent = (pid: number, log: string): string =>
  `the daemon (pid ${pid}) does not answer; this is what its files say. Look at ${log}, or restart it: reifier down && reifier up --detach`;
