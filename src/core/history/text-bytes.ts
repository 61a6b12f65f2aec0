/** Longest command that is kept, in bytes; what is longer is data, not a step of a runbook. */
const longestCommand = 65_536;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes as text: invalid UTF-8 becomes U+FFFD, NUL becomes U+FFFD, what is over the limit is cut with a mark. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly cut: boolean } {
  const cut = bytes.length > longestCommand;
  const text = decoder.decode(cut ? bytes.subarray(0, longestCommand) : bytes).replaceAll("\0", "\ufffd");
  return { text: cut ? `${text} # … cut: ${bytes.length} bytes` : text, cut };
}
