import { allMatches } from "./all-matches.ts";
import { isStandIn, looksRandom } from "./judge-value.ts";
import { kindOf } from "./key-values.ts";
import type { Found } from "./mask.ts";
import { type NameStrength, nameStrength } from "./secret-name.ts";
import { valueAt } from "./value-span.ts";

const element =
  /<([A-Za-z][\w.:-]{1,80})(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?\s{0,40}([^<>\s][^<>]{0,2000}?)\s{0,40}(?:\]\]>)?<\//g;
const named =
  /["']?\b(?:name|key|parameter_?key|id|property|variable)["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?([\w.:-]{2,80})\\{0,3}["']?\s{0,4}[,;]?\s{1,80}?(?:-\s)?\\{0,3}["']?(?:value|content|parameter_?value)\\{0,3}["']?\s{0,4}[:=]\s{0,4}/gi;
const namedTight =
  /["']?(?:name|key|parameter_?key)\\{0,3}["']\s{0,4}[:=]\s{0,4}\\{0,3}["']([\w.:-]{2,80})\\{0,3}["']\s{0,4},\s{0,80}\\{0,3}["'](?:value|parameter_?value)\\{0,3}["']\s{0,4}[:=]\s{0,4}/gi;
const namedElement =
  /<[\w.:-]{1,40}\s[^<>]{0,120}?\b(?:name|key|id)=["']([\w.:-]{2,80})["'][^<>]{0,80}>\s{0,40}([^<>\s][^<>]{0,2000}?)\s{0,40}<\//g;
const fallback = /\$\{(\w{2,80}):?[-=]([^}\s]{3,400})\}/g;

/** A secret whose name stands elsewhere than before a sign: XML elements, `name: X` with `value: Y`, `${NAME:-value}`. */
export function findMarkupSecrets(text: string): readonly Found[] {
  return [
    ...[...allMatches(text, element), ...allMatches(text, namedElement)].flatMap((hit) => {
      const value = hit[2] ?? "";
      const start = hit.index + hit[0].lastIndexOf(value);
      return believed(hit[1] ?? "", value)
        ? [{ start, end: start + value.length, kind: kindOf(hit[1] ?? "") }]
        : [];
    }),
    ...[...allMatches(text, named), ...allMatches(text, namedTight)].flatMap((hit) => {
      const { start, end } = valueAt(text, hit.index + hit[0].length);
      return believed(hit[1] ?? "", text.slice(start, end))
        ? [{ start, end, kind: kindOf(hit[1] ?? "") }]
        : [];
    }),
    ...allMatches(text, fallback).flatMap((hit) => {
      const value = hit[2] ?? "";
      const end = hit.index + hit[0].length - 1;
      return believed(hit[1] ?? "", value)
        ? [{ start: end - value.length, end, kind: kindOf(hit[1] ?? "") }]
        : [];
    }),
  ];
}

function believed(name: string, value: string): boolean {
  const strength: NameStrength | null = nameStrength(name.replace(/^.*:/, ""));
  return strength !== null && !isStandIn(value) && (strength === "strong" || looksRandom(value));
}
