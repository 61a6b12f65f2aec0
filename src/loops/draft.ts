import { createHash } from "node:crypto";
import { type Clock, isoTime } from "../base/kernel/clock.ts";
import { usageError } from "../base/kernel/errors.ts";
import { Bundle, type DraftResult } from "../base/model/draft.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { RecordStore, StoredSession } from "../base/ports/record-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import type { WorkFiles } from "../base/ports/work-files.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import {
  type DraftContext,
  draftSession,
  draftSlug,
  type KnownRunbook,
} from "../core/scribe/draft-session.ts";
import { flurryLine } from "../core/scribe/flurry.ts";
import { referencedFiles } from "../core/scribe/referenced-files.ts";
import { worthDrafting } from "../core/scribe/worth-drafting.ts";
import { sightingOf } from "./approve-record.ts";

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
}

/** Error lines this long before the first command may be what the person came for. */
const beforeSessionMs = 3_600_000;

/** Every closed session that the scribe has not seen: drafted when it was incident work, else left with the reason. */
export async function draftClosedSessions(deps: DraftDeps): Promise<Drafted[]> {
  const drafted: Drafted[] = [];
  for (const stored of deps.records.undrafted()) drafted.push(await draftOne(deps, stored, false));
  return drafted;
}

/** The session that a person named, whatever it is about. Throws a usage error for one that is not there. */
export async function draftById(deps: DraftDeps, id: string): Promise<Drafted> {
  const stored = deps.records.session(id);
  if (stored === null)
    throw usageError(`there is no session ${JSON.stringify(id)}`, "type: reifier sessions");
  return await draftOne(deps, stored, true);
}

/** A session handed in as data: nothing is stored or written. */
export function draftBundle(deps: DraftDeps, bundle: Bundle, known: readonly KnownRunbook[]): DraftResult {
  const clean = cleanBundle(deps.redactor, bundle);
  return draftSession(clean, {
    ...contextOf(deps, clean.id, []),
    known,
    evidence: [],
    host: bundle.records[0]?.host ?? deps.host,
  });
}

async function draftOne(deps: DraftDeps, stored: StoredSession, asked: boolean): Promise<Drafted> {
  const { session } = stored;
  const start = Date.parse(session.startedAt);
  const evidence = deps.operator.evidence(
    start - beforeSessionMs,
    Date.parse(session.endedAt ?? isoTime(deps.clock.now())),
  );
  const bundle = bundleOf(deps, stored);
  const worth = worthDrafting(bundle, {
    hasNote: session.note !== null,
    errorsInWindow: evidence
      .filter((event) => event.at >= start)
      .reduce((sum, event) => sum + event.times, 0),
    workTrees: deps.files.workTrees(
      bundle.records.flatMap((record) => (record.cwd === null ? [] : [record.cwd])),
    ),
  });
  if (!asked && deps.draftWhen === "incident" && !worth.draft) {
    deps.records.markDraft(session.id, "skipped", { path: null, kept: 0, noise: session.records.length });
    return {
      session: session.id,
      path: null,
      reason: worth.reason,
      says: `no draft for ${session.id}: ${worth.reason}`,
      result: null,
    };
  }
  const context = contextOf(deps, session.id, evidence);
  const result = draftSession(bundle, context);
  const known = result.sameAs !== null && !asked;
  const path = known ? null : writeDraft(deps, stored, result);
  const kept = result.steps.filter((step) => step.role === "fix").length;
  deps.records.markDraft(session.id, path === null ? "skipped" : "drafted", {
    path,
    kept,
    noise: result.dropped.length,
  });
  deps.journal.append({
    actor: "scribe",
    type: "draft.written",
    subject: path ?? session.id,
    data: { session: session.id, sameAs: result.sameAs },
  });
  const says = known
    ? `${session.id} repeats ${result.sameAs}; no second draft`
    : flurryLine(result, path ?? "");
  await deps.notifier.tell({ kind: "draft", id: path ?? session.id, title: result.title, text: says });
  return {
    session: session.id,
    path,
    reason: asked ? "asked" : worth.reason,
    says,
    result: { ...result, path },
  };
}

/** Writes the draft, or replaces the one written earlier for this session when no person has touched it. */
function writeDraft(deps: DraftDeps, stored: StoredSession, result: DraftResult): string {
  const { session } = stored;
  const key = `draft:${session.id}`;
  const [path = "", hash = ""] = (deps.operator.position(key) ?? "").split("\n");
  const sha256 = createHash("sha256").update(result.draft).digest("hex");
  if (path !== "" && deps.shelf.rewriteDraft(path, hash, result.draft)) {
    noteDraft(deps, key, { path, sha256 });
    return path;
  }
  // A crash after the file was written and before this was noted: the same session gives the same text.
  const written = deps.shelf.list("drafts").find((file) => file.sha256 === sha256);
  const slug = draftSlug(result);
  const stem = `incident_${session.startedAt.slice(0, 10).replaceAll("-", "")}${slug === null ? "" : `_${slug}`}`;
  const made = written?.path ?? deps.shelf.addDraft(stem, result.draft);
  noteDraft(deps, key, { path: made, sha256 });
  return made;
}

/** What was written counts as seen, so that a person who moves it the next moment has approved it. */
function noteDraft(
  deps: DraftDeps,
  key: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): void {
  deps.operator.savePosition(key, `${path}\n${sha256}`);
  const file = deps.shelf.read(path);
  const runbook = file === null ? null : parseRunbook(file).runbook;
  if (file !== null && runbook !== null) deps.operator.see(path, sightingOf(file, runbook));
}

function bundleOf(deps: DraftDeps, { session, environment }: StoredSession): Bundle {
  const bundle = Bundle.parse({
    id: session.id,
    records: session.records.map((record, index) => ({ ...record, n: index + 1 })),
    note: session.note,
    environment,
  });
  const files = deps.files.changedSince(referencedFiles(bundle), Date.parse(session.startedAt));
  return { ...bundle, files: cleanFiles(deps.redactor, files) };
}

function cleanBundle(redactor: Redactor, bundle: Bundle): Bundle {
  return {
    ...bundle,
    records: bundle.records.map((record) => ({ ...record, command: redactor.command(record.command).text })),
    logs: bundle.logs.map((line) => redactor.text(line).text),
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

/** Drafts and runbooks on the shelf, for "seen before". */
const knownRunbooks = (shelf: RunbookShelf): KnownRunbook[] =>
  shelf.list().flatMap((file) => {
    const { runbook } = parseRunbook(file);
    if (runbook === null) return [];
    const fixes = runbook.steps.filter((step) => step.role === "fix").map((step) => step.code);
    return [{ id: runbook.id, title: runbook.title, fixes }];
  });

function contextOf(
  deps: DraftDeps,
  sessionId: string,
  evidence: ReturnType<OperatorStore["evidence"]>,
): DraftContext {
  return {
    sessionId,
    host: deps.host,
    known: knownRunbooks(deps.shelf),
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
