import type { Execution } from "../model/execution.ts";
import type { MeasuredValue } from "../model/pattern.ts";
import type { Suggestion, SuggestionNotes } from "../model/suggestion.ts";

/** `resolved`: the alert that raised it was over before anybody answered. */
export type SuggestionState = "open" | "running" | "answered" | "declined" | "expired" | "resolved";

/** Log lines that the patrol kept as evidence: error events only, redacted. */
export interface Evidence {
  readonly source: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly level: string;
  readonly message: string;
  readonly pattern: string;
  /** How many equal events of one batch this stands for: a flood is stored as a count, not line by line. */
  readonly times: number;
}

/** An error pattern within some time: its first and last event, epoch milliseconds. */
export interface ErrorKind {
  readonly pattern: string;
  readonly first: number;
  readonly last: number;
}

export interface OpenedSuggestion {
  readonly id: string;
  /** False: one was open already and its count went up. */
  readonly fresh: boolean;
  /** It was an offer that no line had raised until now. */
  readonly offered: boolean;
  /** What was said of the one that waited; null for a fresh one. */
  readonly before: SuggestionNotes | null;
}

/** What a file of the shelf looked like when it was last seen. */
export interface Sighting {
  readonly path: string;
  readonly folder: "drafts" | "approved" | "retired";
  readonly id: string;
  readonly digest: string;
  readonly digestWithoutGuards: string;
  /** Guard sentences and guard blocks, each as its own text. */
  readonly guards: readonly string[];
  /** Hash of the whole file. */
  readonly sha256: string;
}

/** The operator's working memory: suggestions, evidence, measurements, positions. Embedded only; every write durable. */
export interface OperatorStore {
  /**
   * One open suggestion per (kind, runbook, pattern, host): a second one adds its `count` to it, and its line, values,
   * guards and notes take the place of the older ones. One that is merely similar only counts where the same line waits.
   */
  openSuggestion(suggestion: Suggestion, host: string): OpenedSuggestion;
  /** Says something anew of a suggestion; what is left out stays. */
  noteSuggestion(id: string, notes: SuggestionNotes): void;
  /** How the newest one that a line raised and that does not wait any more ended, for this (runbook, pattern, host). `at`: epoch milliseconds. */
  lastAnswer(
    runbook: string,
    pattern: string | null,
    host: string,
  ): { readonly state: SuggestionState; readonly at: number } | null;
  /** Runs of this host that ended and that changed something or tried to, newest first. */
  lastRuns(runbook: string, limit: number): Execution[];
  suggestion(id: string): { readonly suggestion: Suggestion; readonly state: SuggestionState } | null;
  suggestions(state: SuggestionState): Suggestion[];
  /** Takes an open suggestion for running, at most once over all processes. */
  claim(id: string, execution: string): boolean;
  answer(id: string, state: Exclude<SuggestionState, "running">): void;
  expire(now: number): Suggestion[];
  addEvidence(events: readonly Evidence[]): void;
  /** In the order of time; of one pattern where that is given. Of a storm the last 20,000. */
  evidence(from: number, to: number, pattern?: string): Evidence[];
  /** Which patterns had errors in this time, the most frequent first, `most` at most. */
  errorKinds(from: number, to: number, most: number): ErrorKind[];
  measure(name: string, value: MeasuredValue, source: string, at: number): void;
  /** The same for several values, in one durable write. */
  measureAll(
    values: readonly { readonly name: string; readonly value: MeasuredValue; readonly source: string }[],
    at: number,
  ): void;
  /** The newest value of this name (case ignored) not older than `since` (epoch milliseconds). */
  measured(
    name: string,
    since: number,
  ): (MeasuredValue & { readonly source: string; readonly at: number }) | null;
  position(source: string): string | null;
  savePosition(source: string, position: string): void;
  sightings(): Sighting[];
  /** Replaces the sighting of this path; null forgets it. */
  see(path: string, sighting: Sighting | null): void;
  /** Deletes evidence, measurements and ended suggestions before this time. */
  prune(before: number): void;
}
