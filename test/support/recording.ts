import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSpoolSource } from "../../src/adapters/recorder/spool-source.ts";
import type { ShellRecord } from "../../src/base/model/record.ts";
import { ShellName } from "../../src/base/model/scalars.ts";
import type { SpoolFile } from "../../src/base/ports/recorder-source.ts";
import { recordOfSpoolEntry } from "../../src/core/history/make-record.ts";
import { renderHook, renderRcLine } from "../../src/core/history/render-hook.ts";
import { parseShellFacts, terminalOf } from "../../src/core/history/shell-facts.ts";
import { parseSpool } from "../../src/core/history/spool-record.ts";
import { TypedShell, type TypedShellOptions } from "./pty.ts";

type TakenRecord = Omit<ShellRecord, "id" | "redactions" | "session"> & { readonly key: string };

function recordsOf(file: SpoolFile): TakenRecord[] {
  const name = ShellName.parse(file.shell.split(".")[0]);
  const terminal = file.marker === null ? null : terminalOf(parseShellFacts(file.marker));
  const owner = { host: "web-1", user: "sam" };
  return parseSpool(file.bytes, name).entries.flatMap((entry) => {
    const record = recordOfSpoolEntry(entry, { name, terminal }, owner);
    return record === null ? [] : [{ ...record, key: `${file.shell}#${entry.sequence}` }];
  });
}

/** What `fixtures/history/observe-process.mjs` is made of. */
export const observerModules = [
  "adapters/graph/embedded.ts",
  "adapters/recorder/history-source.ts",
  "adapters/recorder/spool-source.ts",
  "base/redact/redactor.ts",
  "core/history/make-record.ts",
  "core/history/spool-record.ts",
  "loops/observe.ts",
] as const;

/** What a shell of a test is started with besides. */
export interface StartOptions extends Omit<TypedShellOptions, "home" | "rc"> {
  readonly rc?: string;
  readonly after?: string;
}

/** A home and a workspace's `state/` with the hooks in it, and a reader of what they spooled. */
export class Recording {
  readonly home = mkdtempSync(join(tmpdir(), "rec-"));
  readonly state = join(this.home, "work space's", "state");
  readonly spool = join(this.state, "spool");
  readonly source = createSpoolSource({ folder: this.spool, uid: process.getuid?.() ?? -1, now: Date.now });
  readonly ended: string[] = [];
  private readonly keys = new Set<string>();
  private readonly shells: TypedShell[] = [];

  constructor() {
    mkdirSync(this.spool, { recursive: true, mode: 0o700 });
    for (const shell of ShellName.options) {
      const template = readFileSync(
        fileURLToPath(new URL(`../../shell-hooks/hook.${shell}`, import.meta.url)),
        "utf8",
      );
      writeFileSync(join(this.state, `hook.${shell}`), renderHook(template, this.state));
    }
  }

  /** The line for the shell's start-up file. */
  line(shell: ShellName): string {
    return renderRcLine(shell, this.state);
  }

  /** Takes in what waits, as the observer does, but keeps it in memory and unredacted. */
  taken(): TakenRecord[] {
    const records: TakenRecord[] = [];
    for (let batch = this.source.read(); batch !== null; batch = this.source.read()) {
      if (batch.kind !== "spool") throw new Error("a spool gives spool batches");
      // A file that may still grow is handed out again; a key counts once, as in the store.
      const all = batch.files.flatMap(recordsOf);
      records.push(...all.filter(({ key }) => !this.keys.has(key)));
      for (const { key } of all) this.keys.add(key);
      for (const shell of batch.ended) this.ended.push(shell.shell);
      batch.stored();
    }
    return records;
  }

  /** Every byte of every file below `state/`, for canaries. */
  everyByte(): string {
    const all: string[] = [];
    for (const entry of readdirSync(this.state, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) all.push(entry.name, readFileSync(join(entry.parentPath, entry.name), "latin1"));
    }
    return all.join("\n");
  }

  /** An interactive shell with the hook; `rc` stands before the hook's line, `after` behind it. It ends with this. */
  async start(
    shell: ShellName,
    rc = "",
    after = "",
    options: Omit<TypedShellOptions, "home" | "rc"> = {},
  ): Promise<TypedShell> {
    const text = `${rc}\n${this.line(shell)}\n${after}`;
    const started = await TypedShell.start({ shell, home: this.home, rc: text, ...options });
    this.shells.push(started);
    return started;
  }

  remove(): void {
    for (const shell of this.shells) shell.kill();
    // A shell that ends may still write into its home.
    for (let left = 20; ; left--) {
      try {
        rmSync(this.home, { recursive: true, force: true, maxRetries: 2 });
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }
}
