import matter from "gray-matter";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { errorText } from "../../base/kernel/errors.ts";
import { countLines, frontmatterSpan } from "./frontmatter-span.ts";

export interface Frontmatter {
  readonly present: boolean;
  readonly values: ReadonlyMap<string, unknown>;
  /** The 1-based line of each key, and of the keys below it as `inputs.pod`. */
  readonly lines: ReadonlyMap<string, number>;
  readonly problem: { readonly line: number; readonly rule: string; readonly message: string } | null;
}

const longest = 131_072;
/** Each alias may stand for much text: a bomb of nine levels of ten is a billion. */
const mostAliases = 50;

const refuse = (): never => {
  throw new Error("only YAML front matter is read");
};

/** gray-matter runs JavaScript front matter and shares its results as shipped: no engine but ours, and never its cache. */
const engines = {
  yaml: { parse: parseYaml, stringify: refuse },
  json: { parse: refuse, stringify: refuse },
  javascript: { parse: refuse, stringify: refuse },
  js: { parse: refuse, stringify: refuse },
  coffee: { parse: refuse, stringify: refuse },
};

function parseYaml(text: string): object {
  const document = parseDocument(text, { version: "1.2", schema: "core", prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  const value: unknown = document.toJS({ maxAliasCount: mostAliases });
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value))
    throw new Error("front matter must be `key: value` lines");
  return value;
}

/** Reads a file's front matter as YAML 1.2. Never throws: what cannot be read is a problem with its line. */
export function readFrontmatter(text: string): Frontmatter {
  const span = frontmatterSpan(text);
  const empty = { present: false, values: new Map(), lines: new Map() };
  if (span.language !== null) {
    return {
      ...empty,
      problem: {
        line: 1,
        rule: "frontmatter-language",
        message: `front matter in ${span.language} is refused`,
      },
    };
  }
  if (span.unclosed && looksLikeYaml(text)) {
    return {
      ...empty,
      problem: {
        line: 1,
        rule: "frontmatter-unclosed",
        message: "the front matter is not closed by a line ---",
      },
    };
  }
  if (span.yaml === null) return { ...empty, problem: null };
  const yaml = text.slice(...span.yaml);
  const broken = (line: number, message: string): Frontmatter => ({
    ...empty,
    present: true,
    problem: { line, rule: "frontmatter-invalid", message },
  });
  if (yaml.length > longest) return broken(1, `front matter is longer than ${longest} characters`);
  try {
    const { data } = matter(`---\n${yaml}\n---\n`, { engines, language: "yaml" });
    return { present: true, values: new Map(Object.entries(data)), lines: keyLines(yaml), problem: null };
  } catch (error) {
    return broken(
      1 + errorLine(error, yaml),
      `the front matter cannot be read: ${firstSentence(errorText(error))}`,
    );
  }
}

/** A thematic break opens many a file; only one with a key behind it was meant as front matter. */
const looksLikeYaml = (text: string): boolean => /^\ufeff?---[^\n\r]*(?:\r\n|\n|\r)\s*[\w-]+:/.test(text);

function keyLines(yaml: string): Map<string, number> {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  const linesBelow = (node: unknown, prefix: string): [string, number][] => {
    if (!isMap(node)) return [];
    return node.items.flatMap(({ key, value }): [string, number][] => {
      if (!isScalar(key) || key.range === undefined || key.range === null) return [];
      const name = `${prefix}${String(key.value)}`;
      const own: [string, number] = [name, counter.linePos(key.range[0]).line + 1];
      return prefix === "" ? [own, ...linesBelow(value, `${name}.`)] : [own];
    });
  };
  return new Map(linesBelow(document.contents, ""));
}

/** The line of a key such as `inputs.pod`, else of what it stands below, else the first. */
export const lineOfKey = (lines: ReadonlyMap<string, number>, key: string): number =>
  lines.get(key) ??
  lines.get(key.split(".").slice(0, 2).join(".")) ??
  lines.get(key.split(".")[0] ?? key) ??
  1;

function errorLine(error: unknown, yaml: string): number {
  if (!(error instanceof Error) || !("pos" in error) || !Array.isArray(error.pos)) return 1;
  const [at] = error.pos;
  return typeof at === "number" ? countLines(yaml.slice(0, at)) : 1;
}

const firstSentence = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
