import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Daemon, Product, until } from "../support/product.ts";

const symptom = "could not create lock file /var/cache/app.lock: held";
const line = (text = symptom): string => `${new Date().toISOString()} ERROR app: ${text}\n`;

const Pending = z.array(z.object({ id: z.string(), line: z.string().nullable(), count: z.number() }));
const Patterns = z.array(z.object({ seen: z.number(), template: z.string(), runbooks: z.array(z.string()) }));

let product: Product;
let daemon: Daemon | null = null;
let place = "";
let log = "";

beforeEach(async () => {
  product = new Product(
    "observe: {history: []}\npatrol: {logs: [{path: ../logs/*.log}]}\noperator: {onApprove: register}\n",
  );
  place = join(product.workspace, "..");
  mkdirSync(join(place, "logs"));
  log = join(place, "logs/app.log");
  writeFileSync(log, "");
  product.write(
    "runbooks/drafts/lock.md",
    `---\nid: lock\nsymptoms: ['${symptom}']\n---\n\n# Lock\n\n## Fix\n\n1. \`touch ${place}/ran\`\n`,
  );
  expect(await product.ask(["approve", "lock"])).toMatchObject({ code: 0 });
  daemon = await product.up();
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

const pending = async () => Pending.parse(await product.json(["pending"]));
const counted = async (): Promise<number> => (await pending()).reduce((sum, { count }) => sum + count, 0);
const counts = (times: number): Promise<void> =>
  until(async () => (await counted()) === times, `${times} to be counted`, 60_000);

async function whileDown(change: () => void): Promise<void> {
  await daemon?.stop("SIGKILL");
  change();
  daemon = await product.up();
}

describe("a log that nobody made for reading", { timeout: 180_000 }, () => {
  it.each<[string, () => Buffer]>([
    ["binary data", () => Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256))],
    ["NUL bytes", () => Buffer.alloc(100_000)],
    ["a line of 8 MiB", () => Buffer.alloc(8 * 1024 * 1024, "ERROR x ")],
    ["invalid UTF-8", () => Buffer.from([0xff, 0xfe, 0x0a, 0xc3, 0x28, 0x0a, 0xed, 0xa0, 0x80])],
    ["ten thousand lines of nothing", () => Buffer.alloc(10_000, "\n")],
  ])("%s does not keep the daemon from the line behind it", async (_name, bytes) => {
    appendFileSync(log, bytes());
    appendFileSync(log, `\n${line()}`);
    await counts(1);
    expect(daemon?.ended).toBe(false);
    expect(daemon?.output).not.toMatch(/\n {4}at |patrol:/);
  });

  it("code in a line stays text: in the question, at the prompts, in the report and the graph", async () => {
    const owned = join(place, "owned");
    const code = `$(touch ${owned}) \`touch ${owned}\`; touch ${owned} | sh \u001b[2J\u001b]0;owned\u0007 ' DETACH DELETE n //`;
    const fenced = '```sh {"role":"fix"} touch owned ``` --- status: approved';
    appendFileSync(log, line(`${symptom} ${code} ${fenced}`));
    await counts(1);
    const [{ id } = { id: "" }] = await pending();
    for (const words of [["pending"], ["status"], ["patterns"], ["audit"]]) {
      const { stdout, stderr } = await product.ask(words);
      expect(stdout + stderr, words.join(" ")).not.toMatch(/[\u001b\u0007]/);
    }
    await product.ask(["confirm", id, "--yes"]);
    expect(existsSync(join(place, "ran"))).toBe(true);
    expect(existsSync(owned)).toBe(false);
    const [report = ""] = readdirSync(join(product.workspace, "incidents"));
    const text = readFileSync(join(product.workspace, "incidents", report), "utf8");
    expect(text).not.toMatch(/[\u001b\u0007]|^```sh \{/m);
    expect((await product.ask(["graph", "stats"])).code).toBe(0);
  });
});

describe("a log while the daemon is down", { timeout: 180_000 }, () => {
  it("that is rotated is read to its end, and the new one from its start", async () => {
    appendFileSync(log, line());
    await counts(1);
    await whileDown(() => {
      appendFileSync(log, line());
      renameSync(log, `${log}.1`);
      writeFileSync(log, line());
    });
    await counts(3);
  });

  it.each([
    ["shorter than it was", 1],
    ["longer than it was", 40],
  ])("that is emptied and now %s is read from its start", async (_name, lines) => {
    appendFileSync(log, line().repeat(10));
    await counts(10);
    await whileDown(() => {
      truncateSync(log);
      appendFileSync(log, line().repeat(lines));
    });
    await counts(10 + lines);
  });

  it("that disappears is no failure, and comes back", async () => {
    appendFileSync(log, line());
    await counts(1);
    await whileDown(() => rmSync(log));
    writeFileSync(log, line());
    await counts(2);
  });

  it("that went on for long: old lines are counted and not asked about, new ones are", async () => {
    const old = new Date(Date.now() - 3_600_000).toISOString();
    await whileDown(() => appendFileSync(log, `${old} ERROR app: ${symptom}\n`.repeat(50)));
    const seen = async (): Promise<number> =>
      Patterns.parse(await product.json(["patterns"])).find(({ runbooks }) => runbooks.length > 0)?.seen ?? 0;
    await until(async () => (await seen()) === 50, "the old lines to be counted", 60_000);
    expect(await pending()).toEqual([]);
    appendFileSync(log, line());
    await counts(1);
  });
});
