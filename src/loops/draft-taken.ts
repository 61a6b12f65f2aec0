import { createHash } from "node:crypto";
import type { DraftResult } from "../base/model/draft.ts";
import type { DraftDeps } from "./draft-deps.ts";

/** What is remembered of a written draft: where it is, its bytes and its fix, each as a hash. */
export interface WrittenDraft {
  readonly path: string;
  readonly sha256: string;
  readonly fix: string;
}

const keyOf = (session: string): string => `draft:${session}`;

/** The draft that was last written for a session; null for none. */
export function writtenDraft(deps: Pick<DraftDeps, "operator">, session: string): WrittenDraft | null {
  const [path = "", sha256 = "", fix = ""] = (deps.operator.position(keyOf(session)) ?? "").split("\n");
  return path === "" ? null : { path, sha256, fix };
}

export const rememberDraft = (
  deps: Pick<DraftDeps, "operator">,
  session: string,
  draft: WrittenDraft,
): void => deps.operator.savePosition(keyOf(session), `${draft.path}\n${draft.sha256}\n${draft.fix}`);

/** Tells whether two drafts of a session mend the same way, whatever was looked at besides. */
export function fixHash({ steps }: Pick<DraftResult, "steps">): string {
  const fix = steps.filter(({ role }) => role === "fix").map(({ command, cwd }) => [command, cwd]);
  return createHash("sha256").update(JSON.stringify(fix)).digest("hex");
}

/**
 * Where the session's draft was, when a person has edited, moved or deleted it and the fix has not changed since: a
 * second one would only lie beside it. Null when there is something to write.
 */
export function takenOver(
  deps: Pick<DraftDeps, "operator" | "shelf">,
  session: string,
  result: Pick<DraftResult, "steps">,
): string | null {
  const before = writtenDraft(deps, session);
  if (before === null || before.fix !== fixHash(result)) return null;
  return deps.shelf.read(before.path)?.sha256 === before.sha256 ? null : before.path;
}
