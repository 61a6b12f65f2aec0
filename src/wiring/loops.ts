import { dirname } from "node:path";
import type { Approver } from "../base/ports/approver.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import type { Application } from "../loops/application.ts";
import type { ApproveDeps } from "../loops/approve-deps.ts";
import type { ExecuteDeps } from "../loops/execute-deps.ts";
import { elsewhereRecord } from "../loops/graph-elsewhere.ts";
import type { PatrolDeps } from "../loops/patrol.ts";
import { decidingDeps } from "./autonomy.ts";

// What each loop is handed, from the rooms of one workspace.

/**
 * The verdicts of this workspace's policy, which is read at the first question: reading it costs more than everything
 * else that `status` or `pending` do. Throws what a broken policy file throws, so nothing is ever judged without it.
 */
async function judging(app: Application): Promise<ExecuteDeps["judge"]> {
  const read = await app.policy();
  const { judgeBy } = await import("./execution.ts");
  const { environment, paths } = app;
  return (code, context) => judgeBy(read(), environment, paths)(code, context);
}

export async function approveDeps(app: Application): Promise<ApproveDeps> {
  const { checkSyntax } = await import("../adapters/execution/check-syntax.ts");
  const { operator, graph } = await app.stores();
  const { environment, clock } = app;
  const settings = app.settings().operator;
  return {
    shelf: await app.shelf(),
    ledger: await app.ledger(),
    operator,
    graph,
    journal: await app.journal(),
    notifier: await app.notifier(),
    locks: await app.locks(),
    redactor: app.redactor(),
    clock,
    user: environment.user,
    host: environment.host,
    // A paused operator opens no suggestion; an approval is still registered.
    onApprove: app.pauses.now().operator === null ? settings.onApprove : "register",
    suggestionTtlSeconds: settings.suggestionTtlSeconds,
    judge: await judging(app),
    syntax: checkSyntax,
    blocking: settings.blockingLint,
    learn: (symptom) => learnPattern(symptom),
  };
}

export async function patrolDeps(app: Application): Promise<PatrolDeps> {
  const { operator, graph, elsewhere } = await app.stores();
  return {
    ...(await decidingDeps(app)),
    graph,
    operator,
    journal: await app.journal(),
    notifier: await app.notifier(),
    redactor: app.redactor(),
    clock: app.clock,
    zoneMinutes: -new Date(app.clock.now()).getTimezoneOffset(),
    log: app.log,
    host: app.environment.host,
    // A daemon's patrol outlives a change of the settings.
    get maxAgeSeconds() {
      return app.settings().patrol.maxAgeSeconds;
    },
    get suggestionTtlSeconds() {
      return app.settings().operator.suggestionTtlSeconds;
    },
    approved: async () => {
      const { approvedRunbooks } = await import("../loops/runbook-shelf.ts");
      return approvedRunbooks(await app.approving());
    },
    elsewhere: (runbook, digest) => elsewhereRecord(elsewhere, runbook, digest),
  };
}

export async function executeDeps(
  app: Application,
  approver: Approver,
  say: (text: string) => void,
): Promise<ExecuteDeps> {
  const { worldOf } = await import("./execution.ts");
  const { createBashRunner } = await import("../adapters/execution/bash-runner.ts");
  const { redactStream } = await import("../base/redact/stream.ts");
  const { operator, graph } = await app.stores();
  const { environment, paths, clock, log } = app;
  const settings = app.settings();
  const redactor = app.redactor();
  const policy = await app.policy();
  return {
    ...worldOf({ environment, settings, say }),
    judge: await judging(app),
    switchedOff: () => policy().off,
    runner: createBashRunner({
      redact: () => redactStream(redactor),
      sandbox: settings.operator.sandbox,
      hidden: [paths.state, dirname(paths.audit)],
    }),
    ledger: await app.ledger(),
    journal: await app.journal(),
    graph,
    operator,
    shelf: await app.shelf(),
    approver,
    notifier: await app.notifier(),
    locks: await app.locks(),
    clock,
    log,
    redactor,
  };
}
