import type { Bundle, DraftStep, Dropped } from "../../base/model/draft.ts";
import type { TreeFile } from "../../base/ports/work-files.ts";
import { type Attempt, changesOf, isKept, shareWord, wordsOf } from "./attempt.ts";
import { editsWithoutDiff, type PatchStep } from "./edited-files.ts";
import type { ScribeInput } from "./inputs.ts";
import { codeSpan } from "./markdown.ts";
import type { Wording } from "./narration.ts";
import { referencesOf } from "./references.ts";
import { leftOutList, leftOutSentence } from "./render.ts";
import type { Roles } from "./roles.ts";
import type { KnownRunbook } from "./same-as.ts";
import type { EvidenceEvent, Symptom } from "./symptom.ts";

/** What the scribe may know besides the session. */
export interface DraftContext {
  readonly sessionId: string;
  readonly host: string;
  /** Earlier drafts and runbooks, the newest last. */
  readonly known: readonly KnownRunbook[];
  /** Error events that the patrol kept, before and during the session. */
  readonly evidence: readonly EvidenceEvent[];
  /** What `bash -n` says against a block; null when it parses. */
  readonly syntax?: (code: string) => string | null;
  /** Files of the work tree that the session stood in, to say where things are defined. */
  readonly workTree?: readonly TreeFile[];
  /** Ids of approved runbooks whose symptom was seen in this session and that were not run in it. */
  readonly unused?: readonly string[];
  /** A model's words for this very draft, or why it has none; absent where none was asked. */
  readonly wording?: Wording;
}

/** All that a draft is written from. */
export interface Facts {
  readonly bundle: Bundle;
  readonly context: DraftContext;
  readonly attempts: readonly Attempt[];
  readonly roles: Roles;
  readonly patches: readonly PatchStep[];
  readonly symptom: Symptom | null;
  readonly steps: readonly DraftStep[];
  readonly inputs: readonly ScribeInput[];
  readonly known: KnownRunbook | null;
  readonly dropped: readonly Dropped[];
  readonly guiSuspected: boolean;
  readonly env: readonly string[];
}

/** The Notes: what was left out and why, what is not known, what was seen before, where things are defined. */
export function notesOf(facts: Facts): string[] {
  const { bundle, context, attempts, dropped, steps } = facts;
  const sentence = leftOutSentence(bundle.records.length, dropped);
  const items = attempts.flatMap(({ reading: { record }, dropped: verdict }) =>
    verdict === null ? [] : [{ command: record.command, because: verdict.because, n: record.n }],
  );
  return [
    `${sentence}${sentence === "" ? "" : " "}Session ${codeSpan(context.sessionId)}.`,
    ...seenAgain(facts),
    ...partsOf(facts),
    ...unknowns(facts),
    ...surroundings(facts),
    ...wordedOffline(context),
    ...leftOutList(items),
    ...references(steps, context),
  ];
}

function seenAgain({ known, bundle, context }: Facts): string[] {
  const matched = (context.unused ?? []).filter((id) => id !== known?.id);
  const mentioned = matched.map(
    (id) => `The approved runbook ${codeSpan(id)} knows this symptom and was not used.`,
  );
  if (known === null) return mentioned;
  const start = bundle.records.find(({ startedAt }) => startedAt !== null)?.startedAt ?? null;
  const unused = known.status === "approved" ? " It is approved and was not used." : "";
  return [
    `Seen again${start === null ? "" : ` on ${start.slice(0, 10)}`}: the fix is that of ${codeSpan(known.id)}.${unused}`,
    ...mentioned,
  ];
}

/** Two troubles mended in one session: after a probe that passed, other things were looked into and changed. */
function partsOf({ roles, attempts }: Facts): string[] {
  const starts: number[] = [];
  const words = (some: readonly Attempt[]): Set<string> =>
    wordsOf(
      some
        .flatMap(changesOf)
        .map(({ target }) => target)
        .join(" "),
    );
  for (let at = 1; at < roles.fix.length; at++) {
    const [before, after] = [roles.fix[at - 1], roles.fix[at]];
    if (!before || !after) continue;
    const between = attempts.slice(before.at + 1, after.at);
    const passed = between.findIndex((attempt) => roles.verify.includes(attempt));
    const isNewTrouble =
      passed >= 0 &&
      between.slice(passed + 1).filter(({ reading }) => reading.nature === "log" || reading.worked === false)
        .length > 0;
    if (
      isNewTrouble &&
      !shareWord(words(roles.fix.slice(starts.at(-1) ?? 0, at)), words(roles.fix.slice(at)))
    )
      starts.push(at);
  }
  if (starts.length === 0) return [];
  const all = [0, ...starts, roles.fix.length];
  const ranges = all
    .slice(0, -1)
    .map((from, i) => (from + 1 === all[i + 1] ? `step ${from + 1}` : `steps ${from + 1} to ${all[i + 1]}`));
  return [
    `The session mended ${ranges.length} things, one after the other: ${ranges.join(", ")} of the fix.`,
  ];
}

/** Each costs a process. */
const mostChecked = 300;

function unknowns({ bundle, attempts, roles, patches, steps, context }: Facts): string[] {
  const { records } = bundle;
  const isBlind = records.length > 0 && records.every(({ exitCode }) => exitCode === null);
  const rough = attempts.filter((attempt) => isKept(attempt) && attempt.reading.problem !== null);
  return [
    ...(isBlind
      ? [
          "The exit codes of these commands were not recorded: what failed could not be told from what worked.",
        ]
      : []),
    ...editsWithoutDiff(roles.fix, patches).map(
      ({ reading }) =>
        `${codeSpan(reading.command)} opened an editor and what changed in it was not recorded: put the change in its place before approving.`,
    ),
    ...bundle.secretEdits.map(
      (path) =>
        `In ${codeSpan(path)} only a secret was changed; the change is not kept: put it in its place before approving.`,
    ),
    ...rough.map(
      ({ reading }) => `${codeSpan(reading.command)} could not be read as shell and is kept as typed.`,
    ),
    ...steps.slice(0, mostChecked).flatMap(({ command }) => {
      const problem = context.syntax?.(command) ?? null;
      return problem === null ? [] : [`${codeSpan(command)} does not parse: ${codeSpan(problem)}.`];
    }),
  ];
}

/** What the shell was told that a runbook cannot carry: another cluster, an activated environment. */
function surroundings({ attempts }: Facts): string[] {
  const told = attempts.filter(
    ({ reading }) =>
      reading.worked !== false &&
      /^\s*(kubectl|oc) config use-context |^\s*(kubectx|kubens|nvm use|gcloud config set|az account set|source \S*activate)\b/.test(
        reading.command,
      ),
  );
  return told.length === 0
    ? []
    : [
        `The session had first set its surroundings: ${told.map(({ reading }) => codeSpan(reading.command)).join(", ")}.`,
      ];
}

function wordedOffline({ wording }: DraftContext): string[] {
  if (wording?.kind === "words")
    return ["A model worded title, symptom, impact and reasons; the commands are as recorded."];
  return wording === undefined
    ? []
    : [`Worded offline: the narrator gave no usable answer (${wording.reason}).`];
}

function references(steps: readonly DraftStep[], context: DraftContext): string[] {
  const places = referencesOf(
    steps.map(({ command }) => command),
    context.workTree ?? [],
  );
  if (places.length === 0) return [];
  return [
    "## References",
    places
      .map(({ path, line, name }) => `- ${codeSpan(`${path}:${line}`)} defines ${codeSpan(name)}`)
      .join("\n"),
  ];
}
