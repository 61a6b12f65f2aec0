import { isoTime } from "../base/kernel/clock.ts";
import { ReifierError, usageError } from "../base/kernel/errors.ts";
import { exitCode } from "../base/kernel/exit-code.ts";
import { unifiedDiff } from "../base/kernel/unified-diff.ts";
import type { ShelfFile } from "../base/ports/shelf.ts";
import { readFrontmatter } from "../core/runbook/frontmatter.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import { setFrontmatter } from "../core/runbook/splice.ts";
import type { ApproveDeps, KnownRunbook } from "./approve-deps.ts";
import { moved, pin, settle, writeStatus } from "./approve-record.ts";
import { textBefore } from "./approve-text.ts";
import { type FoundRunbook, findRunbook } from "./runbook-shelf.ts";

/** What `approve` answers. */
export interface Approved {
  readonly id: string;
  readonly digest: string;
  readonly approvedBy: string;
  readonly how: "command" | "move";
  /** Ids of the error patterns that lead to it now. */
  readonly links: readonly string[];
  readonly path: string;
}

/** What a person sees before approving. */
export interface ApprovalPreview extends FoundRunbook {
  /** Against the text that was approved last, else against the draft as it was last seen; null where nothing differs. */
  readonly diff: string | null;
}

/** What would be approved, with everything that speaks against it. Changes nothing. */
export function previewApproval(deps: ApproveDeps, idOrPath: string): ApprovalPreview {
  const found = findRunbook(deps, idOrPath);
  return { ...found, diff: difference(deps, found.file, found.runbook.id) };
}

/** What differs in a file that is offered for approval; null where nothing does, or nothing is known of before. */
export function offeredDiff(deps: ApproveDeps, id: string): string | null {
  const file = deps.shelf.list("approved").find((one) => parseRunbook(one).runbook?.id === id);
  return file === undefined ? null : difference(deps, file, id);
}

function difference(deps: ApproveDeps, file: ShelfFile, id: string): string | null {
  const before = textBefore(deps, id);
  // What is kept of the text before is without its secrets.
  if (before === null) return null;
  const diff = unifiedDiff(file.path, before, deps.redactor.text(file.text).text);
  return diff === "too-different" ? null : diff;
}

/**
 * A person's yes to exactly the bytes that were read (and `shown`, where they were): checked, moved to `approved/`, pinned, linked. Throws
 * `NOT_APPROVED` (exit 10) with the first reason when lint, the policy or the file's safety speak against it.
 */
export async function approveRunbook(
  deps: ApproveDeps,
  idOrPath: string,
  by: string,
  options: { readonly autonomy: boolean; readonly shown?: ApprovalPreview },
): Promise<Approved> {
  const found = findRunbook(deps, idOrPath);
  if (options.shown !== undefined && options.shown.file.sha256 !== found.file.sha256)
    throw changedMeanwhile(found);
  refuseObjections(found);
  if (options.autonomy && found.runbook.autonomy !== "auto") {
    throw usageError(
      `${found.runbook.id} does not say autonomy: auto`,
      "write autonomy: auto in its front matter, then approve it with --autonomy",
    );
  }
  refuseTakenId(deps, found);
  const placed = place(deps, withId(deps, found));
  const fresh = pin(deps, placed, { by, how: "command", autonomy: options.autonomy });
  const links = await settle(deps, placed, fresh);
  // Only now: until the ledger says yes, the draft's sighting is what a cut-off approval is recognised by.
  if (placed.file.path !== found.file.path) deps.operator.see(found.file.path, null);
  const approval = deps.ledger.current(placed.runbook.id);
  return {
    id: placed.runbook.id,
    digest: placed.runbook.digest,
    approvedBy: approval?.by ?? by,
    how: approval?.how ?? "command",
    links,
    path: placed.file.path,
  };
}

function refuseObjections({ file, objections }: FoundRunbook): void {
  const [first] = objections;
  if (first === undefined) return;
  const more = objections.length > 1 ? ` (and ${objections.length - 1} more)` : "";
  throw new ReifierError({
    code: "NOT_APPROVED",
    message: `${file.path} cannot be approved: ${first}${more}`,
    hint: `see all reasons: reifier lint ${file.path}`,
    exitCode: exitCode.denied,
  });
}

/** Two files of one id in `approved/` would be two runbooks with one approval. */
function refuseTakenId(deps: ApproveDeps, { file, runbook }: FoundRunbook): void {
  if (file.folder === "approved") return;
  const other = deps.shelf.list("approved").find((one) => parseRunbook(one).runbook?.id === runbook.id);
  if (other === undefined) return;
  throw usageError(
    `${other.path} has the id ${runbook.id} already`,
    "give this one another id in its front matter, or retire the other: reifier retire ID",
  );
}

/** A file whose name is its id gets the id written down, so that a move under another name keeps it. */
function withId(deps: ApproveDeps, known: KnownRunbook): KnownRunbook {
  if (readFrontmatter(known.file.text).values.has("id")) return known;
  const change = setFrontmatter(known.file.text, "id", known.runbook.id);
  const file = deps.shelf.splice(known.file.path, known.file.sha256, change);
  return { ...known, file };
}

function place(deps: ApproveDeps, known: KnownRunbook): KnownRunbook {
  if (known.file.folder === "approved") return known;
  const placed = moved(deps, known, "approved");
  if (placed === null || placed.runbook.digest !== known.runbook.digest) {
    throw changedMeanwhile(known);
  }
  return placed;
}

const changedMeanwhile = ({ file }: KnownRunbook): ReifierError =>
  new ReifierError({
    code: "FILE_CHANGED",
    message: `${file.path} was changed while it was approved; nothing was approved`,
    hint: "look at the file, then approve it again",
    exitCode: exitCode.no,
  });

export interface Rejected {
  readonly id: string;
  readonly path: string;
  readonly reason: string;
}

/** A person's no to a draft: kept in `retired/` with the reason in the audit, and no move brings it back by itself. */
export async function rejectDraft(
  deps: ApproveDeps,
  idOrPath: string,
  by: string,
  reason: string,
): Promise<Rejected> {
  const found = findRunbook(deps, idOrPath);
  if (found.status === "approved")
    throw usageError(
      `${found.runbook.id} is approved`,
      `take it out of use: reifier retire ${found.runbook.id}`,
    );
  return await putAway(deps, found, { by, reason, type: "runbook.rejected" });
}

/** Takes an approval back: the ledger first, so that a crash leaves nothing that could still run. */
export async function retireRunbook(deps: ApproveDeps, idOrPath: string, by: string): Promise<Rejected> {
  return await putAway(deps, findRunbook(deps, idOrPath), { by, reason: "retired", type: "runbook.retired" });
}

interface PutAway {
  readonly by: string;
  readonly reason: string;
  readonly type: "runbook.rejected" | "runbook.retired";
}

async function putAway(
  deps: ApproveDeps,
  found: FoundRunbook,
  { by, reason, type }: PutAway,
): Promise<Rejected> {
  const { runbook, file } = found;
  deps.journal.append({
    actor: by,
    type,
    subject: runbook.id,
    data: { path: file.path, digest: runbook.digest, reason },
  });
  withdraw(deps, found, { by, how: "command" });
  // Forgotten before it moves: a draft that is remembered could be approved by a move.
  deps.operator.see(file.path, null);
  const placed = file.folder === "retired" ? found : moved(deps, found, "retired");
  if (placed !== null) {
    const written = writeStatus(deps, placed.file, { status: "retired" });
    deps.operator.see(written.path, null);
  }
  await deps.graph.setRunbookStatus(runbook.id, "retired");
  await withdrawOffers(deps, runbook.id);
  return { id: runbook.id, path: placed?.file.path ?? file.path, reason };
}

/** The ledger's line that ends an approval. */
export function withdraw(
  deps: ApproveDeps,
  { runbook }: KnownRunbook,
  { by, how }: { readonly by: string; readonly how: "command" | "move" },
): void {
  if (deps.ledger.current(runbook.id) === null) return;
  deps.ledger.add({
    runbook: runbook.id,
    digest: runbook.digest,
    title: deps.redactor.text(runbook.title).text,
    by,
    how,
    at: isoTime(deps.clock.now()),
    autonomy: false,
    act: "retire",
  });
}

export async function withdrawOffers(deps: ApproveDeps, id: string): Promise<void> {
  for (const suggestion of deps.operator.suggestions("open")) {
    if (suggestion.runbook !== id) continue;
    deps.operator.answer(suggestion.id, "declined");
    deps.journal.append({
      actor: deps.user,
      type: "suggestion.closed",
      subject: suggestion.id,
      data: { runbook: id, reason: "runbook-withdrawn" },
    });
    await deps.notifier.clear(suggestion.id);
  }
}
