import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Session } from "../../../base/model/session.ts";
import { draftClosedSessions, rewordDraft } from "../../../loops/draft.ts";
import type { Command } from "../cli.ts";
import { showDrafted } from "../draft-shown.ts";
import { recordDocument, recordLines } from "./session-view.ts";

const sessionLine = (session: Session): string => {
  const state = session.endedAt === null ? "open" : (session.draft ?? "closed");
  return `${session.id}  ${session.startedAt}  ${session.user}@${session.host}  ${session.counts.records} commands  ${state}`;
};

export const listSessions: Command = async (cli) => {
  const app = await cli.app();
  await app.takeIn();
  const sessions = (await app.stores()).records.sessions();
  if (cli.print.json) cli.print.document(sessions);
  else for (const session of sessions) cli.print.answer(sessionLine(session));
  if (sessions.length === 0) cli.print.note("no sessions yet; type: reifier up");
  return exitCode.done;
};

export const showSession: Command = async (cli) => {
  const app = await cli.app();
  await app.takeIn();
  const { records, kept: keptStore } = await app.stores();
  const { session } = records.session(cli.arguments.word(0)) ?? unknown(cli.arguments.word(0));
  const kept = keptStore.ofSession(session.id);
  if (cli.print.json) {
    cli.print.document({
      ...session,
      records: session.records.map((record) => recordDocument(record, kept.get(record.id))),
    });
    return exitCode.done;
  }
  cli.print.answer(sessionLine(session));
  if (session.note !== null) cli.print.answer(`note: ${visible(session.note)}`);
  for (const record of session.records)
    for (const line of recordLines(record, kept.get(record.id))) cli.print.answer(line);
  return exitCode.done;
};

export const endSession: Command = async (cli) => {
  const app = await cli.app();
  await app.takeIn();
  const { records } = await app.stores();
  const wanted = cli.arguments.word(0);
  if (wanted !== "" && records.session(wanted) === null) unknown(wanted);
  const ended = records.closeOpen(app.clock.now(), wanted === "" ? undefined : wanted);
  const deps = await app.drafting();
  const drafts = await draftClosedSessions(deps);
  for (const draft of drafts) {
    const { notice } = await rewordDraft(deps, draft);
    if (notice !== null) cli.print.note(`${draft.path}: ${notice}`);
  }
  if (cli.print.json)
    cli.print.document({
      ended,
      drafts: drafts.map(({ session, path, reason }) => ({ session, path, reason })),
    });
  for (const id of cli.print.json ? [] : ended) cli.print.answer(`ended ${id}`);
  for (const draft of cli.print.json ? [] : drafts) await showDrafted(cli, deps, draft);
  if (ended.length > 0) return exitCode.done;
  cli.print.note(wanted === "" ? "no session is open" : `${wanted} is closed already`);
  return exitCode.no;
};

/** A session's id, as nobody begins a sentence. */
const looksLikeSession = /^s-[0-9A-Z]{10,}$/;

export const noteSession: Command = async (cli) => {
  const app = await cli.app();
  await app.takeIn();
  const { records } = await app.stores();
  const [first = "", ...rest] = cli.arguments.words(0);
  const named = rest.length > 0 ? records.session(first) : null;
  if (named === null && rest.length > 0 && looksLikeSession.test(first)) unknown(first);
  const id =
    named?.session.id ??
    records.sessions({ open: true, limit: 1 })[0]?.id ??
    records.sessions({ limit: 1 })[0]?.id;
  if (id === undefined)
    throw usageError(
      "there is no session to note",
      "work in a recorded shell first, or type: reifier sessions",
    );
  const text = app.redactor().text((named === null ? [first, ...rest] : rest).join(" ")).text;
  records.note(id, text);
  if (cli.print.json) cli.print.document({ session: id, note: text });
  else cli.print.answer(`noted for ${id}: ${visible(text)}`);
  return exitCode.done;
};

function unknown(id: string): never {
  throw usageError(`there is no session ${JSON.stringify(id)}`, "type: reifier sessions");
}
