import type { Runbook } from "../../base/model/runbook.ts";
import type { Sighting } from "../../base/ports/operator-store.ts";
import { guardTexts } from "./digest.ts";

export type MoveReason =
  /** Nothing that runs differs from the draft that was last seen. */
  | "moved-unchanged"
  /** Only guards were added. */
  | "moved-guards-added"
  | "changed-on-the-way"
  | "guard-removed"
  | "copied"
  | "never-a-draft";

export interface MoveJudgement {
  readonly kind: "approved" | "offered";
  readonly reason: MoveReason;
}

/**
 * Is a file that appeared in `approved/` the draft that a person moved there (CONTRACT "Approval by moving")?
 * `seen` is the last sighting of the draft with this id, null for a stranger; `draftStays`: a copy was made.
 */
export function judgeMove(
  seen: Sighting | null,
  appeared: Pick<Runbook, "digest" | "digestWithoutGuards" | "guards" | "steps">,
  draftStays: boolean,
): MoveJudgement {
  if (seen === null || seen.folder !== "drafts") return { kind: "offered", reason: "never-a-draft" };
  if (draftStays) return { kind: "offered", reason: "copied" };
  if (seen.digest === appeared.digest) return { kind: "approved", reason: "moved-unchanged" };
  if (seen.digestWithoutGuards !== appeared.digestWithoutGuards)
    return { kind: "offered", reason: "changed-on-the-way" };
  const now = guardTexts(appeared);
  for (const guard of seen.guards) {
    const at = now.indexOf(guard);
    if (at < 0) return { kind: "offered", reason: "guard-removed" };
    now.splice(at, 1);
  }
  return { kind: "approved", reason: "moved-guards-added" };
}
