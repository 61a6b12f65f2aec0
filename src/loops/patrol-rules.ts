import type { Alert, PatternMatch } from "../base/model/alert.ts";
import type { PatternRow } from "../base/model/pattern.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import type { ApprovedRunbook } from "./operate-deps.ts";

/** Where commands leave word that patterns or their links are others now. */
export const linksKey = "links-changed";

/** How the names of alerts are compared: case and spacing do not count. */
const ruleKey = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase();

/**
 * The user's own rules: what stands under `alerts` of an approved runbook, and the names given with `patterns learn`.
 * Each leads to the pattern that the approval linked.
 */
export function ownRules(
  { redactor }: { readonly redactor: Redactor },
  approved: ReadonlyMap<string, ApprovedRunbook>,
  rows: readonly PatternRow[],
): ReadonlyMap<string, string> {
  const rules = new Map<string, string>();
  for (const { id, name, example } of rows)
    if (name !== learnPattern(example).name) rules.set(ruleKey(name), id);
  for (const { runbook } of approved.values()) {
    for (const alert of runbook.alerts.filter((text) => text.trim() !== ""))
      rules.set(ruleKey(alert), learnPattern(redactor.text(alert).text).id);
  }
  return rules;
}

/** An alert whose own name somebody wrote down: the strongest evidence there is. */
export function ruleMatch(
  rules: ReadonlyMap<string, string>,
  { title, labels, message }: Pick<Alert, "title" | "labels" | "message">,
): PatternMatch | null {
  for (const name of [labels["alertname"], title, message]) {
    const pattern = name === undefined || name === null ? undefined : rules.get(ruleKey(name));
    if (pattern !== undefined) return { pattern, kind: "exact", score: 1, evidence: "rule", values: {} };
  }
  return null;
}
