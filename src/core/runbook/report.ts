import { visible } from "../../base/kernel/visible.ts";
import type { GuardResult } from "../../base/model/guard.ts";
import type { IncidentFacts, ReportedStep } from "./report-facts.ts";
import { improvements } from "./report-improvements.ts";

/** The incident report as Markdown: reads well on any Git host, whatever the outputs hold. */
export function renderIncident(facts: IncidentFacts): string {
  return [
    ...frontmatter(facts),
    `# ${facts.id}: ${inline(facts.runbook.title)}`,
    "",
    `**Result**: ${facts.result} (${inline(facts.reason)}), after ${duration(facts.startedAt, facts.endedAt)}`,
    "",
    ...section("Alert", alertLines(facts)),
    ...section("Timeline", timeline(facts)),
    ...section("Guards", facts.guards.map(guardLine)),
    ...section(
      "Inputs",
      Object.entries(facts.inputs).map(([name, value]) => `- ${code(`${name}=${value}`)}`),
    ),
    ...section("Evidence", evidenceLines(facts)),
    ...section("Steps", facts.steps.flatMap(stepLines)),
    ...section(
      "Approvals",
      facts.approvals.map(({ at, text }) => `- ${clock(at)} ${inline(text)}`),
    ),
    ...section(
      "What to improve",
      improvements(facts).map((text) => `- ${inline(text)}`),
    ),
    ...section("Audit", [
      `Newest entry when this was written: ${facts.auditHead === null ? "none" : code(facts.auditHead)}`,
    ]),
  ].join("\n");
}

function frontmatter(facts: IncidentFacts): string[] {
  const values = {
    schema: 1,
    id: facts.id,
    execution: facts.execution,
    runbook: facts.runbook.id,
    digest: facts.runbook.digest,
    result: facts.result,
    reason: facts.reason,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    host: facts.host,
    suggestion: facts.suggestion,
    pattern: facts.pattern,
    alert: facts.alert,
    auditHead: facts.auditHead,
  };
  // JSON strings are YAML strings; escaped beyond ASCII, no line break or comment can come out of one.
  const lines = Object.entries(values).map(([key, value]) => `${key}: ${asciiJson(value)}`);
  return ["---", ...lines, "---", ""];
}

const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];

function alertLines(facts: IncidentFacts): string[] {
  if (facts.alert === null) return ["Started by hand, without an alert."];
  const match =
    facts.match === null
      ? []
      : [
          "",
          `Pattern ${code(facts.match.pattern)}, ${facts.match.kind} match (${facts.match.score.toFixed(2)}).`,
        ];
  return [...fenced(facts.alert), ...match];
}

function timeline(facts: IncidentFacts): string[] {
  const events = [
    { at: facts.startedAt, text: "execution started" },
    ...facts.approvals,
    ...facts.notes,
    ...facts.steps.map((step) => ({
      at: step.startedAt,
      text: `step ${step.number} (${step.role}${step.attempt > 1 ? `, attempt ${step.attempt}` : ""}): ${endText(step)}`,
    })),
    { at: facts.endedAt, text: `${facts.result}: ${facts.reason}` },
  ];
  return events
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ at, text }) => `- ${clock(at)} ${inline(text)}`);
}

function endText({ end }: ReportedStep): string {
  if (end === null) return "begun, its end is not known";
  const word = end.signal === null ? `exit ${end.exitCode ?? "unknown"}` : `ended by ${end.signal}`;
  return `${end.timedOut ? "timed out, " : ""}${word} after ${milliseconds(end.durationMs)}`;
}

const guardWords = new Map<boolean | null, string>([
  [true, "holds"],
  [false, "does not hold"],
  [null, "cannot be told"],
]);

function guardLine(guard: GuardResult): string {
  const value = guard.value === null ? "no value" : `${guard.name} = ${guard.value}${guard.unit ?? ""}`;
  return `- ${inline(guard.guard)}: ${guardWords.get(guard.holds)} (${inline(`${value}; ${guard.why}`)})`;
}

/** One event a line, whatever its text holds. */
const flat = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, " ⏎ ");

const evidenceLines = (facts: IncidentFacts): string[] =>
  facts.evidence.length === 0
    ? []
    : fenced(
        facts.evidence.map((event) => `${event.at} ${flat(event.source)}: ${flat(event.message)}`).join("\n"),
      );

function stepLines(step: ReportedStep): string[] {
  const attempt = step.attempt > 1 ? `, attempt ${step.attempt}` : "";
  const lines = [
    `### Step ${step.number}: ${step.role}${attempt}`,
    "",
    ...fenced(step.code, "sh"),
    "",
    `${step.verdict.verdict}, ${step.risk} risk: ${inline(step.verdict.reason)} (${code(step.verdict.rule)})`,
    "",
    `At ${step.startedAt}: ${endText(step)}`,
    "",
  ];
  if (step.end === null) return lines;
  for (const process of step.end.detached)
    lines.push(`- left running: ${process.pid} ${code(process.command)}`);
  for (const process of step.end.survivors)
    lines.push(`- **would not end**: ${process.pid} ${code(process.command)}`);
  if (step.end.detached.length + step.end.survivors.length > 0) lines.push("");
  return [
    ...lines,
    ...collapsed("stdout", step.end.stdout, step.end.bytes.stdout),
    ...collapsed("stderr", step.end.stderr, step.end.bytes.stderr),
  ];
}

const collapsed = (name: string, text: string, bytes: number): string[] =>
  text === ""
    ? []
    : ["<details>", `<summary>${name}, ${bytes} bytes</summary>`, "", ...fenced(text), "", "</details>", ""];

/** A fence longer than any run of backticks inside: nothing in the text can close it. */
function fenced(text: string, language = "text"): string[] {
  const clean = visible(text, { keep: "lines" }).replace(/\n$/, "");
  const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, clean, fence];
}

/** Text on one line in which no character means anything to Markdown or HTML. */
function inline(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("@", "&#64;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** An inline code span that the text cannot leave. */
function code(text: string): string {
  const clean = visible(text) || " ";
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return clean.startsWith("`") || clean.endsWith("`")
    ? `${ticks} ${clean} ${ticks}`
    : `${ticks}${clean}${ticks}`;
}

const clock = (at: string): string => at.slice(11, 23);

const duration = (from: string, to: string): string => milliseconds(Date.parse(to) - Date.parse(from));

function milliseconds(value: number): string {
  if (value < 1_000) return `${value} ms`;
  if (value < 60_000) return `${(value / 1_000).toFixed(1)} s`;
  return `${Math.floor(value / 60_000)} min ${Math.round((value % 60_000) / 1_000)} s`;
}
