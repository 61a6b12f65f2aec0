import { errorText, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { AlertInput } from "../../../base/model/alert.ts";
import { type IncomingAlert, readAlertPayload } from "../../../core/patterns/alert-payload.ts";
import { elsewhereFinder } from "../../../loops/graph-elsewhere.ts";
import { rememberSightings } from "../../../loops/graph-remember.ts";
import { type IntakeResult, takeIncoming } from "../../../loops/intake.ts";
import type { TakenAlert } from "../../../loops/take-alert.ts";
import type { Command } from "../cli.ts";
import { inputText } from "../read-input.ts";

const nothing: AlertInput = { message: "" };

export const alert: Command = async (cli) => {
  const text = (await inputText(cli.arguments.text("file"), cli.streams.stdin)).trim();
  if (text === "") throw usageError("the alert is empty", "echo 'what went wrong' | reifier alert");
  const alerts = understand(text);
  const app = await cli.app();
  await app.reconcile();
  const taken = new Map<AlertInput, TakenAlert>();
  const results = await takeIncoming(await app.operating(), alerts, (one, input) => taken.set(input, one));
  await rememberSightings(app);
  const answers = results.map((result, i) => answerOf(result, taken.get(alerts[i]?.input ?? nothing)));
  // One alert is one answer; only a list of them, as alert managers send it, is answered by a list.
  if (cli.print.json) cli.print.document(answers.length === 1 ? answers[0] : answers);
  else {
    const elsewhere = elsewhereFinder((await app.stores()).elsewhere);
    for (const [i, answer] of answers.entries()) {
      cli.print.answer(wordsOf(answer));
      const message = taken.get(alerts[i]?.input ?? nothing)?.alert.message ?? "";
      for (const line of elsewhere(message, answer.match)?.lines ?? []) cli.print.answer(`  ${line}`);
    }
  }
  return answers.some(({ match, outcome }) => match !== null || outcome === "resolved")
    ? exitCode.done
    : exitCode.no;
};

interface Answer {
  readonly match: string | null;
  readonly kind: "exact" | "similar" | null;
  readonly score: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly runbook: string | null;
  readonly suggestion: string | null;
  readonly outcome: string;
}

function answerOf({ suggestion, outcome }: IntakeResult, taken: TakenAlert | undefined): Answer {
  const match = taken?.match ?? null;
  return {
    match: match?.pattern ?? null,
    kind: match?.kind ?? null,
    score: match?.score ?? 0,
    values: match?.values ?? {},
    runbook: taken?.raised?.runbook ?? null,
    suggestion,
    outcome,
  };
}

function wordsOf({ match, runbook, suggestion, outcome }: Answer): string {
  if (outcome === "resolved") return `over: the suggestion ${suggestion} is closed`;
  if (suggestion !== null)
    return `${outcome}: ${suggestion} (runbook ${runbook}); type: reifier confirm ${suggestion}`;
  if (match !== null) return `pattern ${match} fits; nothing is suggested: ${outcome}`;
  return outcome === "no-match" ? "no known pattern fits" : outcome;
}

/** JSON where it is an object or a list, else the whole text is the message. */
function understand(text: string): readonly IncomingAlert[] {
  const payload = readAlertPayload(/^[{[]/.test(text) ? jsonOf(text) : { message: text });
  if (payload.kind !== "unknown") return payload.alerts.map((one) => ({ ...one, occurrence: null }));
  throw usageError(
    `the alert is not understood: ${payload.why}`,
    'only "message" is required: {"message": "…"}',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A line of a log may begin so too: `[main] ERROR …`.
    if (text.startsWith("[")) return { message: text };
    throw usageError(
      `the alert is not understood: ${errorText(error)}`,
      'only "message" is required: {"message": "…"}',
      error,
    );
  }
}
