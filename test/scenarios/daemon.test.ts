import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { drawn } from "../support/drawn.ts";
import { Terminal } from "../support/keys.ts";
import { type Daemon, Product, until } from "../support/product.ts";

const Status = z.object({
  running: z.boolean(),
  since: z.string().nullable(),
  pid: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  problems: z.array(z.string()),
});

let product: Product;
let daemon: Daemon | null = null;
let terminal: Terminal | null = null;
beforeEach(() => {
  product = new Product("operator: {onApprove: register}\n");
});
afterEach(async () => {
  terminal?.kill();
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

const status = async () => Status.parse(await product.json(["status"]));
const socket = (): string => join(product.workspace, "state", "socket");

describe("up --detach", () => {
  it("started four times at once is one daemon, and the others say that it runs", async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => product.ask(["up", "--detach"])));
    try {
      expect(all.filter(({ code }) => code === 0)).toHaveLength(1);
      for (const { code, stderr } of all.filter((one) => one.code !== 0)) {
        expect(code).toBe(2);
        expect(stderr).toMatch(/^reifier: another daemon .*holds the workspace/);
      }
    } finally {
      expect((await product.ask(["down"])).code).toBe(0);
    }
  });
});

describe("the daemon's control socket", () => {
  it("answers only its own account, with what the daemon says of itself", async () => {
    daemon = await product.up();
    await until(() => existsSync(socket()), "the socket");
    expect(statSync(socket()).mode & 0o777).toBe(0o600);
    const { memoryBytes, problems, running } = await status();
    expect(running).toBe(true);
    expect(memoryBytes).toBeGreaterThan(1_000_000);
    expect(problems).toEqual([]);
  });

  it("lives where a long workspace path leaves room for it", async () => {
    const deep = join(product.workspace, "a".repeat(60), "b".repeat(60));
    const runtime = join(dirname(product.workspace), "run");
    mkdirSync(deep, { recursive: true, mode: 0o700 });
    mkdirSync(runtime, { mode: 0o700 });
    const env = { XDG_RUNTIME_DIR: runtime };
    const started = await product.ask(["--workspace", deep, "up", "--detach"], { env });
    expect(started.code, started.stderr).toBe(0);
    const asked = await product.ask(["--json", "--workspace", deep, "status"], { env });
    expect(Status.parse(JSON.parse(asked.stdout)).memoryBytes).toBeGreaterThan(1_000_000);
    expect((await product.ask(["--workspace", deep, "down"], { env })).code).toBe(0);
  });

  it("survives whatever is written to it", async () => {
    daemon = await product.up();
    for (const text of ["nonsense\n", '{"ask":"format"}\n', "x".repeat(100_000), ""]) {
      await new Promise<void>((resolve) => {
        const client = createConnection(socket());
        client.on("close", () => resolve()).on("error", () => resolve());
        client.end(text);
        client.resume();
      });
    }
    expect((await status()).memoryBytes).not.toBeNull();
  });

  it("a hung daemon does not hold up status, which says what it fell back to", async () => {
    daemon = await product.up();
    process.kill(daemon.pid, "SIGSTOP");
    const { running, memoryBytes, problems } = await status();
    process.kill(daemon.pid, "SIGCONT");
    expect(running).toBe(true);
    expect(memoryBytes).toBeNull();
    expect(problems.join()).toContain("does not answer; this is what its files say");
  });

  it("a hung daemon that is to stop: down says what it waits for, and what to type when that was in vain", async () => {
    daemon = await product.up();
    process.kill(daemon.pid, "SIGSTOP");
    const down = await product.ask(["down"]);
    expect(down.code).toBe(1);
    expect(down.stderr).toContain("it does not answer, so a signal was sent; waiting up to 10 s");
    expect(down.stderr).toContain(`hint: look at state/reifier.log; to end it: kill -9 ${daemon.pid}`);
    process.kill(daemon.pid, "SIGCONT");
    await until(() => daemon?.ended === true, "the signal to be taken");
    expect((await product.ask(["status"])).stdout).toContain("not running");
  });

  it("a killed daemon leaves nothing that keeps the next one from starting", async () => {
    daemon = await product.up();
    await daemon.stop("SIGKILL");
    expect(existsSync(socket())).toBe(true);
    expect((await status()).running).toBe(false);
    daemon = await product.up();
    expect((await status()).memoryBytes).not.toBeNull();
    expect((await product.ask(["down"])).code).toBe(0);
    expect(existsSync(socket())).toBe(false);
  });
});

describe("up on a terminal", () => {
  it("shows one calm page that changes in place, and stops at Ctrl-C with the terminal as it was", async () => {
    terminal = new Terminal(["up"], { workspace: product.workspace, columns: 100 });
    await terminal.shows("reifier is watching");
    await terminal.shows("drafts        none waits");
    await terminal.shows("Ctrl-C stops");
    const before = terminal.screen.length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(terminal.screen.length, "a page at rest stands still").toBe(before);
    product.write("runbooks/drafts/new.md", "# New\n\n**Fix Sequence**:\n\n1. `systemctl restart app`\n");
    await terminal.shows("runbooks/drafts/new.md (reifier review)");
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
    expect((await status()).running).toBe(false);
  });

  it("shows every line of itself when lines came and went above others", async () => {
    product.write("reifier.yaml", "");
    terminal = new Terminal(["up"], { workspace: product.workspace, columns: 100 });
    await terminal.shows("Ctrl-C stops");
    const { since } = await status();
    product.write("reifier.yaml", "observe: {sessionGapSeconds: 301}\n");
    await terminal.shows("settings changed: taken");
    product.write("runbooks/drafts/new.md", "# New\n\n**Fix Sequence**:\n\n1. `systemctl restart app`\n");
    await terminal.shows("runbooks/drafts/new.md (reifier review)");
    const text = drawn(terminal.screen);
    const page = text.slice(text.findIndex((line) => line.startsWith("reifier is watching"))).join("\n");
    expect(page).toMatch(
      /^ {2}drafts {8}runbooks\/drafts\/new\.md \(reifier review\)\n\n[\d:]+ +settings changed: taken\n\n[\s\S]*\n\nCtrl-C stops\n?$/m,
    );
    expect((await status()).since, "new settings are no new daemon").toBe(since);
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
  });

  it("is lines, without an escape sequence, where the terminal can do nothing else", async () => {
    terminal = new Terminal(["up"], { workspace: product.workspace, env: { TERM: "dumb" } });
    await terminal.shows("Ctrl-C stops");
    product.write("runbooks/approved/new.md", "# New\n\n**Fix**:\n\n1. `systemctl restart app`\n");
    await terminal.shows("Approve 'New'?");
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
    expect(terminal.screen).not.toContain("\u001b");
  });

  it("is drawn anew when the terminal changes its size, with nothing of the old page left", async () => {
    terminal = new Terminal(["up"], { workspace: product.workspace, columns: 100 });
    await terminal.shows("Ctrl-C stops");
    terminal.resize(40, 20);
    await terminal.shows("\u001b[H\u001b[2J");
    await terminal.shows("reifier is watching");
    await terminal.shows("Ctrl-C stops");
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
  });

  it("opens a suggestion with c and is a page again afterwards", async () => {
    product.write(
      "runbooks/drafts/lock.md",
      '---\nid: app-lock\nsymptoms: ["could not lock /x/app.lock"]\n---\n# Fix DB Lockup\n\n## Fix\n\n```sh\ntouch "$HOME/healed"\n```\n\n## Verify\n\n```sh\ntest -e "$HOME/healed"\n```\n',
    );
    expect((await product.ask(["approve", "app-lock"])).code).toBe(0);
    terminal = new Terminal(["up"], { workspace: product.workspace, columns: 100 });
    await terminal.shows("Ctrl-C stops");
    await product.ask(["alert"], { input: "could not lock /x/app.lock" });
    await terminal.shows("? Execute 'Fix DB Lockup'? Type: reifier confirm g-");
    await terminal.shows("c opens the suggestion");
    terminal.press("c");
    await terminal.shows("Run it? Type y for yes");
    await new Promise((resolve) => setTimeout(resolve, 300));
    terminal.press("y\r");
    await terminal.shows("resolved: ");
    await terminal.shows("reifier is watching");
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
  });
});

describe("the daemon's log", () => {
  it("is kept small", async () => {
    product.write("state/reifier.log", "x".repeat(6 * 1024 * 1024));
    daemon = await product.up();
    const size = () => statSync(join(product.workspace, "state", "reifier.log")).size;
    await until(() => size() < 100_000, "the log to be emptied");
    expect(readFileSync(join(product.workspace, "state", "reifier.log.1"), "utf8").length).toBeGreaterThan(
      6_000_000,
    );
  });
});
