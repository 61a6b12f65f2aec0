import { randomBytes } from "node:crypto";
import { execa } from "execa";
import type { RunningProcess, StepRequest, StepResult, StepRunner } from "../../base/ports/step-runner.ts";
import type { RedactedStream } from "../../base/redact/stream.ts";
import { type Adopter, findAdopter } from "./adopter.ts";
import { drain, exactEnd, type Taps, untilEnd } from "./block-end.ts";
import { checkRequest, isDirectory, processesHidden, sandboxMissing, toolMissing } from "./block-refusals.ts";
import { type BlockScratch, makeScratch } from "./block-scratch.ts";
import { blockText } from "./block-script.ts";
import { createOutputPipes, type OutputPipes, type PipePair } from "./output-pipes.ts";
import { createOutputTap, type OutputTap } from "./output-tap.ts";
import { endTree, leftBehind, markedProcesses, processIdentity, processIds } from "./process-tree.ts";
import { findSandbox, firstExecutable, type Sandbox, type Wrapping } from "./sandbox.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";

interface RunnerFacts {
  /** A fresh redactor for one stream of one block. */
  readonly redact: () => RedactedStream;
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
  readonly adopter: Adopter;
}

type OnOutput = Parameters<StepRunner["run"]>[1];

const unwrapped: Wrapping = { command: [], signalsAsCodes: false };

/** Blocks as `bash --noprofile --norc -euo pipefail`: bounded, redacted, and gone when they have to be gone. */
export function createBashRunner(facts: RunnerFacts): StepRunner {
  const sandbox = facts.sandbox === "off" ? null : findSandbox(facts.hidden);
  let room: Room | null = null;
  return {
    run: (request, onOutput, signal) => {
      if (facts.sandbox === "required" && sandbox === null) return Promise.reject(sandboxMissing());
      if (processIdentity(process.pid) === null) return Promise.reject(processesHidden());
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
    adopter: findAdopter(),
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
    const wrapping = room.sandbox?.wrap(request, scratch.directory) ?? unwrapped;
    const taps = makeTaps(room, watch.onOutput);
    const pipes = await room.pipes.take((stream, chunk) => taps[stream].push(chunk));
    const before = new Set(processIds());
    const started = performance.now();
    const child = startBash(room, request, { mark, scratch, pipes, wrapping });
    pipes.started();
    const ended = await untilEnd(child, request.timeoutMs, { mark, signal: watch.signal }).catch(
      (error: unknown) => {
        pipes.done();
        throw error;
      },
    );
    const durationMs = Math.round(performance.now() - started);
    await drain(pipes, taps);
    const left = scratch.left().filter((pid) => !before.has(pid));
    const survivors =
      ended.why === "ended" && !ended.wellEnded ? await endTree(ended.tree, left) : ended.survivors;
    const state = ended.exitCode === null ? null : scratch.state();
    return {
      ...exactEnd(ended, state !== null, wrapping),
      durationMs,
      timedOut: ended.why === "timeout",
      interrupted: ended.why === "abort",
      detached: ended.wellEnded ? listDetached(room.facts, { mark, before, left }) : [],
      survivors: survivors.map((process) => cleaned(process, room.facts)),
      cwd: state !== null && isDirectory(state.cwd) ? state.cwd : request.cwd,
      exported: state === null ? request.env : withoutScratch(state.exported, request, scratch),
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

/** The place for temporary files of a confined block is its own, and gone with it. */
function withoutScratch(
  exported: Readonly<Record<string, string>>,
  { env }: StepRequest,
  { directory }: BlockScratch,
): Readonly<Record<string, string>> {
  const { TMPDIR: place, ...others } = exported;
  const kept = place === directory ? env["TMPDIR"] : place;
  return kept === undefined ? others : { ...others, TMPDIR: kept };
}

/** The approved bytes go in as an argument: what was judged is what runs, no file is read again. */
function startBash(
  room: Room,
  request: StepRequest,
  block: {
    readonly mark: string;
    readonly scratch: BlockScratch;
    readonly pipes: PipePair;
    readonly wrapping: Wrapping;
  },
) {
  const confined = room.sandbox !== null && request.sandbox.kind !== "none";
  const strict = [room.bash, "--noprofile", "--norc", "-euo", "pipefail", "-c"];
  const inner = [...strict, blockText(request.code, block.scratch.stateFile, confined)];
  const [program = room.bash, ...args] = [...room.adopter.command, ...block.wrapping.command, ...inner];
  return execa(program, args, {
    cwd: request.cwd,
    env: {
      PAGER: "cat",
      ...request.env,
      REIFIER_EXECUTION: block.mark,
      RUNBOOK_OUTPUT: block.scratch.outputFile,
      ...(request.sandbox.kind === "none" ? {} : { TMPDIR: block.scratch.directory }),
      ...room.adopter.env,
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

function makeTaps(room: Room, onOutput: OnOutput): Taps {
  const tap = (stream: "stdout" | "stderr"): OutputTap =>
    createOutputTap(room.facts.redact, (text) => onOutput(stream, text));
  return { stdout: tap("stdout"), stderr: tap("stderr") };
}

/** Only processes that were not there before the block can be its own: reading every environment costs milliseconds. */
function listDetached(
  facts: RunnerFacts,
  block: { readonly mark: string; readonly before: ReadonlySet<number>; readonly left: readonly number[] },
): RunningProcess[] {
  const isNew = (pid: number): boolean => !block.before.has(pid);
  return leftBehind(`REIFIER_EXECUTION=${block.mark}`, isNew, block.left).map((process) =>
    cleaned(process, facts),
  );
}

function cleaned(process: RunningProcess, facts: RunnerFacts): RunningProcess {
  const redactor = facts.redact();
  return { pid: process.pid, command: redactor.push(process.command) + redactor.end() };
}
