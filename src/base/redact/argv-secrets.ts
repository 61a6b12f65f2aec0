import { type ArgvSecret, whole } from "./argv-secret.ts";
import { isStandIn, looksRandom } from "./judge-value.ts";
import { kindOf } from "./key-values.ts";
import { isLikelyAfter } from "./likeness.ts";
import { findPrintedWords } from "./printed-words.ts";
import { nameStrength } from "./secret-name.ts";
import { findSpokenWords } from "./spoken-words.ts";
import { toolTable, wordTable } from "./tool-table.ts";
import { findUnlistedFlags } from "./unlisted-flags.ts";
import { isNumber, isReference, settings, vaulted } from "./word-settings.ts";

interface Tool {
  readonly takes: ReadonlyMap<string, readonly string[]>;
  readonly under: string | null;
}

const tools = new Map<string, Tool[]>();
for (const row of toolTable.split("\n").filter((line) => line !== "")) {
  const [names = "", ...entries] = row.split(" ");
  const takes = new Map(
    entries.map((entry): [string, readonly string[]] => {
      const at = entry.indexOf("=");
      const key = entry.slice(0, at);
      const list = entry.slice(at + 1);
      return [key, key === "slashes" ? list.split(/(?=\/)/) : list.split("/")];
    }),
  );
  const tool: Tool = { takes, under: takes.get("under")?.[0] ?? null };
  for (const name of names.split(",")) tools.set(name, [...(tools.get(name) ?? []), tool]);
}

const positional = new Map<string, string[][]>();
for (const row of wordTable.split("\n").filter((line) => line !== "")) {
  const [name = "", ...pattern] = row.split(" ");
  positional.set(name, [...(positional.get(name) ?? []), pattern]);
}

/** Names of tools that take a secret among their words, for a first look at a text. */
export const toolNames: readonly string[] = [
  ...new Set([...tools.keys(), ...positional.keys(), "htpasswd", "mosquitto_passwd"]),
];

/** A bound on time: a typed command names one tool, or a few behind wrappers, and gives it tens of words. */
const mostTools = 12;
const mostArguments = 200;

/** The secrets among the words of one command. Any word may be the tool's name: what stands before it is a wrapper. */
export function findArgvSecrets(words: readonly string[]): readonly ArgvSecret[] {
  const found: ArgvSecret[] = [
    ...findPrintedWords(words),
    ...settings(words),
    ...vaulted(words),
    ...addresses(words),
    ...longFlags(words),
    ...namedValues(words),
    ...findSpokenWords(words),
    ...findUnlistedFlags(words),
  ];
  let looked = 0;
  for (let i = 0; i < words.length && looked < mostTools; i++) {
    const name = toolName(words[i] ?? "");
    if (tools.has(name) || positional.has(name)) looked++;
    for (const tool of tools.get(name) ?? []) found.push(...ofTool(words, i, tool));
    for (const pattern of positional.get(name) ?? []) found.push(...ofPattern(words, i, pattern));
    if (name === "htpasswd" || name === "mosquitto_passwd") found.push(...batchPassword(words, i));
  }
  return found;
}

/** The last part of a path, without a version or `.exe`. */
function toolName(word: string): string {
  if (word.length > 120) return "";
  let from = word.length;
  while (from > 0 && !"/\\=[(\"'".includes(word.charAt(from - 1))) from--;
  const last = word.slice(from);
  if (tools.has(last) || positional.has(last) || !/[.-]/.test(last)) return last;
  return last.replace(/\.(?:exe|sh|bin|cmd|bat)$|(?<=^(?:7z|mysql|psql|mongo)[a-z]{0,12})-\d[\d.]*$/, "");
}

type Taker = (words: readonly string[], at: number, entry: string) => readonly ArgvSecret[];

/** What each kind of entry in the table takes from the word at `at`. */
const takers: Readonly<Record<string, Taker>> = {
  glued: (words, at, flag) => glued(words, at, flag),
  flags: (words, at, flag) => flagged(words, at, flag),
  pairs: (words, at, entry) => paired(words, at, entry),
  cookies: (words, at, flag) => cookieFlag(words, at, flag),
  slashes: (words, at, flag) =>
    (words[at] ?? "").toLowerCase().startsWith(flag) ? whole(words, at, flag.length, "password") : [],
  slash: (words, at) => connectWord(words, at),
  arg: (words, at) => jqArgument(words, at),
};

function ofTool(words: readonly string[], at: number, tool: Tool): readonly ArgvSecret[] {
  if (tool.under !== null && !words.includes(tool.under, at + 1)) return [];
  const entries = [...tool.takes].flatMap(([kind, list]) =>
    list.map((entry) => ({ take: takers[kind], entry })),
  );
  const places = words.slice(at + 1, at + mostArguments).map((_, i) => at + 1 + i);
  return entries.flatMap(({ take, entry }) =>
    take === undefined ? [] : places.flatMap((i) => take(words, i, entry)),
  );
}

/** `jq --arg password value`. */
const jqArgument = (words: readonly string[], at: number): readonly ArgvSecret[] =>
  /^--arg(?:json)?$/.test(words[at] ?? "") && nameStrength(words[at + 1] ?? "") !== null
    ? whole(words, at + 2, 0, kindOf(words[at + 1] ?? ""))
    : [];

function glued(words: readonly string[], at: number, flag: string): readonly ArgvSecret[] {
  const word = words[at] ?? "";
  if (word.startsWith("--") || !word.startsWith(flag) || word.length === flag.length) return [];
  return whole(words, at, flag.length, "password");
}

/** Where a flag's value begins: attached, after `=`, or the whole next word. */
function valuePlace(
  words: readonly string[],
  at: number,
  flag: string,
): { word: number; from: number } | null {
  const word = words[at] ?? "";
  if (!word.startsWith(flag)) return null;
  if (word === flag) {
    const next = words[at + 1] ?? "";
    return next === "" || (/^--?[a-z]/i.test(next) && next.length < 40) ? null : { word: at + 1, from: 0 };
  }
  if (word[flag.length] === "=") return { word: at, from: flag.length + 1 };
  return flag.startsWith("--") || flag.length > 2 ? null : { word: at, from: flag.length };
}

function flagged(words: readonly string[], at: number, flag: string): readonly ArgvSecret[] {
  const value = valuePlace(words, at, flag);
  if (value === null || /^(?:\d{1,3}|public|-)$/.test((words[value.word] ?? "").slice(value.from))) return [];
  return whole(words, value.word, value.from, "password");
}

/** `entry` is a flag and the sign before the secret: `-u:` for `-u user:secret`. */
function paired(words: readonly string[], at: number, entry: string): readonly ArgvSecret[] {
  const flag = entry.slice(0, -1);
  const cluster =
    flag.length === 2 && /^-[A-Za-z]{2,6}$/.test(words[at] ?? "") && words[at]?.endsWith(flag.charAt(1));
  const value = cluster ? { word: at + 1, from: 0 } : valuePlace(words, at, flag);
  if (value === null) return [];
  const word = words[value.word] ?? "";
  const sign = word.indexOf(entry.slice(-1), value.from);
  if (isStandIn(word.slice(value.from))) return [];
  if (sign < 0) return [];
  const user = word.slice(value.from, sign);
  const token =
    user.length >= 16 && looksRandom(user)
      ? [{ word: value.word, from: value.from, to: sign, kind: "token" }]
      : [];
  return [...token, ...whole(words, value.word, sign + 1, "password")];
}

function cookieFlag(words: readonly string[], at: number, flag: string): readonly ArgvSecret[] {
  const value = valuePlace(words, at, flag);
  if (value === null) return [];
  const text = (words[value.word] ?? "").slice(value.from);
  return [...text.matchAll(/([^=;\s]{1,80})=([^;\s]{4,2000})/g)].flatMap((pair) => {
    const to = value.from + pair.index + pair[0].length;
    const secret = pair[2] ?? "";
    return isStandIn(secret) ? [] : [{ word: value.word, from: to - secret.length, to, kind: "cookie" }];
  });
}

/** `user/secret@database`, Oracle's way. */
function connectWord(words: readonly string[], at: number): readonly ArgvSecret[] {
  const word = words[at] ?? "";
  const hit = /^(?:userid=|target=)?"?[\w$#.-]{1,60}\/(?!\/)((?:"[^"]+"|[^@\s]+))(?=@|$)/i.exec(word);
  const secret = hit?.[1] ?? "";
  if (
    hit === null ||
    isStandIn(secret) ||
    (!word.includes("@") && /\.(?:sql|par|ctl|log|dmp|txt|sh|pls|pkb)$/i.test(word))
  )
    return [];
  return [{ word: at, from: hit[0].length - secret.length, to: hit[0].length, kind: "password" }];
}

function ofPattern(words: readonly string[], at: number, pattern: readonly string[]): readonly ArgvSecret[] {
  const rest = words
    .map((text, word) => ({ text, word }))
    .slice(at + 1, at + mostArguments)
    .filter(({ text }) => !text.startsWith("-"));
  for (let first = 0; first + pattern.length <= rest.length; first++) {
    const fits = pattern.every((part, k) => fitsPart(rest[first + k]?.text ?? "", part));
    if (!fits) continue;
    return pattern.flatMap((part, k) =>
      part === "?" ? whole(words, rest[first + k]?.word ?? 0, 0, "password") : [],
    );
  }
  return [];
}

/** A part of a pattern: `*` for any word, a word, or how a word begins (`//*`). A word with a slash before it is an option of Windows. */
function fitsPart(text: string, part: string): boolean {
  if (part === "?" || part === "*") return part === "*" || !/^\/[a-z]+:|^[a-z]{2,20}=/.test(text);
  return part.endsWith("*") ? text.toLowerCase().startsWith(part.slice(0, -1)) : text.toLowerCase() === part;
}

/** `htpasswd -b file user secret`: with -b the last word is the password. */
function batchPassword(words: readonly string[], at: number): readonly ArgvSecret[] {
  const rest = words.slice(at + 1);
  const names = rest.filter((word) => !word.startsWith("-"));
  if (!rest.some((word) => /^-\w*b/.test(word)) || names.length < 2) return [];
  return whole(words, words.lastIndexOf(names.at(-1) ?? ""), 0, "password");
}

// Tools whose bare --password asks for it.
const asks = /^(?:mysql|mariadb|mongo|pg_|createuser|psql|dropdb|createdb|vacuumdb|reindexdb)/;

/** `--db-password value`, `-token value`: a long flag of whatever tool whose name is a secret's. */
function longFlags(words: readonly string[]): readonly ArgvSecret[] {
  const asking = words.some((word) => asks.test(toolName(word)) && !toolName(word).startsWith("mongo"));
  const container = words.some((word) => /^(?:docker|podman|buildah|nerdctl|buildx)$/.test(toolName(word)));
  return words.flatMap((text, i) => {
    const name = /^--?([A-Za-z][\w.-]{2,80})$/.exec(text)?.[1] ?? "";
    const quiet =
      (asking && /^(?:password|pass)$/.test(name)) ||
      (container && name === "secret") ||
      isReference(words, name) ||
      boolean.test(name);
    return !quiet && takesSecret(name, words[i + 1] ?? "") ? whole(words, i + 1, 0, kindOf(name)) : [];
  });
}

/** Whether a value after a name, as two words, is a secret. */
function takesSecret(name: string, value: string): boolean {
  const strength = name === "" ? null : nameStrength(name);
  if (strength === null || value === "" || /^-{1,2}[a-z]/i.test(value)) return false;
  return (strength === "strong" || isLikelyAfter(name, value)) && !isNumber(name, value);
}

const boolean =
  /^(?:no|use|with|without|ask|show|get|create|generate|enable|disable|require|force|print|list|delete|revoke|reset|skip|prompt|read|from|image-pull|pull|wipe|has|is|allow|new-random|random)-/i;

const verbs =
  /^(?:set|--set|put|add|config:set|config|secrets?|set-secret|put-secret|import|write|export|setx|-s|insert|store|register|setenv|SETEX?|SETNX|HSET|universal|(?:set-)?env)$/i;

/** `config set NAME value`, fish's `set -x NAME value`, `kv put path/password value`: a secret's name after a verb, then its value. */
function namedValues(words: readonly string[]): readonly ArgvSecret[] {
  const verb = words.findIndex((word) => verbs.test(word));
  if (verb < 0) return [];
  return words.slice(verb + 1, verb + 12).flatMap((text, k) => {
    const name = text.replace(/^.*[/:](?=[^/:]+$)/, "").replace(/^\$/, "");
    const value = words[verb + k + 2] ?? "";
    if (!/^\w[\w.$-]{2,99}$/.test(name) || !takesSecret(name, value)) return [];
    return isTypedName(text) || looksTyped(value) ? whole(words, verb + k + 2, 0, kindOf(name)) : [];
  });
}

/** `password` alone may be a word of a sentence or a subcommand; `DB_PASSWORD` or `app/password` is a name. */
const isTypedName = (word: string): boolean => /[_/.:]|[a-z][A-Z]/.test(word);
const looksTyped = (value: string): boolean => /\d|[^A-Za-z\-_.]/.test(value);

/** `user:secret@host` as a word, without a scheme. */
function addresses(words: readonly string[]): readonly ArgvSecret[] {
  return words.flatMap((text, word) => {
    const hit =
      /^(?!mailto:|sips?:|acct:|xmpp:)[\w.\\/-]{1,60}:([^@\s/][^@\s]{3,100})@(?!sha\d)[\w.-]+(?::\d+)?(?:[/?]\S{0,200})?$/.exec(
        text,
      );
    const dsn = /^(?=.{0,200}\bh=)(?:.{0,200},)?p=([^,]{3,100})/.exec(text);
    if (dsn !== null)
      return [{ word, from: dsn[0].length - (dsn[1] ?? "").length, to: dsn[0].length, kind: "password" }];
    const secret = hit?.[1] ?? "";
    const from = text.indexOf(`:${secret}@`) + 1;
    return secret !== "" && looksTyped(secret) && !/^v?\d+(?:\.[\w-]+)*$/.test(secret)
      ? whole(words, word, from, "password").map((one) => ({ ...one, to: from + secret.length }))
      : [];
  });
}
