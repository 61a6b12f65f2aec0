import type { DraftStep, Dropped } from "../../base/model/draft.ts";
import type { Narration } from "../../base/ports/narrator.ts";
import type { ScribeInput } from "./inputs.ts";
import { codeSpan, fenced, fitsCodeSpan, prose, yamlKey, yamlText } from "./markdown.ts";
import type { Symptom } from "./symptom.ts";

export interface DraftFacts {
  readonly id: string;
  readonly title: string;
  /** A model's words, already judged. */
  readonly words: Narration | null;
  readonly sessionId: string | null;
  readonly host: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly symptom: Symptom | null;
  readonly steps: readonly DraftStep[];
  readonly inputs: readonly ScribeInput[];
  /** For each input the diagnose step that shows it (1-based). */
  readonly shownBy: readonly (number | null)[];
  readonly cwd: string | null;
  readonly env: readonly string[];
  /** One line each, already Markdown, placed above the Diagnosis. */
  readonly remarks: readonly string[];
  readonly notes: readonly string[];
  /** Records of verify steps that are told and not run, with how they ended: watched until stopped, or nothing found. */
  readonly told: ReadonlyMap<number, string>;
  /** Which diagnose steps (by position) capture which input. */
  readonly captures: ReadonlyMap<number, string>;
}

const unseen = "Not observed in the recorded session.";

/** The whole Markdown file, in the form that the runbook parser reads. */
export function renderDraft(facts: DraftFacts): string {
  const parts = [
    frontmatter(facts),
    `# ${facts.words === null ? facts.title : prose(facts.title)}`,
    symptomLine(facts),
    ...told(facts),
    ...facts.remarks,
    ...inputLines(facts),
    "## Diagnosis",
    ...steps(facts, "diagnose"),
    ...fixSection(facts),
    "## Verify",
    ...steps(facts, "verify"),
    "## Rollback",
    ...rollbackSection(facts),
    "## Notes",
    ...facts.notes,
  ];
  return `${parts.join("\n\n")}\n`;
}

function frontmatter(facts: DraftFacts): string {
  const symptoms = (facts.symptom?.lines ?? []).map(yamlText).join(", ");
  const inputs = facts.inputs.map(
    (input) => `  ${yamlKey(input.name)}: {${inputFacts(input, facts).join(", ")}}`,
  );
  const source = [
    `sessions: [${facts.sessionId === null ? "" : plainOrQuoted(facts.sessionId)}]`,
    `host: ${plainOrQuoted(facts.host)}`,
    ...(facts.from === null ? [] : [`from: ${seconds(facts.from)}`]),
    ...(facts.to === null ? [] : [`to: ${seconds(facts.to)}`]),
  ];
  return [
    "---",
    "schema: 1",
    `id: ${plainOrQuoted(facts.id)}`,
    `title: ${yamlText(facts.title)}`,
    "status: draft",
    "owner: null",
    "severity: null",
    `symptoms: [${symptoms}]`,
    ...(inputs.length === 0 ? ["inputs: {}"] : ["inputs:", ...inputs]),
    ...(facts.cwd === null ? [] : [`cwd: ${yamlText(facts.cwd)}`]),
    ...(facts.env.length === 0 ? [] : [`env: [${facts.env.map(yamlKey).join(", ")}]`]),
    `source: {${source.join(", ")}}`,
    "---",
  ].join("\n");
}

function inputFacts(input: ScribeInput, facts: DraftFacts): string[] {
  const captured = [...facts.captures.values()].includes(input.name);
  return [
    "required: true",
    ...(input.secret ? ["secret: true"] : []),
    ...(!input.secret && input.example !== "" ? [`example: ${yamlText(input.example)}`] : []),
    ...(input.pattern === null ? [] : [`pattern: ${yamlText(input.pattern)}`]),
    ...(captured ? [`from: ${yamlText(`capture ${input.name}`)}`] : []),
  ];
}

const plainOrQuoted = (text: string): string =>
  /^[A-Za-z][\w-]*$/.test(text) && !/^(null|true|false|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : yamlText(text);

/** ISO 8601 UTC to the second, as the source line carries it. */
const seconds = (time: string): string => {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? "null" : new Date(parsed).toISOString().replace(/\.\d+Z$/, "Z");
};

function symptomLine({ symptom }: DraftFacts): string {
  if (symptom === null) return `**Detected Symptom**: ${unseen}`;
  const where = symptom.source === null ? "" : `from ${codeSpan(symptom.source)}, `;
  const times = symptom.times === 1 ? "once" : `${symptom.times} times`;
  const how = {
    note: "in the engineer's words",
    log: `${where}${times} around the session`,
    probe: "before the fix",
  }[symptom.from];
  return `**Detected Symptom**: ${codeSpan(symptom.text)} (${how})`;
}

/** What the model says of symptom and impact, as plain sentences below the recorded line. */
function told({ words }: DraftFacts): string[] {
  if (words === null) return [];
  return [prose(words.symptom), ...(words.impact === null ? [] : [`**Impact**: ${prose(words.impact)}`])];
}

/** The reason for one step in the model's words. */
function whyOf({ words, steps: all }: DraftFacts, step: DraftStep): string | null {
  const id = `s${all.indexOf(step) + 1}`;
  const text = words?.why.find((one) => one.step === id)?.text;
  return text === undefined ? null : prose(text);
}

function inputLines(facts: DraftFacts): string[] {
  if (facts.inputs.length === 0) return [];
  const lines = facts.inputs.map((input, at) => {
    const shown = facts.shownBy[at];
    const recorded = input.secret
      ? "a secret, never recorded"
      : `recorded: ${input.example === "" ? "unknown" : codeSpan(input.example)}`;
    const where = shown ? `; step ${shown} of the Diagnosis shows it` : "";
    return `- ${codeSpan(input.name)} (${recorded})${where}`;
  });
  return ["**Inputs**:", lines.join("\n")];
}

function steps(facts: DraftFacts, role: "diagnose" | "verify"): string[] {
  const own = facts.steps.filter((step) => step.role === role);
  if (own.length === 0) return [unseen];
  return own.flatMap((step, at) => {
    const ending = role === "verify" ? step.from.flatMap((n) => facts.told.get(n) ?? []).at(-1) : undefined;
    if (ending !== undefined) return [`${ending}: ${codeSpan(step.command)}.`];
    const capture = role === "diagnose" ? facts.captures.get(at + 1) : undefined;
    const block = fenced(step.command, {
      role,
      ...(readsPlainly(step.command) ? { risk: "read" } : {}),
      ...(capture === undefined ? {} : { capture }),
      ...(role === "verify" ? { retries: 3 } : {}),
      ...cwdOf(step, facts),
    });
    return withReason(whyOf(facts, step), block);
  });
}

/**
 * Every word in command position is a tool that only reads, so that the declared risk is never below the judged one.
 * Others go without: the policy judges them.
 */
function readsPlainly(command: string): boolean {
  if (/[`>\n]|\$\(|<\(|\b(sudo|doas|xargs|exec)\b/.test(command)) return false;
  return command.split(/\|\|?|&&|;/).every((part) => plainReader.test(part.trim()));
}
const plainReader =
  /^(cat|head|tail|grep|egrep|zgrep|wc|sort|uniq|cut|tr|df|du|free|uptime|ps|pgrep|ss|netstat|lsof|stat|readlink|ls|date|column|nproc|vmstat|journalctl(?!.*--(vacuum|rotate|flush))|systemctl (--no-pager )?(status|is-active|is-failed|is-enabled|show|cat|list-\w+)|curl(?!.*(\b(telnet|dict|gopher|ftp|scp|file):|\s-[A-Za-z]*[XdFToOK]|--(request|data|form|upload|output|json)))|kubectl (-n \S+ )?(get|describe|logs|top|rollout (status|history))|docker (ps|logs|inspect|stats)|pg_isready|dig|ping -c)(\s|$)/;

const withReason = (why: string | null, block: string): string[] => (why === null ? [block] : [why, block]);

const cwdOf = (step: DraftStep, facts: DraftFacts): { cwd?: string } =>
  step.cwd !== null && step.cwd !== facts.cwd ? { cwd: step.cwd } : {};

function fixSection(facts: DraftFacts): string[] {
  const own = facts.steps.filter((step) => step.role === "fix");
  if (own.length === 0) return ["**Fix Sequence**:", unseen];
  const isShort = own.every((step) => fitsCodeSpan(step.command) && cwdOf(step, facts).cwd === undefined);
  if (isShort) {
    const list = own.map((step, at) => `${at + 1}. \`${step.command}\``).join("\n");
    // The items of the short form are code and nothing else, so their reasons stand below it.
    const reasons = own.flatMap((step, at) => {
      const why = whyOf(facts, step);
      return why === null ? [] : [`- Step ${at + 1}: ${why}`];
    });
    return ["**Fix Sequence**:", list, ...(reasons.length === 0 ? [] : [reasons.join("\n")])];
  }
  return [
    "## Fix Sequence",
    ...own.flatMap((step) =>
      withReason(whyOf(facts, step), fenced(step.command, { role: "fix", ...cwdOf(step, facts) })),
    ),
  ];
}

function rollbackSection(facts: DraftFacts): string[] {
  const own = facts.steps.filter((step) => step.role === "rollback");
  if (own.length === 0) return [unseen];
  return own.flatMap((step) => [
    `${whereFrom(step)}.`,
    ...withReason(whyOf(facts, step), fenced(step.command, { role: "rollback", ...cwdOf(step, facts) })),
  ]);
}

function whereFrom({ origin, from }: DraftStep): string {
  if (origin === "recorded" || origin === "edited")
    return `Recorded: record ${from.join(", ")} took the same back`;
  if (origin === "patch") return "Not recorded: the recorded change of the file, backwards";
  return `Not recorded: the known inverse of record ${from.join(", ")}`;
}

const whyWords: Readonly<Record<Dropped["why"], string>> = {
  noise: "looking around",
  "diagnose-extra": "looking around",
  failed: "failed",
  superseded: "overtaken",
  duplicate: "repeated",
};

/** `12 of 15 commands were left out: 9 looking around, 2 failed, 1 overtaken.` */
export function leftOutSentence(all: number, dropped: readonly Dropped[]): string {
  if (dropped.length === 0) return all === 0 ? "" : `All ${all} commands were kept.`;
  const counts = new Map<string, number>();
  for (const { why } of dropped) counts.set(whyWords[why], (counts.get(whyWords[why]) ?? 0) + 1);
  const order = ["looking around", "failed", "overtaken", "repeated"];
  const parts = order.flatMap((word) => (counts.has(word) ? [`${counts.get(word)} ${word}`] : []));
  return `${dropped.length} of ${all} commands were left out: ${parts.join(", ")}.`;
}

/** Each left-out command once, with its reason and how often. */
export function leftOutList(
  items: readonly { readonly command: string; readonly because: string; readonly n: number }[],
): string[] {
  const groups = new Map<string, { command: string; because: string; times: number }>();
  for (const { command, because } of items) {
    const key = `${command}\n${because}`;
    const group = groups.get(key);
    groups.set(key, { command, because, times: (group?.times ?? 0) + 1 });
  }
  const lines = [...groups.values()].map(
    ({ command, because, times }) =>
      `- ${noteSpan(command)}: ${prose(because)}${times > 1 ? ` (${times} times)` : ""}`,
  );
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/** A left-out command as the Notes name it. */
export const noteSpan = (command: string): string =>
  codeSpan(command.length > 160 ? `${command.slice(0, 159)}…` : command);
