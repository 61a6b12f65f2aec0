import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Suggestion } from "../../../base/model/suggestion.ts";
import type { OperatorStore } from "../../../base/ports/operator-store.ts";
import type { Application } from "../../../loops/application.ts";
import type { Command } from "../cli.ts";
import { closeInterrupted } from "../close-interrupted.ts";

export const pending: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  const { operator } = await app.stores();
  const now = app.clock.now();
  if (operator.suggestions("open").some(({ expiresAt }) => Date.parse(expiresAt) <= now)) await expire(app);
  await closeInterrupted(cli, app, "quick");
  const open = operator.suggestions("open");
  const rows: Row[] = [];
  for (const suggestion of open)
    rows.push(
      suggestion.kind === "run"
        ? suggestion
        : { ...suggestion, diff: await offeredDiff(app, suggestion.runbook) },
    );
  if (cli.print.json) cli.print.document(rows);
  for (const row of cli.print.json ? [] : rows) cli.print.answer(describe(row));
  if (open.length === 0) cli.print.note("nothing waits for an answer");
  return exitCode.done;
};

/** Where nothing has expired, which is nearly always, nothing of this is loaded. */
async function expire(app: Application): Promise<void> {
  const { expireSuggestions } = await import("../../../loops/operate.ts");
  await expireSuggestions(await app.operating());
}

async function offeredDiff(app: Application, runbook: string): Promise<string | null> {
  const approve = await import("../../../loops/approve.ts");
  return approve.offeredDiff(await app.approving(), runbook);
}

/** A file that is offered comes with what differs from what a person last had before them. */
type Row = Suggestion & { readonly diff?: string | null };

function describe(suggestion: Row): string {
  const verb = suggestion.kind === "run" ? "Execute" : "Approve";
  const answer =
    suggestion.kind === "run" ? `reifier confirm ${suggestion.id}` : `reifier approve ${suggestion.runbook}`;
  return [
    `${suggestion.id}  ${verb} '${visible(suggestion.title)}'?  ${suggestion.risk} risk`,
    ...detailLines(suggestion).map((line) => `    ${visible(line)}`),
    ...diffLines(suggestion.diff ?? null),
    `    type: ${answer}`,
  ].join("\n");
}

const diffLines = (diff: string | null): string[] =>
  diff === null
    ? []
    : visible(diff, { keep: "lines" })
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`);

function detailLines({ line, count, host, why, guards, autonomy }: Suggestion): string[] {
  const times = count === 1 ? "once" : `${count} times`;
  const where = host === undefined ? "" : ` on ${host}`;
  return [
    ...(line === null ? [] : [`because of: ${line} (${times}${where})`]),
    ...(why === undefined ? [] : [`why this one: ${why}`]),
    ...guards.map((guard) => `guard: ${guard.guard} (${guard.why})`),
    ...(autonomy === undefined
      ? []
      : [`by itself: ${autonomy.startsWith("trusted:") ? "" : "no, "}${autonomy}`]),
  ];
}

/** The open suggestion with this id, or with an id that begins so. */
export function findOpen(operator: OperatorStore, typed: string): Suggestion {
  const open = operator.suggestions("open");
  const hits = open.filter((suggestion) => suggestion.id.toLowerCase().startsWith(typed.toLowerCase()));
  const [hit] = hits;
  if (hit !== undefined && (hits.length === 1 || hit.id === typed)) return hit;
  const known = operator.suggestion(typed);
  if (known !== null && known.state !== "open") {
    throw usageError(`the suggestion ${typed} is ${known.state} already`, "type: reifier pending");
  }
  throw usageError(
    hits.length > 1
      ? `${JSON.stringify(typed)} fits ${hits.length} suggestions`
      : `there is no suggestion ${JSON.stringify(typed)}`,
    "type: reifier pending",
  );
}

export const decline: Command = async (cli) => {
  const app = await cli.app();
  const deps = await app.operating();
  const suggestion = findOpen(deps.operator, cli.arguments.word(0));
  const reason = app.redactor().text(cli.arguments.text("reason") ?? "no reason given").text;
  const { declineSuggestion } = await import("../../../loops/decline.ts");
  const incident = await declineSuggestion(
    { ...deps, shelf: await app.shelf(), user: app.environment.user },
    suggestion,
    reason,
  );
  if (cli.print.json) cli.print.document({ id: suggestion.id, state: "declined", reason, incident });
  else
    cli.print.answer(
      `declined ${suggestion.id}: ${visible(reason)}${incident === null ? "" : `  (${incident})`}`,
    );
  return exitCode.done;
};
