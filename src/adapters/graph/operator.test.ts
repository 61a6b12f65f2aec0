import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isoTime } from "../../base/kernel/clock.ts";
import type { Suggestion } from "../../base/model/suggestion.ts";
import type { Evidence, OperatorStore, Sighting } from "../../base/ports/operator-store.ts";
import { type EmbeddedStore, openEmbedded } from "./embedded.ts";

const now = Date.parse("2026-03-02T02:11:00.000Z");

const suggestion = (id: string, facts: Partial<Suggestion> = {}): Suggestion => ({
  id,
  kind: "run",
  title: "Fix DB Lockup",
  runbook: "incident-1",
  pattern: "p-1",
  line: "process 17 still waiting for ShareLock, CPU 97%",
  count: 1,
  values: { CPU: { value: 97, unit: "%" }, lock: { value: "ShareLock", unit: null } },
  guards: [{ guard: "CPU > 90%", holds: true, name: "CPU", value: 97, unit: "%", why: "97 % > 90 %" }],
  risk: "medium",
  createdAt: isoTime(now),
  expiresAt: isoTime(now + 1_000),
  ...facts,
});

const evidence = (at: number, message: string): Evidence => ({
  source: "app",
  at,
  level: "error",
  message,
  pattern: "p-1",
  times: 1,
});

describe("the operator store", () => {
  let clock: number;
  let store: EmbeddedStore;
  let operator: OperatorStore;
  beforeEach(() => {
    clock = now;
    store = openEmbedded({ path: ":memory:", clock: { now: () => clock } });
    operator = store.operator;
  });
  afterEach(() => store.close());

  it("returns a suggestion as it was opened", () => {
    expect(operator.openSuggestion(suggestion("q-1"), "web-1")).toEqual({
      id: "q-1",
      fresh: true,
      offered: false,
      before: null,
    });
    expect(operator.suggestion("q-1")).toEqual({ suggestion: suggestion("q-1"), state: "open" });
    expect(operator.suggestion("q-2")).toBeNull();
  });

  it("counts up instead of opening a second one for the same runbook, pattern and host", () => {
    operator.openSuggestion(suggestion("q-1"), "web-1");
    expect(operator.openSuggestion(suggestion("q-2", { count: 3 }), "web-1")).toEqual({
      id: "q-1",
      fresh: false,
      offered: false,
      before: {},
    });
    expect(operator.openSuggestion(suggestion("q-3"), "web-2").fresh).toBe(true);
    expect(operator.openSuggestion(suggestion("q-4", { pattern: null }), "web-1").fresh).toBe(true);
    expect(operator.openSuggestion(suggestion("q-5", { pattern: null }), "web-1")).toEqual({
      id: "q-4",
      fresh: false,
      offered: false,
      before: {},
    });
    expect(operator.suggestions("open").map((open) => [open.id, open.count])).toEqual([
      ["q-1", 4],
      ["q-3", 1],
      ["q-4", 2],
    ]);
  });

  it("takes the newest line and its values, unless it is merely similar to the one that waits", () => {
    const exact = { kind: "exact", score: 1, evidence: "signature" } as const;
    const similar = { kind: "similar", score: 0.9, evidence: "similar" } as const;
    operator.openSuggestion(suggestion("q-1", { match: exact }), "web-1");
    const cpu = { CPU: { value: 99, unit: "%" } };
    operator.openSuggestion(suggestion("q-2", { match: exact, line: "newer", values: cpu }), "web-1");
    operator.openSuggestion(suggestion("q-3", { match: similar, line: "other" }), "web-1");
    expect(operator.suggestions("open")).toMatchObject([
      { id: "q-1", count: 3, line: "newer", values: cpu, match: exact },
    ]);
  });

  it("an offer that no line had raised counts from the first line on", () => {
    operator.openSuggestion(suggestion("q-1", { line: null }), "web-1");
    expect(operator.openSuggestion(suggestion("q-2", { count: 4 }), "web-1")).toMatchObject({
      id: "q-1",
      fresh: false,
      offered: true,
    });
    expect(operator.suggestions("open")).toMatchObject([{ count: 4 }]);
  });

  it("says something anew of one that waits, and how the last one ended", () => {
    operator.openSuggestion(suggestion("q-1", { host: "web-1", why: "the same message" }), "web-1");
    operator.noteSuggestion("q-1", { autonomy: "paused: the operator is paused" });
    expect(operator.suggestion("q-1")?.suggestion).toMatchObject({
      why: "the same message",
      autonomy: "paused: the operator is paused",
    });
    expect(operator.lastAnswer("incident-1", "p-1", "web-1")).toBeNull();
    operator.answer("q-1", "declined");
    expect(operator.lastAnswer("incident-1", "p-1", "web-1")).toEqual({ state: "declined", at: now });
    expect(() => operator.noteSuggestion("q-9", {})).toThrow();
  });

  it("opens a new one once the first was answered", () => {
    operator.openSuggestion(suggestion("q-1"), "web-1");
    operator.answer("q-1", "declined");
    expect(operator.openSuggestion(suggestion("q-2"), "web-1")).toEqual({
      id: "q-2",
      fresh: true,
      offered: false,
      before: null,
    });
    expect(operator.suggestions("declined").map((one) => one.id)).toEqual(["q-1"]);
  });

  it("opens a new one where the old one's time is over and nobody has swept", () => {
    operator.openSuggestion(suggestion("q-1"), "web-1");
    clock = now + 1_000;
    const next = suggestion("q-2", { expiresAt: isoTime(clock + 1_000) });
    expect(operator.openSuggestion(next, "web-1")).toEqual({
      id: "q-2",
      fresh: true,
      offered: false,
      before: null,
    });
    expect(operator.suggestion("q-1")?.state).toBe("expired");
    expect(operator.claim("q-2", "e-1")).toBe(true);
  });

  it("gives a suggestion to one taker only", () => {
    operator.openSuggestion(suggestion("q-1"), "web-1");
    expect(operator.claim("q-1", "e-1")).toBe(true);
    expect(operator.claim("q-1", "e-2")).toBe(false);
    expect(operator.claim("q-none", "e-2")).toBe(false);
    expect(operator.suggestion("q-1")?.state).toBe("running");
  });

  it("cannot be claimed when its time is over, and expires once", () => {
    operator.openSuggestion(suggestion("q-1"), "web-1");
    clock = now + 1_000;
    expect(operator.claim("q-1", "e-1")).toBe(false);
    expect(operator.expire(clock - 1)).toEqual([]);
    expect(operator.expire(clock).map((one) => one.id)).toEqual(["q-1"]);
    expect(operator.expire(clock)).toEqual([]);
    expect(operator.suggestion("q-1")?.state).toBe("expired");
  });

  it("goes back to waiting, or into the equal one that opened meanwhile", () => {
    operator.openSuggestion(suggestion("q-1", { count: 2 }), "web-1");
    operator.claim("q-1", "e-1");
    operator.answer("q-1", "open");
    expect(operator.claim("q-1", "e-2")).toBe(true);
    operator.openSuggestion(suggestion("q-2"), "web-1");
    operator.answer("q-1", "open");
    expect(operator.suggestions("open").map((open) => [open.id, open.count])).toEqual([["q-2", 3]]);
  });

  it("says so when the answered suggestion does not exist", () => {
    expect(() => operator.answer("q-none", "declined")).toThrow("there is no suggestion q-none");
  });

  it("keeps evidence in the order of its time, as often as it was said", () => {
    const events = [evidence(3, "c"), evidence(1, "a"), evidence(1, "a"), { ...evidence(2, "b"), times: 40 }];
    operator.addEvidence(events);
    expect(operator.evidence(1, 2)).toEqual([
      evidence(1, "a"),
      evidence(1, "a"),
      { ...evidence(2, "b"), times: 40 },
    ]);
  });

  it("finds the newest measured value by name, case ignored, not older than asked", () => {
    operator.measure("CPU", { value: 97, unit: "%" }, "app", 10);
    operator.measure("cpu", { value: 42, unit: "%" }, "web", 20);
    operator.measure("Cpu", { value: 1, unit: "%" }, "web", 15);
    expect(operator.measured("cPu", 0)).toEqual({ value: 42, unit: "%", source: "web", at: 20 });
    expect(operator.measured("CPU", 21)).toBeNull();
    operator.measure("state", { value: "degraded", unit: null }, "app", 10);
    expect(operator.measured("state", 0)).toEqual({ value: "degraded", unit: null, source: "app", at: 10 });
  });

  it("keeps a position for each log, apart from the cursors of recording", () => {
    operator.savePosition("spool", "1");
    operator.savePosition("spool", "2");
    expect(operator.position("spool")).toBe("2");
    expect(store.records.cursor("spool")).toBeNull();
    expect(operator.position("app")).toBeNull();
  });

  it("replaces and forgets what a file looked like", () => {
    const seen: Sighting = {
      path: "runbooks/drafts/x.md",
      folder: "drafts",
      id: "x",
      digest: "d",
      digestWithoutGuards: "g",
      guards: ["Only do this if CPU > 90%"],
      sha256: "s",
    };
    operator.see(seen.path, seen);
    operator.see(seen.path, { ...seen, sha256: "t" });
    expect(operator.sightings()).toEqual([{ ...seen, sha256: "t" }]);
    operator.see(seen.path, null);
    expect(operator.sightings()).toEqual([]);
  });

  it("prunes what is old and over, never what waits", () => {
    operator.openSuggestion(suggestion("q-open"), "web-1");
    operator.openSuggestion(suggestion("q-over", { runbook: "other" }), "web-1");
    operator.answer("q-over", "declined");
    operator.addEvidence([evidence(1, "old"), evidence(now + 9, "new")]);
    operator.measure("CPU", { value: 1, unit: null }, "app", 1);
    operator.prune(now + 1);
    expect(operator.evidence(0, now * 2).map((event) => event.message)).toEqual(["new"]);
    expect(operator.measured("CPU", 0)).toBeNull();
    expect(operator.suggestion("q-over")).toBeNull();
    expect(operator.suggestion("q-open")).not.toBeNull();
  });
});
