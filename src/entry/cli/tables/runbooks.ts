import { type CommandEntry, file, set, yes } from "../command-entry.ts";

const dryRun = ["--dry-run", "show exactly what would run; run nothing"] as const;

/** Runbooks: reading, checking, approving, running. */
export const runbooks: readonly CommandEntry[] = [
  {
    name: "runbooks",
    summary: "list the runbooks with what is known of them",
    options: [["--status <status>", "draft, approved, changed or retired"]],
    example: "reifier runbooks --status approved",
    load: async () => (await import("../commands/runbooks.ts")).listRunbooks,
  },
  {
    name: "drafts",
    summary: "list the drafts",
    example: "reifier drafts",
    load: async () => (await import("../commands/runbooks.ts")).listDrafts,
  },
  {
    name: "show",
    takes: "<runbook>",
    summary: "one runbook: its text, status and problems",
    example: "reifier show db-lockup",
    load: async () => (await import("../commands/runbooks.ts")).showRunbook,
  },
  {
    name: "review",
    summary: "go through the drafts one by one: approve, edit, put back, reject",
    example: "reifier review",
    load: async () => (await import("../commands/review.ts")).review,
  },
  {
    name: "blocks",
    takes: "<file>",
    summary: "the code blocks of any Markdown file",
    example: "reifier blocks README.md --json",
    load: async () => (await import("../commands/blocks.ts")).blocks,
  },
  {
    name: "lint",
    takes: "[files...]",
    summary: "what is wrong with a runbook, by line",
    options: [["--fix", "mend what is safe to mend"]],
    example: "reifier lint runbooks/drafts/incident_20260302.md",
    load: async () => (await import("../commands/lint.ts")).lint,
  },
  {
    name: "approve",
    takes: "<runbook>",
    summary: "check a draft, pin exactly what runs, move it to approved/",
    options: [
      ["--by <name>", "who approves (default: your account)"],
      ["--autonomy", "also allow it to run by itself later; asks for its id"],
    ],
    example: "reifier approve incident-20260302-app-lock",
    load: async () => (await import("../commands/approve.ts")).approve,
  },
  {
    name: "reject",
    takes: "<runbook>",
    summary: "put a draft away with a reason",
    options: [["--reason <text>", "why"]],
    example: 'reifier reject incident-20260302 --reason "one-off"',
    load: async () => (await import("../commands/approve.ts")).reject,
  },
  {
    name: "retire",
    takes: "<runbook>",
    summary: "take an approval back and move the file to retired/",
    example: "reifier retire db-lockup",
    load: async () => (await import("../commands/approve.ts")).retire,
  },
  {
    name: "run",
    takes: "<runbook>",
    summary: "execute an approved runbook; --dry-run shows any file",
    options: [dryRun, yes, set, ["--from <n>", "begin with this step"], ["--only <n>", "this step alone"]],
    example: "reifier run db-lockup --dry-run",
    load: async () => (await import("../commands/run.ts")).run,
  },
  {
    name: "abort",
    takes: "<execution>",
    summary: "end a running execution, with everything it started",
    example: "reifier abort x-01JD…",
    stops: true,
    load: async () => (await import("../commands/abort.ts")).abort,
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
    load: async () => (await import("../commands/check.ts")).check,
  },
  {
    name: "graph stats",
    summary: "what the memory holds",
    example: "reifier graph stats",
    load: async () => (await import("../commands/graph.ts")).graphStats,
  },
  {
    name: "graph rebuild",
    summary: "make the memory again from runbooks, approvals, incidents and audit",
    example: "reifier graph rebuild",
    load: async () => (await import("../commands/graph.ts")).graphRebuild,
  },
  {
    name: "graph sync",
    summary: "tell the graph server now what it does not know yet, and hear what others told",
    example: "reifier graph sync",
    load: async () => (await import("../commands/graph.ts")).graphSync,
  },
  {
    name: "graph copy",
    summary: "copy patterns, approved runbooks and outcomes to a graph server; again: no change",
    options: [
      ["--to <url>", "bolt:// or neo4j:// (also +s, +ssc); the login is graph.user and graph.password"],
    ],
    example: "reifier graph copy --to bolt://graph.example:7687",
    load: async () => (await import("../commands/graph.ts")).graphCopy,
  },
  {
    name: "graph export",
    takes: "[id]",
    summary: "the whole memory, or what is around one pattern, runbook or host",
    options: [["--format <format>", "json (default), mermaid or dot"]],
    example: "reifier graph export --format mermaid db-lockup",
    load: async () => (await import("../commands/graph.ts")).graphExport,
  },
];
