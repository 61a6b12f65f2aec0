import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { RunningProcess, StepResult } from "../../base/ports/step-runner.ts";
import type { PipePair } from "./output-pipes.ts";
import type { OutputTap } from "./output-tap.ts";
import { endTree } from "./process-tree.ts";
import type { Wrapping } from "./sandbox.ts";

export interface Taps {
  readonly stdout: OutputTap;
  readonly stderr: OutputTap;
}

/** Output that is still on its way when the block ended arrives within this time; a service may hold the pipe for ever. */
const drainQuietMs = 100;
const drainMaxMs = 1_000;

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly why: "ended" | "timeout" | "abort";
  /** Exit 0 on its own: what it left running stays. */
  readonly wellEnded: boolean;
  readonly survivors: readonly RunningProcess[];
  readonly tree: { readonly environment: string; readonly session: number | null };
}

/** Until the block is over: by itself, by its timeout, or because somebody wants it to end. */
export async function untilEnd(
  child: Pick<ChildProcess, "pid" | "once">,
  timeoutMs: number,
  block: { readonly mark: string; readonly signal: AbortSignal },
): Promise<Ended> {
  const tree = { environment: `REIFIER_EXECUTION=${block.mark}`, session: child.pid ?? null };
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", reject);
  });
  let why: Ended["why"] = "ended";
  let ending: Promise<RunningProcess[]> = Promise.resolve([]);
  const end = (reason: "timeout" | "abort") => {
    if (why !== "ended") return;
    why = reason;
    ending = endTree(tree);
  };
  const onAbort = () => end("abort");
  const timer = setTimeout(() => end("timeout"), timeoutMs);
  block.signal.addEventListener("abort", onAbort, { once: true });
  if (block.signal.aborted) onAbort();
  try {
    const { code, signal } = await exit;
    const wellEnded = code === 0 && why === "ended";
    return { exitCode: code, signal, why, wellEnded, survivors: await ending, tree };
  } finally {
    clearTimeout(timer);
    block.signal.removeEventListener("abort", onAbort);
  }
}

/** Waits for the rest of the output, but never for a service that keeps the pipe open. */
export async function drain(pipes: PipePair, taps: Taps): Promise<void> {
  const over = new AbortController();
  const ended = Promise.all([pipes.stdout, pipes.stderr].map((stream) => untilEnded(stream)));
  await Promise.race([ended, untilQuiet(taps, over.signal)]);
  over.abort();
  pipes.done();
  taps.stdout.end();
  taps.stderr.end();
}

const untilEnded = (stream: PipePair["stdout"]): Promise<void> =>
  new Promise((resolve) => {
    if (stream.readableEnded || stream.destroyed) resolve();
    for (const event of ["end", "close"]) stream.once(event, () => resolve());
  });

async function untilQuiet(
  taps: { stdout: OutputTap; stderr: OutputTap },
  signal: AbortSignal,
): Promise<void> {
  let seen = -1;
  for (let waited = 0; waited < drainMaxMs && !signal.aborted; waited += drainQuietMs) {
    const bytes = taps.stdout.bytes + taps.stderr.bytes;
    if (bytes === seen) return;
    seen = bytes;
    await wait(drainQuietMs, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * bubblewrap says 128 + N for signal N. A block that came to its own end has left its state behind;
 * one that a signal ended has not.
 */
export function exactEnd(
  ended: Ended,
  cameToItsEnd: boolean,
  wrapping: Wrapping,
): Pick<StepResult, "exitCode" | "signal"> {
  const { exitCode: code, signal } = ended;
  if (!wrapping.signalsAsCodes || code === null || code <= 128 || cameToItsEnd) {
    return { exitCode: code, signal };
  }
  const name = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  return name === undefined ? { exitCode: code, signal } : { exitCode: null, signal: name };
}
