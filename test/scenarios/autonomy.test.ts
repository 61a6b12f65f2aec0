import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { approveTyped } from "../support/approve-typed.ts";
import { type Daemon, Product, until } from "../support/product.ts";

const symptom = "ERROR app: could not create lock file /var/cache/app.lock: held";
const settings = (autonomy: string, more = ""): string =>
  `observe: {history: []}\noperator: {onApprove: register}\nautonomy: {${autonomy}}\n${more}`;

/** A fix that says when it ran, and may be made to fail or to take its time by files beside it. */
const runbook = (place: string, more: { readonly guard?: string; readonly id?: string } = {}): string =>
  [
    "---",
    `id: ${more.id ?? "stale-lock"}`,
    "autonomy: auto",
    `symptoms: ['${symptom}']`,
    "---",
    "",
    "# Stale lock",
    "",
    ...(more.guard === undefined ? [] : [more.guard, ""]),
    "## Fix",
    "",
    "```sh",
    `echo ran >> ${place}/ran; if [ -e ${place}/slow ]; then sleep 30; fi`,
    "```",
    "",
    "## Verify",
    "",
    "```sh",
    `test ! -e ${place}/broken`,
    "```",
    "",
  ].join("\n");

const Suggestions = z.array(z.object({ id: z.string(), autonomy: z.string().optional(), count: z.number() }));
const AuditLine = z.looseObject({
  type: z.string(),
  actor: z.string(),
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
});

let product: Product;
let daemon: Daemon | null = null;
let place = "";

afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

const open = (words: string, more = ""): void => {
  product = new Product(settings(words, more));
  place = join(product.workspace, "..");
};
const ran = (): number => {
  try {
    return readFileSync(join(place, "ran"), "utf8").trim().split("\n").length;
  } catch {
    return 0;
  }
};
const pending = async () => Suggestions.parse(await product.json(["pending"]));
const raise = (text = symptom) => product.json(["alert"], { input: text });
const audit = async (...words: string[]) =>
  (await product.ask(["--json", "audit", ...words])).stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => AuditLine.parse(JSON.parse(line)));

/** Approved on a terminal by its typed id. */
async function approve(id = "stale-lock", more: { readonly guard?: string } = {}): Promise<void> {
  product.write(`runbooks/drafts/${id}.md`, runbook(place, { ...more, id }));
  expect(await approveTyped(product, id)).toBe(0);
}

async function cleanRuns(times: number, id = "stale-lock", words: string[] = []): Promise<void> {
  for (let n = 0; n < times; n++) {
    expect(await product.ask(["run", id, "--yes", ...words])).toMatchObject({ code: 0 });
  }
}

const on = "enabled: true, minVerifiedRuns: 2, minConfidence: 0.3";

describe("a runbook that proved itself", { timeout: 120_000 }, () => {
  it("runs by itself, says so before and after, and the report says why", async () => {
    open(on, `notify: {command: 'cat >> ${"$HOME"}/notices'}\n`);
    await approve();
    await cleanRuns(2);
    daemon = await product.up();
    expect(await product.json(["status"])).toMatchObject({
      autonomy: [
        { runbook: "stale-lock", allowed: true, reason: "trusted: 2 verified runs, confidence 0.425" },
      ],
    });
    await raise();
    await until(() => ran() === 3, "the daemon to run it");
    await until(() => daemon?.output.includes("ran by itself") ?? false, "the announcement of the end");
    expect(daemon.output).toMatch(
      /Running 'Stale lock' by itself \(trusted: 2 verified runs, confidence 0\.425\)\. To stop it: reifier abort x-/,
    );
    expect(daemon.output).toMatch(/Stale lock: resolved \(ran by itself\), see incidents\/INC-/);
    expect(daemon.output).not.toContain("Execute 'Stale lock'?");
    const notices = () => readFileSync(join(place, "notices"), "utf8").trim().split("\n");
    await until(() => notices().length === 2, "the command to be told of both");
    expect(notices().join("\n")).not.toContain('"suggestion"');
    expect(readFileSync(join(product.workspace, "state", "notices"), "utf8")).toContain("ran by itself");
    expect((await audit("--actor", "autonomy")).map(({ type }) => type)).toEqual([
      "run.start",
      "autonomy.run",
      "run.confirmed",
      "suggestion.claimed",
      "step.start",
      "step.end",
      "step.start",
      "step.end",
      "run.end",
    ]);
    expect(await pending()).toEqual([]);
    const [incident] = z.array(z.object({ id: z.string() })).parse(await product.json(["incidents"]));
    const report = (await product.ask(["incidents", "show", incident?.id ?? ""])).stdout;
    expect(report).toContain("runs by itself: trusted: 2 verified runs, confidence 0.425");
    expect(report).toContain("autonomy said yes");
    expect((await product.ask(["audit", "verify"])).code).toBe(0);
  });

  it("asks again after one run that did not verify, and its count begins at zero", async () => {
    open(on);
    await approve();
    await cleanRuns(2);
    daemon = await product.up();
    writeFileSync(join(place, "broken"), "");
    await raise();
    await until(() => daemon?.output.includes("unverified (ran by itself)") ?? false, "it to fail");
    await raise();
    await until(async () => (await pending()).length === 1, "a person to be asked");
    expect(await pending()).toMatchObject([{ autonomy: "too-few-runs: 0 of 2 verified runs" }]);
    await until(
      () => daemon?.output.includes("Execute 'Stale lock'?") ?? false,
      "the question on the screen",
    );
    expect(ran()).toBe(3);
    expect(await product.json(["runbooks"])).toMatchObject([{ confidence: 0 }]);
  });

  it("runs so many times within an hour and no more", async () => {
    open(`${on}, maxPerHour: 1`);
    await approve();
    await cleanRuns(2);
    daemon = await product.up();
    await raise();
    await until(() => daemon?.output.includes("ran by itself") ?? false, "the first");
    await raise();
    await until(async () => (await pending()).length === 1, "a person to be asked");
    expect(await pending()).toMatchObject([{ autonomy: "rate-limited: 1 of 1 runs within the hour" }]);
    expect(ran()).toBe(3);
  });

  it("is stopped at once by a pause of the operator, and nothing else begins", async () => {
    open(on);
    await approve();
    await cleanRuns(2);
    daemon = await product.up();
    writeFileSync(join(place, "slow"), "");
    await raise();
    await until(() => ran() === 3, "it to begin");
    const paused = await product.ask(["pause", "--operator"]);
    expect(paused).toMatchObject({ code: 0 });
    expect(paused.stderr).toMatch(/^ended what ran by itself: stale-lock \(x-\w+\), interrupted: /m);
    expect(await product.json(["incidents"])).toMatchObject([{ result: "interrupted" }, {}, {}]);
    expect(await raise()).toMatchObject({ outcome: "operator-paused" });
    expect(await product.json(["status"])).toMatchObject({
      autonomy: [{ allowed: false, reason: "paused: the operator is paused" }],
      executions: [],
    });
    await product.ask(["resume"]);
    expect(await product.json(["status"])).toMatchObject({
      autonomy: [{ reason: "too-few-runs: 0 of 2 verified runs" }],
    });
  });
});

describe("a person is asked", { timeout: 120_000 }, () => {
  const asked = async (reason: RegExp): Promise<void> => {
    await until(async () => (await pending()).length === 1, "the suggestion");
    expect((await pending())[0]?.autonomy).toMatch(reason);
    // A daemon that would run it has had its chance.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await pending()).toHaveLength(1);
  };

  it("where autonomy is off, whatever the runbook says", async () => {
    open("enabled: false, minVerifiedRuns: 1, minConfidence: 0");
    await approve();
    await cleanRuns(2);
    daemon = await product.up();
    await raise();
    await asked(/^autonomy-off: /);
    expect(ran()).toBe(2);
  });

  it("where the line is only similar, the guard does not hold or is not known", async () => {
    open(on);
    await approve("stale-lock", { guard: "Only do this if CPU > 90%." });
    await cleanRuns(2, "stale-lock", ["--set", "CPU=97%"]);
    daemon = await product.up();
    await raise();
    await asked(/^guard-unknown: /);
    expect(
      await product.json(["alert"], {
        input: JSON.stringify({ message: symptom, values: { CPU: { value: 12, unit: "%" } } }),
      }),
    ).toMatchObject({ outcome: "guard-does-not-hold" });
    const [waiting] = await pending();
    await product.ask(["decline", waiting?.id ?? ""]);
    await product.json(["alert"], {
      input: JSON.stringify({
        message: symptom.replace("held", "taken"),
        values: { CPU: { value: 97, unit: "%" } },
      }),
    });
    await asked(/^similar-only: /);
    expect(ran()).toBe(2);
    await product.ask(["decline", (await pending())[0]?.id ?? ""]);
    await product.json(["alert"], {
      input: JSON.stringify({ message: symptom, values: { CPU: { value: 97, unit: "%" } } }),
    });
    await until(() => ran() === 3, "it to run where the guard holds");
  });

  it("where it was approved without --autonomy, or changed since", async () => {
    open(on);
    await approve();
    await cleanRuns(2);
    const path = join(product.workspace, "runbooks/approved/stale-lock.md");
    writeFileSync(path, readFileSync(path, "utf8").replace("echo ran", "echo  ran"));
    expect(await product.ask(["approve", "stale-lock"])).toMatchObject({ code: 0 });
    daemon = await product.up();
    await raise();
    await asked(/^not-approved-for-autonomy: /);
    expect(ran()).toBe(2);
  });

  it("where what is written into the audit, the database or a report makes nothing trusted", async () => {
    open(on);
    await approve();
    await cleanRuns(2);
    const file = join(product.workspace, "audit/audit.jsonl");
    const lines = readFileSync(file, "utf8").trim().split("\n");
    writeFileSync(file, `${lines.filter((_line, i) => i !== 1).join("\n")}\n`);
    daemon = await product.up();
    await raise();
    await asked(/^audit-broken: /);
    expect(ran()).toBe(2);
  });

  it("where an inherited variable says that autonomy is on", async () => {
    open("enabled: false");
    await approve();
    const env = { REIFIER_AUTONOMY_ENABLED: "true", REIFIER_AUTONOMY_MIN_VERIFIED_RUNS: "1" };
    const status = await product.ask(["--json", "status"], { env });
    expect(status.stdout).not.toContain('"allowed":true');
  });
});

describe("approve --autonomy", { timeout: 120_000 }, () => {
  it("needs a terminal and the id, typed", async () => {
    open(on);
    product.write("runbooks/drafts/stale-lock.md", runbook(place));
    expect(await product.ask(["approve", "stale-lock", "--autonomy"])).toMatchObject({ code: 11 });
    for (const keys of ["y\r", "\r", "stale-loc\r", "\x04"]) {
      expect(await approveTyped(product, "stale-lock", { keys })).toBe(11);
    }
    expect(await product.json(["runbooks"])).toMatchObject([{ status: "draft" }]);
  });
});
