import { setTimeout as wait } from "node:timers/promises";

/** A terminal to read from: `process.stdin`, or anything that behaves like it. */
export interface TerminalInput {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  on(event: "data" | "end" | "close", listener: (chunk: Buffer | string) => void): unknown;
  off(event: "data" | "end" | "close", listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export type TypedLine =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "end-of-input" };

const settleMs = 80;
const interrupt = "\u0003";
const endOfTransmission = "\u0004";

/** Throws away what was typed before the question could be read: a pasted `y` is no answer. False: the input ended. */
export async function discardTypeAhead(input: TerminalInput): Promise<boolean> {
  let open = true;
  const ignore = (): void => undefined;
  const ended = (): void => {
    open = false;
  };
  input.on("data", ignore);
  input.on("end", ended);
  input.resume();
  await wait(settleMs);
  input.off("data", ignore);
  input.off("end", ended);
  input.pause();
  return open;
}

/** One line, or why there is none. With `secret` the terminal shows nothing of what is typed. */
export function readLine(
  input: TerminalInput,
  options: {
    readonly timeoutMs: number;
    readonly secret: boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<TypedLine> {
  return new Promise((resolve) => {
    let typed = "";
    const raw = options.secret && input.setRawMode !== undefined;
    const finish = (answer: TypedLine) => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onEnd);
      input.off("data", onData);
      input.off("end", onEnd);
      input.off("close", onEnd);
      if (raw) input.setRawMode?.(false);
      input.pause();
      resolve(answer);
    };
    const onData = (chunk: Buffer | string) => {
      for (const char of String(chunk)) {
        const key = keyOf(char, raw);
        if (key === "enter") return finish({ kind: "line", text: typed });
        if (key === "quit") return finish({ kind: "end-of-input" });
        typed = key === "erase" ? typed.slice(0, -1) : typed + char;
      }
    };
    const onEnd = () => finish({ kind: "end-of-input" });
    const timer = setTimeout(() => finish({ kind: "timeout" }), options.timeoutMs);
    if (raw) input.setRawMode?.(true);
    input.on("data", onData);
    input.on("end", onEnd);
    input.on("close", onEnd);
    // Ctrl-C in line mode comes as a signal: who was asked has left.
    if (options.signal?.aborted === true) return onEnd();
    options.signal?.addEventListener("abort", onEnd, { once: true });
    input.resume();
  });
}

/** In raw mode the keys of a line are ours to understand; else the terminal has done it. */
function keyOf(char: string, raw: boolean): "enter" | "quit" | "erase" | "text" {
  if (char === "\n" || char === "\r") return "enter";
  if (!raw) return "text";
  if (char === interrupt || char === endOfTransmission) return "quit";
  return char === "\u007f" || char === "\b" ? "erase" : "text";
}
