import { createHmac } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLedger } from "../adapters/approvals/ledger.ts";
import { checkSyntax } from "../adapters/execution/check-syntax.ts";
import { openEmbedded } from "../adapters/graph/embedded.ts";
import { createLocks } from "../adapters/graph/locks.ts";
import { createJournal } from "../adapters/journal/journal.ts";
import { createShelf } from "../adapters/shelf/shelf.ts";
import type { Notice } from "../base/ports/notifier.ts";
import type { InstallKey } from "../base/ports/secret-key.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { judgeParts } from "../core/policy/judge.ts";
import { readPolicy } from "../core/policy/policy-file.ts";
import { approveRunbook, previewApproval, rejectDraft, retireRunbook } from "./approve.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import { reconcileShelf } from "./approve-moves.ts";
import { approvedRunbooks, findRunbook, listRunbooks } from "./runbook-shelf.ts";

const blocklist = join(import.meta.dirname, "../../blocklist.yaml");
const policy = readPolicy([{ path: "blocklist.yaml", text: readFileSync(blocklist, "utf8") }]);
const key: InstallKey = {
  mac: (purpose, text) => createHmac("sha256", `test ${purpose}`).update(text).digest("hex"),
};

const draft = `---
schema: 1
id: app-lock
title: "App lock"
status: draft
owner: null
symptoms: ["could not create lock file /var/cache/app.lock"]
inputs: {}
---

# App lock

## Fix

1. \`rm /var/cache/app.lock\`
2. \`touch /var/cache/app.started\`

## Verify

\`\`\`sh {"role":"verify","retries":3}
test -e /var/cache/app.started
\`\`\`
`;

let root: string;
let told: Notice[];
let closing: (() => Promise<void>)[];

const at = (path: string): string => join(root, path);
const put = (path: string, text: string): void => writeFileSync(at(path), text, { mode: 0o600 });
const read = (path: string): string => readFileSync(at(path), "utf8");
const move = (from: string, to: string): void => renameSync(at(from), at(to));

function open(overrides: Partial<ApproveDeps> = {}): ApproveDeps {
  const clock = { now: () => Date.parse("2026-03-02T03:00:00Z") };
  const locks = createLocks(at("state/locks"));
  const embedded = openEmbedded({ path: at("state/graph.db"), clock });
  const shelf = createShelf({ workspace: root, clock });
  closing.push(
    () => Promise.resolve(embedded.close()),
    () => shelf.close(),
  );
  return {
    shelf,
    ledger: createLedger({ path: at("state/approvals.jsonl"), key, locks }),
    operator: embedded.operator,
    graph: embedded.graph,
    journal: createJournal({ path: at("audit/audit.jsonl"), key, locks, clock }),
    notifier: {
      tell: (notice) => {
        told.push(notice);
        return Promise.resolve();
      },
      clear: () => Promise.resolve(),
    },
    locks,
    redactor: { text: (text) => ({ text, count: 0 }), command: (text) => ({ text, count: 0 }) },
    clock,
    user: "anna",
    host: "web-1",
    onApprove: "suggest",
    suggestionTtlSeconds: 60,
    blocking: [],
    judge: (code, context) =>
      judgeParts(code, policy, {
        declared: new Set(context.nonEmpty),
        cwd: context.cwd,
        home: "/root",
        workspace: root,
        shell: "bash",
      }),
    syntax: checkSyntax,
    learn: (symptom) => learnPattern(symptom),
    ...overrides,
  };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "approve-"));
  told = [];
  closing = [];
  for (const folder of ["runbooks/drafts", "runbooks/approved", "runbooks/retired", "state/locks", "audit"]) {
    mkdirSync(at(folder), { recursive: true, mode: 0o700 });
  }
});
afterEach(async () => {
  for (const close of closing) await close();
  rmSync(root, { recursive: true, force: true });
});

const drafts = "runbooks/drafts/a.md";
const approved = "runbooks/approved/a.md";
const status = async (deps: ApproveDeps): Promise<string[]> =>
  (await listRunbooks(deps)).map((row) => `${row.path.replace("runbooks/", "")} ${row.status}`);

async function seenDraft(text = draft, overrides: Partial<ApproveDeps> = {}): Promise<ApproveDeps> {
  const deps = open(overrides);
  put(drafts, text);
  expect(await reconcileShelf(deps)).toEqual([
    { kind: "draft-seen", path: drafts, runbook: "app-lock", reason: "new" },
  ]);
  return deps;
}

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

describe("the commands", () => {
  it("approves a draft by its id: moves, pins, links", async () => {
    const deps = await seenDraft(draft, { onApprove: "register" });
    const done = await approveRunbook(deps, "app-lock", "berta", { autonomy: false });
    expect(done).toMatchObject({ id: "app-lock", approvedBy: "berta", how: "command", path: approved });
    expect(done.links).toHaveLength(1);
    expect(await reconcileShelf(deps)).toEqual([]);
    expect(await approveRunbook(deps, "app-lock", "carl", { autonomy: false })).toMatchObject({
      approvedBy: "berta",
    });
    expect(deps.ledger.all()).toHaveLength(1);
    expect(told.map(({ kind }) => kind)).toEqual(["approval"]);
  });

  it("refuses what lint refuses with exit 10, and autonomy that the file does not ask for", async () => {
    const deps = await seenDraft(draft.replace("rm /var/cache/app.lock", "rm <file>"));
    await expect(approveRunbook(deps, "a.md", "anna", { autonomy: false })).rejects.toMatchObject({
      code: "NOT_APPROVED",
      exitCode: 10,
    });
    put(drafts, draft);
    await expect(approveRunbook(deps, drafts, "anna", { autonomy: true })).rejects.toMatchObject({
      exitCode: 2,
    });
    expect(existsSync(at(approved))).toBe(false);
  });

  it("writes the id of a hand-written file down before its name can change", async () => {
    const deps = open();
    put("runbooks/drafts/restart-app.md", "# Restart\n\n## Fix\n\n1. `touch /srv/restart`\n");
    expect(await approveRunbook(deps, "restart-app", "anna", { autonomy: false })).toMatchObject({
      id: "restart-app",
    });
    expect(read("runbooks/approved/restart-app.md")).toContain('id: "restart-app"');
    expect(await status(deps)).toEqual(["approved/restart-app.md approved"]);
  });

  it("rejects a draft with its reason in the audit, and no move brings it back", async () => {
    const deps = await seenDraft();
    const { path } = await rejectDraft(deps, "app-lock", "anna", "wrong file");
    expect(path).toBe("runbooks/retired/a.md");
    expect(deps.journal.read({ type: "runbook.rejected" })[0]?.data).toMatchObject({ reason: "wrong file" });
    move(path, approved);
    expect(await reconcileShelf(deps)).toMatchObject([{ kind: "offered", reason: "never-a-draft" }]);
  });

  it("names the nearest id when there is no such runbook", async () => {
    const deps = await seenDraft();
    expect(() => findRunbook(deps, "app-lok")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("app-lock"), exitCode: 2 }),
    );
  });
});

describe("interrupted anywhere", () => {
  /** Every verb that changes something, to be cut off after so many calls. */
  function fragile(deps: ApproveDeps, calls: number): ApproveDeps {
    let left = calls;
    const guard = <T extends object>(room: T, verbs: readonly string[]): T =>
      new Proxy(room, {
        get: (target, name) => {
          const verb: unknown = Reflect.get(target, name);
          if (typeof verb !== "function" || !verbs.includes(String(name))) return verb;
          return (...given: unknown[]) => {
            left -= 1;
            if (left < 0) throw new Error("cut off");
            return Reflect.apply(verb, target, given);
          };
        },
      });
    return {
      ...deps,
      ledger: guard(deps.ledger, ["add"]),
      journal: guard(deps.journal, ["append"]),
      shelf: guard(deps.shelf, ["move", "splice"]),
      operator: guard(deps.operator, ["see", "savePosition", "openSuggestion", "answer"]),
      graph: guard(deps.graph, ["saveRunbook", "recordPattern", "link"]),
    };
  }

  it.each(["move", "command"])(
    "a %s that is cut off after any write ends the same when it is looked at again",
    async (how) => {
      for (let calls = 0; calls < 25; calls += 1) {
        const deps = await seenDraft();
        if (how === "move") move(drafts, approved);
        const cut = fragile(deps, calls);
        const act =
          how === "move" ? reconcileShelf(cut) : approveRunbook(cut, "app-lock", "anna", { autonomy: false });
        const finished = await act.then(
          () => true,
          () => false,
        );
        if (!finished) await reconcileShelf(deps);
        const approvedNow = existsSync(at(approved));
        // A command cut off before its first lasting step did nothing at all.
        expect(await status(deps)).toEqual([approvedNow ? "approved/a.md approved" : "drafts/a.md draft"]);
        if (approvedNow) {
          expect(deps.ledger.all()).toHaveLength(1);
          expect(await deps.graph.patternsOf("app-lock")).toHaveLength(1);
          expect(read(approved)).toContain('status: "approved"');
          expect(await reconcileShelf(deps)).toEqual([]);
        } else {
          expect(deps.ledger.all()).toEqual([]);
        }
        if (finished) return;
        for (const close of closing.splice(0)) await close();
        rmSync(root, { recursive: true, force: true });
        for (const folder of [
          "runbooks/drafts",
          "runbooks/approved",
          "runbooks/retired",
          "state/locks",
          "audit",
        ]) {
          mkdirSync(at(folder), { recursive: true, mode: 0o700 });
        }
      }
      expect.unreachable("it never finished");
    },
  );
});
