import type { Runbook } from "../base/model/runbook.ts";
import type { ShelfFile } from "../base/ports/shelf.ts";
import type { ApproveDeps } from "./approve-deps.ts";

/** The texts that lead to a runbook. */
export const causes = (runbook: Runbook): string[] => [...runbook.symptoms, ...runbook.alerts];

/** Keeps what was approved, for the next approval's diff and links. */
export function rememberApproved(
  deps: Pick<ApproveDeps, "operator" | "redactor">,
  file: ShelfFile,
  runbook: Runbook,
): void {
  deps.operator.savePosition(
    approvedTextKey(runbook.id),
    JSON.stringify({
      digest: runbook.digest,
      symptoms: causes(runbook).map((text) => deps.redactor.text(text).text),
      text: deps.redactor.text(file.text).text,
    }),
  );
}

const approvedTextKey = (id: string): string => `approved:${id}`;

const draftTextKey = (id: string): string => `draft-text:${id}`;
/** A longer draft is offered without the difference. */
const longestKept = 262_144;

/** The text of a draft as it was last seen, without its secrets: what a file in `approved/` is compared with. */
export function rememberText(
  deps: Pick<ApproveDeps, "operator" | "redactor">,
  file: ShelfFile,
  id: string,
): void {
  if (file.text.length > longestKept) return;
  deps.operator.savePosition(draftTextKey(id), deps.redactor.text(file.text).text);
}

/** What a person last had before them of this runbook: the text approved last, else that of the draft. */
export const textBefore = (deps: Pick<ApproveDeps, "operator">, id: string): string | null =>
  approvedBefore(deps, id)?.text ?? deps.operator.position(draftTextKey(id));

interface ApprovedText {
  readonly digest: string;
  readonly symptoms: readonly string[];
  readonly text: string;
}

/** The text that was approved last, kept in the operator's memory for the diff; null when that memory was deleted. */
export function approvedBefore(deps: Pick<ApproveDeps, "operator">, id: string): ApprovedText | null {
  const kept = deps.operator.position(approvedTextKey(id));
  return kept === null ? null : readKept(kept);
}

function readKept(kept: string): ApprovedText | null {
  const value: unknown = JSON.parse(kept);
  if (typeof value !== "object" || value === null || !("text" in value) || !("digest" in value)) return null;
  const symptoms = "symptoms" in value && Array.isArray(value.symptoms) ? value.symptoms.map(String) : [];
  return { digest: String(value.digest), text: String(value.text), symptoms };
}
