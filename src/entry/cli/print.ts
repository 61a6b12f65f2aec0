import { errorText, ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import { visible } from "../../base/kernel/visible.ts";

/** How answers reach whoever asked: stdout holds the answer only, everything else goes to stderr. */
export interface Printer {
  readonly json: boolean;
  readonly color: boolean;
  /** No progress and no remarks. */
  readonly quiet: boolean;
  /** Text of the answer, one line end added. */
  answer(text: string): void;
  /** One JSON document (pretty for nobody: programs read it). */
  document(value: unknown): void;
  /** Progress and remarks, unless `--quiet`. */
  note(text: string): void;
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
}

export interface PrintOptions {
  readonly json: boolean;
  readonly color: boolean;
  readonly quiet: boolean;
}

/**
 * A reader that has seen enough (`| head`) closes the pipe, and a terminal may go away (EIO) while a run has to be
 * finished: nothing is left to say, and that is no failure. Returns what tells, once all was written, why the answer did
 * not get out (a full disk), else null.
 */
export function watchWriting(streams: Streams): () => Promise<Error | null> {
  let failure: Error | null = null;
  for (const stream of [streams.stdout, streams.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") failure ??= error;
    });
  }
  return async () => {
    // A stream tells of its failure after the turn of the write.
    await new Promise((resolve) => setImmediate(resolve));
    return failure;
  };
}

export function createPrinter(streams: Streams, options: PrintOptions): Printer {
  return {
    json: options.json,
    quiet: options.quiet,
    color: options.color && streams.stdout.isTTY === true,
    answer: (text) => void streams.stdout.write(`${text}\n`),
    document: (value) => void streams.stdout.write(`${JSON.stringify(value)}\n`),
    note: (text) => {
      if (!options.quiet) streams.stderr.write(`${text}\n`);
    },
  };
}

/** Any thrown thing in two lines (or one JSON object) on stderr; returns the exit code that goes with it. */
export function reportError(error: unknown, json: boolean, write: (text: string) => void): number {
  const known = error instanceof ReifierError ? error : unexpected(error);
  const { code, message, hint } = known;
  if (json) write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
  else write(`reifier: ${visible(message)}\nhint: ${visible(hint)}\n`);
  return known.exitCode;
}

function unexpected(error: unknown): ReifierError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC") {
    return new ReifierError(
      {
        code: "DISK_FULL",
        message: "the disk is full",
        hint: "free some space and try again; nothing stored was lost",
        exitCode: exitCode.usage,
      },
      { cause: error },
    );
  }
  if (["EACCES", "EPERM", "EROFS"].includes(code)) {
    return new ReifierError(
      {
        code: "NOT_PERMITTED",
        message: errorText(error),
        hint: "check the owner and mode of this path, or name another workspace: --workspace DIR",
        exitCode: exitCode.usage,
      },
      { cause: error },
    );
  }
  return new ReifierError(
    {
      code: "UNEXPECTED",
      message: errorText(error),
      hint: "this is a defect of reifier; please report it with the command you typed",
      exitCode: exitCode.no,
    },
    { cause: error },
  );
}
