/** What bash gets, and the conditions it runs under. */
export interface StepRequest {
  readonly execution: string;
  readonly step: number;
  /** The bytes that were judged. */
  readonly code: string;
  readonly cwd: string;
  /** The whole environment of the block: allow-listed names, declared `env`, inputs, what earlier blocks exported. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** `read-only`: the system is mounted read-only where bubblewrap is there; `declared`: only what the runbook declares. */
  readonly sandbox:
    | { readonly kind: "none" }
    | { readonly kind: "read-only" }
    | { readonly kind: "declared"; readonly network: boolean; readonly writes: readonly string[] };
}

export interface StepResult {
  /** null when a signal ended the block. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly durationMs: number;
  readonly timedOut: boolean;
  readonly interrupted: boolean;
  /** Still running after exit 0: what the block started and detached. */
  readonly detached: readonly RunningProcess[];
  /** What was told to end and did not (another user's process, say): named, never silently left. */
  readonly survivors: readonly RunningProcess[];
  /** Where the block ended, and what it exported: carried to the next block. */
  readonly cwd: string;
  readonly exported: Readonly<Record<string, string>>;
  /** Lines `k=v` that the block wrote into `$RUNBOOK_OUTPUT`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Stdout, redacted, head and tail kept; `bytes` counts all. */
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: { readonly stdout: number; readonly stderr: number };
  /** The raw trimmed stdout for `capture`, at most 64 KiB; it never leaves the process but as a variable. */
  readonly captured: string;
}

/** A process that is there now. The command is redacted. */
export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Runs one block of approved shell text; nothing of it outlives a timeout, an abort or the operator's death. */
export interface StepRunner {
  run(
    request: StepRequest,
    onOutput: (stream: "stdout" | "stderr", text: string) => void,
    signal: AbortSignal,
  ): Promise<StepResult>;
  /** What `sandbox: read-only` means on this host. */
  readonly sandboxKind: "bubblewrap" | "unsandboxed" | "off";
  /** This process, in a form that a later one can ask about after a crash. */
  readonly owner: string;
  /** Whether the process that wrote this `owner` still lives. A reused pid or a reboot is no. */
  ownerAlive(owner: string): boolean;
  /** Ends what a dead operator's block left running. Returns what was found, and what would not end. */
  endLeftovers(
    execution: string,
    step: number,
  ): Promise<{ readonly found: readonly RunningProcess[]; readonly survivors: readonly RunningProcess[] }>;
}
