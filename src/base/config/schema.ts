import { z } from "zod";

const seconds = (fallback: number) => z.number().positive().max(31_536_000).default(fallback);

function isExpression(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false; // The one thing this constructor throws for.
  }
}

const HistoryFile = z.strictObject({ file: z.string().min(1), format: z.enum(["bash", "zsh", "fish"]) });

/** A source of log lines: a file or glob, the journal, or a program's output. Exactly one of the three. */
const LogSource = z
  .strictObject({
    path: z.string().min(1).nullable().default(null),
    journald: z
      .union([z.literal(true), z.strictObject({ unit: z.string().regex(/^[^-\s]\S*$/, "a unit's name") })], {
        error: "expected true, or {unit: NAME}",
      })
      .nullable()
      .default(null),
    /** A program and its words; no shell reads them. */
    command: z.array(z.string().min(1)).min(1).nullable().default(null),
    format: z.literal("auto").default("auto"),
    source: z.string().min(1).nullable().default(null),
  })
  .refine(
    ({ path, journald, command }) => [path, journald, command].filter((one) => one !== null).length === 1,
    {
      message: "one of path, journald and command is needed, and only one",
    },
  );

const observe = z.strictObject({
  history: z
    .union([z.literal("auto"), z.array(HistoryFile)], {
      error: "expected auto, or a list of {file, format} with the format bash, zsh or fish",
    })
    .default("auto"),
  sessionGapSeconds: seconds(300),
  ignore: z.array(z.string().refine(isExpression, "not a regular expression")).default([]),
});

const hostAndPort = /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}$/;

const webhook = z
  .strictObject({
    enabled: z.boolean().default(false),
    listen: z
      .string()
      .regex(hostAndPort, "an address and a port such as 127.0.0.1:9797")
      .default("127.0.0.1:9797"),
    /** Without this key the variable REIFIER_WEBHOOK_TOKEN. */
    token: z.string().regex(/^\S+$/, "a word without spaces").nullable().default(null),
    /** Every request must be signed with it, as Grafana does. */
    signingSecret: z.string().min(8, "a secret of 8 characters or more").nullable().default(null),
    /** Further names under which senders call it. */
    hosts: z.array(z.string().min(1)).default([]),
  })
  .refine(({ enabled, token }) => !enabled || token !== null, {
    path: ["token"],
    message: "a token is needed: export REIFIER_WEBHOOK_TOKEN=… before reifier starts",
  });

const serverUrl = /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s/@?#]+$/;

const graph = z
  .strictObject({
    url: z
      .string()
      .refine(
        (url) => url === "embedded" || serverUrl.test(url),
        "expected embedded, or bolt:// or neo4j:// (also +s, +ssc) with HOST:PORT; the login goes into user and password",
      )
      .default("embedded"),
    user: z.string().min(1).default("neo4j"),
    password: z.string().min(1).nullable().default(null),
    database: z.string().min(1).nullable().default(null),
    timeoutSeconds: z.number().positive().max(300).default(10),
  })
  .refine(({ url, password }) => url === "embedded" || password !== null, {
    path: ["password"],
    message: 'a graph server needs one, for example "${NEO4J_PASSWORD}"',
  });

const autonomy = z.strictObject({
  enabled: z.boolean().default(false),
  minVerifiedRuns: z.int().min(1).default(5),
  minConfidence: z.number().min(0).max(1).default(0.75),
  maxPerHour: z.int().min(0).default(3),
});

/** The rules whose findings are only warnings by themselves (docs/runbook-format.md). */
const LintWarning = z.enum([
  "destructive-without-verify",
  "frontmatter-unknown",
  "list-not-numbered",
  "never-ends",
  "no-role",
  "no-symptom",
  "no-verify",
  "prompt-in-shell",
  "restart-without-rollback",
  "sudo-asks",
  "transcript-output",
  "unused-input",
]);

/** `reifier.yaml`, every key with its default (docs/configuration.md). */
export const Settings = z.strictObject({
  observe: observe.prefault({}),
  scribe: z
    .strictObject({
      narrator: z.enum(["offline", "anthropic"]).default("offline"),
      model: z.string().min(1).default("claude-sonnet-5-5"),
      draftWhen: z.enum(["incident", "always"]).default("incident"),
    })
    .prefault({}),
  patrol: z
    .strictObject({
      logs: z.array(LogSource).default([]),
      maxAgeSeconds: seconds(600),
      webhook: webhook.prefault({}),
    })
    .prefault({}),
  graph: graph.prefault({}),
  operator: z
    .strictObject({
      onApprove: z.enum(["register", "suggest"]).default("suggest"),
      promptTimeoutSeconds: seconds(900),
      suggestionTtlSeconds: seconds(86_400),
      stepTimeoutSeconds: seconds(300),
      sandbox: z.enum(["auto", "required", "off"]).default("auto"),
      /** Lint warnings that keep a runbook from being approved here. */
      blockingLint: z.array(LintWarning).default([]),
    })
    .prefault({}),
  autonomy: autonomy.prefault({}),
  notify: z
    .strictObject({
      command: z
        .union([z.string().min(1), z.array(z.string()).min(1)], {
          error: "expected a command line, or a list of a program and its words",
        })
        .nullable()
        .default(null),
    })
    .prefault({}),
  retention: z
    .strictObject({ recordsDays: z.int().min(1).default(90), outputsDays: z.int().min(1).default(30) })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;
