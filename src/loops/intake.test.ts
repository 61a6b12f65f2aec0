import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Operating } from "../../test/support/operating.ts";
import { isoTime } from "../base/kernel/clock.ts";
import { readAlertPayload } from "../core/patterns/alert-payload.ts";
import { takeIncoming } from "./intake.ts";

let room: Operating;
beforeEach(async () => {
  room = await Operating.open({
    id: "disk-full",
    title: "Make room",
    example: "DiskFull",
    alerts: ["DiskFull"],
  });
});
afterEach(() => room.close());

interface Facts {
  readonly state?: "firing" | "resolved";
  readonly device?: string;
  readonly name?: string;
  readonly startsAt?: string;
}

/** One alert as Alertmanager sends it. */
const alertmanager = ({
  state = "firing",
  device = "sda1",
  name = "DiskFull",
  startsAt = isoTime(room.now),
}: Facts = {}) => ({
  status: state,
  labels: { alertname: name, instance: "db-1", device },
  annotations: { description: `${device} of db-1 has 3% left` },
  startsAt,
  fingerprint: `${name}-${device}`,
});

async function send(...alerts: readonly object[]): Promise<string[]> {
  const payload = readAlertPayload({ version: "4", alerts });
  if (payload.kind === "unknown") throw new Error(payload.why);
  return (await takeIncoming(room.deps, payload.alerts)).map(({ outcome }) => outcome);
}

async function sendOwn(body: object): Promise<string[]> {
  const payload = readAlertPayload(body);
  if (payload.kind === "unknown") throw new Error(payload.why);
  return (await takeIncoming(room.deps, payload.alerts)).map(({ outcome }) => outcome);
}

const open = () => room.open();

describe("alerts handed in from outside", () => {
  it("the name of the rule finds the runbook, and the description is what people read", async () => {
    expect(await send(alertmanager())).toEqual(["suggested"]);
    expect(open()).toMatchObject([{ runbook: "disk-full", line: "sda1 of db-1 has 3% left", count: 1 }]);
  });

  it("the same alert sent again is a count, not a second suggestion", async () => {
    const alert = alertmanager();
    expect(await send(alert, alert)).toEqual(["suggested", "counted"]);
    expect(await send(alert)).toEqual(["counted"]);
    expect(open()).toMatchObject([{ count: 3 }]);
  });

  it("what nobody has a runbook for is remembered and suggests nothing", async () => {
    expect(await send(alertmanager({ name: "Unheard" }))).toEqual(["no-match"]);
    expect(room.store.operator.evidence(0, room.now + 1)).toHaveLength(1);
    expect(open()).toEqual([]);
  });

  it("a resolved alert closes its suggestion, in the audit and at the prompts too", async () => {
    const startsAt = isoTime(room.now);
    await send(alertmanager({ startsAt }));
    const [suggestion] = open();
    room.now += 60_000;
    expect(await send(alertmanager({ state: "resolved", startsAt }))).toEqual(["resolved"]);
    expect(open()).toEqual([]);
    expect(room.store.operator.suggestion(suggestion?.id ?? "")?.state).toBe("resolved");
    expect(room.cleared).toEqual([suggestion?.id]);
    expect(room.deps.journal.read({ type: "suggestion.closed" })).toMatchObject([
      { subject: suggestion?.id, data: { reason: "alert-resolved" } },
    ]);
  });

  it("while another disk still fires the suggestion stays", async () => {
    expect(await send(alertmanager({ device: "sda1" }), alertmanager({ device: "sdb1" }))).toEqual([
      "suggested",
      "counted",
    ]);
    expect(await send(alertmanager({ state: "resolved", device: "sda1" }))).toEqual(["others-still-fire"]);
    expect(open()).toHaveLength(1);
    expect(await send(alertmanager({ state: "resolved", device: "sdb1" }))).toEqual(["resolved"]);
    expect(open()).toEqual([]);
  });

  it("a resolved alert leaves a suggestion alone that is being run, and one that was never heard of changes nothing", async () => {
    await send(alertmanager());
    room.store.operator.claim(open()[0]?.id ?? "", "x-1");
    expect(await send(alertmanager({ state: "resolved" }))).toEqual(["nothing-open"]);
    expect(room.store.operator.suggestions("running")).toHaveLength(1);
    expect(await send(alertmanager({ state: "resolved", device: "sdz9" }))).toEqual(["unknown-alert"]);
  });

  it("an occurrence that a person declined or that is over is not suggested again; a new one is", async () => {
    const first = alertmanager();
    await send(first);
    room.store.operator.answer(open()[0]?.id ?? "", "declined");
    expect(await send(first)).toEqual(["repeated"]);
    room.now += 5_000;
    const second = alertmanager();
    expect(await send(second)).toEqual(["suggested"]);
    await send({ ...second, status: "resolved" });
    expect(await send(second)).toEqual(["repeated"]);
    room.now += 5_000;
    expect(await send(alertmanager())).toEqual(["suggested"]);
  });

  it("what an alert manager says is so room.now is suggested however long ago it began; an old alert of our own shape is not", async () => {
    const startsAt = isoTime(room.now - 7_200_000);
    expect(await send(alertmanager({ startsAt }))).toEqual(["suggested"]);
    expect(await sendOwn({ message: "DiskFull", startsAt })).toEqual(["too-old"]);
  });

  it("our own shape is closed by the same id or the same words with status resolved", async () => {
    expect(await sendOwn({ message: "DiskFull" })).toEqual(["suggested"]);
    expect(await sendOwn({ message: "DiskFull", status: "resolved" })).toEqual(["resolved"]);
    expect(await sendOwn({ id: "a-1", message: "DiskFull" })).toEqual(["suggested"]);
    expect(await sendOwn({ id: "a-1", message: "over", status: "ok" })).toEqual(["resolved"]);
    expect(open()).toEqual([]);
  });

  it("a time ahead of this machine's clock counts as room.now", async () => {
    expect(await sendOwn({ message: "DiskFull", startsAt: "2099-01-01T00:00:00Z" })).toEqual(["suggested"]);
    expect(room.store.operator.evidence(room.now, room.now + 1)).toHaveLength(1);
  });

  it("a secret in an alert is stored nowhere", async () => {
    await send({
      ...alertmanager(),
      annotations: { description: "login with password=hunter2hunter2 failed" },
    });
    expect(JSON.stringify([open(), room.store.operator.evidence(0, room.now + 1)])).not.toContain(
      "hunter2hunter2",
    );
  });

  it("remembers a bounded number of alerts", async () => {
    for (let round = 0; round < 4; round++)
      await send(
        ...Array.from({ length: 300 }, (_, i) => alertmanager({ name: "Other", device: `i${round}-${i}` })),
      );
    expect(JSON.parse(room.store.operator.position("intake:handed") ?? "[]")).toHaveLength(1_000);
  });
});
