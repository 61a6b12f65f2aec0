import { describe, expect, it } from "vitest";
import { learnPattern } from "./learn.ts";
import { createMatcher } from "./match.ts";

const matcher = createMatcher([
  { id: "lock", examples: ["could not create lock file /var/cache/app.lock"] },
  {
    id: "refused",
    examples: ["2026-03-11 09:12:44,003 ERROR [http-8] c.a.Db: connect to db-1 failed: ECONNREFUSED"],
  },
  { id: "unique", examples: ["insert into orders failed with SQLSTATE 23505 on node a"] },
]);

describe("matching", () => {
  it("a symptom as a person writes it fits the log line with its header", () => {
    for (const line of [
      "could not create lock file /var/cache/other.lock",
      "<11>Oct 11 22:14:15 web-03 app[2211]: could not create lock file /tmp/x",
      '{"level":"error","msg":"could not create lock file /tmp/x"}',
      "ERROR: could not create lock file /tmp/x",
    ])
      expect(matcher.match(line)).toMatchObject({ pattern: "lock", kind: "exact", score: 1 });
  });

  it("a pattern learned from a whole line fits the bare message", () => {
    expect(matcher.match("connect to db-7 failed: ECONNREFUSED")).toMatchObject({
      pattern: "refused",
      kind: "exact",
    });
  });

  it("a line that differs in one word of many is similar, never exact", () => {
    const found = matcher.match("could not create socket file /var/cache/app.lock");
    expect(found).toMatchObject({ pattern: "lock", kind: "similar" });
    expect(found?.score).toBeLessThan(1);
  });

  it("another code is another error, however much of the line is the same", () => {
    expect(matcher.match("insert into orders failed with SQLSTATE 40001 on node a")).toBe(null);
    expect(matcher.match("connect to db-1 failed: ETIMEDOUT")).toBe(null);
  });

  it("what the line measures comes along", () => {
    const usage = createMatcher([{ id: "cpu", examples: ["CPU usage 91% on web-1"] }]);
    expect(usage.match("CPU usage 97.3% on web-03")?.values).toMatchObject({
      CPU: { value: 97.3, unit: "%" },
      "1": { value: 97.3, unit: "%" },
    });
  });

  it("of a trace the innermost exception tells before the line above it", () => {
    const known = createMatcher([
      { id: "save", examples: ["could not save order 8"] },
      { id: "refused", examples: ["java.net.ConnectException: Connection refused"] },
    ]);
    const trace = [
      "2026-03-11 09:12:44,003 ERROR [a] x.Y: could not save order 9",
      "a.b.SaveException: no",
      "\tat a.B.c(B.java:1)",
    ];
    expect(known.match(trace.join("\n"))?.pattern).toBe("save");
    expect(
      known.match([...trace, "Caused by: java.net.ConnectException: Connection refused"].join("\n"))?.pattern,
    ).toBe("refused");
  });

  it("an example without a word fits nothing", () => {
    expect(createMatcher([{ id: "x", examples: ["", "42", "…"] }]).match("43")).toBe(null);
  });

  it("the id of a pattern depends on the message alone", () => {
    const a = learnPattern("could not create lock file /a/b");
    const b = learnPattern("2026-03-11 09:12:44 ERROR could not create lock file /c");
    expect(a.id).toBe(b.id);
    expect(a.id).toMatch(/^p-[0-9a-f]{12}$/);
    expect(learnPattern("could not create pid file /a/b").id).not.toBe(a.id);
    expect(learnPattern("x", "Name").name).toBe("Name");
  });
});

describe("the order of evidence", () => {
  const matcher = createMatcher(
    [
      { id: "conn", examples: ["java.net.ConnectException"] },
      { id: "lock", examples: ["could not create lock file"] },
      { id: "near", examples: ["request to billing failed after 3 attempts"] },
    ],
    { contained: true },
  );
  const trace = [
    "2026-03-02 02:11:09 ERROR [main] app.Pool: request to billing failed after 3 attempts",
    "java.lang.RuntimeException: wrapped",
    "\tat app.Pool.get(Pool.java:12)",
    "Caused by: java.net.ConnectException: Connection refused (Connection refused)",
    "\tat java.net.Socket.connect(Socket.java:1)",
  ].join("\n");

  it("an exception that somebody named goes before the words of the line above it", () => {
    expect(matcher.match(trace)).toMatchObject({ pattern: "conn", kind: "exact", evidence: "exception" });
  });
  it("the same words are exact, nearly the same are similar", () => {
    expect(matcher.match("ERROR request to billing failed after 9 attempts")).toMatchObject({
      pattern: "near",
      kind: "exact",
      evidence: "signature",
    });
    expect(matcher.match("ERROR request to shipping failed after 9 attempts")).toMatchObject({
      pattern: "near",
      kind: "similar",
      evidence: "similar",
    });
  });
  it("a line that holds what somebody wrote down is similar, never exact", () => {
    const found = matcher.match('ERROR could not create lock file "/var/cache/app.lock": File exists');
    expect(found).toMatchObject({ pattern: "lock", kind: "similar", evidence: "similar" });
    expect(found?.score).toBeGreaterThanOrEqual(0.8);
    expect(found?.score).toBeLessThan(1);
    const strict = createMatcher([{ id: "lock", examples: ["could not create lock file"] }]);
    expect(strict.match('ERROR could not create lock file "/var/cache/app.lock": File exists')).toBeNull();
  });
  it("few words alone are no symptom that a line could hold", () => {
    const short = createMatcher([{ id: "x", examples: ["connection refused"] }], { contained: true });
    expect(short.match("ERROR upstream said connection refused by peer")).toBeNull();
  });
  it("the same exception in the same function of the program is exact, whatever it says", () => {
    const learned = (says: string, frame: string, at: string): string =>
      [
        `2026-03-02 02:11:09 ERROR [${at}] acme.Web: request failed`,
        "java.lang.IllegalStateException: wrapped",
        "\tat com.acme.Web.handle(Web.java:7)",
        `Caused by: java.sql.SQLException: ${says}`,
        "\tat org.apache.commons.dbcp2.PoolingDataSource.getConnection(PoolingDataSource.java:142)",
        `\tat ${frame}`,
      ].join("\n");
    const example = learned("pool exhausted", "com.acme.Orders.load(Orders.java:31)", "main");
    const traces = createMatcher([{ id: "orders", examples: [example] }]);
    expect(
      traces.match(learned("no free slot, 40 waiting", "com.acme.Orders.load(Orders.java:44)", "w-2")),
    ).toMatchObject({
      pattern: "orders",
      kind: "exact",
      evidence: "exception",
    });
    expect(
      traces.match(learned("no free slot, 40 waiting", "com.acme.Stock.load(Stock.java:44)", "w-2")),
    ).toBeNull();
    const python = (at: number, says: string, name = "load"): string =>
      `ERROR job failed\nTraceback (most recent call last):\n  File "/srv/app/db.py", line ${at}, in ${name}\n    x()\n  File "/usr/lib/python3/dist-packages/psycopg2/__init__.py", line 122, in connect\n    y()\npsycopg2.OperationalError: ${says}`;
    const py = createMatcher([{ id: "db", examples: [python(12, "server closed the connection")] }]);
    expect(py.match(python(19, "SSL SYSCALL error"))).toMatchObject({ pattern: "db", kind: "exact" });
    expect(py.match(python(19, "SSL SYSCALL error", "save"))).toBeNull();
  });
});
