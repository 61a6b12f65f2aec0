import { type Attempt, changesOf, isKept } from "./attempt.ts";
import type { Effect } from "./effect.ts";
import type { Overtaker } from "./put-back-changes.ts";

/** It brings back an earlier state as a whole. */
export const isRollback = ({ tool, target, value }: Effect): boolean =>
  /(^|\/)(k8s-revision|k8s-rollout-undo|release|heroku-release):/.test(target) &&
  /\b(rollback|undo)\b/.test(`${tool} ${value}`);

/** What was set on a thing that was then brought back to an earlier release as a whole. */
export function rolledBack(attempt: Attempt, effect: Effect, attempts: readonly Attempt[]): Overtaker | null {
  if (effect.nature !== "set" || isRollback(effect) || !/(^|\/)k8s:[^#]*#/.test(effect.target)) return null;
  const thing = /[/#: ]([a-z0-9][\w.-]{2,})(?:#|$)/.exec(effect.target.replace(/#.*/, "#"))?.[1];
  if (thing === undefined || /horizontalpod|hpa/.test(effect.target)) return null;
  const by = attempts
    .slice(attempt.at + 1)
    .find(
      (later) =>
        isKept(later) &&
        changesOf(later).some((one) => isRollback(one) && one.target.split(/[/:@ ]/).includes(thing)),
    );
  return by === undefined ? null : { attempt: by, undoes: false };
}
