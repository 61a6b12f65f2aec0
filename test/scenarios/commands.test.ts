import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answer, main, Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

const withPlaceholder = [
  "---",
  "# kept as it is",
  "id: pods",
  "inputs: {}",
  "---",
  "",
  "# Pods",
  "",
  "## Fix",
  "",
  "```sh",
  "kubectl delete pod <pod>",
  "```",
  "",
].join("\r\n");
const mended = withPlaceholder
  .replace("inputs: {}", "inputs: {POD: {required: true}}")
  .replace("<pod>", '"$POD"');

describe("lint --fix", () => {
  it("mends a draft on the shelf and leaves every other byte", async () => {
    const path = product.write("runbooks/drafts/pods.md", withPlaceholder);
    const before = await product.ask(["lint", "pods"]);
    expect(before).toMatchObject({ code: 1 });
    expect(before.stdout).toContain("runbooks/drafts/pods.md:12: error");
    const fixed = await product.ask(["lint", "pods", "--fix"]);
    expect(fixed.stderr).toContain("mended: runbooks/drafts/pods.md: <pod> became the input POD");
    expect(readFileSync(path, "utf8")).toBe(mended);
    expect(fixed.code).toBe(0);
    expect((await product.ask(["lint", "pods", "--fix"])).stderr).not.toContain("mended");
  });
  it("mends a file elsewhere and keeps its mode", async () => {
    const path = product.write("../pods.md", withPlaceholder);
    chmodSync(path, 0o664);
    const fixed = await product.ask(["--json", "lint", path, "--fix"]);
    expect(fixed.code).toBe(0);
    expect(
      JSON.parse(fixed.stdout).filter((problem: { severity: string }) => problem.severity === "error"),
    ).toEqual([]);
    expect(readFileSync(path, "utf8")).toBe(mended);
    expect(statSync(path).mode & 0o777).toBe(0o664);
  });
  it("writes nothing where something would be lost", async () => {
    const path = product.write("../pods.md", withPlaceholder);
    linkSync(path, `${path}.second`);
    const refused = await product.ask(["lint", path, "--fix"]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/was not mended: it has several names.*\nhint: .+\n$/);
    expect(readFileSync(path, "utf8")).toBe(withPlaceholder);
  });
});

/** A runbook that takes a minute. Its process carries the mark, in whatever namespace it runs. */
const slow = (mark: string): string =>
  [
    "---\nid: slow\n---\n\n# Slow\n\n## Fix\n\n```sh",
    `touch ${mark}; sh -c 'sleep 60; true' ${mark}`,
    "```\n\n## Verify\n\n```sh",
    "true",
    "```\n",
  ].join("\n");

const Running = z.object({ executions: z.array(z.object({ id: z.string() })) });

/** Processes of the slow step; a zombie has no command line any more. */
const alive = (mark: string): string[] =>
  readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`sleep 60; true\0${mark}`);
    } catch {
      return false; // It ended while we looked.
    }
  });

/** Approves and starts the slow runbook; resolves when its process is there. */
async function startSlow(): Promise<{ execution: string; mark: string; answer: Promise<Answer> }> {
  const mark = join(product.workspace, "..", "slow.mark");
  product.write("runbooks/drafts/slow.md", slow(mark));
  expect(await product.ask(["approve", "slow"])).toMatchObject({ code: 0 });
  const answer = product.ask(["run", "slow", "--yes"]);
  await until(() => alive(mark).length > 0, "the step to begin");
  const { executions } = Running.parse(await product.json(["status"]));
  const [execution] = executions.map(({ id }) => id);
  return { execution: execution ?? "", mark, answer };
}

describe("abort", () => {
  it("ends a running execution with its whole tree and says how it ended", async () => {
    const { execution, mark, answer } = await startSlow();
    const aborted = await product.json(["abort", execution]);
    expect(aborted).toMatchObject({
      execution,
      aborted: true,
      result: "interrupted",
      reason: "interrupted-at-step 1",
    });
    expect(alive(mark)).toEqual([]);
    expect((await answer).code).toBe(130);
    const again = await product.ask(["abort", execution]);
    expect(again.code).toBe(1);
    expect(again.stdout).toContain("had ended before: interrupted");
  });
  it("names what is wrong with an unknown execution, exit 2", async () => {
    const answer = await product.ask(["abort", "x-nothing"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toBe("reifier: there is no execution x-nothing\nhint: type: reifier status\n");
  });
});

describe("down with a run in progress", () => {
  it("names it and stays; with --force it is ended first", async () => {
    const daemon = await product.up();
    try {
      const { execution, mark, answer } = await startSlow();
      const refused = await product.ask(["down"]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(`the runbook slow is running (${execution})`);
      expect(daemon.ended).toBe(false);
      expect(await product.json(["down", "--force"])).toMatchObject({
        stopped: daemon.pid,
        aborted: [{ execution, result: "interrupted" }],
      });
      expect(alive(mark)).toEqual([]);
      expect((await answer).code).toBe(130);
      expect(daemon.ended).toBe(true);
    } finally {
      await daemon.stop("SIGKILL");
    }
  });
});

describe("run on a file that is not on the shelf", () => {
  const document =
    "# How to\n\n## Fix\n\n1. `systemctl restart app`\n\n## Verify\n\n```sh\ncat /etc/hostname\n```\n";

  it("shows what would run with --dry-run, runs nothing and says what is missing", async () => {
    const path = product.write("../HOWTO.md", document);
    const lines = (await product.ask(["--json", "run", path, "--dry-run"])).stdout.trim().split("\n");
    const events = lines.map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
    expect(events.map(({ type }) => type)).toEqual(["run.start", "step.start", "step.start", "run.end"]);
    expect(events[1]).toMatchObject({
      command: "systemctl restart app",
      role: "fix",
      verdict: { verdict: "confirm" },
    });
    const shown = await product.ask(["run", "HOWTO.md", "--dry-run"], { cwd: join(product.workspace, "..") });
    expect(shown.code).toBe(0);
    expect(shown.stderr).toContain("would not run yet: outside-the-workspace");
  });
  it("refuses it without --dry-run, exit 10, also when the same text is approved", async () => {
    product.write("runbooks/drafts/HOWTO.md", document);
    expect(await product.ask(["approve", "HOWTO"])).toMatchObject({ code: 0 });
    const path = product.write("../HOWTO.md", document);
    const refused = await product.ask(["--json", "run", path, "--yes"]);
    expect(refused.code).toBe(10);
    expect(refused.stdout).toContain('"result":"refused"');
    const dry = await product.ask([
      "run",
      join(product.workspace, "runbooks/approved/HOWTO.md"),
      "--dry-run",
    ]);
    expect(dry).toMatchObject({ code: 0, stderr: "" });
  });
  it("says what it cannot read or understand, exit 2", async () => {
    for (const path of [product.write("../broken.md", "---\nid: [\n---\n# T\n"), "/etc/", "./nowhere.md"]) {
      const answer = await product.ask(["run", path, "--dry-run"]);
      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
    }
  });
});

const locked = 'ERROR could not create lock file "/var/cache/app.lock"';

/** One approved runbook that mitigates a pattern which was seen here. */
async function withLockRunbook(): Promise<void> {
  product.write(
    "runbooks/drafts/app-lock.md",
    `---\nid: app-lock\nsymptoms: ['${locked}']\n---\n\n# Stale "lock"\n\n## Fix\n\n1. \`touch /tmp/reifier-lock-test\`\n\n## Verify\n\n\`\`\`sh\ntrue\n\`\`\`\n`,
  );
  expect(await product.ask(["approve", "app-lock"])).toMatchObject({ code: 0 });
  await product.ask(["alert"], { input: locked });
}

const Picture = z.object({ nodes: z.array(z.object({ kind: z.string(), label: z.string() })) });

describe("graph export", () => {
  it("gives the whole memory, or what is around one node, as JSON, Mermaid and DOT", async () => {
    await withLockRunbook();
    expect(await product.json(["graph", "export"])).toMatchObject({
      runbooks: [{ id: "app-lock", status: "approved" }],
      links: [{ runbook: "app-lock" }],
    });
    const around = Picture.parse(await product.json(["graph", "export", "app-lock"]));
    expect(around.nodes.map(({ kind }) => kind).sort()).toEqual(["command", "command", "pattern", "runbook"]);
    for (const id of [[], ["app-lock"]]) {
      const mermaid = await product.ask(["graph", "export", "--format", "mermaid", ...id]);
      expect(mermaid).toMatchObject({ code: 0, stderr: "" });
      expect(mermaid.stdout).toMatch(/^graph LR\n/);
      expect(mermaid.stdout).toContain("mitigated by: 0 verified, 0 failed");
      const dot = await product.ask(["graph", "export", "--format", "dot", ...id]);
      expect(dot.stdout).toMatch(/^digraph memory \{\n.*\n\}\n$/s);
      expect(dot.stdout).toContain('Stale \\"lock\\"');
    }
  });
  it("names an unknown id or format, exit 2", async () => {
    for (const words of [["nothing"], ["--format", "mermaidd"]]) {
      const answer = await product.ask(["graph", "export", ...words]);
      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
    }
  });
});

describe("insights", () => {
  it("says what is uncovered and unused, and after a run how long it took", async () => {
    await withLockRunbook();
    await product.ask(["alert"], { input: "FATAL: remaining connection slots are reserved" });
    expect(await product.json(["insights"])).toMatchObject({
      uncovered: [{ seen: 1 }],
      unused: [{ id: "app-lock" }],
      timeToResolve: [],
    });
    const [{ id } = { id: "" }] = z
      .array(z.object({ id: z.string() }))
      .parse(await product.json(["pending"]));
    expect((await product.ask(["confirm", id, "--yes"])).code).toBe(0);
    expect(await product.json(["insights"])).toMatchObject({ unused: [], timeToResolve: [{ resolved: 1 }] });
    const page = (await product.ask(["insights"])).stdout;
    expect(page).toMatch(/^Errors that no approved runbook answers\n +1 time {2}p-/);
    expect(page).toMatch(/Time from the alert to resolved, on average\n +\d+(\.\d)? (s|min).* {2}p-/);
  });
});

const jsonLines = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("logs on stdin or in a file", () => {
  const patterns = () =>
    product.write("../patterns.jsonl", `${JSON.stringify({ id: "lock", lines: [locked] })}\n`);

  it("are cut at \\n and \\r\\n, and the last line needs no line end", async () => {
    const input = `INFO started\r\n${locked}\r\n\n${locked}`;
    const file = product.write("../app.log", input);
    for (const from of [{ input }, {}]) {
      const named = "input" in from ? [] : ["--file", file];
      const matched = await product.ask(["--json", "match", "--patterns", patterns(), ...named], from);
      expect(jsonLines(matched.stdout)).toMatchObject([
        { line: 1, match: null },
        { line: 2, match: "lock", kind: "exact" },
        { line: 3, match: null },
        { line: 4, match: "lock", kind: "exact" },
      ]);
      const understood = await product.ask(["--json", "events", ...named], from);
      expect(jsonLines(understood.stdout).at(-1)).toMatchObject({
        lines: [4, 4],
        level: "error",
        error: true,
      });
      expect(understood.stdout).not.toContain("\\r");
    }
  });
  it("are answered line for line, however many there are", async () => {
    const lines = 120_000;
    const input = `${`INFO a line with ümlauts ${"x".repeat(20)}\n`.repeat(lines - 1)}${locked}\n`;
    const matched = await product.ask(["--json", "match", "--patterns", patterns()], { input });
    const answers = matched.stdout.trim().split("\n");
    expect(answers).toHaveLength(lines);
    expect(JSON.parse(answers.at(-1) ?? "")).toMatchObject({ line: lines, match: "lock" });
    expect(matched.code).toBe(0);
  });
  it("of one endless line are read at its beginning", async () => {
    const input = `${locked} ${"x".repeat(3_000_000)}\n${locked}\n`;
    const understood = await product.ask(["--json", "events"], { input });
    expect(jsonLines(understood.stdout)).toHaveLength(2);
  });
  it("that cannot be read are named, exit 2", async () => {
    for (const file of ["/nowhere.log", "/etc"]) {
      const answer = await product.ask(["events", "--file", file]);
      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toMatch(/^reifier: cannot read .+\nhint: .+\n$/);
    }
  });
});

describe("observe --history", () => {
  it("shows a bar on a terminal when it takes long, and takes it away", { timeout: 120_000 }, async () => {
    const home = join(product.workspace, "..", "person");
    mkdirSync(home);
    const lines = Array.from({ length: 40_000 }, (_, i) => `systemctl restart app-${i}`);
    const long = product.write("../long_history", `${lines.join("\n")}\n`);
    const short = product.write("../short_history", "uptime\n");
    const shell = await TypedShell.start({ home });
    const reading = `${process.execPath} ${main} --workspace ${product.workspace} observe --once --format bash`;
    await shell.type(`${reading} --history ${short} > ${home}/short`);
    expect(shell.screen).not.toContain("reading [");
    await shell.type(`${reading} --history ${long} > ${home}/long`);
    await shell.exit();
    expect(shell.screen).toMatch(/reading \[#+\.*\] +\d+ %[^\r]*\r {2,}\r/);
    expect(readFileSync(join(home, "short"), "utf8")).toMatch(/^- {2}uptime\n$/);
    expect(readFileSync(join(home, "long"), "utf8").split("\n")).toHaveLength(40_001);
  });
  it("shows no bar where stderr is no terminal", { timeout: 60_000 }, async () => {
    const file = product.write(
      "../bash_history",
      Array.from({ length: 20_000 }, (_, i) => `kill ${i}\n`).join(""),
    );
    const answer = await product.ask(["observe", "--history", file, "--once"]);
    expect(answer).toMatchObject({ code: 0, stderr: "" });
    expect(answer.stdout.trim().split("\n")).toHaveLength(20_000);
  });
});

const Sessions = z.array(
  z.object({
    id: z.string(),
    draft: z.string().nullable(),
    records: z.array(z.object({ id: z.string(), command: z.string() })),
  }),
);

const recorded = async (): Promise<string[]> =>
  Sessions.parse(await product.json(["sessions"])).flatMap(({ records }) =>
    records.map(({ command }) => command),
  );

/** A person's shell with the hook of this workspace. */
async function hookedShell(): Promise<TypedShell> {
  expect((await product.ask(["init", "--shell", "bash"])).code).toBe(0);
  product.write("reifier.yaml", "observe: {history: []}\nscribe: {draftWhen: always}\n");
  const home = join(product.workspace, "..", "person");
  mkdirSync(home);
  return await TypedShell.start({ home, rc: `. ${join(product.workspace, "state", "hook.bash")}` });
}

/** Files under a folder of the workspace that hold these bytes. */
const holding = (folder: string, text: string): string[] =>
  readdirSync(join(product.workspace, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));

describe("pause and resume", () => {
  it("keep nothing of what is typed in between", { timeout: 60_000 }, async () => {
    const shell = await hookedShell();
    await shell.type("echo before-the-pause");
    expect((await product.ask(["pause"])).code).toBe(0);
    expect(await product.json(["status"])).toMatchObject({
      paused: { recording: expect.any(String), operator: null },
    });
    expect((await product.ask(["status"])).stdout).toMatch(
      /^paused +recording, since .* \(type: reifier resume\)$/m,
    );
    await shell.type("echo in-the-pause");
    const history = product.write("../bash_history", "uptime\n");
    expect(await product.ask(["observe", "--history", history, "--once"])).toMatchObject({
      code: 1,
      stdout: "",
    });
    expect((await product.ask(["resume"])).stdout).toBe("going on: recording\n");
    await shell.type("echo after-the-pause");
    await shell.exit();
    expect(await recorded()).toEqual(["echo before-the-pause", "echo after-the-pause"]);
    expect(holding("state", "in-the-pause")).toEqual([]);
    expect((await product.ask(["resume"])).code).toBe(1);
  });
  it("leave out what a history file brings later, by its time", async () => {
    expect((await product.ask(["pause"])).code).toBe(0);
    const inPause = Math.floor(Date.now() / 1_000);
    await until(() => Date.now() > (inPause + 1) * 1_000, "a second to pass");
    expect((await product.ask(["resume"])).code).toBe(0);
    const [before, after] = [inPause - 60, Math.ceil(Date.now() / 1_000) + 1];
    const history = product.write(
      "../bash_history",
      `#${before}\necho before\n#${inPause + 1}\necho in-the-pause\n#${after}\necho after\n`,
    );
    const read = await product.ask(["observe", "--history", history, "--once"]);
    expect(read.stdout.match(/echo \S+/g)).toEqual(["echo before", "echo after"]);
    expect(holding("state", "in-the-pause")).toEqual([]);
  });
  it("of the operator: nothing is suggested, also not for an approval", async () => {
    expect((await product.ask(["pause", "--operator"])).code).toBe(0);
    await withLockRunbook();
    expect(await product.json(["alert"], { input: locked })).toMatchObject({
      runbook: null,
      suggestion: null,
      outcome: "operator-paused",
    });
    expect(await product.json(["pending"])).toEqual([]);
    expect((await product.ask(["status"])).stdout).toMatch(/^paused +operator, since /m);
    expect((await product.ask(["resume", "--operator"])).stdout).toBe("going on: operator\n");
    expect(await product.json(["alert"], { input: locked })).toMatchObject({ runbook: "app-lock" });
    expect(await product.json(["audit", "--type", "operator.paused"])).toMatchObject({
      type: "operator.paused",
    });
  });
});

describe("forget", () => {
  it("leaves no byte of a session, and takes the draft of it that nobody touched", {
    timeout: 60_000,
  }, async () => {
    const shell = await hookedShell();
    await shell.type("touch ../forget-me-please && rm ../forget-me-please");
    await shell.exit();
    expect((await product.ask(["sessions", "end"])).code).toBeLessThan(2);
    const [session] = Sessions.parse(await product.json(["sessions"]));
    expect((await product.ask(["draft", session?.id ?? ""])).code).toBe(0);
    expect(holding("runbooks", "forget-me-please")).toHaveLength(1);
    expect(holding("state", "forget-me-please")).not.toEqual([]);
    expect(await product.json(["forget", session?.id ?? ""])).toEqual({
      records: 1,
      drafts: [expect.stringMatching(/^runbooks\/drafts\/incident_/)],
      kept: [],
    });
    expect(await recorded()).toEqual([]);
    expect(holding("state", "forget-me-please")).toEqual([]);
    expect(holding("runbooks", "forget-me-please")).toEqual([]);
  });
  it("deletes one record, leaves a draft that a person changed, and says so", {
    timeout: 60_000,
  }, async () => {
    const shell = await hookedShell();
    await shell.type("touch ../kept-command");
    await shell.type("touch ../gone-command");
    await shell.exit();
    await product.ask(["sessions", "end"]);
    const [session] = Sessions.parse(await product.json(["sessions"]));
    expect((await product.ask(["draft", session?.id ?? ""])).code).toBe(0);
    const [draft = ""] = holding("runbooks", "gone-command");
    writeFileSync(draft, `${readFileSync(draft, "utf8")}\nMine now.\n`);
    const id = session?.records.find(({ command }) => command.includes("gone"))?.id ?? "";
    const forgotten = await product.ask(["--json", "forget", id]);
    expect(JSON.parse(forgotten.stdout)).toMatchObject({
      records: 1,
      drafts: [],
      kept: [expect.any(String)],
    });
    expect(forgotten.stderr).toContain("is yours now; delete or edit it yourself");
    expect(await recorded()).toEqual(["touch ../kept-command"]);
    expect(holding("state", "gone-command")).toEqual([]);
  });
  it("deletes nothing when one id is unknown, exit 2", async () => {
    const history = product.write("../bash_history", "systemctl restart app\n");
    await product.ask(["observe", "--history", history, "--once"]);
    const [session] = Sessions.parse(await product.json(["sessions"]));
    const answer = await product.ask(["forget", session?.id ?? "", "s-nothing"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toMatch(
      /^reifier: there is no record or session "s-nothing"; nothing was deleted\nhint: /,
    );
    expect(await recorded()).toEqual(["systemctl restart app"]);
    await product.ask(["forget", session?.id ?? ""]);
    expect((await product.ask(["observe", "--history", history, "--once"])).stdout).toBe("");
  });
});

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
