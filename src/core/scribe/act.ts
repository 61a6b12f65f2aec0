import type { Arguments } from "./arguments.ts";
import type { Nature } from "./effect.ts";

/** What one command does, with all it is about. */
export interface Act {
  readonly nature: Nature;
  readonly targets: readonly string[];
  readonly value: string;
}
/** What a row of the table is given besides the words. */
export interface ActContext {
  readonly given: Arguments;
  readonly raw: readonly string[];
  readonly stdin: string | null;
  /** The file that it reads from by `<`. */
  readonly from: string | null;
  readonly path: (word: string) => string;
  /** Targets that the row's target spec names. */
  readonly targets: readonly string[];
}

export const one = (nature: Nature, target = "", value = ""): Act => ({ nature, targets: [target], value });

export const optionValues = (raw: readonly string[], names: readonly string[]): string[] => {
  const found: string[] = [];
  raw.forEach((word, at) => {
    const name = names.find((option) => word === option || word.startsWith(`${option}=`));
    if (name !== undefined) found.push(word === name ? (raw[at + 1] ?? "") : word.slice(name.length + 1));
    else if (/^-[a-zA-Z]+[ceq]$/.test(word) && names.includes(`-${word.at(-1)}`))
      found.push(raw[at + 1] ?? "");
  });
  return found;
};
