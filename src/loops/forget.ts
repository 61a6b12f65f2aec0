import { usageError } from "../base/kernel/errors.ts";
import type { ShellRecord } from "../base/model/record.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { RecordStore } from "../base/ports/record-store.ts";
import type { Outbox } from "../base/ports/shared-graph.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";

export interface ForgetDeps {
  readonly records: RecordStore;
  readonly operator: OperatorStore;
  readonly shelf: RunbookShelf;
  readonly journal: Journal;
  readonly notifier: Notifier;
  /** Told to the graph server too, whatever it may know of them. */
  readonly outbox: Pick<Outbox, "forgotten">;
  readonly user: string;
  /** Deletes the copies of the files that these records name. */
  forgetFiles(records: readonly ShellRecord[]): void;
}

export interface Forgotten {
  /** How many records are gone. */
  readonly records: number;
  /** Drafts that were made of them and that nobody had touched: deleted. */
  readonly drafts: readonly string[];
  /** Files that still name their session because a person changed or moved them. */
  readonly kept: readonly string[];
}

/**
 * Really deletes records or whole sessions, with what the scribe made of them and nobody touched. A session that keeps
 * some records is drafted again without the others. Throws a usage error, before anything is deleted, for an unknown id.
 */
export async function forgetRecords(deps: ForgetDeps, ids: readonly string[]): Promise<Forgotten> {
  const sessions = new Set(ids.map((id) => sessionOf(deps.records, id)));
  const drafts: string[] = [];
  const wanted = new Set(ids);
  const named = [...sessions].flatMap((id) => deps.records.session(id)?.session.records ?? []);
  deps.forgetFiles(
    named.filter(({ id, session }) => wanted.has(id) || (session !== null && wanted.has(session))),
  );
  for (const session of sessions) drafts.push(...(await removeDraft(deps, session)));
  const records = deps.records.forget(ids);
  deps.outbox.forgotten([...new Set([...ids, ...sessions])]);
  for (const session of sessions) {
    if (deps.records.session(session) !== null)
      deps.records.markDraft(session, "none", { path: null, kept: 0, noise: 0 });
  }
  const kept = deps.shelf
    .list()
    .filter((file) => [...sessions].some((session) => file.text.includes(session)))
    .map((file) => file.path);
  for (const id of ids) {
    deps.journal.append({ actor: deps.user, type: "record.forgotten", subject: id, data: { drafts, kept } });
  }
  return { records, drafts, kept };
}

function sessionOf(records: RecordStore, id: string): string {
  if (records.session(id) !== null) return id;
  const found = records.sessions().find((session) => session.records.some((record) => record.id === id));
  if (found !== undefined) return found.id;
  throw usageError(
    `there is no record or session ${JSON.stringify(id)}; nothing was deleted`,
    "find the id: reifier sessions, reifier sessions show ID --json",
  );
}

async function removeDraft({ operator, shelf, notifier }: ForgetDeps, session: string): Promise<string[]> {
  const key = `draft:${session}`;
  const [path = "", hash = ""] = (operator.position(key) ?? "").split("\n");
  if (path === "" || !shelf.removeDraft(path, hash)) return [];
  operator.savePosition(key, "");
  operator.see(path, null);
  await notifier.clear(path);
  return [path];
}
