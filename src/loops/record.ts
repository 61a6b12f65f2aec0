import { type Clock, isoTime } from "../base/kernel/clock.ts";
import { errorText } from "../base/kernel/errors.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { KeptStore } from "../base/ports/kept-store.ts";
import type { IncomingRecord, PlaceRecord, RecordStore } from "../base/ports/record-store.ts";
import type { RecordedShell } from "../base/ports/recorded-shell.ts";
import { createOutputKeeper, type OutputKeeper } from "../core/history/kept-output.ts";
import type { RawRecord } from "../core/history/make-record.ts";
import { parseShellFacts, terminalOf } from "../core/history/shell-facts.ts";
import { createShellMessages, type ShellMessage } from "../core/history/shell-messages.ts";
import { typedText } from "../core/history/spool-record.ts";
import { createTerminalMarks } from "../core/history/terminal-marks.ts";
import { type EditedFilesDeps, editsOf, type LookedAt, snapshotFiles } from "./edited-files.ts";
import { type Cleaning, clean } from "./observe-keep.ts";
import { keptOutput } from "./record-output.ts";

export interface RecordDeps {
  readonly shell: RecordedShell;
  readonly records: RecordStore;
  readonly kept: KeptStore;
  readonly edited: EditedFilesDeps;
  readonly cleaning: Cleaning;
  readonly place: PlaceRecord;
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: string;
  readonly user: string;
  readonly nonce: string;
  paused(): boolean;
}

export interface Recorded {
  /** null where a signal ended the shell. */
  readonly exitCode: number | null;
  readonly interrupted: boolean;
  readonly commands: number;
  /** Sessions that its commands belong to. */
  readonly sessions: readonly string[];
  /** The shell never said a word: its functions were not loaded. */
  readonly silent: boolean;
}

/** A command between its start and its end. */
interface Running {
  readonly n: number;
  readonly key: string;
  readonly raw: RawRecord;
  readonly looked: LookedAt;
  readonly id: string | null;
  readonly keeper: OutputKeeper;
  ended: Extract<ShellMessage, { kind: "end" }> | null;
  /** Its end was seen on the terminal. */
  closed: boolean;
}

/** A running command is shown as running; its session stays open with it. */
const touchMs = 60_000;
const leaves = /^\s*(exit|logout)\b/;

/** A shell of the person's with everything that its commands print and change, until it ends. */
export async function recordShell(deps: RecordDeps): Promise<Recorded> {
  const recorder = new Recorder(deps);
  const touch = setInterval(() => recorder.touch(), touchMs);
  try {
    const end = await deps.shell.run({
      nonce: deps.nonce,
      onStart: () => undefined,
      terminal: (bytes) => recorder.terminal(bytes),
      quiet: () => recorder.quiet(),
      said: (bytes) => recorder.said(bytes),
    });
    return { ...end, ...(await recorder.close()) };
  } finally {
    clearInterval(touch);
  }
}

class Recorder {
  private readonly deps: RecordDeps;
  private readonly marks: ReturnType<typeof createTerminalMarks>;
  private readonly messages: ReturnType<typeof createShellMessages>;
  private readonly running = new Map<number, Running>();
  private readonly sessions = new Set<string>();
  private shown: Running | null = null;
  private identity: string | null = null;
  private environment: readonly string[] | null = null;
  private commands = 0;
  /** One command after the other is stored; the terminal never waits for it. */
  private work: Promise<void> = Promise.resolve();

  constructor(deps: RecordDeps) {
    this.deps = deps;
    this.marks = createTerminalMarks(deps.nonce);
    this.messages = createShellMessages(deps.nonce);
  }

  terminal(bytes: Uint8Array): Uint8Array {
    return this.take(this.marks.push(bytes));
  }

  quiet(): Uint8Array {
    return this.take(this.marks.flush());
  }

  said(bytes: Uint8Array): void {
    for (const message of this.messages.push(bytes)) {
      if (message.kind === "ready") {
        this.identity = message.shell;
        this.environment = this.deps.shell.environment();
      } else if (message.kind === "start") this.begin(message);
      else this.end(message);
    }
  }

  touch(): void {
    for (const command of this.running.values()) {
      const durationMs = this.deps.clock.now() - command.looked.start;
      this.attempt(() => this.store(command.key, { ...command.raw, durationMs }));
    }
  }

  async close(): Promise<Omit<Recorded, "exitCode" | "interrupted">> {
    for (const command of [...this.running.values()]) {
      if (leaves.test(command.raw.command)) this.drop(command);
      else this.finish(command);
    }
    await this.work;
    return { commands: this.commands, sessions: [...this.sessions], silent: this.identity === null };
  }

  private take(parts: ReturnType<ReturnType<typeof createTerminalMarks>["push"]>): Uint8Array {
    const screen: Uint8Array[] = [];
    for (const part of parts) {
      if (part.kind === "bytes") {
        screen.push(part.bytes);
        this.shown?.keeper.push(part.bytes);
        continue;
      }
      const command = this.running.get(part.n) ?? null;
      if (part.kind === "start") this.shown = command;
      else {
        this.shown = null;
        if (command !== null) this.seenEnd(command, { closed: true });
      }
    }
    return screen.length === 1 && screen[0] !== undefined ? screen[0] : Buffer.concat(screen);
  }

  private begin(message: Extract<ShellMessage, { kind: "start" }>): void {
    const begun = this.attempt(() => (this.deps.paused() ? null : this.started(message)));
    // A leading space means: not for anybody's history.
    const command = begun === null || /^\s/.test(begun.raw.command) ? null : begun;
    if (command !== null) this.attempt(() => snapshotFiles(this.deps.edited, command.looked));
    // Before it may run: a daemon that takes in the hook's copy of it has to find it here.
    const id = command === null ? null : this.attempt(() => this.store(command.key, command.raw));
    // Whatever became of it, the person's command goes on.
    this.attempt(() => this.deps.shell.goOn(message.n));
    if (command !== null && id !== null) this.running.set(message.n, { ...command, id });
  }

  private started({ n, at, cwd, text }: Extract<ShellMessage, { kind: "start" }>): Running {
    const { shell, clock, host, user } = this.deps;
    const marker = this.identity === null ? null : shell.marker(this.identity);
    const facts = marker === null ? null : parseShellFacts(marker);
    const start = at ?? clock.now();
    const command = typedText(text, shell.name).text;
    const raw: RawRecord = {
      command,
      startedAt: isoTime(start),
      durationMs: null,
      exitCode: null,
      cwd,
      shell: shell.name,
      host,
      user,
      terminal: facts === null ? null : terminalOf(facts),
      source: "record",
      note: false,
    };
    const looked = { command, user, cwd, start, end: start, pid: facts?.pid ?? null };
    const key = `${this.identity ?? `${shell.name}.${this.deps.nonce}`}#${n}`;
    return { n, key, raw, looked, id: null, keeper: createOutputKeeper(), ended: null, closed: false };
  }

  private end(message: Extract<ShellMessage, { kind: "end" }>): void {
    const command = this.running.get(message.n);
    if (command === undefined) return;
    if (message.recorded) this.seenEnd(command, { ended: message });
    else this.drop(command);
  }

  /** The pipe and the terminal are read apart: the end is there when both say so. */
  private seenEnd(command: Running, seen: Partial<Pick<Running, "ended" | "closed">>): void {
    Object.assign(command, seen);
    if (command.closed && command.ended !== null) this.finish(command);
  }

  /** The hook did not record it: nothing of it is kept here either. */
  private drop(command: Running): void {
    this.running.delete(command.n);
    const { id } = command;
    if (id !== null) this.attempt(() => this.deps.kept.discard(id));
  }

  private finish(command: Running): void {
    const { n, raw, looked, ended } = command;
    this.running.delete(n);
    this.commands += 1;
    const end = ended?.at ?? this.deps.clock.now();
    const exitCode = ended?.exitCode ?? null;
    const finished: RawRecord = {
      ...raw,
      exitCode,
      durationMs: Math.max(0, end - looked.start),
      cwd: ended?.cwd ?? raw.cwd,
    };
    this.attempt(() => this.store(command.key, finished));
    const edits = this.attempt(() => editsOf(this.deps.edited, { ...looked, end })) ?? [];
    const output = command.keeper.end();
    this.work = this.work.then(async () => {
      try {
        const kept = await keptOutput(output, exitCode !== 0, this.deps.cleaning.parts.redactor);
        if (command.id !== null)
          this.deps.kept.keep(command.id, { output: kept, edits }, this.deps.clock.now());
      } catch (error) {
        this.deps.log.warn("record.output", { error: errorText(error) });
      }
    });
  }

  /** Stores it, or what is new of it; the record's id, or null where it may not be kept. */
  private store(key: string, raw: RawRecord): string | null {
    const { records, kept, place, clock, cleaning } = this.deps;
    const incoming: IncomingRecord | null = clean(raw, key, this.environment, cleaning);
    if (incoming === null) return null;
    records.takeIn({ source: "record", records: [incoming] }, place, clock.now());
    const found = kept.find(key);
    if (found !== null) this.sessions.add(found.session);
    return found?.record ?? null;
  }

  /** Nothing that goes wrong here may reach the shell. */
  private attempt<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.deps.log.warn("record.failed", { error: errorText(error) });
      return null;
    }
  }
}
