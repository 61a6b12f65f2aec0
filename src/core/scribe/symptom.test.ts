import { describe, expect, it } from "vitest";
import { Bundle } from "../../base/model/draft.ts";
import { draftSession } from "./draft-session.ts";
import type { EvidenceEvent } from "./symptom.ts";

const at = (second: number): string =>
  new Date(Date.parse("2026-03-02T02:00:00Z") + second * 1_000).toISOString();

const event = (second: number, message: string, count = 1, level = "error"): EvidenceEvent => ({
  source: "postgresql.log",
  at: at(second),
  level,
  message,
  count,
});

const bundle = Bundle.parse({
  id: "s-1",
  records: [
    { n: 1, command: "tail -n 15 /var/log/postgresql.log", startedAt: at(10), durationMs: 5, exitCode: 0 },
    {
      n: 2,
      command: "psql -d shop -c 'select * from pg_stat_activty'",
      startedAt: at(20),
      durationMs: 30,
      exitCode: 1,
    },
    {
      n: 3,
      command: "psql -d shop -c 'select * from pg_stat_activity'",
      startedAt: at(30),
      durationMs: 30,
      exitCode: 0,
    },
    {
      n: 4,
      command: "psql -d shop -c 'select pg_terminate_backend(4711)'",
      startedAt: at(40),
      durationMs: 30,
      exitCode: 0,
    },
    {
      n: 5,
      command: "psql -d shop -c 'update orders set updated=now() where id=3'",
      startedAt: at(50),
      durationMs: 30,
      exitCode: 0,
    },
  ],
});
const symptomOf = (evidence: readonly EvidenceEvent[]): string | null =>
  draftSession(bundle, { sessionId: "s-1", host: "db-1", known: [], evidence }).symptom;

describe("the symptom among the patrolled error lines", () => {
  const cause = [
    event(0, "canceling statement due to lock timeout", 3),
    event(25, "canceling statement due to lock timeout", 4),
  ];
  const consequence = event(40, "terminating connection due to administrator command", 1, "fatal");
  const mistake = event(20, 'relation "pg_stat_activty" does not exist at character 15');

  it("is never what the fix itself caused, however grave it sounds", () => {
    expect(symptomOf([...cause, consequence])).toBe("canceling statement due to lock timeout");
  });
  it("is never what the person's own typo caused", () => {
    expect(symptomOf([mistake, ...cause])).toBe("canceling statement due to lock timeout");
  });
  it("is taken from what is there when nothing better is known", () => {
    expect(symptomOf([consequence])).toBe("terminating connection due to administrator command");
  });
  it("counts all events of one kind together", () => {
    const { draft } = draftSession(bundle, { sessionId: "s-1", host: "db-1", known: [], evidence: cause });
    expect(draft).toContain("7 times");
  });
  it("is a warning where the log has no error, and never one where it has", () => {
    const warning = event(5, "lock wait takes 31 s pid=4711", 9, "warn");
    expect(symptomOf([warning])).toBe("lock wait takes 31 s pid=4711");
    expect(symptomOf([warning, ...cause])).toBe("canceling statement due to lock timeout");
  });
  it("is the engineer's note, and the runbook is found by the log's line all the same", () => {
    const noted = Bundle.parse({ ...bundle, note: "orders hang again" });
    const context = { sessionId: "s-1", host: "db-1", known: [], evidence: cause };
    const { symptom, draft } = draftSession(noted, context);
    expect(symptom).toBe("orders hang again");
    expect(draft).toContain('symptoms: ["canceling statement due to lock timeout", "orders hang again"]');
  });
  it("is what was typed as a comment at the end where nothing else tells it", () => {
    const typed = ["rm /run/shop.lock", "./start.sh", "uptime", "# lock left by a crash"];
    const said = Bundle.parse({
      id: "s-2",
      records: typed.map((command, at) => ({
        n: at + 1,
        command,
        exitCode: 0,
        note: command.startsWith("#"),
      })),
    });
    const { symptom, draft } = draftSession(said, {
      sessionId: "s-2",
      host: "web-1",
      known: [],
      evidence: [],
    });
    expect(symptom).toBe("lock left by a crash");
    expect(draft).toContain("- `# lock left by a crash`: in the engineer's own words");
  });
});
