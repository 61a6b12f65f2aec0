// Mining and matching at log speed. Rows that need the eight loghub sets or drain3 run with
// LOGHUB=DIR (holding score.py, match_eval.py, data/) and drain3 importable by python3.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Ten million lines through one miner in a process of its own (whose maxRSS would begin with ours, before its exec). */
function* memory(directory, lines) {
  const file = join(directory, "memory.log");
  writeFileSync(file, `${lines.slice(0, 100_000).join("\n")}\n`);
  const script = `
    import { createMiner } from ${JSON.stringify(dist("core/patterns/miner.js"))};
    import { readFileSync } from "node:fs";
    const miner = createMiner();
    for (let round = 0; round < 100; round++)
      for (const line of readFileSync(${JSON.stringify(file)}, "latin1").split("\\n")) miner.add(line + " " + round);
    console.log(Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "latin1"))[1]) / 1024);`;
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

/** Lines of the given sets in bursts of fifty, seven of ten with new digits: what a machine's logs look like together. */
function mixedSets(directory, count) {
  const script = `
import glob, json, lzma, os, sys
for name in sorted(glob.glob(os.path.join(sys.argv[1], "data", "*.jsonl.xz"))):
    for line in lzma.open(name, "rt"):
        row = json.loads(line)
        if "content" in row: print(json.dumps(row["content"]))`;
  const text = execFileSync("python3", ["-c", script, LOGHUB], { encoding: "utf8", maxBuffer: 2 ** 30 });
  const all = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const pick = chance(16);
  const lines = [];
  while (lines.length < count) {
    const from = pick(all.length - 50);
    for (const line of all.slice(from, from + 50))
      lines.push(pick(10) < 7 ? line.replace(/\d/g, () => String(pick(10))) : line);
  }
  writeFileSync(join(directory, "mixed-sets.log"), `${lines.join("\n")}\n`);
  return lines;
}

async function* againstDrain(directory) {
  const rows = [
    { name: "patterns: mine the mixed sets", unit: "lines/cpu-s", bar: "≥ 500000" },
    { name: "patterns: mining against drain3, same lines", unit: "×", bar: "≥ 10" },
  ];
  if (LOGHUB === undefined) {
    const reason = "set LOGHUB=DIR to the directory with score.py and data/";
    for (const row of rows) yield { ...row, value: null, ok: null, reason };
    return;
  }
  const { createMiner } = await import(dist("core/patterns/miner.js"));
  const lines = mixedSets(directory, 300_000);
  const mine = (texts) => {
    const miner = createMiner();
    const start = process.cpuUsage();
    for (const line of texts) miner.add(line);
    return texts.length / cpuSeconds(start);
  };
  mine(lines.slice(0, 50_000));
  const ours = mine(lines);
  yield { ...rows[0], value: Math.round(ours), ok: ours >= 500_000 };
  if (spawnSync("python3", ["-c", "import drain3"]).status !== 0) {
    const reason = "drain3 is not importable by python3 (pip install drain3)";
    yield { ...rows[1], value: null, ok: null, reason };
    return;
  }
  const script = `
import sys, time
from drain3 import TemplateMiner
lines = open(sys.argv[1]).read().split("\\n")
m = TemplateMiner(); t = time.process_time()
for line in lines: m.add_log_message(line)
print(len(lines) / (time.process_time() - t))`;
  const theirs = Number(
    execFileSync("python3", ["-c", script, join(directory, "mixed-sets.log")], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  const ratio = Math.round((ours / theirs) * 10) / 10;
  yield { ...rows[1], value: ratio, ok: ratio >= 10 };
}

export async function* bench() {
  const directory = mkdtempSync(join(tmpdir(), "patterns-bench-"));
  try {
    const lines = mixedLines(300_000);
    yield* mining(lines);
    yield* matching(lines);
    yield* memory(directory, lines);
    yield* needsSets(directory);
    yield* againstDrain(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
