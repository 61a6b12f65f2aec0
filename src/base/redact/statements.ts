import { allMatches } from "./all-matches.ts";
import { isStandIn, looksRandom } from "./judge-value.ts";
import { isLikely } from "./likeness.ts";
import type { Found } from "./mask.ts";
import { valueAt } from "./value-span.ts";

// SQL and its like: what stands before a quoted secret.
const beforeQuote = [
  /\b(?:new\s{1,4}PDO|mysqli_connect|DBI->connect|new\s{1,4}mysqli|pg_connect|create_engine|DriverManager\.getConnection)\(\s{0,4}["'][^"'\n]{0,200}["']\s{0,4},\s{0,4}["'][^"'\n]{0,80}["']\s{0,4},\s{0,4}/g,
  /"(?:AUTH|requirepass|masterauth)"\s{1,4}(?:"[\w-]{1,40}"\s{1,4})?(?=")/gi,
  /\bidentified\s{1,4}(?:with\s{1,4}["'`]?\w{1,40}["'`]?\s{1,4})?(?:by|as|using)\s{1,4}(?:password\s{1,4}|random\s)?/gi,
  /\b(?:encrypted\s{1,4}|with\s{1,4})?(?:password|passwd|pwd|passphrase|secret_key|access_key_id|secret_access_key|sid_key)\s{0,4}(?:\(\s{0,4}|\s(?:to\s|as\s|is\s)?)(?=[NEe]?\\{0,3}["'`])/gi,
  /\bset\s{1,4}password\s(?:[^=\n]{0,80}=|\s{0,4}=)\s{0,4}(?:password\s{0,2}\(\s{0,2})?/gi,
  /\b(?:db\.auth|changeUserPassword|authenticate|login|auth|connect(?!\(\s{0,4}\\{0,3}["']\w{1,20}:[^"'\n]{1,400}["']\s{0,4},\s{0,4}\\{0,3}["'][^"'\n]{1,80}["']\s{0,4},\s{0,4}["'])|setPassword|pgp_sym_(?:en|de)crypt|aes_(?:en|de)crypt|(?:en|de)crypt)\(\s{0,4}\\{0,3}["'][^"'\n]{1,400}\\{0,3}["']\s{0,4},\s{0,4}/gi,
  /\bpassword_hash\(\s{0,4}|\bhash_password\(\s{0,4}|\bset_password\(\s{0,4}|\b(?:bcrypt|make_password|generate_password_hash|hashpw|Hash::make)\(\s{0,4}|\bpgp_sym_(?:en|de)crypt\([^'"()\n]{1,80},\s{0,4}|\bConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?|\bsetPassword\(\s{0,4}|\bdigest\(\s{0,4}/gi,
  /\bauth\s{0,4}=\s{0,4}\(\s{0,4}["'][^"'\n]{1,80}["']\s{0,4},\s{0,4}/gi,
  /(?:assw|passphrase|\bPIN\b)[^\n]{0,80}?(?:\n[ \t]{0,8})?\bsend\s{1,3}(?:--\s)?(?:\\{0,2}\{|(?=\\{0,2}["']))/gi,
  /\[\\?["'][\w.-]{0,60}(?:password|passwd|passphrase|secret|token|api_?key)\\?["']\]\s{1,4}(?=\\?["'])/gi,
  /(?:^|[\s"'])(?:[\w.@%-]{1,60}\s{1,4})?:\s{1,4}(?:PSK|EAP|XAUTH|NTLM|RSA|PIN)\s{1,4}(?=\\?["'])/g,
  /\brequirepass\s{1,4}|\bmasterauth\s{1,4}|\bmasterpass\s{1,4}/gi,
];

// A word that is the secret, after what says so: .netrc, redis, network gear, installers.
const beforeWord = [
  /\brootpw\s{1,4}--\w{2,12}\s{1,4}|\bplain-text-password(?:-value)?\s{1,4}|\buserPassword::?\s{1,4}/g,
  /\bsecret,id=[\w.-]{1,40},data=/gi,
  /\bopen\s{1,4}-u\s{1,4}[^,\s]{1,60},/g,
  /\bjdbc:oracle:thin:[^/\s@]{1,60}\/(?=[^@\s]{1,100}@)/gi,
  /\b(?:login|user|account|machine\s+\S{1,120})\s{1,8}\S{1,120}\s{1,8}(?:password|passwd)\s{1,8}(?=\S)/gi,
  /\bconfig\s{1,4}set\s{1,4}(?:requirepass|masterauth|tls-key-file-pass)\s{1,4}/gi,
  /\bacl\s{1,4}setuser\s{1,4}\S{1,80}\s(?:[^>\n]{0,120}\s)?["']?[>#](?=\S)/gi,
  /(?:^|["'>\]]\s{0,2})auth\s{1,4}(?!(?:login|plain|cram|digest|gssapi|ntlm|xoauth2|scram|external|oauthbearer)[\w-]{0,16}(?:\s{1,4}(?:login|plain|cram|digest|gssapi|ntlm|xoauth2|scram|external|oauthbearer)[\w-]{0,16}){0,8}\s{0,4}$)(?:[a-z][\w-]{0,30}\s{1,4})?(?=[^\s"']{4,200}["']?\s{0,4}$)/gim,
  /\b(?:enable\s+(?:secret|password)|username\s+\S{1,60}\s+(?:privilege\s+\d+\s+)?(?:secret|password)|snmp-server\s+community|(?:tacacs|radius)-server\s+key|pre-shared-key|key-string|rocommunity|rwcommunity)\s{1,4}(?:\d\s{1,4})?/gi,
  /\b(?:requirepass|masterauth|masteruser_password|bind_?pw|rootpw|olcRootPW:|psk|wpa-psk|wep-key\d?|passwd_hash)\s{1,8}(?=\S)/gi,
];

// The same, where the word must look typed, too.
const beforeTyped = [
  /(?:^|["'\s])[\w.*-]{1,80}:(?:\d{2,5}|\*):[\w.*-]{1,60}:[\w.*-]{1,60}:(?=[^\s"']{4,200}["']?\s{0,4}$)/gim,
  /^[ \t]{0,8}user[ \t]{1,4}\S{1,60}[ \t]{1,4}on[ \t][^>\n]{0,60}>/gim,
  /\bspawn\s{1,4}[^\n]{1,200}?(?:[\n;][^\n;]{0,120}){0,3}?\bsend\s{1,3}(?:--\s)?\\{0,2}["'{]/gi,
  /\bchpasswd:[\s\S]{0,60}?\b[a-z][\w-]{0,30}:(?=[^\s'"}]{6,200})/gi,
  /^[ \t]{0,8}(?:[\w.-]{0,60}[_.-])?(?:password|passwd|passphrase|secret|bindpw)[ \t]{1,8}(?=\S{6,200}[ \t]{0,4}$)/gim,
  /^[ \t]{0,8}user[ \t]{1,4}\S{1,60}[ \t]{1,4}(?=\S{6,100}[ \t]{0,4}$)/gim,
  /\b(?:response|cnonce|oauth_signature|oauth_token|oauth_consumer_key|signature|mac)="?(?=[\w+/=%-]{16,400}"?(?:[,\s]|$))/gi,
];

const hasLogin = /static:|PASS[ \t]|log(?:in|on|s|ging|ged)\b|sign(?:s|ing|ed)\b|auth|credential|user/i;
// The same, where nothing but its looks tells it from a word.
const beforeLikely = [
  /\bstatic:[\w.@-]{1,80}:(?=\S{6,100})/g,
  /^[ \t]{0,8}PASS[ \t](?=\S{6,100}[ \t]{0,4}$)/gm,
  /\b\w{1,8}[ \t]LOGIN[ \t]{1,4}"?[\w.@-]{1,80}"?[ \t]{1,4}(?=\S{6,100}[ \t]{0,4}$)/gm,
  /\b(?:log(?:in|s|ging|ged)|sign(?:s|ing|ed)?|authenticat(?:es|ing|ed|e))[ \t](?:in[ \t])?with[ \t]{1,4}(?=\S{6,100})/gi,
  /\b(?:login|user(?:name)?|credentials|account)[:=]?[ \t]{1,4}[\w.@-]{1,80}[ \t]{1,2}\/[ \t]{1,2}(?=\S{6,100})/gi,
  /\bcredentials?\b[\w .-]{0,40}[:=][ \t]{1,4}[\w.@-]{1,80}(?:[ \t]{1,2}[/|,][ \t]{1,2}|[:/])(?=\S{6,100})/gi,
  /\b(?:auth\w{0,12}|log[io]n|credentials?)\b[^\n]{0,40}\bfor[ \t]{1,4}(?:user[ \t]{1,4})?["']?[\w.@-]{1,60}:(?=\S{6,100})/gi,
];

/** Secrets that a statement sets: SQL `IDENTIFIED BY`, `PASSWORD '…'`, redis `AUTH`, `.netrc`, configuration of network gear. */
export function findStatementSecrets(text: string): readonly Found[] {
  return [
    ...after(
      text,
      beforeQuote,
      (value, quoted, hit) => quoted || (!isStandIn(value) && /identified|requirepass|master|\{$/i.test(hit)),
    ),
    ...after(text, beforeWord, () => true),
    ...after(
      text,
      beforeTyped,
      (value) => looksTyped(value) || isLikely(value, "fair") || /^[0-9a-f]{32,}$/.test(value),
    ),
    ...(hasLogin.test(text) ? after(text, beforeLikely, isSpokenSecret) : []),
  ];
}

type Believed = (value: string, quoted: boolean, hit: string) => boolean;

/** The values that stand after what one of the patterns matches. */
const after = (text: string, patterns: readonly RegExp[], believed: Believed): readonly Found[] =>
  patterns.flatMap((pattern) => afterOne(text, pattern, believed));

/** A value without an end in sight is read once, not again for each hit inside it. */
const longValue = 1000;

function afterOne(text: string, pattern: RegExp, believed: Believed): readonly Found[] {
  let read = 0;
  return allMatches(text, pattern).flatMap((hit) => {
    if (hit.index < read) return [];
    const { start, end, quoted } = valueAt(text, hit.index + hit[0].length);
    if (end - start > longValue) read = end;
    const value = text.slice(start, end);
    return !isStandIn(value) && believed(value, quoted, hit[0]) ? [{ start, end, kind: "password" }] : [];
  });
}

// What logs and installers say before a secret that they print.
const subject =
  "\\b(?:(?:generated|temporary|initial|default|new|admin(?:istrator)?|root|one-?time|random|your|current|old|unseal|recovery|bootstrap|join|api|access|auth|login|setup|backup|verification|secret|using|with|following)\\b[\\w @'\"./()-]{0,60}?(?:password|passphrase|passcode|token|key|secret|code|pin)|password|passphrase|token)\\b[\\w @'\"./()-]{0,40}?";
const announced = [
  new RegExp(`${subject}(?::|=|->|=>)\\s{1,4}["'\`]?(?=\\S)`, "gi"),
  new RegExp(`${subject}\\s(?:is|was|are|to|of|as)(?:\\s+set\\s+to|\\s+now)?:?\\s{1,4}["'\`]?(?=\\S)`, "gi"),
  /\b(?:password|passphrase|token|secret)\s["'`(](?=[^\s"'`]{6,100}["'`)])/gi,
];

/** A secret that a sentence announces: `A temporary password is generated for root@localhost: …`. */
export function findAnnouncedSecrets(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const hit of announced.flatMap((pattern) => allMatches(text, pattern))) {
    const start = hit.index + hit[0].length;
    const value = /^[^\s"'`]{6,200}/.exec(text.slice(start, start + 200))?.[0].replace(/[.,;:)]+$/, "") ?? "";
    if (isAnnounced(hit[0], value)) found.push({ start, end: start + value.length, kind: "password" });
  }
  return found;
}

/** A quoted name after "secret" is likelier an object's. */
const named = /secret\s["'`(]$/i;

const isAnnounced = (sentence: string, value: string): boolean =>
  named.test(sentence)
    ? isLikely(value, "strong")
    : looksTyped(value) || isSpokenSecret(value) || isDrawn(sentence, value);

/** In a sentence a short word with a digit is a name: `Group-7`. */
const isSpokenSecret = (value: string): boolean => value.length >= 8 && isLikely(value, "fair");

/** `… the following password: 0f3a…`: digits of a program, unless the sentence is about a digest. */
const isDrawn = (sentence: string, value: string): boolean =>
  /^[0-9a-f]{32,64}$/.test(value) &&
  /passw|passphrase/i.test(sentence) &&
  !/hash|digest|checksum|sha\d|md5|fingerprint|\bid\b/i.test(sentence);

/** A password in a sentence must not look like a word, a number, a path, an address or a name of a thing. */
function looksTyped(value: string): boolean {
  if (
    /^[\d.:a-f]+$|:\/\/|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^[a-z][a-z0-9.-]*@[a-z][a-z0-9-]*$|^(?:\/|~|\.)[\w./-]+$|^[\w.-]+:\d+$/i.test(
      value,
    )
  )
    return false;
  if (looksRandom(value) && !/^[a-z0-9]+(?:[-_/][a-z0-9]+)+$/.test(value)) return true;
  return (
    value.length >= 6 &&
    /[A-Za-z]/.test(value) &&
    /\d/.test(value) &&
    /[^\w./:@,-]/.test(value) &&
    !isStandIn(value)
  );
}
