import type { Step } from "../../base/model/runbook.ts";
import type { Verdict } from "../../base/model/verdict.ts";
import { worstVerdict } from "./plan.ts";

/** What the policy is told beside a block's text. */
export interface JudgeContext {
  /** Variables that are set and not empty when the block runs. */
  readonly nonEmpty: readonly string[];
  /** Where the block starts; empty when that is not known before the run. */
  readonly cwd: string;
}

export type Judge = (code: string, context: JudgeContext) => readonly Verdict[];

/** Commands whose effect the next block starts with: where it stands, and what is exported. */
const moves: ReadonlySet<string> = new Set(["cd", "pushd", "popd"]);
const exports: ReadonlySet<string> = new Set(["export", "declare", "typeset", "readonly"]);
const mostCarried = 50;

/**
 * Judges blocks one after the other as they will run: `cd /` in one and `rm -rf *` in the next is what it is in one
 * block. Of the two readings, by itself and behind the others, the stricter counts.
 */
export function judgeInOrder(
  judge: Judge,
): (step: Pick<Step, "code" | "cwd">, context: JudgeContext) => readonly Verdict[] {
  const carried: Carried[] = [];
  return ({ code, cwd }, context) => {
    const alone = judge(code, context);
    const before = carried.filter(({ name }) => cwd === null || !moves.has(name));
    const lead = before.map(({ text }) => `${text}\n`).join("");
    const verdicts =
      lead === "" ? alone : stricter(code, alone, behind(judge(lead + code, context), lead.length));
    carried.push(...alone.flatMap((verdict) => carriedBy(code, verdict)));
    carried.splice(0, carried.length - mostCarried);
    return verdicts;
  };
}

interface Carried {
  readonly name: string;
  readonly text: string;
}

function carriedBy(code: string, { argv, span }: Verdict): Carried[] {
  const name = argv[0] ?? "";
  return moves.has(name) || exports.has(name) ? [{ name, text: code.slice(...span) }] : [];
}

/** The verdicts on what stands behind the lead, with the places that they have without it. */
const behind = (verdicts: readonly Verdict[], lead: number): Verdict[] =>
  verdicts
    .filter(({ span }) => span[1] > lead)
    .map((one) => ({ ...one, span: [Math.max(0, one.span[0] - lead), one.span[1] - lead] }));

function stricter(code: string, alone: readonly Verdict[], behind: readonly Verdict[]): readonly Verdict[] {
  const [one, other] = [worstVerdict(code, alone), worstVerdict(code, behind)];
  return worstVerdict(code, [one, other]) === one ? alone : behind;
}
