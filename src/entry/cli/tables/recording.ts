import { keepHeapSmall } from "../../daemon/small-heap.ts";
import type { CommandEntry } from "../command-entry.ts";

/** Recording and drafting. */
export const recording: readonly CommandEntry[] = [
  {
    name: "init",
    summary: "make the workspace and show the one line that records a shell",
    options: [
      ["--shell <shell>", "bash, zsh or fish (default: the shell of your account)"],
      ["--yes", "write the line into the rc file"],
      ["--undo", "take the line out again"],
    ],
    example: "reifier init --shell bash",
    load: async () => (await import("../commands/init.ts")).init,
  },
  {
    name: "up",
    summary: "start observing, drafting and patrolling; shows one live screen",
    options: [["--detach", "go on in the background"]],
    example: "reifier up --detach",
    load: async () => {
      keepHeapSmall();
      return (await import("../commands/up.ts")).up;
    },
  },
  {
    name: "down",
    summary: "stop the daemon of this workspace",
    options: [["--force", "also when a runbook is running: it is interrupted"]],
    example: "reifier down",
    stops: true,
    load: async () => (await import("../commands/down.ts")).down,
  },
  {
    name: "status",
    summary: "what is observed and patrolled, and what waits for you",
    example: "reifier status --json",
    load: async () => (await import("../commands/status.ts")).status,
  },
  {
    name: "hook",
    takes: "<shell>",
    summary: "print the hook of bash, zsh or fish",
    example: "reifier hook bash > ~/.reifier/state/hook.bash",
    load: async () => (await import("../commands/hook.ts")).hook,
  },
  {
    name: "record",
    summary: "a sub-shell that also keeps what commands print and how they change files",
    options: [["--name <text>", "what it is about: noted for the scribe"]],
    example: 'reifier record --name "checkout answers 502"',
    load: async () => (await import("../commands/record.ts")).record,
  },
  {
    name: "pause",
    summary: "stop recording what is typed, or with --operator stop suggesting and running",
    options: [["--operator", "the operator, not the recording"]],
    example: "reifier pause",
    stops: true,
    load: async () => (await import("../commands/pause.ts")).pause,
  },
  {
    name: "resume",
    summary: "go on with what was paused",
    options: [["--operator", "only the operator"]],
    example: "reifier resume",
    load: async () => (await import("../commands/pause.ts")).resume,
  },
  {
    name: "forget",
    takes: "<sessions...>",
    summary: "really delete records or sessions, and drafts of them that nobody touched",
    example: "reifier forget s-01JD… r-01JD…",
    load: async () => (await import("../commands/forget.ts")).forget,
  },
  {
    name: "observe",
    summary: "read a shell's history file",
    options: [
      ["--history <file>", "the history file"],
      ["--format <shell>", "bash, zsh or fish (default: by the file's name)"],
      ["--once", "print and store what is new, then exit"],
    ],
    example: "reifier observe --history ~/.bash_history --once",
    load: async () => (await import("../commands/observe.ts")).observe,
  },
  {
    name: "sessions",
    summary: "list the sessions",
    example: "reifier sessions",
    load: async () => (await import("../commands/sessions.ts")).listSessions,
  },
  {
    name: "sessions show",
    takes: "<session>",
    summary: "one session with its records",
    example: "reifier sessions show s-01JD…",
    load: async () => (await import("../commands/sessions.ts")).showSession,
  },
  {
    name: "sessions end",
    takes: "[session]",
    summary: "close the open session now and draft it",
    example: "reifier sessions end",
    load: async () => (await import("../commands/sessions.ts")).endSession,
  },
  {
    name: "sessions note",
    takes: "<words...>",
    summary: "tell the scribe the symptom: [ID] TEXT",
    example: 'reifier sessions note "checkout answers 502"',
    load: async () => (await import("../commands/sessions.ts")).noteSession,
  },
  {
    name: "draft",
    takes: "[session]",
    summary: "run the scribe now (the newest closed session)",
    options: [["--bundle <file>", "sessions as JSON lines; writes no file"]],
    example: "reifier draft s-01JD…",
    load: async () => (await import("../commands/draft.ts")).draft,
  },
  {
    name: "redact",
    summary: "stdin to stdout with secrets replaced",
    example: "reifier redact < app.log",
    load: async () => (await import("../commands/redact.ts")).redact,
  },
  {
    name: "doctor",
    summary: "is everything in order, and what to type where it is not",
    example: "reifier doctor",
    load: async () => (await import("../commands/doctor.ts")).doctor,
  },
  {
    name: "service install",
    summary: "show and write a file that starts the daemon with your login",
    options: [["--dry-run", "show the file; write nothing"]],
    example: "reifier service install --dry-run",
    load: async () => (await import("../commands/service.ts")).installService,
  },
  {
    name: "service uninstall",
    summary: "take that file away",
    options: [["--dry-run", "say what would be taken away; change nothing"]],
    example: "reifier service uninstall",
    load: async () => (await import("../commands/service.ts")).uninstallService,
  },
];
