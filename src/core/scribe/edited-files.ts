import { unifiedDiff } from "../../base/kernel/unified-diff.ts";
import { visible } from "../../base/kernel/visible.ts";
import type { Bundle } from "../../base/model/draft.ts";
import { type Attempt, changesOf, drop, isKept } from "./attempt.ts";
import { redactionMark } from "./carried.ts";
import type { Effect } from "./effect.ts";
import { namesFile } from "./paths.ts";

/** A file that was changed in an editor, as the step that makes the same change again. */
export interface PatchStep {
  /** The last edit; the step stands in its place. */
  readonly attempt: Attempt;
  /** The other edits of the same file, whose changes are in it. */
  readonly merged: readonly Attempt[];
  readonly path: string;
  readonly command: string;
  readonly reverse: string;
}

/**
 * One patch per file that was edited by hand and whose text is known before and after; the other edits of that file are
 * in it. A diff that held a secret is no patch: the secret is not known here.
 */
export function patchSteps(attempts: readonly Attempt[], files: Bundle["files"]): PatchStep[] {
  return Object.entries(files).flatMap(([path, { before, after }]) => {
    const isOfFile = ({ target }: Effect): boolean => namesFile(targetPath(target) ?? "", path);
    const edits = attempts.filter((attempt) => isKept(attempt) && changesOf(attempt).some(isOfFile));
    const last = edits.findLast((attempt) => changesOf(attempt).some(({ nature }) => nature === "edit"));
    const diff = before === null || after === null ? null : unifiedDiff(path, before, after);
    if (!last || diff === null || diff === "too-different" || !isPlainPatch(diff)) return [];
    const merged = edits.filter((edit) => edit !== last);
    for (const edit of merged) drop(edit, "superseded", `its change is in the patch of ${path}`);
    const sudo = /^\s*(sudo|doas)\b|\bsudoedit\b/.test(last.reading.command) ? "sudo " : "";
    const typed = changesOf(last)
      .map(({ target }) => targetPath(target) ?? "")
      .find((target) => target.startsWith("$"));
    return [
      { attempt: last, merged, path, ...patchCommands(diff, typed ? `"${typed}"` : quoted(path), sudo) },
    ];
  });
}

const isPlainPatch = (diff: string): boolean =>
  diff.length <= 60_000 && !redactionMark.test(diff) && visible(diff, { keep: "lines" }) === diff;

const targetPath = (target: string): string | null =>
  /^(?:file|line|content):([^:]*)/.exec(target)?.[1] ?? null;

function patchCommands(diff: string, target: string, sudo: string): { command: string; reverse: string } {
  let word = "REIFIER_PATCH";
  while (diff.split("\n").includes(word)) word += "_";
  const apply = (flags: string): string =>
    `${sudo}patch ${flags}--forward --silent ${target} <<'${word}'\n${diff}${word}`;
  const undo = (flags: string): string =>
    `${sudo}patch ${flags}--reverse --force --silent ${target} <<'${word}'\n${diff}${word}`;
  return {
    command: `${apply("--dry-run ")}\n${apply("")}`,
    reverse: `${undo("--dry-run ")}\n${undo("")}`,
  };
}

/** A word as bash reads it back, quoted only where it must be. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;

/** Edits whose change is not known: the step cannot run as it is, and the draft says so. */
export const editsWithoutDiff = (fix: readonly Attempt[], patches: readonly PatchStep[]): Attempt[] =>
  fix.filter(
    (attempt) =>
      changesOf(attempt).some(({ nature }) => nature === "edit") &&
      !patches.some((patch) => patch.attempt === attempt),
  );
