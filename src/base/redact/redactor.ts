import type { Redacted, Redactor } from "../ports/redactor.ts";
import { findHeaders } from "./headers.ts";
import { findKeyValues } from "./key-values.ts";
import { findMarkupSecrets } from "./markup.ts";
import { type Found, maskFound, type Secret } from "./mask.ts";
import { findPrivateKeys } from "./pem.ts";
import { SecretParts } from "./secret-parts.ts";
import { isDistinct, SeenSecrets } from "./seen-secrets.ts";
import { findShellSecrets, mayHoldCommands } from "./shell-text.ts";
import { findTreeSecrets } from "./shell-tree.ts";
import { findInsertedSecrets } from "./sql-columns.ts";
import { findAnnouncedSecrets, findStatementSecrets } from "./statements.ts";
import { findTokens } from "./tokens.ts";
import { findUrlSecrets } from "./urls.ts";

/** A redactor that knows the secrets of its session. */
export interface SessionRedactor extends Redactor {
  /**
   * From now on this value is masked wherever it stands, also base64, hex and URL-encoded, and so are parts of it that no
   * word looks like (`SecretParts`). Values under 4 characters are not taken.
   */
  remember(secret: string): void;
  /** Forgets every secret seen so far. */
  forget(): void;
}

/** Masking may uncover the border of another secret, so it is repeated until nothing is found: that makes it idempotent. */
const mostRounds = 6;
/** Of a text longer than this each round costs too much to have many. */
const longText = 32_768;
/** Longer commands are looked at without the tree: nobody typed them. */
const longestTree = 8192;

/**
 * Takes secrets out of text; each becomes `‹redacted:kind:hmac8›`, the first 8 hex digits of `mac(secret)`, so that equal
 * secrets stay linkable. A secret found once is masked wherever it comes back (at most 2,000 are kept). Never throws.
 */
export function createRedactor(mac: (text: string) => string): SessionRedactor {
  const seen = new SeenSecrets();
  const parts = new SecretParts();

  const learn = (secrets: readonly Secret[]): void => {
    for (const secret of secrets) if (isDistinct(secret.value)) seen.add(secret);
  };

  /** Masks what `look` finds until it finds nothing more. */
  const settle = (text: string, look: (text: string) => readonly Found[]): Redacted => {
    let current = text;
    let count = 0;
    const rounds = text.length > longText ? 2 : mostRounds;
    for (let round = 0; round < rounds; round++) {
      const masked = maskFound(current, look(current), mac);
      if (masked.secrets.length === 0) break;
      learn(masked.secrets);
      current = masked.text;
      count += masked.secrets.length;
    }
    return { text: current, count };
  };

  const inText = (text: string): Redacted =>
    settle(text, (current) => [...seen.find(current), ...parts.find(current), ...findInText(current)]);

  /** The tree costs more than all other rules, so it looks last, at what they left. */
  const inCommand = (text: string): Redacted => {
    const plain = inText(text);
    if (!mayHoldCommands(text) || text.length > longestTree) return plain;
    const masked = maskFound(plain.text, findTreeSecrets(plain.text), mac);
    if (masked.secrets.length === 0) return plain;
    learn(masked.secrets);
    const rest = inCommand(masked.text);
    return { text: rest.text, count: plain.count + masked.secrets.length + rest.count };
  };

  return {
    text: inText,
    command: inCommand,
    remember: (secret) => {
      if (secret.length >= 4) seen.add({ value: secret, kind: "secret" });
      parts.add(secret);
      // Of a key or a list of several lines each may be printed alone.
      const lines = secret.split(/\r?\n/).filter(isDistinct);
      if (lines.length > 1) for (const value of lines) seen.add({ value, kind: "secret" });
    },
    forget: () => {
      seen.clear();
      parts.clear();
    },
  };
}

const finders = [
  findPrivateKeys,
  findTokens,
  findHeaders,
  findUrlSecrets,
  findKeyValues,
  findMarkupSecrets,
  findStatementSecrets,
  findAnnouncedSecrets,
  findInsertedSecrets,
  findShellSecrets,
] as const;

const findInText = (text: string): readonly Found[] => finders.flatMap((find) => find(text));
