import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { busyGuard, Operating } from "../../test/support/operating.ts";
import type { LogLine } from "../base/ports/log-source.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { createPatrol } from "./patrol.ts";
import { takeAlert } from "./take-alert.ts";

let room: Operating;
beforeEach(async () => {
  room = await Operating.open({
    id: "app-lock",
    title: "Stale lock",
    example: "could not acquire lock /var/cache/app.lock: held by pid 7",
    host: "web-1",
    guards: [busyGuard],
  });
});
afterEach(() => room.close());

const lines = (...texts: string[]): LogLine[] =>
  texts.map((text, offset) => ({
    file: "/var/log/app.log",
    source: "app.log",
    text,
    offset,
    truncated: false,
  }));
const bare = (pid: number): string =>
  `2026-03-02T02:00:00Z ERROR app: could not acquire lock /var/cache/app.lock: held by pid ${pid}`;

async function patrol(...texts: string[]): Promise<void> {
  const patrol = createPatrol(room.deps);
  await patrol.refresh();
  await patrol.take(lines(...texts));
  await patrol.settle("all");
}

describe("the patrol", () => {
  it("makes one suggestion of ten thousand lines of one kind, with their count", async () => {
    await patrol(
      "2026-03-02T02:00:00Z INFO host: CPU usage 97%",
      ...Array.from({ length: 10_000 }, (_unused, i) => bare(i + 1)),
    );
    expect(room.store.operator.suggestions("open")).toMatchObject([{ runbook: "app-lock", count: 10_000 }]);
    const [row] = (await room.store.graph.patterns()).filter((one) => one.runbooks.length > 0);
    expect(row).toMatchObject({ seen: 10_000 });
  });
  it("measures guards from lines that are no error", async () => {
    await patrol("2026-03-02T02:00:00Z INFO host: CPU usage 12%", bare(9));
    expect(room.store.operator.suggestions("open")).toEqual([]);
  });
  it("keeps warnings as evidence that they are, and learns no pattern from them", async () => {
    await patrol("2026-03-02T02:00:00Z WARNING metrics: CPU usage 100% process=report-worker");
    expect(room.store.operator.evidence(room.now - 1_000, room.now + 1_000)).toMatchObject([
      { level: "warn", message: "CPU usage 100% process=report-worker" },
    ]);
    expect((await room.store.graph.patterns()).map(({ runbooks }) => runbooks)).toEqual([["app-lock"]]);
  });
  it("tells an ordinary line of a known pattern from an error", async () => {
    await patrol(bare(7), bare(8).replace("ERROR", "INFO"));
    const levels = room.store.operator.evidence(0, room.now + 1_000).map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(["error", "info"]));
  });
  it("keeps error lines as evidence, without their secrets, and ordinary lines not at all", async () => {
    await patrol(
      "2026-03-02T02:00:00Z INFO app: started",
      "2026-03-02T02:00:00Z ERROR app: login failed password=hunter2hunter2",
    );
    const evidence = room.store.operator.evidence(room.now - 1_000, room.now + 1_000);
    expect(evidence).toHaveLength(1);
    expect(evidence[0]?.message).toContain("login failed");
    expect(JSON.stringify(evidence)).not.toContain("hunter2");
  });
  it("keeps the beginning of an endless line, and its pattern is that of the whole line", async () => {
    const endless = `2026-03-02T02:00:00Z ERROR app: gateway gave up ${"and so on ".repeat(40_000)}`;
    await patrol(endless);
    const [kept] = room.store.operator.evidence(room.now - 1_000, room.now + 1_000);
    expect(kept?.message.length).toBeLessThan(6_000);
    expect(kept?.pattern).toBe(learnPattern(endless).id);
  });
  it("recognises a line with a secret by the pattern that was learned from its cleaned text", async () => {
    const line = (secret: string): string =>
      `2026-03-02T02:00:00Z ERROR db: login of app failed, password=${secret}`;
    const learned = learnPattern(room.deps.redactor.text(line("first1Secret2Value")).text);
    await room.store.graph.recordPattern(learned);
    await room.store.graph.link(learned.id, "app-lock");
    await patrol("2026-03-02T02:00:00Z INFO host: CPU usage 97%", line("other9Secret8Value"));
    expect(room.store.operator.suggestions("open")).toMatchObject([
      { runbook: "app-lock", pattern: learned.id },
    ]);
  });
  it("lets text of a log be text: nothing of it is a command, a path or markup anywhere", async () => {
    const nasty =
      "2026-03-02T02:00:00Z ERROR app: $(touch /tmp/reifier-owned) `id` \u001b[2J ```sh MATCH (n) DETACH DELETE n '); DROP TABLE record;--";
    await patrol(nasty, bare(3));
    expect(room.store.operator.evidence(room.now - 1_000, room.now + 1_000).length).toBe(2);
  });
});

describe("a clock that jumps", () => {
  it("keeps no event waiting: the last line is complete also when the clock was set back meanwhile", async () => {
    room.guards = [];
    const patrol = createPatrol(room.deps);
    await patrol.refresh();
    await patrol.take(lines(bare(7)));
    expect(await patrol.settle()).toBe(true);
    room.now -= 30_000;
    expect(await patrol.settle()).toBe(false);
    expect(room.open()).toHaveLength(1);
  });
  it("a line of tomorrow is of now, one of yesterday is too old", async () => {
    room.guards = [];
    await patrol(bare(7).replace("2026-03-02", "2026-03-03"), bare(8).replace("2026-03-02", "2026-03-01"));
    expect(room.store.operator.evidence(room.now, room.now)).toHaveLength(1);
    expect(room.open()).toMatchObject([{ count: 1 }]);
  });
});

describe("an alert that is handed in", () => {
  it("finds pattern and runbook, with its own values for the guards", async () => {
    const low = await takeAlert(room.deps, { message: bare(1), values: { CPU: { value: 12, unit: "%" } } });
    expect(low).toMatchObject({
      match: { kind: expect.stringMatching(/exact|similar/) },
      raised: { kind: "quiet", reason: "guard-does-not-hold" },
    });
    const high = await takeAlert(room.deps, { message: bare(2), values: { CPU: { value: 97, unit: "%" } } });
    expect(high.raised).toMatchObject({ kind: "suggested", runbook: "app-lock" });
  });
  it("says that nothing fits", async () => {
    expect(await takeAlert(room.deps, { message: "the coffee machine is empty" })).toMatchObject({
      match: null,
      raised: null,
    });
  });
});
