import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { IncomingAlert } from "../../core/patterns/alert-payload.ts";
import { readAlertPayload } from "../../core/patterns/alert-payload.ts";
import type { IntakeResult } from "../../loops/intake.ts";
import { type DoorFacts, type Refusal, refuseCaller, refuseToken } from "./door.ts";
import { createRate } from "./rate.ts";
import { refuseSignature, type SignatureRefusal } from "./signature.ts";

/** Alertmanager's largest groups are some hundred KiB. */
const maxBodyBytes = 1024 * 1024;
/** Alerts come in groups, a few a minute; a flood is nobody's alert. */
const alertRate = { burst: 60, perSecond: 5 };
/** Who guesses a token is slowed down on an account of their own. */
const guessRate = { burst: 10, perSecond: 0.5 };

/** Any of these takes alerts: senders are configured by people, and each product calls it differently. */
const doors = ["/alerts", "/alert", "/webhook", "/alertmanager", "/grafana", "/"] as const;

export interface WebhookParts {
  readonly door: DoorFacts;
  readonly now: () => number;
  /** Takes the alerts of one request; they are stored when it resolves. */
  readonly take: (alerts: readonly IncomingAlert[]) => Promise<readonly IntakeResult[]>;
  /** Told of what was refused, by reason; never of a token. */
  readonly refused: (reason: string) => void;
  /** What was given up, for the log. */
  readonly failed: (error: unknown) => void;
}

type Status = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 503;

/** The intake of alerts over HTTP: a request is looked at from the outside in, and its body is read last. */
export function createWebhook(parts: WebhookParts): Hono {
  const app = new Hono();
  const alerts = createRate(alertRate, parts.now);
  const guesses = createRate(guessRate, parts.now);
  const refuse = (context: Context, status: Status, code: string, message: string): Response => {
    parts.refused(code);
    if (status === 401) context.header("WWW-Authenticate", 'Bearer realm="reifier"');
    if (status === 405) context.header("Allow", context.req.path === "/health" ? "GET" : "POST");
    if (status === 429) context.header("Retry-After", "10");
    return context.json({ error: { code, message } }, status);
  };

  app.use(async (context, next) => {
    const reason = refuseCaller(knockOf(context), parts.door);
    return reason === null ? await next() : refuse(context, 403, reason, explain[reason]);
  });
  const admit: MiddlewareHandler = async (context, next) => {
    const reason = refuseToken(knockOf(context), parts.door);
    if (reason !== null) {
      if (guesses.take()) return refuse(context, 401, reason, explain[reason]);
      return refuse(context, 429, "too-many-requests", "too many requests without the right token");
    }
    if (!alerts.take()) return refuse(context, 429, "too-many-requests", "too many requests; wait a moment");
    if (!isJson(context.req.header("content-type")))
      return refuse(context, 415, "not-json", "the body must be application/json");
    return await next();
  };
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (context) => refuse(context, 413, "too-large", `a body has at most ${maxBodyBytes} bytes`),
  });
  const signed: MiddlewareHandler = async (context, next) => {
    const reason = await refuseUnsigned(context, parts);
    if (reason === null) return await next();
    if (guesses.take()) return refuse(context, 401, reason, explain[reason]);
    return refuse(context, 429, "too-many-requests", "too many requests without the right signature");
  };
  app.on("POST", [...doors], admit, limit, signed, async (context) => {
    const payload = readAlertPayload(await bodyOf(context));
    if (payload.kind === "unknown") return refuse(context, 400, "not-understood", payload.why);
    const { kind, truncated } = payload;
    return context.json({ kind, truncated, alerts: await parts.take(payload.alerts) });
  });
  app.on(["GET", "HEAD"], "/health", (context) => context.json({ ok: true }));
  for (const door of [...doors, "/health"])
    app.all(door, (context) =>
      refuse(
        context,
        405,
        "method-not-allowed",
        door === "/health" ? "only GET" : "alerts are handed in by POST",
      ),
    );
  app.notFound((context) => refuse(context, 404, "not-found", "alerts are handed in by POST /alerts"));
  app.onError((error, context) => {
    parts.failed(error);
    return refuse(context, 503, "not-taken", "the alerts could not be stored; send them again");
  });
  return app;
}

const explain: Readonly<Record<Refusal | SignatureRefusal, string>> = {
  "host-not-allowed": "this webhook is not called by that name; see patrol.webhook.hosts",
  "origin-not-allowed": "web pages do not hand in alerts",
  "token-missing": "send the header Authorization: Bearer TOKEN",
  "token-wrong": "that is not the token of patrol.webhook.token",
  "signature-missing": "send the header X-Grafana-Alerting-Signature; see patrol.webhook.signingSecret",
  "signature-wrong": "that signature was not made of this body with patrol.webhook.signingSecret",
  "signature-too-old": "it was signed more than five minutes ago, or by a clock that is wrong",
};

const knockOf = (context: Context) => ({
  host: context.req.header("host"),
  origin: context.req.header("origin"),
  authorization: context.req.header("authorization"),
});

async function refuseUnsigned(
  context: Context,
  { door, now }: Pick<WebhookParts, "door" | "now">,
): Promise<SignatureRefusal | null> {
  if (door.signingSecret === undefined || door.signingSecret === null) return null;
  const signature = context.req.header("x-grafana-alerting-signature");
  const timestamp = context.req.header("x-grafana-alerting-timestamp");
  return refuseSignature({ signature, timestamp, body: await context.req.text() }, door.signingSecret, now());
}

const isJson = (type: string | undefined): boolean =>
  /^application\/(?:[\w.-]+\+)?json *(?:;|$)/i.test(type ?? "");

/** Undefined, which no shape accepts, for what is no JSON. */
async function bodyOf(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
