// The executor's own cost per block, against bare bash in the same run; its memory under a long output; how soon a tree is gone.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const dist = new URL(
  `file://${process.env.REIFIER_DIST ?? new URL("../../dist/modules", import.meta.url).pathname}/`,
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

const strict = ["--noprofile", "--norc", "-euo", "pipefail", "-c", "true"];
const bareBash = () =>
  new Promise((resolve) => {
    spawn("/bin/bash", strict, { stdio: ["ignore", "pipe", "pipe"] }).once("close", resolve);
  });

const run = (runner, code, kind = "none", timeoutMs = 60_000) =>
  runner.run(
    {
      execution: "bench",
      step: 1,
      code,
      cwd: "/",
      env: { PATH: "/usr/bin:/bin" },
      timeoutMs,
      sandbox: { kind },
    },
    () => undefined,
    new AbortController().signal,
  );

export async function* bench() {
  const { createBashRunner } = await load("adapters/execution/bash-runner.js");
  const { createRedactor } = await load("base/redact/redactor.js");
  const { redactStream } = await load("base/redact/stream.js");
  const redactor = createRedactor((text) => text);
  const hidden = mkdtempSync(join(tmpdir(), "reifier-bench-"));
  const redact = () => redactStream(redactor);
  const plain = createBashRunner({ redact, sandbox: "off", hidden: [hidden] });
  const boxed = createBashRunner({ redact, sandbox: "auto", hidden: [hidden] });
  await run(plain, "true");
  yield* perBlock(plain, boxed);
  yield* longOutput(plain);
  yield await deafTree(plain);
  rmSync(hidden, { recursive: true, force: true });
}

async function* perBlock(plain, boxed) {
  const floor = await timed(50, bareBash);
  const measure = async (name, bar, work) => {
    const value = (await timed(50, work)) - floor;
    return { name: `execution: overhead per block, ${name}`, value, unit: "ms", bar, ok: value <= bar };
  };
  yield await measure("sandbox off", 15, () => run(plain, "true"));
  if (boxed.sandboxKind !== "bubblewrap") throw new Error("bubblewrap does not work here");
  yield await measure("read-only sandbox", 60, () => run(boxed, "true", "read-only"));
  yield await measure("state and audit hidden", 60, () => run(boxed, "true"));
}

async function* longOutput(runner) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const started = performance.now();
  const { bytes } = await run(runner, "yes 'a line of output with some words in it' | head -c 20000000");
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  const grown = (most - before) / 1e6;
  const whole = bytes.stdout === 20_000_000;
  yield {
    name: "execution: growth under 20 MB of output",
    value: grown,
    unit: "MB",
    bar: 30,
    ok: whole && grown < 30,
  };
  yield { name: "execution: 20 MB of output", value: seconds, unit: "s", bar: 1, ok: whole && seconds <= 1 };
}

async function deafTree(runner) {
  const code = "trap '' TERM; setsid bash -c \"trap '' TERM; sleep 300; sleep 301\" & sleep 302; sleep 303";
  const started = performance.now();
  const { survivors } = await run(runner, code, "none", 200);
  const value = (performance.now() - started - 200) / 1_000;
  const ok = value <= 2 && survivors.length === 0;
  return { name: "execution: a tree deaf to TERM is gone after its timeout", value, unit: "s", bar: 2, ok };
}
