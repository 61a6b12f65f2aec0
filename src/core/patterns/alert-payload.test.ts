import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAlertPayload } from "./alert-payload.ts";

const alertmanager = {
  receiver: "reifier",
  status: "firing",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "DiskFull", instance: "db-1:9100", severity: "critical" },
      annotations: { summary: "disk of db-1 is full", description: "/var is 97% full" },
      startsAt: "2026-03-11T09:12:44.003Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "http://prometheus/graph",
      fingerprint: "c6b6e7e9ae4a1f5d",
    },
    { status: "resolved", labels: { alertname: "Slow" }, annotations: {}, fingerprint: "00aa" },
  ],
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager",
  version: "4",
  groupKey: "{}:{}",
  truncatedAlerts: 2,
};

const grafana = {
  receiver: "reifier",
  status: "firing",
  orgId: 1,
  state: "alerting",
  title: "[FIRING:1] CPU",
  message: "**Firing**",
  version: "1",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "HighCpu", grafana_folder: "ops" },
      annotations: { summary: "CPU of web-1 is high" },
      startsAt: "2026-03-11T09:12:00Z",
      endsAt: "0001-01-01T00:00:00Z",
      fingerprint: "f1",
      values: { B: 97.25, C: 1, none: null },
      valueString: "[ var='B' labels={} value=97.25 ]",
      silenceURL: "http://grafana/silence",
    },
  ],
};

function alertsOf(body: unknown) {
  const payload = readAlertPayload(body);
  if (payload.kind === "unknown") throw new Error(payload.why);
  return payload.alerts;
}

describe("alerts in the body of a request", () => {
  it("Alertmanager: the description is the message, summary and name are further texts, and what was truncated is counted", () => {
    const payload = readAlertPayload(alertmanager);
    expect(payload).toMatchObject({ kind: "alertmanager", truncated: 2 });
    const [first, second] = alertsOf(alertmanager);
    expect(first).toMatchObject({
      state: "firing",
      current: true,
      occurrence: "2026-03-11T09:12:44.003Z",
      texts: ["disk of db-1 is full"],
      input: {
        id: "c6b6e7e9ae4a1f5d",
        title: "DiskFull",
        message: "/var is 97% full",
        severity: "critical",
        labels: { instance: "db-1:9100" },
      },
    });
    expect(second).toMatchObject({ state: "resolved", input: { message: "Slow" } });
  });

  it("Grafana: its measured numbers are values", () => {
    expect(readAlertPayload(grafana).kind).toBe("grafana");
    expect(alertsOf(grafana)[0]?.input.values).toEqual({
      B: { value: 97.25, unit: null },
      C: { value: 1, unit: null },
    });
  });

  it("an alert has the same key when it fires and when it is over, and without a fingerprint by its labels", () => {
    const labels = { alertname: "A", instance: "x" };
    const turned = { instance: "x", alertname: "A" };
    const [fires] = alertsOf({ alerts: [{ status: "firing", labels }] });
    const [over] = alertsOf({ alerts: [{ status: "resolved", labels: turned }] });
    const [other] = alertsOf({ alerts: [{ status: "firing", labels: { ...labels, instance: "y" } }] });
    expect(fires?.key).toBe(over?.key);
    expect(other?.key).not.toBe(fires?.key);
  });

  it("our own shape needs only a message, may come as a list, and says with its status that it is over", () => {
    expect(alertsOf({ message: "lock held" })[0]).toMatchObject({ state: "firing", occurrence: null });
    expect(
      alertsOf([{ message: "a" }, { message: "b", status: "resolved" }]).map(({ state }) => state),
    ).toEqual(["firing", "resolved"]);
    expect(alertsOf({ message: "a", startsAt: "2026-03-11T10:12:44+01:00" })[0]?.input.startsAt).toBe(
      "2026-03-11T09:12:44.000Z",
    );
  });

  it.each([
    ["no object", 7],
    ["nothing", undefined],
    ["no message", { title: "x" }],
    ["a message that is no text", { message: 5 }],
    ["labels that are no texts", { message: "a", labels: { n: 1 } }],
    ["alerts that are no list", { alerts: {} }],
    ["an unknown status", { alerts: [{ status: "odd" }] }],
    ["far too many", { alerts: Array.from({ length: 501 }, () => ({ status: "firing" })) }],
  ])("%s is not understood, and it says why", (_name, body) => {
    const payload = readAlertPayload(body);
    expect(payload.kind).toBe("unknown");
    expect(payload.kind === "unknown" ? payload.why : "").not.toBe("");
  });

  it("a time that is none is left out, and an endless text is cut", () => {
    const [alert] = alertsOf({ message: "x".repeat(100_000), startsAt: "yesterday-ish" });
    expect(alert?.input.startsAt).toBeUndefined();
    expect(alert?.input.message.length).toBeLessThan(10_000);
  });

  it("never throws, whatever the JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        readAlertPayload(body);
        readAlertPayload({ alerts: body });
        readAlertPayload({ alerts: [body] });
      }),
    );
  });
});
