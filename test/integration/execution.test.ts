import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execaSync } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findAdopter } from "../../src/adapters/execution/adopter.ts";
import { createBashRunner } from "../../src/adapters/execution/bash-runner.ts";
import { endTree, markedProcesses, processIdentity } from "../../src/adapters/execution/process-tree.ts";
import type { StepRequest, StepResult } from "../../src/base/ports/step-runner.ts";

const plain = { push: (chunk: string) => chunk, end: () => "" };
const runner = createBashRunner({ redact: () => plain, sandbox: "off", hidden: [] });
let directory = "";
let execution = "";

beforeEach(() => {
  directory = mkdtempSync("/tmp/reifier-execution-");
  execution = `x-${directory.slice(-6)}`;
});
afterEach(async () => {
  await endTree({ environment: `REIFIER_EXECUTION=${execution}`, session: null });
  rmSync(directory, { recursive: true, force: true });
});

interface Ran extends StepResult {
  readonly live: string;
}

async function run(code: string, extra: Partial<StepRequest> = {}, signal?: AbortSignal): Promise<Ran> {
  let live = "";
  const result = await runner.run(
    {
      execution,
      step: 1,
      code,
      cwd: directory,
      env: { PATH: "/usr/local/bin:/usr/bin:/bin" },
      timeoutMs: 20_000,
      sandbox: { kind: "none" },
      ...extra,
    },
    (stream, text) => {
      live += `${stream}:${text}`;
    },
    signal ?? new AbortController().signal,
  );
  return { ...result, live };
}

const alive = () => markedProcesses(`REIFIER_EXECUTION=${execution}`);

describe("a block's end is told exactly", () => {
  it.each([
    ["exit 3", 3, null],
    ["true", 0, null],
    ["kill -9 $$", null, "SIGKILL"],
    ["kill -TERM $$", null, "SIGTERM"],
    ["exit 143", 143, null],
    ["false; echo unreached", 1, null],
    ["false | true", 1, null],
    ['echo "$NOT_SET"', 1, null],
    ["if true; then", 2, null],
    ["no_such_command_here", 127, null],
  ])("%s", async (code, exitCode, signal) => {
    expect(await run(code)).toMatchObject({ exitCode, signal, timedOut: false, interrupted: false });
  });

  it("says the line of the block in bash's own messages", async () => {
    const { stderr } = await run("true\nno_such_command_here");
    expect(stderr).toContain("line 2: no_such_command_here: command not found");
  });
});

describe("what a block is given", () => {
  it("no terminal, no input, a strict shell that reads no start file", async () => {
    expect(await run("read -r x")).toMatchObject({ exitCode: 1 });
    expect((await run("tty; true")).exitCode).toBe(1);
    const { stdout } = await run('echo "$-"; shopt -q login_shell && echo login; set -o | grep pipefail');
    expect(stdout).toMatch(/^[a-z]*e[a-z]*u/i);
    expect(stdout.split("\n")[0]).not.toContain("i");
    expect(stdout).not.toContain("login");
    expect(stdout).toMatch(/pipefail\s+on/);
  });

  it("exactly the environment of the request, and a pager that cannot hang", async () => {
    const { stdout } = await run("env | cut -d= -f1 | sort | tr '\\n' ' '; echo \"$PAGER\"", {
      env: { PATH: "/usr/bin:/bin", INPUT: "; touch pwned" },
    });
    expect(stdout).toBe("INPUT PAGER PATH PWD REIFIER_EXECUTION RUNBOOK_OUTPUT SHLVL _ cat\n");
  });

  it("values as data, whatever they hold", async () => {
    for (const value of ["; touch P", "$(touch P)", "`touch P`", "a\nb", "-rf", "--", "'\"\\", "*"]) {
      const { stdout } = await run('printf %s "$VALUE"', { env: { PATH: "/usr/bin:/bin", VALUE: value } });
      expect(stdout).toBe(value);
    }
    expect((await run("ls")).stdout).toBe("");
    await expect(run("true", { env: { VALUE: "a\0b" } })).rejects.toThrow("NUL");
  });

  it("stdout and stderr apart, and both can be opened by name", async () => {
    const { stdout, stderr } = await run("echo out > /dev/stdout; echo err > /dev/stderr");
    expect({ stdout, stderr }).toEqual({ stdout: "out\n", stderr: "err\n" });
  });
});

describe("what a block leaves for the next one", () => {
  it.each([
    ["an ordinary end", "export A='x y'; cd /usr/lib"],
    ["exit 0", "export A='x y'; cd /usr/lib; exit 0"],
    ["an EXIT trap of its own", "trap 'echo bye' EXIT; export A='x y'; cd /usr/lib"],
    ["a subshell with a trap", "export A='x y'; cd /usr/lib; (cd /; trap 'true' EXIT)"],
  ])("directory and exported variables after %s", async (_, code) => {
    const result = await run(code);
    expect(result.cwd).toBe("/usr/lib");
    expect(result.exported["A"]).toBe("x y");
    expect(result.stdout.replace("bye\n", "")).toBe("");
  });

  it("values with newlines and quotes", async () => {
    const result = await run("export A=$'one\\ntwo=\"3\\'' B=; unset PAGER");
    expect(result.exported).toMatchObject({ A: "one\ntwo=\"3'", B: "" });
  });

  it("what it wrote to $RUNBOOK_OUTPUT, and its stdout for a capture", async () => {
    const result = await run(
      'echo "pid=42" >> "$RUNBOOK_OUTPUT"; echo "1bad=x" >> "$RUNBOOK_OUTPUT"; echo " 7 "',
    );
    expect(result.outputs).toEqual({ pid: "42" });
    expect(result.captured).toBe("7");
  });

  it("keeps $? for an EXIT trap and its status for the caller", async () => {
    const result = await run("trap 'echo \"was $?\"; exit 4' EXIT; false");
    expect(result).toMatchObject({ exitCode: 4, stdout: "was 1\n" });
  });
});

describe("nothing outlives a timeout or an abort", () => {
  const family = `
    sleep 300 & setsid sleep 301 & nohup sleep 302 >/dev/null 2>&1 &
    (trap '' TERM; sleep 303) & setsid bash -c "trap '' TERM; sleep 304; sleep 305" &
    env -i /usr/bin/sleep 306 & env -i setsid bash -c "trap '' TERM; while :; do sleep 307; done" &
    echo ready; wait`;

  it("timeout: children in sessions of their own, deaf to TERM, without environment", async () => {
    const result = await run(family, { timeoutMs: 500 });
    expect(result).toMatchObject({ timedOut: true, interrupted: false, survivors: [], detached: [] });
    expect(alive()).toEqual([]);
  });

  it("abort", async () => {
    const controller = new AbortController();
    const running = run(family, {}, controller.signal);
    await wait(300);
    expect(alive().length).toBeGreaterThan(5);
    controller.abort();
    expect(await running).toMatchObject({ interrupted: true, timedOut: false });
    expect(alive()).toEqual([]);
  });

  it("a block that fails takes its background with it", async () => {
    expect(await run("sleep 300 & setsid sleep 301 & exit 5")).toMatchObject({ exitCode: 5, survivors: [] });
    expect(alive()).toEqual([]);
  });
});

describe("a process that dropped environment, session and parent at once", () => {
  /** Tells its pid, which is all that is left to know it by. */
  const stray = `env -i setsid bash -c "(trap '' TERM; sleep 300 & echo \\$! > pid; wait) & exit 0"; until test -s pid; do sleep 0.05; done`;
  const strayPid = (): number => Number(readFileSync(join(directory, "pid"), "utf8"));

  it.each([
    ["its block times out", "sleep 60", { timedOut: true }],
    ["its block fails", "exit 5", { exitCode: 5 }],
  ])("is gone when %s", async (_, ending, end) => {
    const result = await run(`${stray}; ${ending}`, { timeoutMs: ending === "sleep 60" ? 3_000 : 20_000 });
    expect(result).toMatchObject({ ...end, survivors: [], detached: [] });
    expect(processIdentity(strayPid())).toBeNull();
  });

  it("is left running and listed after exit 0", async () => {
    const { detached } = await run(stray);
    try {
      expect(processIdentity(strayPid())).not.toBeNull();
      expect(detached.map(({ command }) => command)).toContain("sleep 300");
    } finally {
      for (const { pid } of detached) process.kill(pid, "SIGKILL");
    }
  });

  it("leaves no trace of how it is kept in view", async () => {
    const result = await run("env", { env: { PATH: "/usr/bin:/bin", LC_ALL: "xx_XX.UTF-8" } });
    expect(result.stdout).not.toContain("PERL");
    expect(result.stderr).not.toContain("perl");
  });
});

describe("each program by which a block keeps its orphans", () => {
  const none = { perl: [], python3: [] };
  const found = [
    findAdopter({ ...none, perl: ["/usr/bin/perl"] }),
    findAdopter({ ...none, python3: ["/usr/bin/python3"] }),
  ].filter(({ by }) => by !== null);
  const through = (words: readonly string[], { command, env }: (typeof found)[number]) => {
    const [program = "", ...rest] = [...command, ...words];
    return execaSync(program, rest, {
      stdin: "ignore",
      extendEnv: false,
      env: { ...env, A: "1 =\n2", LC_ALL: "xx" },
    }).stdout;
  };

  it.each(found)("makes it the parent of who left its own: $by", (adopter) => {
    const orphan = "setsid bash -c 'sleep 20 3>&- & echo $! >&3' 3>&1 >/dev/null 2>&1";
    const code = `p=$(${orphan}); cut -d' ' -f4 /proc/$p/stat; echo $$; kill $p`;
    const [parent, own] = through(["/bin/bash", "--norc", "-c", code], adopter).split("\n");
    expect(parent).toBe(own);
  });

  it.each(found)("leaves environment and signals as they were: $by", (adopter) => {
    const plain = { by: null, command: [], env: {} };
    const look = [
      "/bin/bash",
      "-c",
      "env -0 | sort -z | tr '\\0' '|'; grep -E '^Sig(Ign|Cgt|Blk)' /proc/self/status",
    ];
    expect(through(look, adopter)).toBe(through(look, plain));
  });

  it("is said not to be there where none is", () => {
    expect(findAdopter(none)).toEqual({ by: null, command: [], env: {} });
    expect(findAdopter({ ...none, perl: ["/bin/false"] }).by).toBeNull();
    expect(found.length).toBeGreaterThan(0);
  });
});

describe("what detached itself after exit 0", () => {
  it("is left running and listed", async () => {
    const result = await run("setsid sleep 300 >/dev/null 2>&1 < /dev/null & sleep 0.3");
    expect(result.exitCode).toBe(0);
    expect(result.detached.map((process) => process.command)).toEqual(["sleep 300"]);
  });

  it("does not hang the run by holding its output, and can go on writing", async () => {
    const log = join(directory, "beats");
    const service = `while :; do echo beat; echo beat >&2; echo x >> ${log}; sleep 0.05; done`;
    const result = await run(`(${service}) & echo started`);
    expect(result.stdout).toContain("started");
    const before = readFileSync(log, "utf8").length;
    await wait(400);
    expect(readFileSync(log, "utf8").length).toBeGreaterThan(before);
    expect(alive().length).toBeGreaterThan(0);
  });
});

describe("long output", () => {
  it("keeps head, tail and the count of all bytes", async () => {
    const { stdout, bytes, live } = await run(
      "echo first; head -c 20000000 /dev/zero | tr '\\0' x; echo; echo last",
    );
    expect(bytes.stdout).toBe(20_000_012);
    expect(stdout.startsWith("first\n")).toBe(true);
    expect(stdout.endsWith("last\n")).toBe(true);
    expect(stdout).toMatch(/characters left out/);
    expect(stdout.length).toBeLessThan(140_000);
    expect(live.length).toBeLessThan(1_500_000);
    expect(live.endsWith("last\n")).toBe(true);
  });

  it("does not break a character at a chunk's border", async () => {
    const { stdout } = await run("printf 'a\\303'; sleep 0.1; printf '\\244b'");
    expect(stdout).toBe("aäb");
  });
});

describe("a request that cannot run says so", () => {
  it("a missing directory, code with NUL, code beyond the kernel's limit", async () => {
    await expect(run("true", { cwd: join(directory, "gone") })).rejects.toThrow("is not there");
    await expect(run("a\0b")).rejects.toThrow("NUL");
    await expect(run("#".repeat(200_000))).rejects.toThrow("larger than");
    mkdirSync(join(directory, "there"));
    writeFileSync(join(directory, "there", "file"), "");
    expect((await run("ls", { cwd: join(directory, "there") })).stdout).toBe("file\n");
  });
});
