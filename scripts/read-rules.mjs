import { createHash } from "node:crypto";
import { LineCounter, parseDocument } from "yaml";

/** The shipped rules as values: reading their YAML anew takes each command longer than all the rest of its work. */
export function readRules(text) {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
  if (document.errors.length > 0) throw document.errors[0];
  const linesOf = (list) =>
    (document.get(list)?.items ?? []).map(({ range }) => counter.linePos(range[0]).line);
  return {
    sha256: createHash("sha256").update(text).digest("hex"),
    understood: { parsed: document.toJS(), lines: { rules: linesOf("rules"), off: linesOf("off") } },
  };
}
