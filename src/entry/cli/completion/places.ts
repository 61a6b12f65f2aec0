import { z } from "zod";
import { RunbookStatus } from "../../../base/model/runbook.ts";
import { ShellName } from "../../../base/model/scalars.ts";
import type { CommandEntry } from "../command-entry.ts";
import { groupSummaries } from "../tables/groups.ts";

/** Things of the workspace that have an id; asked for when Tab is pressed. */
export const IdKind = z.enum(["runbook", "suggestion", "session", "incident", "pattern", "execution"]);
export type IdKind = z.infer<typeof IdKind>;

/** What may stand behind an option or a command: these words, an id of this kind, or any file. */
export type Values = readonly string[] | IdKind | "files";

export const isIdKind = (values: Values): values is IdKind => IdKind.safeParse(values).success;

export interface CompletedOption {
  /** `--json`. */
  readonly name: string;
  readonly summary: string;
  /** null: it takes none. */
  readonly values: Values | null;
}

/** A point on the command line: nothing typed yet (`""`), a group (`graph`) or a command (`sessions show`). */
export interface Place {
  readonly path: string;
  readonly next: readonly { readonly word: string; readonly summary: string }[];
  readonly options: readonly CompletedOption[];
  /** What the command's own words may be. */
  readonly values: Values;
}

export const globalOptions: readonly CompletedOption[] = [
  { name: "--workspace", summary: "where everything is kept", values: "files" },
  { name: "--json", summary: "answer with JSON on stdout", values: null },
  { name: "--no-color", summary: "no colours", values: null },
  { name: "--quiet", summary: "no progress or notes on stderr", values: null },
  { name: "--help", summary: "what a command does, with an example", values: null },
];

/** The command table as the places that a completion can stand at. */
export function placesOf(table: readonly CommandEntry[]): Place[] {
  const places = new Map<string, Place & { next: { word: string; summary: string }[] }>();
  const place = (
    path: string,
    entry: CommandEntry | null,
  ): Place & { next: { word: string; summary: string }[] } => {
    const made = {
      path,
      next: places.get(path)?.next ?? [],
      options: (entry?.options ?? []).map(optionOf),
      values: valuesOf(entry?.takes ?? ""),
    };
    places.set(path, made);
    return made;
  };
  const root = place("", null);
  for (const entry of table) {
    const [first = "", second] = entry.name.split(" ");
    const known = places.get(first);
    if (second === undefined || known === undefined) {
      const summary = second === undefined ? entry.summary : (groupSummaries[first] ?? "");
      root.next.push({ word: first, summary });
      place(first, second === undefined ? entry : null);
    }
    if (second === undefined) continue;
    places.get(first)?.next.push({ word: second, summary: entry.summary });
    place(entry.name, entry);
  }
  return [...places.values()];
}

/** Names of options that a value follows, wherever they are known. */
export const valueOptions = (places: readonly Place[]): string[] => [
  ...new Set(
    [...globalOptions, ...places.flatMap(({ options }) => options)].flatMap(({ name, values }) =>
      values === null ? [] : [name],
    ),
  ),
];

function optionOf([flags, summary]: readonly [string, string]): CompletedOption {
  const [name = "", value] = flags.split(" ");
  return { name, summary, values: value === undefined ? null : valuesOf(value, summary) };
}

/** By the name in the brackets, which is what `--help` shows too. */
function valuesOf(takes: string, summary = ""): Values {
  const kind = IdKind.options.find((name) => takes.includes(name));
  if (kind !== undefined) return kind;
  if (takes.includes("shell")) return ShellName.options;
  if (takes.includes("status")) return RunbookStatus.options;
  if (takes.includes("where")) return ["start", "end"];
  if (takes.includes("format"))
    return summary.split(" (")[0] === "json" ? ["json", "mermaid", "dot"] : "files";
  return "files";
}
