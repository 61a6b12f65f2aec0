import { allMatches } from "./all-matches.ts";
import { isStandIn } from "./judge-value.ts";
import { kindOf } from "./key-values.ts";
import type { Found } from "./mask.ts";
import { nameStrength } from "./secret-name.ts";
import { valueAt } from "./value-span.ts";

const insert =
  /\b(?:insert|replace)\s{1,4}(?:ignore\s{1,4})?into\s{1,4}[\w.`"\\[\]]{1,120}\s{0,4}\(([^()]{1,600})\)\s{0,4}values\s{0,4}\(/gi;
const mostColumns = 40;

/** `INSERT INTO users (name, password) VALUES ('bob', '…')`: the columns say which value is the secret. */
export function findInsertedSecrets(text: string): readonly Found[] {
  return allMatches(text, insert).flatMap((hit) => {
    const columns = (hit[1] ?? "").split(",", mostColumns).map((name) => name.replace(/[\s`"'\\[\]]/g, ""));
    return columns.some((name) => nameStrength(name) === "strong")
      ? ofRow(text, hit.index + hit[0].length, columns)
      : [];
  });
}

function ofRow(text: string, from: number, columns: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  let at = from;
  for (const name of columns) {
    at += /^\s{0,4}/.exec(text.slice(at, at + 4))?.[0].length ?? 0;
    const { start, end, quoted } = valueAt(text, at);
    if (quoted && nameStrength(name) === "strong" && !isStandIn(text.slice(start, end)))
      found.push({ start, end, kind: kindOf(name) });
    const comma = /^[^,()]{0,80},/.exec(text.slice(end, end + 81));
    if (comma === null) break;
    at = end + comma[0].length;
  }
  return found;
}
