import type { Clock } from "../base/kernel/clock.ts";
import type { GuardResult } from "../base/model/guard.ts";
import type { MeasuredValue } from "../base/model/pattern.ts";
import type { GuardSentence } from "../base/model/runbook.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import { evaluateGuard } from "../core/patterns/guards.ts";

/** A measurement that is older than this says nothing of now (CONTRACT §6, guards). */
export const measurementMs = 60_000;

interface MeasuringDeps {
  readonly operator: Pick<OperatorStore, "measured">;
  readonly clock: Clock;
  readonly host: string;
}

/** The values of an alert: of which host, and of when (epoch milliseconds). */
export interface AlertValues {
  readonly values: Readonly<Record<string, MeasuredValue>>;
  readonly host: string;
  readonly at: number;
}

/**
 * A guard with what is known now: the alert's own values, else what a patrolled line of this host said within the last
 * minute. A line that is newer than the alert goes first: the guard asks how things stand, not how they stood.
 */
export function measureGuard(deps: MeasuringDeps, sentence: GuardSentence, alert: AlertValues): GuardResult {
  const direct = evaluateGuard(sentence, alert.values);
  const measured =
    alert.host === deps.host ? deps.operator.measured(sentence.name, deps.clock.now() - measurementMs) : null;
  if (measured === null || (direct.holds !== null && measured.at <= alert.at)) return direct;
  const { value, unit } = measured;
  const fresh = evaluateGuard(sentence, { [sentence.name]: { value, unit } });
  return fresh.holds === null ? direct : { ...fresh, why: `${fresh.why} (measured in ${measured.source})` };
}
