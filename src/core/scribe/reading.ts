import type { BundleRecord } from "../../base/model/draft.ts";
import { analyseShell } from "../../base/shell/analyse.ts";
import type { CommandRun } from "../../base/shell/types.ts";
import { resolveAlias } from "./aliases.ts";
import { toolName, wordText } from "./arguments.ts";
import { asRestart } from "./as-restart.ts";
import { effectsOfRun, type Place } from "./command-effects.ts";
import { type Effect, isChange, type Nature } from "./effect.ts";
import { leavesNothing } from "./leaves-nothing.ts";
import { absolutePath } from "./paths.ts";

/** One record, understood: what it did and whether that worked. */
export interface Reading {
  readonly record: BundleRecord;
  /** The recorded text with session aliases put in, equal to the record where there were none. */
  readonly command: string;
  readonly runs: readonly CommandRun[];
  readonly effects: readonly Effect[];
  /** The weightiest of its effects. */
  readonly nature: Nature;
  /** null: the exit code is not known. */
  readonly worked: boolean | null;
  /** Why it could not be read, for a text that is no shell. */
  readonly problem: string | null;
  /** One line, without sudo: what makes two attempts the same command. */
  readonly key: string;
  readonly cwd: string | null;
}

const weight: readonly Nature[] = [
  "trivial",
  "local",
  "unknown",
  "follow",
  "look",
  "log",
  "probe",
  "send",
  "kick",
  "loosen",
  "tighten",
  "resume",
  "pause",
  "kill",
  "set",
  "add",
  "remove",
  "run",
  "edit",
];

/** Reads records in order: aliases, directories and activated environments carry over. */
export function readRecords(records: readonly BundleRecord[]): Reading[] {
  const terminals = new Map<string, ShellMemory>();
  // In a long session much is typed again; the same text in the same place does the same.
  const understood = new Map<string, Understood>();
  const readings = records.map((record) => {
    const terminal = `${record.terminal ?? ""} ${record.user}`;
    const memory = terminals.get(terminal) ?? { aliases: new Map(), cwd: null, venv: null };
    terminals.set(terminal, memory);
    return readRecord(record, memory, understood);
  });
  return withAskedAgain(readings);
}

const often = 3;

/** What nobody knows and somebody types again and again, word for word, shows how things stand. */
function withAskedAgain(readings: readonly Reading[]): Reading[] {
  const times = new Map<string, number>();
  const isMeant = ({ nature, worked, command }: Reading): boolean =>
    nature === "unknown" && worked !== false && !/\b(sudo|doas)\s/.test(command);
  for (const reading of readings)
    if (isMeant(reading)) times.set(reading.key, (times.get(reading.key) ?? 0) + 1);
  return readings.map((reading) =>
    isMeant(reading) && (times.get(reading.key) ?? 0) >= often
      ? {
          ...reading,
          nature: "look",
          effects: reading.effects.map((effect) => ({ ...effect, nature: "look" })),
        }
      : reading,
  );
}

interface Understood {
  readonly runs: readonly CommandRun[];
  readonly effects: readonly Effect[];
  readonly problem: string | null;
}

function understand(command: string, place: Place): Understood {
  const analysis = analyseShell(command);
  // What an alias would run does not run where it is made.
  const runs = analysis.ok
    ? analysis.runs.filter(({ via }) => !via.some((way) => way.startsWith("alias ")))
    : [roughRun(command)];
  const made = runs.flatMap((run) => effectsOfRun(run, place));
  const effects = leavesNothing(made) ? made.map((effect): Effect => ({ ...effect, nature: "probe" })) : made;
  return { runs, effects, problem: analysis.ok ? null : analysis.problem.message };
}

/** A text that is no bash (another shell's, or cut off), by its words alone. */
function roughRun(command: string): CommandRun {
  const span: [number, number] = [0, command.length];
  const words = command
    .slice(0, 10_000)
    .replace(/^\s*(sudo|doas)\s+/, "")
    .trim()
    .split(/\s+/);
  const argv = words.map((raw) => ({
    raw,
    span,
    value: raw,
    pieces: [{ kind: "text", text: raw, quoted: false } as const],
  }));
  return {
    argv,
    assignments: [],
    redirects: [],
    span,
    via: [],
    where: "local",
    pipedFrom: null,
    connector: "start",
    context: "top",
    background: false,
    stdin: null,
    cwd: null,
  };
}

const silent: Understood = { runs: [], effects: [], problem: null };

interface ShellMemory {
  readonly aliases: Map<string, string>;
  cwd: string | null;
  venv: string | null;
}

function readRecord(record: BundleRecord, memory: ShellMemory, understood: Map<string, Understood>): Reading {
  const command = record.note ? record.command : resolveAlias(record.command, memory.aliases);
  const cwd = record.cwd ?? memory.cwd;
  const place: Place = { cwd, user: record.user, host: record.host, venv: memory.venv };
  const isSaid = record.note || /^\s*(#[^\n]*\s*)*$/.test(command);
  const key = JSON.stringify([command, place]);
  const known = isSaid ? silent : (understood.get(key) ?? understand(command, place));
  understood.set(key, known);
  const { runs, problem } = known;
  const effects = asRestart(known.effects);
  const nature = weightiest(effects);
  if (record.exitCode === 0 || record.exitCode === null) remember(runs, record, memory);
  return {
    record,
    command,
    runs,
    effects: effects.filter((effect) => isChange(effect.nature) === isChange(nature)),
    nature: isSaid ? "trivial" : asAnother(command, nature, runs),
    worked: isRefusal(record, effects) ? false : didWork(record.exitCode, effects, runs),
    problem,
    key: commandKey(command),
    cwd,
  };
}

function weightiest(effects: readonly Effect[]): Nature {
  let best: Nature = effects.length === 0 ? "unknown" : "trivial";
  for (const { nature } of effects) if (weight.indexOf(nature) > weight.indexOf(best)) best = nature;
  return best;
}

/** A command without what does not make it another: sudo, spaces, a leading or trailing pause. */
const commandKey = (command: string): string =>
  command
    .replace(/^\s*(sleep\s+[\d.]+\s*(;|&&)\s*)+/, "")
    .replace(/\b(sudo|doas)\s+(-[EHn]+\s+)*/g, "")
    .replace(/\s+/g, " ")
    .trim();

function remember(runs: readonly CommandRun[], record: BundleRecord, memory: ShellMemory): void {
  const path = (word: string): string => absolutePath(word, record.cwd ?? memory.cwd, record.user);
  for (const run of runs) {
    if (run.context !== "top" || run.where !== "local") continue;
    const [name = "", ...words] = run.argv.map(wordText);
    rememberRun(name, words, memory, path);
  }
}

function rememberRun(
  name: string,
  words: readonly string[],
  memory: ShellMemory,
  path: (word: string) => string,
): void {
  const [first = ""] = words;
  switch (name) {
    case "alias":
      for (const word of words) rememberAlias(word, memory.aliases);
      return;
    case "unalias":
      memory.aliases.delete(first);
      return;
    case "cd":
      if (first !== "-") memory.cwd = path(first === "" ? "~" : first);
      return;
    case "source":
    case ".":
      if (first.endsWith("/bin/activate")) memory.venv = path(first).slice(0, -"/bin/activate".length);
      return;
    case "deactivate":
      memory.venv = null;
  }
}

function rememberAlias(word: string, aliases: Map<string, string>): void {
  const equals = word.indexOf("=");
  if (equals > 0) aliases.set(word.slice(0, equals), word.slice(equals + 1));
}

/** `sudo -u app ls …` asks whether that user may, `ssh web-1 true` whether the host lets one in. */
function asAnother(command: string, nature: Nature, runs: readonly CommandRun[]): Nature {
  const isOther =
    (nature === "trivial" || nature === "look") && /\bsudo\s+(?:-\w+\s+)*-u\s+(?!root\b)\S+\s/.test(command);
  const isKnock =
    nature === "trivial" &&
    runs.length > 0 &&
    runs.every(({ via }) => via.some((way) => way.startsWith("ssh")));
  return isOther || isKnock ? "probe" : nature;
}

/** The server said no, whatever the tool's exit code says. */
const isRefusal = ({ output }: BundleRecord, effects: readonly Effect[]): boolean =>
  output !== null &&
  effects.some(({ lies }) => lies) &&
  /^\s*\(error\)|^\s*(ERR|OOM|READONLY|NOAUTH|WRONGTYPE|NOPERM|MISCONF|LOADING|CLUSTERDOWN)\b/.test(output);

/** Exit codes are evidence: some tools say other than 0 when they did their work. */
function didWork(
  exitCode: number | null,
  effects: readonly Effect[],
  runs: readonly CommandRun[],
): boolean | null {
  if (exitCode === null) return null;
  if (exitCode === 0) return true;
  if (effects.some((effect) => effect.ok.includes("*") || effect.ok.includes(String(exitCode)))) return true;
  const isOverSsh = runs.some((run) => run.via.some((way) => way.startsWith("ssh")));
  if (exitCode === 255 && isOverSsh && effects.some((effect) => effect.target.endsWith("host:"))) return true;
  return [124, 130, 143].includes(exitCode) && wasWatching(effects, runs);
}

/** Interrupted while watching, perhaps what an earlier part of the line had done. */
function wasWatching(effects: readonly Effect[], runs: readonly CommandRun[]): boolean {
  const isFollowing =
    effects.at(-1)?.nature === "follow" ||
    (effects.some(({ nature }) => nature === "follow") && !effects.some(({ nature }) => isChange(nature))) ||
    runs.some(({ via }) => via.includes("watch"));
  const [word] = runs.at(-1)?.argv ?? [];
  const tool = word ? toolName(wordText(word)) : "";
  return isFollowing || (effects.length > 1 && /^(tail|watch|journalctl|kubectl|ping|top|less)$/.test(tool));
}
