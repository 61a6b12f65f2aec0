import type { Runbook } from "../../src/base/model/runbook.ts";
import type { Gym } from "./gym.ts";

const fits = (code: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => new RegExp(pattern, "m").test(code));

/** What expect.json says against a draft. */
export function draftProblems(gym: Gym, runbook: Runbook, text: string): string[] {
  const { expected } = gym;
  const of = (role: string): string[] =>
    runbook.steps.filter((step) => step.role === role).map(({ code }) => code);
  const fix = of("fix");
  // What changed in an editor is the step, not the editor.
  const edits = expected.edited.filter(({ plus }) => !fix.some((code) => code.includes(plus)));
  const verified = of("verify").some((code) => fits(code, expected.verify));
  return [
    ...outOfPlace(fix, expected.fix),
    ...fix.flatMap((code) => strangeStep(gym, code)),
    ...edits.map(({ plus }) => `nothing puts in ${plus}`),
    ...(verified ? [] : ["nothing verifies it"]),
    ...expected.secrets
      .filter((secret) => text.includes(secret))
      .map((secret) => `${secret} stands in the draft`),
  ];
}

function outOfPlace(fix: readonly string[], wanted: readonly string[]): string[] {
  const problems: string[] = [];
  let at = -1;
  for (const pattern of wanted) {
    const found = fix.findIndex((code, index) => index > at && fits(code, [pattern]));
    if (found < 0) problems.push(`no step like ${pattern} in its place`);
    else at = found;
  }
  return problems;
}

function strangeStep({ expected: { fix, not_fix: forbidden, optional } }: Gym, code: string): string[] {
  if (fits(code, fix)) return [];
  if (fits(code, forbidden)) return [`${code} is no part of the fix`];
  return fits(code, optional) ? [] : [`${code} was not expected`];
}
