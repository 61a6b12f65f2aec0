import { anthropicAccess } from "../base/config/environment.ts";
import type { Narrator } from "../base/ports/narrator.ts";
import type { Application } from "../loops/application.ts";
import { capturedFiles } from "../loops/captured-files.ts";
import type { DraftDeps } from "../loops/draft-deps.ts";

/** For a whole answer of the model, its retries included. */
const narratorTimeoutMs = 60_000;

/** What the scribe is handed, from the rooms of one workspace. */
export async function draftDeps(app: Application): Promise<DraftDeps> {
  const { createGitFiles } = await import("../adapters/recorder/git-files.ts");
  const { checkSyntax } = await import("../adapters/execution/check-syntax.ts");
  const { records, operator, kept } = await app.stores();
  const edited = await app.editedFiles();
  return {
    records,
    operator,
    shelf: await app.shelf(),
    journal: await app.journal(),
    notifier: await app.notifier(),
    redactor: app.redactor(),
    files: createGitFiles(),
    kept: (session) => kept.ofSession(session),
    captured: (session) => capturedFiles(edited, session),
    clock: app.clock,
    host: app.environment.host,
    draftWhen: app.settings().scribe.draftWhen,
    narrator: await narratorOf(app),
    syntax: checkSyntax,
  };
}

/** Offline nothing of the model's package is ever read. */
async function narratorOf(app: Application): Promise<Narrator | null> {
  const { narrator, model } = app.settings().scribe;
  if (narrator === "offline") return null;
  const { createAnthropicNarrator } = await import("../adapters/narrator/anthropic.ts");
  return createAnthropicNarrator({
    ...anthropicAccess(app.environment),
    model,
    timeoutMs: narratorTimeoutMs,
  });
}
