import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { approved, draft, drafts, ShelfPlace, status } from "../../test/fixtures/approval/shelf-place.ts";
import { approveRunbook, rejectDraft } from "./approve.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import { reconcileShelf } from "./approve-moves.ts";
import { findRunbook } from "./runbook-shelf.ts";

const place = new ShelfPlace();
const { at, move, open, put, read, seenDraft } = place;

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
    expect(place.told.map(({ kind }) => kind)).toEqual(["approval"]);
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
        await place.end();
        place.begin();
      }
      expect.unreachable("it never finished");
    },
  );
});
