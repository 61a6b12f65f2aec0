import { type Arguments, readArguments } from "./arguments.ts";
import { type Effect, isChange, type Nature, plain } from "./effect.ts";
import { natureOfWords, verbNature } from "./verbs.ts";

interface ToolContext {
  readonly path: (word: string) => string;
  readonly stdin: string | null;
}

/** Options that say what it is about; of a setting only their names, for the value is what it is set to. */
const optionsOf = (given: Arguments, nature: Nature | undefined): string[] =>
  given.flags.flatMap((flag) => {
    const value = given.option(flag);
    if (value === null) return [];
    return [nature === "set" ? flag : `${flag}=${value}`];
  });

/** A tool that is not in the table: its words may say what it does. */
export function unknownEffect(words: readonly string[], context: ToolContext): Effect {
  const given = readArguments(words, new Set());
  if (isConfigTest(given))
    return plain({ nature: "probe", tool: given.tool, target: "config-test", value: "" });
  const said = natureOfWords(given.tool, given.operands, given.flags);
  const isPath = (words[0] ?? "").includes("/");
  const name = isPath ? context.path(words[0] ?? "") : given.tool;
  const told = context.stdin === null ? null : statementsEffect(name, given, context.stdin);
  if (told !== null) return told;
  const spoken = said === null || said.at < 0 ? lineEffect(name, given) : null;
  if (spoken !== null) return spoken;
  const target = `${name}:${subjectOf(given, said)}`;
  if (said) return plain({ nature: said.nature, tool: given.tool, target, value: words.join(" ") });
  if (given.flags.some((flag) => /^(-h|--help|-V|--version)$/.test(flag)))
    return plain({ nature: "trivial", tool: given.tool, target: "", value: "" });
  if (isPath && words.length >= 1)
    return plain({ nature: "run", tool: given.tool, target, value: words.join(" ") });
  return plain({ nature: "unknown", tool: given.tool, target, value: "" });
}

/** Tools whose quoted words are meant for people. */
const speaking =
  /(^|[-_])(notes?|notify|slack|say|msg|message|announce|tell|shout|remind|comment|irc|chat|echo|title)($|[-_])/i;

/** `mcrcon -H srv 'whitelist reload'`, `rc 'forceload remove all'`: one quoted argument is a command line of its own. */
function lineEffect(name: string, given: Arguments): Effect | null {
  const lines = given.operands.filter((word) => /\s/.test(word.trim()));
  const words = (lines[0] ?? "").trim().replace(/^[/:]/, "").split(/\s+/);
  const isLine = lines.length === 1 && given.operands.at(-1) === lines[0] && words.length <= 6;
  if (isLine && speaking.test(given.tool))
    return plain({ nature: "trivial", tool: given.tool, target: "", value: "" });
  if (!isLine || words.some((word) => /[,!?]$|\.$/.test(word))) return null;
  const line = readArguments(["", ...words], new Set());
  const said = natureOfWords("", line.operands, line.flags);
  if (said === null) return null;
  return plain({
    nature: said.nature,
    tool: given.tool,
    target: `${name}:${subjectOf(line, said)}`,
    value: words.join(" "),
  });
}

/** `php-fpm8.2 -t`: a server asked whether its settings are sound. */
function isConfigTest({ operands, flags }: Arguments): boolean {
  const isTest = (word: string): boolean =>
    /^(-tt?|-T|-?-?config-?test|--test|--test-config|--check-config|--validate(-config)?)$/i.test(word);
  return (
    (flags.some(isTest) || operands.slice(0, 1).some(isTest)) && operands.length <= 1 && flags.length <= 2
  );
}

/** Words for setting whatever the rest names; others (`scale`, `rollback`) say themselves what is set. */
const anySetting =
  /^(set|alter|update|configure|assign|patch|modify|change|edit|put|override|tune|adjust|replace)$/;

/** What a command of a tool is about: all but the word that says what is done, and the value of a setting. */
export function subjectOf(given: Arguments, said: { nature: Nature; at: number } | null): string {
  const others = given.operands.filter((_, at) => at !== said?.at);
  // The last word of `appctl set workers 8` is the value; of `appctl edit workers --max=8` it is the thing.
  const isGivenByOption = given.flags.some((flag) => given.option(flag) !== null);
  const isLastValue = said?.nature === "set" && others.length > 1 && !isGivenByOption;
  const named = isLastValue ? others.slice(0, -1) : others;
  const subject = named.map((word) => word.replace(/^([\w.:/-]+)=.*/, "$1")).join(" ");
  const verb = said === null || said.at < 0 ? "" : (given.operands[said.at] ?? "");
  const own = said?.nature === "set" && !anySetting.test(verb) ? [verb] : [];
  return [...own, subject, ...optionsOf(given, said?.nature)].join(" ").trim();
}

const value = /^[\d.:,/-]+[a-z%]{0,3}$/i;

/**
 * Statements that a tool nobody knows is given on its standard input (`nsupdate <<EOF … update add …`): the first that
 * changes something. What they are about is their text without the numbers and addresses in it.
 */
function statementsEffect(name: string, given: Arguments, stdin: string): Effect | null {
  const lines = stdin
    .slice(0, 20_000)
    .split(/[\n;]/)
    .map((line) => line.trim().split(/\s+/));
  const changes = lines.filter(([word = ""]) => {
    const nature = verbNature(word);
    return nature !== null && isChange(nature);
  });
  if (changes.length === 0) return null;
  const subject = lines
    .flat()
    .filter((word) => !value.test(word))
    .join(" ");
  return plain({
    nature: "set",
    tool: given.tool,
    target: `${name}:${given.operands.join(" ")}:${subject}`,
    value: stdin,
  });
}
