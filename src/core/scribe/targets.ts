import type { Arguments } from "./arguments.ts";
import { kubernetesThings } from "./kubernetes-things.ts";

interface TargetContext {
  readonly path: (word: string) => string;
  readonly stdin: string | null;
}

/** What a row's target spec names of the words that its sub-command left over. */
export function targetsOf(spec: string, used: number, given: Arguments, context: TargetContext): string[] {
  if (spec === "") return [];
  const [family = "", where = ""] = spec.split(":");
  if (where === "0") return [`${family}:`];
  if (where === "self") return [`${family}:${given.operands.slice(0, used).join(" ")}`];
  const operands = given.operands.slice(used);
  const chosen = chooseOperands(where, operands, given);
  if (family === "file" || family === "content" || family === "script") {
    return chosen.map(
      (word) =>
        `${family === "content" ? "content" : "file"}:${context.path(word)}${family === "content" ? `:${context.stdin?.trim() ?? ""}` : ""}`,
    );
  }
  if (family.startsWith("k8s") || family === "node") return [`${family}:${kubernetesThings(operands)}`];
  if (family === "service") return chosen.map((word) => `service:${word.replace(/\.service$/, "")}`);
  if (family === "sysctl") return chosen.map((word) => `sysctl:${word.split("=")[0]}`);
  // `key=value` and `key = value` set the key; the value is what it is set to.
  const things = chosen.map((word) => (/^[\w.:/-]+\s*=/.test(word) ? word.replace(/\s*=[\s\S]*/, "") : word));
  return things.length === 0 ? [`${family}:`] : things.map((word) => `${family}:${word}`);
}

function chooseOperands(where: string, operands: readonly string[], given: Arguments): string[] {
  if (where === "*") return [...operands];
  if (where === "last") return operands.slice(-1);
  if (where === "tail" || where === "rest") return operands.slice(1);
  const [, from, to] = /^(\d+)-(\d+)$/.exec(where) ?? [];
  if (from !== undefined) return [operands.slice(Number(from) - 1, Number(to)).join(" ")];
  if (where === "all") return [operands.join(" ")];
  if (/^\d+$/.test(where)) return operands.slice(Number(where) - 1, Number(where));
  const values = where
    .split(",")
    .map((name) => (name === "*" ? operands.join(" ") : (given.option(name) ?? "")));
  return [values.filter((value) => value !== "").join(" ")];
}
