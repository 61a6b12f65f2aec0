import type { Clock } from "../base/kernel/clock.ts";
import { newId } from "../base/kernel/ids.ts";
import type { GuardResult } from "../base/model/guard.ts";
import type { Journal } from "../base/ports/journal.ts";
import { blockEnvironment } from "../core/runbook/plan-environment.ts";
import { blockWord } from "../core/runbook/plan-result.ts";
import type { ExecuteDeps } from "./execute-deps.ts";
import { type JudgedStep, judgeSteps, startDirectory } from "./execute-prepare.ts";
import type { ApprovedRunbook } from "./operate-deps.ts";
import { measurementMs } from "./operate-guards.ts";

interface ProbeDeps {
  executing(): Promise<ExecuteDeps>;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** A look at things before anybody asked for it may not take longer (CONTRACT §6, order). */
const probeTimeoutMs = 10_000;

/**
 * Measures a runbook by its guard blocks before a person is asked: only blocks whose every command is judged to read
 * only, and that need nothing which nobody has given yet. What they say holds for a minute.
 */
export function createProbe(deps: ProbeDeps): (known: ApprovedRunbook) => Promise<readonly GuardResult[]> {
  const kept = new Map<string, { readonly at: number; readonly results: readonly GuardResult[] }>();
  return async (known) => {
    if (!known.runbook.steps.some(({ role }) => role === "guard")) return [];
    const { digest } = known.runbook;
    const before = kept.get(digest);
    // A measurement from before the clock was set back is of nobody knows when.
    if (before !== undefined && Math.abs(deps.clock.now() - before.at) < measurementMs) return before.results;
    const results = await probe(deps, known);
    kept.clear();
    kept.set(digest, { at: deps.clock.now(), results });
    return results;
  };
}

async function probe(deps: ProbeDeps, { runbook }: ApprovedRunbook): Promise<GuardResult[]> {
  const executing = await deps.executing();
  const steps = judgeSteps(executing, { runbook, from: null, only: null });
  const given = [...Object.keys(runbook.inputs), ...runbook.env];
  const results: GuardResult[] = [];
  for (const judged of steps) {
    if (judged.step.role !== "guard" || !judged.beforeYes || needs(judged, given)) continue;
    results.push(await runGuard(deps, executing, judged, runbook.cwd));
  }
  return results;
}

const needs = ({ step }: JudgedStep, names: readonly string[]): boolean =>
  step.needs.length > 0 || names.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(step.code));

async function runGuard(
  deps: ProbeDeps,
  executing: ExecuteDeps,
  { step }: JudgedStep,
  cwd: string | null,
): Promise<GuardResult> {
  const name = step.name ?? `guard block ${step.number}`;
  const result = await executing.runner.run(
    {
      execution: newId("probe", deps.clock.now()),
      step: step.number,
      code: step.code,
      cwd: startDirectory(executing, { cwd: step.cwd ?? cwd }),
      env: blockEnvironment({
        caller: executing.caller.variables,
        declared: [],
        carried: {},
        inputs: {},
      }),
      timeoutMs: Math.min(step.timeoutMs ?? probeTimeoutMs, probeTimeoutMs),
      sandbox: { kind: "read-only" },
    },
    () => undefined,
    new AbortController().signal,
  );
  const word = blockWord(result);
  const holds = result.exitCode === null ? null : word === "ok";
  deps.journal.append({
    actor: "daemon",
    type: "guard.measured",
    subject: name,
    data: { command: executing.redactor.command(step.code).text, exitCode: result.exitCode, holds },
  });
  const why = result.timedOut
    ? `${name} took too long`
    : `${name} ended with exit ${result.exitCode ?? "unknown"}`;
  return { guard: name, holds, name, value: result.exitCode, unit: null, why };
}
