import type { Intake } from "./record-store.ts";

/** Where records come from: the hook's spool, or a history file. */
export interface RecorderSource {
  readonly name: string;
  /** What is being watched, in words for the screen. */
  describe(): string;
  /** What arrived since `cursor`, ready to store; null when nothing did. Bounded: call again while it returns something. */
  read(cursor: string | null): SourceIntake | null;
  /** Calls `wake` when there may be something to read; a missed call is made up by polling. */
  watch(wake: () => void): Promise<void>;
  close(): Promise<void>;
}

export interface SourceIntake extends Intake {
  /** Called once the intake is stored: removes what was taken in. */
  stored(): void;
  /** What was left out and why, in words with counts; empty when nothing was. */
  readonly warnings: readonly string[];
}
