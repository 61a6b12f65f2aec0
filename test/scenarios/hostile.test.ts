import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type Daemon, main, Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const Pending = z.array(z.object({ id: z.string(), kind: z.string(), runbook: z.string() }));

let product: Product;
let daemon: Daemon | null = null;
let shell: TypedShell | null = null;
beforeEach(() => {
  product = new Product("observe: {history: []}\n");
});
afterEach(async () => {
  shell?.kill();
  await daemon?.stop("SIGKILL");
  shell = null;
  daemon = null;
  product.remove();
});

/** A place outside the workspace where a block leaves a trace that it ran. */
const trace = (name = "ran"): string => join(dirname(product.workspace), name);
const ran = (name = "ran"): string => (existsSync(trace(name)) ? readFileSync(trace(name), "utf8") : "");
const approvedFile = (id: string): string => join(product.workspace, "runbooks", "approved", `${id}.md`);

interface Written {
  readonly head?: string;
  readonly before?: string;
  readonly fix?: string;
  readonly attributes?: string;
}

function draft(
  id: string,
  { head = "", before = "", fix = `echo ${id} >> ${trace()}`, attributes = "" }: Written = {},
): string {
  return product.write(
    `runbooks/drafts/${id}.md`,
    `---\nid: ${id}\nsymptoms: ["the disk of ${id} is full"]\n${head}---\n# Mend ${id}\n\n${before}## Fix\n\n\`\`\`sh${attributes}\n${fix}\n\`\`\`\n`,
  );
}

async function approved(id: string, written: Written = {}): Promise<string> {
  draft(id, written);
  expect(await product.ask(["approve", id])).toMatchObject({ code: 0 });
  return approvedFile(id);
}

const runs = async (id: string, ...more: string[]): Promise<number | undefined> =>
  (await product.ask(["run", id, "--yes", ...more])).code;

async function suggestionOf(id: string): Promise<string> {
  const open = Pending.parse(await product.json(["pending"]));
  return open.find(({ runbook, kind }) => runbook === id && kind === "run")?.id ?? "none";
}

/** A terminal to answer questions on. */
async function terminal(): Promise<TypedShell> {
  const home = join(dirname(product.workspace), "person");
  mkdirSync(home, { recursive: true });
  const rc = `r() { ${process.execPath} ${main} --workspace ${product.workspace} "$@"; echo "exit=$?"; }`;
  shell = await TypedShell.start({ home, rc });
  return shell;
}

describe("what a person did not approve byte for byte", () => {
  it("does not run: edited, linked, open to others, copied under its id, or put in its place", async () => {
    const file = await approved("one");
    await approved("two");
    const text = readFileSync(file, "utf8");
    const attacks: [string, () => void][] = [
      ["edited", () => writeFileSync(file, text.replace("echo one", "echo EVIL"))],
      ["one space more", () => writeFileSync(file, text.replace("echo one", "echo  one"))],
      [
        "symlink",
        () => {
          renameSync(file, trace("moved"));
          symlinkSync(trace("moved"), file);
        },
      ],
      [
        "hard link",
        () => {
          renameSync(file, trace("moved"));
          linkSync(trace("moved"), file);
        },
      ],
      ["writable by others", () => chmodSync(file, 0o666)],
      [
        "another's text under its id",
        () => {
          writeFileSync(file, readFileSync(approvedFile("two"), "utf8").replace("id: two", "id: one"));
        },
      ],
      [
        "folder is a link",
        () => {
          renameSync(dirname(file), trace("folder"));
          symlinkSync(trace("folder"), dirname(file));
        },
      ],
    ];
    for (const [name, attack] of attacks) {
      attack();
      expect(await runs("one"), name).toBe(10);
      expect(ran(), name).toBe("");
      if (existsSync(trace("folder"))) {
        rmSync(dirname(file));
        renameSync(trace("folder"), dirname(file));
      }
      rmSync(file, { force: true });
      rmSync(trace("moved"), { force: true });
      writeFileSync(file, text, { mode: 0o600 });
    }
    expect(await runs("one")).toBe(1);
    expect(ran()).toBe("one\n");
  });

  it("does not run with a forged line in the ledger, a copied head, or a stranger in approved/", async () => {
    await approved("one");
    const ledger = join(product.workspace, "state", "approvals.jsonl");
    const line = readFileSync(ledger, "utf8").trim();
    appendFileSync(ledger, `${line.replaceAll('"one"', '"evil"').replace('"seq":1', '"seq":2')}\n`);
    const head = readFileSync(approvedFile("one"), "utf8").replaceAll("id: one", "id: evil");
    writeFileSync(approvedFile("evil"), head.replace("echo one", "echo evil"));
    expect(await runs("evil")).toBe(10);
    copyFileSync(approvedFile("one"), approvedFile("twin"));
    appendFileSync(approvedFile("twin"), `\n## Fix\n\n\`\`\`sh\necho twin >> ${trace()}\n\`\`\`\n`);
    expect(await runs(approvedFile("twin"))).toBe(10);
    expect(ran()).toBe("");
    expect((await product.ask(["doctor"])).stdout).toContain("were not made with this workspace's key");
  });

  it("does not run after a move on which its bytes changed; it is offered instead", async () => {
    const path = draft("moved");
    await product.ask(["runbooks"]);
    writeFileSync(path, readFileSync(path, "utf8").replace("echo moved", "echo EVIL"));
    renameSync(path, approvedFile("moved"));
    expect(await runs("moved")).toBe(10);
    expect(ran()).toBe("");
    const offered = Pending.parse(await product.json(["pending"]));
    expect(offered).toMatchObject([{ kind: "approve", runbook: "moved" }]);
    // A person sees what is another than in the draft, before and when they answer.
    const difference = /^\s*-echo moved .*\n\s*\+echo EVIL /m;
    expect((await product.ask(["pending"])).stdout).toMatch(difference);
    expect((await product.ask(["confirm", offered[0]?.id ?? "", "--yes"])).code).toBe(2);
  });

  it("is not approved when the file is swapped while the id is typed", async () => {
    const path = draft("alone", { head: "autonomy: auto\n" });
    const person = await terminal();
    person.press("r approve alone --autonomy\r");
    await person.shows("to allow it to run by itself: ");
    writeFileSync(path, readFileSync(path, "utf8").replace("echo alone", "echo EVIL"));
    person.press("alone\r");
    await person.shows("exit=1");
    expect(person.screen).toContain("changed while it was approved");
    expect(await runs("alone")).toBe(10);
  });

  it("does not run when the file is swapped while confirm asks", async () => {
    const file = await approved("one");
    const person = await terminal();
    person.press(`r confirm ${await suggestionOf("one")}\r`);
    await person.shows("anything else is no: ");
    writeFileSync(file, readFileSync(file, "utf8").replace("echo one", "echo EVIL"));
    person.press("y\r");
    await person.shows("exit=");
    expect(ran()).toBe("one\n");
  });

  it("does not run when its approval is taken back while confirm asks", async () => {
    await approved("one");
    const person = await terminal();
    person.press(`r confirm ${await suggestionOf("one")}\r`);
    await person.shows("anything else is no: ");
    expect((await product.ask(["retire", "one"])).code).toBe(0);
    person.press("y\r");
    await person.shows("exit=10");
    expect(ran()).toBe("");
  });
});

describe("a yes", () => {
  it("is not given by --yes for high risk, a closed stdin, a pipe of y or a pasted y", async () => {
    await approved("high", {
      fix: `echo high >> ${trace()}\nrm -rf ${trace("data")}`,
      attributes: ' {"risk":"destructive"}',
    });
    await approved("one");
    const high = await suggestionOf("high");
    const one = await suggestionOf("one");
    expect((await product.ask(["confirm", high, "--yes"])).code).toBe(11);
    expect((await product.ask(["confirm", one])).code).toBe(11);
    expect((await product.ask(["confirm", one], { input: "y\ny\ny\n" })).code).toBe(11);
    expect(await suggestionOf("one")).toBe(one);
    const person = await terminal();
    person.press(`r confirm ${one}\ry\r`);
    await person.shows("anything else is no: ");
    person.press("\r");
    await person.shows("exit=11");
    expect(ran()).toBe("");
  });

  it("counts once, for two confirms at the same time", async () => {
    await approved("one", { fix: `echo one >> ${trace()}; sleep 1` });
    const id = await suggestionOf("one");
    const codes = await Promise.all([0, 1, 2].map(() => product.ask(["confirm", id, "--yes"])));
    expect(ran()).toBe("one\n");
    expect(codes.map(({ code }) => code).filter((code) => code === 1)).toHaveLength(1);
  });

  it("counts once, also when confirm is killed in the middle", async () => {
    await approved("one", { fix: `echo one >> ${trace()}; sleep 77.7; echo late >> ${trace()}` });
    const id = await suggestionOf("one");
    const person = await terminal();
    person.press(
      `${process.execPath} ${main} --workspace ${product.workspace} confirm ${id} --yes & pid=$!; wait\r`,
    );
    await until(() => ran() !== "", "the block to run");
    person.press("\x03");
    await person.prompted();
    await person.type("kill -9 $pid");
    const sleeping = (): boolean =>
      readdirSync("/proc").some((pid) => {
        const path = join("/proc", pid, "cmdline");
        return /^\d+$/.test(pid) && existsSync(path) && readOrEmpty(path) === "sleep\u000077.7\u0000";
      });
    await until(() => !sleeping(), "the tree to end");
    daemon = await product.up();
    const again = await product.ask(["confirm", id, "--yes"]);
    expect([2, 10]).toContain(again.code);
    expect(ran()).toBe("one\n");
  });
});

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // It ended between the look and the reading.
  }
};

describe("text from outside", () => {
  it("of an input is data, whatever it looks like", async () => {
    const evil = trace("evil");
    await approved("one", {
      head: "inputs: {V: {required: true}}\n",
      fix: `printf '%s' "$V" > ${trace()}`,
    });
    for (const value of [
      `; touch ${evil}`,
      `$(touch ${evil})`,
      `\`touch ${evil}\``,
      `x\ntouch ${evil}`,
      "-rf",
      "'\"",
    ]) {
      expect(await runs("one", "--set", `V=${value}`)).toBe(1);
      expect(ran()).toBe(value);
      expect(existsSync(evil)).toBe(false);
    }
  });

  it("that a block prints does not choose where the next block's programs come from", async () => {
    const programs = trace("programs");
    mkdirSync(programs);
    writeFileSync(join(programs, "ls"), `#!/bin/sh\ntouch ${trace("evil")}\n`, { mode: 0o755 });
    const log = trace("app.log");
    writeFileSync(log, `PATH=${programs}\nBASH_ENV=${programs}/ls\nLD_PRELOAD=x\n`);
    const before = `## Diagnosis\n\n\`\`\`sh\ncat ${log} >> "$RUNBOOK_OUTPUT"\n\`\`\`\n\n`;
    await approved("one", { before, fix: `ls / > ${trace()}` });
    expect(await runs("one")).toBe(1);
    expect(ran()).toContain("etc");
    expect(existsSync(trace("evil"))).toBe(false);
  });

  it("of the caller's environment runs nothing", async () => {
    await approved("one");
    const path = trace("programs");
    const script = join(path, "x.sh");
    mkdirSync(path);
    writeFileSync(script, `touch ${trace("evil")}\n`);
    writeFileSync(join(path, "echo"), `#!/bin/sh\ntouch ${trace("evil")}\n`, { mode: 0o755 });
    const env = {
      BASH_ENV: script,
      ENV: script,
      PROMPT_COMMAND: `. ${script}`,
      "BASH_FUNC_echo%%": `() { . ${script}; }`,
    };
    const words = [["run", "one", "--yes"], ["lint"], ["doctor"], ["approve", "one"], ["status"]];
    for (const one of words) await product.ask(one, { env });
    expect(ran()).toBe("one\n");
    expect(existsSync(trace("evil"))).toBe(false);
  });

  it("of a repository's settings runs nothing when the daemon looks at an edited file", async () => {
    product.write("reifier.yaml", "observe: {history: []}\nscribe: {draftWhen: always}\n");
    const home = join(dirname(product.workspace), "person");
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
    git("config", "core.fsmonitor", `touch ${trace("evil")}; false`);
    git("config", "core.sshCommand", `touch ${trace("evil")}; false`);
    for (const [key, value] of [
      ["remote.origin.url", "ssh://x@127.0.0.1/y"],
      ["remote.origin.promisor", "true"],
      ["extensions.partialClone", "origin"],
      ["core.repositoryformatversion", "1"],
    ])
      git("config", key ?? "", value ?? "");
    rmSync(join(repo, ".git", "objects", blob.slice(0, 2), blob.slice(2)));
    rmSync(trace("evil"), { force: true });
    daemon = await product.up();
    const rc = `systemctl() { :; }\n. ${join(product.workspace, "state", "hook.bash")}`;
    shell = await TypedShell.start({ home, rc });
    for (const line of [`cd ${repo}`, "sed -i s/1/2/ app.conf", "systemctl restart app"])
      await shell.type(line);
    await shell.exit();
    await until(() => readdirSync(join(product.workspace, "runbooks", "drafts")).length > 0, "the draft");
    expect(existsSync(trace("evil"))).toBe(false);
  });

  it("of an alert is shown as text, and makes no second line anywhere", async () => {
    await approved("one");
    const message =
      "the disk of one is full \u001b[2J\u001b]0;x\u0007\r\n# Heading\n---\nstatus: approved\n```sh\nevil\n```";
    await product.ask(["alert"], { input: JSON.stringify({ message, title: message, source: message }) });
    for (const words of [["pending"], ["status"], ["patterns"], ["audit"]]) {
      const { stdout, stderr } = await product.ask(words);
      expect(stdout + stderr, words.join(" ")).not.toMatch(/[\u001b\u0007\r]|^# Heading/m);
    }
    const run = await product.ask(["confirm", await suggestionOf("one"), "--yes"]);
    expect(run.stdout + run.stderr).not.toMatch(/[\u001b\u0007\r]|^# Heading/m);
    for (const name of readdirSync(join(product.workspace, "incidents"))) {
      const text = readFileSync(join(product.workspace, "incidents", name), "utf8");
      expect(text).not.toMatch(/[\u001b\u0007]/);
      // Between fences that nothing in it can close it is text, with its own lines.
      const outside = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "");
      expect(outside).not.toMatch(/^# Heading|^status: approved|^```sh\nevil/m);
    }
  });
});

describe("a policy that cannot be trusted", () => {
  it("stops what executes: broken, unreadable, gone behind a link, open to everybody, or failing its own examples", async () => {
    await approved("one");
    const path = join(product.workspace, "blocklist.yaml");
    const rule = (example: string): string =>
      `schema: 1\nrules:\n  - {id: own, verdict: deny, category: own, reason: never, when: {command: [frobnicate]}, mustCatch: ["${example}"], mustPass: ["ls"]}\n`;
    const attacks: [string, () => void][] = [
      ["broken YAML", () => writeFileSync(path, "rules: [\n")],
      ["unknown key", () => writeFileSync(path, "schema: 1\nrulez: []\n")],
      ["a folder", () => mkdirSync(path)],
      ["a link to nothing", () => symlinkSync("/nonexistent/rules.yaml", path)],
      [
        "open to everybody",
        () => {
          writeFileSync(path, rule("frobnicate x"));
          chmodSync(path, 0o666);
        },
      ],
      ["an example that is not caught", () => writeFileSync(path, rule("frobincate x"))],
    ];
    for (const [name, attack] of attacks) {
      rmSync(path, { recursive: true, force: true });
      attack();
      const run = await product.ask(["run", "one", "--yes"]);
      expect(run.code, name).toBe(2);
      expect(run.stderr, name).toMatch(/^reifier: .*blocklist\.yaml.*\nhint: .+\n$/);
      expect((await product.ask(["check", "ls"])).code, name).toBe(2);
      expect(ran(), name).toBe("");
    }
    rmSync(path);
    writeFileSync(path, rule("frobnicate x"));
    expect((await product.ask(["check", "frobnicate"])).code).toBe(10);
    expect(await runs("one")).toBe(1);
  });

  it("settings that everybody can write, or that make no sense, stop everything", async () => {
    await approved("one");
    const path = join(product.workspace, "reifier.yaml");
    for (const text of [
      "operator: {promptTimeoutSeconds: -1}\n",
      "autonomy: {enabled: perhaps}\n",
      "operater: {}\n",
      "{{{",
    ]) {
      writeFileSync(path, text);
      expect(await runs("one"), text).toBe(2);
    }
    writeFileSync(path, "notify: {command: null}\n");
    chmodSync(path, 0o666);
    expect(await runs("one")).toBe(2);
    expect(ran()).toBe("");
  });
});

/** What a start-up file of a hardened host, or of somebody playful, holds. */
const startUps = [
  "readonly HISTTIMEFORMAT='%F %T '",
  "readonly PROMPT_COMMAND='history -a'",
  "readonly PS0='x'",
  "readonly IFS",
  "set -u; set -C; shopt -s failglob nullglob",
  "set -o posix",
  "alias printf='echo EVIL' local='echo EVIL' read='echo EVIL' umask='echo EVIL' history='echo EVIL'",
  "printf() { echo EVIL; }; umask() { echo EVIL; }; read() { echo EVIL; }; fc() { echo EVIL; }",
  "set -E; trap 'echo ERR' ERR",
];

describe("a recorded shell", () => {
  it("shows the same as one without the hook, whatever its start-up file did", async () => {
    const hook = product.write("state/hook.bash", (await product.ask(["hook", "bash"])).stdout);
    const home = join(dirname(product.workspace), "person");
    mkdirSync(home);
    const screenWith = async (rc: string): Promise<string> => {
      shell = await TypedShell.start({ home, rc });
      for (const line of [
        "echo one; echo two >&2",
        "false",
        "echo rc=$?",
        "readonly PS0 HISTTIMEFORMAT",
        "ls /",
      ])
        await shell.type(line);
      shell.kill();
      return shell.screen;
    };
    for (const rc of startUps) expect(await screenWith(`${rc}\n. ${hook}`), rc).toBe(await screenWith(rc));
  });

  it("lets no trap of its person print into what is recorded", async () => {
    daemon = await product.up();
    const home = join(dirname(product.workspace), "person");
    mkdirSync(home);
    const rc = `set -T\ntrap 'echo "rm -rf /"' DEBUG\n. ${join(product.workspace, "state", "hook.bash")}`;
    shell = await TypedShell.start({ home, rc });
    for (const line of ["echo one", "echo two"]) await shell.type(line);
    await shell.exit();
    const recorded = async (): Promise<string> => {
      const sessions = z.array(z.object({ id: z.string() })).parse(await product.json(["sessions"]));
      const [first] = sessions;
      return first === undefined ? "" : (await product.ask(["sessions", "show", first.id])).stdout;
    };
    await until(async () => (await recorded()).includes("echo two"), "the records");
    expect(await recorded()).not.toContain("rm -rf");
  });
});
