import { allMatches } from "./all-matches.ts";
import { isStandIn, looksRandom } from "./judge-value.ts";
import { isLikely } from "./likeness.ts";
import type { Found } from "./mask.ts";
import { nameStrength } from "./secret-name.ts";

// userinfo up to the last @ before the host; `[^\s]` runs are bounded so that a megabyte of colons stays linear.
const userinfo =
  /\b([a-z][a-z0-9+.-]{1,30}):(?:\\?\/){2}([^\s/?#@:"'<>`]{0,256}):(?!\d{1,5}\/)((?:(?!:\/\/)[^\s"'<>`]){1,512})@(?=[\w[%${-])/gi;
/** `user:secret@tcp(host)`, a DSN of Go, and `user:secret@host` where the middle looks like one. */
const bareInfo =
  /(?<![\w:/@.-])[\w.-]{1,60}:([^\s:@/"'\\<>`]{6,100})@(?:(?:tcp|udp|unix)\(|(?!sha\d)[a-z0-9][\w.-]{1,100}(?=[\s:/"'),]|$))/gi;
const tokenInfo = /\b(https?|git|ssh|svn|ftp|sftp|wss?):(?:\\?\/){2}([^\s/?#@:"'<>`]{8,512}):?@(?=[\w[])/gi;
const query = /[?&;]([\w.\-[\]%]{1,60})=([^\s&#"'<>`;,\\)]{4,4096})/g;
/** `t` is one only right behind a host: a public key may hold "/t/", too. */
const pathSecret =
  /(?:\b(?:hooks?|webhooks?|invite|reset-password|password-reset|magic-link|unsubscribe-token)|(?<=\.[a-z]{2,12}(?::\d{1,5})?\/)t)\/((?=[\w-]{0,60}\d)[\w-]{20,200})/gi;
/** A bot's number and token, as Telegram has them in its paths. */
const botPath = /\/bot(\d{5,12}:[\w-]{30,64})(?=\/|$|["'\s])/g;
const signedQuery =
  /^(?:sig|signature|x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|awsaccesskeyid|googleaccessid|hmac|code|state|id_token_hint|ticket|samlresponse|samlrequest|assertion|p|pw|pass|auth|hash|sv_sig|apitoken|appid|api_?id|app_?key|subscription-key)$/i;

/** Secrets in URLs: the password of the userinfo, a token in its place, query parameters, tokens as path segments. */
export function findUrlSecrets(text: string): readonly Found[] {
  if (!/[/?&;=@]/.test(text)) return [];
  return [
    ...passwords(text),
    ...barePasswords(text),
    ...tokensAsUser(text),
    ...parameters(text),
    ...pathTokens(text),
  ];
}

const part = (start: number, value: string, kind: string): Found => ({
  start,
  end: start + value.length,
  kind,
});

function passwords(text: string): readonly Found[] {
  return allMatches(text, userinfo).flatMap((hit) => {
    const user = hit[2] ?? "";
    const password = hit[3] ?? "";
    const start = hit.index + hit[0].length - 1 - password.length;
    const tokenUser =
      user.length >= 16 && looksRandom(user) ? [part(start - 1 - user.length, user, "url-token")] : [];
    return isStandIn(password) ? tokenUser : [...tokenUser, part(start, password, "url-password")];
  });
}

const barePasswords = (text: string): readonly Found[] =>
  allMatches(text, bareInfo).flatMap((hit) => {
    const password = hit[1] ?? "";
    const least = hit[0].endsWith("(") ? "weak" : "fair";
    const start = hit.index + hit[0].lastIndexOf(`:${password}@`) + 1;
    return isLikely(password, least) ? [part(start, password, "url-password")] : [];
  });

function tokensAsUser(text: string): readonly Found[] {
  return allMatches(text, tokenInfo).flatMap((hit) => {
    const token = hit[2] ?? "";
    const named = token.length >= 24 && !isStandIn(token);
    return named || looksRandom(token)
      ? [part(hit.index + hit[0].lastIndexOf(token), token, "url-token")]
      : [];
  });
}

function parameters(text: string): readonly Found[] {
  return allMatches(text, query).flatMap((hit) => {
    const value = hit[2] ?? "";
    const start = hit.index + hit[0].length - value.length;
    return queryIsSecret(hit[1] ?? "", value) ? [part(start, value, "url-parameter")] : [];
  });
}

function pathTokens(text: string): readonly Found[] {
  return [...allMatches(text, pathSecret), ...allMatches(text, botPath)].flatMap((hit) => {
    const value = hit[1] ?? "";
    return looksRandom(value) ? [part(hit.index + hit[0].length - value.length, value, "url-token")] : [];
  });
}

function queryIsSecret(name: string, value: string): boolean {
  if (isStandIn(value)) return false;
  if (
    /^(?:sig|signature|x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|hmac)$/i.test(
      name,
    )
  ) {
    return value.length >= 8;
  }
  const strength = nameStrength(name);
  if (strength === "strong") return value.length >= 4 && !/^\d{1,5}$/.test(value);
  return (strength === "weak" || signedQuery.test(name)) && looksRandom(value);
}
