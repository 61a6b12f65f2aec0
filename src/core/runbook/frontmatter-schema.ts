import { z } from "zod";
import { RunbookInput } from "../../base/model/runbook.ts";

const Text = z.string().max(10_000);
/** YAML gives numbers and booleans where a person left out the quotes. */
const Loose = z.union([Text, z.number(), z.boolean()]).transform(String);
const Words = z.union([z.array(Loose).max(1000), Text.transform((text) => [text])]);
const maybe = <T extends z.ZodType>(schema: T): z.ZodNullable<T> => schema.nullable();

const Name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a variable's name: letters, digits and _");

const InputFacts = z
  .strictObject({
    required: z.boolean().optional(),
    default: maybe(Loose).optional(),
    example: maybe(Loose).optional(),
    enum: maybe(z.array(Loose).max(1000)).optional(),
    pattern: maybe(Text).optional(),
    from: maybe(
      z
        .string()
        .regex(
          /^(?:alert\.(?:labels|values)\.\S+|capture \S+)$/,
          "alert.labels.NAME, alert.values.NAME or capture NAME",
        ),
    ).optional(),
    secret: z.boolean().optional(),
  })
  .nullable()
  .transform((facts) =>
    RunbookInput.parse(
      Object.fromEntries(Object.entries(facts ?? {}).filter(([, value]) => value !== undefined)),
    ),
  );

const Sandbox = z.strictObject({ network: z.boolean().default(false), writes: z.array(Text).default([]) });

const Id = z.union([
  z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u, "letters, digits, `.`, `_` and `-`"),
  z.number().transform(String),
]);

/** Every key that a runbook's front matter may have (docs/runbook-format.md). */
const frontmatterKeys = {
  schema: z.literal(1),
  id: maybe(Id),
  title: maybe(Loose),
  status: maybe(Loose),
  owner: maybe(Loose),
  severity: maybe(Loose),
  symptoms: maybe(Words),
  alerts: maybe(Words),
  inputs: maybe(z.record(Name, InputFacts)),
  cwd: maybe(Text.regex(/^(?:\/|~(?:\/|$))/, "a path that begins with / or ~/")),
  env: maybe(z.union([z.array(Name), Name.transform((name) => [name])])),
  onVerifyFail: z.enum(["offer", "rollback"]),
  autonomy: z.enum(["confirm", "auto"]),
  sandbox: maybe(Sandbox),
  source: maybe(z.looseObject({ sessions: z.array(Loose).optional() })),
  approvedBy: maybe(Loose),
  approvedAt: maybe(Loose),
  digest: maybe(Loose),
  lastVerified: maybe(Loose),
} as const;

type FrontmatterKey = keyof typeof frontmatterKeys;

const Known = z.object(frontmatterKeys).partial();
type Values = z.output<typeof Known>;

interface KeyProblem {
  readonly key: string;
  readonly message: string;
}

export interface UnderstoodFrontmatter {
  readonly values: Values;
  /** Keys that are no one's, and those whose value is wrong: they stay in the digest as they are. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly unknown: readonly string[];
  readonly wrong: readonly KeyProblem[];
}

/** Sorts front matter into what is understood, unknown and wrong; one wrong key does not spoil the others. */
export function understandFrontmatter(raw: ReadonlyMap<string, unknown>): UnderstoodFrontmatter {
  const good: [string, unknown][] = [];
  const rest: [string, unknown][] = [];
  const unknown: string[] = [];
  const wrong: KeyProblem[] = [];
  for (const [key, value] of raw) {
    const schema = isKnown(key) ? frontmatterKeys[key] : undefined;
    if (schema === undefined) {
      unknown.push(key);
      rest.push([key, value]);
      continue;
    }
    const result = schema.safeParse(value);
    if (result.success) {
      good.push([key, value]);
      continue;
    }
    rest.push([key, value]);
    const [issue] = result.error.issues;
    wrong.push({ key: [key, ...(issue?.path ?? [])].join("."), message: issue?.message ?? "not understood" });
  }
  return { values: Known.parse(Object.fromEntries(good)), rest: Object.fromEntries(rest), unknown, wrong };
}

const isKnown = (key: string): key is FrontmatterKey => Object.hasOwn(frontmatterKeys, key);
