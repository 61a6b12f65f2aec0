import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main, Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

describe("completion", () => {
  /** What the shell itself offers for a line, sorted. */
  const offered: Record<string, (script: string, line: string) => Promise<string[]>> = {
    bash: async (script, line) => {
      const ask =
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _reifier; printf "%s\\n" "${COMPREPLY[@]}"';
      return await run("bash", ["--norc", "-c", ask, "bash", script, ...line.split(" ")]);
    },
    zsh: async (script, line) => {
      // What zsh's own functions would be handed.
      const stubs =
        "compdef() {}; compadd() { shift; print -l -- $@ }; _files() {}; _describe() { print -l -- ${${(P)2}%%:*} }";
      const ask = `${stubs}; source "$1"; shift; words=("$@"); CURRENT=$#; _reifier`;
      const found = await run("zsh", ["-f", "-c", ask, "zsh", script, ...line.split(" ")]);
      return found.filter((word) => word.startsWith(line.split(" ").at(-1) ?? ""));
    },
    fish: async (script, line) => {
      const found = await run("fish", [
        "--no-config",
        "-c",
        'source $argv[1]; complete -C "$argv[2]"',
        script,
        line,
      ]);
      return found.map((word) => word.split("\t")[0] ?? "");
    },
  };
  const run = async (shell: string, words: readonly string[]): Promise<string[]> => {
    const path = `${join(dirname(product.workspace), "bin")}:${process.env["PATH"] ?? ""}`;
    const { stdout, stderr } = await execa(shell, words, { cwd: product.workspace, env: { PATH: path } });
    expect(stderr).toBe("");
    return stdout
      .split("\n")
      .filter((word) => word !== "")
      .sort();
  };

  it.each(["bash", "zsh", "fish"])("of %s knows commands, their words, options and values", async (shell) => {
    const printed = await product.ask(["completion", shell]);
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    const script = product.write(`../completion.${shell}`, printed.stdout);
    const ask = async (line: string) => (await offered[shell]?.(script, line)) ?? [];
    expect(await ask("reifier re")).toEqual(expect.arrayContaining(["redact", "reject", "resume", "retire"]));
    expect(await ask("reifier --workspace up sessions ")).toEqual(["end", "note", "show"]);
    expect(await ask("reifier graph export --format ")).toEqual(["dot", "json", "mermaid"]);
    expect(await ask("reifier hook ")).toEqual(["bash", "fish", "zsh"]);
    expect(await ask("reifier lint --f")).toEqual(["--fix"]);
    expect(await ask("reifier run x --js")).toEqual(["--json"]);
  });
  it.each(["bash", "zsh", "fish"])("of %s knows the ids that there are in this workspace", async (shell) => {
    chmodSync(
      product.write("../bin/reifier", `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`),
      0o755,
    );
    const script = product.write(`../completion.${shell}`, (await product.ask(["completion", shell])).stdout);
    const ask = async (line: string) =>
      (await offered[shell]?.(script, `reifier --workspace ${product.workspace} ${line}`)) ?? [];
    for (const name of ["app-lock", "app-slow", "db-lock"])
      product.write(`runbooks/drafts/${name}.md`, "# T\n\n**Fix**:\n\n1. `systemctl restart app`\n");
    expect(await ask("show ")).toEqual(["app-lock", "app-slow", "db-lock"]);
    expect(await ask("approve app")).toEqual(["app-lock", "app-slow"]);
    expect(await ask("confirm ")).toEqual([]);
  });
  it("of zsh works where nothing has set completion up, and says nothing", async () => {
    const script = product.write("../completion.zsh", (await product.ask(["completion", "zsh"])).stdout);
    const ask = 'source "$1"; print -l -- $_comps[reifier]';
    expect(await run("zsh", ["-f", "-c", ask, "zsh", script])).toEqual(["_reifier"]);
  });
  it("names every command that --help shows", async () => {
    const { stdout: help } = await product.ask(["--help"]);
    const { stdout: script } = await product.ask(["completion", "bash"]);
    const commands = [...(help.split("Recording and drafting:")[1] ?? "").matchAll(/^ {2}([a-z]+)/gm)].map(
      ([, name]) => name ?? "",
    );
    expect(commands.length).toBeGreaterThan(20);
    for (const name of commands.filter((one) => one !== "help")) expect(script).toContain(`"${name}")`);
  });
  it("names the shells it knows for another one, exit 2", async () => {
    const answer = await product.ask(["completion", "tcsh"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toMatch(/^reifier: unknown shell "tcsh"\nhint: .+\n$/);
  });
});
