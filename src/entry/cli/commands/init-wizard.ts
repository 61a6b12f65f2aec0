import { existsSync, readFileSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { writeFileAtomic } from "../../../base/kernel/atomic-file.ts";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { oneLine, visible } from "../../../base/kernel/visible.ts";
import { ShellName } from "../../../base/model/scalars.ts";
import { renderRcLine } from "../../../core/history/render-hook.ts";
import type { Application } from "../../../loops/application.ts";
import { draftById } from "../../../loops/draft.ts";
import { type PastSessions, pastSessions } from "../../../loops/draft-past.ts";
import { askLine, askYes } from "../ask-line.ts";
import type { Cli } from "../cli.ts";
import { showDrafted } from "../draft-shown.ts";
import { logCandidates } from "../log-candidates.ts";
import { createProgressBar } from "../progress-bar.ts";
import { addLine, holdsLine, rcFile } from "../rc-file.ts";
import { wrapped } from "../wrapped.ts";

const offered = 15;

/** The questions of `init` on a terminal. Each has a default of no; returns the files that were changed. */
export async function askSetUp(
  cli: Cli,
  app: Application,
  home: string,
  first: ShellName,
): Promise<string[]> {
  const changed: string[] = [];
  const width = cli.streams.stderr.isTTY === true ? cli.streams.stderr.columns : null;
  for (const line of await surroundings(app)) cli.print.note(wrapped(line, width));
  for (const shell of shellsInUse(home, first)) {
    const file = rcFile(shell, home);
    const line = renderRcLine(shell, app.paths.state);
    if (holdsLine(file, line)) cli.print.note(`${shell} is recorded already (${file})`);
    else {
      cli.print.note(`To record ${shell} with exit codes and times, this line goes into ${file}:\n  ${line}`);
      if (!(await askYes(cli.streams, `Record ${shell}: add the line to ${file}?`))) continue;
      if (addLineOrSay(cli, file, line)) changed.push(file);
    }
  }
  const { files } = await app.recorderFacts();
  for (const history of files.filter(({ file }) => size(file) > 0)) await offerHistory(cli, app, history);
  if (await offerLogs(cli, app)) changed.push(app.paths.settings);
  return changed;
}

/** An rc file that cannot be changed is said; the other questions are asked all the same. */
function addLineOrSay(cli: Cli, file: string, line: string): boolean {
  try {
    return addLine(file, line);
  } catch (error) {
    if (!(error instanceof ReifierError)) throw error;
    cli.print.note(`reifier: ${visible(error.message)}\nhint: ${visible(error.hint)}`);
    return false;
  }
}

/** What else is here that the product could use. */
async function surroundings(app: Application): Promise<string[]> {
  const path = (app.environment.variables["PATH"] ?? "").split(":");
  const has = (program: string): boolean => path.some((folder) => existsSync(join(folder, program)));
  return [
    "",
    has("git")
      ? "git is here: files that a session edits in a work tree get their diff."
      : "git is not here: without it fewer edited files get their diff.",
    ...(has("bwrap") ? [] : ["bubblewrap is not here: blocks that only read run unsandboxed."]),
    ...((await answers(boltPort))
      ? [
          `Something answers on the Neo4j port ${boltPort}; hosts can share their runbooks: see graph.url in ${app.paths.settings}.`,
        ]
      : []),
    "",
  ];
}

const boltPort = 7_687;

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port, timeout: 200 });
    const finish = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket
      .on("connect", () => finish(true))
      .on("timeout", () => finish(false))
      .on("error", () => finish(false));
  });
}

/** The account's shell, and every other whose rc file is there. */
const shellsInUse = (home: string, first: ShellName): ShellName[] => [
  first,
  ...ShellName.options.filter((shell) => shell !== first && existsSync(rcFile(shell, home))),
];

interface History {
  readonly file: string;
  readonly format: ShellName;
}

const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function offerHistory(cli: Cli, app: Application, history: History): Promise<void> {
  const kib = Math.ceil(size(history.file) / 1_024);
  if (!(await askYes(cli.streams, `Look for past incidents in ${history.file} (${kib} KiB)?`))) return;
  const sessions = await readHistory(cli, app, history);
  const drafting = await app.drafting();
  const bar = createProgressBar(cli.streams.stderr, app.clock);
  const past = pastSessions(drafting, sessions, (done) =>
    bar.show(done, sessions.length, `${done} sessions`),
  );
  bar.clear();
  for (const line of summary(past)) cli.print.note(line);
  const incidents = past.incidents.slice(-offered);
  if (incidents.length === 0) return;
  const typed = await askLine(cli.streams, "Draft which? (numbers, a for all, Enter for none) ");
  for (const { session } of chosen(cli, incidents, typed)) {
    await showDrafted(cli, drafting, await draftById(drafting, session));
  }
}

async function readHistory(cli: Cli, app: Application, history: History): Promise<string[]> {
  const observer = await app.historyObserver(history);
  const bar = createProgressBar(cli.streams.stderr, app.clock);
  const sessions = new Set<string>();
  let records = 0;
  const report = observer.takeIn(({ added, read }) => {
    records += added.length;
    for (const { session } of added) if (session !== null) sessions.add(session);
    if (read !== null) bar.show(read.bytes, read.of, `${records} commands`);
  });
  bar.clear();
  for (const warning of report.warnings) cli.print.note(`reifier: ${warning}`);
  await observer.close();
  cli.print.note(`${records} commands read`);
  return [...sessions];
}

function summary({ incidents, others, untimed }: PastSessions): string[] {
  const shown = incidents.slice(-offered);
  return [
    ...(untimed === 0
      ? []
      : [
          "This history has no times, so its sessions cannot be told apart (bash: set HISTTIMEFORMAT='%F %T ').",
        ]),
    ...(incidents.length + others === 0
      ? []
      : [
          `${incidents.length} past ${incidents.length === 1 ? "session looks" : "sessions look"} like incident work, ${others} ${others === 1 ? "does" : "do"} not.`,
        ]),
    ...shown.map(
      ({ startedAt, records, fix }, index) =>
        `  ${String(index + 1).padStart(2)}  ${startedAt.slice(0, 16).replace("T", " ")}  ${records} commands: ${oneLine(fix.join("; "), 90)}`,
    ),
  ];
}

/** Those whose numbers were typed; a word that is none of them is named. */
function chosen<T>(cli: Cli, offers: readonly T[], typed: string | null): T[] {
  const words = (typed ?? "").split(/[\s,]+/).filter((word) => word !== "");
  if (/^a(ll)?$/i.test(words.join(" "))) return [...offers];
  const unknown = words.filter((word) => offers[Number(word) - 1] === undefined);
  if (unknown.length > 0) cli.print.note(`passed over: ${visible(unknown.join(" "))}`);
  return offers.filter((_, index) => words.includes(String(index + 1)));
}

async function offerLogs(cli: Cli, app: Application): Promise<boolean> {
  if (app.settings().patrol.logs.length > 0) return false;
  const logs = logCandidates("/var/log", app.clock.now());
  if (logs.length === 0) return false;
  cli.print.note("Logs that were written lately and that you can read:");
  for (const [index, path] of logs.entries())
    cli.print.note(`  ${String(index + 1).padStart(2)}  ${visible(path)}`);
  const typed = await askLine(cli.streams, "Patrol which? (numbers, a for all, Enter for none) ");
  const paths = chosen(cli, logs, typed);
  return paths.length > 0 && addLogs(cli, app, paths);
}

/** Settings that a person wrote are theirs: the section is added only where there is none. */
function addLogs(cli: Cli, app: Application, paths: readonly string[]): boolean {
  const before = readFileSync(app.paths.settings, "utf8");
  const section = `patrol:\n  logs:\n${paths.map((path) => `    - {path: ${JSON.stringify(path)}}`).join("\n")}\n`;
  if (/^patrol\s*:/m.test(before)) {
    cli.print.note(`${app.paths.settings} has a patrol section already; add there:\n${section}`);
    return false;
  }
  writeFileAtomic(app.paths.settings, `${before.replace(/\n*$/, "\n")}\n${section}`);
  app.reload();
  return true;
}
