import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type Pair, parseDocument } from "yaml";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { Splice } from "../../base/model/runbook.ts";
import { readFrontmatter } from "./frontmatter.ts";
import { frontmatterSpan } from "./frontmatter-span.ts";

export type FrontmatterValue = string | number | boolean | null;

/**
 * The bytes to change so that the front matter says `key: value`, and no others: the value's own, a new line before
 * the closing `---`, or new front matter. Throws `SPLICE_REFUSED` (exit 1) where a value cannot be replaced safely.
 */
export function setFrontmatter(text: string, key: string, value: FrontmatterValue): Splice[] {
  const splices = [placeOf(text, key, value)];
  const after = readFrontmatter(applySplices(text, splices));
  const before = readFrontmatter(text);
  const same = [...before.values].every(
    ([name, old]) => name === key || isDeepStrictEqual(after.values.get(name), old),
  );
  if (after.problem !== null || !isDeepStrictEqual(after.values.get(key), value) || !same) {
    throw refused(`"${key}" cannot be set without changing other lines of the front matter`);
  }
  return splices;
}

/** Several keys at once, each on top of the ones before; the result is one change of the original text. */
export function setFrontmatterKeys(
  text: string,
  values: Readonly<Record<string, FrontmatterValue>>,
): Splice[] {
  let next = text;
  for (const [key, value] of Object.entries(values))
    next = applySplices(next, setFrontmatter(next, key, value));
  return next === text ? [] : [difference(text, next)];
}

/** Spans are of the original text and may not overlap; everything outside them stays. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: put } of splices.toSorted((a, b) => a.span[0] - b.span[0])) {
    const [from, to] = span;
    if (from < at || to < from || to > text.length)
      throw refused("the changes overlap, or are not in the file");
    result += text.slice(at, from) + put;
    at = to;
  }
  return result + text.slice(at);
}

function placeOf(text: string, key: string, value: FrontmatterValue): Splice {
  const written = JSON.stringify(value);
  const { yaml, bodyStart, language, unclosed } = frontmatterSpan(text);
  if (language !== null || (unclosed && readFrontmatter(text).problem !== null)) {
    throw refused("the front matter cannot be read");
  }
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  if (yaml === null) {
    return {
      span: [bodyStart, bodyStart],
      text: `---${newline}${key}: ${written}${newline}---${newline}${newline}`,
    };
  }
  const source = text.slice(...yaml);
  const document = parseDocument(source, { version: "1.2", prettyErrors: false });
  if (document.errors.length > 0) throw refused("the front matter is not valid YAML");
  const pair = isMap(document.contents)
    ? document.contents.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  if (pair === undefined) return newLine(yaml, { newline, line: `${key}: ${written}`, document });
  const [from, to] = valueRange(pair, source, key);
  const gap = from === to && source.charAt(from - 1) === ":" ? " " : "";
  return { span: [yaml[0] + from, yaml[0] + to], text: gap + written };
}

interface NewLine {
  readonly newline: string;
  readonly line: string;
  readonly document: ReturnType<typeof parseDocument>;
}

/** Before the closing line, in the file's line ends. A flow mapping (`{a: 1}`) has no lines of its own. */
function newLine([, end]: readonly [number, number], { newline, line, document }: NewLine): Splice {
  if (isMap(document.contents) && document.contents.flow === true) {
    throw refused("the front matter is written in braces; write one `key: value` per line");
  }
  return { span: [end, end], text: `${line}${newline}` };
}

/** Where a value's own characters are. Anchors and values of several lines are not replaced. */
function valueRange(pair: Pair<unknown, unknown>, source: string, key: string): [number, number] {
  const { value } = pair;
  const keyEnd = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
  if (value === null || value === undefined) return afterColon(source, keyEnd);
  if (!isScalar(value) || value.anchor !== undefined) throw refused(`"${key}" is not a single value`);
  const [from, to] = value.range ?? [0, 0, 0];
  if (from === to) return afterColon(source, keyEnd);
  if (value.type === "BLOCK_FOLDED" || value.type === "BLOCK_LITERAL")
    throw refused(`"${key}" has several lines`);
  return [from, to];
}

function afterColon(source: string, keyEnd: number): [number, number] {
  const colon = source.indexOf(":", keyEnd);
  if (colon < 0) throw refused("the key has no colon");
  const at = source.slice(colon + 1, colon + 2) === " " ? colon + 2 : colon + 1;
  return [at, at];
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): Splice {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { span: [start, before.length - same], text: after.slice(start, after.length - same) };
}

const refused = (message: string): ReifierError =>
  new ReifierError({
    code: "SPLICE_REFUSED",
    message,
    hint: "edit the front matter by hand",
    exitCode: exitCode.no,
  });
