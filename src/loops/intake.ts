import { z } from "zod";
import type { AlertInput } from "../base/model/alert.ts";
import type { IncomingAlert } from "../core/patterns/alert-payload.ts";
import type { PatrolDeps } from "./patrol.ts";
import { alertTaker, type TakenAlert } from "./take-alert.ts";

/** What became of one alert of a request. The outcome is the word that the answer, the log and the tests quote. */
export interface IntakeResult {
  readonly id: string;
  readonly outcome: string;
  readonly suggestion: string | null;
}

/** An alert that was handed in lately, and the suggestion it led to. */
const Handed = z.object({
  key: z.string(),
  occurrence: z.string().nullable(),
  suggestion: z.string().nullable(),
  resolved: z.boolean(),
});
type Handed = z.infer<typeof Handed>;

const memoryKey = "intake:handed";
/** So many alerts are remembered; the ones handed in longest ago are forgotten first. */
const maxHanded = 1_000;

/**
 * Alerts of one request: firing ones are taken as every alert is, resolved ones close the suggestion that they had led
 * to. An occurrence that a person declined, or that is over, is not suggested again when it is sent once more. `seen`
 * is told of each firing one.
 */
export async function takeIncoming(
  deps: PatrolDeps,
  alerts: readonly IncomingAlert[],
  seen: (taken: TakenAlert, input: AlertInput) => void = () => undefined,
): Promise<IntakeResult[]> {
  const handed = new Map(remembered(deps).map((one) => [one.key, one]));
  const taker = await alertTaker(deps);
  const take: typeof taker = async (...what) => {
    const taken = await taker(...what);
    seen(taken, what[1]);
    return taken;
  };
  const results: IntakeResult[] = [];
  for (const alert of alerts) {
    const before = handed.get(alert.key) ?? null;
    const { result, now } = await takeOne(deps, alert, { before, handed: [...handed.values()], take });
    results.push(result);
    handed.delete(alert.key);
    if (now !== null) handed.set(alert.key, now);
  }
  deps.operator.savePosition(memoryKey, JSON.stringify([...handed.values()].slice(-maxHanded)));
  return results;
}

function remembered({ operator }: PatrolDeps): Handed[] {
  const text = operator.position(memoryKey);
  if (text === null) return [];
  const read = z.array(Handed).safeParse(JSON.parse(text));
  return read.success ? read.data : [];
}

interface Step {
  readonly result: IntakeResult;
  /** What is remembered of the alert from now on. */
  readonly now: Handed | null;
}

interface Memory {
  readonly before: Handed | null;
  readonly handed: readonly Handed[];
  readonly take: Awaited<ReturnType<typeof alertTaker>>;
}

async function takeOne(
  deps: PatrolDeps,
  alert: IncomingAlert,
  { before, handed, take }: Memory,
): Promise<Step> {
  const { key, occurrence } = alert;
  const id = alert.input.id ?? key;
  if (alert.state === "resolved") {
    const outcome = await close(deps, before, handed);
    const suggestion = before?.suggestion ?? null;
    return {
      result: { id, outcome, suggestion },
      now: before === null ? null : { ...before, resolved: true },
    };
  }
  if (before !== null && isOver(deps, before, occurrence))
    return { result: { id, outcome: "repeated", suggestion: before.suggestion }, now: before };
  // What the sender says is so now is not too old, however long it has been so.
  const fresh = alert.current ? { ...deps, maxAgeSeconds: Number.POSITIVE_INFINITY } : deps;
  const { outcome, suggestion } = became(await take(fresh, alert.input, alert.texts));
  deps.log.info("intake.alert", { source: alert.input.source ?? "webhook", outcome });
  return { result: { id, outcome, suggestion }, now: { key, occurrence, suggestion, resolved: false } };
}

function became({ raised }: TakenAlert): Omit<IntakeResult, "id"> {
  if (raised === null) return { outcome: "no-match", suggestion: null };
  return raised.kind === "quiet"
    ? { outcome: raised.reason, suggestion: null }
    : { outcome: raised.kind, suggestion: raised.suggestion };
}

/** The same occurrence was resolved already, or a person said no to it. */
function isOver({ operator }: PatrolDeps, before: Handed, occurrence: string | null): boolean {
  if (occurrence === null || before.occurrence !== occurrence) return false;
  if (before.resolved) return true;
  return before.suggestion !== null && operator.suggestion(before.suggestion)?.state === "declined";
}

/** Closes the suggestion of an alert that is over, unless another alert that still fires led to the same one. */
async function close(deps: PatrolDeps, before: Handed | null, handed: readonly Handed[]): Promise<string> {
  if (before === null) return "unknown-alert";
  const { suggestion } = before;
  if (suggestion === null || deps.operator.suggestion(suggestion)?.state !== "open") return "nothing-open";
  if (handed.some((other) => other.key !== before.key && other.suggestion === suggestion && !other.resolved))
    return "others-still-fire";
  deps.operator.answer(suggestion, "resolved");
  deps.journal.append({
    actor: "daemon",
    type: "suggestion.closed",
    subject: suggestion,
    data: { reason: "alert-resolved" },
  });
  await deps.notifier.clear(suggestion);
  return "resolved";
}
