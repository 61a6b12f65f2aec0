import type { Clock } from "./clock.ts";
import { isoTime } from "./clock.ts";

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What happened, for whoever looks after the fact. The log may be lost; the journal may not. */
export interface Logger {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
}

/** One JSON object a line: `{at, level, event, …facts}`. `write` gets each line; `clean` takes secrets out of every text. */
export function createLogger(
  write: (line: string) => void,
  clock: Clock,
  clean: (text: string) => string,
): Logger {
  const log = (level: string, event: string, facts: Facts = {}): void => {
    const safe = Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [key, typeof value === "string" ? clean(value) : value]),
    );
    write(`${JSON.stringify({ at: isoTime(clock.now()), level, event, ...safe })}\n`);
  };
  return {
    info: (event, facts) => log("info", event, facts),
    warn: (event, facts) => log("warn", event, facts),
  };
}
