import { errorText } from "../base/kernel/errors.ts";
import type { ShellRecord } from "../base/model/record.ts";
import type { PlaceRecord } from "../base/ports/record-store.ts";
import type { RecorderSource } from "../base/ports/recorder-source.ts";
import { createPlacement } from "../core/history/place-record.ts";
import { takeInHistory } from "./observe-history.ts";
import {
  createTally,
  type Keep,
  type ObserverParts,
  type ObserverProgress,
  type ObserverReport,
  type Tally,
} from "./observe-keep.ts";
import { addLeftOut, leftOutPosition, readLeftOut } from "./observe-left-out.ts";
import { takeInSpool } from "./observe-spool.ts";

export interface Observer {
  /**
   * One pass over all sources until nothing waits. Throws what the store throws; nothing is lost then. With `onBatch`
   * the added records are handed over as they come and the report's `added` is empty.
   */
  takeIn(onBatch?: (batch: ObserverProgress) => void): ObserverReport;
  /** The same with a rest after each batch, for whoever cannot print as fast as it is read. */
  takeInSlowly(
    onBatch: (batch: ObserverProgress) => void,
    rest: () => Promise<unknown>,
  ): Promise<ObserverReport>;
  /** Follows the sources; `onChange` is called after each pass that brought something. */
  start(onChange: (report: ObserverReport) => void): Promise<void>;
  /** What is being watched, in words. */
  observing(): string[];
  close(): Promise<void>;
}

/** Typed commands on their way in: sources hand over bytes, `core/history` makes records, secrets go, the store keeps. */
export function createObserver(parts: ObserverParts): Observer {
  const place = createPlacement(parts.gapMs);
  let again: NodeJS.Immediate | null = null;
  let lastFailure = "";

  const reported = (tally: Tally): ObserverReport => {
    const more = tally.leftOut();
    if (Object.keys(more).length > 0) {
      const counts = addLeftOut(readLeftOut(parts.store.cursor(leftOutPosition)), more);
      parts.store.takeIn(
        { source: leftOutPosition, records: [], cursor: JSON.stringify(counts) },
        place,
        parts.clock.now(),
      );
    }
    const report = tally.report();
    for (const warning of report.warnings) parts.log.warn("recorder.left-out", { warning });
    return report;
  };

  const takeIn = (onBatch?: (batch: ObserverProgress) => void): ObserverReport => {
    const tally = createTally(onBatch);
    for (const _ of drainAll({ parts, place, tally }));
    return reported(tally);
  };

  return {
    takeIn,
    takeInSlowly: async (onBatch, rest) => {
      const tally = createTally(onBatch);
      for (const _ of drainAll({ parts, place, tally })) await rest();
      return reported(tally);
    },
    start: async (onChange) => {
      const pass = (): void => {
        again = null;
        try {
          const report = takeIn();
          lastFailure = "";
          if (report.added.length + report.reopened.length + report.warnings.length > 0) onChange(report);
        } catch (error) {
          // A full disk fails at every pass; it is said once.
          const text = errorText(error);
          if (text !== lastFailure) parts.log.warn("recorder.failed", { error: text });
          lastFailure = text;
        }
      };
      // Many notices of one moment make one pass.
      const wake = (): void => {
        again ??= setImmediate(pass);
      };
      for (const source of parts.sources) await source.watch(wake);
      pass();
    },
    observing: () => parts.sources.map((source) => source.describe()),
    close: async () => {
      for (const source of parts.sources) await source.close();
      if (again !== null) clearImmediate(again);
      again = null;
    },
  };
}

interface Pass {
  readonly parts: ObserverParts;
  readonly place: PlaceRecord;
  readonly tally: Tally;
}

function* drainAll(pass: Pass): Generator<undefined> {
  followEdits(pass.parts, []);
  for (const source of pass.parts.sources) yield* drain(source, pass);
}

/** Takes in one batch after the other until nothing waits. */
function* drain(source: RecorderSource, pass: Pass): Generator<undefined> {
  for (let batch = source.read(); batch !== null; batch = source.read()) {
    for (const warning of batch.warnings) pass.tally.warn(warning);
    if (batch.kind === "spool") {
      takeInSpool(batch, keeping(source, pass));
      yield;
      continue;
    }
    // The hook writes before the shell's own file is written. What it knows of these commands comes first, so that
    // a line without a time meets the record that says in which session it was typed.
    for (const other of pass.parts.sources) if (other.name === "spool") yield* drain(other, pass);
    takeInHistory(batch, source.name, keeping(source, pass));
    yield;
  }
}

function keeping(source: RecorderSource, { parts, place, tally }: Pass): Keep {
  return {
    parts,
    tally,
    mac: remembering((text) => parts.key.mac("record-text", text)),
    store: ({ read = null, ...intake }) => {
      const taken = parts.store.takeIn({ source: source.name, ...intake }, place, parts.clock.now());
      tally.add(taken, read);
      followEdits(parts, taken.added);
    },
    storeApart: (name, cursor) => {
      parts.store.takeIn({ source: name, records: [], cursor }, place, parts.clock.now());
    },
  };
}

/** The record is stored whatever becomes of the copies of its files. */
function followEdits({ edited, paused, log }: ObserverParts, added: readonly ShellRecord[]): void {
  try {
    if (paused?.() === true) edited?.discard();
    else edited?.follow(added);
  } catch (error) {
    log.warn("recorder.edited-files", { error: errorText(error) });
  }
}

/** A text's hash is asked for up to three times on its way: the last few thousand are remembered. */
function remembering(mac: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= 4_096) known.clear();
    const made = mac(text);
    known.set(text, made);
    return made;
  };
}
