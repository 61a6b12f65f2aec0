import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../base/kernel/atomic-file.ts";
import { type Clock, isoTime } from "../base/kernel/clock.ts";
import { systemCode } from "../base/kernel/errors.ts";
import type { Pauses } from "../base/ports/pauses.ts";

const Stored = z.object({
  recording: z.string().nullable(),
  operator: z.string().nullable(),
  /** Earlier pauses of the recording, oldest first: a shell may write its history long after. */
  periods: z.array(z.tuple([z.string(), z.string()])),
});
type Stored = z.infer<typeof Stored>;

const mostPeriods = 200;

const nothing: Stored = { recording: null, operator: null, periods: [] };
/** Somebody paused something, and what cannot be read any more: then nothing goes on by itself. */
const everything: Stored = { recording: isoTime(0), operator: isoTime(0), periods: [] };

/** `state/paused.json`; absent until something is paused. */
export function createPauses(state: string, clock: Clock): Pauses {
  const path = join(state, "paused.json");
  let last = nothing;
  const read = (): Stored => {
    last = readStored(path);
    return last;
  };
  return {
    now: () => {
      const { recording, operator } = read();
      return { recording, operator };
    },
    save: (paused) => {
      const before = read();
      const ended = before.recording !== null && paused.recording === null ? [before.recording] : [];
      const over = ended.map((from): [string, string] => [from, isoTime(clock.now())]);
      const periods = [...before.periods, ...over].slice(-mostPeriods);
      last = { ...paused, periods };
      writeFileAtomic(path, `${JSON.stringify(last)}\n`);
    },
    during: (time) =>
      last.periods.some(([from, to]) => time >= wholeSecond(from) && time <= to) ||
      (last.recording !== null && time >= wholeSecond(last.recording)),
  };
}

/** Times in history files are whole seconds; what is in doubt is not kept. */
const wholeSecond = (time: string): string => time.replace(/\.\d{3}Z$/, ".000Z");

function readStored(path: string): Stored {
  try {
    return Stored.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    return systemCode(error) === "ENOENT" ? nothing : everything;
  }
}
