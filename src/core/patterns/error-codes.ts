/**
 * Codes that tell one failure from another and so pick the runbook. A miner masks them like any number; an error
 * pattern keeps them. Returns the constant that stands for the code (`5xx` for an HTTP status), or null for a mere value.
 */
export function codeKey(text: string, start: number, end: number): string | null {
  const word = text.slice(start, end);
  if (vendorCode.test(word) || errnoName.test(word)) return word;
  const before = text.slice(Math.max(0, start - 32), start);
  if (httpStatus.test(word) && statusCue.test(before)) return `${word.charAt(0)}xx`;
  if (word.length <= 12 && codeCue.test(before)) return word;
  return null;
}

/** Oracle, MySQL, Apache httpd, PostgreSQL tools, TypeScript, .NET, Kubernetes-like message numbers. */
const vendorCode =
  /^(?:ORA|TNS|PLS|RMAN|MY|SQL|DB2|SQLSTATE|ERR|TS|CS|NU|MSB|NETSDK|DPI)-?\d{3,7}$|^AH\d{5}$|^X509$/;

/** `E2BIG` and the like: errno names that carry a digit. */
const errnoName = /^E[A-Z]*\d[A-Z]+$/;

const httpStatus = /^[1-5]\d\d$/;
const statusCue =
  /(?:\bHTTP\/[\d.]+"? |\bHTTP |\bstatus(?:[ _-]?code)?(?: of)?["']?\s?[=: ]\s?["']?|\b(?:response|returned|responded with|respond|got)(?: status| code| HTTP)? )$/i;

const codeCue =
  /(?:\bSQLSTATE(?:\[| ?[=:]? ?)|\b(?:exit(?:ed)?|return|error|result|reason|failure|status)[ _-]?(?:with )?(?:code|status|value)(?:\s?[=: ]\s?|\s)["']?|\berrno[\s=:]{1,3}|\bexited with |\bexit |\bos error |\bsignal[\s=:]{1,2}|\[Errno |\bHRESULT\s?[=:]\s?)$/i;
