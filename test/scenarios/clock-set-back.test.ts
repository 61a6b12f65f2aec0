import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answer, Product } from "../support/product.ts";

const ahead = fileURLToPath(new URL("../support/clock-ahead.mjs", import.meta.url));
const symptom = "could not lock /x/app.lock";

let product: Product;
beforeEach(async () => {
  product = new Product("operator: {onApprove: register}\n");
  const healed = join(product.workspace, "healed");
  product.write(
    "runbooks/drafts/lock.md",
    `---\nid: app-lock\nsymptoms: ["${symptom}"]\n---\n# Fix DB Lockup\n\n## Fix\n\n\`\`\`sh\ntouch ${healed}\n\`\`\`\n\n## Verify\n\n\`\`\`sh\ntest -e ${healed}\n\`\`\`\n`,
  );
  expect((await inAnHour(["approve", "app-lock"])).code).toBe(0);
});
afterEach(() => product.remove());

const inAnHour = async (words: readonly string[], input?: string): Promise<Answer> =>
  await product.ask(words, {
    env: { NODE_OPTIONS: `--import ${ahead}` },
    ...(input === undefined ? {} : { input }),
  });
const raise = async (): Promise<Answer> => await product.ask(["alert"], { input: symptom });
const open = async (): Promise<string[]> =>
  z
    .array(z.object({ id: z.string() }))
    .parse(await product.json(["pending"]))
    .map(({ id }) => id);

describe("a clock that was set back an hour", { timeout: 60_000 }, () => {
  it("hides no alert behind a run that ended in what is the future now", async () => {
    await inAnHour(["alert"], symptom);
    const [before = ""] = await open();
    expect((await inAnHour(["confirm", before, "--yes"])).code).toBe(0);
    rmSync(join(product.workspace, "healed"));
    expect((await raise()).stdout).toContain("suggested: g-");
    const [id = ""] = await open();
    expect((await product.ask(["confirm", id, "--yes"])).code).toBe(0);
    expect(existsSync(join(product.workspace, "healed"))).toBe(true);
    expect((await product.ask(["audit", "verify"])).code).toBe(0);
  });

  it("takes no earlier no for an answer of now, and keeps a question that was open", async () => {
    await inAnHour(["alert"], symptom);
    const [first = ""] = await open();
    expect((await raise()).stdout, "the same question, counted").toContain(first);
    expect(await open()).toEqual([first]);
    expect((await inAnHour(["decline", first])).code).toBe(0);
    expect((await raise()).stdout).toContain("suggested: g-");
  });

  it("drafts what is typed then, beside what was typed before", async () => {
    for (const [file, at, name] of [
      ["before", Date.now() + 3_600_000, "app"],
      ["after", Date.now(), "db"],
    ] as const) {
      const history = product.write(file, `#${Math.floor(at / 1_000)}\nsystemctl restart ${name}\n`);
      const observe = ["observe", "--history", history, "--format", "bash", "--once"];
      expect((file === "before" ? await inAnHour(observe) : await product.ask(observe)).code).toBe(0);
    }
    const ended = await product.ask(["sessions", "end"]);
    expect(ended.stdout.match(/I've drafted/g)).toHaveLength(2);
  });
});
