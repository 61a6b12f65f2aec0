/** Since when something is paused (ISO 8601 UTC); null: it is not. */
export interface Paused {
  /** What is typed is not recorded; what hooks wrote is removed unread. */
  readonly recording: string | null;
  /** No suggestion is opened and nothing runs by itself. A person may still run an approved runbook. */
  readonly operator: string | null;
}

/** The switches of `reifier pause`, seen by every process of the workspace at once. */
export interface Pauses {
  now(): Paused;
  save(paused: Paused): void;
  /** Whether recording was paused at this time (ISO 8601 UTC), as the last `now()` knows it. */
  during(time: string): boolean;
}
