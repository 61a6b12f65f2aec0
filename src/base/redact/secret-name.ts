import { ownText } from "../kernel/own-text.ts";
/** How sure a name is: `strong` masks any value, `weak` only one that looks made by chance. */
export type NameStrength = "strong" | "weak";

const qualified =
  `(?:activation|api|app|access|secret|private|priv|account|acct|shared|auth|encryption|encrypt|decrypt|enc|signing|sign|signature
 |master|license|licence|service|storage|ssh|hmac|aes|rsa|gpg|cipher|crypt|crypto|session|jwt|webhook|hook|deploy|ingest|ingestion
 |write|read|admin|root|client|consumer|unseal|recovery|transit|data|user|server|function|host|subscription|instrumentation|cookie
 |pass|token|secret[_-]?access|insert|push|publish|stream|bot|bearer|flask_secret|accountaccess|sas|project|write|wg|psk|preshared|tls
 |integration|routing|org|team|install|vapid|widget|site|merchant|rapidapi|openai|anthropic|stripe|sendgrid|datadog|dd|algolia)`.replace(
    /\s+/g,
    "",
  );

// The last words of a name that say "secret" by themselves, whatever stands before them.
const glued = `pass(?:word|wd|wort|phrase|code)|pass(?:word)?[_-](?:b(?:ase)?64|plain(?:text)?|value|raw)|pass[_-](?:word|phrase|code)|pwd|contrase(?:na|ña)|secrets?|token|api[_-]?key|credentials?|creds?`;
// The last words of a name that need a border before them: not "compass", "author", "monkey".
const bordered =
  `pass|pw|psk|auth|access[_-]?key[_-]?id|authkey|authtoken|passkey|passkeys|otp|totp|pin|jwt|bearer|cookie|sas|sasl|salt|pepper|seed|mnemonic|community|dsn
 |${qualified}[_-]?key|key[_-]?(?:secret|pass)|secret[_-]?key[_-]?base|key[_-]?base|connection[_-]?string|webhook(?:[_-]?url)?|sig|signature|session(?:[_-]?(?:id|key))?|sessid|sid|nonce|csrf|xsrf
 |code[_-]?verifier|phpsessid|jsessionid|sessionid|aspsessionid|asp[.]net_sessionid|license|licence|key|access[_-]?code|auth[_-]?code|security[_-]?code|cvv|cvc`.replace(
    /\s+/g,
    "",
  );
const weakLast =
  /(?:^(?:pass|pw)|(?:^|[_.-])(?:key|access[_-]?key[_-]?id|auth|sig|signature|session(?:[_-]?(?:id|key))?|sessid|sid|nonce|csrf|xsrf|cookie|code[_-]?verifier|[a-z]{0,20}sessionid|license|licence|salt|seed|sas|sasl|dsn|community|webhook(?:[_-]?url)?|pin|otp|totp|cvv|cvc|credentials?|creds?|secrets|(?:project|user|host|data|session|publish|site|read|write|server|client|team|org|install|routing|pass|token|cookie)[_-]?key))$/;

/** The words that may end a secret's name, for building expressions. Longest first does not matter: borders are checked. */
export const secretWords: string = `${glued}|${bordered}`;

// A key of these is a secret whatever it looks like; other keys need a value made by chance.
const strongKey = new RegExp(
  `(?:^|[_.\\-])(?!(?:project|user|host|data|session|publish|site|read|write|server|client|team|org|install|routing|pass|token|cookie)[_-]?key)(?:${qualified})[_-]?key\\d{0,3}$`,
);
const gluedEnd = new RegExp(`(?:${glued})\\d{0,3}$`);
const borderedEnd = new RegExp(`(?:^|[_.\\-/: ])(?:${bordered})\\d{0,3}$`);
const gluedPasses =
  /(?:^|[_.-])(?:db|user|root|admin|my|smtp|ftp|redis|pg|mail|ldap|ssh|enc|sudo|su|vpn|wifi|http|imap|pop|bind|proxy|login|key|store|require|master|new|old|basic|auth|mysql|sql)(?:pass|auth|pw)\d{0,3}$/;

/** `remotepass`: a word and "pass", unless both are one word of the language. */
const joinedPass =
  /^(?!(?:.*[_.-])?(?:by|com|encom|tres|sur|over|under|im|tres|multi|single|first|second|last|render|high|low|band|all|pre|post)pass)(?:.*[_.-])?(?!(?:db|user|root|admin|my|smtp|ftp|redis|pg|mail|ldap|ssh|enc|sudo|su|vpn|wifi|http|imap|pop|bind|proxy|login|key|store|require|master|new|old|basic|auth|mysql|sql)pass)[a-z]{2,20}pass$/;

/** Names that end like a secret's and are none. */
const innocent =
  /^(?:(?:.*[._-])?(?:existing|tls|image[_-]?pull|pull|password)[_-]secrets?|git_author|nopasswd|no_passwd|primary[_-]?key|foreign[_-]?key|public[_-]?key|.*public[_-]?key|.*pub[_-]?key|.*host[_-]?key|.*(?:sort|partition|cache|hash|object|s3|bucket|row|map|group|routing|idempotency|registry|hot|arrow|index|unique|natural|shard|lock|dedup|i18n|translation)[_-]?key|.*(?:max|min|num|total|input|output|prompt|completion|next|continuation|page|sync|cancel|cancellation|eos|bos|pad|unk|mask)[_.-]?token|no[_-]?pass(?:word)?|.*[_-]no[_-]password|bypass|by[_-]pass|ch(?:g)?passwd|smbpasswd|htpasswd|kpasswd|.*user[._-]signing[_-]?key|.*askpass|.*\bno[_-]auth)$/;

/**
 * Whether a name (`DB_PASSWORD`, `spring.datasource.password`, `clientSecret`) is a secret's, and how sure that is.
 * Only its last segment counts: `password_file` and `tokenTtl` name something else.
 */
export function nameStrength(name: string): NameStrength | null {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const strength = judgeName(name);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(ownText(name), strength);
  return strength;
}

/** The same names come again and again. */
const judged = new Map<string, NameStrength | null>();
const mostJudged = 2000;

function judgeName(name: string): NameStrength | null {
  if (name === "PWD" || name === "OLDPWD") return "weak";
  const flat = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
  const joined = name.toLowerCase();
  if (innocent.test(flat) || innocent.test(joined)) return null;
  if (joinedPass.test(joined)) return "weak";
  if (
    !gluedEnd.test(joined) &&
    !borderedEnd.test(flat) &&
    !borderedEnd.test(joined) &&
    !gluedPasses.test(flat.replace(/_(pass|auth|pw)/, "$1"))
  )
    return null;
  if (strongKey.test(flat)) return "strong";
  return weakLast.test(flat.replace(/\d{1,3}$/, "")) && !gluedPasses.test(joined) ? "weak" : "strong";
}
