import { highestRisk } from "../base/model/scalars.ts";
import type { Sighting } from "../base/ports/operator-store.ts";
import type { ShelfFile } from "../base/ports/shelf.ts";
import { guardTexts } from "../core/runbook/digest.ts";
import { parseRunbook, stemOf } from "../core/runbook/parse.ts";
import { judgeMove, type MoveReason } from "../core/runbook/resemblance.ts";
import { withdraw, withdrawOffers } from "./approve.ts";
import type { ApproveDeps, KnownRunbook, ShelfChange } from "./approve-deps.ts";
import { offer, pin, refuse, settle, sightingOf, writeStatus } from "./approve-record.ts";
import { rememberText } from "./approve-text.ts";
import { objectionsOf, understandFile } from "./runbook-shelf.ts";

/** The shelf as it is, beside what was last seen of it. */
interface Look {
  readonly files: readonly ShelfFile[];
  readonly paths: ReadonlySet<string>;
  readonly seen: readonly Sighting[];
}

/**
 * Compares the shelf with what was last seen (CONTRACT "Approval by moving"): a draft that moved is an approval, a
 * stranger is offered, what cannot be approved says why. Interrupted anywhere and done again, it ends the same.
 */
export async function reconcileShelf(deps: ApproveDeps): Promise<ShelfChange[]> {
  const files = deps.shelf.list();
  const look: Look = {
    files,
    paths: new Set(files.map(({ path }) => path)),
    seen: deps.operator.sightings(),
  };
  const changes: ShelfChange[] = [];
  // Approved files first: they are compared with the drafts as they were before this look.
  for (const file of files.filter(({ folder }) => folder === "approved"))
    changes.push(...(await lookAtApproved(deps, file, look)));
  for (const file of files.filter(({ folder }) => folder === "retired"))
    changes.push(...(await lookAtRetired(deps, file, look)));
  for (const file of files.filter(({ folder }) => folder === "drafts"))
    changes.push(...lookAtDraft(deps, file, look));
  return [...changes, ...(await forgetGone(deps, look))];
}

async function lookAtApproved(deps: ApproveDeps, file: ShelfFile, look: Look): Promise<ShelfChange[]> {
  const settled = look.seen.find((one) => one.path === file.path && one.sha256 === file.sha256);
  if (
    settled !== undefined &&
    file.unsafe.length === 0 &&
    deps.ledger.current(settled.id)?.digest === settled.digest
  )
    return [];
  const known = understandFile(deps, file);
  const { runbook } = known;
  if (runbook === null) return await notApproved(deps, file, stemOf(file.path), objectionsOf(known));
  const understood = { ...known, runbook };
  const current = deps.ledger.current(runbook.id);
  const twin = look.files.find(
    (one) => one.folder === "approved" && one.path !== file.path && idOf(one) === runbook.id,
  );
  if (
    twin !== undefined &&
    !(
      current?.digest === runbook.digest &&
      deps.operator.sightings().some((one) => one.path === file.path && one.digest === runbook.digest)
    )
  ) {
    return await notApproved(deps, file, runbook.id, [
      `duplicate-id: ${twin.path} has the id ${runbook.id} too`,
    ]);
  }
  const objections = objectionsOf(known);
  if (objections.length > 0) return await notApproved(deps, file, runbook.id, objections);
  if (current?.digest === runbook.digest) {
    // The ledger says yes: whatever an interruption left undone is done now.
    await settle(deps, understood, false);
    return [];
  }
  return await decide(deps, understood, look);
}

async function decide(deps: ApproveDeps, known: KnownRunbook, look: Look): Promise<ShelfChange[]> {
  const { runbook, file } = known;
  const draft = draftOf(runbook.id, runbook.digest, look);
  const judged = judgeMove(draft, runbook, draft !== null && look.paths.has(draft.path));
  const reason = judged.reason === "moved-guards-added" ? guardReason(known, draft) : judged.reason;
  if (judged.kind === "offered" || reason === "added-guard-changes") {
    if (deps.ledger.current(runbook.id) !== null) {
      await deps.graph.setRunbookStatus(runbook.id, "changed");
      // When it is put back as it was, that has to be seen.
      deps.operator.see(file.path, null);
    }
    const told = await offer(deps, known, reason);
    return told ? [{ kind: "offered", path: file.path, runbook: runbook.id, reason }] : [];
  }
  const fresh = pin(deps, known, { by: deps.user, how: "move", autonomy: false });
  await settle(deps, known, fresh);
  if (draft !== null) deps.operator.see(draft.path, null);
  return [{ kind: "approved", path: file.path, runbook: runbook.id, reason }];
}

/** The last sighting of the draft with this id: the one that left its place, and among those the one that is the same. */
function draftOf(id: string, digest: string, look: Look): Sighting | null {
  const drafts = look.seen.filter((one) => one.folder === "drafts" && one.id === id);
  const gone = drafts.filter((one) => !look.paths.has(one.path));
  return gone.find((one) => one.digest === digest) ?? gone[0] ?? drafts[0] ?? null;
}

/** A guard block runs before the yes and carries its variables on: an added one may only look at things. */
function guardReason(
  { runbook, judged }: KnownRunbook,
  draft: Sighting | null,
): MoveReason | "added-guard-changes" {
  const added = judged.filter(
    ({ step }) =>
      step.role === "guard" &&
      !guardTexts({ guards: [], steps: [step] }).every((text) => draft?.guards.includes(text)),
  );
  const looks = added.every(
    ({ verdicts }) =>
      verdicts.every(({ verdict }) => verdict === "allow") &&
      highestRisk(verdicts.map(({ risk }) => risk)) === "low",
  );
  return looks || runbook.steps.length === 0 ? "moved-guards-added" : "added-guard-changes";
}

async function notApproved(
  deps: ApproveDeps,
  file: ShelfFile,
  id: string,
  reasons: readonly string[],
): Promise<ShelfChange[]> {
  const told = await refuse(deps, file, id, reasons);
  return told ? [{ kind: "not-approved", path: file.path, runbook: id, reason: reasons[0] ?? "" }] : [];
}

/** A person moved an approved runbook out of use. */
async function lookAtRetired(deps: ApproveDeps, file: ShelfFile, look: Look): Promise<ShelfChange[]> {
  const runbook = file.unsafe.length === 0 ? parseRunbook(file).runbook : null;
  if (runbook === null || deps.ledger.current(runbook.id) === null) return [];
  if (look.files.some((one) => one.folder === "approved" && idOf(one) === runbook.id)) return [];
  const known = { ...understandFile(deps, file), runbook };
  deps.journal.append({
    actor: deps.user,
    type: "runbook.retired",
    subject: runbook.id,
    data: { path: file.path, digest: runbook.digest, reason: "moved" },
  });
  withdraw(deps, known, { by: deps.user, how: "move" });
  await deps.graph.setRunbookStatus(runbook.id, "retired");
  await withdrawOffers(deps, runbook.id);
  writeStatus(deps, file, { status: "retired" });
  return [{ kind: "retired", path: file.path, runbook: runbook.id, reason: "moved" }];
}

function lookAtDraft(deps: ApproveDeps, file: ShelfFile, look: Look): ShelfChange[] {
  const last = look.seen.find((one) => one.path === file.path);
  if (last?.sha256 === file.sha256 || file.unsafe.length > 0) return [];
  const { runbook } = parseRunbook(file);
  if (runbook === null) return [];
  deps.operator.see(file.path, sightingOf(file, runbook));
  rememberText(deps, file, runbook.id);
  return last === undefined
    ? [{ kind: "draft-seen", path: file.path, runbook: runbook.id, reason: "new" }]
    : [];
}

/** Approved files that went are not suggested any more. Drafts that went are remembered: they may appear in `approved/`. */
async function forgetGone(deps: ApproveDeps, look: Look): Promise<ShelfChange[]> {
  const changes: ShelfChange[] = [];
  for (const one of look.seen) {
    if (one.folder === "drafts" || look.paths.has(one.path)) continue;
    deps.operator.see(one.path, null);
    if (look.files.some((file) => file.folder !== "drafts" && idOf(file) === one.id)) continue;
    await deps.graph.setRunbookStatus(one.id, "gone");
    changes.push({ kind: "gone", path: one.path, runbook: one.id, reason: "not on the shelf" });
  }
  return changes;
}

const idOf = (file: ShelfFile): string => parseRunbook(file).runbook?.id ?? stemOf(file.path);
