import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { approved, draft, drafts, ShelfPlace, status } from "../../test/fixtures/approval/shelf-place.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { approveRunbook, previewApproval, retireRunbook } from "./approve.ts";
import { reconcileShelf } from "./approve-moves.ts";
import { approvedRunbooks, findRunbook, listRunbooks } from "./runbook-shelf.ts";

const { at, move, put, read, seenDraft } = new ShelfPlace();

describe("approval by moving", () => {
  it("approves a draft that was moved as it was: pinned, linked, written into the file, suggested", async () => {
    const deps = await seenDraft();
    move(drafts, approved);
    expect(await reconcileShelf(deps)).toEqual([
      { kind: "approved", path: approved, runbook: "app-lock", reason: "moved-unchanged" },
    ]);
    expect(deps.ledger.current("app-lock")).toMatchObject({ by: "anna", how: "move", autonomy: false });
    const pattern = learnPattern("could not create lock file /var/cache/app.lock").id;
    expect((await deps.graph.runbooksFor(pattern, 5)).map(({ id }) => id)).toEqual(["app-lock"]);
    expect(read(approved)).toContain('status: "approved"');
    expect(
      read(approved)
        .replace(/^(status: ).*$/m, "$1draft")
        .replace(/^(approvedBy|approvedAt|digest): .*\n/gm, ""),
    ).toBe(draft);
    expect(await status(deps)).toEqual(["approved/a.md approved"]);
    expect([...approvedRunbooks(deps).keys()]).toEqual(["app-lock"]);
    expect(deps.operator.suggestions("open")).toMatchObject([{ kind: "run", runbook: "app-lock" }]);
    expect(deps.journal.read({ type: "runbook.approved" })).toHaveLength(1);
    expect(await reconcileShelf(deps)).toEqual([]);
  });

  it("lets title, owner, severity, prose and added guards differ", async () => {
    const deps = await seenDraft();
    const text = draft
      .replace("# App lock", "# The lock of the app\n\nA note.\n\nOnly do this if CPU > 90%")
      .replace("owner: null", "owner: platform\nseverity: page");
    rmSync(at(drafts));
    put(approved, text);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "approved", reason: "moved-guards-added" }]);
  });

  it.each([
    ["a command", (text: string) => text.replace("app.lock`", "app.lck`"), "changed-on-the-way"],
    ["an attribute", (text: string) => text.replace('"retries":3', '"retries":4'), "changed-on-the-way"],
    ["a symptom", (text: string) => text.replace("could not create", "cannot create"), "changed-on-the-way"],
    ["the order", (text: string) => text.replace(/1\. (.*)\n2\. (.*)/, "1. $2\n2. $1"), "changed-on-the-way"],
    [
      "autonomy",
      (text: string) => text.replace("inputs: {}", "inputs: {}\nautonomy: auto"),
      "changed-on-the-way",
    ],
    [
      "a passed variable",
      (text: string) => text.replace("inputs: {}", "inputs: {}\nenv: [KUBECONFIG]"),
      "changed-on-the-way",
    ],
    [
      "an added guard that changes things",
      (text: string) => `${text}\n## Guard\n\n\`\`\`sh\nexport PATH=/tmp/x:$PATH; touch /srv/x\n\`\`\`\n`,
      "added-guard-changes",
    ],
  ])("only offers a draft that was moved with %s changed", async (_what, change, reason) => {
    const deps = await seenDraft();
    rmSync(at(drafts));
    put(approved, change(draft));
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "offered", reason }]);
    expect(deps.ledger.current("app-lock")).toBeNull();
    expect(await status(deps)).toEqual(["approved/a.md draft"]);
    expect(deps.operator.suggestions("open")).toMatchObject([
      { kind: "approve", runbook: "app-lock", count: 1 },
    ]);
    expect(await reconcileShelf(deps)).toEqual([]);
    expect(deps.operator.suggestions("open")).toMatchObject([{ count: 1 }]);
  });

  it("only offers when a guard was taken away", async () => {
    const guarded = draft.replace("# App lock\n", "# App lock\n\nOnly do this if CPU > 90%\n");
    const deps = await seenDraft(guarded);
    rmSync(at(drafts));
    put(approved, draft);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "offered", reason: "guard-removed" }]);
  });

  it("only offers a copy and a file that was never a draft", async () => {
    const deps = await seenDraft();
    cpSync(at(drafts), at(approved));
    put(
      "runbooks/approved/b.md",
      draft.replace("id: app-lock", "id: other").replace("status: draft", "status: approved"),
    );
    expect(await reconcileShelf(deps)).toMatchObject([
      { kind: "offered", runbook: "app-lock", reason: "copied" },
      { kind: "offered", runbook: "other", reason: "never-a-draft" },
    ]);
    expect(deps.ledger.all()).toEqual([]);
  });

  it("does not approve what lint or the policy refuses, and says so once", async () => {
    const deps = await seenDraft(draft.replace("rm /var/cache/app.lock", "rm -rf /"));
    move(drafts, approved);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "not-approved", runbook: "app-lock" }]);
    expect(await reconcileShelf(deps)).toEqual([]);
    expect(deps.journal.read({ type: "runbook.not-approved" })).toHaveLength(1);
    expect((await listRunbooks(deps))[0]?.problems.join("\n")).toMatch(/denied: line 15/);
  });

  it("approves by the move after what was unsafe about the file is corrected", async () => {
    const { chmodSync } = await import("node:fs");
    const deps = await seenDraft();
    move(drafts, approved);
    chmodSync(at(approved), 0o666);
    expect(await reconcileShelf(deps)).toMatchObject([
      { kind: "not-approved", reason: "unsafe-file: writable-by-others" },
    ]);
    chmodSync(at(approved), 0o600);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "approved" }]);
  });

  it("sees a change after the approval, offers it and shows the difference", async () => {
    const deps = await seenDraft();
    move(drafts, approved);
    await reconcileShelf(deps);
    put(approved, read(approved).replace("app.started`", "app.restarted`"));
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "offered" }]);
    expect(await status(deps)).toEqual(["approved/a.md changed"]);
    expect(approvedRunbooks(deps).size).toBe(0);
    expect(previewApproval(deps, "app-lock").diff).toMatch(
      /-2\. `touch .*app\.started`\n\+2\. `touch .*app\.restarted`/,
    );
    await approveRunbook(deps, "app-lock", "berta", { autonomy: false });
    expect(await status(deps)).toEqual(["approved/a.md approved"]);
    expect(deps.operator.suggestions("open").filter(({ kind }) => kind === "approve")).toEqual([]);
  });

  it("takes no forged front matter, foreign or replayed ledger line for an approval", async () => {
    const deps = await seenDraft();
    move(drafts, approved);
    await reconcileShelf(deps);
    const line = read("state/approvals.jsonl");
    await retireRunbook(deps, "app-lock", "anna");
    expect(deps.ledger.current("app-lock")).toBeNull();
    writeFileSync(at("state/approvals.jsonl"), line, { flag: "a" });
    const [name = ""] = readdirSync(at("runbooks/retired"));
    move(`runbooks/retired/${name}`, approved);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "offered", reason: "never-a-draft" }]);
    expect(await status(deps)).toEqual(["approved/a.md draft"]);
    expect(deps.ledger.forged()).toBe(1);
  });

  it("takes a move into retired/ for a retirement", async () => {
    const deps = await seenDraft();
    move(drafts, approved);
    await reconcileShelf(deps);
    move(approved, "runbooks/retired/a.md");
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "retired" }]);
    expect(deps.ledger.current("app-lock")).toBeNull();
    expect(await status(deps)).toEqual(["retired/a.md retired"]);
    move("runbooks/retired/a.md", approved);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "offered", reason: "never-a-draft" }]);
  });

  it("keeps one approval for two files of one id", async () => {
    const deps = await seenDraft();
    move(drafts, approved);
    await reconcileShelf(deps);
    cpSync(at(approved), at("runbooks/approved/b.md"));
    expect(await reconcileShelf(deps)).toMatchObject([
      { kind: "not-approved", path: "runbooks/approved/b.md" },
    ]);
    expect(() => findRunbook(deps, "app-lock")).toThrow(/app-lock is the id of/);
  });
});
