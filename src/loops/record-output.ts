import type { RecordOutput } from "../base/model/kept.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import { redactStream } from "../base/redact/stream.ts";
import {
  failingBytes,
  headBytes,
  type RawOutput,
  slackBytes,
  tailBytes,
} from "../core/history/kept-output.ts";
import { plainText } from "../core/history/terminal-text.ts";

/** Between two pieces of this many UTF-16 units other work gets its turn. */
const pieceLength = 32_768;

/**
 * What is kept of an output: plain and redacted, the first 16 KiB and the last 64 KiB; of a failing command all up to 1 MiB.
 * More than that is redacted before it is cut, so that no half of a secret stays at the borders.
 */
export async function keptOutput(
  raw: RawOutput,
  failed: boolean,
  redactor: Pick<Redactor, "text">,
): Promise<RecordOutput> {
  const { bytes, fullScreen } = raw;
  const body = Buffer.concat([raw.head, raw.tail]);
  const tailLimit = failed ? failingBytes - headBytes : tailBytes;
  const facts = { bytes, fullScreen };
  if (raw.lost === 0 && body.length <= headBytes + tailLimit) {
    return { ...facts, text: await redacted(redactor, read(body)), leftOut: bytes - body.length };
  }
  const head = await redactedHead(redactor, body);
  const tail = await redactedTail(redactor, body.subarray(-(tailLimit + slackBytes)), tailLimit);
  const leftOut = bytes - headBytes - tailLimit;
  return { ...facts, text: `${head}\n… ${leftOut} bytes left out …\n${tail}`, leftOut };
}

const decoder = new TextDecoder("utf-8");
const read = (bytes: Uint8Array): string => plainText(decoder.decode(bytes));

async function redacted(redactor: Pick<Redactor, "text">, text: string): Promise<string> {
  const stream = redactStream(redactor);
  let out = "";
  for (let at = 0; at < text.length; at += pieceLength) {
    out += stream.push(text.slice(at, at + pieceLength));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return out + stream.end();
}

const linesIn = (text: string): number => text.split("\n").length - 1;

/** Redaction keeps the line count: so many lines as stood in the first 16 KiB. */
async function redactedHead(redactor: Pick<Redactor, "text">, body: Uint8Array): Promise<string> {
  const lines = linesIn(read(body.subarray(0, headBytes)));
  const clean = await redacted(redactor, read(body.subarray(0, headBytes + slackBytes)));
  const kept = clean.split("\n").slice(0, lines).join("\n");
  return kept === "" ? clean.slice(0, headBytes) : kept;
}

async function redactedTail(
  redactor: Pick<Redactor, "text">,
  part: Uint8Array,
  limit: number,
): Promise<string> {
  const lines = linesIn(read(part.subarray(0, part.length - limit)));
  const clean = await redacted(redactor, read(part));
  const kept = clean
    .split("\n")
    .slice(lines + 1)
    .join("\n");
  return kept === "" ? clean.slice(-limit) : kept;
}
