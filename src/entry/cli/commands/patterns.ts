import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { nearestName } from "../../../base/kernel/nearest.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { MemoryGraph } from "../../../base/ports/graph-store.ts";
import { createEventReader, type UnderstoodEvent } from "../../../core/patterns/events.ts";
import { learnPattern } from "../../../core/patterns/learn.ts";
import type { Application } from "../../../loops/application.ts";
import { elsewhereWords } from "../../../loops/graph-elsewhere.ts";
import { outcomes, type PatternView, relatedWords, viewPatterns } from "../../../loops/graph-view.ts";
import { linksKey } from "../../../loops/patrol-rules.ts";
import type { Command } from "../cli.ts";
import { inputLines } from "../read-input.ts";

export const listPatterns: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  const { graph, elsewhere } = await app.stores();
  const views = await viewPatterns(graph, elsewhere);
  if (cli.print.json) cli.print.document(views);
  else for (const line of views.flatMap(patternLines)) cli.print.answer(line);
  if (views.length === 0)
    cli.print.note("no patterns yet; approve a runbook with symptoms, or type: reifier patterns learn");
  return exitCode.done;
};

function patternLines(view: PatternView): string[] {
  const { elsewhere, mitigatedBy } = view;
  const approved = new Set(mitigatedBy.map(({ id }) => id));
  const seenOn = elsewhere?.seenOn.map(({ host, seen }) => `${seen} on ${host}`).join(", ") ?? "";
  const foreign = view.maskVersion === 0;
  return [
    foreign
      ? visible(`${view.id}  elsewhere only, seen ${seenOn}  ${view.template}`)
      : visible(
          `${view.id}  seen ${view.seen}${seenOn === "" ? "" : ` (elsewhere ${seenOn})`}  ${view.template}`,
        ),
    ...mitigatedBy.flatMap(({ id, title, verified, failed, lastResults, related }) => [
      visible(`    mitigated by ${id}  '${title}'  ${outcomes(verified, failed, lastResults)}`),
      ...related.map((other) => `        ${relatedWords(other)}`),
    ]),
    ...view.runbooks
      .filter((id) => !approved.has(id))
      .map((id) => visible(`    mitigated by ${id}  (not approved now)`)),
    ...(elsewhere?.runbooks ?? []).map((told) => `    ${elsewhereWords(told, null)}; not approved here`),
  ];
}

export const learn: Command = async (cli) => {
  const app = await cli.app();
  const redactor = app.redactor();
  const { graph } = await app.stores();
  const runbook = cli.arguments.text("runbook");
  if (runbook !== null) await knownRunbook(runbook, app);
  const journal = await app.journal();
  const learned = new Map<string, string>();
  const name = cli.arguments.text("name");
  for (const example of await examplesOn(cli.streams.stdin)) {
    const pattern = learnPattern(
      redactor.text(example).text,
      name === null ? undefined : redactor.text(name).text,
    );
    if (learned.has(pattern.id)) continue;
    learned.set(pattern.id, pattern.template);
    await graph.recordPattern(pattern);
    if (runbook !== null) await graph.link(pattern.id, runbook);
    journal.append({
      actor: app.environment.user,
      type: "pattern.learned",
      subject: pattern.id,
      data: { pattern, runbook },
    });
  }
  if (learned.size === 0)
    throw usageError("no line was given", "grep WORDS app.log | reifier patterns learn --name NAME");
  await linksChanged(app);
  const rows = (await graph.patterns()).filter((row) => learned.has(row.id));
  if (cli.print.json) cli.print.document(rows);
  else for (const [id, template] of learned) cli.print.answer(`learned ${id}  ${visible(template)}`);
  return exitCode.done;
};

async function knownRunbook(id: string, app: Application): Promise<void> {
  const rows = await app.runbookRows();
  const found = rows.find((row) => row.id === id);
  if (found?.status === "draft")
    throw usageError(`${id} is a draft: only what was approved mitigates`, `type: reifier approve ${id}`);
  if (found !== undefined) return;
  const near = nearestName(
    id,
    rows.map((row) => row.id),
  );
  throw usageError(
    `there is no runbook ${JSON.stringify(id)}`,
    near === null ? "type: reifier runbooks" : `did you mean ${near}?`,
  );
}

/** The events of the lines on stdin: a stack trace is one example, not many. A longer one is cut. */
async function examplesOn(stdin: NodeJS.ReadStream): Promise<string[]> {
  const reader = createEventReader();
  const events: UnderstoodEvent[] = [];
  for await (const line of inputLines(null, stdin)) events.push(...reader.push(line));
  events.push(...reader.flush());
  return events.map(({ text }) => text.slice(0, longestExample)).filter((text) => text.trim() !== "");
}

const longestExample = 4_000;

/** A running daemon looks for this, so that its patrol knows the pattern too. */
async function linksChanged(app: Application): Promise<void> {
  (await app.stores()).operator.savePosition(linksKey, String(app.clock.now()));
}

async function knownPattern(graph: MemoryGraph, id: string): Promise<void> {
  if ((await graph.pattern(id)) === null)
    throw usageError(`there is no pattern ${JSON.stringify(id)}`, "type: reifier patterns");
}

export const link: Command = async (cli) => {
  const [pattern, runbook] = [cli.arguments.word(0), cli.arguments.word(1)];
  const app = await cli.app();
  await app.reconcile();
  const { graph } = await app.stores();
  await knownPattern(graph, pattern);
  await knownRunbook(runbook, app);
  await graph.link(pattern, runbook);
  await linksChanged(app);
  (await app.journal()).append({
    actor: app.environment.user,
    type: "pattern.linked",
    subject: pattern,
    data: { runbook },
  });
  if (cli.print.json) cli.print.document({ pattern, runbook, linked: true });
  else cli.print.answer(`${pattern} is mitigated by ${runbook}`);
  return exitCode.done;
};

export const unlink: Command = async (cli) => {
  const [pattern, runbook] = [cli.arguments.word(0), cli.arguments.word(1)];
  const app = await cli.app();
  const { graph } = await app.stores();
  await knownPattern(graph, pattern);
  await graph.unlink(pattern, runbook);
  await linksChanged(app);
  (await app.journal()).append({
    actor: app.environment.user,
    type: "pattern.unlinked",
    subject: pattern,
    data: { runbook },
  });
  if (cli.print.json) cli.print.document({ pattern, runbook, linked: false });
  else cli.print.answer(`${pattern} is no longer mitigated by ${runbook}`);
  return exitCode.done;
};
