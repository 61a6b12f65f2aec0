import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../adapters/graph/embedded.ts";
import { createPersonFiles } from "../adapters/recorder/person-files.ts";
import { createShadowCopies } from "../adapters/recorder/shadow-copies.ts";
import { takeHookSnapshots } from "../adapters/recorder/snapshot-spool.ts";
import { isoTime } from "../base/kernel/clock.ts";
import type { ShellRecord } from "../base/model/record.ts";
import { createRedactor } from "../base/redact/redactor.ts";
import { createPlacement } from "../core/history/place-record.ts";
import { capturedFiles } from "./captured-files.ts";
import { createEditWatch, type EditWatch } from "./edit-watch.ts";
import { type EditedFilesDeps, forgetCopies } from "./edited-files.ts";

let folder = "";
let store: EmbeddedStore;
let deps: EditedFilesDeps;
let watch: EditWatch;
let sequence = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edited-"));
  mkdirSync(join(folder, "spool"), { mode: 0o700 });
  store = openEmbedded({ path: ":memory:", clock: { now: Date.now } });
  deps = {
    files: createPersonFiles({
      snapshots: () => takeHookSnapshots(join(folder, "spool"), process.getuid?.() ?? -1, Date.now()),
      hidden: [join(folder, "state")],
      user: "sam",
    }),
    shadow: createShadowCopies({ folder: join(folder, "state"), key: new Uint8Array(32).fill(1) }),
    kept: store.kept,
    redactor: createRedactor((text) => createHmac("sha256", "k").update(text).digest("hex")),
    clock: { now: Date.now },
    home: folder,
  };
  watch = createEditWatch(deps);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const file = (text: string): string => {
  writeFileSync(join(folder, "a.conf"), text);
  return join(folder, "a.conf");
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A record of a command that began and ended just then. */
function typed(command: string, at: number, facts: Partial<ShellRecord> = {}): ShellRecord {
  sequence += 1;
  const record: ShellRecord = {
    id: "",
    command,
    startedAt: isoTime(at),
    durationMs: 10,
    exitCode: 0,
    cwd: folder,
    shell: "zsh",
    host: "h",
    user: "sam",
    terminal: "pts/1:77",
    source: "hook",
    session: null,
    note: false,
    redactions: 0,
    ...facts,
  };
  const incoming = { key: `zsh.77.1#${sequence}`, record, textMac: String(sequence), environment: null };
  const taken = store.records.takeIn(
    { source: "t", records: [incoming] },
    createPlacement(300_000),
    Date.now(),
  );
  return taken.added[0] ?? record;
}
const editsOf = (record: ShellRecord) =>
  store.kept.ofSession(record.session ?? "").get(record.id)?.edits ?? [];
const texts = (record: ShellRecord) => {
  const session = store.records.session(record.session ?? "")?.session;
  if (session === undefined) throw new Error("no session");
  return capturedFiles(deps, session);
};
/** What the hook of zsh writes into the spool before an editor runs. */
const snapshot = (slot: number, path: string, text: string): void =>
  writeFileSync(join(folder, "spool", `zsh.77.1.${slot}.0.snap`), `${path}\0${text}\0.`, { mode: 0o600 });

describe("the edits of commands that arrive together", () => {
  it("are told once, by the last of them, where only the text before the first is known", async () => {
    const path = file("a\nb\n");
    watch.follow([typed(`cat ${path}`, Date.now() - 5)]);
    await wait(20);
    const first = Date.now();
    file("A\nB\n");
    const records = [typed("sed -i s/a/A/ a.conf", first), typed("sed -i s/b/B/ a.conf", first + 15)];
    watch.follow(records);
    expect(records.map((record) => editsOf(record).length)).toEqual([0, 1]);
    expect(records[1] && texts(records[1])).toEqual({ [path]: { before: "a\nb\n", after: "A\nB\n" } });
  });

  it("are each one's own where the hook copied the file before each", async () => {
    const path = file("a\nb\n");
    const first = Date.now();
    snapshot(0, path, "a\nb\n");
    await wait(60);
    snapshot(1, path, "A\nb\n");
    const second = Date.now();
    file("A\nB\n");
    const records = [typed("sed -i s/a/A/ a.conf", first), typed("sed -i s/b/B/ a.conf", second)];
    watch.follow(records);
    expect(records.map((record) => editsOf(record)[0]?.diff?.match(/^[-+]\w/gm))).toEqual([
      ["-a", "+A"],
      ["-b", "+B"],
    ]);
    expect(records[1] && texts(records[1])).toEqual({ [path]: { before: "a\nb\n", after: "A\nB\n" } });
  });
});

describe("following edits", () => {
  it("resolves a name against the directory in which the command began", async () => {
    mkdirSync(join(folder, "conf"));
    writeFileSync(join(folder, "conf", "x"), "1\n");
    watch.follow([typed("pwd", Date.now() - 30), typed("cat conf/x", Date.now() - 20)]);
    await wait(20);
    const at = Date.now();
    writeFileSync(join(folder, "conf", "x"), "2\n");
    const record = typed("cd conf && sed -i s/1/2/ x", at, { cwd: join(folder, "conf") });
    watch.follow([record]);
    expect(editsOf(record)).toMatchObject([{ path: join(folder, "conf", "x"), knownFrom: "shadow" }]);
  });

  it("takes no part in what a history file brings, nor in what is long past", () => {
    file("a\n");
    watch.follow([
      typed("cat a.conf", Date.now(), { source: "history" }),
      typed("cat a.conf", Date.now() - 3_600_000),
    ]);
    expect(
      deps.shadow.before(join(folder, "a.conf"), { start: Date.now() + 1, end: 0, pid: null }),
    ).toBeNull();
  });

  it("never copies a file of the workspace's own state", () => {
    mkdirSync(join(folder, "state"));
    writeFileSync(join(folder, "state", "key"), "k\n");
    watch.follow([typed("cat state/key", Date.now())]);
    const path = join(folder, "state", "key");
    expect(deps.shadow.before(path, { start: Date.now() + 9, end: 0, pid: null })).toBeNull();
  });

  it("leaves what hooks copied unread while nothing may be recorded", () => {
    const path = file("a\n");
    snapshot(0, path, "a\n");
    watch.discard();
    watch.follow([]);
    expect(deps.shadow.before(path, { start: Date.now(), end: Date.now(), pid: 77 })).toBeNull();
  });

  it("forgets the copies of what a forgotten command named or changed, and no others", () => {
    const path = file("a\n");
    writeFileSync(join(folder, "b.conf"), "b\n");
    const records = [typed("cat a.conf", Date.now()), typed("cat b.conf", Date.now())];
    watch.follow(records);
    forgetCopies(deps, records.slice(0, 1));
    const now = { start: Date.now() + 1, end: 0, pid: null };
    expect(deps.shadow.before(path, now)).toBeNull();
    expect(deps.shadow.before(join(folder, "b.conf"), now)?.text).toBe("b\n");
  });

  it("shows a file that a command made, where its absence was seen", () => {
    const path = join(folder, "new.conf");
    const at = Date.now();
    deps.shadow.keep({ path, text: null, takenAt: at, changedAt: 0, pid: 77 });
    writeFileSync(path, "fresh\n");
    const record = typed("echo fresh > new.conf", at);
    watch.follow([record]);
    expect(editsOf(record)[0]).toMatchObject({
      knownFrom: "new",
      diff: expect.stringContaining("--- /dev/null"),
    });
    expect(texts(record)).toEqual({ [path]: { before: null, after: "fresh\n" } });
  });
});
