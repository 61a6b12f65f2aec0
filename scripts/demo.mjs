// The whole circle in under a minute, in a temporary workspace with a real small service: a person fixes a fault in a real
// shell, the fix becomes a draft, the person approves it, the fault comes back, and after a yes the runbook heals it.
import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawn as openTerminal } from "@lydell/node-pty";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = `${root}dist/main.js`;
const folder = mkdtempSync(join(tmpdir(), "reifier-demo-"));
const shop = join(folder, "shop");
const workspace = join(folder, "workspace");
const started = Date.now();
let daemon = null;

const nonEmpty = (list) => (list.length > 0 ? list : null);

const tell = (text) =>
  console.log(`\n\u001b[1m${((Date.now() - started) / 1000).toFixed(1)} s  ${text}\u001b[0m`);
const reifier = (...words) =>
  execFileSync(process.execPath, [program, "--workspace", workspace, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

try {
  await import("./build.mjs");
  const port = await freePort();
  makeShop(port);
  await circle(port);
} finally {
  // Only what this script started, by its own pid files.
  daemon?.kill("SIGTERM");
  if (existsSync(join(shop, "shopctl"))) execFileSync(join(shop, "shopctl"), ["stop"], { stdio: "ignore" });
  await sleep(300);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function circle(port) {
  tell("reifier starts watching (reifier up)");
  writeSettings();
  daemon = spawn(process.execPath, [program, "--workspace", workspace, "up"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  daemon.stdout.on("data", (text) => process.stdout.write(String(text).replace(/^/gm, "    ")));
  await until(
    () => existsSync(join(workspace, "state", "hook.bash")) && existsSync(join(workspace, "state", "pid")),
    "the daemon",
  );

  tell("the shop breaks: it is killed, its lock stays, and it cannot start again");
  breakShop();
  tell("a person fixes it in an ordinary interactive bash");
  await typeTheFix(port);

  const draft = await until(() => firstDraft(), "the draft");
  tell(`the draft: ${draft}`);
  console.log(readFileSync(join(workspace, "runbooks", "drafts", draft), "utf8").replace(/^/gm, "    "));

  tell("the person gives it a title and a condition, and moves it to approved/: that is the approval");
  approve(draft);
  await until(
    () => JSON.parse(reifier("--json", "runbooks", "--status", "approved")).length === 1,
    "the approval",
  );
  console.log(reifier("runbooks").replace(/^/gm, "    "));

  tell("the fault comes back; the patrol recognises the line in the log");
  breakShop();
  const [suggestion] = await until(
    () => nonEmpty(JSON.parse(reifier("--json", "pending"))),
    "the suggestion",
  );
  tell(`a yes: reifier confirm ${suggestion.id} --yes`);
  console.log(reifier("confirm", suggestion.id, "--yes").replace(/^/gm, "    "));

  const health = await fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text());
  tell(`the shop answers again: ${health.trim()}`);
  console.log(reifier("incidents").replace(/^/gm, "    "));
  console.log(reifier("audit", "verify").replace(/^/gm, "    "));
}

function makeShop(port) {
  mkdirSync(shop);
  copyFileSync(`${root}scripts/demo/shopctl`, join(shop, "shopctl"));
  writeFileSync(
    join(shop, "shop.env"),
    `NODE='${process.execPath}'\nSERVICE='${root}scripts/demo/service.mjs'\nPORT=${port}\n`,
  );
  execFileSync(join(shop, "shopctl"), ["start"], { stdio: "inherit" });
}

function writeSettings() {
  mkdirSync(workspace, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(workspace, "reifier.yaml"),
    `observe: {history: []}\npatrol: {logs: [{path: ${join(shop, "shop.log")}}]}\noperator: {onApprove: register}\n`,
  );
}

function breakShop() {
  process.kill(Number(readFileSync(join(shop, "shop.pid"), "utf8")), "SIGKILL");
  for (let i = 0; i < 2; i++) {
    try {
      execFileSync(join(shop, "shopctl"), ["start"], { stdio: ["ignore", "ignore", "inherit"] });
    } catch {
      // That is the fault.
    }
  }
}

/** Types like a person into a real bash on a real pty, waiting for each prompt. */
async function typeTheFix(port) {
  const rc = join(folder, "bashrc");
  writeFileSync(rc, `PS1='shop$ '\n. ${join(workspace, "state", "hook.bash")}\n`);
  const terminal = openTerminal("bash", ["--noprofile", "--rcfile", rc, "-i"], {
    cols: 120,
    rows: 30,
    cwd: shop,
    env: { PATH: process.env.PATH, HOME: folder, TERM: "dumb", LANG: "C.UTF-8" },
  });
  let screen = "";
  terminal.onData((text) => {
    screen += text;
    process.stdout.write(text.replaceAll("\n", "\n    "));
  });
  const prompts = () => screen.split("shop$ ").length - 1;
  await until(() => prompts() > 0, "a prompt");
  const lines = [
    `curl -sS -m 2 http://127.0.0.1:${port}/`,
    "tial shop.log",
    "tail -n 3 shop.log",
    "./shopctl start",
    "cat shop.lock",
    "./shopctl stop",
    "rm shop.lock",
    "./shopctl start",
    `curl -fsS -m 2 http://127.0.0.1:${port}/`,
  ];
  for (const line of lines) {
    const before = prompts();
    terminal.write(`${line}\r`);
    await until(() => prompts() > before, line);
    await sleep(150);
  }
  terminal.write("exit\r");
  await sleep(300);
}

function firstDraft() {
  const drafts = join(workspace, "runbooks", "drafts");
  return readdirSync(drafts).find((name) => name.endsWith(".md") && statSync(join(drafts, name)).size > 0);
}

function approve(draft) {
  const from = join(workspace, "runbooks", "drafts", draft);
  const text = readFileSync(from, "utf8").replace(
    /^# Incident Report.*$/m,
    "# Stale lock keeps the shop down\n\nOnly do this if CPU > 90%",
  );
  writeFileSync(from, text);
  renameSync(from, join(workspace, "runbooks", "approved", draft));
}

async function until(fact, what) {
  for (let i = 0; i < 100; i++) {
    const found = fact();
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`waited 20 s for ${what}`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
