import { z } from "zod";
import { Risk } from "../../base/model/scalars.ts";

const list = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((one) => (typeof one === "string" ? [one] : one));

/** What a path is, by its text alone: see `paths.ts`. */
export const PathClass = z.enum([
  "root",
  "system",
  "critical",
  "home",
  "device",
  "kernel",
  "sink",
  "scratch",
  "here",
  "other",
  "unknown",
  "network",
  "secret",
  "log",
  "emptied",
  "handover",
  "mounts",
]);
export type PathClass = z.infer<typeof PathClass>;

/** What a statement of a database language does: see `sql.ts`, `stores.ts`. */
export const StatementKind = z.enum([
  "read",
  "call",
  "change",
  "update",
  "delete",
  "update-all",
  "delete-all",
  "drop",
  "drop-part",
  "truncate",
  "access",
  "kill",
  "flush",
  "host",
  "unknown",
]);
export type StatementKind = z.infer<typeof StatementKind>;

/** Findings that need more than one word, one flag and one target: see `detectors.ts`. */
export const Finding = z.enum([
  "fetched-to-interpreter",
  "decoded-to-interpreter",
  "unknown-to-interpreter",
  "network-write",
  "glob-command",
  "downloaded-file",
  "fork-bomb",
  "kills-everything",
  "reverse-shell",
  "secret-leaves-host",
  "host-mount",
  "everything-piped",
  "loader-variable",
  "hostile-code",
]);
export type Finding = z.infer<typeof Finding>;

/** Conditions that all must hold; a list in `when` means any of them. */
export const Matcher = z.strictObject({
  /** Base names; `*` stands for any text. */
  command: list.optional(),
  /** Sub-command phrases: words in order, `|` between alternatives, `*` for any text. */
  sub: list.optional(),
  flags: list.optional(),
  allFlags: list.optional(),
  noFlags: list.optional(),
  /** Regular expressions; one word (flags and their values too) must match one. */
  words: list.optional(),
  allWords: list.optional(),
  noWords: list.optional(),
  /** Regular expressions; every word that is no flag or sub-command must match one. */
  only: list.optional(),
  /** Regular expressions; what a pipe or a here-document feeds, as far as it is known, must match one. */
  stdin: list.optional(),
  fewest: z.number().int().optional(),
  most: z.number().int().optional(),
  /** One path among the words is of one of these classes. */
  paths: z.array(PathClass).optional(),
  /** Every path among the words is, and there is one. */
  allPaths: z.array(PathClass).optional(),
  lastPath: z.array(PathClass).optional(),
  /** One redirection writes to one of these classes. */
  writes: z.array(PathClass).optional(),
  /** One `of=`, `if=` like operand's path. */
  operand: z.strictObject({ name: z.string(), paths: z.array(PathClass) }).optional(),
  statements: z.array(StatementKind).optional(),
  finds: z.array(Finding).optional(),
  where: z.enum(["local", "remote", "container"]).optional(),
  /** Regular expressions; one wrapper or place that it came through must match one. */
  via: list.optional(),
});
export type Matcher = z.infer<typeof Matcher>;

/** One rule of `blocklist.yaml`. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  verdict: z.enum(["allow", "confirm", "deny"]),
  /** Of a `deny` always high. */
  risk: Risk.optional(),
  category: z.string().min(1),
  reason: z.string().min(1),
  safer: z.string().min(1).optional(),
  when: z.union([Matcher, z.array(Matcher).min(1)]),
  mustCatch: z.array(z.string()).min(1),
  mustPass: z.array(z.string()).min(1),
});

export const PolicyFile = z.strictObject({
  schema: z.literal(1),
  rules: z.array(Rule).default([]),
  off: z.array(z.strictObject({ id: z.string(), reason: z.string().min(1) })).default([]),
});

/** A rule with what the file says about it. */
export type PolicyRule = Omit<z.infer<typeof Rule>, "when"> & {
  readonly when: readonly Matcher[];
  readonly file: string;
  readonly line: number;
  /** The shipped file's rules; others only add. */
  readonly shipped: boolean;
};

export interface SwitchedOff {
  readonly id: string;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
}

export interface Policy {
  readonly rules: readonly PolicyRule[];
  readonly off: readonly SwitchedOff[];
  /** Rules by command name; under "" those without one, under "*" those whose name is a pattern. */
  readonly byCommand: ReadonlyMap<string, readonly PolicyRule[]>;
}
