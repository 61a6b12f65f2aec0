import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { approved, draft, drafts, ShelfPlace } from "../../test/fixtures/approval/shelf-place.ts";
import { retireRunbook } from "./approve.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import { reconcileShelf } from "./approve-moves.ts";
import { isShelfSettled } from "./shelf-settled.ts";

const { at, move, open, put, read } = new ShelfPlace();
const retired = "runbooks/retired/a.md";
const settled = (deps: ApproveDeps): boolean => isShelfSettled(deps.shelf, deps.operator, deps.ledger);

it("is settled after each look, and not after each thing that a look would have to see", async () => {
  const deps = open();
  expect(settled(deps)).toBe(true);
  const person: readonly (readonly [what: string, act: () => void])[] = [
    ["a draft appears", () => put(drafts, draft)],
    ["it is moved", () => move(drafts, approved)],
    ["a draft is written beside it", () => put(drafts, draft.replaceAll("app-lock", "other"))],
    ["it is edited", () => put(drafts, `${read(drafts)}\nMore.\n`)],
    ["the approved one is edited", () => put(approved, read(approved).replace("touch", "echo"))],
    ["that is taken back", () => put(approved, read(approved).replace("echo", "touch"))],
    ["the approved one is moved out of use", () => move(approved, retired)],
    ["and in again", () => move(retired, approved)],
  ];
  for (const [what, act] of person) {
    act();
    expect(settled(deps), what).toBe(false);
    await reconcileShelf(deps);
    if (settled(deps)) expect(await reconcileShelf(deps), what).toEqual([]);
    if (what === "that is taken back")
      expect((await deps.graph.snapshot()).runbooks).toMatchObject([{ id: "app-lock", status: "approved" }]);
  }
});

it("is settled while nothing changes, with drafts, approved and retired files", async () => {
  const deps = open();
  put(drafts, draft);
  await reconcileShelf(deps);
  move(drafts, approved);
  await reconcileShelf(deps);
  put(drafts, draft.replaceAll("app-lock", "other"));
  await reconcileShelf(deps);
  expect(settled(deps)).toBe(true);
  await retireRunbook(deps, "app-lock", "anna");
  await reconcileShelf(deps);
  expect(settled(deps)).toBe(true);
});

it("is not settled when an approved file went, or the ledger was cut", async () => {
  const deps = open();
  put(drafts, draft);
  await reconcileShelf(deps);
  move(drafts, approved);
  await reconcileShelf(deps);
  expect(settled(deps)).toBe(true);
  rmSync(at("state/approvals.jsonl"));
  expect(settled(deps)).toBe(false);
  rmSync(at(approved));
  expect(settled(deps)).toBe(false);
});
