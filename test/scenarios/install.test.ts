import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** What npm and a shell need, and nothing that compiles: no cc, gcc, g++, make, python3. */
const programs = ["sh", "bash", "env", "cat", "ls", "mkdir", "rm", "cp", "chmod", "uname", "id", "git"];

let folder = "";
let bin = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-install-"));
  bin = join(folder, "bin");
  mkdirSync(bin);
  for (const name of programs) {
    const at = (process.env["PATH"] ?? "").split(":").map((place) => join(place, name));
    const found = at.find((path) => realPath(path) !== null);
    if (found !== undefined) symlinkSync(found, join(bin, name));
  }
  symlinkSync(process.execPath, join(bin, "node"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null; // Not there: the next folder of PATH may have it.
  }
}

/** npm as a script, so that it runs under this Node; its cache is that of `npm ci`, which came before these tests. */
async function npmScript(): Promise<string> {
  const { stdout } = await execa("bash", ["-c", "command -v npm"]);
  return realPath(stdout.trim()) ?? join(dirname(process.execPath), "npm");
}

it("npm ci without a compiler and with install scripts off builds a program that works", {
  timeout: 300_000,
}, async () => {
  const clone = join(folder, "clone");
  mkdirSync(clone);
  for (const name of [
    "package.json",
    "package-lock.json",
    ".npmrc",
    "tsconfig.json",
    "src",
    "scripts",
    "shell-hooks",
    "blocklist.yaml",
  ])
    cpSync(`${root}${name}`, join(clone, name), { recursive: true });
  const { npm_config_cache: given, ...others } = process.env;
  const asked = await execa("npm", ["config", "get", "cache"], { cwd: root });
  const env = { ...others, PATH: bin, npm_config_cache: given ?? asked.stdout.trim() };
  const here = { cwd: clone, env, extendEnv: false, stdin: "ignore", all: true } as const;
  for (const compiler of ["cc", "gcc", "g++", "make", "python3"])
    expect(
      (await execa("sh", ["-c", `command -v ${compiler}`], { ...here, reject: false })).exitCode,
    ).not.toBe(0);
  const npm = await npmScript();
  await execa(process.execPath, [npm, "ci", "--ignore-scripts", "--prefer-offline", "--no-audit"], here);
  await execa(process.execPath, ["scripts/build.mjs"], here);
  const workspace = join(folder, "workspace");
  const reifier = async (...words: string[]) =>
    await execa(process.execPath, ["dist/main.js", "--workspace", workspace, ...words], {
      ...here,
      reject: false,
    });
  const status = await reifier("status");
  expect(status.exitCode, status.all).toBe(0);
  expect(status.stdout).toContain("sessions    0");
  const prefix = join(folder, "prefix");
  mkdirSync(join(prefix, "lib"), { recursive: true });
  const linking = { ...here, env: { ...env, npm_config_prefix: prefix } };
  await execa(process.execPath, [npm, "link", "--ignore-scripts", "--prefer-offline"], linking);
  const linked = await execa(join(prefix, "bin", "reifier"), ["--version"], { ...here, cwd: folder });
  expect(linked.stdout, "as npm link puts it on the PATH").toBe("0.1.0");
  const pty =
    'const p = require("@lydell/node-pty").spawn("bash", ["-c", "echo on a pty"], {}); p.onData((d) => process.stdout.write(d));';
  expect((await execa(process.execPath, ["-e", pty], here)).stdout).toContain("on a pty");
});
