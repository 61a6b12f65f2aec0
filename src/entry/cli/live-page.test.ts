import { describe, expect, it } from "vitest";
import { livePage, type PageFacts } from "./live-page.ts";

const quiet: PageFacts = {
  pid: 42,
  workspace: "/home/ann/.reifier",
  observing: ["the hook's spool", "bash history ~/.bash_history"],
  patrolling: [],
  lastRecordAt: "12:03:44",
  openSession: { since: "12:01:02", records: 14, terminals: 2 },
  drafts: [],
  suggestions: [],
  paused: [],
  messages: [],
  rcLine: null,
};

const offered: PageFacts["suggestions"][number] = {
  id: "g-1",
  kind: "run",
  title: "Fix DB Lockup",
  runbook: "db-lockup",
  line: "ERROR: \u001b[31mlock\u202e timeout",
  count: 10_000,
};

describe("the page of up", () => {
  it("says what is watched and that nothing waits", () => {
    expect(livePage(quiet, 120)).toMatchInlineSnapshot(`
      "reifier is watching (pid 42) · /home/ann/.reifier

        observing     the hook's spool
                      bash history ~/.bash_history
        patrolling    nothing yet; name log files under patrol.logs in reifier.yaml
        last command  12:03:44
        session       open since 12:01:02, 14 commands, 2 terminals
        drafts        none waits

      Ctrl-C stops"
    `);
  });

  it("asks about a suggestion, with its count and without what its line could do to a terminal", () => {
    const page = livePage({ ...quiet, suggestions: [offered] }, 120);
    expect(page).toContain(
      "? Execute 'Fix DB Lockup'? Type: reifier confirm g-1\n  because of: ERROR: [31mlock timeout (10000 times)",
    );
    expect(page).toContain("c opens the suggestion");
    expect(page).not.toMatch(/[\u001b\u202e]/);
  });

  it("fits into forty columns, one line each", () => {
    const page = livePage(
      { ...quiet, suggestions: [offered], drafts: ["runbooks/drafts/incident_20260302_app_lock_fix.md"] },
      40,
    );
    for (const line of page.split("\n")) expect(line.length, line).toBeLessThan(40);
    const rcLine = "[ -r /home/ann/.reifier/state/hook.bash ] && . /home/ann/.reifier/state/hook.bash";
    expect(livePage({ ...quiet, rcLine }, 120)).toContain(`\n${rcLine}\n`);
    expect(livePage({ ...quiet, rcLine }, 60), "a line to copy is never cut").not.toContain("hook.bash");
    expect(page).toContain("  drafts        runbooks/drafts/incide…");
    for (const answer of ["reifier confirm g-1", "reifier review"])
      expect(
        page.split("\n").map((line) => line.trim()),
        "what to type is never cut",
      ).toContain(answer);
  });
});
