// The executor's own cost per block, against bare bash in the same run, and its memory under a long output.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const dist = new URL(
  `file://${process.env.REIFIER_DIST ?? new URL("../../dist", import.meta.url).pathname}/`,
);
const load = (path) => import(new URL(path, dist));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function timed(times, work) {
  const taken = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  return median(taken);
}

export async function* bench() {
  const { createBashRunner } = await load("adapters/execution/bash-runner.js");
  const { createRedactor } = await load("base/redact/redactor.js");
  const { redactStream } = await load("base/redact/stream.js");
  const redactor = createRedactor((text) => text);
  const hidden = mkdtempSync(join(tmpdir(), "reifier-bench-"));
  const runnerWith = (sandbox) =>
    createBashRunner({ redact: () => redactStream(redactor), sandbox, hidden: [hidden] });
  const run = (runner, code, kind = "none") =>
    runner.run(
      {
        execution: "bench",
        step: 1,
        code,
        cwd: "/",
        env: { PATH: "/usr/bin:/bin" },
        timeoutMs: 60_000,
        sandbox: { kind },
      },
      () => undefined,
      new AbortController().signal,
    );
  const bare = () =>
    new Promise((resolve) => {
      const strict = ["--noprofile", "--norc", "-euo", "pipefail", "-c", "true"];
      spawn("/bin/bash", strict, { stdio: ["ignore", "pipe", "pipe"] }).once("close", resolve);
    });
  const floor = await timed(50, bare);
  const plain = runnerWith("off");
  await run(plain, "true");
  const off = (await timed(50, () => run(plain, "true"))) - floor;
  yield {
    name: "execution: overhead per block, sandbox off",
    value: off,
    unit: "ms",
    bar: 15,
    ok: off <= 15,
  };

  const boxed = runnerWith("auto");
  const there = boxed.sandboxKind === "bubblewrap";
  const on = there ? (await timed(30, () => run(boxed, "true", "read-only"))) - floor : Number.NaN;
  yield { name: "execution: overhead per block, sandbox on", value: on, unit: "ms", bar: 60, ok: on <= 60 };

  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const started = performance.now();
  const { bytes } = await run(plain, "yes 'a line of output with some words in it' | head -c 20000000");
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  const grown = (most - before) / 1e6;
  yield {
    name: "execution: growth under 20 MB of output",
    value: grown,
    unit: "MB",
    bar: 30,
    ok: grown < 30 && bytes.stdout === 20_000_000,
  };
  yield { name: "execution: 20 MB of output", value: seconds, unit: "s", bar: 1, ok: seconds <= 1 };
  rmSync(hidden, { recursive: true, force: true });
}
