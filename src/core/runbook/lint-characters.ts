import type { Step } from "../../base/model/runbook.ts";
import { type Problem, problem } from "./problem.ts";
import { lineOfCode } from "./step-lines.ts";

/** Characters that look like something else, or like nothing: what a person approves would not be what runs. */
const rules = [
  [
    "bidi-control",
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
    "a character that reorders the text",
    "take it out",
  ],
  [
    "zero-width",
    /[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/u,
    "a character that cannot be seen",
    "take it out",
  ],
  [
    "non-ascii-space",
    /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u,
    "a space that the shell does not take for one",
    "write a plain space",
  ],
  [
    "smart-quote",
    /[\u2018-\u201f\u00ab\u00bb]/u,
    "a typographic quote, which quotes nothing",
    "write ' or \"",
  ],
  ["smart-dash", /(?:^|\s)[\u2010-\u2015\u2212]+\w/u, "a typographic dash before an option", "write -"],
  [
    "control-character",
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufffd]/u,
    "a control character",
    "take it out",
  ],
  [
    "ellipsis",
    /\u2026|(?:^|\s)\.\.\.(?=\s|$)/u,
    "an ellipsis that stands for something left out",
    "write what was left out",
  ],
] as const;

export function lintCharacters(step: Pick<Step, "code" | "lines">, fileLines: readonly string[]): Problem[] {
  if (!/[^\t\n\x20-\x7e]|\.\.\./.test(step.code)) return [];
  return step.code
    .split("\n")
    .flatMap((text, index) =>
      rules.flatMap(([rule, pattern, what, fix]) =>
        pattern.test(text) && !(rule === "ellipsis" && /^\s*#/.test(text))
          ? [problem(rule, lineOfCode(step, index, fileLines), `there is ${what} in this line`, fix)]
          : [],
      ),
    );
}
