import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { useBesieged } from "../support/besieged.ts";
import { until } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const besieged = useBesieged();

describe("text from outside", () => {
  it("of an input is data, whatever it looks like", async () => {
    const evil = besieged().trace("evil");
    await besieged().approved("one", {
      head: "inputs: {V: {required: true}}\n",
      fix: `printf '%s' "$V" > ${besieged().trace()}`,
    });
    for (const value of [
      `; touch ${evil}`,
      `$(touch ${evil})`,
      `\`touch ${evil}\``,
      `x\ntouch ${evil}`,
      "-rf",
      "'\"",
    ]) {
      expect(await besieged().runs("one", "--set", `V=${value}`)).toBe(1);
      expect(besieged().ran()).toBe(value);
      expect(existsSync(evil)).toBe(false);
    }
  });

  it("that a block prints does not choose where the next block's programs come from", async () => {
    const programs = besieged().trace("programs");
    mkdirSync(programs);
    writeFileSync(join(programs, "ls"), `#!/bin/sh\ntouch ${besieged().trace("evil")}\n`, { mode: 0o755 });
    const log = besieged().trace("app.log");
    writeFileSync(log, `PATH=${programs}\nBASH_ENV=${programs}/ls\nLD_PRELOAD=x\n`);
    const before = `## Diagnosis\n\n\`\`\`sh\ncat ${log} >> "$RUNBOOK_OUTPUT"\n\`\`\`\n\n`;
    await besieged().approved("one", { before, fix: `ls / > ${besieged().trace()}` });
    expect(await besieged().runs("one")).toBe(1);
    expect(besieged().ran()).toContain("etc");
    expect(existsSync(besieged().trace("evil"))).toBe(false);
  });

  it("of the caller's environment runs nothing", async () => {
    await besieged().approved("one");
    const path = besieged().trace("programs");
    const script = join(path, "x.sh");
    mkdirSync(path);
    writeFileSync(script, `touch ${besieged().trace("evil")}\n`);
    writeFileSync(join(path, "echo"), `#!/bin/sh\ntouch ${besieged().trace("evil")}\n`, { mode: 0o755 });
    const env = {
      BASH_ENV: script,
      ENV: script,
      PROMPT_COMMAND: `. ${script}`,
      "BASH_FUNC_echo%%": `() { . ${script}; }`,
    };
    const words = [["run", "one", "--yes"], ["lint"], ["doctor"], ["approve", "one"], ["status"]];
    for (const one of words) await besieged().product.ask(one, { env });
    expect(besieged().ran()).toBe("one\n");
    expect(existsSync(besieged().trace("evil"))).toBe(false);
  });

  it("of a repository's settings runs nothing when the daemon looks at an edited file", {
    timeout: 90_000,
  }, async () => {
    besieged().product.write("reifier.yaml", "observe: {history: []}\nscribe: {draftWhen: always}\n");
    const home = join(dirname(besieged().product.workspace), "person");
    const repo = join(home, "repo");
    mkdirSync(repo, { recursive: true });
    writeFileSync(join(repo, "app.conf"), "listen=1\n");
    const date = "2024-01-01T00:00:00Z";
    const env = { ...process.env, HOME: home, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const git = (...words: string[]): string =>
      execFileSync("git", ["-C", repo, "-c", "user.name=p", "-c", "user.email=p@x", ...words], {
        env,
      }).toString();
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    const blob = git("rev-parse", "HEAD:app.conf").trim();
    git("config", "core.fsmonitor", `touch ${besieged().trace("evil")}; false`);
    git("config", "core.sshCommand", `touch ${besieged().trace("evil")}; false`);
    for (const [key, value] of [
      ["remote.origin.url", "ssh://x@127.0.0.1/y"],
      ["remote.origin.promisor", "true"],
      ["extensions.partialClone", "origin"],
      ["core.repositoryformatversion", "1"],
    ])
      git("config", key ?? "", value ?? "");
    rmSync(join(repo, ".git", "objects", blob.slice(0, 2), blob.slice(2)));
    rmSync(besieged().trace("evil"), { force: true });
    await besieged().up();
    const rc = `systemctl() { :; }\n. ${join(besieged().product.workspace, "state", "hook.bash")}`;
    const shell = await besieged().shell({ home, rc });
    for (const line of [`cd ${repo}`, "sed -i s/1/2/ app.conf", "systemctl restart app"])
      await shell.type(line);
    await shell.exit();
    await until(
      () => readdirSync(join(besieged().product.workspace, "runbooks", "drafts")).length > 0,
      "the draft",
      60_000,
    );
    expect(existsSync(besieged().trace("evil"))).toBe(false);
  });

  it("of an alert is shown as text, and makes no second line anywhere", async () => {
    await besieged().approved("one");
    const message =
      "the disk of one is full \u001b[2J\u001b]0;x\u0007\r\n# Heading\n---\nstatus: approved\n```sh\nevil\n```";
    await besieged().product.ask(["alert"], {
      input: JSON.stringify({ message, title: message, source: message }),
    });
    for (const words of [["pending"], ["status"], ["patterns"], ["audit"]]) {
      const { stdout, stderr } = await besieged().product.ask(words);
      expect(stdout + stderr, words.join(" ")).not.toMatch(/[\u001b\u0007\r]|^# Heading/m);
    }
    const run = await besieged().product.ask(["confirm", await besieged().suggestionOf("one"), "--yes"]);
    expect(run.stdout + run.stderr).not.toMatch(/[\u001b\u0007\r]|^# Heading/m);
    for (const name of readdirSync(join(besieged().product.workspace, "incidents"))) {
      const text = readFileSync(join(besieged().product.workspace, "incidents", name), "utf8");
      expect(text).not.toMatch(/[\u001b\u0007]/);
      // Between fences that nothing in it can close it is text, with its own lines.
      const outside = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "");
      expect(outside).not.toMatch(/^# Heading|^status: approved|^```sh\nevil/m);
    }
  });
});
