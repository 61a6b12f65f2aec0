import { createLogUpdate } from "log-update";
import { isDumb } from "../../base/config/environment.ts";
import { type ExitCode, exitCode } from "../../base/kernel/exit-code.ts";
import { visible } from "../../base/kernel/visible.ts";
import type { Suggestion } from "../../base/model/suggestion.ts";
import type { Notifier } from "../../base/ports/notifier.ts";
import type { Application } from "../../loops/application.ts";
import { isTrusted } from "../../loops/autonomy-desk.ts";
import type { Daemon } from "../daemon/boot.ts";
import type { Cli } from "./cli.ts";
import { confirmSuggestion } from "./commands/run.ts";
import { livePage } from "./live-page.ts";
import { clockTime, createPageFacts } from "./page-facts.ts";

const lookEveryMs = 1_000;
const messagesKept = 6;
const clearScreen = "\u001b[H\u001b[2J";

/** The screen of `up`: a page that is drawn again in place on a terminal that can do so, else one line for each thing that happens. */
export interface Screen {
  readonly notifier: Notifier;
  /** It shows by itself what is watched; else somebody has to say so once. */
  readonly draws: boolean;
  /** Something that a person should read; the log has it too. */
  say(text: string): void;
  /** Shows what is watched. Resolves with the exit code when a person or a signal ends it. */
  untilStopped(daemon: Daemon): Promise<ExitCode>;
}

export function createScreen(cli: Cli, app: Application): Screen {
  const { stdin, stdout } = cli.streams;
  const draws = stdout.isTTY === true && stdin.isTTY === true && !isDumb(app.environment.variables);
  return draws && !cli.print.json ? pageScreen(cli, app) : lineScreen(cli, app);
}

function lineScreen(cli: Cli, app: Application): Screen {
  const shown = new Set<string>();
  const offer = ({ id, kind, title, runbook, line }: Suggestion): void => {
    if (shown.has(id)) return;
    shown.add(id);
    const ask = kind === "run" ? "Execute" : "Approve";
    const answer = kind === "run" ? `reifier confirm ${id}` : `reifier approve ${runbook}`;
    cli.print.answer(`${ask} '${visible(title)}'?  (type: ${answer})`);
    if (line !== null) cli.print.answer(`  because of: ${visible(line)}`);
  };
  // Suggestions may also be opened by another process (`reifier alert`), so the store is asked, not only the notifier.
  const look = async (): Promise<void> => {
    // What the daemon takes up itself is announced when it begins.
    for (const suggestion of (await app.stores()).operator.suggestions("open"))
      if (!isTrusted(suggestion)) offer(suggestion);
  };
  return {
    draws: false,
    notifier: {
      tell: async (notice) => {
        if (notice.kind === "draft" || notice.kind === "execution") cli.print.answer(visible(notice.text));
        else await look();
      },
      clear: () => Promise.resolve(),
    },
    say: (text) => cli.print.note(`reifier: ${visible(text)}`),
    untilStopped: () => untilEnded(look, []),
  };
}

function pageScreen(cli: Cli, app: Application): Screen {
  const { stdin, stdout } = cli.streams;
  const update = createLogUpdate(stdout, { showCursor: true });
  const messages: string[] = [];
  const gather = createPageFacts(app);
  let daemon: Daemon | null = null;
  let away = false;
  let drawn = "";
  const say = (text: string): void => {
    messages.push(`${clockTime(app.clock.now())}  ${visible(text)}`);
    messages.splice(0, messages.length - messagesKept);
    if (daemon !== null) void draw();
  };
  // Drawn only when something on it changed: a page at rest stands still, and can be selected with a mouse.
  const draw = async (): Promise<void> => {
    if (away || daemon === null) return;
    const page = livePage(await gather(daemon, messages), stdout.columns);
    if (away || page === drawn) return;
    drawn = page;
    // Taken off first: log-update 7.0 does not move the lines below one that came or went.
    update.clear();
    update(page);
  };
  const open = async (): Promise<void> => {
    away = true;
    update.done();
    await confirmNewest(cli, app);
    away = false;
    drawn = "";
    stdout.write("\n");
    await draw();
  };
  return {
    draws: true,
    notifier: {
      tell: async (notice) => {
        if (notice.kind === "draft" || notice.kind === "execution") say(notice.text);
        else await draw();
      },
      clear: () => draw(),
    },
    say,
    untilStopped: async (running) => {
      daemon = running;
      // The terminal has wrapped the lines anew: where the page begins now, nobody knows.
      const resized = (): void => {
        if (away) return;
        update.done();
        stdout.write(clearScreen);
        drawn = "";
        void draw();
      };
      stdout.on("resize", resized);
      const keys = watchKeys(stdin, { c: () => open().catch((error: unknown) => say(String(error))) });
      await draw();
      const code = await untilEnded(draw, [keys.ended]);
      keys.close();
      stdout.off("resize", resized);
      update.done();
      return code;
    },
  };
}

/** Until Ctrl-C (130), or until it was asked to stop (0). `look` is called every second. */
function untilEnded(look: () => Promise<void>, also: readonly Promise<ExitCode>[]): Promise<ExitCode> {
  const signals = new Promise<ExitCode>((resolve) => {
    process.on("SIGINT", () => resolve(exitCode.interrupted));
    process.on("SIGTERM", () => resolve(exitCode.done));
    process.on("SIGHUP", () => resolve(exitCode.done));
  });
  return new Promise((resolve, reject) => {
    const looking = setInterval(() => void look().catch(reject), lookEveryMs);
    void Promise.race([signals, ...also]).then((code) => {
      clearInterval(looking);
      resolve(code);
    });
  });
}

interface Keys {
  /** Ctrl-C, which is a key like others while the terminal is raw. */
  readonly ended: Promise<ExitCode>;
  close(): void;
}

/** While the work of a key is done, the keys are not ours: it may ask questions of its own. */
function watchKeys(stdin: NodeJS.ReadStream, work: Readonly<Record<string, () => Promise<unknown>>>): Keys {
  let end: (code: ExitCode) => void = () => undefined;
  const ended = new Promise<ExitCode>((resolve) => {
    end = resolve;
  });
  const raw = (on: boolean): void => {
    stdin.setRawMode(on);
    if (on) stdin.on("data", press).resume();
    else stdin.off("data", press).pause();
  };
  const press = (key: Buffer): void => {
    const char = key.toString("utf8");
    if (char === "\u0003") end(exitCode.interrupted);
    const todo = work[char];
    if (todo === undefined) return;
    raw(false);
    void todo().finally(() => raw(true));
  };
  raw(true);
  return { ended, close: () => raw(false) };
}

async function confirmNewest(cli: Cli, app: Application): Promise<void> {
  const open = (await app.stores()).operator
    .suggestions("open")
    .filter((suggestion) => suggestion.kind === "run");
  const newest = open.at(-1);
  if (newest === undefined) cli.print.note("nothing waits for an answer");
  else await confirmSuggestion(cli, app, newest, { yes: false, values: {} });
}
