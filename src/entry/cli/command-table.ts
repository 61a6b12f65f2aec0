import type { Command } from "./cli.ts";

/** One line of `reifier --help`. `load` fetches the code only when the command is typed, so `--help` stays cheap. */
export interface CommandEntry {
  /** Name, with the parent's before it: `sessions show`. */
  readonly name: string;
  /** Positional arguments in commander's form. */
  readonly takes?: string;
  readonly summary: string;
  readonly options?: readonly (readonly [flags: string, description: string])[];
  readonly example: string;
  readonly load: () => Promise<Command>;
}

const dryRun = ["--dry-run", "show exactly what would run; run nothing"] as const;
const set = ["--set <name=value...>", "an input's or a guard's value; NAME=@FILE for a secret"] as const;
const yes = ["--yes", "answer low and medium risk with yes; never high, never a deny"] as const;
const file = (what: string) => ["--file <file>", what] as const;

export const commandTable: readonly CommandEntry[] = [
  {
    name: "init",
    summary: "make the workspace and show the one line that records a shell",
    options: [
      ["--shell <shell>", "bash, zsh or fish (default: the shell of your account)"],
      ["--yes", "write the line into the rc file"],
      ["--undo", "take the line out again"],
    ],
    example: "reifier init --shell bash",
    load: async () => (await import("./commands/init.ts")).init,
  },
  {
    name: "up",
    summary: "start observing, drafting and patrolling; shows one live screen",
    options: [["--detach", "go on in the background"]],
    example: "reifier up --detach",
    load: async () => (await import("./commands/up.ts")).up,
  },
  {
    name: "down",
    summary: "stop the daemon of this workspace",
    options: [["--force", "also when a runbook is running: it is interrupted"]],
    example: "reifier down",
    load: async () => (await import("./commands/down.ts")).down,
  },
  {
    name: "status",
    summary: "what is observed and patrolled, and what waits for you",
    example: "reifier status --json",
    load: async () => (await import("./commands/status.ts")).status,
  },
  {
    name: "hook",
    takes: "<shell>",
    summary: "print the hook of bash, zsh or fish",
    example: "reifier hook bash > ~/.reifier/state/hook.bash",
    load: async () => (await import("./commands/hook.ts")).hook,
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
    load: async () => (await import("./commands/observe.ts")).observe,
  },
  {
    name: "sessions",
    summary: "list the sessions",
    example: "reifier sessions",
    load: async () => (await import("./commands/sessions.ts")).listSessions,
  },
  {
    name: "sessions show",
    takes: "<id>",
    summary: "one session with its records",
    example: "reifier sessions show s-01JD…",
    load: async () => (await import("./commands/sessions.ts")).showSession,
  },
  {
    name: "sessions end",
    takes: "[id]",
    summary: "close the open session now and draft it",
    example: "reifier sessions end",
    load: async () => (await import("./commands/sessions.ts")).endSession,
  },
  {
    name: "sessions note",
    takes: "<words...>",
    summary: "tell the scribe the symptom: [ID] TEXT",
    example: 'reifier sessions note "checkout answers 502"',
    load: async () => (await import("./commands/sessions.ts")).noteSession,
  },
  {
    name: "draft",
    takes: "[session]",
    summary: "run the scribe now (the newest closed session)",
    options: [["--bundle <file>", "sessions as JSON lines; writes no file"]],
    example: "reifier draft s-01JD…",
    load: async () => (await import("./commands/draft.ts")).draft,
  },
  {
    name: "runbooks",
    summary: "list the runbooks with what is known of them",
    options: [["--status <status>", "draft, approved, changed or retired"]],
    example: "reifier runbooks --status approved",
    load: async () => (await import("./commands/runbooks.ts")).listRunbooks,
  },
  {
    name: "drafts",
    summary: "list the drafts",
    example: "reifier drafts",
    load: async () => (await import("./commands/runbooks.ts")).listDrafts,
  },
  {
    name: "show",
    takes: "<id>",
    summary: "one runbook: its text, status and problems",
    example: "reifier show db-lockup",
    load: async () => (await import("./commands/runbooks.ts")).showRunbook,
  },
  {
    name: "blocks",
    takes: "<file>",
    summary: "the code blocks of any Markdown file",
    example: "reifier blocks README.md --json",
    load: async () => (await import("./commands/blocks.ts")).blocks,
  },
  {
    name: "lint",
    takes: "[files...]",
    summary: "what is wrong with a runbook, by line",
    options: [["--fix", "mend what is safe to mend"]],
    example: "reifier lint runbooks/drafts/incident_20260302.md",
    load: async () => (await import("./commands/lint.ts")).lint,
  },
  {
    name: "approve",
    takes: "<id>",
    summary: "check a draft, pin exactly what runs, move it to approved/",
    options: [
      ["--by <name>", "who approves (default: your account)"],
      ["--autonomy", "also allow it to run by itself later; asks for its id"],
    ],
    example: "reifier approve incident-20260302-app-lock",
    load: async () => (await import("./commands/approve.ts")).approve,
  },
  {
    name: "reject",
    takes: "<id>",
    summary: "put a draft away with a reason",
    options: [["--reason <text>", "why"]],
    example: 'reifier reject incident-20260302 --reason "one-off"',
    load: async () => (await import("./commands/approve.ts")).reject,
  },
  {
    name: "retire",
    takes: "<id>",
    summary: "take an approval back and move the file to retired/",
    example: "reifier retire db-lockup",
    load: async () => (await import("./commands/approve.ts")).retire,
  },
  {
    name: "run",
    takes: "<id>",
    summary: "execute an approved runbook",
    options: [
      dryRun,
      yes,
      set,
      ["--from <n>", "begin with this step"],
      ["--only <n>", "this step alone"],
    ],
    example: "reifier run db-lockup --dry-run",
    load: async () => (await import("./commands/run.ts")).run,
  },
  {
    name: "check",
    takes: "[command...]",
    summary: "the policy's verdict on a command",
    options: [
      file("commands, one a line, or JSON lines with cmd"),
      ["--shell <shell>", "bash, zsh or fish"],
      ["--explain", "print the tree of what would run"],
    ],
    example: "reifier check 'rm -rf /var/log/*'",
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "redact",
    summary: "stdin to stdout with secrets replaced",
    example: "reifier redact < app.log",
    load: async () => (await import("./commands/redact.ts")).redact,
  },
  {
    name: "patterns",
    summary: "the error patterns and the runbooks that mitigate them",
    example: "reifier patterns",
    load: async () => (await import("./commands/patterns.ts")).listPatterns,
  },
  {
    name: "patterns learn",
    summary: "learn a pattern from lines on stdin",
    options: [
      ["--name <name>", "what people call it"],
      ["--runbook <id>", "link it to this runbook"],
    ],
    example: "grep deadlock app.log | reifier patterns learn --name deadlock",
    load: async () => (await import("./commands/patterns.ts")).learn,
  },
  {
    name: "patterns link",
    takes: "<pattern> <runbook>",
    summary: "say that a runbook mitigates a pattern",
    example: "reifier patterns link p-3f2a… db-lockup",
    load: async () => (await import("./commands/patterns.ts")).link,
  },
  {
    name: "patterns unlink",
    takes: "<pattern> <runbook>",
    summary: "take a link back",
    example: "reifier patterns unlink p-3f2a… db-lockup",
    load: async () => (await import("./commands/patterns.ts")).unlink,
  },
  {
    name: "patterns mine",
    summary: "group the lines on stdin by what they have in common",
    example: "reifier patterns mine < app.log",
    load: async () => (await import("./commands/mine.ts")).mine,
  },
  {
    name: "match",
    summary: "which known pattern and runbook each line on stdin fits",
    options: [["--patterns <file>", "JSON lines {id, lines[]} instead of the graph"], file("read this file instead of stdin")],
    example: "tail -n 100 app.log | reifier match",
    load: async () => (await import("./commands/match.ts")).match,
  },
  {
    name: "events",
    summary: "how log lines are understood",
    options: [file("read this file instead of stdin")],
    example: "reifier events --file app.log",
    load: async () => (await import("./commands/events.ts")).events,
  },
  {
    name: "guard",
    takes: "[sentence...]",
    summary: "does a guard hold for a log line",
    options: [["--line <text>", "the line"], file("JSON lines {guard, line}")],
    example: "reifier guard 'CPU > 90%' --line 'CPU usage 97%'",
    load: async () => (await import("./commands/guard.ts")).guard,
  },
  {
    name: "tail",
    takes: "<files...>",
    summary: "follow growing files exactly as the patrol does",
    options: [
      ["--state <dir>", "keep positions here and resume from them"],
      ["--from <where>", "start or end (default: end)"],
    ],
    example: "reifier tail /var/log/app/*.log",
    load: async () => (await import("./commands/tail.ts")).tail,
  },
  {
    name: "alert",
    summary: "hand in one alert, as JSON or plain text",
    options: [file("read this file, - for stdin (default)")],
    example: "echo 'db locked, CPU 97%' | reifier alert",
    load: async () => (await import("./commands/alert.ts")).alert,
  },
  {
    name: "pending",
    summary: "the suggestions that wait for an answer",
    example: "reifier pending",
    load: async () => (await import("./commands/pending.ts")).pending,
  },
  {
    name: "confirm",
    takes: "<id>",
    summary: "look at a suggestion and, after a yes, run it",
    options: [yes, set],
    example: "reifier confirm g-01JD…",
    load: async () => (await import("./commands/run.ts")).confirm,
  },
  {
    name: "decline",
    takes: "<id>",
    summary: "close a suggestion without running anything",
    options: [["--reason <text>", "why"]],
    example: 'reifier decline g-01JD… --reason "planned work"',
    load: async () => (await import("./commands/pending.ts")).decline,
  },
  {
    name: "incidents",
    summary: "the reports",
    example: "reifier incidents",
    load: async () => (await import("./commands/incidents.ts")).listIncidents,
  },
  {
    name: "incidents show",
    takes: "<id>",
    summary: "one report",
    example: "reifier incidents show INC-20260302-021109",
    load: async () => (await import("./commands/incidents.ts")).showIncident,
  },
  {
    name: "audit",
    summary: "what was done, by whom",
    options: [
      ["--since <time>", "not before this time"],
      ["--until <time>", "not after this time"],
      ["--type <type>", "one type of entry"],
      ["--actor <name>", "one actor"],
    ],
    example: "reifier audit --type run.start",
    load: async () => (await import("./commands/audit.ts")).listAudit,
  },
  {
    name: "audit verify",
    summary: "is the chain whole",
    example: "reifier audit verify",
    load: async () => (await import("./commands/audit.ts")).verifyAudit,
  },
  {
    name: "graph stats",
    summary: "what the memory holds",
    example: "reifier graph stats",
    load: async () => (await import("./commands/graph.ts")).graphStats,
  },
  {
    name: "graph rebuild",
    summary: "make the memory again from runbooks, approvals and incidents",
    example: "reifier graph rebuild",
    load: async () => (await import("./commands/graph.ts")).graphRebuild,
  },
  {
    name: "doctor",
    summary: "is everything in order, and what to type where it is not",
    example: "reifier doctor",
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
];
