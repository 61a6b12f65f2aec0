import { createReadStream } from "node:fs";
import { z } from "zod";
import { errorText, usageError } from "../../base/kernel/errors.ts";

/** Of a longer log line the beginning is read and the rest passed over, as the patrol does. */
const longestLogLine = 1024 * 1024;
/** Characters of a JSON line, which may hold whole files. */
const longestLine = 256 * 1024 * 1024;

/** Lines of a file, or of stdin for null and `-`. Throws a usage error for a file that cannot be read. */
export async function* inputLines(file: string | null, stdin: NodeJS.ReadStream): AsyncGenerator<string> {
  for await (const lines of lineBlocks(file, stdin, longestLine)) yield* lines;
}

/** The same in blocks, for logs of millions of lines: a promise for each line would cost more than what is done with it. */
export const logLineBlocks = (file: string | null, stdin: NodeJS.ReadStream): AsyncGenerator<string[]> =>
  lineBlocks(file, stdin, longestLogLine);

async function* lineBlocks(
  file: string | null,
  stdin: NodeJS.ReadStream,
  longest: number,
): AsyncGenerator<string[]> {
  const input = file === null || file === "-" ? stdin : createReadStream(file, { highWaterMark: 262_144 });
  input.setEncoding("utf8");
  const lines = createLineCutter(longest);
  try {
    for await (const text of input) {
      const whole = lines.push(String(text));
      if (whole.length > 0) yield whole;
    }
  } catch (error) {
    throw usageError(`cannot read ${file ?? "stdin"}: ${errorText(error)}`, "name a readable file", error);
  }
  const last = lines.end();
  if (last.length > 0) yield last;
}

/** Cuts text at `\n` or `\r\n`, however it arrives. What follows the last line end is a line too, unless it is empty. */
function createLineCutter(longest: number): { push(text: string): string[]; end(): string[] } {
  let rest = "";
  const clean = (line: string): string => {
    const cut = line.length > longest ? line.slice(0, longest) : line;
    return cut.endsWith("\r") && cut.length === line.length ? cut.slice(0, -1) : cut;
  };
  return {
    push: (text) => {
      const lines = text.split("\n");
      const last = lines.pop() ?? "";
      if (lines[0] === undefined) {
        // One character more than the longest: the sign that it was cut.
        if (rest.length <= longest) rest += last.slice(0, longest + 1 - rest.length);
        return [];
      }
      lines[0] = rest + lines[0];
      rest = last;
      return lines.map(clean);
    },
    end: () => (rest === "" ? [] : [clean(rest)]),
  };
}

/** All of a file or stdin as one text. */
export async function inputText(file: string | null, stdin: NodeJS.ReadableStream): Promise<string> {
  const input = file === null || file === "-" ? stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of input) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
  } catch (error) {
    throw usageError(`cannot read ${file ?? "stdin"}: ${errorText(error)}`, "name a readable file", error);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What is wrong with a JSON line: the key and what was expected, else where it is no JSON. */
function jsonFault(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue === undefined) return errorText(error);
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}

/** One JSON object of a JSON-lines file; a broken one names its file and line. */
export function parseJsonLine<T>(
  text: string,
  where: { file: string | null; line: number },
  read: (value: unknown) => T,
): T {
  try {
    return read(JSON.parse(text));
  } catch (error) {
    throw usageError(
      `${where.file ?? "stdin"}:${where.line}: ${jsonFault(error)}`,
      "each line is one JSON object; see docs/json.md",
      error,
    );
  }
}
