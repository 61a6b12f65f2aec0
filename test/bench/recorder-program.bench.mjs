// The recorder as a program: how soon a typed command is seen, what waiting costs, a large import, many shells and kills.
import { execFile, spawn } from "node:child_process";
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pty from "@lydell/node-pty";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const run = promisify(execFile);

export async function* bench() {
  const home = mkdtempSync(join(tmpdir(), "recorder-"));
  const running = new Set();
  const env = { PATH: process.env["PATH"], HOME: home, USER: "root", TERM: "xterm", LANG: "C.UTF-8" };
  const workspace = join(home, "workspace");
  const words = (...more) => [main, "--workspace", workspace, ...more];
  const ask = async (...more) => {
    const options = { env, maxBuffer: 2 ** 30 };
    return JSON.parse((await run(process.execPath, words("--json", ...more), options)).stdout);
  };
  const up = async () => {
    const child = spawn(process.execPath, words("up"), { env, stdio: ["ignore", "pipe", "inherit"] });
    running.add(child);
    for await (const text of child.stdout) if (String(text).includes("watching")) break;
    child.stdout.resume();
    return child;
  };
  try {
    const daemon = await up();
    yield* visible({ home, env, workspace, ask });
    yield* idle(daemon.pid);
    yield* killed({ home, env, workspace, ask, up, daemon });
    yield* imported({ home, env, words });
  } finally {
    for (const child of running) child.kill("SIGKILL");
    await sleep(200);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** From the end of a command to an answer of `sessions` that has it, the start of that program included. */
async function* visible({ home, env, workspace, ask }) {
  const hook = join(workspace, "state/hook.bash");
  writeFileSync(join(home, ".bashrc"), `. ${hook}\nPS1='<<$((_n++))>>'\n_n=0\n`);
  const shell = pty.spawn("bash", ["--noprofile", "-i"], { cwd: home, env });
  let screen = "";
  shell.onData((data) => {
    screen += data;
  });
  const prompt = async (n) => {
    while (!screen.includes(`<<${n}>>`)) await sleep(2);
  };
  await prompt(0);
  const times = [];
  for (let n = 1; n <= 15; n++) {
    shell.write(`: seen-${n}\r`);
    await prompt(n);
    const from = performance.now();
    for (let found = false; !found; ) {
      found = JSON.stringify(await ask("sessions")).includes(`: seen-${n}"`);
    }
    times.push(performance.now() - from);
  }
  shell.kill("SIGKILL");
  const ms = times.sort((a, b) => a - b)[7];
  yield {
    name: "sessions.typed-command-visible",
    value: Math.round(ms),
    unit: "ms",
    bar: 500,
    ...judged(ms <= 500),
  };
}

/** On a machine with more to do than it has cores for, a wall clock can say yes but not no. */
function judged(fine) {
  if (fine || loadavg()[0] <= availableParallelism()) return { ok: fine };
  return { ok: null, reason: `load ${loadavg()[0].toFixed(1)}` };
}

async function* idle(pid) {
  await sleep(15_000);
  const cpu = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  };
  const from = cpu();
  await sleep(60_000);
  const percent = (cpu() - from) / 600;
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))[1]) / 1024;
  yield { name: "daemon.idle.rss", value: Math.round(rss), unit: "MB", bar: 80, ok: rss <= 80 };
  yield { name: "daemon.idle.cpu", value: percent, unit: "%", bar: 0.2, ok: percent <= 0.2 };
}

/** Fifty shells of two hundred commands at once, the daemon killed ten times meanwhile. */
async function* killed({ home, env, workspace, ask, up, daemon }) {
  const script = join(home, "typing.sh");
  writeFileSync(
    script,
    `. ${join(workspace, "state/hook.bash")}
for ((i = 1; i <= 200; i++)); do
  history -s "echo $1-$i"; _reifier_t0=\${EPOCHREALTIME/[.,]/}; _reifier_prompt; _reifier_ready
done
`,
  );
  const options = { env: { ...env, HISTFILE: "", HISTCONTROL: "" }, stdio: "ignore", detached: true };
  const shells = Array.from({ length: 50 }, (_, n) =>
    spawn("bash", ["--noprofile", "--norc", "-i", script, `shell${n}`], options),
  );
  const ended = Promise.all(shells.map((shell) => new Promise((resolve) => shell.on("exit", resolve))));
  let last = daemon;
  for (let kill = 0; kill < 10; kill++) {
    await sleep(200 + 200 * Math.random());
    last.kill("SIGKILL");
    last = await up();
  }
  await ended;
  while (readdirSync(join(workspace, "state/spool")).some((name) => name.includes(".rec"))) await sleep(200);
  const all = (await ask("sessions")).flatMap((session) => session.records.map((record) => record.command));
  const typed = all.filter((command) => /^echo shell\d+-\d+$/.test(command));
  const whole = typed.length === 10_000 && new Set(typed).size === 10_000;
  last.kill("SIGTERM");
  yield { name: "records.50-shells-10-kills", value: typed.length, unit: "records", bar: 10_000, ok: whole };
}

async function* imported({ home, env, words }) {
  const file = join(home, "large_zsh_history");
  const count = await writeHistory(file, 50 * 1024 * 1024);
  mkdirSync(join(home, "empty"));
  const shell = pty.spawn(
    "sh",
    [
      "-c",
      'exec "$@" >/dev/null',
      "sh",
      process.execPath,
      ...words("observe", "--history", file, "--format", "zsh", "--once"),
    ],
    { cwd: home, env },
  );
  let bar = false;
  let peak = 0;
  shell.onData((data) => {
    bar ||= data.includes("reading [");
  });
  const from = performance.now();
  const ended = new Promise((resolve) => shell.onExit(resolve));
  const looking = setInterval(() => {
    try {
      const high = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${shell.pid}/status`, "latin1"));
      if (high !== null) peak = Math.max(peak, Number(high[1]) / 1024);
    } catch {
      // It has ended.
    }
  }, 250);
  const { exitCode } = await ended;
  clearInterval(looking);
  const seconds = (performance.now() - from) / 1_000;
  const fine = exitCode === 0 && bar;
  yield {
    name: "import.50MB.memory",
    value: Math.round(peak),
    unit: "MB",
    bar: 200,
    ok: fine && peak <= 200,
  };
  const rate = Math.round(count / seconds);
  yield {
    name: "import.50MB.rate",
    value: rate,
    unit: "records/s of wall clock",
    bar: 5_000,
    ...(fine ? judged(rate >= 5_000) : { ok: false }),
  };
}

async function writeHistory(file, bytes) {
  const out = createWriteStream(file);
  let count = 0;
  for (let size = 0; size < bytes; ) {
    let text = "";
    for (let n = 0; n < 2_000; n++, count++)
      text += `: ${1_763_000_000 + count * 3}:${count % 5};kubectl -n prod-${count % 97} rollout restart deploy/app-${count * 7}\n`;
    size += text.length;
    if (!out.write(text)) await new Promise((resolve) => out.once("drain", resolve));
  }
  await new Promise((resolve) => out.end(resolve));
  return count;
}
