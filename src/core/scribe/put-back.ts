import type { Splice, Step } from "../../base/model/runbook.ts";
import type { Span } from "../../base/model/scalars.ts";
import { codeSpan, fenced, fitsCodeSpan } from "./markdown.ts";
import { noteSpan } from "./render.ts";

/** A command of the session that the draft does not run, with the reason that its Notes give. */
export interface LeftOut {
  /** Position in the session, from 1. */
  readonly n: number;
  readonly command: string;
  readonly because: string;
}

/**
 * What the Notes of a draft list as left out, with the session's own text of each command: the Notes shorten it to one
 * line. A command that was left out several times is told once, at its last place.
 */
export function leftOutOf(text: string, commands: readonly string[]): LeftOut[] {
  const noted = new Map(noteLines(text).map(({ span, because }) => [span, because]));
  return commands.flatMap((command, index) => {
    const because = noted.get(noteSpan(command));
    const again = commands.includes(command, index + 1);
    return because === undefined || again ? [] : [{ n: index + 1, command, because }];
  });
}

interface Draft {
  readonly text: string;
  readonly steps: readonly Pick<Step, "role" | "code" | "lines">[];
  /** Every command of the session, in order. */
  readonly commands: readonly string[];
}

/**
 * The bytes to change so that a left-out command is a fix step again, at its place in the session's order, and is no
 * longer listed in the Notes. Null where the draft has no fix section to put it into.
 */
export function putBack(draft: Draft, { n, command }: LeftOut): Splice[] | null {
  const lines = linesOf(draft.text);
  const fixes = draft.steps.filter((step) => step.role === "fix");
  const before = fixes.filter((step) => {
    const at = draft.commands.indexOf(step.code);
    return at >= 0 && at + 1 < n;
  });
  const anchor = before.at(-1)?.lines[1] ?? fixLabel(lines);
  if (anchor === null) return null;
  const isFirst = before.length === 0;
  const note = noteLines(draft.text).find(({ span }) => span === noteSpan(command))?.at;
  return [
    ...placed(lines, { anchor, isFirst, command }),
    ...(note === undefined ? [] : [{ span: note, text: "" }]),
  ];
}

interface Line {
  readonly text: string;
  /** With its line end. */
  readonly span: Span;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end + 1;
    lines.push({ text: text.slice(at, next).replace(/\r?\n$/, ""), span: [at, next] });
    at = next;
  }
  return lines;
}

const item = /^(\d{1,9})([.)])\s/;
const label =
  /^(?:\*\*(?:Fix Sequence|Fix|Mitigation|Resolution|Remediation|Steps)\*\*:?|#+ (?:Fix Sequence|Fix|Mitigation|Resolution|Remediation|Steps))\s*$/i;

/** 1-based, as the lines of steps are. */
function fixLabel(lines: readonly Line[]): number | null {
  const at = lines.findIndex(({ text }) => label.test(text));
  return at < 0 ? null : at + 1;
}

interface Place {
  /** 1-based line after which the command comes. */
  readonly anchor: number;
  /** The anchor is the section's label, not a step. */
  readonly isFirst: boolean;
  readonly command: string;
}

function placed(lines: readonly Line[], place: Place): Splice[] {
  return place.isFirst ? placedFirst(lines, place) : placedAfter(lines, place);
}

function placedFirst(lines: readonly Line[], { anchor, command }: Place): Splice[] {
  const first = lines.findIndex(({ text }, index) => index >= anchor && text.trim() !== "");
  const start = lines[first];
  const put = start?.span[0] ?? lines[anchor - 1]?.span[1] ?? 0;
  const fits = fitsCodeSpan(command);
  if (fits && item.test(start?.text ?? "")) {
    return [{ span: [put, put], text: `1. ${codeSpan(command)}\n` }, ...renumbered(lines, first, 2)];
  }
  const block = fits ? `1. ${codeSpan(command)}` : fenced(command, { role: "fix" });
  // What the scribe says where it saw no fix is not true any more.
  if (start?.text.startsWith("Not observed in the recorded session.") === true)
    return [{ span: start.span, text: `${block}\n` }];
  return [{ span: [put, put], text: `${block}\n\n` }];
}

function placedAfter(lines: readonly Line[], { anchor, command }: Place): Splice[] {
  const at = lines[anchor - 1]?.span[1] ?? 0;
  const number = item.exec(lines[anchor - 1]?.text ?? "")?.[1];
  if (number === undefined || !fitsCodeSpan(command))
    return [{ span: [at, at], text: `\n${fenced(command, { role: "fix" })}\n` }];
  const next = Number(number) + 1;
  return [
    { span: [at, at], text: `${next}. ${codeSpan(command)}\n` },
    ...renumbered(lines, anchor, next + 1),
  ];
}

/** The items of the same list that follow count on. */
function renumbered(lines: readonly Line[], from: number, first: number): Splice[] {
  const changes: Splice[] = [];
  let number = first;
  for (const { text, span } of lines.slice(from)) {
    const found = item.exec(text)?.[1];
    if (found === undefined) break;
    changes.push({ span: [span[0], span[0] + found.length], text: String(number) });
    number += 1;
  }
  return changes;
}

interface NoteLine {
  readonly span: string;
  readonly because: string;
  readonly at: Span;
}

/** `- \`command\`: reason` lines below `## Notes`. */
function noteLines(text: string): NoteLine[] {
  const lines = linesOf(text);
  const heading = lines.findLastIndex((line) => /^## Notes\s*$/.test(line.text));
  if (heading < 0) return [];
  return lines.slice(heading + 1).flatMap((line) => {
    const found = /^- ((`+).*\2): (.+)$/.exec(line.text);
    return found === null ? [] : [{ span: found[1] ?? "", because: found[3] ?? "", at: line.span }];
  });
}
