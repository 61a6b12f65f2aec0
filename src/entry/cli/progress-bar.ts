import type { Clock } from "../../base/kernel/clock.ts";

/** What is over sooner needs no bar. */
const patienceMs = 1_000;
const redrawMs = 100;
const columns = 30;

/** A bar on one line of a terminal, drawn with nothing but carriage returns and spaces. */
export interface ProgressBar {
  /** `done` of `of` in any unit; `note` is said behind it: `12,345 commands`. */
  show(done: number, of: number, note?: string): void;
  /** Takes the bar away, before anything else is written and at the end. */
  clear(): void;
}

/** Draws nothing where stderr is no terminal and in the first second. */
export function createProgressBar(stderr: NodeJS.WriteStream, clock: Clock): ProgressBar {
  const begun = clock.now();
  let drawnAt = begun;
  let width = 0;
  const clear = (): void => {
    if (width > 0) stderr.write(`\r${" ".repeat(width)}\r`);
    width = 0;
  };
  return {
    clear,
    show: (done, of, note) => {
      const now = clock.now();
      if (stderr.isTTY !== true || of <= 0) return;
      if (now - begun < patienceMs || now - drawnAt < redrawMs) return;
      const part = Math.min(1, done / of);
      const filled = Math.round(part * columns);
      const bar = `${"#".repeat(filled)}${".".repeat(columns - filled)}`;
      const left = part > 0 ? secondsLeft(((now - begun) / part) * (1 - part)) : "";
      const facts = [note ?? "", left].filter((fact) => fact !== "").join(", ");
      const text = `reading [${bar}] ${String(Math.floor(part * 100)).padStart(3)} %  ${facts}`;
      clear();
      // A line that wraps could not be taken back.
      stderr.write(text.slice(0, Math.max(1, (stderr.columns ?? 80) - 1)));
      width = Math.min(text.length, Math.max(1, (stderr.columns ?? 80) - 1));
      drawnAt = now;
    },
  };
}

function secondsLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 90 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}
