import { oneLine, visible } from "../../base/kernel/visible.ts";
import type { Suggestion } from "../../base/model/suggestion.ts";

/** Everything the page of `up` shows. Times are local clock times, `HH:MM:SS`, so that a page at rest does not change. */
export interface PageFacts {
  readonly pid: number;
  readonly workspace: string;
  readonly observing: readonly string[];
  readonly patrolling: readonly string[];
  readonly lastRecordAt: string | null;
  readonly openSession: {
    readonly since: string;
    readonly records: number;
    readonly terminals: number;
  } | null;
  readonly drafts: readonly string[];
  readonly suggestions: readonly Pick<Suggestion, "id" | "kind" | "title" | "runbook" | "line" | "count">[];
  /** `recording`, `operator`: what is paused. */
  readonly paused: readonly string[];
  /** What happened lately, newest last. */
  readonly messages: readonly string[];
  /** What records the shell better than its history file does; null when it is there already. */
  readonly rcLine: string | null;
}

const narrowest = 20;
const listed = 4;

/** The page, at most `columns` wide: what is watched, what waits, what happened. Nothing is told by colour alone. */
export function livePage(facts: PageFacts, columns: number): string {
  const width = Math.max(narrowest, columns - 1);
  const lines = [
    `reifier is watching (pid ${facts.pid}) · ${facts.workspace}`,
    "",
    ...list("observing", facts.observing, "nothing"),
    ...list("patrolling", facts.patrolling, "nothing yet; name log files under patrol.logs in reifier.yaml"),
    row("last command", facts.lastRecordAt ?? "none yet"),
    row("session", sessionOf(facts)),
    ...drafts(facts.drafts, width),
    ...facts.paused.map((what) => row("paused", `${what} (reifier resume)`)),
    ...facts.suggestions.slice(0, listed).flatMap((suggestion) => offer(suggestion, width)),
    ...(facts.suggestions.length > listed
      ? [row("", `and ${facts.suggestions.length - listed} more: reifier pending`)]
      : []),
    ...(facts.messages.length === 0 ? [] : ["", ...facts.messages]),
    ...rcAdvice(facts.rcLine, width),
    "",
    facts.suggestions.some(({ kind }) => kind === "run")
      ? "c opens the suggestion · Ctrl-C stops"
      : "Ctrl-C stops",
  ];
  return lines.map((line) => oneLineOf(line, width)).join("\n");
}

/** A line to copy is shown whole or not at all. */
function rcAdvice(line: string | null, width: number): string[] {
  if (line === null) return [];
  const advice = "To record exit codes and times too: reifier init, then a new shell";
  return line.length > width ? ["", advice] : ["", `${advice}; or this line in ~/.bashrc:`, line];
}

const label = 14;
const row = (name: string, text: string): string => `  ${name.padEnd(label)}${text}`;

/** What to type is never cut: where it has no room behind the first draft, it gets a line of its own. */
function drafts(paths: readonly string[], width: number): string[] {
  const [first = "", ...others] = paths;
  const answered = `${first} (reifier review)`;
  if (paths.length === 0 || row("", answered).length <= width)
    return list("drafts", paths.length === 0 ? [] : [answered, ...others], "none waits");
  return [...list("drafts", paths, ""), row("", "reifier review")];
}

function list(name: string, items: readonly string[], none: string): string[] {
  if (items.length === 0) return [row(name, none)];
  const shown = items.slice(0, listed).map((item, index) => row(index === 0 ? name : "", item));
  return items.length > listed ? [...shown, row("", `and ${items.length - listed} more`)] : shown;
}

function sessionOf({ openSession }: PageFacts): string {
  if (openSession === null) return "none open";
  const { since, records, terminals } = openSession;
  const where = terminals > 1 ? `, ${terminals} terminals` : "";
  return `open since ${since}, ${records} ${records === 1 ? "command" : "commands"}${where}`;
}

function offer(
  { id, kind, title, runbook, line, count }: PageFacts["suggestions"][number],
  width: number,
): string[] {
  const ask = `? ${kind === "run" ? "Execute" : "Approve"} '${title}'?`;
  const type = kind === "run" ? `reifier confirm ${id}` : `reifier approve ${runbook}`;
  const times = count > 1 ? ` (${count} times)` : "";
  const because = line === null ? [] : [`  because of: ${line}${times}`];
  const together = `${ask} Type: ${type}`;
  if (visible(together).length <= width) return ["", together, ...because];
  return ["", ask, ...because, `  ${type}`];
}

/** Leading spaces stay: they are the page's own. */
function oneLineOf(line: string, width: number): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const name = line.slice(indent.length);
  const gap = / {2,}/.exec(name);
  if (indent === "" || gap === null) return `${indent}${oneLine(name, width - indent.length)}`;
  const head = `${indent}${name.slice(0, gap.index)}${gap[0]}`;
  return `${head}${oneLine(name.slice(gap.index + gap[0].length), Math.max(1, width - head.length))}`;
}
