import { isoTime } from "../base/kernel/clock.ts";
import { usageError } from "../base/kernel/errors.ts";
import type { Bundle, DraftResult } from "../base/model/draft.ts";
import type { Session } from "../base/model/session.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { StoredSession } from "../base/ports/record-store.ts";
import type { TreeFile } from "../base/ports/work-files.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import {
  type DraftContext,
  draftSession,
  draftSlug,
  type KnownRunbook,
} from "../core/scribe/draft-session.ts";
import { flurryLine } from "../core/scribe/flurry.ts";
import { referenceNames } from "../core/scribe/references.ts";
import { worthDrafting } from "../core/scribe/worth-drafting.ts";
import { sightingOf } from "./approve-record.ts";
import { bundleOf, cleanBundle, contextOf } from "./draft-bundle.ts";
import type { DraftDeps, Drafted, Sketch } from "./draft-deps.ts";
import { underFreeId } from "./draft-id.ts";
import { type Reworded, reword, wordingNotice } from "./draft-reword.ts";
import { noteSeenAgain, unusedRunbooks } from "./draft-seen.ts";
import { fixHash, rememberDraft, takenOver, type WrittenDraft, writtenDraft } from "./draft-taken.ts";
import { isError } from "./evidence-level.ts";

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

/** A session handed in as data: nothing is stored or written. `notice`: what to tell the person besides. */
export async function draftBundle(
  deps: DraftDeps,
  bundle: Bundle,
  known: readonly KnownRunbook[],
): Promise<{ result: DraftResult; notice: string | null }> {
  const clean = cleanBundle(deps.redactor, bundle);
  const context: DraftContext = {
    ...contextOf(deps, clean.id, []),
    known,
    evidence: [],
    host: bundle.records[0]?.host ?? deps.host,
    workTree: definitionsOf(deps, clean),
  };
  const result = draftSession(clean, context);
  const logs = clean.logs;
  const redraft = (wording: DraftContext["wording"]): DraftResult =>
    draftSession(clean, { ...context, ...(wording === undefined ? {} : { wording }) });
  const worded = await reword(deps, { result, logs, redraft });
  return worded === null
    ? { result, notice: null }
    : { result: worded.result, notice: wordingNotice(worded) };
}

async function draftOne(deps: DraftDeps, stored: StoredSession, asked: boolean): Promise<Drafted> {
  const { session } = stored;
  const start = Date.parse(session.startedAt);
  const evidence = deps.operator.evidence(
    start - beforeSessionMs,
    Date.parse(session.endedAt ?? isoTime(deps.clock.now())),
  );
  const bundle = bundleOf(deps, stored);
  const directories = bundle.records.flatMap(({ cwd }) => (cwd === null ? [] : [cwd]));
  const worth = worthDrafting(bundle, {
    hasNote: session.note !== null,
    errorsInWindow: evidence
      .filter((event) => event.at >= start && isError(event))
      .reduce((sum, event) => sum + event.times, 0),
    workTrees: deps.files.workTrees(directories),
  });
  if (!asked && deps.draftWhen === "incident" && !worth.draft) {
    deps.records.markDraft(session.id, "skipped", { path: null, kept: 0, noise: session.records.length });
    const says = `no draft for ${session.id}: ${worth.reason}`;
    return { session: session.id, path: null, reason: worth.reason, says, result: null, sketch: null };
  }
  const sketch = sketchOf(deps, { stored, bundle, evidence });
  const result = draftSession(bundle, sketch.context);
  const taken = asked ? null : takenOver(deps, session.id, result);
  if (taken !== null) return leftAlone(deps, stored, { path: taken, result });
  const isKnown = result.sameAs !== null && !asked;
  const { path, text } = isKnown ? { path: null, text: result.draft } : writeDraft(deps, stored, result);
  const seenIn = result.sameAs === null ? null : noteSeenAgain(deps, result, bundle);
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
    data: { session: session.id, sameAs: result.sameAs, seenIn },
  });
  const says = isKnown
    ? `${session.id} repeats ${result.sameAs}; no second draft (for one: reifier draft ${session.id})`
    : flurryLine(result, path ?? "");
  await deps.notifier.tell({ kind: "draft", id: path ?? session.id, title: result.title, text: says });
  return {
    session: session.id,
    path,
    reason: asked ? "asked" : worth.reason,
    says,
    result: { ...result, path, draft: text },
    sketch,
  };
}

/** The session went on a little after its draft was taken over: nothing is written, and nobody is told again. */
function leftAlone(
  deps: DraftDeps,
  { session }: StoredSession,
  { path, result }: { readonly path: string; readonly result: DraftResult },
): Drafted {
  const kept = result.steps.filter((step) => step.role === "fix").length;
  deps.records.markDraft(session.id, "drafted", { path, kept, noise: result.dropped.length });
  const says = `${path} was taken over by a person, and nothing of the fix is new (draft again: reifier draft ${session.id})`;
  return { session: session.id, path, reason: "taken-over", says, result: null, sketch: null };
}

interface Material {
  readonly stored: StoredSession;
  readonly bundle: Bundle;
  readonly evidence: ReturnType<OperatorStore["evidence"]>;
}

/** Files of the work trees that the session stood in and that may define what its commands name. */
const definitionsOf = (deps: DraftDeps, { records }: Bundle): TreeFile[] =>
  deps.files.definitions(
    records.flatMap(({ cwd }) => (cwd === null ? [] : [cwd])),
    referenceNames(records.map(({ command }) => command)),
  );

/** The session with all that is known besides: the shelf, the errors around it, the files that define what it names. */
function sketchOf(deps: DraftDeps, { stored, bundle, evidence }: Material): Sketch {
  const context = contextOf(deps, stored.session.id, evidence);
  const unused = unusedRunbooks(
    context.known,
    evidence.map(({ message }) => message),
    bundle,
  );
  return { stored, bundle, context: { ...context, unused, workTree: definitionsOf(deps, bundle) } };
}

/**
 * A written draft in the narrator's words, unless a person has touched it meanwhile. The draft was there before and
 * stays when no words come; then it says why. Returns what to tell the person, or null.
 */
export async function rewordDraft(
  deps: DraftDeps,
  drafted: Drafted,
  signal?: AbortSignal,
): Promise<{ drafted: Drafted; notice: string | null }> {
  const { result, sketch } = drafted;
  if (result === null || sketch === null || drafted.path === null) return { drafted, notice: null };
  const { bundle, context, stored } = sketch;
  const worded: Reworded | null = await reword(
    deps,
    {
      result,
      logs: context.evidence.map(({ source, message }) => `${source}: ${message}`),
      redraft: (wording) => draftSession(bundle, { ...context, wording }),
    },
    signal,
  );
  const isStopped = worded?.wording.kind === "offline" && worded.wording.reason === "interrupted";
  if (worded === null || isStopped) return { drafted, notice: null };
  const notice = wordingNotice(worded);
  if (writtenDraft(deps, stored.session.id)?.path !== drafted.path) return { drafted, notice };
  const written = rewriteDraft(deps, stored, worded.result);
  if (written === null) return { drafted, notice };
  return {
    drafted: { ...drafted, result: { ...worded.result, path: written.path, draft: written.text } },
    notice,
  };
}

interface OnShelf {
  readonly path: string | null;
  readonly text: string;
}

/** Replaces the draft that was written earlier for this session; null where there is none, or a person touched it. */
function rewriteDraft(deps: DraftDeps, { session }: StoredSession, result: DraftResult): OnShelf | null {
  const before = writtenDraft(deps, session.id);
  if (before === null) return null;
  const { path } = before;
  const { text, sha256 } = underFreeId(deps, result.draft, path);
  if (!deps.shelf.rewriteDraft(path, before.sha256, text)) return null;
  noteDraft(deps, session.id, { path, sha256, fix: fixHash(result) }, text);
  return { path, text };
}

function writeDraft(deps: DraftDeps, stored: StoredSession, result: DraftResult): OnShelf {
  const rewritten = rewriteDraft(deps, stored, result);
  if (rewritten !== null) return rewritten;
  const { session } = stored;
  const { text, sha256, number } = underFreeId(deps, result.draft, null);
  // A crash after the file was written and before this was noted: the same session gives the same text.
  const written = deps.shelf.list("drafts").find((file) => file.sha256 === sha256);
  const path = written?.path ?? deps.shelf.addDraft(stemOfDraft(session, result, number), text);
  noteDraft(deps, session.id, { path, sha256, fix: fixHash(result) }, text);
  return { path, text };
}

/** The file is numbered as its id is, so that a move into `approved/` meets no other file there. */
function stemOfDraft({ startedAt }: Session, result: DraftResult, number: number): string {
  const slug = draftSlug(result);
  const words = slug === null ? "" : `_${slug}`;
  return `incident_${startedAt.slice(0, 10).replaceAll("-", "")}${words}${number === 1 ? "" : `-${number}`}`;
}

/** What was written counts as seen, so that a person who moves it the next moment, or has moved it, has approved it. */
function noteDraft(deps: DraftDeps, session: string, draft: WrittenDraft, text: string): void {
  const { path, sha256 } = draft;
  const file = deps.shelf.read(path) ?? { path, folder: "drafts", text, sha256, unsafe: [] };
  const { runbook } = parseRunbook(file);
  if (runbook !== null) deps.operator.see(path, sightingOf(file, runbook));
  rememberDraft(deps, session, draft);
}
