import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { partsOf, shows, transcriptOf } from "../support/document.ts";
import { freePort } from "../support/free-port.ts";
import { main, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const parts = partsOf(`${root}README.md`);

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "reifier-readme-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

describe("the README's commands", { timeout: 180_000 }, () => {
  it("are those that CI runs, in a fresh clone", () => {
    const commands = parts.filter(({ kind }) => kind === "sh").map(({ text }) => text.trim());
    expect(commands).toEqual(["npm ci && npm start", "npm ci && npm test"]);
    const ci = readFileSync(`${root}.ci/run`, "utf8");
    expect(ci).toMatch(/^npm ci$/m);
    expect(ci).toMatch(/^npm test$/m);
  });

  it("npm start builds, watches, and says so", async () => {
    const clone = join(home, "clone");
    mkdirSync(clone);
    for (const name of [
      "src",
      "scripts",
      "shell-hooks",
      "workspace/reifier.yaml",
      "package.json",
      "tsconfig.json",
      "blocklist.yaml",
    ])
      cpSync(`${root}${name}`, join(clone, name), { recursive: true });
    symlinkSync(`${root}node_modules`, join(clone, "node_modules"));
    const started = execa("npm", ["start"], {
      cwd: clone,
      env: { HOME: home, PATH: process.env["PATH"] ?? "" },
      extendEnv: false,
      reject: false,
      stdin: "ignore",
      all: true,
    });
    let output = "";
    started.all?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    await until(() => output.includes("reifier is watching"), `it to watch, not:\n${output}`, 60_000);
    const pid = Number(/\(pid (\d+)\)/.exec(output)?.[1]);
    process.kill(pid, "SIGTERM");
    await started;
  });
});

describe("the session that the README shows", { timeout: 180_000 }, () => {
  it("happens as it is told, in a real shell, with a real service", async () => {
    const shop = await openShop();
    const settings = parts.find(({ kind }) => kind === "yaml")?.text ?? "";
    const bin = join(home, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "reifier"), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
    chmodSync(join(bin, "reifier"), 0o755);
    const env = { HOME: home, PATH: `${bin}:${process.env["PATH"] ?? ""}` };
    const reifier = async (...words: string[]) =>
      await execa("reifier", words, { env, cwd: home, extendEnv: false, reject: false });
    await reifier("init", "--shell", "bash");
    writeFileSync(join(home, ".reifier/reifier.yaml"), `${settings}operator: {onApprove: register}\n`);
    shop.breakIt();
    const shell = await TypedShell.start({
      home,
      rc: `export PATH='${env.PATH}'\n. ${join(home, ".reifier/state/hook.bash")}`,
    });
    try {
      for (const part of parts) {
        if (part.kind === "remark") shop.breakIt();
        if (part.kind === "console") await type(shell, part, async () => await openSuggestion(reifier));
      }
    } finally {
      await reifier("down", "--force");
      shell.kill();
      shop.stop();
    }
  });

  /** The id in the README is made up; the one on the screen is not. */
  async function openSuggestion(
    reifier: (...words: string[]) => Promise<{ stdout?: unknown }>,
  ): Promise<string> {
    let id = "";
    await until(
      async () => {
        id = /g-[0-9A-Z]+/.exec(String((await reifier("pending")).stdout))?.[0] ?? "";
        return id !== "";
      },
      "a suggestion",
      20_000,
    );
    return id;
  }

  async function type(
    shell: TypedShell,
    part: { text: string; line: number },
    id: () => Promise<string>,
  ): Promise<void> {
    const text = part.text.includes("g-7K2MQX") ? part.text.replaceAll("g-7K2MQX", await id()) : part.text;
    for (const { typed, shown } of transcriptOf(text)) {
      const screen = (await shell.type(typed, 60_000))
        .replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, "")
        .replaceAll("\r", "");
      const output = screen.split("\n").slice(1).join("\n");
      expect(
        shows(output, shown),
        `README line ${part.line}: ${typed}\nshows\n${output}\nnot\n${shown.join("\n")}`,
      ).toBe(true);
    }
  }

  async function openShop() {
    const shop = join(home, "shop");
    mkdirSync(shop);
    copyFileSync(`${root}scripts/demo/shopctl`, join(shop, "shopctl"));
    writeFileSync(
      join(shop, "shop.env"),
      `NODE='${process.execPath}'\nSERVICE='${root}scripts/demo/service.mjs'\nPORT=${await freePort()}\n`,
    );
    const control = (act: string): void => {
      try {
        execFileSync(join(shop, "shopctl"), [act], { stdio: "ignore" });
      } catch {
        // Failing to start is the fault.
      }
    };
    control("start");
    return {
      breakIt: () => {
        process.kill(Number(readFileSync(join(shop, "shop.pid"), "utf8")), "SIGKILL");
        control("start");
      },
      stop: () => control("stop"),
    };
  }
});
