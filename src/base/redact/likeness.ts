import { entropy, isDigest, isStandIn, looksRandom } from "./judge-value.ts";

/**
 * How much a word looks like a password that a person made up or a program drew: `strong` needs nothing else to be
 * believed, `fair` a host or a name beside it, `weak` a user. Null: a path, a number, a host, a version, a plain word …
 */
export type Likeness = "strong" | "fair" | "weak";

const rank: Readonly<Record<Likeness, number>> = { strong: 3, fair: 2, weak: 1 };

/** Whether a value is at least as likely as `least`. */
export function isLikely(value: string, least: Likeness): boolean {
  const likeness = passwordLikeness(value);
  return likeness !== null && rank[likeness] >= rank[least];
}

/** Whether a value after a name that is not only a secret's (`key`, `pass`, `auth`) is one. */
export const isLikelyAfter = (name: string, value: string): boolean =>
  looksRandom(value) ||
  (/pass$|(?:^|[-_.])(?:pw|auth|creds?|credentials?)$/i.test(name) && isLikely(value, "fair"));

// What has a meaning of its own.
const meanings = [
  /\s|:\/\/|‹redacted:/,
  /^[+-]?[\d.,:x-]+[A-Za-z%]{0,3}$/, // number, port, size, time, date, address
  /^\d{4}-\d\d-\d\d|^\d{8}[T-]\d{4,6}/, // time
  /^[\da-f]{0,4}(?::[\da-f]{0,4}){2,}$/i, // address
  /^(?:[A-Za-z]?[a-z0-9_-]+\.)+[A-Za-z]?[a-z]+(?::\d+)?$|^[A-Z.-]+$/, // host
  /^0x[\da-f]+$/i,
  /^AAAA[A-Z]\w/, // public key of ssh
  /^(?:[a-z][a-z0-9_]*\.){2,}\w+$/, // com.example.App
  /^(?:[a-z\d_@+-]+|(?:[A-Za-z]+\d*|\d+)(?:[-_.](?:[A-Za-z]+\d*|\d+))*)\.(?:[a-z]{1,4}|[a-z]{2,3}\d|[a-z]\d)$/, // file
  /\.(?:png|jpe?g|log|txt|json|ya?ml|t?gz|xz|zip|sql|csv|conf|tar|xml|html|pem|crt|key|pub|sh|py|[jt]s|deb|rpm|iso|img|db)$/,
  /^v?\d+(?:\.\d+)+(?:[-+.]?[\w.]*)*$|[-_@:=]v?\d+\.\d+(?:\.\d+)*(?:[-+.][\w.+-]*)?$/, // version
  /^-{0,2}[A-Za-z_][\w.:-]*=/, // name=…
  /^[\w.-]+:[\w.-]+$/, // host:port, image:tag
  /^[\w.+-]+@[A-Za-z]?[a-z0-9-]+(?:\.[A-Za-z]?[a-z0-9-]+)*\.[a-z]{2,}$|^[a-z][a-z0-9._-]*@[A-Za-z]?[a-z0-9-]*(?:\.[A-Za-z][a-z0-9-]*)*$|^@/, // user@host, @scope
  /^[\w./-]+[~^]\d*$|@\{/, // revision
  /^[+%]?%[A-Za-z]|%[A-Za-z]%|%\{/, // format
  /^\$|^-|^\(|\$[({A-Za-z]|^s([/|#,]).*\1.*\1/,
] as const;

/** Words and short numbers joined: `us-east-1`, `web2-prod`, `My-Crate2`, `MainActivity`. */
const joinedWords = /^(?:[A-Za-z]+\d{0,2}[-_.])*(?:[A-Za-z]+\d{0,3}|\d{1,3})$/;
const lowerName = /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*$/;

export function passwordLikeness(value: string): Likeness | null {
  if (value.length < 6 || value.length > 200 || isStandIn(value) || isDigest(value)) return null;
  if (meanings.some((shape) => shape.test(value)) || isPathLike(value)) return null;
  return likenessOf(value);
}

/** A slash is a path's, but in the Base64 of a key. */
const isPathLike = (value: string): boolean =>
  /[/\\]/.test(value) && !(/^[A-Za-z0-9+/]{20,}={1,2}$/.test(value) && entropy(value) >= 4);

function likenessOf(value: string): Likeness | null {
  const digits = /\d/.test(value);
  const cases = isCased(value);
  const marks = /[!@#$%^&*?~+=]/.test(value);
  if (!/[A-Za-z]/.test(value) || !(digits || cases || marks)) return null;
  if (coded.test(value)) return "weak";
  if (marks && digits) return "strong";
  if (value.length < 8) return "fair";
  if (joinedWords.test(value) || lowerName.test(value)) return ofName(value);
  return digits && (cases || looksRandom(value)) ? "strong" : "fair";
}

/** Signs of patterns, lists and programs. */
const coded = /[()[\]{}|<>,;'"`:]|^[*^?]|\*$/;
const isCased = (value: string): boolean => /[a-z]/.test(value) && /[A-Z]/.test(value);

/** Of words with numbers a few are passwords: `Raven.copper.16`, `Winter2024`, `creeper-pw-5518`. */
function ofName(value: string): Likeness | null {
  const cases = isCased(value);
  const digits = /\d/.test(value);
  if (!digits) return /[a-z][A-Z]/.test(value) && value.length >= 8 ? "weak" : null;
  if (value.length >= 20 && !/[-_.]/.test(value) && looksRandom(value)) return "strong";
  if (cases) return /[-_.]\d{2,3}$/.test(value) && value.length >= 10 ? "strong" : "fair";
  return /\d{4}/.test(value) && value.length >= 8 ? "fair" : "weak";
}
