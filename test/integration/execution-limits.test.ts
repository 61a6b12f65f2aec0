import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBashRunner } from "../../src/adapters/execution/bash-runner.ts";
import type { StepResult } from "../../src/base/ports/step-runner.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-limits-");
  for (const name of ["state", "audit"]) mkdirSync(join(root, name));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const plain = { push: (chunk: string) => chunk, end: () => "" };

/** A look, which runs confined: what it may take is bounded whatever it tries. */
async function look(code: string): Promise<{ result: StepResult; grownMiB: number }> {
  const runner = createBashRunner({
    redact: () => plain,
    sandbox: "required",
    hidden: [join(root, "state")],
  });
  const request = {
    execution: "x-limits",
    step: 1,
    code,
    cwd: root,
    env: { PATH: "/usr/bin:/bin" },
    timeoutMs: 60_000,
    sandbox: { kind: "read-only" } as const,
  };
  const before = process.memoryUsage.rss();
  const result = await runner.run(request, () => undefined, new AbortController().signal);
  expect(await runner.endLeftovers("x-limits", 1), "nothing is left").toEqual({ found: [], survivors: [] });
  return { result, grownMiB: (process.memoryUsage.rss() - before) / 1024 / 1024 };
}

describe("a block inside the sandbox", { timeout: 120_000 }, () => {
  it("that starts 500 processes at once ends, with all of them", async () => {
    const { result } = await look(
      "for i in {1..500}; do sleep 60 & done; kill $(jobs -p); wait || true; echo done",
    );
    expect(result.stdout).toContain("done");
  });

  it("that asks for 5 GB of memory is told no, and we go on", async () => {
    const { result } = await look("python3 -c 'bytearray(5 << 30)'");
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("MemoryError");
  });

  it("that writes 5 GB is stopped at the limit of one file", async () => {
    const { result } = await look('truncate -s 5G "$(mktemp)"');
    expect(result.exitCode === 0).toBe(false);
  });

  it("that opens descriptors without end runs into its own limit", async () => {
    const code = `python3 -c '
import os
try:
    while True: os.dup(1)
except OSError as error:
    os.write(2, str(error).encode())
    raise SystemExit(7)'`;
    const { result } = await look(code);
    expect(result).toMatchObject({ exitCode: 7 });
    expect(result.stderr).toContain("Too many open files");
    expect(readdirSync("/proc/self/fd").length, "ours are our own").toBeLessThan(1_000);
  });

  it("that prints 100 MB costs us no memory for it", async () => {
    const { result, grownMiB } = await look("head -c 100000000 /dev/zero | tr '\\0' x");
    expect(result.exitCode).toBe(0);
    expect(grownMiB).toBeLessThan(100);
  });
});
