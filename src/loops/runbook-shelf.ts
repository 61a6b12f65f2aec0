import { usageError } from "../base/kernel/errors.ts";
import { nearestName } from "../base/kernel/nearest.ts";
import type { Runbook, RunbookRow, RunbookStatus } from "../base/model/runbook.ts";
import { highestRisk } from "../base/model/scalars.ts";
import type { ShelfFile, ShelfFolder } from "../base/ports/shelf.ts";
import { lintAndJudge } from "../core/runbook/lint.ts";
import { parseRunbook, stemOf } from "../core/runbook/parse.ts";
import { stepRisk } from "../core/runbook/plan.ts";
import { confidenceOf } from "../core/trust/confidence.ts";
import { outcomeOf } from "../core/trust/outcomes.ts";
import type { ApproveDeps, KnownRunbook, ShelfRunbook } from "./approve-deps.ts";
import type { ApprovedRunbook } from "./operate.ts";

/** Reads a file as a runbook: parsed, linted, every command judged. Its bytes are not read again. */
export function understandFile(
  deps: Pick<ApproveDeps, "judge" | "syntax" | "blocking">,
  file: ShelfFile,
): ShelfRunbook {
  const { runbook, problems, judged } = lintAndJudge(file, deps);
  const risk = highestRisk(judged.map(({ step, verdicts }) => stepRisk(step, verdicts)));
  return { file, runbook, problems, judged, risk };
}

interface Objectionable extends Pick<ShelfRunbook, "problems"> {
  readonly file: Pick<ShelfFile, "unsafe">;
}

/** What keeps a file from being approved or run whatever the ledger says; empty when nothing does. */
export const objectionsOf = ({ file, problems }: Objectionable): string[] => [
  ...file.unsafe.map((why) => `unsafe-file: ${why}`),
  ...problems
    .filter(({ severity }) => severity === "error")
    .map(({ rule, line, message }) => `${rule}: line ${line}: ${message}`),
];

export interface FoundRunbook extends KnownRunbook {
  readonly objections: readonly string[];
  readonly status: RunbookStatus;
}

/**
 * The runbook with this frontmatter id, file name or path. An approved one goes before a draft, and that before a
 * retired one. Throws a usage error (exit 2) that names the nearest id, or the files among which it cannot choose.
 */
export function findRunbook(deps: ApproveDeps, idOrPath: string): FoundRunbook {
  const found = understandFile(deps, findFile(deps, idOrPath));
  const { runbook, file } = found;
  if (runbook === null) {
    const [problem] = objectionsOf(found);
    throw usageError(
      `${file.path} cannot be understood: ${problem ?? "unknown"}`,
      `look at it: reifier lint ${file.path}`,
    );
  }
  return { ...found, runbook, objections: objectionsOf(found), status: statusOf(deps, file, runbook) };
}

const folderOrder: readonly ShelfFolder[] = ["approved", "drafts", "retired"];

/** The file of that name, also one that cannot be understood. Throws like `findRunbook` where there is none. */
export function findFile(deps: ApproveDeps, wanted: string): ShelfFile {
  const direct = deps.shelf.read(wanted) ?? deps.shelf.read(shelfPath(wanted));
  if (direct !== null) return direct;
  const files = deps.shelf.list();
  const ids = new Map(files.map((file) => [file, idOf(file)]));
  for (const matches of [
    (file: ShelfFile) => ids.get(file) === wanted,
    (file: ShelfFile) => stemOf(file.path) === stemOf(wanted),
  ]) {
    for (const folder of folderOrder) {
      const [first, second] = files.filter((file) => file.folder === folder && matches(file));
      if (second !== undefined) throw ambiguous(wanted, [first?.path ?? "", second.path]);
      if (first !== undefined) return first;
    }
  }
  const close = nearestName(wanted, [...ids.values()]);
  throw usageError(
    `no runbook has the id or name ${wanted}`,
    close === null ? "list them: reifier runbooks" : `did you mean ${close}? list them: reifier runbooks`,
  );
}

/** A path from anywhere above the shelf: `workspace/runbooks/drafts/x.md`. */
const shelfPath = (path: string): string =>
  /(?:^|\/)(runbooks\/(?:drafts|approved|retired)\/[^/]+)$/.exec(path.startsWith("/") ? "" : path)?.[1] ??
  path;

const idOf = (file: ShelfFile): string => parseRunbook(file).runbook?.id ?? stemOf(file.path);

const ambiguous = (wanted: string, paths: readonly string[]) =>
  usageError(
    `${wanted} is the id of ${paths.join(" and of ")}`,
    "name one of them by its path, and give the other another id",
  );

/** What a file is: the folder and the ledger say so, never the file. */
export function statusOf(
  deps: Pick<ApproveDeps, "ledger">,
  file: ShelfFile,
  runbook: Runbook | null,
): RunbookStatus {
  if (file.folder === "retired") return "retired";
  if (file.folder === "drafts") return "draft";
  const approval = deps.ledger.current(runbook?.id ?? stemOf(file.path));
  if (approval === null) return "draft";
  return approval.digest === runbook?.digest && file.unsafe.length === 0 ? "approved" : "changed";
}

/** A line of `reifier runbooks` for every file of the shelf. */
export async function listRunbooks(deps: ApproveDeps): Promise<RunbookRow[]> {
  const rows: RunbookRow[] = [];
  for (const file of deps.shelf.list()) rows.push(await rowOf(deps, understandFile(deps, file)));
  return rows;
}

async function rowOf(deps: ApproveDeps, known: ShelfRunbook): Promise<RunbookRow> {
  const { file, runbook, risk } = known;
  const id = runbook?.id ?? stemOf(file.path);
  const status = statusOf(deps, file, runbook);
  const all = await deps.graph.runStats(id);
  const outcomes = deps.operator
    .lastRuns(id, countedRuns)
    .filter(({ digest }) => digest === runbook?.digest)
    .map(outcomeOf);
  const mayBeAlone =
    status === "approved" && runbook?.autonomy === "auto" && deps.ledger.current(id)?.autonomy === true;
  return {
    id,
    title: runbook?.title ?? id,
    status,
    path: file.path,
    risk,
    patterns: await deps.graph.patternsOf(id),
    runs: all.runs,
    verified: all.verified,
    confidence: confidenceOf(outcomes),
    autonomy: mayBeAlone ? "auto" : "confirm",
    lastRunAt: all.lastRunAt,
    lastResult: all.lastResult,
    problems: [...unapprovedReason(file, status), ...objectionsOf(known)],
  };
}

/** Older runs would not move the bound any more: 1,000 clean ones give 0.997. */
const countedRuns = 1_000;

const unapprovedReason = (file: ShelfFile, status: RunbookStatus): string[] =>
  file.folder === "approved" && status !== "approved"
    ? [
        status === "changed"
          ? "changed-since-approval: approve it again"
          : "not-approved: nobody approved this file",
      ]
    : [];

/** The runbooks that may be suggested: approved, unchanged, without a blocking problem. By id. */
export function approvedRunbooks(deps: ApproveDeps): ReadonlyMap<string, ApprovedRunbook> {
  const approved = new Map<string, ApprovedRunbook>();
  for (const file of deps.shelf.list("approved")) {
    const known = understandFile(deps, file);
    const { runbook, risk, judged } = known;
    if (runbook === null || statusOf(deps, file, runbook) !== "approved" || objectionsOf(known).length > 0)
      continue;
    const verdicts = judged.flatMap((step) => step.verdicts.map(({ verdict }) => verdict));
    // What is suggested is kept and told.
    const title = deps.redactor.text(runbook.title).text;
    approved.set(runbook.id, { runbook: { ...runbook, title }, risk, verdicts });
  }
  return approved;
}
