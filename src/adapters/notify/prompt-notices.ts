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

/** What the next prompt shows: title and id only. */
export function promptLine(notice: Notice): string {
  if (notice.kind === "draft" || notice.kind === "execution")
    return oneLine(`reifier: ${notice.text}`, columns);
  const verb = notice.kind === "approval" ? "approve" : "confirm";
  const question = notice.kind === "approval" ? "Approve" : "Execute";
  const tail = `  reifier ${verb} ${oneLine(notice.id, 60)}`;
  return `reifier: ${question} '${oneLine(notice.title, columns - tail.length - 20)}'?${tail}`;
}

const names = (line: string, id: string): boolean =>
  ` ${line} `.includes(` ${id} `) || line.includes(` ${id}`);

const isNews = (line: string, now: number): boolean =>
  line.includes("  reifier ") || now - Number.parseInt(line, 10) < draftNewsMs;

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
