import type { StepRole } from "../../base/model/scalars.ts";

const words: ReadonlyMap<string, StepRole> = new Map([
  ["guard", "guard"],
  ["diagnose", "diagnose"],
  ["diagnosis", "diagnose"],
  ["checks", "diagnose"],
  ["fix", "fix"],
  ["fix sequence", "fix"],
  ["mitigation", "fix"],
  ["resolution", "fix"],
  ["remediation", "fix"],
  ["steps", "fix"],
  ["verify", "verify"],
  ["verification", "verify"],
  ["check resolution", "verify"],
  ["rollback", "rollback"],
  ["undo", "rollback"],
]);

/** The role that a heading or bold label gives to what stands below it; null for any other words. */
export function roleOfLabel(text: string): StepRole | null {
  const bare = text
    .trim()
    .replace(/\s*[:：]$/, "")
    .replace(/^\d{1,3}[.)]\s+/, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
  return words.get(bare) ?? null;
}

export const isRole = (word: string): word is StepRole =>
  word === "guard" || word === "diagnose" || word === "fix" || word === "verify" || word === "rollback";
