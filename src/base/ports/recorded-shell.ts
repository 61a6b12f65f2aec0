import type { ShellName } from "../model/scalars.ts";

/** What a recording is made from. */
export interface RecordedShellFacts {
  /** 16 hex digits or more: what is not said with it is not said by our shell. */
  readonly nonce: string;
  /** Called as soon as the shell runs. */
  readonly onStart: () => void;
  /** Bytes of its terminal; returns what the screen may get, now. */
  readonly terminal: (bytes: Uint8Array) => Uint8Array;
  /** Nothing more came for a moment: returns what was held back. */
  readonly quiet: () => Uint8Array;
  /** What its functions said beside the terminal. */
  readonly said: (bytes: Uint8Array) => void;
}

export interface RecordedShellEnd {
  /** null where a signal ended it. */
  readonly exitCode: number | null;
  /** The recorder was told to end (a signal); the shell was hung up. */
  readonly interrupted: boolean;
}

/** An interactive shell of the person on a terminal of its own, shown on ours. */
export interface RecordedShell {
  readonly name: ShellName;
  /** Resolves when the shell is gone and the outer terminal is as it was. */
  run(facts: RecordedShellFacts): Promise<RecordedShellEnd>;
  /** The shell may go on with the command that it announced. */
  goOn(n: number): void;
  /** What the hook wrote of this shell, by its identity; null where that is not there. */
  marker(shell: string): Uint8Array | null;
  /** Names of the variables it started with; null when unknown. */
  environment(): readonly string[] | null;
}
