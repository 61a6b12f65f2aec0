import type { Session } from "../base/model/session.ts";
import type { KeptEdit, KeptStore } from "../base/ports/kept-store.ts";
import type { ShadowCopies } from "../base/ports/shadow-copies.ts";

type Texts = Readonly<Record<string, { before: string | null; after: string | null }>>;

interface Captured {
  readonly kept: KeptStore;
  readonly shadow: ShadowCopies;
}

/**
 * The files that the commands of a session changed, as they were before the first change and after the last one, raw. A
 * file whose first change was not seen, or whose copies are gone, is left out.
 */
export function capturedFiles({ kept, shadow }: Captured, session: Session): Texts {
  const all = kept.ofSession(session.id);
  const edits = new Map<string, KeptEdit[]>();
  for (const { id } of session.records)
    for (const edit of all.get(id)?.edits ?? [])
      edits.set(edit.path, [...(edits.get(edit.path) ?? []), edit]);
  const texts: Record<string, { before: string | null; after: string | null }> = {};
  for (const [path, changes] of edits) {
    const before = textOf(shadow, changes[0]?.beforeCopy ?? null);
    const after = textOf(shadow, changes.at(-1)?.afterCopy ?? null);
    if (path.startsWith("/") && before !== undefined && after !== undefined) texts[path] = { before, after };
  }
  return texts;
}

/** undefined: not known (any more); null: there was no such file. */
function textOf(shadow: ShadowCopies, name: string | null): string | null | undefined {
  const copy = name === null ? null : shadow.open(name);
  if (copy === null) return undefined;
  return copy === "absent" ? null : copy.text;
}
