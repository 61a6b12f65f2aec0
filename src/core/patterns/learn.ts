import { createHash } from "node:crypto";
import type { ErrorPattern } from "../../base/model/pattern.ts";
import { exceptionFrame } from "./exception-frame.ts";
import { signatureOf } from "./signature.ts";
import { understand } from "./understand.ts";
import { maskVersion } from "./word-classes.ts";

/**
 * A pattern from one example: a bare message as a person writes a symptom, or a whole line with its header. The id is a
 * hash of the signature and the mask version, so the same error gets the same id on every host.
 */
export function learnPattern(example: string, name?: string): ErrorPattern {
  const message = messageOf(example);
  const { signature, template } = signatureOf(message);
  return {
    id: `p-${createHash("sha256").update(`${maskVersion}\n${signature}`).digest("hex").slice(0, 12)}`,
    name: name ?? shortName(template),
    template,
    signature,
    example,
    maskVersion,
  };
}

/** The message of an example: of a stack trace its innermost exception, else its first line that says something, without the header. */
export function messageOf(example: string): string {
  const trace = exceptionFrame(example);
  if (trace !== null) return trace.line;
  const line = example.split(/\r?\n/).find((text) => text.trim() !== "") ?? "";
  const { message } = understand(line.trim(), { now: null, zoneMinutes: 0 });
  return message.trim() === "" ? line.trim() : message.trim();
}

const maxName = 60;

function shortName(template: string): string {
  const words = template
    .replace(/<[a-z]+>/g, "…")
    .replace(/\s+/g, " ")
    .trim();
  return words.length <= maxName ? words : `${words.slice(0, maxName - 1)}…`;
}
