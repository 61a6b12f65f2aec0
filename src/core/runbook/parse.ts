import { errorText } from "../../base/kernel/errors.ts";
import type { GuardSentence, LintProblem, Runbook, Step } from "../../base/model/runbook.ts";
import { digestOf, digestWithoutGuardsOf } from "./digest.ts";
import { readDocument } from "./document.ts";
import type { DocumentItem } from "./document-item.ts";
import { lineOfKey, readFrontmatter } from "./frontmatter.ts";
import { type UnderstoodFrontmatter, understandFrontmatter } from "./frontmatter-schema.ts";
import { readGuards } from "./guard-sentence.ts";
import { type Problem, problem, warning } from "./problem.ts";
import { type IdleBlock, readSteps } from "./steps.ts";

export interface RunbookFile {
  /** Relative to the workspace, or as the person named it. */
  readonly path: string;
  readonly text: string;
}

export interface ParsedRunbook {
  /** Null only when the file cannot be understood at all. */
  readonly runbook: Runbook | null;
  readonly problems: LintProblem[];
}

/** Longer files are not runbooks that a person has read, and the Markdown parser's time grows faster than the text. */
const longestRunbook = 1_048_576;

/** What a file says as a runbook, and what of it cannot be understood, by line. Never throws. */
export function parseRunbook(file: RunbookFile): ParsedRunbook {
  const { runbook, problems } = understandRunbook(file);
  return { runbook, problems: problems.map((one) => ({ file: file.path, ...one })) };
}

/** A file, understood, with the blocks that do not run. */
export interface UnderstoodFile {
  readonly runbook: Runbook | null;
  readonly idle: readonly IdleBlock[];
  readonly problems: readonly Problem[];
  /** The 1-based line of a front matter key, such as `inputs.pod`. */
  readonly lineOf: (key: string) => number;
}

/** As `parseRunbook`, for lint: with the shell blocks that have no role. */
export function understandRunbook(file: RunbookFile): UnderstoodFile {
  const refuse = (one: Problem): UnderstoodFile => ({
    runbook: null,
    idle: [],
    problems: [one],
    lineOf: () => 1,
  });
  if (file.text.length > longestRunbook) {
    return refuse(problem("too-large", 1, `a runbook has at most ${longestRunbook} characters`, "split it"));
  }
  const frontmatter = readFrontmatter(file.text);
  if (frontmatter.problem !== null) {
    const { line, rule, message } = frontmatter.problem;
    return refuse(problem(rule, line, message, "correct the lines between the two ---"));
  }
  const items = itemsOf(file.text);
  if (!Array.isArray(items)) return refuse(items);
  const facts = understandFrontmatter(frontmatter.values);
  const { steps, idle, problems } = readSteps(items);
  const { guards, unreadable } = guardsOf(items);
  const lineOf = (key: string): number => lineOfKey(frontmatter.lines, key);
  return {
    runbook: assemble({ path: file.path, items, facts, guards, steps }),
    idle,
    lineOf,
    problems: [...frontmatterProblems(facts, lineOf), ...problems, ...unreadable],
  };
}

function itemsOf(text: string): DocumentItem[] | Problem {
  try {
    return readDocument(text);
  } catch (error) {
    // Too much for the parser, or nested deeper than its stack: said, never half understood.
    return problem(
      "too-complex",
      1,
      `the Markdown cannot be read: ${errorText(error)}`,
      "simplify or split it",
    );
  }
}

interface Assembly {
  readonly path: string;
  readonly items: readonly DocumentItem[];
  readonly facts: UnderstoodFrontmatter;
  readonly guards: readonly GuardSentence[];
  readonly steps: readonly Step[];
}

function assemble({ path, items, facts, guards, steps }: Assembly): Runbook {
  const { values } = facts;
  const id = values.id ?? stemOf(path);
  const covered = {
    id,
    symptoms: values.symptoms ?? [],
    alerts: values.alerts ?? [],
    inputs: values.inputs ?? {},
    cwd: values.cwd ?? null,
    env: values.env ?? [],
    onVerifyFail: values.onVerifyFail ?? "offer",
    autonomy: values.autonomy ?? "confirm",
    sandbox: values.sandbox ?? null,
    guards: [...guards],
    steps: [...steps],
  };
  const whole = { ...covered, rest: { ...facts.rest, source: values.source ?? null } };
  return {
    ...covered,
    title: titleOf(items) ?? values.title ?? id,
    declaredStatus: values.status ?? null,
    owner: values.owner ?? null,
    severity: values.severity ?? null,
    sourceSessions: [...(values.source?.sessions ?? [])],
    digest: digestOf(whole),
    digestWithoutGuards: digestWithoutGuardsOf(whole),
  };
}

/** A file's name without folders and `.md`. */
export const stemOf = (path: string): string => path.replace(/^.*\//s, "").replace(/\.md$/i, "");

function titleOf(items: readonly DocumentItem[]): string | null {
  const first = items.find((item) => item.kind === "heading" && item.depth === 1);
  return first?.kind === "heading" && first.text !== "" ? first.text : null;
}

function guardsOf(items: readonly DocumentItem[]): { guards: GuardSentence[]; unreadable: Problem[] } {
  const readings = items.flatMap((item) =>
    item.kind === "prose" ? [readGuards(item.text, item.lines[0])] : [],
  );
  return {
    guards: readings.flatMap(({ guards }) => guards),
    unreadable: readings.flatMap(({ unreadable }) =>
      unreadable.map(({ text, line }) =>
        problem(
          "guard-unreadable",
          line,
          `this reads like a guard, and cannot be evaluated: ${text}`,
          "write it as `Only do this if NAME > NUMBER` or `Only do this if NAME is WORD`, or as other words",
        ),
      ),
    ),
  };
}

function frontmatterProblems(facts: UnderstoodFrontmatter, lineOf: (key: string) => number): Problem[] {
  return [
    ...facts.wrong.map(({ key, message }) =>
      problem("frontmatter-value", lineOf(key), `${key} is not valid: ${message}`, `correct ${key}`),
    ),
    ...facts.unknown.map((key) =>
      warning("frontmatter-unknown", lineOf(key), `no runbook has a key ${key}; it is kept`, null),
    ),
  ];
}
