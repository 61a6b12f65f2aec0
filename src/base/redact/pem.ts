import type { Found } from "./mask.ts";

const begin = /-----BEGIN ((?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?)-----|^PuTTY-User-Key-File-\d: .*$/gm;
const longestBlock = 65_536;

/** Private keys in PEM armour, over lines or with `\n` written out; also one whose end is cut off. The armour stays. */
export function findPrivateKeys(text: string): readonly Found[] {
  if (!text.includes("PRIVATE KEY") && !text.includes("Private-Lines")) return [];
  const found: Found[] = [];
  begin.lastIndex = 0;
  for (let hit = begin.exec(text); hit !== null; hit = begin.exec(text)) {
    const start = begin.lastIndex;
    const end = hit[1] === undefined ? puttyEnd(text, start) : armourEnd(text, start, hit[1]);
    const body = trimmed(text, start, end);
    if (/[A-Za-z0-9+/=]{4}/.test(text.slice(body.start, body.end)))
      found.push({ ...body, kind: "private-key" });
    begin.lastIndex = Math.max(start, end);
  }
  return [...found, ...tails(text)];
}

/** Leaves quotes, real and written-out line ends around the body alone. */
function trimmed(text: string, from: number, to: number): { start: number; end: number } {
  const body = text.slice(from, to);
  const lead = /^(?:\s|\\+[nrt])*/.exec(body)?.[0].length ?? 0;
  const end = body.search(/(?:\s|\\{1,4}[nrt]){0,8}$/);
  return { start: from + lead, end: from + Math.max(lead, end) };
}

function armourEnd(text: string, start: number, label: string): number {
  const closed = text.slice(start, start + longestBlock).search(new RegExp(`-----END ${label}-----`));
  if (closed >= 0) return start + closed;
  return cutOffEnd(text, start);
}

/** Without an END line: as long as lines look like base64 or a header of the armour. */
function cutOffEnd(text: string, start: number): number {
  let at = start;
  const line =
    /(?:\s|\\+[nr])*(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash): [^\n\\]*|[A-Za-z0-9+/=]{8,}(?![^\s\\"'`,}]))/y;
  for (;;) {
    line.lastIndex = at;
    if (!line.test(text)) return at;
    at = line.lastIndex;
  }
}

function puttyEnd(text: string, start: number): number {
  const end = text.slice(start, start + longestBlock).search(/^Private-MAC: .*$/m);
  return end < 0 ? cutOffEnd(text, start) : start + end;
}

/** `tail -5 key.pem`: base64 lines that an END line closes and no BEGIN line opened. */
function tails(text: string): readonly Found[] {
  const tail =
    /(?:^[ \t]*[A-Za-z0-9+/]{16,76}={0,2}[ \t]*\r?\n){1,200}(?=[ \t]*-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY)/gm;
  if (!/-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY/.test(text)) return [];
  return [...text.matchAll(tail)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    kind: "private-key",
  }));
}
