// From a line in a followed file to a suggestion: how soon, how many lines, how much memory. `SOAK=1 npm run bench` sends ten
// million lines through the daemon instead of one.
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const dist = (path) => new URL(`../../dist/modules/${path}`, import.meta.url).href;
const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

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

const runbooks = 25;

const runbook = (i) => `---
id: fix-${i}
symptoms: ["${symptom(i)}"]
---

# Fix ${symptom(i)}

## Fix

\`\`\`sh
true
\`\`\`
`;

const names = "abcdefghijklmnopqrstuvwxy";
const symptom = (i) => `module ${names[i].repeat(4)} could not reach its ${names[i].repeat(3)} peer any more`;

/** A daemon that patrols one file, with approved runbooks for some of its lines. */
async function startDaemon(directory, count) {
  const workspace = join(directory, `workspace-${count}`);
  mkdirSync(join(workspace, "runbooks", "drafts"), { recursive: true });
  const log = join(directory, `patrolled-${count}.log`);
  writeFileSync(log, "");
  writeFileSync(
    join(workspace, "reifier.yaml"),
    `operator: {onApprove: register}\npatrol: {logs: [{path: ${log}}]}\n`,
  );
  const env = { PATH: process.env.PATH, HOME: directory };
  for (let i = 0; i < count; i++) {
    writeFileSync(join(workspace, "runbooks", "drafts", `fix-${i}.md`), runbook(i));
    execFileSync(process.execPath, [program, "--workspace", workspace, "approve", `fix-${i}`], {
      env,
      stdio: "ignore",
    });
  }
  const child = spawn(process.execPath, [program, "--workspace", workspace, "up"], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  while (!said.includes("is watching")) await wait(50);
  await wait(1_500);
  const stop = async () => {
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  };
  return { workspace, log, pid: child.pid, stop };
}

/** A known line amid ten thousand others a second, until its suggestion is in the store. */
async function* latency(directory) {
  const { openEmbedded } = await import(dist("adapters/graph/embedded.js"));
  const daemon = await startDaemon(directory, runbooks);
  const store = openEmbedded({ path: join(daemon.workspace, "state", "graph.db"), clock: { now: Date.now } });
  const asked = new Map();
  const waits = [];
  const start = Date.now();
  let written = 0;
  let next = 0;
  while (waits.length < runbooks && Date.now() - start < 60_000) {
    const due = Math.floor((Date.now() - start) * 10);
    if (due > written) appendFileSync(daemon.log, block(written, due - written));
    written = Math.max(written, due);
    if (next < runbooks && Date.now() - start > 1_000 + next * 300) {
      const time = new Date().toISOString().replace("T", " ").replace("Z", "");
      appendFileSync(daemon.log, `${time} ERROR [main] ${symptom(next)}\n`);
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

const rssMiB = (pid, what) =>
  Math.round(
    Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
  );

/** Millions of lines through the daemon: how many a second, and how large it grew. */
async function* memory(directory) {
  const { openEmbedded } = await import(dist("adapters/graph/embedded.js"));
  const daemon = await startDaemon(directory, 1);
  const millions = process.env.SOAK === undefined ? 1 : 10;
  const start = performance.now();
  for (let i = 0; i < millions * 100; i++) {
    appendFileSync(daemon.log, block(i * 10_000, 10_000));
    while (i % 20 === 19 && (await unread(daemon)) > 64 * 1024 * 1024) await wait(50);
  }
  appendFileSync(daemon.log, `ERROR [main] ${symptom(0)}\n`);
  const store = openEmbedded({ path: join(daemon.workspace, "state", "graph.db"), clock: { now: Date.now } });
  while (store.operator.suggestions("open").length === 0 && performance.now() - start < 600_000)
    await wait(100);
  store.close();
  const rate = Math.round((millions * 1_000_000) / ((performance.now() - start) / 1000));
  const peak = rssMiB(daemon.pid, "VmHWM");
  await daemon.stop();
  yield {
    name: "patrol: lines read and understood",
    value: rate,
    unit: "lines/s",
    bar: "≥ 20000",
    ok: rate >= 20_000,
  };
  yield {
    name: `patrol: peak memory of the daemon over ${millions} M lines`,
    value: peak,
    unit: "MiB",
    bar: "≤ 150",
    ok: peak <= 150,
  };
}

/** Bytes the daemon has not read yet, by the offset of its descriptor's last read. */
async function unread({ log, pid }) {
  const { statSync } = await import("node:fs");
  const read = Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1]);
  return statSync(log).size - read;
}

export async function* bench() {
  const directory = mkdtempSync(join(tmpdir(), "patrol-bench-"));
  try {
    yield* waking(directory);
    yield* bursts(directory);
    yield* latency(directory);
    yield* memory(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
