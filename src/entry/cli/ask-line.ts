import { createInterface } from "node:readline/promises";
import type { Streams } from "./print.ts";

/** A line typed at a question on stderr; null without a terminal, at its end, or after Ctrl-C. */
export async function askLine(streams: Streams, question: string): Promise<string | null> {
  if (streams.stdin.isTTY !== true) return null;
  const lines = createInterface({ input: streams.stdin, output: streams.stderr });
  const gone = new AbortController();
  lines.on("close", () => gone.abort());
  lines.on("SIGINT", () => lines.close());
  try {
    return (await lines.question(question, { signal: gone.signal })).trim();
  } catch (error) {
    if (gone.signal.aborted) return null;
    throw error;
  } finally {
    lines.close();
  }
}

/** Only a clear `y` is yes. */
export const askYes = async (streams: Streams, question: string): Promise<boolean> =>
  /^y(es)?$/i.test((await askLine(streams, `${question} [y/N] `)) ?? "");
