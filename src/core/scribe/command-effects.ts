import type { CommandRun } from "../../base/shell/types.ts";
import type { Act, ActContext } from "./act.ts";
import { type Arguments, readArguments, toolName, wordText } from "./arguments.ts";
import { deviceEffect } from "./device-effects.ts";
import { type Effect, isChange, type Nature, plain } from "./effect.ts";
import { absolutePath } from "./paths.ts";
import { effectOfRedirect } from "./redirects.ts";
import { specials } from "./special-effects.ts";
import { effectTable, firstFit, type Row } from "./table.ts";
import { targetsOf } from "./targets.ts";
import { subjectOf, unknownEffect } from "./unknown-tool.ts";
import { isOrder, natureOfWords, onlyAsks } from "./verbs.ts";

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

interface RunContext {
  readonly run: CommandRun;
  readonly place: Place;
  readonly path: (word: string) => string;
  readonly cwd: string | null;
}

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

/** `python manage.py migrate` is `manage.py migrate`, where the table knows that program. */
function program(words: readonly string[]): readonly string[] {
  const [name = "", script = ""] = words;
  const isInterpreter = /^(python\d?(\.\d+)?|php|ruby|node|bash|sh)$/.test(toolName(name));
  return isInterpreter && effectTable.has(toolName(script)) ? words.slice(1) : words;
}

/** `curl -sSo FILE` is `-sS -o FILE`, `sed -i.bak` is `-i` with a copy made. */
function apart(tool: string, word: string): string[] {
  if (tool === "curl" && /^-[sSfkLivgqNja#]+[oXdHuFTwmeA]$/.test(word))
    return [word.slice(0, -1), `-${word.at(-1)}`];
  if (/^g?sed$/.test(tool) && /^-[nErsuz]*i[.~_-]\S*$/.test(word)) return ["-i"];
  return /^(perl|ruby)$/.test(tool) && /^-[a-z0]*i\.\S+$/.test(word) ? ["-pi"] : [word];
}

function effectsOfWords(typed: readonly string[], context: RunContext): Effect[] {
  const asked = deviceEffect(typed, context.run);
  if (asked !== null) return [asked];
  const plainWords = program(typed);
  const tool = toolName(plainWords[0] ?? "");
  const words = plainWords.flatMap((word) => apart(tool, word));
  const rule =
    effectTable.get(tool) ??
    effectTable.get(tool.replace(/[-.]?\d[\d.]*$/, "")) ??
    effectTable.get(/^(mkfs|fsck)\./.test(tool) ? tool.slice(0, 4) : "");
  if (!rule) return [unknownEffect(words, { path: context.path, stdin: context.run.stdin })];
  const given = readArguments(words, rule.takes);
  const lines = given.operands.length === 0 ? linesFor(tool, context.run) : [];
  if (lines.length > 0) {
    const silent = { ...context, run: { ...context.run, stdin: null } };
    return lines.flatMap((line) => effectsOfWords([...words, ...line], silent));
  }
  const found = firstFit(rule, given);
  if (!found) return [unknownEffect(words, { path: context.path, stdin: context.run.stdin })];
  if (isRehearsal(given) || (isCatchAll(found.row) && onlyAsks(given.operands, given.flags)))
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

/** Commands that a client reads from its standard input as it would from its arguments: `redis-cli <<< FLUSHDB`. */
const linesFor = (tool: string, { stdin }: CommandRun): string[][] =>
  stdin === null || !/^(redis|valkey|keydb)-cli$/.test(tool)
    ? []
    : stdin
        .slice(0, 20_000)
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([word = ""]) => /^[a-z]/i.test(word))
        .slice(0, 20);

/** Said to change nothing this time, whatever the tool. */
const isRehearsal = (given: Arguments): boolean =>
  given.flags.some((flag) => /^--(dry-run|dryrun|simulate|noop|no-op|just-print|what-?if)$/i.test(flag)) &&
  !/^(none|false|no|0)$/.test(given.option("--dry-run") ?? "");

/** The last row of a tool that mostly changes things: whatever is not named before. */
const isCatchAll = ({ alternatives, kind }: Row): boolean =>
  kind === "run" && alternatives.some(({ words, flags }) => words.length === 0 && flags.length === 0);

/** The last row of a tool that mostly shows: a sub-command that is not named and says in so many words what it does. */
const isUnnamed = ({ alternatives, kind }: Row, given: Arguments): boolean =>
  (kind === "probe" || kind === "look") &&
  alternatives.some(({ words, flags }) => words.length === 0 && flags.length === 0) &&
  isOrder(given.operands[0] ?? "") &&
  hasOrders(given.tool);

/** Does the table name sub-commands of the tool that change something? */
const hasOrders = (tool: string): boolean =>
  effectTable
    .get(tool)
    ?.rows.some(
      ({ alternatives, kind }) =>
        isNature(kind) && isChange(kind) && alternatives.some(({ words }) => words.length > 0),
    ) ?? false;

/** What the words of a sub-command say that the table does not name. */
function saidAct(given: Arguments, words: readonly string[]): Act | null {
  const said = natureOfWords("", given.operands, []);
  if (said === null || !isChange(said.nature) || said.nature === "run" || said.at < 0) return null;
  return {
    nature: said.nature,
    targets: [`${given.tool}:${subjectOf(given, said)}`],
    value: words.slice(1).join(" "),
  };
}

function inputOf({ run, path }: RunContext): string | null {
  const file = run.redirects.find(({ op }) => op === "<")?.target ?? null;
  return file === null ? null : path(wordText(file));
}

/** What is said to a socket on its standard input: `echo 'disable server a/b' | socat - …`. */
function spokenAct(nature: Nature, given: Arguments, { stdin }: CommandRun): Act | null {
  const isSocket = /^(socat|nc|ncat|telnet|netcat)$/.test(given.tool);
  if (stdin === null || !isSocket || nature !== "probe") return null;
  const [verb = "", ...rest] = stdin.trim().split(/\s+/);
  const said = natureOfWords("", [verb], []);
  if (said === null) return null;
  const target = `${given.operands.join(" ")}:${rest.slice(0, 2).join(" ")}`;
  return { nature: said.nature, targets: [target], value: stdin };
}

interface ActQuestion {
  readonly row: Row;
  readonly used: number;
  readonly given: Arguments;
  readonly words: readonly string[];
  readonly context: RunContext;
}

function actOf({ row, used, given, words, context }: ActQuestion): Act {
  const targets = targetsOf(row.target, used, given, { path: context.path, stdin: context.run.stdin });
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
  const said = isCatchAll(row) || isUnnamed(row, given) ? saidAct(given, words) : null;
  if (said !== null) return said;
  const nature = isNature(row.kind) ? filterNature(row.kind, targets, given, context.run) : "unknown";
  const spoken = spokenAct(nature, given, context.run);
  if (spoken !== null) return spoken;
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
