import type { Clock } from "../base/kernel/clock.ts";
import type { Bundle, DraftResult } from "../base/model/draft.ts";
import type { Session } from "../base/model/session.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Kept } from "../base/ports/kept-store.ts";
import type { Narrator } from "../base/ports/narrator.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { RecordStore, StoredSession } from "../base/ports/record-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import type { WorkFiles } from "../base/ports/work-files.ts";
import type { DraftContext } from "../core/scribe/draft-session.ts";

/** What the scribe is handed. */
export interface DraftDeps {
  readonly records: RecordStore;
  readonly operator: OperatorStore;
  readonly shelf: RunbookShelf;
  readonly journal: Journal;
  readonly notifier: Notifier;
  readonly redactor: Redactor;
  readonly files: WorkFiles;
  readonly clock: Clock;
  readonly host: string;
  readonly draftWhen: "incident" | "always";
  /** Files that the session's commands changed, raw: their text before and after. */
  captured?(session: Session): Bundle["files"];
  /** What is kept of a session beside its records: outputs and edits, redacted. */
  kept?(session: string): ReadonlyMap<string, Kept>;
  /** null: drafts are worded offline. */
  readonly narrator: Narrator | null;
  /** What `bash -n` says against a block; null when it parses. */
  syntax(code: string): string | null;
}

/** What the scribe did with one session, and the reason in the word that the commands and tests quote. */
export interface Drafted {
  readonly session: string;
  readonly path: string | null;
  readonly reason: string;
  /** One line for people. */
  readonly says: string;
  readonly result: DraftResult | null;
  /** What it was drafted from, to word it again; null where there is nothing to word. */
  readonly sketch: Sketch | null;
}

/** All that a draft of one session was made from. */
export interface Sketch {
  readonly stored: StoredSession;
  readonly bundle: Bundle;
  readonly context: DraftContext;
}
