import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Daemon, Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

const Sessions = z.array(z.object({ id: z.string() }));
const Shown = z.object({ records: z.array(z.object({ command: z.string() })) });

let product: Product;
let daemon: Daemon | null = null;
beforeEach(() => {
  product = new Product("observe: {history: []}\n");
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  product.remove();
});

async function recorded(): Promise<string[]> {
  const commands: string[] = [];
  for (const { id } of Sessions.parse(await product.json(["sessions"]))) {
    commands.push(
      ...Shown.parse(await product.json(["sessions", "show", id])).records.map((record) => record.command),
    );
  }
  return commands;
}

describe("a daemon that is killed", () => {
  it("loses no command and repeats none, whenever it dies", { timeout: 120_000 }, async () => {
    daemon = await product.up();
    const home = join(product.workspace, "..", "person");
    mkdirSync(home);
    const shell = await TypedShell.start({ home, rc: `. ${join(product.workspace, "state", "hook.bash")}` });
    const typed: string[] = [];
    for (let round = 0; round < 8; round++) {
      const killing = sleep(Math.random() * 400).then(() => daemon?.stop("SIGKILL"));
      for (let i = 0; i < 25; i++) {
        const line = `: round ${round} command ${i}`;
        await shell.type(line);
        typed.push(line);
      }
      await killing;
      daemon = await product.up();
    }
    await shell.exit();
    await until(async () => (await recorded()).length >= typed.length, "every command to be stored");
    expect((await recorded()).sort()).toEqual([...typed].sort());
  });

  it("is told from a running one: a second daemon says who holds the workspace and exits 2", async () => {
    daemon = await product.up();
    const second = await product.ask(["up"]);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`another daemon (pid ${daemon.pid}) holds the workspace`);
    expect(second.stderr).toContain("hint: ");
    await daemon.stop("SIGKILL");
    daemon = await product.up();
    expect(await product.json(["status"])).toMatchObject({ running: true, pid: daemon.pid });
    expect((await product.ask(["down"])).code).toBe(0);
    expect(await product.json(["status"])).toMatchObject({ running: false, pid: null });
  });
});
