import { allMatches } from "./all-matches.ts";
import { isStandIn, looksRandom } from "./judge-value.ts";
import type { Found } from "./mask.ts";

const ends = "\\r\\n\"'`\\\\";
const authorization = new RegExp(
  `\\b(?:(?:proxy-|x-[a-z-]{0,30})?authorization|www-authenticate-reply)\\b["'\\]]{0,2}\\s{0,4}(?:=>|[:=,])\\s{0,4}[[("']{0,3}([^${ends}]{1,4096})`,
  "gi",
);
const scheme = /^([A-Za-z][A-Za-z0-9_-]{0,30})(?:\s+|=|:\s*)(?=\S)/;
const bearer = /\b(?:bearer|basic)\s{1,4}([A-Za-z0-9._~+/=-]{12,4096})/gi;
const secretHeader =
  /\b((?:x-|private-|job-|deploy-|dd-|apikey|api-)?[a-z0-9-]{0,40}(?:token|key|secret|password|passwd|apikey|signature|auth))["'\]]{0,2}:\s{1,4}([^\s"'`\\,]{6,4096})/gi;
const cookies = /\b(?:set-)?cookie["'\]]{0,2}\s{0,4}[:=]\s{0,4}["']?([^\r\n"'`]{3,4096})/gi;
const cookieValue = /([\w.$!#%&*+^|~-]{1,80})=([^;\s,]{1,2048})/g;
const cookieAttribute = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;

/** HTTP headers that carry a secret: Authorization of any scheme, keys and tokens, cookies. */
export function findHeaders(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const hit of allMatches(text, authorization)) found.push(...credentials(hit, hit[1] ?? ""));
  for (const hit of allMatches(text, bearer)) {
    const value = hit[1] ?? "";
    if (/\d/.test(value) || value.length >= 24) found.push(tail(hit, value, "authorization"));
  }
  for (const hit of allMatches(text, secretHeader)) {
    const value = hit[2] ?? "";
    if (headerIsSecret(hit[1] ?? "", value)) found.push(tail(hit, value, "header"));
  }
  for (const hit of allMatches(text, cookies)) found.push(...cookiePairs(hit, hit[1] ?? ""));
  return found;
}

const tail = (hit: RegExpExecArray, value: string, kind: string): Found => {
  const end = hit.index + hit[0].length;
  return { start: end - value.length, end, kind };
};

function credentials(hit: RegExpExecArray, value: string): readonly Found[] {
  const from = hit.index + hit[0].length - value.length;
  const named = scheme.exec(value);
  const rest = named === null ? value : value.slice(named[0].length);
  const start = from + (named?.[0].length ?? 0);
  if (named !== null && /^(?:digest|aws4-hmac-sha256|oauth|signature|hawk|hmac)/i.test(named[1] ?? "")) {
    return [{ start, end: start + rest.trimEnd().length, kind: "authorization" }];
  }
  const secret = /^[^\s,;)\]}]+(?:[,;)\]}](?=[^\s,;)\]}"'])[^\s,;)\]}]+)*/.exec(rest)?.[0] ?? "";
  if (isStandIn(secret) || (named === null && /^[a-z]+$/i.test(secret))) return [];
  return [{ start, end: start + secret.length, kind: "authorization" }];
}

/** Headers that only look like one by their last word (`Cache-Key: list`) need a value made by chance. */
function headerIsSecret(name: string, value: string): boolean {
  if (isStandIn(value) || !/-|^apikey$/i.test(name)) return false;
  return /^(?:x-|private-|job-|deploy-|dd-|api)/i.test(name) &&
    !/idempotency|cache|public|sec-websocket/i.test(name)
    ? value.length >= 8 && /\d|[^a-z-]/i.test(value)
    : looksRandom(value) && !/idempotency|cache|public|host|sec-websocket/i.test(name);
}

function cookiePairs(hit: RegExpExecArray, value: string): readonly Found[] {
  const from = hit.index + hit[0].length - value.length;
  const found: Found[] = [];
  for (const pair of allMatches(value, cookieValue)) {
    const secret = pair[2] ?? "";
    if (cookieAttribute.test(pair[1] ?? "") || secret.length < 4 || isStandIn(secret)) continue;
    const end = from + pair.index + pair[0].length;
    found.push({ start: end - secret.length, end, kind: "cookie" });
  }
  return found;
}
