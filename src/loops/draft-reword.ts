import type { DraftResult } from "../base/model/draft.ts";
import type { Narration, NarrationRequest } from "../base/ports/narrator.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import { parseRunbook } from "../core/runbook/parse.ts";
import { narrationRequest, violationOf, type Wording } from "../core/scribe/narration.ts";
import type { DraftDeps } from "./draft-deps.ts";

/** Drafts the same session again, with other words around the same commands. */
export type Redraft = (wording: Wording) => DraftResult;

export interface Reworded {
  readonly result: DraftResult;
  readonly wording: Wording;
}

/**
 * A draft in the narrator's words, or as it was with the reason why not. Whatever the answer is, what would run is the
 * same to the byte: the digest of both texts says so. null where the settings name no narrator.
 */
export async function reword(
  deps: DraftDeps,
  { result, logs, redraft }: { result: DraftResult; logs: readonly string[]; redraft: Redraft },
  signal?: AbortSignal,
): Promise<Reworded | null> {
  if (deps.narrator === null) return null;
  const request = clean(deps.redactor, narrationRequest(result, logs));
  const narrated = await deps.narrator.narrate(request, signal);
  const wording = narrated.kind === "silent" ? offline(narrated.reason) : judged(narrated.words, request);
  const worded = redraft(wording);
  if (wording.kind === "words" && !isSameRun(result, worded))
    return { result: redraft(offline("changed-what-runs")), wording: offline("changed-what-runs") };
  return { result: worded, wording };
}

const offline = (reason: Extract<Wording, { kind: "offline" }>["reason"]): Wording => ({
  kind: "offline",
  reason,
});

function judged(words: Narration, request: NarrationRequest): Wording {
  const violation = violationOf(words, request);
  return violation === null ? { kind: "words", words } : offline(violation);
}

/** The records were cleaned when they came in; what leaves this host is cleaned once more. */
const clean = (redactor: Redactor, request: NarrationRequest): NarrationRequest => ({
  title: redactor.text(request.title).text,
  symptom: request.symptom === null ? null : redactor.text(request.symptom).text,
  steps: request.steps.map((step) => ({ ...step, command: redactor.command(step.command).text })),
  logs: request.logs.map((line) => redactor.text(line).text),
});

function isSameRun(a: DraftResult, b: DraftResult): boolean {
  const [before, after] = [a, b].map((one) => parseRunbook({ path: "draft.md", text: one.draft }).runbook);
  return before !== null && after !== null && before?.digest === after?.digest;
}

/** One line for people; null where there is nothing to say. */
export const wordingNotice = ({ wording }: Reworded): string | null =>
  wording.kind === "words" ? null : `the narrator gave no usable answer (${wording.reason}): worded offline`;
