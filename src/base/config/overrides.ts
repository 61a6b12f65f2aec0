import type { z } from "zod";

/** A setting given by the environment: `REIFIER_OBSERVE_SESSION_GAP_SECONDS` is `observe.sessionGapSeconds`. */
export interface Override {
  readonly variable: string;
  readonly path: readonly string[];
  /** As written; read as a YAML value. */
  readonly text: string;
}

// What may run, and who may run it, is never decided by an inherited variable.
const guarded = new Set(["autonomy", "operator", "graph"]);

export function overridable(settings: z.ZodType, variables: Readonly<Record<string, string>>): Override[] {
  const found: Override[] = [];
  for (const path of leafPaths(settings.parse({}), [])) {
    if (guarded.has(path[0] ?? "")) continue;
    const variable = `REIFIER_${path.map((key) => key.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase()).join("_")}`;
    const text = variables[variable];
    if (text !== undefined) found.push({ variable, path, text });
  }
  return found;
}

function leafPaths(value: unknown, path: readonly string[]): string[][] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => leafPaths(inner, [...path, key]));
}
