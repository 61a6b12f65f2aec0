import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { constants } from "node:os";
import { isAbsolute } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { RunningProcess, StepRequest, StepResult, StepRunner } from "../../base/ports/step-runner.ts";
import { type BlockScratch, makeScratch } from "./block-scratch.ts";
import { blockText, maxCodeBytes } from "./block-script.ts";
import { createOutputPipes, type OutputPipes, type PipePair } from "./output-pipes.ts";
import { createOutputTap, type OutputTap, type StreamRedactor } from "./output-tap.ts";
import { endTree, markedProcesses, processIdentity, processIds } from "./process-tree.ts";
import { findSandbox, firstExecutable, type Sandbox } from "./sandbox.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";

interface RunnerFacts {
  /** A fresh redactor for one stream of one block. */
  readonly redact: () => StreamRedactor;
  readonly sandbox: "auto" | "required" | "off";
  /** Directories that no sandboxed block sees: `state/` and `audit/`. */
  readonly hidden: readonly string[];
}

/** What one block needs while it runs. */
interface Room {
  readonly facts: RunnerFacts;
  readonly bash: string;
  readonly pipes: OutputPipes;
  readonly supervisor: Supervisor;
  readonly sandbox: Sandbox | null;
}

type OnOutput = Parameters<StepRunner["run"]>[1];
type Child = ReturnType<typeof startBash>;

/** Output that is still on its way when the block ended arrives within this time; a service may hold the pipe for ever. */
const drainQuietMs = 100;
const drainMaxMs = 1_000;

/** Blocks as `bash --noprofile --norc -euo pipefail`: bounded, redacted, and gone when they have to be gone. */
export function createBashRunner(facts: RunnerFacts): StepRunner {
  const sandbox = facts.sandbox === "off" ? null : findSandbox(facts.hidden);
  let room: Room | null = null;
  return {
    run: (request, onOutput, signal) => {
      if (facts.sandbox === "required" && sandbox === null) return Promise.reject(sandboxMissing());
      room ??= openRoom(facts, sandbox);
      return runBlock(room, request, { onOutput, signal });
    },
    sandboxKind: facts.sandbox === "off" ? "off" : sandboxWord(sandbox),
    owner: processIdentity(process.pid) ?? `${process.pid}`,
    ownerAlive: (owner) => processIdentity(Number.parseInt(owner, 10)) === owner,
    endLeftovers: async (execution, step) => {
      const environment = `REIFIER_EXECUTION=${execution}:${step}:`;
      const found = markedProcesses(environment).map((process) => cleaned(process, facts));
      const survivors = await endTree({ environment, session: null });
      return { found, survivors: survivors.map((process) => cleaned(process, facts)) };
    },
  };
}

const sandboxWord = (sandbox: Sandbox | null): "bubblewrap" | "unsandboxed" =>
  sandbox === null ? "unsandboxed" : "bubblewrap";

function openRoom(facts: RunnerFacts, sandbox: Sandbox | null): Room {
  const find = (name: string): string => {
    const path = firstExecutable([`/usr/bin/${name}`, `/bin/${name}`, `/usr/local/bin/${name}`]);
    if (path === null) throw toolMissing(name);
    return path;
  };
  const tools = { bash: find("bash"), mkfifo: find("mkfifo"), cat: find("cat") };
  const pipes = createOutputPipes(tools);
  return {
    facts,
    bash: tools.bash,
    sandbox,
    pipes,
    supervisor: createSupervisor(tools.bash, pipes.directory),
  };
}

async function runBlock(
  room: Room,
  request: StepRequest,
  watch: { readonly onOutput: OnOutput; readonly signal: AbortSignal },
): Promise<StepResult> {
  checkRequest(request);
  const mark = `${request.execution}:${request.step}:${randomBytes(6).toString("hex")}`;
  const scratch = makeScratch();
  try {
    await room.supervisor.watch({ mark, scratch: scratch.directory });
    const pipes = await room.pipes.take();
    const before = new Set(processIds());
    const started = performance.now();
    const taps = tapOutputs(room, pipes, watch.onOutput);
    const child = startBash(room, request, { mark, scratch, pipes });
    pipes.started();
    const ended = await untilEnd(child, request.timeoutMs, { mark, signal: watch.signal });
    const durationMs = Math.round(performance.now() - started);
    await drain(pipes, taps);
    const survivors = ended.why === "ended" && !ended.wellEnded ? await endTree(ended.tree) : ended.survivors;
    const state = ended.exitCode === null ? null : scratch.state();
    return {
      ...exactEnd(ended, state !== null, request),
      durationMs,
      timedOut: ended.why === "timeout",
      interrupted: ended.why === "abort",
      detached: ended.wellEnded ? listDetached(room.facts, mark, before) : [],
      survivors: survivors.map((process) => cleaned(process, room.facts)),
      cwd: state !== null && isDirectory(state.cwd) ? state.cwd : request.cwd,
      exported: state?.exported ?? {},
      outputs: scratch.outputs(),
      stdout: taps.stdout.text(),
      stderr: taps.stderr.text(),
      bytes: { stdout: taps.stdout.bytes, stderr: taps.stderr.bytes },
      captured: taps.stdout.raw().trim(),
    };
  } finally {
    room.supervisor.release(mark);
    scratch.remove();
  }
}

/** The approved bytes go in as an argument: what was judged is what runs, no file is read again. */
function startBash(
  room: Room,
  request: StepRequest,
  block: { readonly mark: string; readonly scratch: BlockScratch; readonly pipes: PipePair },
) {
  const strict = [room.bash, "--noprofile", "--norc", "-euo", "pipefail", "-c"];
  const inner = [...strict, blockText(request.code, block.scratch.stateFile)];
  const wrapped = [...(room.sandbox?.wrap(request, block.scratch.directory) ?? []), ...inner];
  const [program = room.bash, ...args] = wrapped;
  return execa(program, args, {
    cwd: request.cwd,
    env: {
      PAGER: "cat",
      ...request.env,
      REIFIER_EXECUTION: block.mark,
      RUNBOOK_OUTPUT: block.scratch.outputFile,
      ...(request.sandbox.kind === "none" ? {} : { TMPDIR: block.scratch.directory }),
    },
    extendEnv: false,
    stdin: "ignore",
    stdout: block.pipes.write.stdout,
    stderr: block.pipes.write.stderr,
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
  });
}

interface Taps {
  readonly stdout: OutputTap;
  readonly stderr: OutputTap;
}

function tapOutputs(room: Room, pipes: PipePair, onOutput: OnOutput): Taps {
  const tap = (stream: "stdout" | "stderr"): OutputTap => {
    const made = createOutputTap(room.facts.redact, (text) => onOutput(stream, text));
    pipes[stream].on("data", (chunk: Buffer) => made.push(chunk));
    return made;
  };
  return { stdout: tap("stdout"), stderr: tap("stderr") };
}

interface Ended {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly why: "ended" | "timeout" | "abort";
  /** Exit 0 on its own: what it left running stays. */
  readonly wellEnded: boolean;
  readonly survivors: readonly RunningProcess[];
  readonly tree: { readonly environment: string; readonly session: number | null };
}

async function untilEnd(
  child: Child,
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
async function drain(pipes: PipePair, taps: Taps): Promise<void> {
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
function exactEnd(
  ended: Ended,
  cameToItsEnd: boolean,
  request: StepRequest,
): Pick<StepResult, "exitCode" | "signal"> {
  const { exitCode: code, signal } = ended;
  if (request.sandbox.kind === "none" || code === null || code <= 128 || cameToItsEnd) {
    return { exitCode: code, signal };
  }
  const name = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  return name === undefined ? { exitCode: code, signal } : { exitCode: null, signal: name };
}

/** Only processes that were not there before the block can be its own: reading every environment costs milliseconds. */
const listDetached = (facts: RunnerFacts, mark: string, before: ReadonlySet<number>): RunningProcess[] =>
  markedProcesses(`REIFIER_EXECUTION=${mark}`, (pid) => !before.has(pid)).map((process) =>
    cleaned(process, facts),
  );

function cleaned(process: RunningProcess, facts: RunnerFacts): RunningProcess {
  const redactor = facts.redact();
  return { pid: process.pid, command: redactor.push(process.command) + redactor.end() };
}

function checkRequest(request: StepRequest): void {
  if (request.code.includes("\0") || Buffer.byteLength(request.code) > maxCodeBytes) {
    throw cannotRun(
      `step ${request.step} is larger than ${maxCodeBytes} bytes or holds a NUL`,
      "split the block, or call a script file",
    );
  }
  if (!isDirectory(request.cwd)) {
    throw cannotRun(`the directory ${request.cwd} of step ${request.step} is not there`, "correct its cwd");
  }
  const bad = Object.entries(request.env).find(([, value]) => value.includes("\0"));
  if (bad !== undefined) throw cannotRun(`the value of ${bad[0]} holds a NUL`, "give another value");
}

const isDirectory = (path: string): boolean =>
  isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const cannotRun = (message: string, hint: string): ReifierError =>
  new ReifierError({ code: "STEP_CANNOT_RUN", message, hint, exitCode: exitCode.stepFailed });

const toolMissing = (name: string): ReifierError =>
  new ReifierError({
    code: "TOOL_MISSING",
    message: `${name} is not on this host`,
    hint: `install ${name}; runbooks are run by bash and coreutils`,
    exitCode: exitCode.stepFailed,
  });

const sandboxMissing = (): ReifierError =>
  new ReifierError({
    code: "SANDBOX_MISSING",
    message: "operator.sandbox is required, and bubblewrap does not work on this host",
    hint: "install bubblewrap, or set operator.sandbox: auto",
    exitCode: exitCode.denied,
  });
