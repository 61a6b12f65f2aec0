import { createHash } from "node:crypto";
import { isoTime } from "../../base/kernel/clock.ts";
import type { Head } from "../../base/kernel/sealed-head.ts";
import { AuditLine } from "../../base/model/audit.ts";
import type { AuditEntry, ChainCheck } from "../../base/ports/journal.ts";
import type { InstallKey } from "../../base/ports/secret-key.ts";

/** `prev` of the first line. */
const origin = "0".repeat(64);

/** The text of the next line (with its newline), chained to the line before it by that line's own hash. */
export function nextLine(
  entry: AuditEntry,
  after: { readonly seq: number; readonly text: string | null; readonly now: number },
  key: InstallKey,
): { readonly line: AuditLine; readonly text: string } {
  const before = after.text === null ? null : authenticLine(after.text, key);
  const now = isoTime(after.now);
  const body = {
    seq: after.seq + 1,
    // A clock set back by a second must not look like a forged order.
    at: before !== null && before.at > now ? before.at : now,
    actor: entry.actor,
    type: entry.type,
    subject: entry.subject,
    data: entry.data,
    prev: after.text === null ? origin : hash(after.text),
  };
  const signed = JSON.stringify(body);
  const mac = key.mac("audit", signed);
  // Spliced, not serialised again: the mac is over exactly these bytes.
  const text = `${signed.slice(0, -1)},"mac":"${mac}"}`;
  return { line: AuditLine.parse(JSON.parse(text)), text: `${text}\n` };
}

/** A line's noun when the key vouches for its bytes, else null. */
export function authenticLine(text: string, key: InstallKey): AuditLine | null {
  const cut = text.lastIndexOf(',"mac":"');
  if (cut < 0 || !text.endsWith('"}')) return null;
  const mac = text.slice(cut + 8, -2);
  if (key.mac("audit", `${text.slice(0, cut)}}`) !== mac) return null;
  const parsed = AuditLine.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

/** Follows the chain from its first line and says where it first breaks, and how. `head` null: none was kept. */
export function checkChain(lines: Iterable<string>, head: Head | null, key: InstallKey): ChainCheck {
  let count = 0;
  let last: { readonly line: AuditLine; readonly text: string } | null = null;
  const broken = (firstBad: number, why: string): ChainCheck => ({ ok: false, lines: count, firstBad, why });
  for (const text of lines) {
    const line = authenticLine(text, key);
    if (line === null) return broken(count + 1, "line-changed");
    const defect = defectOf(line, last, count + 1);
    if (defect !== null) return broken(count + 1, defect);
    count += 1;
    last = { line, text };
  }
  if (head === null)
    return count === 0 ? { ok: true, lines: 0, head: "" } : broken(count + 1, "head-missing");
  if (head.seq > count) return broken(count + 1, "tail-cut");
  return { ok: true, lines: count, head: last === null ? "" : `${last.line.seq}:${last.line.mac}` };
}

function defectOf(
  line: AuditLine,
  before: { readonly line: AuditLine; readonly text: string } | null,
  expected: number,
): string | null {
  if (line.seq !== expected) return line.seq > expected ? "line-missing" : "line-repeated";
  if (line.prev !== (before === null ? origin : hash(before.text))) return "chain-broken";
  return before !== null && line.at < before.line.at ? "clock-back" : null;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
