import type { ShellName } from "../../base/model/scalars.ts";
import { inOrder, parseFishSpool, uptimeEnd } from "./fish-spool.ts";
import type { SpoolContent, SpoolEntry } from "./spool-entry.ts";
import { decodeText } from "./text-bytes.ts";

const header = /^@1\t(\d+)\t(\d+(?:[.,]\d+)?|)\t(\d+(?:[.,]\d+)?)\t(\d+)\t([cnu])\t/;
const uptimeHeader = /^@2\t(\d+)\t(\d+)\t(\d+)\.(\d\d)(?: [\d.]+)?\t(\d*)\t(\d+)\t/;
const kinds = { c: "command", n: "idle", u: "unsure" } as const;

/**
 * A record is `NUL @1 TAB sequence TAB start TAB end TAB exit TAB kind TAB pipestatus NUL cwd NUL text NUL . NUL`, times
 * in microseconds or as the shell's clock prints them (`1763712000.123456`, or with a comma); or, from a shell without a
 * clock, what `fish-spool.ts` reads (and before that `@2 TAB sequence TAB second of boot TAB uptime TAB milliseconds it took
 * TAB exit TAB pipestatus`, from shells that are still open). The leading NUL and the final `.` make the form find itself again after a record that was cut off.
 */
export function parseSpool(bytes: Uint8Array, shell: ShellName): SpoolContent {
  return shell === "fish" && !bytes.includes(0) ? parseFishSpool(bytes) : parseFields(bytes, shell);
}

function parseFields(bytes: Uint8Array, shell: ShellName): SpoolContent {
  const fields = splitAtNul(bytes);
  const unended = fields.pop();
  const entries: SpoolEntry[] = [];
  let damaged = 0;
  let torn = (unended?.length ?? 0) > 0;
  for (let i = 0; i < fields.length; ) {
    const found = matchHeader(fields[i]);
    if (found === null) {
      if ((fields[i]?.length ?? 0) > 0) damaged++;
      i++;
      continue;
    }
    if (i + 3 >= fields.length) {
      torn = true;
      break;
    }
    const [cwd, text, end] = [fields[i + 1], fields[i + 2], fields[i + 3]];
    if (cwd === undefined || text === undefined || end?.length !== 1 || end[0] !== 0x2e) {
      damaged++;
      i = nextRecord(fields, i + 1);
      continue;
    }
    entries.push(makeEntry(found.coarse ? inOrder(found, entries.at(-1)) : found, cwd, text, shell));
    i += 4;
  }
  return { entries, damaged, torn };
}

function splitAtNul(bytes: Uint8Array): Uint8Array[] {
  const fields: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
    fields.push(bytes.subarray(from, at));
    from = at + 1;
  }
  fields.push(bytes.subarray(from));
  return fields;
}

interface Head extends Pick<SpoolEntry, "sequence" | "startedAt" | "endedAt" | "exitCode" | "kind"> {
  readonly coarse: boolean;
}

function matchHeader(field: Uint8Array | undefined): Head | null {
  if (field === undefined || field[0] !== 0x40 || field.length > 4096) return null;
  const { text } = decodeText(field);
  const clocked = header.exec(text);
  if (clocked !== null) {
    const [, sequence, start = "", end = "", exit, kind] = clocked;
    return {
      sequence: String(Number(sequence)),
      startedAt: start === "" ? null : milliseconds(start),
      endedAt: milliseconds(end),
      exitCode: Number(exit),
      kind: kind === "c" || kind === "n" ? kinds[kind] : kinds.u,
      coarse: false,
    };
  }
  const counted = uptimeHeader.exec(text);
  if (counted === null) return null;
  const [, sequence, boot = "", seconds = "", hundredths = "", took = "", exit] = counted;
  const endedAt = uptimeEnd(boot, seconds, hundredths);
  const startedAt = took === "" ? null : endedAt - Number(took);
  return {
    sequence: String(Number(sequence)),
    startedAt,
    endedAt,
    exitCode: Number(exit),
    kind: "command",
    coarse: true,
  };
}

/** Of microseconds, or of seconds with a fraction after the locale's decimal mark. */
function milliseconds(time: string): number {
  const [whole = "", fraction] = time.split(/[.,]/);
  if (fraction === undefined) return Math.floor(Number(whole) / 1_000);
  return Number(whole) * 1_000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}

function nextRecord(fields: readonly Uint8Array[], from: number): number {
  for (let i = from; i < fields.length; i++) if (matchHeader(fields[i]) !== null) return i;
  return fields.length;
}

/** What was typed, out of the bytes with which the hook says it. */
export const typedText = (text: Uint8Array, shell: ShellName): ReturnType<typeof decodeText> =>
  decodeText(shell === "bash" ? withoutListing(text) : text);

function makeEntry(head: Head, cwd: Uint8Array, text: Uint8Array, shell: ShellName): SpoolEntry {
  const typed = typedText(text, shell);
  const directory = decodeText(cwd).text;
  const { coarse: _, ...known } = head;
  return { ...known, cwd: directory === "" ? null : directory, text: typed.text, cut: typed.cut };
}

/** bash writes what `history 1` prints: a number, a mark for an edited entry, a space, the text, a newline. */
function withoutListing(text: Uint8Array): Uint8Array {
  let at = 0;
  while (text[at] === 0x20) at++;
  while (isDigit(text[at])) at++;
  const end = text[text.length - 1] === 0x0a ? text.length - 1 : text.length;
  return text.subarray(Math.min(at + 2, end), end);
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
