import { Scanner } from "./scan.ts";

/** Which kinds of lines were seen before, by their masked words: a question that costs less than any other about a line. */
export interface Familiar {
  has(line: string): boolean;
  add(line: string): void;
}

/** Forgotten all at once when there are more. */
const maxKinds = 20_000;

export function createFamiliar(): Familiar {
  const scanner = new Scanner({ keepCodes: true });
  const kinds = new Set<number>();
  return {
    has: (line) => kinds.has(scanner.scan(line, 0).key),
    add: (line) => {
      if (kinds.size >= maxKinds) kinds.clear();
      kinds.add(scanner.scan(line, 0).key);
    },
  };
}
