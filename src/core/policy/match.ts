import { finds } from "./detectors.ts";
import { type Facts, textOf } from "./facts.ts";
import type { Matcher, PathClass } from "./rule.ts";

/** Every condition of the matcher holds for the run. */
export function matches(matcher: Matcher, facts: Facts): boolean {
  return (
    holds(matcher.command, () => facts.name !== null && someName(matcher.command ?? [], facts.name)) &&
    holds(matcher.where, () => facts.run.where === matcher.where) &&
    holds(matcher.via, () =>
      (matcher.via ?? []).some((each) => facts.run.via.some((name) => expression(each).test(name))),
    ) &&
    holds(matcher.sub, () => (matcher.sub ?? []).some((phrase) => subWords(phrase, facts) >= 0)) &&
    flagsHold(matcher, facts) &&
    wordsHold(matcher, facts) &&
    pathsHold(matcher, facts) &&
    holds(matcher.statements, () => facts.statements().some((kind) => matcher.statements?.includes(kind))) &&
    holds(matcher.finds, () => (matcher.finds ?? []).some((finding) => finds(finding, facts)))
  );
}

const holds = (condition: unknown, check: () => boolean): boolean => condition === undefined || check();

const someName = (patterns: readonly string[], name: string): boolean =>
  patterns.some((each) => each === name || (each.includes("*") && wild(each).test(name)));

const wildcards = new Map<string, RegExp>();
const expressions = new Map<string, RegExp>();

/** `*` for any text, `|` between alternatives; patterns come from policy files only. */
function wild(pattern: string): RegExp {
  const known = wildcards.get(pattern);
  if (known) return known;
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()[\]\\]/g, "\\$&"))
    .join(".*");
  const made = new RegExp(`^(?:${source})$`, "is");
  wildcards.set(pattern, made);
  return made;
}

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const made = new RegExp(pattern, "is");
  expressions.set(pattern, made);
  return made;
}

/** How many words the phrase takes, or -1 when the command's words do not start with it. */
function subWords(phrase: string, facts: Facts): number {
  const parts = phrase.split(" ");
  return parts.every((part, index) => wild(part).test(textOf(facts.rest[index]))) ? parts.length : -1;
}

function flagsHold(matcher: Matcher, facts: Facts): boolean {
  return (
    holds(matcher.flags, () => (matcher.flags ?? []).some((flag) => hasFlag(flag, facts))) &&
    holds(matcher.allFlags, () => (matcher.allFlags ?? []).every((flag) => hasFlag(flag, facts))) &&
    holds(matcher.noFlags, () => !(matcher.noFlags ?? []).some((flag) => hasFlag(flag, facts)))
  );
}

/** A long flag may be shortened to four letters or more. */
export function hasFlag(flag: string, { flags }: Pick<Facts, "flags">): boolean {
  if (flags.has(flag)) return true;
  if (!flag.startsWith("--")) return false;
  for (const typed of flags) {
    if (typed.startsWith("--") && typed.length >= 5 && flag.startsWith(typed)) return true;
  }
  return false;
}

function wordsHold(matcher: Matcher, facts: Facts): boolean {
  const words = facts.args.map(textOf);
  const some = (pattern: string): boolean => words.some((word) => expression(pattern).test(word));
  return (
    holds(matcher.words, () => (matcher.words ?? []).some(some)) &&
    holds(matcher.allWords, () => (matcher.allWords ?? []).every(some)) &&
    holds(matcher.noWords, () => !(matcher.noWords ?? []).some(some)) &&
    holds(matcher.only, () => onlyHold(matcher, facts)) &&
    holds(matcher.stdin, () => (matcher.stdin ?? []).some((each) => expression(each).test(fedTo(facts)))) &&
    holds(matcher.fewest, () => facts.rest.length >= (matcher.fewest ?? 0)) &&
    holds(matcher.most, () => facts.rest.length <= (matcher.most ?? 0))
  );
}

const fedTo = ({ run }: Facts): string => run.stdin ?? run.stdinPartial ?? "";

function onlyHold(matcher: Matcher, facts: Facts): boolean {
  const taken = Math.max(0, ...(matcher.sub ?? []).map((phrase) => subWords(phrase, facts)));
  return facts.rest
    .slice(taken)
    .every((word) => (matcher.only ?? []).some((pattern) => expression(pattern).test(textOf(word))));
}

function pathsHold(matcher: Matcher, facts: Facts): boolean {
  const of = (
    classes: readonly PathClass[] | undefined,
    word: readonly { readonly class: PathClass }[],
  ): boolean => word.some((fact) => classes?.includes(fact.class));
  const harmless = (
    classes: readonly PathClass[] | undefined,
    word: readonly { readonly class: PathClass }[],
  ): boolean => word.every((fact) => fact.class === "secret" || classes?.includes(fact.class));
  return (
    holds(matcher.paths, () => facts.paths().some((word) => of(matcher.paths, word))) &&
    holds(
      matcher.allPaths,
      () => facts.paths().length > 0 && facts.paths().every((word) => harmless(matcher.allPaths, word)),
    ) &&
    holds(matcher.lastPath, () => of(matcher.lastPath, facts.paths().at(-1) ?? [])) &&
    holds(matcher.writes, () => of(matcher.writes, facts.writes())) &&
    holds(matcher.operand, () => operandHolds(matcher, facts))
  );
}

function operandHolds({ operand }: Matcher, facts: Facts): boolean {
  if (!operand) return false;
  return facts.operands(operand.name).some((fact) => operand.paths.includes(fact.class));
}
