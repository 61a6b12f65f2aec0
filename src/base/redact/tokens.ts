import { allMatches } from "./all-matches.ts";
import { assignedTable } from "./assigned-table.ts";
import { entropy, isDigest, isStandIn } from "./judge-value.ts";
import type { Found } from "./mask.ts";
import { prefixTable } from "./prefix-table.ts";
import { shapedTable } from "./shaped-table.ts";

interface TokenRule {
  readonly id: string;
  readonly entropy: number;
  readonly pattern: () => RegExp;
  /** Known by the name before it, not by its own shape. */
  readonly assigned: boolean;
}

const assignment =
  "(?:[ \\t\\w.-]{0,20})[\\s'\"\\\\]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=\\\\]{0,5}";

/** Compiled at first use: a text rarely names more than two vendors. */
function lazily(source: string, flags: string): () => RegExp {
  let compiled: RegExp | null = null;
  return () => {
    compiled ??= new RegExp(source, flags);
    return compiled;
  };
}

const rows = (table: string): readonly string[] => table.split("\n").filter((row) => row !== "");
const rulesByKeyword = new Map<string, TokenRule[]>();

function register(keyword: string, rule: TokenRule): void {
  const rules = rulesByKeyword.get(keyword);
  if (rules === undefined) rulesByKeyword.set(keyword, [rule]);
  else rules.push(rule);
}

for (const row of [...rows(prefixTable), ...rows(shapedTable)]) {
  const [id = "", bits = "0", keywords = "", flag = "-", ...rest] = row.split(" ");
  const pattern = lazily(rest.join(" "), flag === "i" ? "dgi" : "dg");
  for (const keyword of keywords.split(",")) {
    register(keyword, { id, entropy: Number(bits), pattern, assigned: false });
  }
}
for (const row of rows(assignedTable)) {
  const [id = "", bits = "0", names = "", shape = ""] = row.split(" ");
  for (const name of names.split(",")) {
    const pattern = lazily(`${name}(${assignment})(${shape})(?![\\w-])`, "dgi");
    register(name, { id, entropy: Number(bits), pattern, assigned: true });
  }
}
/** Keywords by their first two characters, so that a text is read once and not once a keyword. */
const keywordsByStart = new Map<number, string[]>();
const startOf = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
for (const keyword of rulesByKeyword.keys()) {
  const start = startOf(keyword, 0);
  keywordsByStart.set(start, [...(keywordsByStart.get(start) ?? []), keyword]);
}

function rulesFor(text: string): ReadonlySet<TokenRule> {
  const lower = text.toLowerCase();
  const rules = new Set<TokenRule>();
  for (let i = 0; i + 1 < lower.length; i++) {
    for (const keyword of keywordsByStart.get(startOf(lower, i)) ?? []) {
      if (lower.startsWith(keyword, i)) for (const rule of rulesByKeyword.get(keyword) ?? []) rules.add(rule);
    }
  }
  return rules;
}

/** Tokens of vendors: by their own shape, or by the vendor's name before them. */
export function findTokens(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const rule of rulesFor(text)) {
    for (const hit of allMatches(text, rule.pattern())) {
      const one = tokenOf(text, hit, rule);
      if (one !== null) found.push(one);
    }
  }
  return [...found, ...prefixed(text)];
}

/** `vendor_` and 24 or more characters of both cases with digits: what most vendors give out today. */
const prefixedToken =
  /(?<![A-Za-z0-9/+_-])[A-Za-z][A-Za-z0-9]{0,11}(?:[_-][a-z]{2,8}){0,3}[_-]([A-Za-z0-9]{24,400})(?![A-Za-z0-9/+=])/g;

const prefixed = (text: string): readonly Found[] =>
  allMatches(text, prefixedToken).flatMap((hit) => {
    const tail = hit[1] ?? "";
    const mixed = /[a-z]/.test(tail) && /[A-Z]/.test(tail) && /\d/.test(tail);
    return mixed && entropy(tail) >= 3.8
      ? [{ start: hit.index, end: hit.index + hit[0].length, kind: "token" }]
      : [];
  });

function tokenOf(text: string, hit: RegExpExecArray, rule: TokenRule): Found | null {
  const [start, end] = hit.indices?.[rule.assigned ? 2 : 1] ?? hit.indices?.[0] ?? [0, 0];
  const value = text.slice(start, end);
  if (entropy(value) < rule.entropy || value.endsWith("EXAMPLE") || isStandIn(value)) return null;
  if (rule.assigned && !namedSecret(hit[1] ?? "", value)) return null;
  const rest = /^[\w-]{1,400}/.exec(text.slice(end, end + 400));
  return { start, end: end + (rest?.[0].length ?? 0), kind: rule.id.endsWith("-hash") ? "hash" : "token" };
}

/** A vendor's name before a digest, an image or a word is no key, unless it says so. */
function namedSecret(between: string, value: string): boolean {
  if (/key|token|secret|pass|auth|cred|api|login/i.test(between)) return true;
  if (/sha|commit|rev|digest|hash|image|version|etag|\bid/i.test(between)) return false;
  return !isDigest(value) && /\d/.test(value) && /[a-z]/i.test(value) && !/^[\da-f-]+$/i.test(value);
}
