import type { Bundle, DraftResult, DraftStep, Dropped } from "../../base/model/draft.ts";
import { type Attempt, isKept } from "./attempt.ts";
import { carriedVariables } from "./carried.ts";
import { needsDirectory } from "./directory.ts";
import { type PatchStep, patchSteps } from "./edited-files.ts";
import { chooseInputs, type ScribeInput, shownBy, withInputs } from "./inputs.ts";
import { type DraftContext, type Facts, notesOf } from "./notes.ts";
import { readRecords } from "./reading.ts";
import { renderDraft } from "./render.ts";
import { giveRoles, type Roles } from "./roles.ts";
import { inverseSteps } from "./rollback.ts";
import { type KnownRunbook, sameAs } from "./same-as.ts";
import { slugOf } from "./slug.ts";
import { sortRecords } from "./sorting.ts";
import { chooseSymptom } from "./symptom.ts";
import { isEndless } from "./verify.ts";

export type { DraftContext, KnownRunbook };

/**
 * The runbook that a careful colleague would have written from one session. Pure: the same session gives the same draft.
 * The bundle's text must be redacted before.
 */
export function draftSession(bundle: Bundle, context: DraftContext): DraftResult {
  const readings = readRecords(bundle.records);
  const attempts = sortRecords(readings, bundle.files);
  const patches = patchSteps(attempts, bundle.files);
  const roles = giveRoles(attempts);
  const symptom = chooseSymptom(bundle, context.evidence, attempts, roles.fix);
  const keptReadings = attempts
    .filter(
      (attempt) =>
        isKept(attempt) ||
        roles.diagnose.includes(attempt) ||
        roles.verify.includes(attempt) ||
        roles.gates.includes(attempt),
    )
    .map(({ reading }) => reading);
  const carried = carriedVariables(
    keptReadings,
    attempts.map(({ reading }) => reading),
  );
  const typed = roles.fix.filter((attempt) => !patches.some((patch) => patch.attempt === attempt));
  const inputs = chooseInputs(typed, [...typed, ...roles.diagnose, ...roles.verify], carried);
  const steps = makeSteps(attempts, roles, patches, inputs);
  const known = sameAs(
    steps.filter(({ role }) => role === "fix").map(({ command }) => command),
    context.known,
  );
  const dropped = attempts.flatMap(({ reading, dropped: verdict }): Dropped[] =>
    verdict === null ? [] : [{ n: reading.record.n, why: verdict.why }],
  );
  const guiSuspected = roles.fix.length === 0;
  const facts = {
    bundle,
    context,
    attempts,
    roles,
    patches,
    symptom,
    steps,
    inputs,
    known,
    dropped,
    guiSuspected,
    env: carried.filter(({ as }) => as === "env").map(({ name }) => name),
  };
  return {
    id: bundle.id,
    title: titleOf(bundle, context),
    symptom: symptom?.text ?? null,
    steps,
    dropped,
    inputs: inputs.map(({ name, example, secret, from }) => ({ name, example, secret, from })),
    guiSuspected,
    sameAs: known?.id ?? null,
    path: null,
    draft: draftText(facts),
  };
}

const idLine = /^id: "?incident-\d{8}-?([\w-]*?)"?$/m;

/** The words for the file's name (`db_lockup_fix`), as the draft's own id carries them; null when there are none. */
export function draftSlug(result: DraftResult): string | null {
  const words = idLine.exec(result.draft)?.[1]?.replaceAll("-", "_");
  return words === undefined || words === "" ? null : words;
}

function makeSteps(
  attempts: readonly Attempt[],
  roles: Roles,
  patches: readonly PatchStep[],
  inputs: readonly ScribeInput[],
): DraftStep[] {
  const step = (attempt: Attempt, role: DraftStep["role"]): DraftStep => {
    const { reading } = attempt;
    const command = withInputs(reading.command, inputs);
    let origin: DraftStep["origin"] = reading.command === reading.record.command ? "recorded" : "resolved";
    if (command !== reading.command) origin = "edited";
    return {
      command,
      role,
      from: [reading.record.n],
      origin,
      cwd: needsDirectory(reading) ? reading.cwd : null,
    };
  };
  const fix = [...roles.fix, ...roles.gates]
    .sort((a, b) => a.at - b.at)
    .map((attempt): DraftStep => {
      const patch = patches.find((one) => one.attempt === attempt);
      if (!patch) return step(attempt, "fix");
      return {
        command: patch.command,
        role: "fix",
        from: [...patch.merged, attempt].map(({ reading }) => reading.record.n).sort((a, b) => a - b),
        origin: "patch",
        cwd: null,
      };
    });
  const back = inverseSteps(
    roles.fix.filter((attempt) => !patches.some((patch) => patch.attempt === attempt)),
    attempts,
  );
  const rollback: DraftStep[] = [
    ...back.map(({ attempt, command, isRecorded }): DraftStep => {
      const text = withInputs(command, inputs, isRecorded ? command : attempt.reading.command);
      const recorded = text === command ? "recorded" : "edited";
      return {
        command: text,
        role: "rollback",
        from: [attempt.reading.record.n],
        origin: isRecorded ? recorded : "inverse",
        cwd: needsDirectory(attempt.reading) ? attempt.reading.cwd : null,
      };
    }),
    ...patches.toReversed().map(
      (patch): DraftStep => ({
        command: patch.reverse,
        role: "rollback",
        from: [patch.attempt.reading.record.n],
        origin: "patch",
        cwd: null,
      }),
    ),
  ];
  return [
    ...roles.diagnose.map((attempt) => step(attempt, "diagnose")),
    ...fix,
    ...roles.verify.map((attempt) => {
      const earlier = (roles.alike.get(attempt) ?? []).map(({ reading }) => reading.record.n);
      const one = step(attempt, "verify");
      return { ...one, from: [...earlier, ...one.from] };
    }),
    ...rollback,
  ];
}

function titleOf(bundle: Bundle, { wording }: DraftContext): string {
  if (wording?.kind === "words") return wording.words.title;
  const time = Date.parse(bundle.records.find(({ startedAt }) => startedAt !== null)?.startedAt ?? "");
  if (Number.isNaN(time)) return "Incident Report: time not recorded";
  return `Incident Report: ${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function draftText(facts: Facts): string {
  const { bundle, context, steps, inputs, symptom } = facts;
  const times = bundle.records.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]));
  const last = bundle.records.at(-1);
  const ended = last?.startedAt ? Date.parse(last.startedAt) + (last.durationMs ?? 0) : Number.NaN;
  const day = times[0]?.slice(0, 10).replaceAll("-", "") ?? "00000000";
  const slug = slugOf(facts.roles.fix, symptom)?.replaceAll("_", "-");
  const directories = new Set(steps.flatMap(({ cwd }) => (cwd === null ? [] : [cwd])));
  return renderDraft({
    id: `incident-${day}${slug ? `-${slug}` : ""}`,
    title: titleOf(bundle, context),
    words: context.wording?.kind === "words" ? context.wording.words : null,
    sessionId: context.sessionId,
    host: last?.host ?? context.host,
    from: times[0] ?? null,
    to: Number.isNaN(ended) ? null : new Date(ended).toISOString(),
    symptom,
    steps,
    inputs,
    shownBy: inputs.map((input) => (input.secret ? null : shownBy(input, steps, facts.attempts))),
    cwd: directories.size === 1 ? ([...directories][0] ?? null) : null,
    env: facts.env,
    remarks: remarksOf(facts),
    notes: notesOf(facts),
    told: toldOf(facts.roles),
    captures: capturesOf(facts),
  });
}

/** Verify steps that a block cannot run: what never ends, and what ends with a failure because all is well. */
const toldOf = ({ verify }: Roles): Map<number, string> =>
  new Map(
    verify.flatMap((attempt): [number, string][] => {
      const { n } = attempt.reading.record;
      if (isEndless(attempt) || attempt.reading.record.exitCode === 130)
        return [[n, "Watched until it was stopped by hand"]];
      return attempt.reading.worked === false ? [[n, "Found nothing any more"]] : [];
    }),
  );

/** Inputs that a recorded look prints exactly, by the position of that look among the diagnose steps. */
function capturesOf({ inputs, steps }: Facts): Map<number, string> {
  const captures = new Map<number, string>();
  const looks = steps.filter(({ role }) => role === "diagnose");
  for (const { name, output, secret } of inputs) {
    const at = secret || output === null ? -1 : looks.findIndex(({ command }) => command.trim() === output);
    if (at >= 0) captures.set(at + 1, name);
  }
  return captures;
}

const sawNothing = "I saw no shell commands. Did you fix this via GUI?";
const sawNoChange = "I saw no shell commands that changed anything. Did you fix this via GUI?";

function remarksOf({ bundle, guiSuspected }: Facts): string[] {
  if (!guiSuspected) return [];
  return [bundle.records.length === 0 ? sawNothing : sawNoChange];
}
