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

/** The sizes of the groups when all lines were seen. */
const sizesOf = (lines: readonly string[]): number[] => {
  const miner = createMiner();
  for (const line of lines) miner.add(line);
  return miner
    .final()
    .map(({ count }) => count)
    .sort((a, b) => b - a);
};

describe("lines that a container's runtime wrapped", () => {
  const written = (at: number): string =>
    `2026-03-02 02:11:${10 + at} INFO [${["main", "worker"][at % 2]}] Shop: order ${at} was sent`;
  it.each<[string, (line: string, at: number) => string]>([
    ["by Kubernetes", (line, at) => `2026-03-02T02:11:09.${at}Z ${at % 3 ? "stdout" : "stderr"} F ${line}`],
    [
      "by Docker",
      (line) => JSON.stringify({ log: `${line}\n`, stream: "stdout", time: "2026-03-02T02:11:09Z" }),
    ],
  ])("%s are read as their program wrote them", (_name, wrap) => {
    const miner = createMiner();
    for (let at = 0; at < 40; at++) miner.add(wrap(written(at), at));
    expect(miner.final().map(({ template, count }) => [template, count])).toEqual([
      ["order <num> was sent", 40],
    ]);
  });
});

describe("what all lines together show", () => {
  it.each<[string, readonly string[]]>([
    [
      "two names spelled as only names are",
      ["killing com.acme.shop for lack of memory", "killing com.acme.mail for lack of memory"],
    ],
    [
      "two names in two places at once",
      ["bound com.a.b to org.c.d on this host", "bound com.e.f to org.g.h on this host"],
    ],
    [
      "a list of nodes beside one node",
      ["nodes cn[0184,0346] do not respond", "nodes cn0125 do not respond"],
    ],
    [
      "yes and no behind a key",
      ["screen is on, drawn=true, complete=false", "screen is on, drawn=false, complete=true"],
    ],
    [
      "something and nothing",
      ["lock taken for tag of ws=null uid=1", "lock taken for tag of ws=WorkSource{10 com.a.b} uid=1"],
    ],
    ["letters that name", ["update failed on pipe A again", "update failed on pipe B again"]],
    [
      "reasons in free text",
      ["unknown", "kernel panic", "lost its heartbeat"].map(
        (text) => `node c1-0 failed and left, reason ${text}`,
      ),
    ],
    ["what cron runs", ["(root) CMD (cd / && run-parts --report /etc/cron.hourly)", "(root) CMD (true)"]],
  ])("%s make one group", (_name, lines) => {
    expect(sizesOf(lines)).toEqual([lines.length]);
  });

  it("a word that was a name in one message is one in others", () => {
    const queues = ["standard", "debug", "highmem"];
    const lines = [
      ...queues.map((queue) => `allocated job 7 with partition=${queue} and cpus=3`),
      ...queues.slice(0, 2).map((queue) => `backfill started job 9 in ${queue} on cn04`),
    ];
    expect(sizesOf(lines)).toEqual([3, 2]);
  });

  it("what was seen starting and started is a thing", () => {
    const things = ["Locale Service", "Daily clean up", "Time Sync", "Message of the Day", "Bluetooth"];
    const lines = things.flatMap((thing) => [`Starting ${thing}...`, `Started ${thing}.`]);
    expect(sizesOf(lines)).toEqual([5, 5]);
  });

  it.each<[string, readonly string[]]>([
    [
      "states in capitals",
      ["notification 1 (n.leader), LOOKING (n.state)", "notification 2 (n.leader), LEADING (n.state)"],
    ],
    [
      "methods of requests",
      ['10.0.0.1 "GET /a HTTP/1.1" status: 200', '10.0.0.1 "POST /a HTTP/1.1" status: 200'],
    ],
    [
      "kinds of a thing",
      ["took checkpoint 7 (type=CHECKPOINT) for job 3", "took checkpoint 8 (type=SAVEPOINT) for job 3"],
    ],
    [
      "what is said only sometimes",
      ["no password for root from 10.0.0.1 port 7", "no password for invalid user root from 10.0.0.1 port 7"],
    ],
  ])("%s stay apart", (_name, lines) => {
    expect(sizesOf(lines)).toEqual(lines.map(() => 1));
  });
});

describe("names that several messages share", () => {
  it("three users in two messages are users", () => {
    const users = ["netops", "oxidized", "backup"];
    const lines = [
      ...users.map((user) => `Configured from the console by ${user} on line 3`),
      ...users.map((user) => `Session of ${user} was closed on line 4`),
    ];
    expect(sizesOf(lines)).toEqual([3, 3]);
  });

  it("deeds that several things do are not", () => {
    const lines = ["pump", "valve", "fan"].flatMap((thing) =>
      ["stopped", "started", "failed"].map((deed) => `the ${thing} has now ${deed}`),
    );
    expect(sizesOf(lines).length).toBeGreaterThanOrEqual(3);
  });

  it("an empty value is a value", () => {
    expect(sizesOf(["failed login [user: anna7] [port: 22]", "failed login [user: ] [port: 22]"])).toEqual([
      2,
    ]);
  });
});
