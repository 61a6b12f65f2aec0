import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Terminal } from "../support/keys.ts";
import { type Daemon, Product, until } from "../support/product.ts";

const symptom = "could not create lock file /var/cache/app.lock: held";
const line = (text = symptom): string => `${new Date().toISOString()} ERROR app: ${text}`;

let product: Product;
let daemon: Daemon | null = null;
let log = "";
let place = "";

function open(settings = ""): void {
  product.remove();
  product = new Product(
    `observe: {history: []}\npatrol: {logs: [{path: ../app.log}]}\noperator: {onApprove: register${settings}}\n`,
  );
  place = join(product.workspace, "..");
  log = join(place, "app.log");
  appendFileSync(log, "");
}

beforeEach(() => {
  product = new Product();
  open();
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

interface Parts {
  readonly id?: string;
  readonly head?: readonly string[];
  readonly text?: readonly string[];
  readonly fix?: string;
  readonly attributes?: string;
  readonly verify?: string;
}

async function approve({
  id = "stale-lock",
  attributes = "",
  head,
  text = [],
  fix,
  verify = "true",
}: Parts = {}): Promise<void> {
  const document = [
    "---",
    `id: ${id}`,
    ...(head ?? [`symptoms: ['${symptom}']`]),
    "---",
    "",
    `# ${id}`,
    "",
    ...text,
    "",
    "## Fix",
    "",
    `\`\`\`sh${attributes}`,
    fix ?? `echo "ran ${"$"}{WHERE:-}" >> ${place}/ran`,
    "```",
    "",
    "## Verify",
    "",
    "```sh",
    verify,
    "```",
    "",
  ];
  product.write(`runbooks/drafts/${id}.md`, document.join("\n"));
  expect(await product.ask(["approve", id])).toMatchObject({ code: 0 });
}

const Suggestions = z.array(
  z.looseObject({ id: z.string(), runbook: z.string(), count: z.number(), line: z.string().nullable() }),
);
const pending = async () => Suggestions.parse(await product.json(["pending"]));
const raise = async (alert: string | object = symptom) =>
  z
    .looseObject({ outcome: z.string(), suggestion: z.string().nullable() })
    .parse(
      await product.json(["alert"], { input: typeof alert === "string" ? alert : JSON.stringify(alert) }),
    );
const suggested = async (alert?: string | object): Promise<string> => {
  const { suggestion, outcome } = await raise(alert);
  expect(suggestion, outcome).not.toBeNull();
  return suggestion ?? "";
};
const ran = (): string[] =>
  existsSync(join(place, "ran")) ? readFileSync(join(place, "ran"), "utf8").trim().split("\n") : [];
const audited = async (type: string): Promise<string[]> =>
  (await product.ask(["--json", "audit", "--type", type])).stdout.split("\n").filter((text) => text !== "");

describe("the question on a terminal", { timeout: 120_000 }, () => {
  const question = "Run it? Type y for yes, anything else is no: ";
  const ask = async (id: string): Promise<Terminal> => {
    const terminal = new Terminal(["confirm", id], product);
    await terminal.shows("Run it? Type y for yes");
    return terminal;
  };

  it("shows everything, and y runs it", async () => {
    await approve({ text: ["Only do this if CPU > 90%."] });
    const id = await suggested({ message: `${symptom}\u001b[2K`, values: { CPU: { value: 97, unit: "%" } } });
    const terminal = await ask(id);
    for (const text of [
      "stale-lock",
      "exact match (1.00)",
      "CPU = 97%",
      "holds",
      "Will run",
      "Verified by",
      "Rolled back by",
      "autonomy-off",
      "the same message (exact, 1.00); it has not run for this error yet",
    ])
      expect(terminal.screen).toContain(text);
    expect(terminal.screen).toContain("\\x1b[2K");
    terminal.press("y\r");
    expect(await terminal.ends()).toBe(0);
    expect(ran()).toHaveLength(1);
    expect(await pending()).toEqual([]);
  });

  it.each([
    ["n", "n\r"],
    ["Enter", "\r"],
    ["the end of input", "\u0004"],
    ["more than y", "yes\r"],
  ])("%s is no: nothing runs, the suggestion is closed and audited", async (_name, keys) => {
    await approve();
    const terminal = await ask(await suggested());
    terminal.press(keys);
    expect(await terminal.ends()).toBe(11);
    expect(ran()).toEqual([]);
    expect(await pending()).toEqual([]);
    expect(await audited("suggestion.declined")).toHaveLength(1);
  });

  it("silence is no", async () => {
    open(", promptTimeoutSeconds: 1");
    await approve();
    const terminal = await ask(await suggested());
    expect(await terminal.ends()).toBe(11);
    expect(ran()).toEqual([]);
    expect(await pending()).toEqual([]);
  });

  it("Ctrl-C is no answer: nothing runs and the suggestion stays", async () => {
    await approve();
    const terminal = await ask(await suggested());
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
    expect(ran()).toEqual([]);
    expect(await pending()).toHaveLength(1);
    expect(terminal.screen).toContain(question.trim());
  });

  it("high risk takes the typed id only; --yes and a closed stdin run nothing and decline nothing", async () => {
    await approve({ attributes: ' {"risk":"destructive"}' });
    const id = await suggested();
    const [{ risk } = { risk: null }] = await pending();
    expect(risk).toBe("high");
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 11 });
    expect(await product.ask(["confirm", id])).toMatchObject({ code: 11 });
    expect(await product.ask(["confirm", id], { input: "stale-lock\n" })).toMatchObject({ code: 11 });
    expect(await pending()).toHaveLength(1);
    const terminal = new Terminal(["confirm", id], product);
    await terminal.shows("High risk. Type the runbook's id (stale-lock) to run it");
    terminal.press("y\r");
    expect(await terminal.ends()).toBe(11);
    expect(ran()).toEqual([]);
    const again = new Terminal(["confirm", await suggested()], product);
    await again.shows("High risk.");
    again.press("stale-lock\r");
    await again.ends();
    expect(ran()).toHaveLength(1);
  });

  it("names the policy's rules that are switched off", async () => {
    await approve();
    const policy = readFileSync(new URL("../../blocklist.yaml", import.meta.url), "utf8");
    const rule = /^ {2}- id: (\S+)$/m.exec(policy)?.[1] ?? "";
    product.write(
      "blocklist.yaml",
      `schema: 1\nrules: []\noff:\n  - {id: ${rule}, reason: rebuilt every night}\n`,
    );
    const checked = await product.ask(["check", "ls"]);
    expect(checked, checked.stderr).toMatchObject({ code: 0 });
    const terminal = await ask(await suggested());
    expect(terminal.screen.replace(/\u001b\[\d+m/g, "")).toContain(`rule off ${rule}: rebuilt every night`);
    terminal.press("n\r");
    await terminal.ends();
  });
});

describe("an alert", { timeout: 120_000 }, () => {
  it("brings its labels to the inputs that come from them, as data", async () => {
    await approve({
      head: [`symptoms: ['${symptom}']`, "inputs: {WHERE: {from: alert.labels.instance}}"],
    });
    const instance = "db-1; touch ../owned $(id)";
    const id = await suggested({ message: symptom, labels: { instance, password: "hunter2hunter2" } });
    expect(JSON.stringify(await pending())).not.toContain("hunter2");
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 0 });
    expect(ran()).toEqual([`ran ${instance}`]);
  });

  it("is found by the name that somebody wrote under alerts, whatever its words are", async () => {
    await approve({ head: ["alerts: [DiskAlmostFull]"] });
    expect(
      await raise({ message: "/var is at 97 %", labels: { alertname: "DiskAlmostFull" } }),
    ).toMatchObject({ kind: "exact", runbook: "stale-lock", outcome: "suggested" });
    expect(await raise({ message: "/var is at 97 %", labels: { alertname: "Other" } })).toMatchObject({
      outcome: "no-match",
    });
  });

  it("that is over closes its suggestion, in the audit too", async () => {
    await approve();
    const id = await suggested({ id: "a-7", message: symptom });
    expect(await raise({ id: "a-7", message: symptom, status: "resolved" })).toMatchObject({
      outcome: "resolved",
      suggestion: id,
    });
    expect(await pending()).toEqual([]);
    expect(await audited("suggestion.closed")).toHaveLength(1);
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 2 });
  });

  it("of two hosts is two questions, of one host is one with a count", async () => {
    await approve();
    for (const instance of ["db-1:9100", "db-1:9100", "db-2:9100"])
      await raise({ message: symptom, labels: { instance } });
    expect((await pending()).map(({ host, count }) => [host, count])).toEqual([
      ["db-1", 2],
      ["db-2", 1],
    ]);
  });

  it("finds the better of two runbooks first, and says why", async () => {
    await approve({ id: "a-worse", verify: `test ! -e ${place}/broken` });
    await approve({ id: "b-better" });
    await product.ask(["confirm", await suggested(), "--yes"]);
    appendFileSync(join(place, "broken"), "");
    const tried = z.looseObject({ runbook: z.string() });
    expect(tried.parse(await raise()).runbook).toBe("a-worse");
    await product.ask(["confirm", (await pending())[0]?.id ?? "", "--yes"]);
    await product.ask(["confirm", await suggested(), "--yes"]);
    await raise();
    expect((await pending())[0]).toMatchObject({
      runbook: "b-better",
      why: expect.stringContaining("the best of 2 runbooks"),
    });
  });
});

describe("a fix that fails", { timeout: 120_000 }, () => {
  it("twice for one error is not suggested any more, and that is said", async () => {
    await approve({ verify: "false" });
    daemon = await product.up();
    for (let n = 0; n < 2; n++) await product.ask(["confirm", await suggested(), "--yes"]);
    const told = await product.ask(["alert"], { input: symptom });
    expect(told.stdout).toContain("nothing is suggested: failed-twice");
    expect(readFileSync(join(product.workspace, "state/notices"), "utf8")).toContain(
      "'stale-lock' failed twice for this error and is not suggested any more",
    );
    expect(await audited("suggestion.stopped")).toHaveLength(1);
    await raise();
    expect(await audited("suggestion.stopped")).toHaveLength(1);
    // Another text is another fix.
    await approve({ id: "other", verify: "true" });
    expect(await raise()).toMatchObject({ runbook: "other" });
  });
  it("is none where nothing verifies it", async () => {
    product.write(
      "runbooks/drafts/open.md",
      `---\nid: open\nsymptoms: ['${symptom}']\n---\n\n# Open\n\n## Fix\n\n1. \`touch ${place}/x\`\n`,
    );
    expect(await product.ask(["approve", "open"])).toMatchObject({ code: 0 });
    for (let n = 0; n < 3; n++)
      expect(await product.ask(["confirm", await suggested(), "--yes"])).toMatchObject({ code: 1 });
    await suggested();
  });
});

describe("a guard block that only reads", { timeout: 120_000 }, () => {
  const guarded = (): Parts => ({ text: ["## Guard", "", "```sh", `test -e ${place}/needed`, "```"] });

  it("is measured before anybody is asked", async () => {
    await approve(guarded());
    expect(await raise()).toMatchObject({ outcome: "guard-does-not-hold", suggestion: null });
    expect(await audited("guard.measured")).toHaveLength(1);
    appendFileSync(join(place, "needed"), "");
    const id = await suggested();
    expect((await pending())[0]).toMatchObject({ guards: [{ holds: true, value: 0 }] });
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 0 });
  });
  it("and again before it runs", async () => {
    await approve(guarded());
    appendFileSync(join(place, "needed"), "");
    const id = await suggested();
    rmSync(join(place, "needed"));
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 1 });
    expect(ran()).toEqual([]);
  });
});

describe("the patrol", { timeout: 180_000 }, () => {
  it("makes one question of ten thousand lines, and none of those that follow the fix", async () => {
    await approve();
    daemon = await product.up();
    appendFileSync(log, `${Array.from({ length: 10_000 }, () => line()).join("\n")}\n`);
    await until(async () => (await pending())[0]?.count === 10_000, "all to be counted", 60_000);
    const [{ id } = { id: "" }] = await pending();
    expect(await pending()).toHaveLength(1);
    expect(readFileSync(join(product.workspace, "state/notices"), "utf8").match(/confirm/g)).toHaveLength(1);
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 0 });
    appendFileSync(log, `${line()}\n`);
    await sleep(2_000);
    expect(await pending()).toEqual([]);
  });

  it("counts what is old by its own time and does not ask about it", async () => {
    await approve();
    daemon = await product.up();
    const old = new Date(Date.now() - 3_600_000).toISOString();
    appendFileSync(log, `${old} ERROR app: ${symptom}\n`);
    const Rows = z.array(z.looseObject({ seen: z.number() }));
    await until(
      async () => Rows.parse(await product.json(["patterns"])).some(({ seen }) => seen === 1),
      "the line to be counted",
    );
    expect(await pending()).toEqual([]);
  });

  it("takes a newer line's measurement before the one that raised the question", async () => {
    await approve({ text: ["Only do this if CPU > 90%."] });
    daemon = await product.up();
    appendFileSync(log, `${new Date().toISOString()} INFO host: CPU usage 97%\n${line()}\n`);
    await until(async () => (await pending()).length === 1, "the question");
    expect((await pending())[0]).toMatchObject({ guards: [{ holds: true, value: 97 }] });
    appendFileSync(log, `${new Date().toISOString()} INFO host: CPU usage 12%\n`);
    await sleep(1_500);
    const answer = await product.ask(["--json", "confirm", (await pending())[0]?.id ?? "", "--yes"]);
    expect(answer.stdout).toContain('"result":"not-applicable"');
    expect(ran()).toEqual([]);
  });

  it("keeps a question over a restart; nobody is told twice", async () => {
    await approve();
    daemon = await product.up();
    appendFileSync(log, `${line()}\n`);
    await until(async () => (await pending()).length === 1, "the question");
    await daemon.stop("SIGKILL");
    daemon = await product.up();
    appendFileSync(log, `${line()}\n`);
    await until(async () => (await pending())[0]?.count === 2, "it to be counted");
    expect(await audited("suggestion.opened")).toHaveLength(1);
  });

  it("a no on the terminal holds for a while, also against the lines that go on", async () => {
    await approve();
    daemon = await product.up();
    appendFileSync(log, `${line()}\n`);
    await until(async () => (await pending()).length === 1, "the question");
    await product.ask(["decline", (await pending())[0]?.id ?? "", "--reason", "planned work"]);
    for (let n = 0; n < 3; n++) {
      appendFileSync(log, `${line()}\n`);
      await sleep(500);
    }
    expect(await pending()).toEqual([]);
    expect((await audited("suggestion.declined")).join()).toContain("planned work");
  });
});

describe("a question whose time is over", () => {
  it("is closed, and the audit says so", async () => {
    open(", suggestionTtlSeconds: 1");
    await approve();
    const id = await suggested();
    await sleep(1_200);
    expect(await pending()).toEqual([]);
    expect(await audited("suggestion.expired")).toHaveLength(1);
    expect(await product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 2 });
    expect(await suggested()).not.toBe(id);
  });
});
