import { readFileSync, rmSync } from "node:fs";
import { writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import type { Clock } from "../../base/kernel/clock.ts";
import { systemCode } from "../../base/kernel/errors.ts";
import { oneLine } from "../../base/kernel/visible.ts";
import type { Locks } from "../../base/ports/lock.ts";
import type { Notice, Notifier } from "../../base/ports/notifier.ts";

const columns = 120;
const keptNotices = 5;
/** A draft is news for an hour; what waits for an answer stays until it is answered. */
const draftNewsMs = 3_600_000;

interface PromptNoticesOptions {
  /** `state/notices`: lines `NUMBER<TAB>text`, read by the shells' hooks; absent while nothing waits. */
  readonly path: string;
  readonly locks: Locks;
  readonly clock: Clock;
}

/** Tells hooked shells at their next prompt. Numbers grow (they are times), so a shell knows what it has shown. */
export function createPromptNotices({ path, locks, clock }: PromptNoticesOptions): Notifier {
  const change = (edit: (lines: readonly string[]) => string[]): Promise<void> => {
    locks.within("notices", 2_000, () => {
      const now = clock.now();
      const before = readLines(path);
      const after = edit(before.filter((line) => isNews(line, now))).slice(-keptNotices);
      if (after.length === 0) rmSync(path, { force: true });
      else if (after.join("\n") !== before.join("\n")) writeFileAtomic(path, `${after.join("\n")}\n`);
    });
    return Promise.resolve();
  };
  return {
    tell: (notice) =>
      change((lines) => {
        const number = Math.max(clock.now(), ...lines.map((line) => Number.parseInt(line, 10) + 1));
        return [...lines.filter((line) => !names(line, notice.id)), `${number}\t${promptLine(notice)}`];
      }),
    clear: (id) => change((lines) => lines.filter((line) => !names(line, id))),
  };
}

/** What the next prompt shows: one line, told as it is. */
const promptLine = (notice: Notice): string => oneLine(`reifier: ${notice.text}`, columns);

/** A line is about an id when it ends with it, as "… reifier confirm g-7K2MQX" does, or holds it as a word. */
const names = (line: string, id: string): boolean =>
  line.split(/\s+/).some((word) => word === id || word === `${id}.`);

const isNews = (line: string, now: number): boolean =>
  / reifier (confirm|approve) /.test(line) || now - Number.parseInt(line, 10) < draftNewsMs;

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => /^\d+\t/.test(line));
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}
