import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Terminal } from "../support/keys.ts";
import { Operated, type Parts, symptom } from "../support/operated.ts";

let room: Operated;
beforeEach(() => {
  room = new Operated();
});
afterEach(() => room.remove());

/** The same with other settings of the operator. */
function reopen(settings: string): void {
  room.product.remove();
  room = new Operated(settings);
}

describe("the question on a terminal", { timeout: 120_000 }, () => {
  const question = "Run it? Type y for yes, anything else is no: ";
  const ask = async (id: string): Promise<Terminal> => {
    const terminal = new Terminal(["confirm", id], room.product);
    await terminal.shows("Run it? Type y for yes");
    return terminal;
  };

  it("shows everything, and y runs it", async () => {
    await room.approve({ text: ["Only do this if CPU > 90%."] });
    const id = await room.suggested({
      message: `${symptom}\u001b[2K`,
      values: { CPU: { value: 97, unit: "%" } },
    });
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
    expect(room.ran()).toHaveLength(1);
    expect(await room.pending()).toEqual([]);
  });

  it.each([
    ["n", "n\r"],
    ["Enter", "\r"],
    ["the end of input", "\u0004"],
    ["more than y", "yes\r"],
  ])("%s is no: nothing runs, the suggestion is closed and audited", async (_name, keys) => {
    await room.approve();
    const terminal = await ask(await room.suggested());
    terminal.press(keys);
    expect(await terminal.ends()).toBe(11);
    expect(room.ran()).toEqual([]);
    expect(await room.pending()).toEqual([]);
    expect(await room.audited("suggestion.declined")).toHaveLength(1);
  });

  it("silence is no", async () => {
    reopen(", promptTimeoutSeconds: 1");
    await room.approve();
    const terminal = await ask(await room.suggested());
    expect(await terminal.ends()).toBe(11);
    expect(room.ran()).toEqual([]);
    expect(await room.pending()).toEqual([]);
  });

  it("Ctrl-C is no answer: nothing runs and the suggestion stays", async () => {
    await room.approve();
    const terminal = await ask(await room.suggested());
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
    expect(room.ran()).toEqual([]);
    expect(await room.pending()).toHaveLength(1);
    expect(terminal.screen).toContain(question.trim());
  });

  it("high risk takes the typed id only; --yes and a closed stdin run nothing and decline nothing", async () => {
    await room.approve({ attributes: ' {"risk":"destructive"}' });
    const id = await room.suggested();
    const [{ risk } = { risk: null }] = await room.pending();
    expect(risk).toBe("high");
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 11 });
    expect(await room.product.ask(["confirm", id])).toMatchObject({ code: 11 });
    expect(await room.product.ask(["confirm", id], { input: "stale-lock\n" })).toMatchObject({ code: 11 });
    expect(await room.pending()).toHaveLength(1);
    const terminal = new Terminal(["confirm", id], room.product);
    await terminal.shows("High risk. Type the runbook's id (stale-lock) to run it");
    terminal.press("y\r");
    expect(await terminal.ends()).toBe(11);
    expect(room.ran()).toEqual([]);
    const again = new Terminal(["confirm", await room.suggested()], room.product);
    await again.shows("High risk.");
    again.press("stale-lock\r");
    await again.ends();
    expect(room.ran()).toHaveLength(1);
  });

  it("names the policy's rules that are switched off", async () => {
    await room.approve();
    const policy = readFileSync(new URL("../../blocklist.yaml", import.meta.url), "utf8");
    const rule = /^ {2}- id: (\S+)$/m.exec(policy)?.[1] ?? "";
    room.product.write(
      "blocklist.yaml",
      `schema: 1\nrules: []\noff:\n  - {id: ${rule}, reason: rebuilt every night}\n`,
    );
    const checked = await room.product.ask(["check", "ls"]);
    expect(checked, checked.stderr).toMatchObject({ code: 0 });
    const terminal = await ask(await room.suggested());
    expect(terminal.screen.replace(/\u001b\[\d+m/g, "")).toContain(`rule off ${rule}: rebuilt every night`);
    terminal.press("n\r");
    await terminal.ends();
  });
});

describe("an alert", { timeout: 120_000 }, () => {
  it("brings its labels to the inputs that come from them, as data", async () => {
    await room.approve({
      head: [`symptoms: ['${symptom}']`, "inputs: {WHERE: {from: alert.labels.instance}}"],
    });
    const instance = "db-1; touch ../owned $(id)";
    const id = await room.suggested({ message: symptom, labels: { instance, password: "hunter2hunter2" } });
    expect(JSON.stringify(await room.pending())).not.toContain("hunter2");
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 0 });
    expect(room.ran()).toEqual([`ran ${instance}`]);
  });

  it("is found by the name that somebody wrote under alerts, whatever its words are", async () => {
    await room.approve({ head: ["alerts: [DiskAlmostFull]"] });
    expect(
      await room.raise({ message: "/var is at 97 %", labels: { alertname: "DiskAlmostFull" } }),
    ).toMatchObject({ kind: "exact", runbook: "stale-lock", outcome: "suggested" });
    expect(await room.raise({ message: "/var is at 97 %", labels: { alertname: "Other" } })).toMatchObject({
      outcome: "no-match",
    });
  });

  it("that is over closes its suggestion, in the audit too", async () => {
    await room.approve();
    const id = await room.suggested({ id: "a-7", message: symptom });
    expect(await room.raise({ id: "a-7", message: symptom, status: "resolved" })).toMatchObject({
      outcome: "resolved",
      suggestion: id,
    });
    expect(await room.pending()).toEqual([]);
    expect(await room.audited("suggestion.closed")).toHaveLength(1);
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 2 });
  });

  it("of two hosts is two questions, of one host is one with a count", async () => {
    await room.approve();
    for (const instance of ["db-1:9100", "db-1:9100", "db-2:9100"])
      await room.raise({ message: symptom, labels: { instance } });
    expect((await room.pending()).map(({ host, count }) => [host, count])).toEqual([
      ["db-1", 2],
      ["db-2", 1],
    ]);
  });

  it("finds the better of two runbooks first, and says why", async () => {
    await room.approve({ id: "a-worse", verify: `test ! -e ${room.place}/broken` });
    await room.approve({ id: "b-better" });
    await room.product.ask(["confirm", await room.suggested(), "--yes"]);
    appendFileSync(join(room.place, "broken"), "");
    const tried = z.looseObject({ runbook: z.string() });
    expect(tried.parse(await room.raise()).runbook).toBe("a-worse");
    await room.product.ask(["confirm", (await room.pending())[0]?.id ?? "", "--yes"]);
    await room.product.ask(["confirm", await room.suggested(), "--yes"]);
    await room.raise();
    expect((await room.pending())[0]).toMatchObject({
      runbook: "b-better",
      why: expect.stringContaining("the best of 2 runbooks"),
    });
  });
});

describe("a fix that fails", { timeout: 120_000 }, () => {
  it("twice for one error is not suggested any more, and that is said", async () => {
    await room.approve({ verify: "false" });
    await room.up();
    for (let n = 0; n < 2; n++) await room.product.ask(["confirm", await room.suggested(), "--yes"]);
    const told = await room.product.ask(["alert"], { input: symptom });
    expect(told.stdout).toContain("nothing is suggested: failed-twice");
    expect(readFileSync(join(room.product.workspace, "state/notices"), "utf8")).toContain(
      "'stale-lock' failed twice for this error and is not suggested any more",
    );
    expect(await room.audited("suggestion.stopped")).toHaveLength(1);
    await room.raise();
    expect(await room.audited("suggestion.stopped")).toHaveLength(1);
    // Another text is another fix.
    await room.approve({ id: "other", verify: "true" });
    expect(await room.raise()).toMatchObject({ runbook: "other" });
  });
  it("is none where nothing verifies it", async () => {
    room.product.write(
      "runbooks/drafts/open.md",
      `---\nid: open\nsymptoms: ['${symptom}']\n---\n\n# Open\n\n## Fix\n\n1. \`touch ${room.place}/x\`\n`,
    );
    expect(await room.product.ask(["approve", "open"])).toMatchObject({ code: 0 });
    for (let n = 0; n < 3; n++)
      expect(await room.product.ask(["confirm", await room.suggested(), "--yes"])).toMatchObject({ code: 1 });
    await room.suggested();
  });
});

describe("a guard block that only reads", { timeout: 120_000 }, () => {
  const guarded = (): Parts => ({ text: ["## Guard", "", "```sh", `test -e ${room.place}/needed`, "```"] });

  it("is measured before anybody is asked", async () => {
    await room.approve(guarded());
    expect(await room.raise()).toMatchObject({ outcome: "guard-does-not-hold", suggestion: null });
    expect(await room.audited("guard.measured")).toHaveLength(1);
    appendFileSync(join(room.place, "needed"), "");
    const id = await room.suggested();
    expect((await room.pending())[0]).toMatchObject({ guards: [{ holds: true, value: 0 }] });
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 0 });
  });
  it("and again before it runs", async () => {
    await room.approve(guarded());
    appendFileSync(join(room.place, "needed"), "");
    const id = await room.suggested();
    rmSync(join(room.place, "needed"));
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 1 });
    expect(room.ran()).toEqual([]);
  });
});
