import type { Attempt } from "./attempt.ts";
import type { Reading } from "./reading.ts";
import { instancePattern } from "./volatile-instances.ts";
import type { VolatileValue } from "./volatile-rules.ts";

/** Does the text hold it as a word of its own? */
export function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at >= 0 && !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length));
}

/** Did a look before it ask for the value, or show it, as a word of its own? */
export const isNamedByLook = (value: string, { record }: Reading, kept: readonly Attempt[]): boolean =>
  kept.some(
    ({ looks, reading }) =>
      looks &&
      reading.record.n < record.n &&
      (hasWord(reading.command, value) || hasWord(reading.record.output ?? "", value)),
  );

/** Names that a command itself sets or reads: a loop over `$node` would take the place of an input of that name. */
export const variablesOf = ({ command, runs }: Reading): string[] => [
  ...runs.flatMap(({ assignments }) => assignments.map(({ name }) => name)),
  ...[...command.matchAll(/(?:\$\{?|\bfor\s+|\bread\s+(?:-\w+\s+)*)([A-Za-z_]\w*)/g)].map(
    ([, name = ""]) => name,
  ),
];

/** `rabbit@mq-2` where other commands say `mq-2`: the host alone, so that all of them go to the same one. */
export function hostOf({ value, pattern }: VolatileValue, kept: readonly Attempt[]): string {
  const host = value.replace(/^[^@]*@/, "").replace(/:.*$/, "");
  if (pattern !== instancePattern || value.includes(",") || value.includes("[")) return value;
  const shorter = [host.split(".")[0] ?? "", host].filter((one) => one !== "" && one !== value);
  const isNamed = (one: string): boolean => {
    const alone = new RegExp(`(?<![\\w.-])${one.replaceAll(".", "\\.")}(?![\\w-]|\\.\\w)`);
    return kept.some(({ reading: { command } }) => alone.test(command.replaceAll(value, " ")));
  };
  return shorter.find(isNamed) ?? value;
}

/**
 * Does the command go through several of the family, this one among them (`for h in mq-1 mq-2 mq-3`)? Then it is about
 * all of them, whichever of them it was on that day.
 */
export function isOneOfList(command: string, value: string, inputs: readonly string[]): boolean {
  const stem = /^([A-Za-z][\w.-]*?)\d+[a-z]?$/.exec(value)?.[1];
  if (stem === undefined) return false;
  const words = command.split(/[\s,;]+/);
  return words.some((word, at) => {
    const beside = [words[at - 1] ?? "", words[at + 1] ?? ""];
    const isOther = (one: string): boolean =>
      one.startsWith(stem) && /^\d+[a-z]?$/.test(one.slice(stem.length)) && !inputs.includes(one);
    return word === value && beside.some(isOther);
  });
}
