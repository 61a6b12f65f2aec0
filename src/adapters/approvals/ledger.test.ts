import { createHmac } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Approval } from "../../base/model/runbook.ts";
import type { Locks } from "../../base/ports/lock.ts";
import type { InstallKey } from "../../base/ports/secret-key.ts";
import { createLedger, headPath } from "./ledger.ts";

const keyOf = (secret: string): InstallKey => ({
  mac: (purpose, text) => createHmac("sha256", `${secret} ${purpose}`).update(text).digest("hex"),
});
const locks: Locks = { within: (_name, _wait, work) => work(), hold: () => null };
let directory = "";
let path = "";

const open = (secret = "install") => createLedger({ path, key: keyOf(secret), locks });
const approval = (runbook: string, extra: Partial<Approval> = {}): Approval => ({
  runbook,
  digest: `digest of ${runbook}`,
  title: "Fix the lock",
  by: "eva",
  how: "command",
  at: "2026-03-02T02:11:09.000Z",
  autonomy: false,
  act: "approve",
  ...extra,
});
const lines = () => readFileSync(path, "utf8").split("\n").slice(0, -1);
const write = (all: readonly (string | undefined)[]) =>
  writeFileSync(path, all.map((line) => `${line}\n`).join(""));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "reifier-ledger-"));
  path = join(directory, "approvals.jsonl");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("the ledger", () => {
  it("knows the newest word on a runbook; a retirement takes it back", () => {
    const ledger = open();
    expect(ledger.current("a")).toBeNull();
    ledger.add(approval("a"));
    ledger.add(approval("b"));
    ledger.add(approval("a", { digest: "newer" }));
    expect(open().current("a")?.digest).toBe("newer");
    ledger.add(approval("b", { act: "retire" }));
    expect(open().current("b")).toBeNull();
    expect(open().all()).toHaveLength(4);
    expect(open().forged()).toBe(0);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("ignores and counts a line made with another key, another runbook's approval, an edited approver", () => {
    open().add(approval("a"));
    const head = readFileSync(headPath(path));
    open("attacker").add(approval("evil"));
    writeFileSync(headPath(path), head);
    const genuine = lines()[0] ?? "";
    appendFileSync(path, `${genuine.replace('"runbook":"a"', '"runbook":"b"')}\n`);
    appendFileSync(path, `${genuine.replace('"by":"eva"', '"by":"root"')}\n`);
    appendFileSync(path, "not json\n");
    expect(open().current("evil")).toBeNull();
    expect(open().current("b")).toBeNull();
    expect(open().current("a")?.by).toBe("eva");
    expect(open().forged()).toBe(4);
  });

  it("recognises an old approval that is put in again after a retirement", () => {
    open().add(approval("a"));
    const old = lines()[0];
    open().add(approval("a", { act: "retire" }));
    appendFileSync(path, `${old}\n`);
    expect(open().current("a")).toBeNull();
    expect(open().forged()).toBe(1);
  });

  it("trusts nothing from before a line that was taken away: it may have been a retirement", () => {
    open().add(approval("a"));
    open().add(approval("a", { act: "retire" }));
    open().add(approval("b"));
    const [first, , third] = lines();
    write([first, third]);
    expect(open().current("a")).toBeNull();
    expect(open().current("b")).not.toBeNull();
  });

  it("trusts nothing when its last line was taken away, with or without the number kept aside", () => {
    const ledger = open();
    ledger.add(approval("app-lock"));
    ledger.add(approval("db-lock"));
    ledger.add(approval("app-lock", { act: "retire" }));
    write(lines().slice(0, 2));
    expect(open().isCut()).toBe(true);
    expect(open().current("app-lock")).toBeNull();
    expect(open().current("db-lock")).toBeNull();
    open().add(approval("db-lock"));
    expect(open().isCut()).toBe(false);
    expect(open().current("db-lock")?.runbook).toBe("db-lock");
    expect(open().current("app-lock"), "from before the gap").toBeNull();
    rmSync(headPath(path));
    expect(open().isCut()).toBe(true);
    expect(open().all()).toEqual([]);
    writeFileSync(headPath(path), "99 forged\n");
    expect(open().all()).toEqual([]);
    open().add(approval("new-lock"));
    expect(
      open()
        .all()
        .map(({ runbook }) => runbook),
    ).toEqual(["new-lock"]);
  });

  it("counts as cut when the whole file is gone", () => {
    open().add(approval("app-lock"));
    rmSync(path);
    expect(open().isCut()).toBe(true);
    expect(open().current("app-lock")).toBeNull();
  });

  it("goes on after a line that a crash left half written", () => {
    open().add(approval("a"));
    appendFileSync(path, '{"runbook":"b","dig');
    open().add(approval("c"));
    expect(
      open()
        .all()
        .map((line) => line.runbook),
    ).toEqual(["a", "c"]);
    expect(open().forged()).toBe(0);
  });

  it("is not read through a link, nor when others may write it", () => {
    open().add(approval("a"));
    chmodSync(path, 0o666);
    expect(() => open().current("a")).toThrow("can be written by others");
    rmSync(path);
    symlinkSync("/etc/passwd", path);
    expect(() => open().current("a")).toThrow("ELOOP");
  });
});
