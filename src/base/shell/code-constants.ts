const text = String.raw`\(?\s*b?r?["']([\w+/=\s-]*)["']\s*\)?`;
const base64Calls = new RegExp(
  String.raw`(?:\b(?:[\w.]+\.)?|__import__\(["']base64["']\)\.)(?:b64decode|urlsafe_b64decode|standard_b64decode|decode_base64|base64_decode|decode64|strict_decode64|atob)\s*${text}`,
  "g",
);
const hexCalls = new RegExp(String.raw`\b(?:[\w.]+\.)?(?:fromhex|unhexlify|hex2bin)\s*${text}`, "g");
const bufferCalls = /\bBuffer\.from\(\s*["']([\w+/=-]*)["']\s*,\s*["'](base64|hex)["']\s*\)/g;
const unpackCalls =
  /["']([\w+/=\s-]*)["']\.unpack1?\(\s*["']m0?["']\s*\)(?:\[0\])?|\bunpack\s*\(?\s*["']([um])["']\s*,\s*["']([\w+/=\s-]*)["']\s*\)?/g;
const conversions = /(["'])\s*\.(?:decode|toString|to_s|strip|trim)\(\s*(?:["'][\w-]+["'])?\s*\)/g;

const quoted = (bytes: Buffer): string => JSON.stringify(bytes.toString());

/** Code with the decoders of constants worked out, and literals joined that the code itself joins: `"rm" + " -rf /"`. */
export function foldConstants(code: string): string {
  return code
    .replace(base64Calls, (_whole, body: string) => quoted(Buffer.from(body, "base64")))
    .replace(hexCalls, (_whole, body: string) => quoted(Buffer.from(body.replace(/\s/g, ""), "hex")))
    .replace(bufferCalls, (_whole, body: string, kind: string) =>
      quoted(Buffer.from(body, kind === "hex" ? "hex" : "base64")),
    )
    .replace(unpackCalls, (whole, body?: string, kind?: string, other?: string) =>
      kind === "u" ? whole : quoted(Buffer.from(body ?? other ?? "", "base64")),
    )
    .replace(conversions, "$1")
    .replace(/(["'])\s*(?:\+|\.\.?)\s*\1/g, "")
    .replace(/(["'])(?:%s)\1\s*%\s*/g, "");
}
