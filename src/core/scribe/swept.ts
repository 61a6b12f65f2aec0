import { type Attempt, changesOf, isKept } from "./attempt.ts";
import type { Effect } from "./effect.ts";
import { isInside } from "./paths.ts";
import type { Overtaker } from "./put-back-changes.ts";

export interface Removed {
  readonly attempt: Attempt;
  readonly path: string;
}
const pathOf = (target: string): string | null =>
  /^(?:file|line|mode|chown|chgrp|content):([^:]*)/.exec(target)?.[1] ?? null;

export function removedPaths(attempts: readonly Attempt[]): Removed[] {
  const removed: Removed[] = [];
  for (const attempt of attempts.filter(isKept)) {
    for (const { nature, target } of changesOf(attempt)) {
      const path = nature === "remove" ? pathOf(target) : null;
      if (path !== null && path.length > 1 && removed.length < 200) removed.push({ attempt, path });
    }
  }
  return removed;
}

/** What was changed inside a directory that was then thrown away or moved aside. */
export function swept(attempt: Attempt, effect: Effect, removed: readonly Removed[]): Overtaker | null {
  const path = pathOf(effect.target);
  if (path === null || effect.nature === "remove") return null;
  const by = removed.find(
    (other) => other.attempt.at > attempt.at && isInside(path, other.path) && path !== other.path,
  );
  return by ? { attempt: by.attempt, undoes: false } : null;
}
