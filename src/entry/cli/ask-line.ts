import { createInterface } from "node:readline/promises";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { Streams } from "./print.ts";

/** A line typed at a question on stderr; null without a terminal or at its end. Throws `INTERRUPTED` (130) for Ctrl-C. */
export async function askLine(streams: Streams, question: string): Promise<string | null> {
  if (streams.stdin.isTTY !== true) return null;
  const lines = createInterface({ input: streams.stdin, output: streams.stderr });
  const gone = new AbortController();
  let isInterrupted = false;
  lines.on("close", () => gone.abort());
  lines.on("SIGINT", () => {
    isInterrupted = true;
    lines.close();
  });
  try {
    return (await lines.question(question, { signal: gone.signal })).trim();
  } catch (error) {
    streams.stderr.write("\n");
    if (isInterrupted) throw interrupted(error);
    if (gone.signal.aborted) return null;
    throw error;
  } finally {
    lines.close();
  }
}

const interrupted = (cause: unknown): ReifierError =>
  new ReifierError(
    {
      code: "INTERRUPTED",
      message: "interrupted",
      hint: "what was answered before is done; type the command again for the rest",
      exitCode: exitCode.interrupted,
    },
    { cause },
  );

/** Only a clear `y` is yes. */
export const askYes = async (streams: Streams, question: string): Promise<boolean> =>
  /^y(es)?$/i.test((await askLine(streams, `${question} [y/N] `)) ?? "");
