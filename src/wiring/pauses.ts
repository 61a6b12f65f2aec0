import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../base/kernel/atomic-file.ts";
import { isoTime } from "../base/kernel/clock.ts";
import { systemCode } from "../base/kernel/errors.ts";
import type { Paused, Pauses } from "../base/ports/pauses.ts";

const Stored = z.object({ recording: z.string().nullable(), operator: z.string().nullable() });

const nothing: Paused = { recording: null, operator: null };
/** Somebody paused something, and what cannot be read any more: then nothing goes on by itself. */
const everything: Paused = { recording: isoTime(0), operator: isoTime(0) };

/** `state/paused.json`; absent while nothing is paused. */
export function createPauses(state: string): Pauses {
  const path = join(state, "paused.json");
  return {
    now: () => {
      try {
        return Stored.parse(JSON.parse(readFileSync(path, "utf8")));
      } catch (error) {
        return systemCode(error) === "ENOENT" ? nothing : everything;
      }
    },
    save: (paused) => {
      if (paused.recording === null && paused.operator === null) rmSync(path, { force: true });
      else writeFileAtomic(path, `${JSON.stringify(paused)}\n`);
    },
  };
}
