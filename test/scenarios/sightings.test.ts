import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { askDaemon, LiveStatus } from "../../src/entry/daemon/control.ts";
import { type Daemon, Product, until } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const Patterns = z.array(z.object({ id: z.string(), seen: z.number() }));
const error = "ERROR could not create lock file /var/cache/app.lock\n";

let product: Product;
let daemon: Daemon | null = null;
let log = "";
beforeEach(() => {
  product = new Product();
  log = join(dirname(product.workspace), "app.log");
  writeFileSync(log, "");
  product.write("reifier.yaml", `observe: {history: []}\npatrol: {logs: [{path: ${log}}]}\n`);
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

const patterns = async () => Patterns.parse(await product.json(["patterns"]));
const audit = (): string => {
  const path = join(product.workspace, "audit", "audit.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};
/** Three errors that the daemon has counted. */
async function seenThrice(): Promise<void> {
  writeFileSync(log, error.repeat(3));
  await until(async () => (await patterns())[0]?.seen === 3, "three sightings");
}
async function rebuiltFromFiles(): Promise<z.infer<typeof Patterns>> {
  for (const part of ["", "-wal", "-shm"])
    rmSync(join(product.workspace, `state/graph.db${part}`), { force: true });
  expect((await product.ask(["graph", "rebuild"])).code).toBe(0);
  return await patterns();
}

/** Behind its first tick, at which it tells what an earlier one could not; then nothing for half an hour. */
async function upForAWhile(): Promise<Daemon> {
  const started = await product.up();
  const socket = join(product.workspace, "state", "socket");
  const ticked = async () => LiveStatus.safeParse(await askDaemon(socket, "status")).data?.tickedAt ?? null;
  await until(async () => (await ticked()) !== null, "its first tick");
  return started;
}

describe("what the daemon saw", () => {
  it("is in the audit when it was stopped, so that a graph made again knows it", async () => {
    daemon = await product.up();
    await seenThrice();
    const before = await patterns();
    expect(await daemon.stop("SIGTERM")).not.toBeNull();
    expect(audit()).toContain("patterns.seen");
    expect(await rebuiltFromFiles()).toEqual(before);
  });

  it("reaches the audit after a kill, once, soon after the next start", async () => {
    daemon = await upForAWhile();
    await seenThrice();
    const before = await patterns();
    await daemon.stop("SIGKILL");
    expect(audit()).not.toContain("patterns.seen");
    daemon = await product.up();
    await until(() => audit().includes("patterns.seen"), "what was seen before the kill");
    await daemon.stop("SIGTERM");
    expect(audit().match(/patterns\.seen/g)).toHaveLength(1);
    expect(await rebuiltFromFiles()).toEqual(before);
  });

  it("does not keep it from stopping where the audit cannot be written; it is told later", async () => {
    daemon = await upForAWhile();
    await seenThrice();
    const before = await patterns();
    const folder = join(product.workspace, "audit");
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "in the way");
    await daemon.stop("SIGTERM");
    expect(daemon.output).toContain("audit: ");
    rmSync(folder);
    expect((await product.ask(["graph", "rebuild"])).code).toBe(0);
    expect(await rebuiltFromFiles()).toEqual(before);
  });
});
