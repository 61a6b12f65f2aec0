import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { line, Operated, symptom } from "../support/operated.ts";
import { until } from "../support/product.ts";

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

describe("the patrol", { timeout: 180_000 }, () => {
  it("makes one question of ten thousand lines, and none of those that follow the fix", async () => {
    await room.approve();
    await room.up();
    appendFileSync(room.log, `${Array.from({ length: 10_000 }, () => line()).join("\n")}\n`);
    await until(async () => (await room.pending())[0]?.count === 10_000, "all to be counted", 60_000);
    const [{ id } = { id: "" }] = await room.pending();
    expect(await room.pending()).toHaveLength(1);
    expect(
      readFileSync(join(room.product.workspace, "state/notices"), "utf8").match(/confirm/g),
    ).toHaveLength(1);
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 0 });
    appendFileSync(room.log, `${line()}\n`);
    await sleep(2_000);
    expect(await room.pending()).toEqual([]);
  });

  it("counts what is old by its own time and does not ask about it", async () => {
    await room.approve();
    await room.up();
    const old = new Date(Date.now() - 3_600_000).toISOString();
    appendFileSync(room.log, `${old} ERROR app: ${symptom}\n`);
    const Rows = z.array(z.looseObject({ seen: z.number() }));
    await until(
      async () => Rows.parse(await room.product.json(["patterns"])).some(({ seen }) => seen === 1),
      "the line to be counted",
    );
    expect(await room.pending()).toEqual([]);
  });

  it("takes a newer line's measurement before the one that raised the question", async () => {
    await room.approve({ text: ["Only do this if CPU > 90%."] });
    await room.up();
    appendFileSync(room.log, `${new Date().toISOString()} INFO host: CPU usage 97%\n${line()}\n`);
    await until(async () => (await room.pending()).length === 1, "the question");
    expect((await room.pending())[0]).toMatchObject({ guards: [{ holds: true, value: 97 }] });
    appendFileSync(room.log, `${new Date().toISOString()} INFO host: CPU usage 12%\n`);
    await sleep(1_500);
    const answer = await room.product.ask([
      "--json",
      "confirm",
      (await room.pending())[0]?.id ?? "",
      "--yes",
    ]);
    expect(answer.stdout).toContain('"result":"not-applicable"');
    expect(room.ran()).toEqual([]);
  });

  it("keeps a question over a restart; nobody is told twice", async () => {
    await room.approve();
    await room.up();
    appendFileSync(room.log, `${line()}\n`);
    await until(async () => (await room.pending()).length === 1, "the question");
    await room.daemon?.stop("SIGKILL");
    await room.up();
    appendFileSync(room.log, `${line()}\n`);
    await until(async () => (await room.pending())[0]?.count === 2, "it to be counted");
    expect(await room.audited("suggestion.opened")).toHaveLength(1);
  });

  it("a no on the terminal holds for a while, also against the lines that go on", async () => {
    await room.approve();
    await room.up();
    appendFileSync(room.log, `${line()}\n`);
    await until(async () => (await room.pending()).length === 1, "the question");
    await room.product.ask(["decline", (await room.pending())[0]?.id ?? "", "--reason", "planned work"]);
    for (let n = 0; n < 3; n++) {
      appendFileSync(room.log, `${line()}\n`);
      await sleep(500);
    }
    expect(await room.pending()).toEqual([]);
    expect((await room.audited("suggestion.declined")).join()).toContain("planned work");
  });
});

describe("a question whose time is over", () => {
  it("is closed, and the audit says so", async () => {
    reopen(", suggestionTtlSeconds: 1");
    await room.approve();
    const id = await room.suggested();
    await sleep(1_200);
    expect(await room.pending()).toEqual([]);
    expect(await room.audited("suggestion.expired")).toHaveLength(1);
    expect(await room.product.ask(["confirm", id, "--yes"])).toMatchObject({ code: 2 });
    expect(await room.suggested()).not.toBe(id);
  });
});
