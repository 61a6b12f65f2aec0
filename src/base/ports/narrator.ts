/** What a model is shown of a draft. Every text is redacted and bounded before it comes here. */
export interface NarrationRequest {
  readonly title: string;
  readonly symptom: string | null;
  readonly steps: readonly NarratedStep[];
  /** Log lines around the session. */
  readonly logs: readonly string[];
}

export interface NarratedStep {
  /** What an answer calls the step: `s1`, `s2` … */
  readonly id: string;
  readonly role: "diagnose" | "fix" | "verify" | "rollback";
  readonly command: string;
}

/** Words about a draft, as they came back; whether they may be used is judged by the scribe. */
export interface Narration {
  readonly title: string;
  /** One sentence. */
  readonly symptom: string;
  /** One sentence, or nothing where the records do not tell. */
  readonly impact: string | null;
  /** One line per step. */
  readonly why: readonly { readonly step: string; readonly text: string }[];
}

/** Why there are no words: the draft is worded offline then, and says so. */
export type Silence =
  | "no-key"
  | "unauthorized"
  | "rejected"
  | "rate-limited"
  | "overloaded"
  | "unreachable"
  | "timeout"
  | "refused"
  | "cut-short"
  | "wrong-shape"
  | "interrupted";

export type Narrated =
  | { readonly kind: "words"; readonly words: Narration }
  | { readonly kind: "silent"; readonly reason: Silence };

/** A model that words drafts. It never adds a command: what it says is prose or nothing. Never throws. */
export interface Narrator {
  narrate(request: NarrationRequest, signal?: AbortSignal): Promise<Narrated>;
}
