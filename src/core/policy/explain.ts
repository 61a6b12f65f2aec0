import { visible } from "../../base/kernel/visible.ts";
import type { Verdict } from "../../base/model/verdict.ts";
import { analyseShell } from "../../base/shell/analyse.ts";
import type { CommandRun } from "../../base/shell/types.ts";
import { type JudgeContext, judgeParts, worst } from "./judge.ts";
import type { Policy } from "./rule.ts";

/**
 * The tree of what would run, one line per command with its verdict, the part that decided marked with `>`:
 * ```
 * > deny    high    rm -rf /        fs-rm-tree: …
 *   via sudo
 * ```
 */
export function explain(text: string, policy: Policy, context: JudgeContext): string {
  const parts = judgeParts(text, policy, context);
  const decisive = worst(parts);
  const analysis = analyseShell(text, { declared: context.declared });
  const lines = [visible(text, { keep: "lines" }), ...underline(text, decisive)];
  let open: readonly string[] = [];
  parts.forEach((part, index) => {
    const run = analysis.ok ? analysis.runs[index] : undefined;
    const via = run?.via ?? [];
    lines.push(...opened(open, via));
    open = via;
    lines.push(`${"  ".repeat(via.length)}${line(part, run, part === decisive)}`);
  });
  if (parts.length === 0) lines.push("  allow   low     nothing runs");
  if (decisive?.safer) lines.push(`safer: ${decisive.safer}`);
  return lines.join("\n");
}

/** The wrappers that this run has and the one before had not. */
function opened(before: readonly string[], now: readonly string[]): readonly string[] {
  const shared = now.findIndex((name, index) => before[index] !== name);
  if (shared < 0) return [];
  return now.slice(shared).map((name, index) => `${"  ".repeat(shared + index)}  ${visible(name)}`);
}

function line(part: Verdict, run: CommandRun | undefined, decides: boolean): string {
  const words =
    part.argv.length > 0 ? part.argv.map(quoted).join(" ") : part.command.slice(part.span[0], part.span[1]);
  const notes = [
    run?.where === "local" || !run ? "" : run.where,
    run?.context === "top" || !run ? "" : run.context,
    run?.connector === "|" ? "piped" : "",
    run?.background ? "background" : "",
  ].filter((note) => note !== "");
  const place = notes.length > 0 ? ` (${notes.join(", ")})` : "";
  return `${decides ? ">" : " "} ${part.verdict.padEnd(7)} ${part.risk.padEnd(6)}  ${visible(words)}${place}  [${part.rule}] ${part.reason}`;
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./*?~$-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** A row of carets below the judged part of a single line. */
function underline(text: string, decisive: Verdict | null): readonly string[] {
  if (!decisive || text.includes("\n") || decisive.verdict === "allow") return [];
  const [start, end] = decisive.span;
  return [
    `${" ".repeat(visible(text.slice(0, start)).length)}${"^".repeat(Math.max(1, visible(text.slice(start, end)).length))}`,
  ];
}
