import { errorText, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { AlertInput } from "../../../base/model/alert.ts";
import { rememberSightings } from "../../../loops/graph-remember.ts";
import { takeAlert } from "../../../loops/take-alert.ts";
import type { Command } from "../cli.ts";
import { inputText } from "../read-input.ts";

export const alert: Command = async (cli) => {
  const text = (await inputText(cli.arguments.text("file"), cli.streams.stdin)).trim();
  if (text === "") throw usageError("the alert is empty", "echo 'what went wrong' | reifier alert");
  const app = await cli.app();
  await app.reconcile();
  const { match, raised } = await takeAlert(await app.operating(), understand(text));
  await rememberSightings(app);
  const result = {
    match: match?.pattern ?? null,
    kind: match?.kind ?? null,
    score: match?.score ?? 0,
    values: match?.values ?? {},
    runbook: raised?.runbook ?? null,
    suggestion: raised !== null && raised.kind !== "quiet" ? raised.suggestion : null,
    outcome: outcome(raised),
  };
  if (cli.print.json) cli.print.document(result);
  else if (result.suggestion !== null)
    cli.print.answer(
      `${result.outcome}: ${result.suggestion} (runbook ${result.runbook}); type: reifier confirm ${result.suggestion}`,
    );
  else
    cli.print.answer(
      match === null
        ? "no known pattern fits"
        : `pattern ${match.pattern} fits; nothing is suggested: ${result.outcome}`,
    );
  return match === null ? exitCode.no : exitCode.done;
};

const outcome = (raised: Awaited<ReturnType<typeof takeAlert>>["raised"]): string => {
  if (raised === null) return "no-match";
  return raised.kind === "quiet" ? raised.reason : raised.kind;
};

/** JSON where it is an object, else the whole text is the message. */
function understand(text: string): AlertInput {
  if (!text.startsWith("{")) return { message: text };
  try {
    return AlertInput.parse(JSON.parse(text));
  } catch (error) {
    throw usageError(
      `the alert is not understood: ${errorText(error)}`,
      'only "message" is required: {"message": "…"}',
      error,
    );
  }
}
