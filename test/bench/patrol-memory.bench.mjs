// How many lines a daemon reads and understands, and how large it grows: 70 % mixed lines of several programs, 20 % errors
// that are all distinct, 10 % errors that each leak another token, in four files that are rotated. One million lines;
// `LINES=10000000 npm run bench -- patrol-memory` sends ten.
import { appendFileSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { logLines } from "./log-lines.mjs";
import { startDaemon } from "./patrolled-daemon.mjs";

const lines = Number(process.env.LINES ?? 1_000_000);
const blockLines = 5_000;
const files = 4;
const rotateBytes = 48e6;
/** Never more than so much is waiting to be read, so that what is measured is a flood, not a backlog on disk. */
const mostWaiting = 24e6;

/** Blocks of mixed lines are made once and sent again: making lines costs more than reading them. */
function createBlocks() {
  const mixed = Array.from({ length: 40 }, () => logLines("mixed", blockLines));
  return (done) => {
    if (done >= 0.9) return logLines("secrets", blockLines);
    if (done >= 0.7) return logLines("distinct", blockLines);
    return mixed[Math.floor(Math.random() * mixed.length)];
  };
}

function append(path, text) {
  appendFileSync(path, text);
  if (statSync(path).size < rotateBytes) return;
  renameSync(path, `${path}.1`);
  writeFileSync(path, "");
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const round = (number) => Math.round(number * 10) / 10;

export async function* bench() {
  const directory = mkdtempSync(join(tmpdir(), "patrol-memory-"));
  const paths = Array.from({ length: files }, (_, i) => join(directory, `app-${i}.log`));
  for (const path of paths) writeFileSync(path, "");
  const daemon = await startDaemon(directory, { logs: [join(directory, "app-*.log")], runbooks: 1 });
  try {
    const blockOf = createBlocks();
    const samples = [];
    const before = { read: daemon.bytesRead(), cpu: daemon.cpuSeconds() };
    let sent = 0;
    const sampling = setInterval(() => samples.push({ sent, rss: daemon.megabytes("VmRSS") }), 500);
    const waiting = () => sent - (daemon.bytesRead() - before.read);
    const start = performance.now();
    for (let n = 0; n < lines / blockLines; n++) {
      const block = blockOf((n * blockLines) / lines);
      append(paths[n % files], block);
      sent += Buffer.byteLength(block);
      while (waiting() > mostWaiting) await wait(20);
      await wait(0);
    }
    while (waiting() > 0 && performance.now() - start < 3_600_000) await wait(20);
    const seconds = (performance.now() - start) / 1000;
    const cpu = daemon.cpuSeconds() - before.cpu;
    await wait(2_000);
    clearInterval(sampling);
    yield* rows({ seconds, cpu, samples, sent, peak: daemon.megabytes("VmHWM") });
  } finally {
    await daemon.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function* rows({ seconds, cpu, samples, sent, peak }) {
  const millions = lines / 1e6;
  yield {
    name: `patrol: lines read and understood, of ${millions} M`,
    value: Math.round(lines / seconds),
    unit: "lines/s",
    bar: "≥ 20000",
    ok: lines / seconds >= 20_000,
  };
  yield {
    name: "patrol: lines read and understood in a second of CPU",
    value: Math.round(lines / cpu),
    unit: "lines/s",
    bar: "≥ 20000",
    ok: lines / cpu >= 20_000,
  };
  yield {
    name: `patrol: peak memory of the daemon over ${millions} M lines`,
    value: round(peak),
    unit: "MB",
    bar: "≤ 150",
    ok: peak <= 150,
  };
  const part = (from, to) => samples.filter((one) => one.sent >= from * sent && one.sent <= to * sent);
  const growth = mean(part(0.75, 1).map(({ rss }) => rss)) - mean(part(0.25, 0.5).map(({ rss }) => rss));
  yield {
    name: `patrol: memory in the last quarter of ${millions} M lines against the second`,
    value: round(growth),
    unit: "MB more",
    bar: "≤ 15",
    ok: growth <= 15,
  };
}
