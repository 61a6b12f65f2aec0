import type { Step } from "../../base/model/runbook.ts";
import { type Problem, problem } from "./problem.ts";
import { lineOfCode } from "./step-lines.ts";

export interface Placeholder {
  /** As written: `<pod>`, `{{ pod }}`. */
  readonly text: string;
  /** The input that takes its place: `POD`. */
  readonly name: string;
  /** Line of the code, from 0, and column in it. */
  readonly line: number;
  readonly column: number;
}

/** `<pod>` and `<pod name>`, but no redirection (`<in >out`), here-document or tag; `{{pod}}`, but no template action. */
const pattern = /(?<![<\w$])<([A-Za-z][\w.-]*(?: [\w.-]+){0,3})>|\{\{\s*([A-Za-z_][\w-]*)\s*\}\}/g;
const templateWords: ReadonlySet<string> = new Set(["end", "else", "break", "continue"]);

/** What an author left to be filled in by hand. */
export function placeholdersOf(code: string): Placeholder[] {
  return code.split("\n").flatMap((text, line) =>
    [...text.matchAll(pattern)].flatMap((found): Placeholder[] => {
      const [whole, angle, braces] = found;
      const word = angle ?? braces ?? "";
      if (angle !== undefined && new RegExp(`</${word.split(" ")[0]}>`).test(code)) return [];
      if (braces !== undefined && templateWords.has(word)) return [];
      return [{ text: whole, name: inputName(word), line, column: found.index }];
    }),
  );
}

const inputName = (word: string): string =>
  word
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();

export const lintPlaceholders = (
  step: Pick<Step, "code" | "lines">,
  fileLines: readonly string[],
): Problem[] =>
  placeholdersOf(step.code).map(({ text, name, line }) =>
    problem(
      "placeholder",
      lineOfCode(step, line, fileLines),
      `${text} was left to be filled in by hand`,
      `declare the input ${name} and write "$${name}" instead of ${text}`,
    ),
  );
