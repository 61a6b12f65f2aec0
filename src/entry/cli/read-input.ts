import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { errorText, usageError } from "../../base/kernel/errors.ts";

/** Lines of a file, or of stdin for null and `-`. Throws a usage error for a file that cannot be read. */
export async function* inputLines(file: string | null, stdin: NodeJS.ReadableStream): AsyncGenerator<string> {
  const input = file === null || file === "-" ? stdin : createReadStream(file, { encoding: "utf8" });
  try {
    // `crlfDelay: Infinity`: \r\n is one line end, also over a chunk border.
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  } catch (error) {
    throw usageError(`cannot read ${file ?? "stdin"}: ${errorText(error)}`, "name a readable file", error);
  }
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
      `${where.file ?? "stdin"}:${where.line}: ${errorText(error)}`,
      "each line is one JSON object; see docs/json.md",
      error,
    );
  }
}
