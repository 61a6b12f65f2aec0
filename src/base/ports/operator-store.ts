import type { MeasuredValue } from "../model/pattern.ts";
import type { Suggestion } from "../model/suggestion.ts";

export type SuggestionState = "open" | "running" | "answered" | "declined" | "expired";

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

export interface OpenedSuggestion {
  readonly id: string;
  /** False: one was open already and its count went up. */
  readonly fresh: boolean;
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
  /** One open suggestion per (kind, runbook, pattern, host): a second one only adds its `count` (and newest line) to it. */
  openSuggestion(suggestion: Suggestion, host: string): OpenedSuggestion;
  suggestion(id: string): { readonly suggestion: Suggestion; readonly state: SuggestionState } | null;
  suggestions(state: SuggestionState): Suggestion[];
  /** Takes an open suggestion for running, at most once over all processes. */
  claim(id: string, execution: string): boolean;
  answer(id: string, state: Exclude<SuggestionState, "running">): void;
  expire(now: number): Suggestion[];
  addEvidence(events: readonly Evidence[]): void;
  evidence(from: number, to: number): Evidence[];
  measure(name: string, value: MeasuredValue, source: string, at: number): void;
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
