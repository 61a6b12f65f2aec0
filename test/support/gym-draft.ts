import type { Runbook } from "../../src/base/model/runbook.ts";
import type { Gym } from "./gym.ts";

/** What expect.json says against a draft. */
export function draftProblems(gym: Gym, runbook: Runbook, text: string): string[] {
  const { fix: wanted, not_fix: forbidden, optional, verify, secrets } = gym.expected;
  const of = (role: string): string[] =>
    runbook.steps.filter((step) => step.role === role).map(({ code }) => code);
  const fits = (code: string, patterns: readonly string[]): boolean =>
    patterns.some((pattern) => new RegExp(pattern, "m").test(code));
  const fix = of("fix");
  const problems: string[] = [];
  let at = -1;
  for (const pattern of wanted) {
    const found = fix.findIndex((code, index) => index > at && fits(code, [pattern]));
    if (found < 0) problems.push(`no step like ${pattern} in its place`);
    else at = found;
  }
  for (const code of fix) {
    const known = fits(code, wanted);
    if (!known && fits(code, forbidden)) problems.push(`${code} is no part of the fix`);
    else if (!known && !fits(code, optional)) problems.push(`${code} was not expected`);
  }
  // What changed in an editor is the step, not the editor.
  for (const { plus } of gym.expected.edited)
    if (!fix.some((code) => code.includes(plus))) problems.push(`nothing puts in ${plus}`);
  if (!of("verify").some((code) => fits(code, verify))) problems.push("nothing verifies it");
  for (const secret of secrets) if (text.includes(secret)) problems.push(`${secret} stands in the draft`);
  return problems;
}
