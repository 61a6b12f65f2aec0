/** What the line that opens a block says: language and attributes. */
export interface InfoString {
  readonly language: string | null;
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  /** Why the attributes could not be read. */
  readonly problem: string | null;
}

/**
 * Reads `sh {"name":"x"}`, `sh {name=x}`, `sh name=x` and pandoc's `{.sh #x k=v}`. JSON is read as it stands in the
 * file, because Markdown takes the backslashes out of it.
 */
export function readInfo(rawInfo: string, info: string): InfoString {
  if (info.startsWith("{")) return pandoc(info);
  const language = /^[^\s{]+/.exec(info)?.[0] ?? null;
  const rawRest = rawInfo.replace(/^[^\s{]+/, "").trim();
  const rest = info.slice(language?.length ?? 0).trim();
  if (rest === "") return { language, attributes: {}, problem: null };
  if (/^\{\s*(?:"|\})/.test(rest)) return { language, ...jsonAttributes(rawRest, rest) };
  const inner = /^\{([\s\S]*)\}$/.exec(rest)?.[1];
  if (inner === undefined && rest.startsWith("{")) {
    return { language, attributes: {}, problem: "the attributes are not closed with }" };
  }
  return { language, attributes: record(pairs(inner ?? rest)), problem: null };
}

function jsonAttributes(raw: string, decoded: string): Omit<InfoString, "language"> {
  for (const text of raw.includes("&") && !raw.includes("\\") ? [decoded] : [raw, decoded]) {
    const value = jsonOf(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      const entries = Object.entries(value);
      const odd = entries.find(([, one]) => plain(one) === null);
      if (odd !== undefined)
        return { attributes: {}, problem: `the attribute ${odd[0]} is not a word, number or list` };
      return { attributes: record(entries.map(([name, one]) => [name, plain(one) ?? ""])), problem: null };
    }
  }
  return { attributes: {}, problem: "the attributes are not valid JSON" };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Reported by line as a lint problem.
    return null;
  }
}

function plain(value: unknown): string | readonly string[] | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value) || value.some((one) => typeof one !== "string" && typeof one !== "number"))
    return null;
  return value.map(String);
}

function pandoc(info: string): InfoString {
  const inner = /^\{([\s\S]*)\}$/.exec(info)?.[1];
  if (inner === undefined)
    return { language: null, attributes: {}, problem: "the attributes are not closed with }" };
  const found = pairs(inner);
  const classes = found.flatMap(([name]) => (name.startsWith(".") ? [name.slice(1)] : []));
  const [language, ...others] = classes;
  const named = found.flatMap(([name, value]): [string, string][] => {
    if (name.startsWith(".")) return [];
    return name.startsWith("#") ? [["id", name.slice(1)]] : [[name, value]];
  });
  const list: [string, string][] = others.length === 0 ? named : [...named, ["class", others.join(" ")]];
  return { language: language ?? null, attributes: record(list), problem: null };
}

/** `k=v`, `k="v w"` and bare words, which are `true`. */
function pairs(text: string): [string, string][] {
  const found = text.matchAll(/([^\s=,]+)(?:=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,]*)))?/g);
  return [...found].map(([, name = "", double, single, bare]) => [
    name,
    double?.replace(/\\(.)/g, "$1") ?? single ?? bare ?? "true",
  ]);
}

/** `__proto__` becomes a key like any other. */
const record = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries(entries);
