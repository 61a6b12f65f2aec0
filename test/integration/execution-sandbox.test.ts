import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBashRunner } from "../../src/adapters/execution/bash-runner.ts";
import type { StepRequest } from "../../src/base/ports/step-runner.ts";
import { run as runStory, useStory } from "../fixtures/execution/story.ts";
import { runbook, step } from "../fixtures/execution/workspace.ts";

const plain = { push: (chunk: string) => chunk, end: () => "" };
let root = "";
const story = useStory();

beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-sandbox-");
  for (const name of ["state", "audit", "data", "other"]) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, "secret"), "the key\n");
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const runnerWith = (sandbox: "auto" | "required" | "off") =>
  createBashRunner({ redact: () => plain, sandbox, hidden: [join(root, "state"), join(root, "audit")] });
const run = (code: string, sandbox: StepRequest["sandbox"], runner = runnerWith("auto")) =>
  runner.run(
    {
      execution: "x-sandbox",
      step: 1,
      code,
      cwd: root,
      env: { PATH: "/usr/bin:/bin" },
      timeoutMs: 10_000,
      sandbox,
    },
    () => undefined,
    new AbortController().signal,
  );
const readOnly = { kind: "read-only" } as const;
const none = { kind: "none" } as const;

it("bubblewrap works on the host that runs these tests", () => {
  expect(runnerWith("required").sandboxKind).toBe("bubblewrap");
});

describe("a look at things", () => {
  it.each([
    ["writes nothing to the system", 'touch "$PWD/data/new"'],
    ["nor to /etc", "touch /etc/reifier-test"],
    ["cannot read state/", "cat state/secret"],
    ["cannot read audit/", "cat audit/secret"],
  ])("%s", async (_, code) => {
    expect((await run(code, readOnly)).exitCode).not.toBe(0);
    expect(existsSync(join(root, "data", "new"))).toBe(false);
  });

  it("sees the host's files and processes, has a place for temporary files, and hands on its state", async () => {
    const code = `cat data/secret; ls -d /proc/${process.pid}; t=$(mktemp); echo x > "$t"; export A=1; cd /usr; echo n=2 >> "$RUNBOOK_OUTPUT"`;
    const result = await run(code, readOnly);
    expect(result).toMatchObject({ exitCode: 0, cwd: "/usr", exported: { A: "1" }, outputs: { n: "2" } });
    expect(result.stdout).toBe(`the key\n/proc/${process.pid}\n`);
  });

  it("probes the host's ports", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    expect((await run(`: < /dev/tcp/127.0.0.1/${port}`, readOnly)).exitCode).toBe(0);
    expect(
      (await run(`: < /dev/tcp/127.0.0.1/${port}`, { kind: "declared", network: false, writes: [] }))
        .exitCode,
    ).toBe(1);
    expect(
      (await run(`: < /dev/tcp/127.0.0.1/${port}`, { kind: "declared", network: true, writes: [] })).exitCode,
    ).toBe(0);
    server.close();
  });

  it.each([
    ["exit 3", 3, null],
    ["exit 143", 143, null],
    ["kill -9 $$", null, "SIGKILL"],
  ])("ends exactly: %s", async (code, exitCode, signal) => {
    expect(await run(code, readOnly)).toMatchObject({ exitCode, signal });
  });

  it("is ended with its tree", async () => {
    const runner = runnerWith("auto");
    const request = {
      execution: "x-sandbox",
      step: 1,
      code: "sleep 300 & setsid sleep 301 & wait",
      cwd: root,
      env: { PATH: "/usr/bin:/bin" },
      timeoutMs: 300,
      sandbox: readOnly,
    };
    const result = await runner.run(request, () => undefined, new AbortController().signal);
    expect(result).toMatchObject({ timedOut: true, survivors: [] });
    expect(await runner.endLeftovers("x-sandbox", 1)).toEqual({ found: [], survivors: [] });
  });
});

describe("a runbook that declares its sandbox", () => {
  it("writes exactly where it says", async () => {
    const declared = {
      kind: "declared",
      network: false,
      writes: [join(root, "data"), join(root, "not-there")],
    } as const;
    expect((await run("echo new > data/new", declared)).exitCode).toBe(0);
    expect(readFileSync(join(root, "data", "new"), "utf8")).toBe("new\n");
    expect((await run("echo new > other/new", declared)).exitCode).not.toBe(0);
  });

  it("may name its places from the home, and from where it starts", async () => {
    const place = story.workspace({ sandbox: "required" });
    for (const name of ["kept", "here", "elsewhere"]) mkdirSync(join(story.root(), name));
    // The home of this caller is /tmp, where the folder of each test is.
    const writes = [`~/${basename(story.root())}/kept`, "here"];
    const code = "for d in kept here elsewhere; do touch $d/new || echo $d stays; done";
    const asked = runbook([step(1, `: c; ${code}`)], {
      cwd: story.root(),
      sandbox: { network: false, writes },
    });
    await runStory(place, asked);
    const printed = place.events
      .flatMap((event) => (event.type === "step.output" ? [event.text] : []))
      .join("");
    expect(printed).toContain("elsewhere stays\n");
    const written = ["kept", "here", "elsewhere"].filter((name) =>
      existsSync(join(story.root(), name, "new")),
    );
    expect(written).toEqual(["kept", "here"]);
  });

  it("cannot open state/ and audit/ by declaring them", async () => {
    const declared = { kind: "declared", network: true, writes: [root, join(root, "state")] } as const;
    expect((await run("cat state/secret", declared)).exitCode).not.toBe(0);
    expect((await run("echo x > audit/forged", declared)).exitCode).not.toBe(0);
    expect(existsSync(join(root, "audit", "forged"))).toBe(false);
  });
});

describe("a changing block", () => {
  it("has the operator's rights and network, and cannot see state/ or audit/", async () => {
    expect((await run("echo new > other/new; exit 0", none)).exitCode).toBe(0);
    expect(readFileSync(join(root, "other", "new"), "utf8")).toBe("new\n");
    expect((await run("cat state/secret", none)).exitCode).not.toBe(0);
    expect((await run("echo forged > audit/audit.jsonl", none)).exitCode).not.toBe(0);
    expect(existsSync(join(root, "audit", "audit.jsonl"))).toBe(false);
    expect((await run("cat /proc/self/status", none)).stdout).toContain("NoNewPrivs:\t0");
    expect(await run("kill -9 $$", none)).toMatchObject({ exitCode: null, signal: "SIGKILL" });
  });

  it("keeps the host's own mounts when it works on mounts", async () => {
    const here = readFileSync("/proc/self/mountinfo", "utf8").split("\n").length;
    const { stdout } = await run("mountpoint -q /proc; cat /proc/self/mountinfo", none);
    expect(stdout.split("\n").length).toBe(here);
  });
});

describe("without a sandbox", () => {
  it("off runs everything as it is", async () => {
    const runner = runnerWith("off");
    expect(runner.sandboxKind).toBe("off");
    expect((await run("cat state/secret", readOnly, runner)).stdout).toBe("the key\n");
  });
});

describe("as somebody who is not root", { timeout: 120_000 }, () => {
  const script = fileURLToPath(new URL("../fixtures/execution/as-nobody.ts", import.meta.url));
  const loader = fileURLToPath(new URL("../fixtures/execution/ts-source.mjs", import.meta.url));

  it("looks stay read-only, state stays hidden, a block that names sudo keeps its rights", () => {
    chmodSync(root, 0o755);
    execFileSync("chown", ["-R", "65534:65534", root]);
    const out = execFileSync(
      "/usr/bin/setpriv",
      [
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        process.execPath,
        "--import",
        loader,
        script,
        root,
      ],
      { encoding: "utf8", env: { PATH: "/usr/bin:/bin", HOME: root } },
    );
    expect(JSON.parse(out)).toEqual({
      sandbox: "bubblewrap",
      uid: "65534",
      readOnlyWrites: false,
      readOnlySeesState: false,
      changingWrites: true,
      changingSeesState: false,
      sudoNoNewPrivs: "0",
      killed: "SIGKILL",
      survivorsOfTimeout: 0,
    });
  });
});

/** A host without bubblewrap: the same sources, where the program cannot be found. */
describe("where bubblewrap is missing", { timeout: 120_000 }, () => {
  it("says unsandboxed, and required refuses", async () => {
    const loader = fileURLToPath(new URL("../fixtures/execution/ts-source.mjs", import.meta.url));
    const script = fileURLToPath(new URL("../fixtures/execution/without-bwrap.ts", import.meta.url));
    // An empty file system over /usr/bin/bwrap, in a mount namespace of its own.
    const hide = 'mount --bind /dev/null /usr/bin/bwrap && exec "$@"';
    const child = spawn("/usr/bin/unshare", [
      "--mount",
      "bash",
      "-c",
      hide,
      "x",
      process.execPath,
      "--import",
      loader,
      script,
      root,
    ]);
    let out = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    await new Promise((resolve) => child.once("close", resolve));
    expect(errors).toBe("");
    expect(JSON.parse(out)).toEqual({ auto: "unsandboxed", ran: 0, required: "SANDBOX_MISSING" });
  });
});
