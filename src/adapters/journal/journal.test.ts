import { createHmac } from "node:crypto";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Locks } from "../../base/ports/lock.ts";
import type { InstallKey } from "../../base/ports/secret-key.ts";
import { createJournal } from "./journal.ts";

const keyOf = (secret: string): InstallKey => ({
  mac: (purpose, text) => createHmac("sha256", `${secret} ${purpose}`).update(text).digest("hex"),
});
const locks: Locks = { within: (_name, _wait, work) => work(), hold: () => null };
let directory = "";
let path = "";
let now = 0;

const open = (key = keyOf("install")) => createJournal({ path, key, locks, clock: { now: () => now++ } });
const entry = (n: number) => ({
  actor: "eva",
  type: "run.start",
  subject: `x-${n}`,
  data: { n, text: 'a "},\nb' },
});
const fill = (count: number) => {
  const journal = open();
  for (let n = 1; n <= count; n++) journal.append(entry(n));
  return journal;
};
const lines = () => readFileSync(path, "utf8").split("\n").slice(0, -1);
const write = (all: string[]) => writeFileSync(path, all.map((line) => `${line}\n`).join(""));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "reifier-journal-"));
  path = join(directory, "audit.jsonl");
  now = Date.parse("2026-03-02T02:11:09Z");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("the journal", () => {
  it("numbers, chains and gives back what was done", () => {
    const journal = fill(3);
    expect(journal.verify()).toMatchObject({ ok: true, lines: 3 });
    expect(journal.read().map((line) => [line.seq, line.subject])).toEqual([
      [1, "x-1"],
      [2, "x-2"],
      [3, "x-3"],
    ]);
    expect(journal.head()).toBe(`3:${journal.read()[2]?.mac}`);
    expect(
      journal.read({ since: "2026-03-02T02:11:09.001Z", until: "2026-03-02T02:11:09.001Z" }),
    ).toHaveLength(1);
    expect(journal.read({ actor: "nobody" })).toEqual([]);
  });

  it("is readable by its owner only", () => {
    fill(1);
    for (const name of ["audit.jsonl", "head", "reserve"])
      expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
  });

  it("goes on after an empty start and says so of an empty chain", () => {
    expect(open().verify()).toEqual({ ok: true, lines: 0, head: "" });
    expect(open().head()).toBeNull();
  });

  it("never lets time run backwards", () => {
    fill(2);
    now -= 60_000;
    open().append(entry(3));
    expect(open().verify()).toMatchObject({ ok: true, lines: 3 });
  });
});

describe("verify names the first bad line", () => {
  it("for any flipped byte", () => {
    fill(5);
    const whole = readFileSync(path);
    const starts = lines().map(
      (_, index, all) => all.slice(0, index).join("\n").length + (index === 0 ? 0 : 1),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: whole.length - 2 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const bytes = Buffer.from(whole);
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          writeFileSync(path, bytes);
          const bad = starts.filter((start) => start <= at).length;
          const check = open().verify();
          expect(check.ok).toBe(false);
          // A newline taken away joins two lines; one put in splits a line: the line of the byte is the bad one.
          expect(check.ok ? 0 : check.firstBad).toBe(bad);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("for a deleted line, a swapped pair, a repeated line", () => {
    fill(5);
    const [a = "", b = "", c = "", d = "", e = ""] = lines();
    write([a, b, d, e]);
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 3, why: "line-missing" });
    write([a, c, b, d, e]);
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 2 });
    write([a, b, b, c, d, e]);
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 3, why: "line-repeated" });
  });

  it("for a cut tail, whole lines or the middle of one, also after more was appended", () => {
    fill(5);
    write(lines().slice(0, 3));
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 4, why: "tail-cut" });
    open().append(entry(6));
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 4, why: "line-missing" });
  });

  it("for a tail cut inside an acknowledged line", () => {
    fill(5);
    truncateSync(path, statSync(path).size - 10);
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 5, why: "tail-cut" });
  });

  it("for a chain rewritten whole without the key", () => {
    fill(3);
    rmSync(path);
    const forger = createJournal({ path, key: keyOf("other"), locks, clock: { now: () => now } });
    for (let n = 1; n <= 3; n++) forger.append(entry(n));
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 1, why: "line-changed" });
  });

  it("for a head that was taken away, and a journal that was emptied", () => {
    fill(3);
    rmSync(join(directory, "head"));
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 4, why: "head-missing" });
    rmSync(directory, { recursive: true });
    directory = mkdtempSync(join(tmpdir(), "reifier-journal-"));
    path = join(directory, "audit.jsonl");
    fill(3);
    rmSync(path);
    expect(open().verify()).toMatchObject({ ok: false, firstBad: 1, why: "tail-cut" });
  });
});

describe("after a crash", () => {
  it("a half written line is left out and written over", () => {
    fill(2);
    appendFileSync(path, '{"seq":3,"at":"2026');
    expect(open().verify()).toMatchObject({ ok: true, lines: 2 });
    open().append(entry(3));
    expect(open().verify()).toMatchObject({ ok: true, lines: 3 });
  });

  it("a line whose head was not written yet counts", () => {
    fill(2);
    const head = readFileSync(join(directory, "head"));
    open().append(entry(3));
    writeFileSync(join(directory, "head"), head);
    expect(open().verify()).toMatchObject({ ok: true, lines: 3 });
    open().append(entry(4));
    expect(open().verify()).toMatchObject({ ok: true, lines: 4 });
  });
});
