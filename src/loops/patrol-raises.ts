import { isoTime } from "../base/kernel/clock.ts";
import { errorText } from "../base/kernel/errors.ts";
import { newId } from "../base/kernel/ids.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { Alert, PatternMatch } from "../base/model/alert.ts";
import { valuesOf } from "../core/patterns/guards.ts";
import { type OperateDeps, raise } from "./operate.ts";
import type { ApprovedRunbook } from "./operate-deps.ts";

export interface PatrolDeps extends OperateDeps {
  /** Minutes east of UTC, for log lines that name no zone. */
  readonly zoneMinutes: number;
  readonly log: Logger;
}

/** One kind of line that fits a pattern, seen so many times. */
export interface Sighted {
  readonly alert: Alert;
  readonly match: PatternMatch;
  readonly times: number;
}

export async function raiseOne(deps: PatrolDeps, { alert, match, times }: Sighted): Promise<void> {
  const raised = await raise(deps, alert, match, times);
  deps.log.info("patrol.match", {
    pattern: match.pattern,
    kind: match.kind,
    outcome: raised.kind === "quiet" ? raised.reason : raised.kind,
  });
}

/** What has to wait for a guard block goes one after the other beside the lines; what comes again meanwhile is counted. */
export interface SlowRaises {
  add(deps: PatrolDeps, one: Sighted): void;
  idle(): Promise<void>;
}

export function createSlowRaises(): SlowRaises {
  const waiting = new Map<string, { readonly deps: PatrolDeps; readonly one: Sighted }>();
  let working: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [key, { deps, one }] = next.value;
      waiting.delete(key);
      try {
        await raiseOne(deps, one);
      } catch (error) {
        deps.log.warn("patrol.not-raised", { reason: errorText(error) });
      }
    }
    working = null;
  };
  return {
    add: (deps, one) => {
      const key = `${one.match.pattern} ${one.match.kind}`;
      const times = one.times + (waiting.get(key)?.one.times ?? 0);
      waiting.set(key, { deps, one: { ...one, times } });
      working ??= work();
    },
    idle: async () => {
      await working;
    },
  };
}

/** What a log line says as an alert; its numbers are its values. */
export const alertOf = (source: string, message: string, at: number): Alert => ({
  id: newId("a", at),
  source,
  title: null,
  message,
  severity: null,
  labels: {},
  values: valuesOf(message),
  startsAt: isoTime(at),
});

/**
 * On the way of log lines the approved runbooks are those of the last refresh: reading and judging every file again for
 * each line would let a flood of lines decide what this machine does. Who confirms reads the file anew.
 */
export const seenFrom = (
  deps: PatrolDeps,
  { approved }: { readonly approved: ReadonlyMap<string, ApprovedRunbook> },
): PatrolDeps => ({
  ...deps,
  approved: () => Promise.resolve(approved),
});
