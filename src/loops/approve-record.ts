import { createHash } from "node:crypto";
import { isoTime } from "../base/kernel/clock.ts";
import { ReifierError } from "../base/kernel/errors.ts";
import { newShortId } from "../base/kernel/ids.ts";
import { oneLine } from "../base/kernel/visible.ts";
import type { ErrorPattern } from "../base/model/pattern.ts";
import type { Approval, Runbook } from "../base/model/runbook.ts";
import type { Sighting } from "../base/ports/operator-store.ts";
import type { ShelfFile } from "../base/ports/shelf.ts";
import { guardTexts } from "../core/runbook/digest.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import { setFrontmatterKeys } from "../core/runbook/splice.ts";
import type { ApproveDeps, KnownRunbook } from "./approve-deps.ts";
import { approvedBefore, causes, rememberApproved } from "./approve-text.ts";

const lockWaitMs = 10_000;

/** What a file looks like now, to recognise it when it moves. */
export const sightingOf = (file: ShelfFile, runbook: Runbook): Sighting => ({
  path: file.path,
  folder: file.folder,
  id: runbook.id,
  digest: runbook.digest,
  digestWithoutGuards: runbook.digestWithoutGuards,
  guards: guardTexts(runbook),
  sha256: file.sha256,
});

/**
 * Pins a digest. The line of the ledger is the authority: before it nothing counts, after it the rest (graph, file,
 * notice) is made up for by the next look at the shelf. False when another process was first.
 */
export function pin(
  deps: ApproveDeps,
  known: KnownRunbook,
  approval: Omit<Approval, "runbook" | "digest" | "title" | "at" | "act">,
): boolean {
  const { runbook, file } = known;
  return deps.locks.within("shelf", lockWaitMs, () => {
    const current = deps.ledger.current(runbook.id);
    if (current?.digest === runbook.digest && current.autonomy === approval.autonomy) return false;
    deps.journal.append({
      actor: approval.by,
      type: "runbook.approved",
      subject: runbook.id,
      data: {
        path: file.path,
        digest: runbook.digest,
        replaces: current?.digest ?? null,
        ...approval,
        ...graphFacts(deps, runbook),
      },
    });
    deps.ledger.add({
      runbook: runbook.id,
      digest: runbook.digest,
      title: deps.redactor.text(runbook.title).text,
      at: isoTime(deps.clock.now()),
      act: "approve",
      ...approval,
    });
    return true;
  });
}

/** What the graph learns from an approval: the audit keeps it, so that the graph can be made again without the file. */
export const graphFacts = (deps: Pick<ApproveDeps, "redactor" | "learn">, runbook: Runbook) => ({
  title: deps.redactor.text(runbook.title).text,
  commands: runbook.steps.map((step) => ({ text: deps.redactor.command(step.code).text, role: step.role })),
  patterns: patternsOf(deps, causes(runbook)),
});

/**
 * Everything that follows from a line of the ledger; doing it twice changes nothing more. Returns the ids of the
 * patterns that lead to the runbook. `fresh`: the approval was made now, so people are told.
 */
export async function settle(deps: ApproveDeps, known: KnownRunbook, fresh: boolean): Promise<string[]> {
  const { runbook, file } = known;
  const approval = deps.ledger.current(runbook.id);
  const { patterns, ...facts } = graphFacts(deps, runbook);
  await deps.graph.saveRunbook({
    id: runbook.id,
    ...facts,
    path: file.path,
    status: "approved",
    digest: runbook.digest,
    approvedBy: approval?.by ?? null,
    approvedAt: approval?.at ?? null,
  });
  const links = await link(deps, runbook.id, patterns);
  const written =
    approval === null
      ? file
      : writeStatus(deps, file, {
          status: "approved",
          approvedBy: approval.by,
          approvedAt: approval.at,
          digest: runbook.digest,
        });
  rememberApproved(deps, file, runbook);
  await closeOffers(deps, runbook.id);
  // Last: a file that was seen as approved is passed over by the next look.
  deps.operator.see(written.path, sightingOf(written, runbook));
  if (fresh) await announce(deps, known, links[0] ?? null);
  return links;
}

const patternsOf = (
  deps: Pick<ApproveDeps, "redactor" | "learn">,
  texts: readonly string[],
): ErrorPattern[] =>
  texts.filter((text) => text.trim() !== "").map((text) => deps.learn(deps.redactor.text(text).text));

/** Symptoms and alerts lead to the runbook; those that the approved text before had, and this one has not, do not any more. */
async function link(deps: ApproveDeps, id: string, now: readonly ErrorPattern[]): Promise<string[]> {
  for (const stale of patternsOf(deps, approvedBefore(deps, id)?.symptoms ?? [])) {
    if (!now.some((pattern) => pattern.id === stale.id)) await deps.graph.unlink(stale.id, id);
  }
  for (const pattern of now) {
    await deps.graph.recordPattern(pattern);
    await deps.graph.link(pattern.id, id);
  }
  return [...new Set(now.map((pattern) => pattern.id))];
}

/** Writes status fields into the file. A file that a person is changing, or whose front matter is odd, stays as it is. */
export function writeStatus(
  deps: ApproveDeps,
  file: ShelfFile,
  values: Readonly<Record<string, string>>,
): ShelfFile {
  try {
    const changes = setFrontmatterKeys(file.text, values);
    if (changes.length === 0) return file;
    return deps.shelf.splice(file.path, file.sha256, changes);
  } catch (error) {
    // The ledger says what is approved; these lines are for people.
    if (error instanceof ReifierError) return file;
    throw error;
  }
}

async function closeOffers(deps: ApproveDeps, id: string): Promise<void> {
  for (const suggestion of deps.operator.suggestions("open")) {
    if (suggestion.kind !== "approve" || suggestion.runbook !== id) continue;
    deps.operator.answer(suggestion.id, "answered");
    await deps.notifier.clear(suggestion.id);
  }
}

const cleanTitle = ({ redactor }: ApproveDeps, { title }: Runbook): string =>
  oneLine(redactor.text(title).text, 120);

async function announce(
  deps: ApproveDeps,
  { runbook, risk }: KnownRunbook,
  pattern: string | null,
): Promise<void> {
  const title = cleanTitle(deps, runbook);
  if (deps.onApprove === "register") {
    await deps.notifier.tell({ kind: "approval", id: runbook.id, title, text: `'${title}' is approved` });
    return;
  }
  const opened = open(deps, {
    kind: "run",
    runbook: runbook.id,
    title,
    pattern,
    risk,
    line: null,
  });
  await deps.notifier.tell({
    kind: "suggestion",
    id: opened,
    title,
    text: `Run '${oneLine(title, 60)}' now? reifier confirm ${opened}`,
  });
}

interface Offer {
  readonly kind: "run" | "approve";
  readonly runbook: string;
  readonly title: string;
  readonly pattern: string | null;
  readonly line: string | null;
  readonly risk: "low" | "medium" | "high";
}

function open(deps: ApproveDeps, offer: Offer): string {
  const now = deps.clock.now();
  const suggestion = {
    id: newShortId("g"),
    ...offer,
    count: 1,
    values: {},
    guards: [],
    createdAt: isoTime(now),
    expiresAt: isoTime(now + deps.suggestionTtlSeconds * 1000),
  };
  return deps.operator.openSuggestion(suggestion, deps.host).id;
}

/** Offers a file for approval, once for each state of the file. */
export async function offer(
  deps: ApproveDeps,
  { runbook, file, risk }: KnownRunbook,
  reason: string,
): Promise<boolean> {
  if (!changed(deps, `offered:${file.path}`, `${reason}\n${file.sha256}`)) return false;
  const title = cleanTitle(deps, runbook);
  const id = open(deps, {
    kind: "approve",
    runbook: runbook.id,
    title,
    pattern: null,
    risk,
    line: reason,
  });
  deps.journal.append({
    actor: "daemon",
    type: "runbook.offered",
    subject: runbook.id,
    data: { path: file.path, digest: runbook.digest, reason, suggestion: id },
  });
  await deps.notifier.tell({
    kind: "suggestion",
    id,
    title,
    text: `Approve '${oneLine(title, 40)}'? reifier approve ${oneLine(runbook.id, 50)}`,
  });
  return true;
}

/** Says once for each state of a file why it is not approved. */
export async function refuse(
  deps: ApproveDeps,
  file: ShelfFile,
  id: string,
  reasons: readonly string[],
): Promise<boolean> {
  if (!changed(deps, `refused:${file.path}`, `${reasons.join("\n")}\n${file.sha256}`)) return false;
  deps.journal.append({
    actor: "daemon",
    type: "runbook.not-approved",
    subject: id,
    data: { path: file.path, reasons: reasons.slice(0, 20) },
  });
  const name = oneLine(file.path, 120);
  await deps.notifier.tell({
    kind: "approval",
    id,
    title: name,
    text: `${name} is not approved: ${oneLine(reasons[0] ?? "", 160)}`,
  });
  return true;
}

function changed(deps: ApproveDeps, key: string, state: string): boolean {
  const hash = createHash("sha256").update(state).digest("hex");
  if (deps.operator.position(key) === hash) return false;
  deps.operator.savePosition(key, hash);
  return true;
}

/** The same file after a move: its bytes are the same, and so is what was understood of it unless the name was its id. */
export function moved(deps: ApproveDeps, known: KnownRunbook, to: ShelfFile["folder"]): KnownRunbook | null {
  const path = deps.shelf.move(known.file.path, to);
  const file = deps.shelf.read(path);
  if (file === null) return null;
  const runbook = parseRunbook(file).runbook;
  return runbook === null ? null : { ...known, file, runbook };
}
