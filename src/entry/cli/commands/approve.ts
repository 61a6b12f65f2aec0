import { ReifierError, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { approveRunbook, previewApproval, rejectDraft, retireRunbook } from "../../../loops/approve.ts";
import type { Cli, Command } from "../cli.ts";

export const approve: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  const deps = await app.approving();
  const shown = previewApproval(deps, cli.arguments.word(0));
  const { runbook, diff } = shown;
  if (diff !== null) cli.print.note(visible(diff, { keep: "lines" }).trimEnd());
  const autonomy = cli.arguments.flag("autonomy");
  if (autonomy) await typedId(cli, runbook.id);
  const by = app.redactor().text(cli.arguments.text("by") ?? app.environment.user).text;
  const approved = await approveRunbook(deps, shown.file.path, by, { autonomy, shown });
  if (cli.print.json) {
    cli.print.document(approved);
    return exitCode.done;
  }
  cli.print.answer(`approved ${visible(approved.id)}: ${approved.path}`);
  for (const pattern of approved.links) cli.print.answer(`  mitigates ${pattern}`);
  return exitCode.done;
};

/** To let something run by itself, a person types what it is; nothing else will do. */
async function typedId(cli: Cli, id: string): Promise<void> {
  const approver = await (await cli.app()).approver({ yes: false, color: cli.print.color });
  const typed = await approver.askValue(`Type ${id} to allow it to run by itself`, { secret: false });
  if (typed === id) return;
  throw new ReifierError({
    code: "NOT_CONFIRMED",
    message:
      typed === null
        ? "nobody could be asked: there is no terminal"
        : "that is not its id; nothing was approved",
    hint: `on a terminal: reifier approve ${id} --autonomy`,
    exitCode: exitCode.notConfirmed,
  });
}

export const reject: Command = async (cli) => {
  const reason = cli.arguments.text("reason");
  if (reason === null) throw usageError("a reason is needed", 'type: reifier reject ID --reason "why"');
  const app = await cli.app();
  await app.reconcile();
  const clean = app.redactor().text(reason).text;
  const rejected = await rejectDraft(
    await app.approving(),
    cli.arguments.word(0),
    app.environment.user,
    clean,
  );
  if (cli.print.json) cli.print.document(rejected);
  else cli.print.answer(`rejected ${visible(rejected.id)}: ${rejected.path}`);
  return exitCode.done;
};

export const retire: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  const retired = await retireRunbook(await app.approving(), cli.arguments.word(0), app.environment.user);
  if (cli.print.json) cli.print.document(retired);
  else cli.print.answer(`retired ${visible(retired.id)}: ${retired.path}`);
  return exitCode.done;
};
