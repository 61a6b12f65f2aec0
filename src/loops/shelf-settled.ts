import type { ApprovalLedger } from "../base/ports/approvals.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";

/**
 * Is the shelf as it was when it was last reconciled, so that reconciling it would do nothing? Asked by bytes and by the
 * ledger alone: what understands runbooks takes longer to load than everything else that a short command does.
 */
export function isShelfSettled(
  shelf: Pick<RunbookShelf, "list">,
  operator: Pick<OperatorStore, "sightings">,
  ledger: Pick<ApprovalLedger, "current" | "all">,
): boolean {
  const files = shelf.list();
  const paths = new Set(files.map(({ path }) => path));
  const seen = operator.sightings();
  if (seen.some(({ folder, path }) => folder !== "drafts" && !paths.has(path))) return false;
  const approved = new Set<string>();
  for (const { folder, path, sha256, unsafe } of files) {
    if (folder === "retired") continue;
    const last = seen.find((one) => one.path === path);
    if (last?.sha256 !== sha256 || unsafe.length > 0) return false;
    if (folder === "approved" && ledger.current(last.id)?.digest !== last.digest) return false;
    if (folder === "approved") approved.add(last.id);
  }
  // A file in retired/ takes an approval back that no file in approved/ has.
  return (
    !files.some(({ folder }) => folder === "retired") ||
    ledger.all().every(({ runbook }) => approved.has(runbook) || ledger.current(runbook) === null)
  );
}
