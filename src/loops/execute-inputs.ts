import { ReifierError, usageError } from "../base/kernel/errors.ts";
import { exitCode } from "../base/kernel/exit-code.ts";
import type { GuardResult } from "../base/model/guard.ts";
import type { MeasuredValue } from "../base/model/pattern.ts";
import type { GuardSentence } from "../base/model/runbook.ts";
import { evaluateGuard } from "../core/patterns/guards.ts";
import { type InputSources, parseMeasured, resolveInputs } from "../core/runbook/plan-inputs.ts";
import type { ExecuteDeps, ExecuteRequest } from "./execute-deps.ts";
import { measureGuard } from "./operate-guards.ts";

const secretShown = "‹secret›";

/** What was given on the command line, with the files of secrets read. */
export function givenInputs(deps: ExecuteDeps, request: ExecuteRequest): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, input] of Object.entries(request.runbook.inputs)) {
    const said = Object.entries(request.sets).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    if (said === undefined) continue;
    if (input.secret && !said.startsWith("@")) {
      throw usageError(
        `${name} is a secret and may not stand in a command line`,
        `put it into a file only you can read and type: --set ${name}=@FILE`,
      );
    }
    given[name] = input.secret ? deps.readSecret(said.slice(1)) : said;
  }
  return given;
}

/**
 * Every input's value, asked for on the terminal where nothing gives one. Throws a usage error (exit 2) that names what
 * is missing or does not fit. `captured` is what blocks have shown so far.
 */
export async function settleInputs(
  deps: ExecuteDeps,
  request: ExecuteRequest,
  facts: Pick<InputSources, "captured" | "coming"> & { readonly given: Record<string, string> },
): Promise<{ readonly values: Record<string, string>; readonly later: readonly string[] }> {
  const sources = () => ({
    sets: facts.given,
    alert: request.alert,
    captured: facts.captured,
    coming: facts.coming,
  });
  for (const { name, secret, why } of resolveInputs(request.runbook, sources()).missing) {
    const value = request.dryRun ? "‹asked›" : await deps.approver.askValue(`${name} (${why})`, { secret });
    if (value === null && request.signal.aborted) throw leftUnanswered(name);
    if (value === null) {
      throw usageError(
        `the input ${name} has no value: ${why}`,
        secret ? `type: --set ${name}=@FILE` : `type: --set ${name}=VALUE`,
      );
    }
    facts.given[name] = value;
  }
  const resolved = resolveInputs(request.runbook, sources());
  const [problem] = resolved.problems;
  if (problem !== undefined) throw usageError(problem.message, `type: --set ${problem.name}=VALUE`);
  for (const [name, value] of Object.entries(resolved.values)) {
    if (request.runbook.inputs[name]?.secret === true) deps.redactor.remember(value);
  }
  return { values: { ...resolved.values }, later: resolved.later };
}

const leftUnanswered = (name: string): ReifierError =>
  new ReifierError({
    code: "INTERRUPTED",
    message: `interrupted at the question for ${name}; nothing ran`,
    hint: `to give it without being asked: --set ${name}=VALUE`,
    exitCode: exitCode.interrupted,
  });

/** Inputs as they may be shown. */
export function shownInputs(
  deps: Pick<ExecuteDeps, "redactor">,
  request: Pick<ExecuteRequest, "runbook">,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const secret = request.runbook.inputs[name]?.secret === true;
    shown[name] = secret ? secretShown : deps.redactor.text(value).text;
  }
  return shown;
}

/** Each guard sentence with the first value that decides it: the alert's, a fresh measurement, `--set`, the person's word. */
export async function settleGuards(deps: ExecuteDeps, request: ExecuteRequest): Promise<GuardResult[]> {
  const results: GuardResult[] = [];
  for (const sentence of request.runbook.guards)
    results.push(withoutSecrets(deps, await settleGuard(deps, request, sentence)));
  return results;
}

/** What decided a guard is shown, audited and reported. */
function withoutSecrets({ redactor }: Pick<ExecuteDeps, "redactor">, result: GuardResult): GuardResult {
  const { value, why } = result;
  const shown = typeof value === "string" ? redactor.text(value).text : value;
  return { ...result, value: shown, why: redactor.text(why).text };
}

async function settleGuard(
  deps: ExecuteDeps,
  request: ExecuteRequest,
  sentence: GuardSentence,
): Promise<GuardResult> {
  const { suggestion, alert } = request;
  const known = measureGuard({ ...deps, host: deps.caller.host }, sentence, {
    values: { ...suggestion?.values, ...alert?.values },
    host: suggestion?.host ?? deps.caller.host,
    at: Date.parse(suggestion?.lastSeenAt ?? alert?.startsAt ?? "") || 0,
  });
  if (known.holds !== null) return known;
  const said = Object.entries(request.sets).find(
    ([key]) => key.toLowerCase() === sentence.name.toLowerCase(),
  );
  if (said !== undefined) return onTheirWord(deps, sentence, parseMeasured(said[1]));
  if (request.dryRun) return known;
  const answer = await deps.approver.askValue(`${sentence.text} What is ${sentence.name} now?`, {
    secret: false,
  });
  return answer === null ? known : onTheirWord(deps, sentence, parseMeasured(answer));
}

function onTheirWord(deps: ExecuteDeps, sentence: GuardSentence, value: MeasuredValue): GuardResult {
  const result = evaluateGuard(sentence, { [sentence.name]: value });
  return { ...result, why: `${result.why} (as told by ${deps.caller.user})` };
}
