import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { nearestName } from "../../../base/kernel/nearest.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { type RunbookRow, RunbookStatus } from "../../../base/model/runbook.ts";
import { elsewhereWords } from "../../../loops/graph-elsewhere.ts";
import { outcomes, type RunbookView, relatedWords, viewRunbook } from "../../../loops/graph-view.ts";
import { findRunbook } from "../../../loops/runbook-shelf.ts";
import type { Cli, Command } from "../cli.ts";
import { runbookView } from "../runbook-view.ts";

export const listRunbooks: Command = async (cli) => {
  const typed = cli.arguments.text("status");
  const wanted = typed === null ? null : statusNamed(typed);
  const rows = await rowsOf(cli);
  return show(
    cli,
    rows.filter((row) => wanted === null || row.status === wanted),
    wanted === null ? "no runbook yet; one is drafted from a session: reifier sessions" : `none is ${wanted}`,
  );
};

export const listDrafts: Command = async (cli) =>
  show(
    cli,
    (await rowsOf(cli)).filter((row) => row.status === "draft"),
    "no draft waits; one is made when an incident's session ends: reifier sessions end",
  );

async function rowsOf(cli: Cli): Promise<RunbookRow[]> {
  const app = await cli.app();
  await app.takeIn();
  await app.reconcile();
  return await app.runbookRows();
}

function statusNamed(typed: string): RunbookStatus {
  const known = RunbookStatus.safeParse(typed);
  if (known.success) return known.data;
  const near = nearestName(typed, RunbookStatus.options);
  throw usageError(
    `unknown status ${JSON.stringify(typed)}`,
    near === null ? `known: ${RunbookStatus.options.join(", ")}` : `did you mean ${near}?`,
  );
}

function show(cli: Cli, rows: readonly RunbookRow[], none: string): typeof exitCode.done {
  if (cli.print.json) cli.print.document(rows);
  for (const row of cli.print.json ? [] : rows) {
    const runs = row.runs === 0 ? "never run" : `${row.verified} of ${row.runs} runs verified`;
    cli.print.answer(`${visible(row.id)}  ${row.status}  ${row.risk} risk  ${runs}  ${visible(row.title)}`);
    cli.print.answer(`    ${visible(row.path)}`);
    for (const problem of row.problems) cli.print.answer(`    problem: ${visible(problem)}`);
  }
  if (rows.length === 0) cli.print.note(none);
  return exitCode.done;
}

export const showRunbook: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  const found = findRunbook(await app.approving(), cli.arguments.word(0));
  const row = (await app.runbookRows()).find((one) => one.path === found.file.path);
  const { id, digest } = found.runbook;
  const known = await viewRunbook(await app.stores(), id, digest);
  if (cli.print.json) {
    cli.print.document({ ...row, text: found.file.text, ...known });
    return exitCode.done;
  }
  // A terminal gets the file with risks and remarks beside its lines; a pipe gets the file.
  if (cli.streams.stdout.isTTY === true)
    for (const line of runbookView(found, cli.print.color)) cli.print.answer(line);
  else cli.print.answer(visible(found.file.text, { keep: "lines" }).trimEnd());
  cli.print.note(`${found.file.path}: ${row?.status ?? "draft"}`);
  for (const problem of row?.problems ?? []) cli.print.note(`problem: ${visible(problem)}`);
  for (const line of knownLines(known, digest)) cli.print.note(line);
  return exitCode.done;
};

/** The text is the file and nothing else; what the memory adds to it goes to stderr. */
const knownLines = ({ mitigates, related, elsewhere }: RunbookView, digest: string): string[] => [
  ...mitigates.map(({ pattern, name, verified, failed, lastResults }) =>
    visible(`mitigates ${pattern} '${name}': ${outcomes(verified, failed, lastResults)}`),
  ),
  ...related.map(relatedWords),
  ...elsewhere.map((told) => elsewhereWords(told, digest)),
];
