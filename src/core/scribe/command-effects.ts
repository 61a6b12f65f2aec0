import type { CommandRun, Redirect } from "../../base/shell/types.ts";
import type { Act, ActContext } from "./act.ts";
import { type Arguments, readArguments, toolName, wordText } from "./arguments.ts";
import { type Effect, isChange, type Nature } from "./effect.ts";
import { kubernetesThings } from "./kubernetes-things.ts";
import { absolutePath } from "./paths.ts";
import { specials } from "./special-effects.ts";
import { effectTable, type Row, type ToolRule } from "./table.ts";
import { natureOfWords, onlyAsks } from "./verbs.ts";

export interface Place {
  readonly cwd: string | null;
  readonly user: string;
  readonly host: string;
  /** The Python environment that is active, so that what is installed has a place. */
  readonly venv: string | null;
}

const natures: ReadonlySet<string> = new Set<Nature>([
  "trivial",
  "look",
  "log",
  "probe",
  "follow",
  "local",
  "edit",
  "kick",
  "pause",
  "resume",
  "set",
  "add",
  "remove",
  "kill",
  "run",
  "send",
  "loosen",
  "tighten",
  "unknown",
]);
const isNature = (kind: string): kind is Nature => natures.has(kind);

/** What one command of a record does. */
export function effectsOfRun(run: CommandRun, place: Place): Effect[] {
  const cwd = run.cwd === null ? place.cwd : absolutePath(run.cwd, place.cwd, place.user);
  const path = (word: string): string => absolutePath(word, cwd, place.user);
  const words = run.argv.map(wordText);
  const effects = words.length === 0 ? [] : effectsOfWords(words, { run, place, path, cwd });
  for (const redirect of run.redirects) {
    const effect = effectOfRedirect(redirect, words, path, run);
    if (effect) effects.push(effect);
  }
  const scoped = run.via
    .filter((way) => /^(ssh|docker|kubectl|podman|lxc|chroot|nsenter)\b/.test(way))
    .join(" ");
  if (scoped === "") return effects;
  return effects.map((effect) => ({ ...effect, target: `${scoped}>${effect.target}` }));
}

const isScratch = (path: string, run: CommandRun): boolean =>
  path.startsWith("/tmp/") && !run.redirects.some(({ body }) => body !== null);

/** `> file` sets a file, `>> file` adds to it; what only takes output out of sight changes nothing. */
function effectOfRedirect(
  redirect: Redirect,
  words: readonly string[],
  resolve: (word: string) => string,
  run: CommandRun,
): Effect | null {
  const typed = redirect.target === null ? "" : wordText(redirect.target);
  if (
    !/^(&>|>|>>|>\||<>|&>>)$/.test(redirect.op) ||
    redirect.fd === 2 ||
    /^(\/dev\/|\d+$|-$|&|$)/.test(typed)
  )
    return null;
  const path = resolve(typed);
  if (isScratch(path, run)) return null;
  const value = words.slice(1).join(" ");
  const tool = words[0] ?? "";
  if (/^\/(proc|sys)\//.test(path)) {
    const nature = /drop_caches|sysrq|compact_memory/.test(path) ? "kick" : "set";
    return plain({ nature, tool, target: `sysctl:${path}`, value });
  }
  if (redirect.op.endsWith(">>"))
    return plain({ nature: "add", tool, target: `content:${path}:${value}`, value });
  return plain({ nature: "set", tool, target: `file:${path}`, value });
}

const plain = (facts: { nature: Nature; tool: string; target: string; value: string }): Effect => ({
  ...facts,
  lies: false,
  ok: [],
});

interface RunContext {
  readonly run: CommandRun;
  readonly place: Place;
  readonly path: (word: string) => string;
  readonly cwd: string | null;
}

/** `python manage.py migrate` is `manage.py migrate`, where the table knows that program. */
function program(words: readonly string[]): readonly string[] {
  const [name = "", script = ""] = words;
  const isInterpreter = /^(python\d?(\.\d+)?|php|ruby|node|bash|sh)$/.test(toolName(name));
  return isInterpreter && effectTable.has(toolName(script)) ? words.slice(1) : words;
}

function effectsOfWords(typed: readonly string[], context: RunContext): Effect[] {
  const words = program(typed);
  const tool = toolName(words[0] ?? "");
  const rule =
    effectTable.get(tool) ??
    effectTable.get(tool.replace(/[-.]?\d[\d.]*$/, "")) ??
    effectTable.get(/^(mkfs|fsck)\./.test(tool) ? tool.slice(0, 4) : "");
  if (!rule) return [unknownEffect(words, context)];
  const given = readArguments(words, rule.takes);
  const found = firstFit(rule, given);
  if (!found) return [unknownEffect(words, context)];
  if (isCatchAll(found.row) && onlyAsks(given.operands, given.flags))
    return [{ ...plain({ nature: "probe", tool, target: "", value: "" }), lies: rule.lies, ok: rule.ok }];
  const act = actOf({ ...found, given, words, context });
  const scope = rule.scope.map((option) => given.option(option)).filter((value) => value !== null);
  const where = rule.cwd && isChange(act.nature) && !rule.scope.includes("-C") ? `@${context.cwd ?? ""}` : "";
  const targets = act.targets.length === 0 ? [""] : act.targets;
  return targets.map((target) => ({
    nature: act.nature,
    tool,
    target: target === "" ? "" : `${scope.join("/")}${scope.length > 0 ? "/" : ""}${target}${where}`,
    value: act.value,
    lies: rule.lies,
    ok: rule.ok,
  }));
}

/** The last row of a tool that mostly changes things: whatever is not named before. */
const isCatchAll = ({ alternatives, kind }: Row): boolean =>
  kind === "run" && alternatives.some(({ words, flags }) => words.length === 0 && flags.length === 0);

/** The first row that fits, and how many operands its words used up. */
function firstFit(rule: ToolRule, given: Arguments): { row: Row; used: number } | null {
  for (const row of rule.rows) {
    const used = wordsUsed(row, given);
    if (used !== null) return { row, used };
  }
  return null;
}

function wordsUsed(row: Row, given: Arguments): number | null {
  for (const { words, flags } of row.alternatives) {
    if (!flags.every((flag) => given.has(flag))) continue;
    const isFit = words.every((pattern, at) => {
      const word = given.operands[at];
      return word !== undefined && pattern.test(word);
    });
    if (isFit) return words.length;
  }
  return null;
}

function inputOf({ run, path }: RunContext): string | null {
  const file = run.redirects.find(({ op }) => op === "<")?.target ?? null;
  return file === null ? null : path(wordText(file));
}

interface ActQuestion {
  readonly row: Row;
  readonly used: number;
  readonly given: Arguments;
  readonly words: readonly string[];
  readonly context: RunContext;
}

function actOf({ row, used, given, words, context }: ActQuestion): Act {
  const targets = targetsOf(row.target, used, given, context);
  const special = specials[row.kind];
  if (special) {
    const facts: ActContext = {
      given,
      raw: words,
      stdin: context.run.stdin,
      from: inputOf(context),
      path: context.path,
      targets,
    };
    return special(facts);
  }
  const nature = isNature(row.kind) ? filterNature(row.kind, targets, given, context.run) : "unknown";
  if (
    nature === "probe" &&
    context.run.stdin !== null &&
    /^(socat|nc|ncat|telnet|netcat)$/.test(given.tool)
  ) {
    const said = natureOfWords("", context.run.stdin.trim().split(/\s+/).slice(0, 1), []);
    if (said)
      return {
        nature: said.nature,
        targets: [
          `${given.operands.join(" ")}:${context.run.stdin.trim().split(/\s+/).slice(1, 3).join(" ")}`,
        ],
        value: context.run.stdin,
      };
  }
  const isPip = /^pip\d?(\.\d+)?$/.test(given.tool);
  if (isPip && targets.includes("dependencies:")) {
    const venv = words[0]?.includes("/")
      ? context.path(words[0]).replace(/\/bin\/[^/]+$/, "")
      : context.place.venv;
    return { nature, targets: [`file:${venv ?? "system-python"}/packages`], value: words.slice(1).join(" ") };
  }
  return { nature, targets, value: words.slice(1).join(" ") };
}

const logName = /log|journal|messages|syslog|\.(out|err)\b|trace|console/i;

/** `tail` and `grep` at the end of a pipe only cut; in a file that is no log they show a fact. */
function filterNature(nature: Nature, targets: readonly string[], given: Arguments, run: CommandRun): Nature {
  if (
    !/^(tail|head|[ezf]?grep|zegrep|rg|awk|gawk|sed|cut|sort|uniq|wc|tr|column|jq|cat|xargs)$/.test(
      given.tool,
    )
  )
    return nature;
  const isFilter = run.pipedFrom !== null && targets.length === 0;
  if (isFilter && (nature === "log" || nature === "look")) return "trivial";
  return nature === "log" && !targets.some((target) => logName.test(target)) ? "look" : nature;
}

function targetsOf(spec: string, used: number, given: Arguments, context: RunContext): string[] {
  if (spec === "") return [];
  const [family = "", where = ""] = spec.split(":");
  if (where === "0") return [`${family}:`];
  const operands = given.operands.slice(used);
  const chosen = chooseOperands(where, operands, given);
  if (family === "file" || family === "content" || family === "script") {
    return chosen.map(
      (word) =>
        `${family === "content" ? "content" : "file"}:${context.path(word)}${family === "content" ? `:${context.run.stdin?.trim() ?? ""}` : ""}`,
    );
  }
  if (family.startsWith("k8s") || family === "node") return [`${family}:${kubernetesThings(operands)}`];
  if (family === "service") return chosen.map((word) => `service:${word.replace(/\.service$/, "")}`);
  if (family === "sysctl") return chosen.map((word) => `sysctl:${word.split("=")[0]}`);
  // `key=value` and `key = value` set the key; the value is what it is set to.
  const things = chosen.map((word) => (/^[\w.:/-]+\s*=/.test(word) ? word.replace(/\s*=[\s\S]*/, "") : word));
  return things.length === 0 ? [`${family}:`] : things.map((word) => `${family}:${word}`);
}

function chooseOperands(where: string, operands: readonly string[], given: Arguments): string[] {
  if (where === "*") return [...operands];
  if (where === "last") return operands.slice(-1);
  if (where === "tail" || where === "rest") return operands.slice(1);
  const [, from, to] = /^(\d+)-(\d+)$/.exec(where) ?? [];
  if (from !== undefined) return [operands.slice(Number(from) - 1, Number(to)).join(" ")];
  if (where === "all") return [operands.join(" ")];
  if (/^\d+$/.test(where)) return operands.slice(Number(where) - 1, Number(where));
  const values = where
    .split(",")
    .map((name) => (name === "*" ? operands.join(" ") : (given.option(name) ?? "")));
  return [values.filter((value) => value !== "").join(" ")];
}

/** Options that say what it is about; of a setting only their names, for the value is what it is set to. */
const optionsOf = (given: Arguments, nature: Nature | undefined): string[] =>
  given.flags.flatMap((flag) => {
    const value = given.option(flag);
    if (value === null) return [];
    return [nature === "set" ? flag : `${flag}=${value}`];
  });

/** A tool that is not in the table: its words may say what it does. */
function unknownEffect(words: readonly string[], context: RunContext): Effect {
  const given = readArguments(words, new Set());
  const said = natureOfWords(given.tool, given.operands, given.flags);
  const isPath = (words[0] ?? "").includes("/");
  const others = given.operands.filter((_, at) => at !== said?.at);
  // The last word of `appctl set workers 8` is the value.
  const named = said?.nature === "set" && others.length > 1 ? others.slice(0, -1) : others;
  const subject = named.map((word) => word.replace(/^([\w.:/-]+)=.*/, "$1")).join(" ");
  const target = `${isPath ? context.path(words[0] ?? "") : given.tool}:${[subject, ...optionsOf(given, said?.nature)].join(" ").trim()}`;
  if (said) return plain({ nature: said.nature, tool: given.tool, target, value: words.join(" ") });
  if (given.flags.some((flag) => /^(-h|--help|-V|--version)$/.test(flag)))
    return plain({ nature: "trivial", tool: given.tool, target: "", value: "" });
  if (isPath && words.length >= 1)
    return plain({ nature: "run", tool: given.tool, target, value: words.join(" ") });
  return plain({ nature: "unknown", tool: given.tool, target, value: "" });
}
