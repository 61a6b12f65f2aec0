import type { Bundle } from "../../base/model/draft.ts";
import { type Attempt, attemptsOf, changesOf, drop, isKept } from "./attempt.ts";
import { dropWithoutEffect } from "./attempts-without-effect.ts";
import { isBracket } from "./bracket.ts";
import { type Effect, isLasting } from "./effect.ts";
import { dropLeftovers } from "./leftovers.ts";
import { withNeeded } from "./needed.ts";
import { dropOvertaken } from "./overtaken.ts";
import { isPersonal, mainUser } from "./personal.ts";
import type { Reading } from "./reading.ts";
import { indexSession, type SessionIndex } from "./session-index.ts";
import { dropSlips } from "./slips.ts";
import { type Doubt, doubtsOf, isSurelyNeeded, isTry } from "./weigh.ts";

/** Sorts the records of a session: what is left and changes something is the fix. */
export function sortRecords(readings: readonly Reading[], files: Bundle["files"]): Attempt[] {
  const attempts = sortedAlone(readings, files);
  const doubts = doubtsOf(attempts);
  const index = indexSession(attempts);
  dropWithReasons(index, doubts);
  const open = new Map([...doubts].filter(([attempt]) => !isKept(attempt) || !isBracket(attempt, index)));
  if (dropDoubted(attempts, open)) dropWithReasons(index, doubts);
  return withNeeded(index);
}

/** Each record judged without those after it. */
export function sortedAlone(readings: readonly Reading[], files: Bundle["files"]): Attempt[] {
  const attempts = attemptsOf(readings);
  const main = mainUser(attempts);
  for (const attempt of attempts) dropOnItsOwn(attempt, isPersonal(attempt, attempts, main));
  dropUnsaved(attempts, files);
  dropSlips(attempts);
  return attempts;
}

/** Drops what a later record proves to be in vain, until no more is found. */
function dropWithReasons(index: SessionIndex, doubts: ReadonlyMap<Attempt, Doubt>): void {
  const isNeeded = (attempt: Attempt): boolean => {
    const doubt = doubts.get(attempt);
    return doubt !== undefined && isSurelyNeeded(doubt);
  };
  for (let round = 0; round < 12; round++) {
    const overtaken = dropOvertaken(index, isNeeded);
    const tried = dropWithoutEffect(index);
    const left = dropLeftovers(index);
    if (!overtaken && !tried && !left) return;
  }
}

/** Drops what nothing proves to be in vain, but much speaks for it. */
function dropDoubted(attempts: readonly Attempt[], doubts: ReadonlyMap<Attempt, Doubt>): boolean {
  let left = attempts.filter(isKept).length;
  let isAny = false;
  for (const [attempt, doubt] of doubts) {
    if (!isKept(attempt) || !isTry(doubt) || left < 2) continue;
    drop(attempt, "superseded", doubt.because);
    left--;
    isAny = true;
  }
  return isAny;
}

function dropOnItsOwn(attempt: Attempt, personal: string | null): void {
  const { reading } = attempt;
  const { exitCode } = reading.record;
  if (personal !== null) drop(attempt, "noise", personal);
  else if (!attempt.looks && (reading.nature === "trivial" || reading.nature === "local")) {
    const isSaid = /^\s*#/.test(reading.record.command);
    drop(attempt, "noise", isSaid ? "in the engineer's own words" : "says nothing about the incident");
  } else if (exitCode === 127 || exitCode === 126) drop(attempt, "failed", "no such command");
  else if (reading.worked === false && (attempt.changes || reading.nature === "unknown")) {
    drop(attempt, "failed", `failed with exit code ${exitCode}`);
  }
}

/** Edits of a file that ended as it began, unless other work was done between them: then it was as it had to be. */
function dropUnsaved(attempts: readonly Attempt[], files: Bundle["files"]): void {
  for (const [path, { before, after }] of Object.entries(files)) {
    if (before !== after) continue;
    const isOf = ({ target }: Effect): boolean =>
      /^(file|line|content):/.test(target) && target.slice(target.indexOf(":") + 1).split(":")[0] === path;
    const edits = attempts.filter((attempt) => isKept(attempt) && changesOf(attempt).every(isOf));
    const between = attempts.slice((edits[0]?.at ?? 0) + 1, edits.at(-1)?.at ?? 0);
    const isWorkedIn = between.some(
      (one) =>
        one.dropped === null &&
        (one.reading.nature === "unknown" ||
          changesOf(one).some((effect) => isLasting(effect.nature) && !isOf(effect))),
    );
    if (!isWorkedIn) for (const edit of edits) drop(edit, "superseded", "the file is as it was before");
  }
}
