// How long a line takes to redact, how many planted secrets are gone, how many clean lines are altered.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import ts from "typescript";
import { createRedactor } from "../../dist/modules/base/redact/redactor.js";

const fixtures = new URL("../fixtures/redact/", import.meta.url);
const mac = (text) => createHmac("sha256", "bench").update(text).digest("hex");

/** The corpus is TypeScript; a bench runs on plain Node. */
function load(name) {
  const source = readFileSync(new URL(name, fixtures), "utf8");
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

const redact = (redactor, row) => (row.command ? redactor.command(row.line) : redactor.text(row.line)).text;

/** Processor time, not wall time: the machine may be busy with others. */
const microseconds = (since) => process.cpuUsage(since).user;

function microsecondsPerLine(rows) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8; round++) {
    const redactor = createRedactor(mac);
    const start = process.cpuUsage();
    for (const row of rows) redact(redactor, row);
    best = Math.min(best, microseconds(start) / rows.length);
  }
  return best;
}

export async function* bench() {
  const { secretLines, cleanLines, survives } = await load("corpus.ts");
  const sets = [
    await load("lines.ts"),
    await load("more-lines.ts"),
    await load("third-lines.ts"),
    await load("fourth-lines.ts"),
  ];
  const secret = sets.flatMap(secretLines);
  const clean = sets.flatMap((set) => cleanLines({ commands: set.cleanCommands, texts: set.cleanTexts }));

  const planted = secret.flatMap((row) => row.secrets.map((value) => ({ row, value })));
  const gone = planted.filter(({ row, value }) => survives(value, redact(createRedactor(mac), row)) === null);
  const share = (100 * gone.length) / planted.length;
  yield {
    name: `redact: secrets gone (of ${planted.length})`,
    value: share,
    unit: "%",
    bar: 98,
    ok: share >= 98,
  };

  const altered = clean.filter((row) => redact(createRedactor(mac), row) !== row.line);
  const wrong = (100 * altered.length) / clean.length;
  yield {
    name: `redact: clean lines altered (of ${clean.length})`,
    value: wrong,
    unit: "%",
    bar: 2,
    ok: wrong <= 2,
  };

  const cost = microsecondsPerLine([...secret, ...clean]);
  yield {
    name: "redact: per line, two thirds with secrets",
    value: cost,
    unit: "µs",
    bar: 200,
    ok: cost < 200,
  };
  const plain = microsecondsPerLine(clean);
  yield { name: "redact: per clean line", value: plain, unit: "µs", bar: 200, ok: plain < 200 };

  const start = process.cpuUsage();
  createRedactor(mac).text("password=".repeat(116_509));
  const word = microseconds(start) / 1000;
  yield { name: "redact: 1 MiB of adversarial text", value: word, unit: "ms", bar: 1000, ok: word < 1000 };
}
