import { createHash } from "node:crypto";
import { z } from "zod";
import { AlertInput } from "../../base/model/alert.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";

/** One alert of a request, whoever sent it. */
export interface IncomingAlert {
  readonly state: "firing" | "resolved";
  /** The same alert has the same key in every request; 24 hex digits. */
  readonly key: string;
  /** Which occurrence of that alert this is; null where the sender does not say. */
  readonly occurrence: string | null;
  /** The sender says that it is so now, however long ago it began. */
  readonly current: boolean;
  readonly input: AlertInput;
  /** What says the same in other words: summary, name of the rule. */
  readonly texts: readonly string[];
}

/** What a request brought. `truncated` alerts were left out by their sender. */
export type AlertPayload =
  | {
      readonly kind: "alertmanager" | "grafana" | "generic";
      readonly alerts: readonly IncomingAlert[];
      readonly truncated: number;
    }
  | { readonly kind: "unknown"; readonly why: string };

/** Senders group alerts; a request with more is none of theirs. */
const maxAlerts = 500;
/** What follows in a longer text does not pick a runbook. */
const maxText = 8_192;

const Words = z.record(z.string(), z.string()).nullish();

/** One alert of Alertmanager (webhook version 4) or of Grafana, which adds measured `values`. */
const ManagedAlert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels: Words,
  annotations: Words,
  startsAt: z.string().nullish(),
  fingerprint: z.string().nullish(),
  values: z.record(z.string(), z.unknown()).nullish(),
});
type ManagedAlert = z.infer<typeof ManagedAlert>;

const Managed = z.object({
  alerts: z.array(ManagedAlert).max(maxAlerts),
  version: z.string().nullish(),
  orgId: z.number().nullish(),
  truncatedAlerts: z.number().nullish(),
});

/** The product's own shape; `status: resolved` says that it is over. */
const Generic = AlertInput.extend({ status: z.string().optional() });

/** Reads the body of a webhook request: Alertmanager, Grafana, one alert of our own shape or a list of them. */
export function readAlertPayload(body: unknown): AlertPayload {
  if (typeof body === "object" && body !== null && "alerts" in body) return managed(body);
  // One or the other, not a union of both: its refusal would not name the key.
  const read = (
    Array.isArray(body) ? z.array(Generic).max(maxAlerts) : Generic.transform((one) => [one])
  ).safeParse(body);
  if (!read.success) return unknown(read.error, 'only "message" is required: {"message": "…"}');
  return { kind: "generic", alerts: read.data.map(generic), truncated: 0 };
}

function managed(body: object): AlertPayload {
  const read = Managed.safeParse(body);
  if (!read.success) return unknown(read.error, '"alerts" is a list of {status, labels, annotations}');
  const { orgId, truncatedAlerts, alerts } = read.data;
  const kind = orgId === undefined || orgId === null ? "alertmanager" : "grafana";
  return {
    kind,
    alerts: alerts.map((alert) => managedAlert(kind, alert)),
    truncated: truncatedAlerts ?? 0,
  };
}

function unknown(error: z.ZodError, hint: string): AlertPayload {
  const issue = error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  return { kind: "unknown", why: `${place}${issue?.message ?? "not understood"}; ${hint}` };
}

function managedAlert(kind: "alertmanager" | "grafana", alert: ManagedAlert): IncomingAlert {
  const labels = alert.labels ?? {};
  const annotations = alert.annotations ?? {};
  const name = labels["alertname"] ?? null;
  const said = [annotations["description"], annotations["message"], annotations["summary"]].flatMap((text) =>
    text === undefined || text.trim() === "" ? [] : [cut(text)],
  );
  const [message = name ?? `an alert of ${kind} without words`, ...texts] = said;
  const startsAt = timeOrUndefined(alert.startsAt);
  return {
    state: alert.status,
    key: keyOf(kind, alert.fingerprint ?? JSON.stringify(Object.entries(labels).sort())),
    occurrence: startsAt ?? null,
    current: true,
    texts,
    input: {
      message,
      source: kind,
      title: name === null ? null : cut(name),
      severity: labels["severity"] ?? null,
      labels,
      values: numbers(alert.values ?? {}),
      ...(alert.fingerprint ? { id: alert.fingerprint.slice(0, 200) } : {}),
      ...(startsAt === undefined ? {} : { startsAt }),
    },
  };
}

/** Grafana's `values`: the number of each expression under the letter (or name) of its query. */
const numbers = (values: Readonly<Record<string, unknown>>): Record<string, MeasuredValue> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === "number" && Number.isFinite(value) ? [[name, { value, unit: null }]] : [],
    ),
  );

const over = /^(?:resolved|ok|closed|recovered|normal|inactive)$/i;

function generic({ status, ...given }: z.infer<typeof Generic>): IncomingAlert {
  const startsAt = timeOrUndefined(given.startsAt);
  const { startsAt: _said, ...input } = { ...given, message: cut(given.message) };
  const identity = given.id ?? JSON.stringify([given.source, given.title, given.message]);
  return {
    state: status !== undefined && over.test(status) ? "resolved" : "firing",
    key: keyOf("generic", identity),
    occurrence: startsAt ?? given.id ?? null,
    current: false,
    texts: [],
    input: startsAt === undefined ? input : { ...input, startsAt },
  };
}

const keyOf = (kind: string, identity: string): string =>
  createHash("sha256").update(`${kind}\n${identity}`).digest("hex").slice(0, 24);

const cut = (text: string): string => text.slice(0, maxText);

function timeOrUndefined(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || Number.isNaN(Date.parse(text))) return undefined;
  return new Date(text).toISOString();
}
