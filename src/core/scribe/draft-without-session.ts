import type { DraftResult } from "../../base/model/draft.ts";
import { leftOutSentence, renderDraft } from "./render.ts";
import type { EvidenceEvent, Symptom } from "./symptom.ts";

export interface NoSessionFacts {
  readonly host: string;
  /** ISO 8601 UTC: when the error was first seen, and when it had been quiet for long enough. */
  readonly from: string;
  readonly to: string;
  readonly evidence: readonly EvidenceEvent[];
}

/** The draft that asks: an error came and went, and nobody typed anything. */
export function draftWithoutSession(facts: NoSessionFacts): DraftResult {
  const [loudest] = [...facts.evidence].sort((a, b) => b.count - a.count);
  const text = loudest?.message.replace(/\s+/g, " ").slice(0, 300) ?? "";
  const times = facts.evidence.reduce((sum, { count }) => sum + count, 0);
  const symptom: Symptom | null =
    loudest === undefined ? null : { text, from: "log", source: loudest.source, times, lines: [text] };
  const start = Date.parse(facts.from);
  const stamp = Number.isNaN(start) ? null : new Date(start).toISOString();
  const title = `Incident Report: ${stamp === null ? "time not recorded" : `${stamp.slice(0, 16).replace("T", " ")} UTC`}`;
  const id = `incident-${stamp?.slice(0, 10).replaceAll("-", "") ?? "00000000"}`;
  const draft = renderDraft({
    id,
    title,
    words: null,
    sessionId: null,
    host: facts.host,
    from: facts.from,
    to: facts.to,
    symptom,
    steps: [],
    inputs: [],
    shownBy: [],
    cwd: null,
    env: [],
    remarks: ["I saw no shell commands. Did you fix this via GUI?"],
    notes: [
      `${leftOutSentence(0, [])}The error stayed away after ${facts.to} and no session was recorded in that time. Write down what was done, where and by whom.`,
    ],
    told: new Map(),
    captures: new Map(),
  });
  return {
    id,
    title,
    symptom: symptom?.text ?? null,
    steps: [],
    dropped: [],
    inputs: [],
    guiSuspected: true,
    sameAs: null,
    path: null,
    draft,
  };
}
