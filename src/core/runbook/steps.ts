import type { Step } from "../../base/model/runbook.ts";
import type { StepRole } from "../../base/model/scalars.ts";
import type { CodeItem, DocumentItem } from "./document-item.ts";
import { readInfo } from "./info-string.ts";
import { type Problem, problem, warning } from "./problem.ts";
import { roleOfLabel } from "./roles.ts";
import { readStepAttributes, type StepAttributes } from "./step-attributes.ts";
import { isShell, isTranscript, readTranscript } from "./transcript.ts";

/** What gives a role to the blocks below it. */
interface Section {
  readonly role: StepRole | null;
  readonly words: string;
}

type Found = Omit<Step, "number">;

interface Reading {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
  readonly idle?: IdleBlock;
}

/** A block of shell under no role: it does not run, but a person may copy it, so its text is linted too. */
export type IdleBlock = Pick<Step, "code" | "lines">;

export interface StepsOfDocument {
  readonly steps: Step[];
  readonly idle: IdleBlock[];
  readonly problems: Problem[];
}

/** The steps of a document in order, and every block or list that looks like one and is refused. */
export function readSteps(items: readonly DocumentItem[]): StepsOfDocument {
  let section: Section = { role: null, words: "" };
  const found: Found[] = [];
  const problems: Problem[] = [];
  const idle: IdleBlock[] = [];
  for (const item of items) {
    section = sectionAfter(item, section);
    const reading = readItem(item, section);
    found.push(...reading.found);
    problems.push(...reading.problems);
    if (reading.idle !== undefined) idle.push(reading.idle);
  }
  return { steps: found.map((step, index) => ({ number: index + 1, ...step })), idle, problems };
}

/** A bold label counts when it is one of the words of a role, or when nothing else is in its paragraph. */
function sectionAfter(item: DocumentItem, section: Section): Section {
  if (item.kind === "heading") return { role: roleOfLabel(item.text), words: item.text };
  if (item.kind !== "label") return section;
  const role = roleOfLabel(item.text);
  return role !== null || item.alone ? { role, words: item.text } : section;
}

function readItem(item: DocumentItem, section: Section): Reading {
  if (item.kind === "code") return readCode(item, section);
  if (item.kind === "list") return section.role === null ? nothing : readList(item, section.role);
  if (item.kind === "html") return readHtml(item, section);
  return nothing;
}

const nothing: Reading = { found: [], problems: [] };
const refused = (...problems: readonly Problem[]): Reading => ({ found: [], problems });

function readCode(item: CodeItem, section: Section): Reading {
  const [line] = item.lines;
  const { language, attributes, problem: unreadable } = readInfo(item.rawInfo, item.info);
  if (!item.closed) {
    return refused(
      problem(
        "unclosed-fence",
        line,
        "this code block is never closed",
        "close it with the fence it was opened with",
      ),
    );
  }
  const { values, problems: wrong } = readStepAttributes(attributes);
  const role = values.role ?? section.role;
  const runnable = item.fenced && (isShell(language) || isTranscript(language, item.code));
  const problems = runnable || values.role !== null ? attributeProblems(line, unreadable, wrong) : [];
  if (role === null) return runnable ? idleBlock(item, section, problems) : refused(...problems);
  if (!item.fenced) {
    return refused(
      problem("indented-code", line, "indented code is never run", "put it between ```sh and ```"),
    );
  }
  if (!runnable) return refused(notRunnable(line, language), ...problems);
  return { ...readRunnable(item, { language, role, values }, problems) };
}

function idleBlock(item: CodeItem, section: Section, problems: readonly Problem[]): Reading {
  const [line, last] = item.lines;
  const { language } = readInfo(item.rawInfo, item.info);
  const output = isTranscript(language, item.code)
    ? transcriptProblems(readTranscript(item.code).output, isShell(language), line)
    : [];
  return {
    found: [],
    idle: { code: item.code, lines: [line, last] },
    problems: [
      notRun(line, section),
      ...problems,
      ...output.map((one) => ({ ...one, severity: "warning" as const })),
    ],
  };
}

interface BlockFacts {
  readonly language: string | null;
  readonly role: StepRole;
  readonly values: StepAttributes;
}

function readRunnable(
  item: CodeItem,
  { language, role, values }: BlockFacts,
  problems: readonly Problem[],
): Reading {
  const [first, last] = item.lines;
  const transcript = isTranscript(language, item.code) ? readTranscript(item.code) : null;
  const code = transcript?.code ?? item.code;
  const own = transcript === null ? [] : transcriptProblems(transcript.output, isShell(language), first);
  if (code.trim() === "") {
    return refused(
      ...problems,
      ...own,
      problem("empty-block", first, "there is nothing to run in this block", "take it out"),
    );
  }
  const step: Found = { ...values, needs: [...values.needs], role, code, lines: [first, last] };
  return { found: [step], problems: [...problems, ...own] };
}

const attributeProblems = (
  line: number,
  unreadable: string | null,
  wrong: ReturnType<typeof readStepAttributes>["problems"],
): Problem[] => [
  ...(unreadable === null
    ? []
    : [problem("bad-attributes", line, unreadable, 'write them as JSON: sh {"name":"x"}')]),
  ...wrong.map(({ rule, message, fix }) => problem(rule, line, message, fix)),
];

const notRun = (line: number, section: Section): Problem =>
  warning(
    "no-role",
    line,
    section.words === ""
      ? "this block has no role and is not run"
      : `"${section.words}" gives no role: this block is not run`,
    'give it one: sh {"role":"fix"}, or a heading such as Fix or Verify',
  );

const notRunnable = (line: number, language: string | null): Problem =>
  language === null
    ? problem("no-language", line, "a block without a language is never run", "write ```sh above it")
    : problem(
        "language-not-runnable",
        line,
        `a block of ${language} is never run`,
        "only sh, bash, shell and console run; move it to another section",
      );

/** In a block of `sh` it cannot be told which lines its author meant to run; `console` says that it is a copy. */
function transcriptProblems(output: readonly number[], shell: boolean, first: number): Problem[] {
  const [line] = output;
  const rule = shell ? "prompt-in-shell" : "transcript-output";
  const fix = "keep the commands only, without `$ `";
  if (line === undefined) {
    return shell ? [warning(rule, first, "the prompts are taken off before this runs", fix)] : [];
  }
  const report = shell ? problem : warning;
  const message = "this line stands in a copied terminal without a prompt: it is not run";
  return [report(rule, first + 1 + line, message, fix)];
}

type ListItem = Extract<DocumentItem, { kind: "list" }>;

/** The short form: a numbered list of nothing but commands. A list that is so only in part says too little. */
function readList(item: ListItem, role: StepRole): Reading {
  const commands = item.entries.filter((entry) => entry.command !== null);
  if (commands.length === 0) return nothing;
  if (!item.ordered) {
    return refused(
      warning(
        "list-not-numbered",
        item.lines[0],
        "commands in a list without numbers are not run",
        "number them: 1. 2. 3.",
      ),
    );
  }
  const other = item.entries.find((entry) => entry.command === null);
  if (other !== undefined) {
    return refused(
      problem(
        "mixed-list",
        other.lines[0],
        "this entry is not one command in backticks, so nothing of this list is run",
        "one command in backticks per entry and nothing else, or fenced blocks",
      ),
    );
  }
  const found = commands.map(
    ({ command, lines }): Found => ({ ...plain, role, code: command ?? "", lines: [lines[0], lines[1]] }),
  );
  const empty = found.find((step) => step.code.trim() === "");
  return empty === undefined
    ? { found, problems: [] }
    : refused(problem("empty-block", empty.lines[0], "there is nothing to run in this entry", "take it out"));
}

const plain = {
  name: null,
  declaredRisk: null,
  needs: [],
  timeoutMs: null,
  retries: 0,
  capture: null,
  reverts: null,
  cwd: null,
};

function readHtml(item: Extract<DocumentItem, { kind: "html" }>, section: Section): Reading {
  const [line] = item.lines;
  const fence = /<!--[\s\S]*?(?:```|~~~)/.test(item.text);
  if (fence)
    return refused(
      problem("hidden-code", line, "code in an HTML comment is never run", "take the comment away"),
    );
  return section.role !== null && /<(?:pre|code)\b/i.test(item.text)
    ? refused(problem("html-code", line, "code in HTML is never run", "put it between ```sh and ```"))
    : nothing;
}
