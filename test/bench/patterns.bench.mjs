// Mining, matching and following at log speed. Rows that need the eight loghub sets or drain3 run with
// LOGHUB=DIR (holding score.py, match_eval.py, data/) and drain3 importable by python3.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = (path) => new URL(`../../dist/modules/${path}`, import.meta.url).href;
const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Numbers that look random and are the same in every run. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Sixteen kinds of messages in bursts of fifty lines, most with new numbers each time. */
function mixedLines(count) {
  const pick = chance(8);
  const n = (below) => String(pick(below));
  const ip = () => `10.${n(250)}.${n(250)}.${n(250)}`;
  const word = () => "alpha beta gamma delta epsilon zeta eta theta iota kappa".split(" ")[pick(10)];
  const kinds = [
    () => `connect() to ${ip()}:${n(65535)} failed (111: Connection refused) while connecting to upstream`,
    () => `stored chunk c-${n(1e9)} (${n(1e8)} bytes) sent by ${ip()}`,
    () => `login of user ${word()} from ${ip()} port ${n(65535)} refused`,
    () =>
      `task ${n(1e6)} of stage ${n(99)}.0 finished in ${n(9000)} ms on ${word()}-${n(20)}.internal (${n(40)}/40)`,
    () => `could not write to file "pg_wal/xlogtemp.${n(30000)}": No space left on device`,
    () => `shell of user ${word()} began, started by (uid=${n(1000)})`,
    () =>
      `GET https://shop.example.com/cart/${n(1e5)}?page=${n(9)} took ${n(900)}ms status=${200 + pick(4) * 100}`,
    () => `pod shop/api-${n(1e6)}-x${n(9)} restarted, reason=OOMKilled exitCode=137 memory=${n(900)}Mi`,
    () => `lease 0x${(pick(2 ** 31) + 16).toString(16)} granted for ${n(9)}0000 ms to ${ip()}:${n(65535)}`,
    () => `plugin ${word()} read from C:\\apps\\shop\\v${n(1e6)}\\plugin.dll`,
    () => `name of host${n(99)}.example.net does not fit its address [${ip()}], connection closed!`,
    () => `sumOfBasket totalCents=${n(1e6)}`,
    () => `checkpoint complete: wrote ${n(999)} buffers (${n(99)}.${n(9)}%); ${n(3)} WAL file(s) added`,
    () => `(peer ${ip()}) no listing allowed for /srv/www/${word()}/`,
    () => `worker woke up and found nothing to do`,
    () => `rack.${n(64)} reports part "${word()}" missing (serial ${n(9999)})`,
  ];
  const lines = [];
  while (lines.length < count) {
    const kind = kinds[pick(kinds.length)];
    for (let i = 0; i < 50; i++) lines.push(kind());
  }
  return lines.slice(0, count);
}

const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

async function* mining(lines) {
  const { createMiner } = await import(dist("core/patterns/miner.js"));
  const rate = (texts) => {
    const miner = createMiner();
    const start = process.cpuUsage();
    for (const text of texts) miner.add(text);
    return Math.round(texts.length / cpuSeconds(start));
  };
  rate(lines.slice(0, 50_000));
  const messages = rate(lines);
  yield {
    name: "patterns: mine mixed messages",
    value: messages,
    unit: "lines/cpu-s",
    bar: "≥ 500000",
    ok: messages >= 500_000,
  };
  const headed = lines.map(
    (line, i) =>
      `2026-03-11 09:12:${String(i % 60).padStart(2, "0")},003 INFO  [http-${i % 9}] com.acme.App: ${line}`,
  );
  const whole = rate(headed);
  yield {
    name: "patterns: mine lines with headers",
    value: whole,
    unit: "lines/cpu-s",
    bar: "≥ 250000",
    ok: whole >= 250_000,
  };
}

async function* matching(lines) {
  const { createMatcher } = await import(dist("core/patterns/match.js"));
  const patterns = lines.slice(0, 5000).map((line, i) => ({ id: `p${i}`, examples: [line] }));
  const matcher = createMatcher(patterns);
  const sample = lines.slice(-100_000);
  const start = process.cpuUsage();
  let hits = 0;
  for (const line of sample) if (matcher.match(line) !== null) hits++;
  const rate = Math.round(sample.length / cpuSeconds(start));
  yield {
    name: "patterns: match against 5000 examples",
    value: rate,
    unit: "lines/cpu-s",
    bar: "≥ 20000",
    ok: rate >= 20_000 && hits > 0,
  };
}

/** Ten million lines through one miner in a process of its own. */
function* memory(directory, lines) {
  const file = join(directory, "memory.log");
  writeFileSync(file, `${lines.slice(0, 100_000).join("\n")}\n`);
  const script = `
    import { createMiner } from ${JSON.stringify(dist("core/patterns/miner.js"))};
    import { readFileSync } from "node:fs";
    const miner = createMiner();
    for (let round = 0; round < 100; round++)
      for (const line of readFileSync(${JSON.stringify(file)}, "latin1").split("\\n")) miner.add(line + " " + round);
    console.log(process.resourceUsage().maxRSS / 1024);`;
  const peak = Math.round(
    Number(
      execFileSync(process.execPath, ["--max-old-space-size=256", "--input-type=module", "-e", script], {
        encoding: "utf8",
      }),
    ),
  );
  yield {
    name: "patterns: peak memory over 10 M lines",
    value: peak,
    unit: "MiB",
    bar: "≤ 150",
    ok: peak <= 150,
  };
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
async function burst(command, args, file, block) {
  writeFileSync(file, "");
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
  let seen = 0;
  const rounds = 100;
  const whole = rounds * block.split("\n").length - rounds;
  const done = new Promise((resolve) => {
    child.stdout.on("data", (bytes) => {
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) seen++;
      if (seen >= whole) resolve();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const start = performance.now();
  for (let i = 0; i < rounds; i++) appendFileSync(file, block);
  const limit = new Promise((resolve) => setTimeout(resolve, 60_000).unref());
  await Promise.race([done, limit]);
  const seconds = (performance.now() - start) / 1000;
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
  return seen / seconds;
}

async function* bursts(directory, lines) {
  const file = join(directory, "burst.log");
  const block = `${lines.slice(0, 10_000).join("\n")}\n`;
  const theirs = await burst("tail", ["-n", "+1", "-F", file], file, block);
  const state = join(directory, "burst-state");
  const workspace = join(directory, "workspace");
  const ours = await burst(
    process.execPath,
    [program, "--workspace", workspace, "tail", file, "--state", state, "--from", "start"],
    file,
    block,
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

const LOGHUB = process.env.LOGHUB;

function* needsSets(directory) {
  const bars = [
    ["GA, messages", ["score.py", "content", "GA"], 0.96],
    ["FGA, messages", ["score.py", "content", "FGA"], 0.95],
    ["GA, whole lines", ["score.py", "raw", "GA"], 0.9],
    ["FGA, whole lines", ["score.py", "raw", "FGA"], 0.88],
    ["match micro F1", ["match_eval.py", "content", "microF1"], 0.995],
  ];
  const results = new Map();
  for (const [name, [script, input, key], bar] of bars) {
    const row = { name: `patterns: ${name}`, unit: "", bar: `≥ ${bar}` };
    if (LOGHUB === undefined || !existsSync(join(LOGHUB, script))) {
      yield {
        ...row,
        value: null,
        ok: null,
        reason: "set LOGHUB=DIR to the directory with score.py and data/",
      };
      continue;
    }
    const id = `${script} ${input}`;
    if (!results.has(id)) results.set(id, evaluate(directory, script, input));
    const value = results.get(id)[key];
    yield { ...row, value: Math.round(value * 1e4) / 1e4, ok: value >= bar };
    if (key === "microF1") {
      const links = results.get(id).false;
      yield { name: "patterns: false links", value: links, unit: "lines", bar: "≤ 10", ok: links <= 10 };
    }
  }
}

function evaluate(directory, script, input) {
  const answer = join(directory, "score.json");
  const words = script === "score.py" ? "patterns mine" : "match --patterns {patterns}";
  const command = `${process.execPath} ${program} --workspace ${join(directory, "workspace")} --json ${words}`;
  execFileSync("python3", [join(LOGHUB, script), "--cmd", command, "--input", input, "--json", answer], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const scores = JSON.parse(readFileSync(answer, "utf8"));
  return scores.MEAN ?? scores.ALL;
}

async function* againstDrain(directory, lines) {
  const row = { name: "patterns: mining against drain3, same lines", unit: "×", bar: "≥ 10" };
  if (spawnSync("python3", ["-c", "import drain3"]).status !== 0) {
    yield {
      ...row,
      value: null,
      ok: null,
      reason: "drain3 is not importable by python3 (pip install drain3)",
    };
    return;
  }
  const file = join(directory, "drain.log");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const script = `
import sys, time
from drain3 import TemplateMiner
m = TemplateMiner(); t = time.process_time(); n = 0
for line in open(sys.argv[1]):
    m.add_log_message(line.rstrip("\\n")); n += 1
print(n / (time.process_time() - t))`;
  const theirs = Number(
    execFileSync("python3", ["-c", script, file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  const { createMiner } = await import(dist("core/patterns/miner.js"));
  const miner = createMiner();
  const start = process.cpuUsage();
  for (const line of lines) miner.add(line);
  const ratio = Math.round(lines.length / cpuSeconds(start) / theirs);
  yield { ...row, value: ratio, ok: ratio >= 10 };
}

export async function* bench() {
  const directory = mkdtempSync(join(tmpdir(), "patterns-bench-"));
  try {
    const lines = mixedLines(300_000);
    yield* mining(lines);
    yield* matching(lines);
    yield* memory(directory, lines);
    yield* waking(directory);
    yield* bursts(directory, lines);
    yield* needsSets(directory);
    yield* againstDrain(directory, lines.slice(0, 100_000));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
