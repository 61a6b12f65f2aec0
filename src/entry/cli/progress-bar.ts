import type { Clock } from "../../base/kernel/clock.ts";

/** What is over sooner needs no bar. */
const patienceMs = 1_000;
const redrawMs = 100;
const columns = 30;

/** A bar on one line of a terminal, drawn with nothing but carriage returns and spaces. */
export interface ProgressBar {
  show(done: number, of: number): void;
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
    show: (done, of) => {
      const now = clock.now();
      if (stderr.isTTY !== true || of <= 0) return;
      if (now - begun < patienceMs || now - drawnAt < redrawMs) return;
      const part = Math.min(1, done / of);
      const filled = Math.round(part * columns);
      const bar = `${"#".repeat(filled)}${".".repeat(columns - filled)}`;
      const text = `reading [${bar}] ${String(Math.floor(part * 100)).padStart(3)} %`;
      clear();
      stderr.write(text);
      width = text.length;
      drawnAt = now;
    },
  };
}
