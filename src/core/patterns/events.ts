import type { LogLevel } from "../../base/model/pattern.ts";
import { createHeaderReader } from "./header-memo.ts";
import type { TimeHints } from "./timestamps.ts";
import {
  belongsToBefore,
  continues,
  endsProgram,
  type OpenTrace,
  openedBy,
  opensTrace,
  traceKey,
} from "./traces.ts";
import { type UnderstoodLine, understand, withAll } from "./understand.ts";

/** One event of a log: a line, or the lines of one stack trace. */
export interface UnderstoodEvent {
  /** First and last line, 1-based, counted within this reader. */
  readonly lines: readonly [number, number];
  readonly level: LogLevel | null;
  readonly error: boolean;
  /** Of the first line, without the header. */
  readonly message: string;
  /** ISO 8601 UTC, where the event says enough. */
  readonly time: string | null;
  /** All lines as they came. */
  readonly text: string;
  /** What names the failure in a trace: the innermost cause, the last exception, the error code. */
  readonly key?: string;
}

export interface EventReader {
  push(line: string): UnderstoodEvent[];
  /** Ends the open event: nothing came for a while, or the log ended. */
  flush(): UnderstoodEvent[];
}

/** An event with more lines than this is closed; what follows is an event of its own. */
const maxLines = 1000;
const maxChars = 256 * 1024;
/** CRI and docker cut at 16 KiB; promtail joins at most 100 parts. */
const maxParts = 100;

/** Groups the lines of one source into events. One reader per source: two writers in one reader would mix. */
export function createEventReader(options: Partial<TimeHints> = {}): EventReader {
  const hints: TimeHints = { now: options.now ?? null, zoneMinutes: options.zoneMinutes ?? 0 };
  const readHeader = createHeaderReader();
  let count = 0;
  let open: OpenEvent | null = null;

  const close = (): UnderstoodEvent[] => {
    if (open === null) return [];
    const event = open.finish(count);
    open = null;
    return [event];
  };

  return {
    push(line) {
      const head = understand(line, hints, readHeader);
      if (open?.takes(line, head)) {
        open.add(line, head);
        count++;
        return [];
      }
      const ended = close();
      count++;
      open = new OpenEvent(count, line, head);
      if (open.isComplete()) ended.push(...close());
      return ended;
    },
    flush: close,
  };
}

/** An event whose lines may still be coming. */
class OpenEvent {
  readonly #first: number;
  readonly #lines: string[];
  /** The lines without what a container wrapped around them. */
  readonly #bodies: string[];
  #head: UnderstoodLine;
  #trace: OpenTrace;
  #chars: number;
  #parts: string[];
  #error: boolean;

  constructor(number: number, line: string, head: UnderstoodLine) {
    this.#first = number;
    this.#lines = [line];
    this.#head = head;
    this.#chars = line.length;
    this.#parts = [head.message];
    this.#error = head.error;
    // `Error: …` at the start of a line reads as a level too: the whole line tells.
    this.#trace = openedBy(line, opensTrace(head.message) ?? opensTrace(line));
    this.#bodies = [this.#trace.kind === null ? head.message : line];
  }

  /** Nothing can follow a line of JSON of its own, or of an access log. */
  isComplete(): boolean {
    const line = this.#lines[0] ?? "";
    return (
      !this.#head.partial &&
      !this.#head.wrapped &&
      this.#trace.kind === null &&
      (line.startsWith("{") || / "[A-Z]+ \S+ HTTP\/[\d.]+" \d{3} /.test(line))
    );
  }

  takes(line: string, head: UnderstoodLine): boolean {
    if (this.#lines.length >= maxLines || this.#chars + line.length > maxChars) return false;
    if (this.#head.partial) return this.#parts.length < maxParts;
    if (head.headed && belongsToBefore(line) && head.time !== null) return true;
    const body = this.#body(line, head);
    if (body === null || (this.#isCalm() && endsProgram(body))) return false;
    return continues(this.#trace, body) !== null;
  }

  /** Nothing went wrong so far. */
  #isCalm(): boolean {
    return this.#trace.kind === null && !this.#error && this.#head.level !== "warn";
  }

  /** The text that could go on a trace: the line itself, or a container's line without its wrapping. */
  #body(line: string, head: UnderstoodLine): string | null {
    if (!head.headed)
      return line.endsWith(head.message) ? line.slice(line.length - head.message.length) : head.message;
    return opensTrace(line) !== null || /^\s+at |^Caused by: |^\[signal /.test(line) ? line : null;
  }

  add(line: string, head: UnderstoodLine): void {
    this.#lines.push(line);
    this.#chars += line.length;
    if (this.#head.partial) {
      this.#parts.push(head.message);
      this.#head = withAll(this.#head, { partial: head.partial, message: this.#parts.join("") });
      this.#error = this.#error || head.error;
      return;
    }
    const body = this.#body(line, head);
    const next = body === null ? null : continues(this.#trace, body);
    if (next !== null) this.#trace = next;
    this.#bodies.push(body ?? head.message);
    if (this.#head.level === null && this.#trace.kind !== null) this.#error = true;
  }

  finish(last: number): UnderstoodEvent {
    const key =
      this.#lines.length > 1 || this.#trace.kind !== null ? traceKey(this.#bodies, this.#trace.kind) : null;
    return new ClosedEvent([this.#first, last], this.#head, {
      error: this.#error,
      text: this.#lines.join("\n"),
      key,
    });
  }
}

/** A class: a literal with a getter costs a hidden class of its own for each event. */
class ClosedEvent implements UnderstoodEvent {
  readonly lines: readonly [number, number];
  readonly level: LogLevel | null;
  readonly error: boolean;
  readonly message: string;
  readonly text: string;
  readonly key?: string;
  readonly #head: UnderstoodLine;

  constructor(
    lines: readonly [number, number],
    head: UnderstoodLine,
    { error, text, key }: { error: boolean; text: string; key: string | null },
  ) {
    this.lines = lines;
    this.level = head.level;
    this.error = error;
    this.message = head.message;
    this.text = text;
    if (key !== null) this.key = key;
    this.#head = head;
  }

  get time(): string | null {
    return this.#head.time;
  }
}
