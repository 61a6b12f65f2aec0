import type { Bundle, DraftResult } from "../base/model/draft.ts";
import type { ShelfFile } from "../base/ports/shelf.ts";
import { createMatcher } from "../core/patterns/match.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import { applySplices } from "../core/runbook/splice.ts";
import type { KnownRunbook } from "../core/scribe/draft-session.ts";
import { addToNotes } from "../core/scribe/seen-again.ts";
import { sightingOf } from "./approve-record.ts";
import type { DraftDeps } from "./draft-deps.ts";

/**
 * The old file is told that its trouble came back. Only prose is added, and only where the digest says that nothing
 * which runs is another: an approved runbook stays approved. Returns the path, or null where nothing was written.
 */
export function noteSeenAgain(deps: DraftDeps, result: DraftResult, bundle: Bundle): string | null {
  const found = deps.shelf.list().find((file) => parseRunbook(file).runbook?.id === result.sameAs);
  if (found === undefined || found.text.includes(`\`${bundle.id}\``)) return null;
  const start = bundle.records.find(({ startedAt }) => startedAt !== null)?.startedAt?.slice(0, 10);
  const unused = found.folder === "approved" ? " It was mended by hand; this runbook was not used." : "";
  const day = start === undefined ? "" : ` on ${start}`;
  const splice = addToNotes(found.text, `Seen again${day} in session \`${bundle.id}\`.${unused}`);
  if (splice === null || !isSameRun(found, applySplices(found.text, [splice]))) return null;
  const written = deps.shelf.splice(found.path, found.sha256, [splice]);
  const { runbook } = parseRunbook(written);
  if (written.folder === "drafts" && runbook !== null)
    deps.operator.see(written.path, sightingOf(written, runbook));
  return written.path;
}

function isSameRun(file: ShelfFile, text: string): boolean {
  const before = parseRunbook(file).runbook?.digest;
  return before !== undefined && parseRunbook({ ...file, text }).runbook?.digest === before;
}

/** Approved runbooks whose symptom was among the errors of the session, and that nobody ran in it. */
export function unusedRunbooks(
  known: readonly KnownRunbook[],
  errors: readonly string[],
  bundle: Bundle,
): string[] {
  const approved = known.filter(
    ({ status, symptoms }) => status === "approved" && (symptoms ?? []).length > 0,
  );
  const matcher = createMatcher(approved.map(({ id, symptoms }) => ({ id, examples: symptoms ?? [] })));
  const matched = new Set(
    errors.flatMap((line) => {
      const match = matcher.match(line);
      return match?.kind === "exact" ? [match.pattern] : [];
    }),
  );
  const typed = bundle.records.map(({ command }) => command).filter((text) => /\breifier\b/.test(text));
  return [...matched].filter(
    (id) => !typed.some((text) => /\b(run|confirm)\b/.test(text) && text.includes(id)),
  );
}
