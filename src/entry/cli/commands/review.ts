import { join } from "node:path";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { oneLine, visible } from "../../../base/kernel/visible.ts";
import { type LeftOut, leftOutOf, putBack } from "../../../core/scribe/put-back.ts";
import type { Application } from "../../../loops/application.ts";
import {
  type ApprovalPreview,
  approveRunbook,
  previewApproval,
  rejectDraft,
} from "../../../loops/approve.ts";
import type { ApproveDeps } from "../../../loops/approve-deps.ts";
import { askLine } from "../ask-line.ts";
import type { Cli, Command } from "../cli.ts";
import { ctrlC, endKeys, readKey } from "../keys.ts";
import { openEditor } from "../open-editor.ts";
import { runbookView } from "../runbook-view.ts";

/** What one key press led to: the same draft again, the next one, or the end. */
type Turn = "again" | "next" | "end" | "interrupted";

interface Reviewed {
  readonly cli: Cli;
  readonly app: Application;
  readonly deps: ApproveDeps;
  /** Exactly what is on the screen: only these bytes can be approved. */
  readonly shown: ApprovalPreview;
}

const keysOf = new Map("123456789abcdefghijklmnoprstuvwxyz".split("").map((key, index) => [key, index]));

export const review: Command = async (cli) => {
  const app = await cli.app();
  await app.takeIn();
  await app.reconcile();
  const drafts = (await app.shelf()).list("drafts").map((file) => file.path);
  if (drafts.length === 0) {
    cli.print.note("no draft waits");
    return exitCode.no;
  }
  if (cli.streams.stdin.isTTY !== true) throw noTerminal(drafts.length);
  for (const [index, path] of drafts.entries()) {
    cli.print.note(`\ndraft ${index + 1} of ${drafts.length}`);
    const turn = await reviewOne(cli, app, path);
    if (turn === "interrupted") return exitCode.interrupted;
    if (turn === "end") return exitCode.done;
  }
  cli.print.note("that was the last one");
  return exitCode.done;
};

const noTerminal = (drafts: number): ReifierError =>
  new ReifierError({
    code: "NO_TERMINAL",
    message: "review asks about each draft, and there is no terminal to ask on",
    hint: `type it in a terminal, or look at the ${drafts} here: reifier drafts`,
    exitCode: exitCode.notConfirmed,
  });

async function reviewOne(cli: Cli, app: Application, path: string): Promise<Exclude<Turn, "again">> {
  let shown: ApprovalPreview | null = null;
  for (;;) {
    const deps = await app.approving();
    if (deps.shelf.read(path) === null) return "next"; // Moved or deleted meanwhile: that was an answer too.
    shown ??= preview(cli, deps, path);
    if (shown === null) return "next";
    cli.streams.stderr.write("[a]pprove [e]dit [l]eft out [r]eject [s]kip [q]uit: ");
    const key = await readKey(cli.streams.stdin);
    cli.streams.stderr.write(endKeys.has(key) ? "quit\n" : `${key === "\r" ? "" : visible(key)}\n`);
    const turn = await answer({ cli, app, deps, shown }, key);
    if (turn !== "again") return turn;
    if ("el".includes(key)) shown = null;
  }
}

/** Null, said aloud, for a file that cannot be understood as a runbook at all. */
function preview(cli: Cli, deps: ApproveDeps, path: string): ApprovalPreview | null {
  try {
    return show(cli, previewApproval(deps, path));
  } catch (error) {
    if (!(error instanceof ReifierError)) throw error;
    cli.print.note(`reifier: ${visible(error.message)}\nhint: ${visible(error.hint)}`);
    return null;
  }
}

function show(cli: Cli, preview: ApprovalPreview): ApprovalPreview {
  for (const line of runbookView(preview, cli.print.color)) cli.print.answer(line);
  if (preview.diff !== null) cli.print.note(visible(preview.diff, { keep: "lines" }).trimEnd());
  cli.print.note(`\n${visible(preview.file.path)}`);
  return preview;
}

async function answer(reviewed: Reviewed, key: string): Promise<Turn> {
  const { cli, app } = reviewed;
  if (key === ctrlC) return "interrupted";
  if (endKeys.has(key)) return "end";
  try {
    if (key === "s") return "next";
    if (key === "a") return await approveShown(reviewed);
    if (key === "r") return await rejectShown(reviewed);
    if (key === "l") return await putSomethingBack(reviewed);
    if (key === "e") edit(reviewed);
    else cli.print.note("type one letter: a, e, l, r, s or q");
  } catch (error) {
    if (!(error instanceof ReifierError) || error.exitCode === exitCode.interrupted) throw error;
    cli.print.note(`reifier: ${visible(error.message)}\nhint: ${visible(error.hint)}`);
  }
  await app.reconcile();
  return "again";
}

function edit({ cli, app, shown }: Reviewed): void {
  const said = openEditor(join(app.paths.root, shown.file.path), app.environment.variables);
  if (said !== null) cli.print.note(said);
}

/** The bytes that were shown are the ones that are approved; a file that changed meanwhile is refused by the loop. */
async function approveShown({ cli, app, deps, shown }: Reviewed): Promise<Turn> {
  const approved = await approveRunbook(deps, shown.file.path, app.environment.user, {
    autonomy: false,
    shown,
  });
  cli.print.note(`approved ${visible(approved.id)}: ${visible(approved.path)}`);
  for (const pattern of approved.links) cli.print.note(`  mitigates ${visible(pattern)}`);
  return "next";
}

async function rejectShown({ cli, app, deps, shown }: Reviewed): Promise<Turn> {
  const reason = await askLine(cli.streams, "why? ");
  if (reason === null || reason === "") {
    cli.print.note("not rejected: a reason is needed");
    return "again";
  }
  const clean = app.redactor().text(reason).text;
  const rejected = await rejectDraft(deps, shown.file.path, app.environment.user, clean);
  cli.print.note(`rejected: ${visible(rejected.path)}`);
  return "next";
}

async function putSomethingBack({ cli, app, deps, shown }: Reviewed): Promise<Turn> {
  const { runbook, file } = shown;
  const commands = await typedCommands(app, runbook.sourceSessions);
  const left = leftOutOf(file.text, commands).slice(0, keysOf.size);
  if (left.length === 0) {
    cli.print.note("nothing that was left out is still known");
    return "again";
  }
  const names = [...keysOf.keys()];
  for (const [index, { command, because }] of left.entries())
    cli.print.note(`  ${names[index]}  ${oneLine(command, 100)}  (${visible(because)})`);
  cli.streams.stderr.write("put back which one? (any other key: none) ");
  const picked = pick(left, await readKey(cli.streams.stdin));
  cli.streams.stderr.write("\n");
  if (picked === null) return "again";
  const changes = putBack({ text: file.text, steps: runbook.steps, commands }, picked);
  if (changes === null) cli.print.note("the draft has no fix section; put it in by hand: press e");
  else deps.shelf.splice(file.path, file.sha256, changes);
  return "again";
}

const pick = (left: readonly LeftOut[], key: string): LeftOut | null => left[keysOf.get(key) ?? -1] ?? null;

async function typedCommands(app: Application, sessions: readonly string[]): Promise<string[]> {
  const { records } = await app.stores();
  return sessions.flatMap((id) => records.session(id)?.session.records.map((record) => record.command) ?? []);
}
