import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { Splice } from "../../base/model/runbook.ts";

/** The text with these spans replaced. Spans are of the original text and may not overlap. */
export function spliced(text: string, changes: readonly Splice[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: put } of changes.toSorted((a, b) => a.span[0] - b.span[0])) {
    const [from, to] = span;
    if (from < at || to < from || to > text.length) throw misplaced();
    result += text.slice(at, from) + put;
    at = to;
  }
  return result + text.slice(at);
}

const misplaced = (): ReifierError =>
  new ReifierError({
    code: "SPLICE_REFUSED",
    message: "the changes overlap, or are not in the file",
    hint: "edit the file by hand",
    exitCode: exitCode.no,
  });
