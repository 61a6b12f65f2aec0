import { rmSync } from "node:fs";
import { join } from "node:path";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { createHistorySource } from "../../src/adapters/recorder/history-source.ts";
import { createSpoolSource } from "../../src/adapters/recorder/spool-source.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import type { Observer } from "../../src/loops/observe.ts";
import { observerOf } from "./observing.ts";
import { Recording } from "./recording.ts";

/** Hooked shells, and the store into which an observer takes what they record. */
export class ObservedRecording {
  readonly recording = new Recording();
  readonly #path = join(this.recording.state, "graph.db");
  store: EmbeddedStore = this.#open();

  /** Of the spool, and of a history file from its start. */
  observer(history?: { readonly file: string; readonly format: ShellName }): Observer {
    const uid = process.getuid?.() ?? -1;
    const spool = createSpoolSource({ folder: this.recording.spool, uid, now: Date.now });
    const file = history && createHistorySource({ ...history, firstSight: "start", now: Date.now });
    return observerOf(this.store, file === undefined ? [spool] : [spool, file]);
  }

  records() {
    return this.store.records.sessions().flatMap((session) => session.records);
  }

  commands(): string[] {
    return this.records().map((record) => record.command);
  }

  /** A new store, as on the first day. */
  forgetAll(): void {
    this.store.close();
    rmSync(this.#path);
    this.store = this.#open();
  }

  #open(): EmbeddedStore {
    return openEmbedded({ path: this.#path, clock: { now: Date.now } });
  }

  remove(): void {
    this.store.close();
    this.recording.remove();
  }
}
