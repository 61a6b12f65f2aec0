import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parse, parseDocument } from "yaml";
import { z } from "zod";
import { errorText, ReifierError, usageError } from "../kernel/errors.ts";
import { nearestName } from "../kernel/nearest.ts";
import { type Override, overridable } from "./overrides.ts";
import { Settings } from "./schema.ts";
import { readTrustedFile } from "./trusted-file.ts";

/**
 * Reads `reifier.yaml`: defaults < file < environment. A missing file is all defaults.
 * Throws a usage error (exit 2) that names file, line, key, what was expected and the nearest known key.
 */
export function loadSettings(path: string, variables: Readonly<Record<string, string>>): Settings {
  const source = readSource(path);
  const parsed = parseYaml(path, source);
  const overrides = overridable(Settings, variables);
  const given = withOverrides(expand(parsed.values, path, parsed, variables), overrides);
  const checked = Settings.safeParse(withWebhookToken(given, variables));
  if (checked.success) return Object.freeze(checked.data);
  const issue = checked.error.issues[0];
  if (issue === undefined)
    throw usageError(`${path}: cannot be understood`, "compare it with docs/configuration.md");
  throw describe(issue, { file: path, parsed, overrides, given });
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** Why `settings` are the defaults and not the file's. */
  readonly broken: ReifierError | null;
}

/** Like `loadSettings`; with `anyway`, for what has to work while a person mends the file, broken ones are the defaults. */
export function loadSettingsFor(
  path: string,
  variables: Readonly<Record<string, string>>,
  anyway: boolean,
): LoadedSettings {
  try {
    return { settings: loadSettings(path, variables), broken: null };
  } catch (error) {
    if (!anyway || !(error instanceof ReifierError)) throw error;
    return { settings: Object.freeze(Settings.parse({})), broken: error };
  }
}

function readSource(path: string): string {
  return readTrustedFile(path, process.getuid?.() ?? -1) ?? "";
}

interface Parsed {
  readonly values: unknown;
  /** 1-based line of the key (or value) at this path; the nearest parent's where it has none. */
  lineOf(path: readonly PropertyKey[]): number;
}

function parseYaml(path: string, source: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    throw usageError(
      `${path}:${line}: ${errorText(broken).split(" at line")[0]}`,
      "mend this line; the file is YAML",
      broken,
    );
  }
  const lineOf = (keys: readonly PropertyKey[]): number => {
    for (let depth = keys.length; depth > 0; depth--) {
      const offset = keyOffset(document.contents, keys.slice(0, depth));
      if (offset !== null) return lines.linePos(offset).line;
    }
    return 1;
  };
  const values = plainValues(path, () => document.toJS({ maxAliasCount: 50 }));
  return { values: withoutEmptySections(values), lineOf };
}

/** `patrol:` whose lines below are all comments is a section of defaults. */
function withoutEmptySections(values: unknown): unknown {
  if (values === null || typeof values !== "object" || Array.isArray(values)) return values;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== null || !(name in Settings.shape)),
  );
}

function plainValues(path: string, read: () => unknown): unknown {
  try {
    return read() ?? {};
  } catch (error) {
    throw usageError(`${path}: ${errorText(error)}`, "write the values out instead of using aliases", error);
  }
}

function keyOffset(root: unknown, keys: readonly PropertyKey[]): number | null {
  let place: Place = { node: root, offset: null };
  for (const key of keys) {
    if (!isMap(place.node) && !isSeq(place.node)) return place.offset;
    const next = below(place, key);
    if (next === null) return null;
    place = next;
  }
  return place.offset;
}

interface Place {
  readonly node: unknown;
  readonly offset: number | null;
}

/** What stands below a map's key or at a list's index; null where there is none. */
function below({ node, offset }: Place, key: PropertyKey): Place | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair === undefined) return null;
    return { node: pair.value, offset: isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null };
  }
  const item: unknown = isSeq(node) && typeof key === "number" ? node.items[key] : null;
  return { node: item, offset: isNode(item) ? (item.range?.[0] ?? offset) : offset };
}

/**
 * `${NAME}` in texts. A section with `enabled: false` is left alone, because its variables may well be unset; so is the
 * login of a graph server while the graph is embedded.
 */
function expand(
  value: unknown,
  file: string,
  parsed: Parsed,
  variables: Readonly<Record<string, string>>,
): unknown {
  const walk = (part: unknown, keys: readonly PropertyKey[]): unknown => {
    if (typeof part === "string") {
      return part.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
        const found = variables[name];
        if (found !== undefined) return found;
        if (isEmbeddedGraph(value, keys)) return whole;
        throw usageError(
          `${file}:${parsed.lineOf(keys)}: ${keys.join(".")}: the variable ${name} is not set`,
          `type: export ${name}=…  (or write the value into a file only you can read)`,
        );
      });
    }
    if (Array.isArray(part)) return part.map((item, index) => walk(item, [...keys, index]));
    if (part === null || typeof part !== "object") return part;
    const entries = Object.entries(part);
    if (entries.some(([key, flag]) => key === "enabled" && flag === false)) return part;
    return Object.fromEntries(entries.map(([key, inner]) => [key, walk(inner, [...keys, key])]));
  };
  return walk(value, []);
}

const GraphServer = z.object({ graph: z.object({ url: z.string().refine((url) => url !== "embedded") }) });

const isEmbeddedGraph = (settings: unknown, [section, key]: readonly PropertyKey[]): boolean =>
  section === "graph" && key !== "url" && !GraphServer.safeParse(settings).success;

function withOverrides(values: unknown, overrides: readonly Override[]): unknown {
  if (values === null || typeof values !== "object" || Array.isArray(values)) return values;
  let result: object = values;
  for (const { path, text } of overrides) result = setPath(result, path, parse(text));
  return result;
}

const Webhook = z.object({
  patrol: z.object({ webhook: z.object({ enabled: z.literal(true), token: z.null().optional() }) }),
});

/** The token of a webhook whose settings name none comes from the environment, as the example of the settings has it. */
function withWebhookToken(values: unknown, variables: Readonly<Record<string, string>>): unknown {
  const token = variables["REIFIER_WEBHOOK_TOKEN"];
  if (token === undefined || !Webhook.safeParse(values).success) return values;
  return typeof values === "object" && values !== null
    ? setPath(values, ["patrol", "webhook", "token"], token)
    : values;
}

function setPath(target: object, [key, ...rest]: readonly string[], value: unknown): object {
  if (key === undefined) return target;
  const inner: unknown = Object.entries(target).find(([name]) => name === key)?.[1];
  const next =
    rest.length === 0
      ? value
      : setPath(typeof inner === "object" && inner !== null ? inner : {}, rest, value);
  return { ...target, [key]: next };
}

interface Given {
  readonly file: string;
  readonly parsed: Parsed;
  readonly overrides: readonly Override[];
  /** The values that were refused. */
  readonly given: unknown;
}

function describe(issue: z.core.$ZodIssue, { file, parsed, overrides, given }: Given): Error {
  const where = (keys: readonly PropertyKey[]): string => {
    const override = overrides.find((one) => one.path.join(".") === keys.join("."));
    return override === undefined
      ? `${file}:${parsed.lineOf(keys)}`
      : `environment variable ${override.variable}`;
  };
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const section = issue.path.join(".");
    const known = knownKeys(issue.path);
    const near = nearestName(key, known);
    return usageError(
      `${where([...issue.path, key])}: unknown key ${JSON.stringify(key)}${section === "" ? "" : ` in ${section}`}`,
      near === null ? `known keys here: ${known.join(", ")}` : `did you mean ${JSON.stringify(near)}?`,
    );
  }
  const name = issue.path.join(".");
  const near =
    issue.code === "invalid_value"
      ? nearestName(String(valueAt(given, issue.path)), issue.values.map(String))
      : null;
  return usageError(
    `${where(issue.path)}: ${name === "" ? "the file" : name}: ${issue.message}`,
    near === null ? "see docs/configuration.md for every key and its values" : `did you mean ${near}?`,
  );
}

/** Of a list always the first entry's, which knows the same keys as the others. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  const first = path.map((key) => (typeof key === "number" ? 0 : key));
  const value = valueAt(Settings.parse({ patrol: { logs: [{ path: "x" }] } }), first);
  return value !== null && typeof value === "object" ? Object.keys(value) : [];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}
