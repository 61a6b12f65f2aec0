// From a line in a followed file to its delivery and to a suggestion: how soon. How many, and how much memory:
// patrol-memory.bench.mjs.
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { mostRunbooks, program, startDaemon, symptom } from "./patrolled-daemon.mjs";

const dist = (path) => new URL(`../../dist/modules/${path}`, import.meta.url).href;

const line = (i) =>
  `2026-03-11 09:12:44,003 ${i % 50 === 0 ? "ERROR" : "INFO"} [worker-${i % 7}] request ${i} answered with status ${i % 50 === 0 ? 502 : 200} by 10.0.0.${i % 250}\n`;

function block(from, count) {
  let text = "";
  for (let i = from; i < from + count; i++) text += line(i);
  return text;
}

async function* waking(directory) {
  const { createTail } = await import(dist("adapters/tail/tail.js"));
  const file = join(directory, "wake.log");
  writeFileSync(file, "");
  const waits = [];
  let arrived = () => {};
  const tail = createTail({
    sources: [{ path: file, source: "wake" }],
    positions: { load: () => null, save: () => {} },
    from: "end",
    maxLineBytes: 65_536,
  });
  await tail.start(async () => arrived());
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let i = 0; i < 60; i++) {
    const taken = new Promise((resolve) => {
      arrived = resolve;
    });
    const start = performance.now();
    appendFileSync(file, `line ${i}\n`);
    await taken;
    waits.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, i % 3 === 0 ? 600 : 30));
  }
  await tail.close();
  const worst = Math.round(waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] * 10) / 10;
  yield {
    name: "tail: a line in the file to its delivery, p99",
    value: worst,
    unit: "ms",
    bar: "≤ 100",
    ok: worst <= 100,
  };
}

/** Lines a second of a follower while a million lines are written at once. */
async function burst(command, args, file, text) {
  writeFileSync(file, "");
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
  let seen = 0;
  const rounds = 100;
  const whole = rounds * 10_000;
  const done = new Promise((resolve) => {
    child.stdout.on("data", (bytes) => {
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) seen++;
      if (seen >= whole) resolve();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const start = performance.now();
  for (let i = 0; i < rounds; i++) appendFileSync(file, text);
  const limit = new Promise((resolve) => setTimeout(resolve, 60_000).unref());
  await Promise.race([done, limit]);
  const seconds = (performance.now() - start) / 1000;
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
  return seen / seconds;
}

async function* bursts(directory) {
  const file = join(directory, "burst.log");
  const text = block(0, 10_000);
  const theirs = await burst("tail", ["-n", "+1", "-F", file], file, text);
  const state = join(directory, "burst-state");
  const workspace = join(directory, "workspace");
  const ours = await burst(
    process.execPath,
    [program, "--workspace", workspace, "tail", file, "--state", state, "--from", "start"],
    file,
    text,
  );
  const ratio = Math.round((ours / theirs) * 100) / 100;
  yield {
    name: "tail: a burst of 1 M lines against tail -F",
    value: ratio,
    unit: "×",
    bar: "≥ 0.6",
    ok: ratio >= 0.6,
  };
}

/** A known line amid ten thousand others a second, until its suggestion is in the store. */
async function* latency(directory) {
  const { openEmbedded } = await import(dist("adapters/graph/embedded.js"));
  const log = join(directory, "patrolled.log");
  writeFileSync(log, "");
  const runbooks = mostRunbooks;
  const daemon = await startDaemon(directory, { logs: [log], runbooks });
  const store = openEmbedded({ path: join(daemon.workspace, "state", "graph.db"), clock: { now: Date.now } });
  const asked = new Map();
  const waits = [];
  const start = Date.now();
  let written = 0;
  let next = 0;
  while (waits.length < runbooks && Date.now() - start < 60_000) {
    const due = Math.floor((Date.now() - start) * 10);
    if (due > written) appendFileSync(log, block(written, due - written));
    written = Math.max(written, due);
    if (next < runbooks && Date.now() - start > 1_000 + next * 300) {
      const time = new Date().toISOString().replace("T", " ").replace("Z", "");
      appendFileSync(log, `${time} ERROR [main] ${symptom(next)}\n`);
      asked.set(`fix-${next}`, performance.now());
      next++;
    }
    for (const { runbook: id } of store.operator.suggestions("open")) {
      const since = asked.get(id);
      if (since === undefined) continue;
      waits.push(performance.now() - since);
      asked.delete(id);
    }
    await wait(8);
  }
  store.close();
  await daemon.stop();
  waits.sort((a, b) => a - b);
  const worst = waits.length < runbooks ? null : Math.round(waits[Math.floor(waits.length * 0.99)]);
  yield {
    name: "patrol: a line to its suggestion with 10 k lines/s flowing, p99",
    value: worst,
    unit: "ms",
    bar: "≤ 500",
    ok: worst !== null && worst <= 500,
  };
}

export async function* bench() {
  const directory = mkdtempSync(join(tmpdir(), "patrol-bench-"));
  try {
    yield* waking(directory);
    yield* bursts(directory);
    yield* latency(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
