/** Takes secrets out of any text before it reaches anything of ours. Pure but for the set of secrets already seen. */
export interface Redactor {
  /** Any text: log lines, outputs, reports. */
  text(text: string): Redacted;
  /** Text that a shell reads: the rules of the tree are used too. */
  command(text: string): Redacted;
  /** From now on this value is masked wherever it stands. */
  remember?(secret: string): void;
}

export interface Redacted {
  readonly text: string;
  /** How many secrets were replaced. */
  readonly count: number;
}
