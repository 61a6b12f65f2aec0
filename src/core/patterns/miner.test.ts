import { describe, expect, it } from "vitest";
import { createMiner } from "./miner.ts";

const groupsOf = (lines: readonly string[]): number[] => {
  const miner = createMiner();
  return lines.map((line) => miner.add(line)).map(({ group }) => group);
};

describe("mining", () => {
  it("lines that differ in values are one group, whatever their headers", () => {
    expect(
      groupsOf([
        "2026-03-11 09:12:44,003 ERROR [http-8] c.a.Orders: could not save order 88123",
        "2026-03-11 09:12:45,113 ERROR [http-9] c.a.Orders: could not save order 1",
        "2026-03-11 09:12:46,000 INFO  [main] c.a.Orders: started",
      ]),
    ).toEqual([1, 1, 3].map((group, i) => (i === 2 ? 2 : group)));
  });

  it("a place with six different words becomes a value, and lines seen before follow", () => {
    const names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"];
    expect(new Set(groupsOf(names.map((name) => `service ${name} went away`)))).toEqual(new Set([1]));
    expect(new Set(groupsOf(names.slice(0, 5).map((name) => `service ${name} went away`))).size).toBe(5);
  });

  it("the first word of a short message says what it is about and never becomes a value", () => {
    const verbs = ["opened", "closed", "moved", "lost", "found", "renamed", "copied"];
    expect(new Set(groupsOf(verbs.map((verb) => `${verb} the door`))).size).toBe(verbs.length);
  });

  it("a group seen while reading shows the wider template afterwards", () => {
    const miner = createMiner();
    const first = miner.add("user logged in from alpha gate");
    expect(first.template).toBe("user logged in from alpha gate");
    for (const gate of ["beta", "gamma", "delta", "epsilon", "zeta"])
      miner.add(`user logged in from ${gate} gate`);
    expect(first.template).toBe("user logged in from <word> gate");
    expect(miner.final().map(({ group, count }) => [group, count])).toEqual([[1, 6]]);
  });

  it("a million different signatures stay within the bound", () => {
    const miner = createMiner({ maxSignatures: 1000 });
    const letters = "abcdefghijklmnopqrstuvwxyz";
    for (let i = 0; i < 60_000; i++) {
      const word =
        letters.charAt(i % 26) +
        letters.charAt(Math.floor(i / 26) % 26) +
        letters.charAt(Math.floor(i / 676) % 26) +
        letters.charAt(Math.floor(i / 17_576) % 26);
      miner.add(`${word} ${word} is ${word}`);
    }
    expect(miner.final().length).toBeLessThanOrEqual(1000);
  });

  it("JSON lines are grouped by their message", () => {
    expect(
      groupsOf([
        '{"level":"error","msg":"order 8 lost","id":"a"}',
        '{"level":"error","msg":"order 9 lost","id":"b"}',
      ]),
    ).toEqual([1, 1]);
  });
});

/** How many groups a miner makes of these lines. */
const countOf = (lines: readonly string[]): number => {
  const miner = createMiner();
  for (const line of lines) miner.add(line);
  return miner.final().length;
};
const names = "anna bert carl dora emil fritz gerd hans".split(" ");

describe("columns that are values", () => {
  it.each<[string, readonly string[]]>([
    [
      "a word behind name= after three",
      names.slice(0, 3).map((name) => `opened by user=${name} on the console`),
    ],
    [
      "a first word, where much is said behind it",
      names.map((name) => `${name} was asked for the password of the store twice`),
    ],
    [
      "a word that touches a value, once such a value was seen",
      ["task sh:17 was blocked for long", "task kworker/0:18 was blocked for long"],
    ],
    [
      "a name with its address",
      ["connect from unknown[192.0.2.1]", "connect from mx.example.org[192.0.2.7]"],
    ],
    [
      "programs and units by their file names",
      ["chrome.exe was closed by the user", "firefox.exe was closed by the user"],
    ],
    ["a path with its query", ["GET /a?b=c&d=e took long", "GET /z took long"]],
    ["a quoted word", ['limited by zone "api" again', 'limited by zone "login" again']],
    ["who and what of a cron line", ["(anna) CMD (/usr/bin/x)", "(bert) CMD (/usr/bin/y)"]],
    [
      "the command of a sudo line",
      ["TTY=pts/1 ; USER=root ; COMMAND=/bin/a b", "TTY=pts/2 ; USER=root ; COMMAND=/bin/c d e f"],
    ],
    [
      "the columns before seconds since 1970",
      ["1 node-1 unix.hw new 1077804742 1 ambient=31", "2 node-7 boot_cmd start 1077804799 1 ambient=38"],
    ],
  ])("%s", (_name, lines) => {
    expect(countOf(lines)).toBe(1);
  });

  it.each<[string, readonly string[]]>([
    ["words that say what happened", ["the session was opened", "the session was closed"]],
    ["short messages with another first word", names.map((name) => `${name} startup succeeded`)],
    ["messages behind msg=", ['level=info msg="cache warmed"', 'level=info msg="cache cleared"']],
  ])("%s stay apart", (_name, lines) => {
    expect(countOf(lines)).toBe(lines.length);
  });
});
