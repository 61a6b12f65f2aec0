import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSpoolSource } from "../../src/adapters/recorder/spool-source.ts";
import type { ShellRecord } from "../../src/base/model/record.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { ShellName as ShellNames } from "../../src/base/model/scalars.ts";
import { recordOfSpoolEntry } from "../../src/core/history/make-record.ts";
import { renderHook, renderRcLine } from "../../src/core/history/render-hook.ts";
import { parseShellFacts, terminalOf } from "../../src/core/history/shell-facts.ts";
import { parseSpool } from "../../src/core/history/spool-record.ts";

/** A home and a workspace's `state/` with the hooks in it, and a reader of what they spooled. */
export class Recording {
  readonly home = mkdtempSync(join(tmpdir(), "rec-"));
  readonly state = join(this.home, "work space's", "state");
  readonly spool = join(this.state, "spool");
  readonly source = createSpoolSource({ folder: this.spool, uid: process.getuid?.() ?? -1, now: Date.now });
  readonly ended: string[] = [];

  constructor() {
    mkdirSync(this.spool, { recursive: true, mode: 0o700 });
    for (const shell of ShellNames.options) {
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
  taken(): (Omit<ShellRecord, "id" | "redactions" | "session"> & { key: string })[] {
    const records: ReturnType<Recording["taken"]> = [];
    for (let batch = this.source.read(); batch !== null; batch = this.source.read()) {
      if (batch.kind !== "spool") throw new Error("a spool gives spool batches");
      for (const file of batch.files) {
        const name = ShellNames.parse(file.shell.split(".")[0]);
        const terminal = file.marker === null ? null : terminalOf(parseShellFacts(file.marker));
        for (const entry of parseSpool(file.bytes, name).entries) {
          const record = recordOfSpoolEntry(entry, { name, terminal }, { host: "web-1", user: "sam" });
          if (record !== null) records.push({ ...record, key: `${file.shell}#${entry.sequence}` });
        }
      }
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

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
