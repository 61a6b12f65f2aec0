import type { Found } from "./mask.ts";

/** A part shorter than this is not told from ordinary text. */
const shortest = 8;
/** Bounded: of a longer secret, and of more secrets, the parts are not looked for. */
const longestSecret = 4_096;
const mostParts = 65_536;

/**
 * Parts of known secrets: what `cut -c1-8`, `${TOKEN:0:12}` or `fold` leaves of one. Only of a secret that is one token,
 * and only a part of 8 characters or more that no ordinary word looks like; a passphrase's words are not found.
 */
export class SecretParts {
  /** Every 8 characters in a row, with the secret that they are of. */
  private readonly grams = new Map<string, string>();

  add(secret: string): void {
    for (const token of tokensOf(secret)) {
      for (let i = 0; i + shortest <= token.length && this.grams.size < mostParts; i++)
        this.grams.set(token.slice(i, i + shortest), secret);
    }
  }

  clear(): void {
    this.grams.clear();
  }

  find(text: string): readonly Found[] {
    if (this.grams.size === 0) return [];
    const found: Found[] = [];
    for (let start = 0; start + shortest <= text.length; start++) {
      const secret = this.grams.get(text.slice(start, start + shortest));
      if (secret === undefined) continue;
      const end = this.endOf(text, start, secret);
      if (tells(text.slice(start, end))) found.push({ start, end, kind: "secret", secret });
      start = end - 1;
    }
    return found;
  }

  private endOf(text: string, start: number, secret: string): number {
    let end = start + shortest;
    while (end < text.length && this.grams.get(text.slice(end + 1 - shortest, end + 1)) === secret) end++;
    return end;
  }
}

/** What of a secret is one token each: itself, or the lines of a key. An address or a sentence is neither. */
function tokensOf(secret: string): readonly string[] {
  if (secret.length <= shortest || secret.length > longestSecret) return [];
  if (/^[^\s]+$/.test(secret)) return secret.includes("://") ? [] : [secret];
  return secret.split(/\r?\n/).filter((line) => /^[A-Za-z0-9+/=_-]{16,}$/.test(line));
}

/** So many of its letters and digits stand as in no word. */
const enough = 5;

const tells = (part: string): boolean =>
  part
    .split(/[^A-Za-z0-9]+/)
    .filter((piece) => !isWord(piece))
    .reduce((sum, piece) => sum + piece.length, 0) >= enough;

/** `correct`, `PostgreSQL14`, `web01`, `v2`, `2024`: words, each of three letters or more, and a number behind them. */
function isWord(piece: string): boolean {
  const letters = /^([A-Za-z]*)\d{0,4}$/.exec(piece)?.[1];
  if (letters === undefined) return false;
  return letters.length <= 3 || letters.replace(/[A-Z]?[a-z]{3,}|[A-Z]{3,}/g, "") === "";
}
