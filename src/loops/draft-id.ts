import { createHash } from "node:crypto";
import { parseRunbook } from "../core/runbook/parse.ts";
import { applySplices, setFrontmatter } from "../core/runbook/splice.ts";
import type { DraftDeps } from "./draft-deps.ts";

/** A draft's text, and the number that its id and its file carry: 1 for none. */
export interface NumberedDraft {
  readonly text: string;
  readonly sha256: string;
  readonly number: number;
}

const most = 10_000;

/**
 * The draft under an id that nothing else on the shelf has: `-2`, `-3` … where the scribe's own is taken, such as by the
 * runbook that was approved from the same session. `own`: the file that this text would replace.
 */
export function underFreeId(
  { shelf }: Pick<DraftDeps, "shelf">,
  text: string,
  own: string | null,
): NumberedDraft {
  const others = shelf.list().filter(({ path }) => path !== own);
  const taken = new Set(others.flatMap((file) => parseRunbook(file).runbook?.id ?? []));
  const drafts = new Set(others.flatMap(({ folder, sha256 }) => (folder === "drafts" ? [sha256] : [])));
  const id = parseRunbook({ path: "draft.md", text }).runbook?.id ?? "draft";
  for (let number = 1; number <= most; number += 1) {
    const numbered = number === 1 ? text : withId(text, `${id}-${number}`);
    const sha256 = createHash("sha256").update(numbered).digest("hex");
    // The same bytes are this very draft, written before a crash.
    const isFree = !taken.has(number === 1 ? id : `${id}-${number}`) || drafts.has(sha256);
    if (isFree) return { text: numbered, sha256, number };
  }
  throw new Error(`no free id for ${id}`);
}

const withId = (text: string, id: string): string => applySplices(text, setFrontmatter(text, "id", id));
