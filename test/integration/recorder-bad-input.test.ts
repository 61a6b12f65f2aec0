import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { createHistorySource } from "../../src/adapters/recorder/history-source.ts";
import { createSpoolSource } from "../../src/adapters/recorder/spool-source.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import type { RecorderSource } from "../../src/base/ports/recorder-source.ts";
import { followHistory } from "../../src/core/history/follow-history.ts";
import type { Observer } from "../../src/loops/observe.ts";
import { compiledModules } from "../support/modules.ts";
import { observerOf, testMac } from "../support/observing.ts";
import { observerModules, Recording } from "../support/recording.ts";

const dist = await compiledModules(observerModules);
const program = fileURLToPath(new URL("../fixtures/history/observe-process.mjs", import.meta.url));
type ObserverReport = ReturnType<Observer["takeIn"]>;
const gone = "bash.999999.1763712000123456";

let recording: Recording;
let store: EmbeddedStore;
let undo: (() => void)[];
beforeEach(() => {
  recording = new Recording();
  store = openEmbedded({ path: join(recording.state, "graph.db"), clock: { now: Date.now } });
  undo = [];
});
afterEach(() => {
  for (const step of undo.reverse()) step();
  store.close();
  recording.remove();
});

const takeIn = (source: RecorderSource): ObserverReport => observerOf(store, [source]).takeIn();
const spool = () =>
  createSpoolSource({ folder: recording.spool, uid: process.getuid?.() ?? -1, now: Date.now });
const history = (file: string, format: ShellName) =>
  createHistorySource({ file, format, firstSight: "start", now: Date.now });
const texts = (report: ObserverReport): string[] => report.added.map((record) => record.command);

/** What the bash hook writes for one command; times in microseconds. */
function written(
  n: number,
  text: Uint8Array | string,
  [from, to] = [1_763_712_000_200_000, 1_763_712_000_300_000],
): Buffer {
  const head = Buffer.from(`\0@1\t${n}\t${from}\t${to}\t0\tc\t0\0/srv\0    ${n}  `);
  return Buffer.concat([head, Buffer.from(text), Buffer.from("\n\0.\0")]);
}
const spooled = (...records: Uint8Array[]): void =>
  writeFileSync(join(recording.spool, `${gone}.0.rec`), Buffer.concat(records));

const broken = Buffer.concat([Buffer.from("echo "), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(" end")]);

describe("bytes that are no text", () => {
  it("in the spool become a mark, and a NUL costs the one record it is in", () => {
    spooled(written(1, "echo one"), written(2, broken), written(3, "echo a\0b"), written(4, "echo four"));
    const report = takeIn(spool());
    expect(texts(report)).toEqual(["echo one", "echo \ufffd\ufffd( end", "echo four"]);
    expect(report.warnings).toEqual([`1 damaged record of ${gone} left out`]);
  });

  it.each<ShellName>(["bash", "zsh", "fish"])(
    "in a %s history become a mark, everything else is kept",
    (name) => {
      const file = join(recording.home, "history");
      const line = (n: number, text: Uint8Array): Buffer =>
        Buffer.concat([
          Buffer.from({ bash: "", zsh: `: 176371200${n}:0;`, fish: "- cmd: " }[name]),
          text,
          Buffer.from(name === "fish" ? `\n  when: 176371200${n}\n` : "\n"),
        ]);
      const lines = [line(1, Buffer.from("echo one")), line(2, broken), line(3, Buffer.from("echo a\0b"))];
      writeFileSync(file, Buffer.concat([...lines, line(4, Buffer.from("echo four"))]));
      const found = texts(takeIn(history(file, name)));
      expect(found).toHaveLength(4);
      expect(found).toEqual(["echo one", expect.stringContaining("\ufffd"), "echo a\ufffdb", "echo four"]);
    },
  );
});

describe("a command of 1 MiB", () => {
  const long = `echo ${"x".repeat(1_048_576)}`;

  it("in the spool is cut with a mark and counted; its neighbours are kept", () => {
    spooled(written(1, "echo one"), written(2, long), written(3, "echo three"));
    const report = takeIn(spool());
    expect(texts(report).map((text) => text.length < 70_000)).toEqual([true, true, true]);
    expect(texts(report)[1]).toContain("cut: 1048581 bytes");
    expect(report.warnings).toEqual([`1 very long command of ${gone} cut`]);
  });

  it("in a history file is cut with a mark and counted", () => {
    const file = join(recording.home, "history");
    writeFileSync(file, `echo one\n${long}\necho three\n`);
    const report = takeIn(history(file, "bash"));
    expect(texts(report)[1]).toContain("cut: 1048581 bytes");
    expect([texts(report)[0], texts(report)[2]]).toEqual(["echo one", "echo three"]);
    expect(report.warnings).toEqual([`1 very long command of ${file} cut`]);
  });
});

describe("a clock that jumps back", () => {
  it("between two commands, or while one runs, loses neither and gives no negative time", () => {
    const hour = 3_600_000_000;
    const at = 1_763_712_000_000_000;
    spooled(
      written(1, "echo one", [at, at + 1_000]),
      written(2, "echo back", [at - hour, at - hour + 1_000]),
      written(3, "sleep while-it-jumped", [at, at - hour]),
    );
    const { added } = takeIn(spool());
    expect(added.map((record) => record.command).sort()).toEqual([
      "echo back",
      "echo one",
      "sleep while-it-jumped",
    ]);
    for (const { durationMs } of added) expect(durationMs ?? 0).toBeGreaterThanOrEqual(0);
  });

  it("in a history file keeps every entry", () => {
    const file = join(recording.home, "history");
    writeFileSync(file, ": 1763712000:0;echo one\n: 1763700000:0;echo two\n: 1763712001:0;echo three\n");
    expect(texts(takeIn(history(file, "zsh"))).sort()).toEqual(["echo one", "echo three", "echo two"]);
  });
});

describe("a history file that is not where it is said to be", () => {
  it("is followed through a symlink, also when the link is set to another file", () => {
    const [one, two, link] = ["one", "two", "link"].map((name) => join(recording.home, name));
    if (one === undefined || two === undefined || link === undefined) throw new Error("three paths");
    writeFileSync(one, "echo one\n");
    symlinkSync(one, link);
    const source = history(link, "bash");
    expect(texts(takeIn(source))).toEqual(["echo one"]);
    writeFileSync(two, "echo one\necho two\n");
    rmSync(link);
    symlinkSync(two, link);
    expect(texts(takeIn(source))).toEqual(["echo two"]);
  });

  it("is waited for without a word while it is missing or its link leads nowhere", () => {
    const file = join(recording.home, "history");
    const source = history(file, "bash");
    expect(takeIn(source)).toMatchObject({ added: [], warnings: [] });
    symlinkSync(join(recording.home, "later"), file);
    expect(takeIn(source)).toMatchObject({ added: [], warnings: [] });
    writeFileSync(join(recording.home, "later"), "echo now\n");
    expect(texts(takeIn(source))).toEqual(["echo now"]);
  });
});

describe("a history file of 500 MB", () => {
  const size = 500 * 1024 * 1024;
  const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const follow = (file: string, firstSight: "start" | "end") => {
    const source = createHistorySource({ file, format: "zsh", firstSight, now: Date.now });
    const batch = source.read();
    if (batch?.kind !== "history") throw new Error("a history file gives history batches");
    const read = { bytes: 0, most: 0 };
    const bytes = (from: number, to: number): Uint8Array => {
      const got = batch.bytes(from, to);
      read.bytes += got.length;
      read.most = Math.max(read.most, got.length);
      return got;
    };
    const advance = followHistory({ ...batch, bytes }, null, {
      mac: (text) => testMac("seen", text),
      segment: () => "",
    });
    batch.done("complete");
    return { ...advance, read };
  };
  const lines = (from: number): Buffer => {
    const some = Array.from(
      { length: 4_096 },
      (_, n) => `: ${1_763_000_000 + from + n}:0;echo ${"x".repeat(230)}\n`,
    );
    return Buffer.from(some.join(""));
  };

  it("is read from its last 64 MB on, one small piece at a time, and says what was left out", () => {
    const file = join(memory, `reifier-large-${process.pid}`);
    undo.push(() => rmSync(file, { force: true }));
    const writer = openSync(file, "w");
    for (let written = 0; written < size; ) written += writeSync(writer, lines(written));
    closeSync(writer);
    const begun = follow(file, "start");
    expect(begun.warnings).toEqual([
      expect.stringMatching(/very large \(\d+ bytes\): its oldest \d+ bytes were left out/),
    ]);
    expect(begun.state).toBe("more");
    expect(begun.read.bytes).toBeLessThan(2 * 1024 * 1024);
    const seen = follow(file, "end");
    expect(seen.entries).toEqual([]);
    expect(seen.read.bytes).toBeLessThan(32 * 1024 * 1024);
    expect(Math.max(begun.read.most, seen.read.most)).toBeLessThan(1024 * 1024);
  });

  it("without a single line in it is passed over in pieces", () => {
    const file = join(memory, `reifier-sparse-${process.pid}`);
    undo.push(() => rmSync(file, { force: true }));
    writeFileSync(file, "");
    truncateSync(file, size);
    writeFileSync(file, "\n: 1763000000:0;echo last\n", { flag: "a" });
    const seen = follow(file, "end");
    expect(seen.read.most).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(seen.state).toBe("complete");
  });
});

describe("a system without inotify instances left", () => {
  it("is polled once a second, and says so", async () => {
    // The limit of a user namespace of its own: nobody else on the machine loses a watch.
    const limit = "echo 0 >/proc/sys/user/max_inotify_instances";
    const child: ChildProcess = spawn(
      "unshare",
      ["-Ur", "sh", "-c", `${limit} && exec "$@"`, "sh", process.execPath, program, dist, recording.state],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    undo.push(() => child.kill("SIGKILL"));
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        said += chunk;
      });
    }
    await expect.poll(() => said, { timeout: 20_000 }).toContain("started");
    expect(said).toMatch(/looking once a second: .*EMFILE/);
    spooled(written(1, "echo polled"));
    await expect.poll(() => said, { timeout: 20_000 }).toContain("echo polled");
  });
});
