// What recording costs: the prompt of each shell with and without the hook, in one run, and the observer's rates.
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pty from "@lydell/node-pty";

const dist = process.env["REIFIER_DIST"] ?? fileURLToPath(new URL("../../dist/modules", import.meta.url));
const hooks = fileURLToPath(new URL("../../shell-hooks/", import.meta.url));
const load = (path) => import(join(dist, path));
const commands = 500;
const perTurn = 20;
const warmUp = 2;

export async function* bench() {
  yield* hookCosts();
  yield* observerRates();
}

const forks = {
  bash: "PROMPT_COMMAND='x=$(:)'",
  zsh: "precmd() { x=$(:) }",
  fish: "function _fork --on-event fish_prompt\n sh -c :\nend",
};

// Whatever else the machine does falls on all three shells of a turn, so that differences are taken within turns.
async function* hookCosts() {
  for (const shell of ["bash", "zsh", "fish"]) {
    const turns = await promptTimes(shell);
    const flat = (kind) => turns.flatMap((turn) => turn[kind]);
    const added = (kind) => {
      const bare = flat("bare");
      return quantile(
        flat(kind).map((ms, n) => ms - bare[n]),
        0.5,
      );
    };
    const p50 = added("hook");
    const p95 = quantile(
      turns.map((turn) => quantile(turn.hook, 0.95) - quantile(turn.bare, 0.95)),
      0.5,
    );
    const cpu = quantile(
      turns.map((turn) => quantile(turn.hookCpu, 0.95) - quantile(turn.bareCpu, 0.95)),
      0.5,
    );
    yield { name: `hook.${shell}.added.p50`, value: round(p50), unit: "ms", bar: 0.1, ...judged(p50 <= 0.1) };
    yield { name: `hook.${shell}.added.p95`, value: round(p95), unit: "ms", bar: 0.5, ...judged(p95 <= 0.5) };
    // What others do on the machine does not show in this one.
    yield { name: `hook.${shell}.added.p95-cpu`, value: round(cpu), unit: "ms", bar: 0.5, ok: cpu <= 0.5 };
    // fish runs `$(:)` without a fork, so there one process is the measure.
    const what = shell === "fish" ? "process" : "fork";
    const ratio = added("fork") / Math.max(p50, 0.001);
    const name = `hook.${shell}.cheaper-than-one-${what}`;
    yield { name, value: round(ratio), unit: "x", bar: 5, ...judged(ratio >= 5) };
  }
}

/** On a machine with more to do than it has cores for, a wall clock can say yes but not no. */
function judged(fine) {
  if (fine || loadavg()[0] <= availableParallelism()) return { ok: fine };
  return { ok: null, reason: `load ${loadavg()[0].toFixed(1)}` };
}

/** Times from Enter to the next prompt in a shell without anything, with the hook, and with one fork at each prompt. */
async function promptTimes(shell) {
  const { renderHook, renderRcLine } = await load("core/history/render-hook.js");
  const folder = mkdtempSync(join(tmpdir(), "hook-"));
  const state = join(folder, "state");
  mkdirSync(join(state, "spool"), { recursive: true, mode: 0o700 });
  writeFileSync(
    join(state, `hook.${shell}`),
    renderHook(readFileSync(`${hooks}hook.${shell}`, "utf8"), state),
  );
  const kinds = { bare: "", hook: renderRcLine(shell, state), fork: forks[shell] };
  const open = {};
  const turns = [];
  try {
    for (const kind of Object.keys(kinds))
      open[kind] = await openShell(shell, join(folder, kind), kinds[kind]);
    for (let n = 0; n < commands / perTurn; n++) {
      const turn = {};
      for (const kind of Object.keys(kinds)) {
        const { wall, cpu } = await turnOf(open[kind]);
        Object.assign(turn, { [kind]: wall, [`${kind}Cpu`]: cpu });
      }
      turns.push(turn);
    }
    return turns;
  } finally {
    for (const shellOpen of Object.values(open)) shellOpen.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function turnOf(shell) {
  const wall = [];
  const cpu = [];
  for (let n = -warmUp; n < perTurn; n++) {
    const from = shell.cpu();
    const ms = await shell.enter("true");
    if (n < 0) continue;
    wall.push(ms);
    cpu.push(shell.cpu() - from);
  }
  return { wall, cpu };
}

/** An interactive shell on a pty; `enter` is the time from Enter to the next prompt, in milliseconds. */
async function openShell(shell, home, rc) {
  mkdirSync(join(home, ".config/fish"), { recursive: true });
  mkdirSync(join(home, ".local/share/fish/generated_completions"), { recursive: true });
  const prompts = {
    bash: [".bashrc", "PS1='<<$((_n++))>>'\n_n=0"],
    zsh: [".zshrc", "setopt prompt_subst\nunsetopt prompt_sp\nPROMPT='<<$((_n++))>>'\n_n=0"],
    fish: [
      ".config/fish/config.fish",
      'set -g _n 0\nset -g fish_greeting\nfunction fish_prompt\n echo -n "<<$_n>>"\n set -g _n (math $_n + 1)\nend',
    ],
  };
  const [file, prompt] = prompts[shell];
  writeFileSync(join(home, file), `${rc}\n${prompt}\n`);
  const env = { PATH: process.env["PATH"], HOME: home, USER: "root", TERM: "xterm", LANG: "C.UTF-8" };
  const terminal = pty.spawn(shell, shell === "bash" ? ["--noprofile", "-i"] : ["-i"], {
    cols: 120,
    rows: 40,
    cwd: home,
    env,
  });
  let screen = "";
  let newest = -1;
  let heard = () => undefined;
  terminal.onData((data) => {
    if (data.includes("\x1b[0c") || data.includes("\x1b[c")) terminal.write("\x1b[?62;c");
    screen = (screen + data).slice(-2_000);
    for (const found of screen.matchAll(/<<(\d+)>>/g)) newest = Math.max(newest, Number(found[1]));
    heard();
  });
  const next = (after) =>
    new Promise((resolve) => {
      heard = () => newest > after && resolve(undefined);
      heard();
    });
  await next(-1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    enter: async (line) => {
      const after = newest;
      const from = performance.now();
      terminal.write(`${line}\r`);
      await next(after);
      return performance.now() - from;
    },
    // Milliseconds on a processor.
    cpu: () => Number(readFileSync(`/proc/${terminal.pid}/schedstat`, "latin1").split(" ")[0]) / 1e6,
    end: () => terminal.kill("SIGKILL"),
  };
}

async function* observerRates() {
  const { parseZsh } = await load("core/history/parse-zsh.js");
  const { parseBash } = await load("core/history/parse-bash.js");
  const { parseSpool } = await load("core/history/spool-record.js");
  const lines = (make) => Buffer.from(Array.from({ length: 200_000 }, (_, i) => make(i)).join(""));
  const command = (i) => `kubectl -n prod-${i % 7} rollout restart deploy/app-${i} --timeout=${i % 60}s`;
  const samples = {
    bash: [parseBash, lines((i) => `#${1_763_000_000 + i}\n${command(i)}\n`), { final: false, joined: true }],
    zsh: [
      parseZsh,
      lines((i) => `: ${1_763_000_000 + i}:0;${command(i)}\n`),
      { final: false, joined: false },
    ],
  };
  for (const [name, [parse, bytes, options]] of Object.entries(samples)) {
    parse(bytes.subarray(0, 1_000_000), options);
    const from = cpuSeconds();
    const found = parse(bytes, options).entries.length;
    const rate = found / (cpuSeconds() - from);
    yield {
      name: `parse.${name}`,
      value: Math.round(rate),
      unit: "records/s of CPU",
      bar: 100_000,
      ok: rate >= 100_000,
    };
  }
  yield spoolRate(parseSpool, command);
  yield* takeInRates(command);
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** A spool file holds two hundred records. */
function spoolRate(parseSpool, command) {
  const record = (i) =>
    `\0@1\t${i}\t1763000000000000\t1763000000100000\t0\tc\t0\0/srv\0  ${i}  ${command(i)}\n\0.\0`;
  const bytes = Buffer.from(Array.from({ length: 200 }, (_, i) => record(i)).join(""));
  let found = 0;
  const from = cpuSeconds();
  for (let n = 0; n < 500; n++) found += parseSpool(bytes, "bash").entries.length;
  const rate = found / (cpuSeconds() - from);
  return {
    name: "parse.spool",
    value: Math.round(rate),
    unit: "records/s of CPU",
    bar: 100_000,
    ok: rate >= 100_000,
  };
}

async function* takeInRates(command) {
  const { openEmbedded } = await load("adapters/graph/embedded.js");
  const { createHistorySource } = await load("adapters/recorder/history-source.js");
  const { createRedactor } = await load("base/redact/redactor.js");
  const { createObserver } = await load("loops/observe.js");
  const folder = mkdtempSync(join(tmpdir(), "rate-"));
  const file = join(folder, "history");
  const count = 20_000;
  writeFileSync(
    file,
    Array.from({ length: count }, (_, i) => `: ${1_763_000_000 + i}:0;${command(i)}\n`).join(""),
  );
  const now = () => Date.now();
  const mac = (purpose, text) => createHmac("sha256", purpose).update(text).digest("hex");
  const store = openEmbedded({ path: join(folder, "graph.db"), clock: { now } });
  const observer = createObserver({
    store: store.records,
    sources: [createHistorySource({ file, format: "zsh", firstSight: "start", now })],
    redactor: createRedactor((text) => mac("redaction", text)),
    key: { mac },
    clock: { now },
    log: { info: () => undefined, warn: () => undefined },
    host: "web-1",
    user: "sam",
    gapMs: 300_000,
    ignore: [],
  });
  const from = process.cpuUsage();
  const added = observer.takeIn().added.length;
  const { user, system } = process.cpuUsage(from);
  const rate = added / ((user + system) / 1_000_000);
  store.close();
  rmSync(folder, { recursive: true, force: true });
  yield {
    name: "records.parsed-redacted-stored",
    value: Math.round(rate),
    unit: "records/s of CPU",
    bar: 5_000,
    ok: rate >= 5_000 && added === count,
  };
}

const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];
const round = (value) => Math.round(value * 1_000) / 1_000;
