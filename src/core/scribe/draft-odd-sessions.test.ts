import { describe, expect, test } from "vitest";
import { bundleOf, commands, context, draft, type Typed } from "../../../test/support/drafted.ts";
import { draftSession } from "./draft-session.ts";
import { draftWithoutSession } from "./draft-without-session.ts";
import { flurryLine } from "./flurry.ts";
import { referencedFiles } from "./referenced-files.ts";
import { worthDrafting } from "./worth-drafting.ts";

describe("no shell fix", () => {
  test("a read-only session asks", () => {
    const result = draft(["tail -n 5 /var/log/app.log", "curl -sI localhost"]);
    expect(result.guiSuspected).toBe(true);
    expect(result.draft).toContain(
      "I saw no shell commands that changed anything. Did you fix this via GUI?",
    );
  });

  test("no session at all asks, word for word", () => {
    const evidence = [
      { source: "app.log", at: "2026-03-02T02:00:00.000Z", level: "error", message: "disk full", count: 4 },
    ];
    const result = draftWithoutSession({
      host: "web-1",
      from: "2026-03-02T02:00:00.000Z",
      to: "2026-03-02T02:20:00.000Z",
      evidence,
    });
    expect(result.draft).toContain("I saw no shell commands. Did you fix this via GUI?");
    expect(result.symptom).toBe("disk full");
  });
});

describe("known issues", () => {
  test("the same fix with another pid and release is linked", () => {
    const first = draft([
      "kill -9 4711",
      "ln -sfn /srv/releases/20260301T0900 /srv/current",
      "systemctl restart app",
    ]);
    const known = [
      { id: "other", title: "", fixes: ["systemctl restart nginx"] },
      { id: "inc-1", title: "", fixes: commands(first, "fix") },
    ];
    const again = draftSession(
      bundleOf([
        "kill -9 815",
        "ln -sfn /srv/releases/20260405T1000 /srv/current",
        "sudo systemctl restart app",
      ]),
      { ...context, known },
    );
    expect(again.sameAs).toBe("inc-1");
    expect(draftSession(bundleOf(["systemctl restart redis"]), { ...context, known }).sameAs).toBeNull();
  });
});

describe("bad input", () => {
  test.each<[string, readonly Typed[]]>([
    ["nothing", []],
    ["one record", ["ls"]],
    [
      "all failed",
      [
        ["a", 127],
        ["systemctl restart x", 1],
      ],
    ],
    ["no shell", ["for (((", "if [ then fi", "\u0000\u0001", "set -x FOO bar; end"]],
    ["an empty command", ["", "   "]],
    ["a very long command", [`echo ${"x".repeat(300_000)}`]],
  ])("%s gives a draft", (_, typed) => {
    const result = draft(typed);
    expect(result.draft).toContain("## Notes");
    expect(result.steps.length + result.dropped.length).toBeGreaterThanOrEqual(typed.length);
  });

  test("without exit codes the draft says so", () => {
    const result = draft([
      ["systemctl restart app", null],
      ["curl localhost", null],
    ]);
    expect(result.draft).toContain("The exit codes of these commands were not recorded");
    expect(commands(result, "fix")).toEqual(["systemctl restart app"]);
  });

  test("without times the title says so", () => {
    const bundle = bundleOf(["systemctl restart app"]);
    const records = bundle.records.map((record) => ({ ...record, startedAt: null }));
    expect(draftSession({ ...bundle, records }, context).title).toBe("Incident Report: time not recorded");
  });
});

describe("beside the draft", () => {
  test("the line about the flurry counts what was kept and left out", () => {
    const result = draft(["ls", "systemctl stop app", "rm /run/x.lock", "systemctl start app"]);
    expect(flurryLine(result, "runbooks/drafts/x.md")).toBe(
      "I noticed a flurry of activity. I've drafted runbooks/drafts/x.md with the 3 key commands you ran (1 left out).",
    );
  });

  test("files that commands name", () => {
    expect(referencedFiles(bundleOf(["cat /etc/hosts", "vim conf/app.yml"]))).toEqual([
      "/srv/app/conf/app.yml",
      "/etc/hosts",
    ]);
  });

  test.each<[readonly Typed[], Partial<{ hasNote: boolean; errorsInWindow: number }>, string, boolean]>([
    [["reifier run x", "reifier confirm y"], {}, "only-reifier", false],
    [["ls"], { hasNote: true }, "note", true],
    [["tail x.log"], { errorsInWindow: 2 }, "error-in-window", true],
    [["ls", "cd /tmp"], { errorsInWindow: 2 }, "only-noise", false],
    [["tail x.log"], {}, "nothing-changed", false],
    [["vim src/a.ts", "npm test", "git commit -m x"], {}, "only-own-work", false],
    [["sudo systemctl restart nginx"], {}, "change", true],
    [["mv runbooks/drafts/a.md runbooks/approved/"], {}, "only-noise", false],
    [[], {}, "no-commands", false],
  ])("%j is %s: %s", (typed, facts, reason, isDrafted) => {
    const all = { hasNote: false, errorsInWindow: 0, workTrees: ["/srv/app"], ...facts };
    expect(worthDrafting(bundleOf(typed), all)).toEqual({ draft: isDrafted, reason });
  });
});
