import { isoTime } from "../base/kernel/clock.ts";
import { Bundle } from "../base/model/draft.ts";
import type { Kept } from "../base/ports/kept-store.ts";
import type { Evidence } from "../base/ports/operator-store.ts";
import type { StoredSession } from "../base/ports/record-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import type { DraftContext, KnownRunbook } from "../core/scribe/draft-session.ts";
import { referencedFiles } from "../core/scribe/referenced-files.ts";
import type { DraftDeps } from "./draft-deps.ts";

// What the scribe is given, from the records, the files they touched and the shelf.

/** A stored session as the scribe reads it: numbered records, and the files that they name then and now. */
export function bundleOf(deps: DraftDeps, { session, environment }: StoredSession): Bundle {
  const kept: ReadonlyMap<string, Kept> = deps.kept?.(session.id) ?? new Map();
  const bundle = Bundle.parse({
    id: session.id,
    records: session.records.map((record, index) => ({
      ...record,
      n: index + 1,
      output: kept.get(record.id)?.output?.text ?? null,
    })),
    note: session.note,
    environment,
    secretEdits: [...kept.values()].flatMap(({ edits }) =>
      edits.flatMap(({ path, note }) => (note === "secret-value-changed" ? [path] : [])),
    ),
  });
  const files = {
    ...deps.files.changedSince(referencedFiles(bundle), Date.parse(session.startedAt)),
    ...deps.captured?.(session),
  };
  return { ...bundle, files: cleanFiles(deps.redactor, files) };
}

/** A bundle from outside with every secret taken out. */
export function cleanBundle(redactor: Redactor, bundle: Bundle): Bundle {
  // A secret is known for one by the option before it, in a later command perhaps: all are read before one is cleaned.
  for (const { command } of bundle.records) redactor.command(command);
  return {
    ...bundle,
    records: bundle.records.map((record) => ({
      ...record,
      command: redactor.command(record.command).text,
      output: record.output === null ? null : redactor.text(record.output).text,
    })),
    logs: bundle.logs.map((line) => redactor.text(line).text),
    note: bundle.note === null ? null : redactor.text(bundle.note).text,
    files: cleanFiles(redactor, bundle.files),
  };
}

function cleanFiles(redactor: Redactor, files: Bundle["files"]): Bundle["files"] {
  const clean = (text: string | null): string | null => (text === null ? null : redactor.text(text).text);
  return Object.fromEntries(
    Object.entries(files).map(([path, { before, after }]) => [
      path,
      { before: clean(before), after: clean(after) },
    ]),
  );
}

/** Drafts and runbooks on the shelf, for "seen before"; not those that were drafted from this very session. */
const knownRunbooks = (shelf: RunbookShelf, session: string): KnownRunbook[] =>
  shelf.list().flatMap((file) => {
    const { runbook } = parseRunbook(file);
    if (runbook === null || runbook.sourceSessions.includes(session)) return [];
    const fixes = runbook.steps.filter((step) => step.role === "fix").map((step) => step.code);
    const status = { drafts: "draft", approved: "approved", retired: "retired" }[file.folder];
    return [{ id: runbook.id, title: runbook.title, fixes, symptoms: runbook.symptoms, status }];
  });

export function contextOf(deps: DraftDeps, sessionId: string, evidence: readonly Evidence[]): DraftContext {
  return {
    sessionId,
    host: deps.host,
    known: knownRunbooks(deps.shelf, sessionId),
    evidence: evidence.map((event) => ({
      source: event.source,
      at: isoTime(event.at),
      level: event.level,
      message: event.message,
      count: event.times,
    })),
    syntax: (code) => deps.syntax(code),
  };
}
