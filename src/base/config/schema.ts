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

const LogFile = z.strictObject({
  path: z.string().min(1),
  format: z.literal("auto").default("auto"),
  source: z.string().min(1).nullable().default(null),
});

const observe = z.strictObject({
  history: z.union([z.literal("auto"), z.array(HistoryFile)]).default("auto"),
  sessionGapSeconds: seconds(300),
  ignore: z.array(z.string().refine(isExpression, "not a regular expression")).default([]),
});

const webhook = z.strictObject({
  enabled: z.boolean().default(false),
  listen: z.string().default("127.0.0.1:9797"),
  token: z.string().nullable().default(null),
});

const autonomy = z.strictObject({
  enabled: z.boolean().default(false),
  minVerifiedRuns: z.int().min(1).default(5),
  minConfidence: z.number().min(0).max(1).default(0.75),
  maxPerHour: z.int().min(0).default(3),
});

/** `reifier.yaml`, every key with its default (docs/configuration.md). */
export const Settings = z.strictObject({
  observe: observe.prefault({}),
  scribe: z
    .strictObject({
      narrator: z.enum(["offline"]).default("offline"),
      draftWhen: z.enum(["incident", "always"]).default("incident"),
    })
    .prefault({}),
  patrol: z
    .strictObject({
      logs: z.array(LogFile).default([]),
      maxAgeSeconds: seconds(600),
      webhook: webhook.prefault({}),
    })
    .prefault({}),
  graph: z.strictObject({ url: z.literal("embedded").default("embedded") }).prefault({}),
  operator: z
    .strictObject({
      onApprove: z.enum(["register", "suggest"]).default("suggest"),
      promptTimeoutSeconds: seconds(900),
      suggestionTtlSeconds: seconds(86_400),
      stepTimeoutSeconds: seconds(300),
      sandbox: z.enum(["auto", "required", "off"]).default("auto"),
    })
    .prefault({}),
  autonomy: autonomy.prefault({}),
  notify: z
    .strictObject({
      command: z
        .union([z.string().min(1), z.array(z.string()).min(1)])
        .nullable()
        .default(null),
    })
    .prefault({}),
  retention: z
    .strictObject({ recordsDays: z.int().min(1).default(90), outputsDays: z.int().min(1).default(30) })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;
