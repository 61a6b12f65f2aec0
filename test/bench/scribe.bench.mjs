import { createHmac } from "node:crypto";
import { Bundle } from "../../dist/modules/base/model/draft.js";
import { createRedactor } from "../../dist/modules/base/redact/redactor.js";
import { draftSession } from "../../dist/modules/core/scribe/draft-session.js";
// biome-ignore lint/correctness/useImportExtensions: plain JavaScript with its types beside it
import { readSessions, scoreDrafts } from "../fixtures/scribe/read-sessions.mjs";

const bars = {
  fixF1: [">=", 0.95],
  exact: [">=", 0.7],
  supersededLeaked: ["<=", 0.15],
  noiseLeaked: ["<=", 0.02],
  verifyRecall: [">=", 0.85],
  symptom: [">=", 0.85],
  variables: [">=", 0.75],
};

/** The labelled sessions against the bars, and how long a session of 2,000 records takes. */
// biome-ignore lint/suspicious/useAwait: the runner takes what waits and what does not alike
export async function* bench() {
  const pairs = readSessions().map((session) => {
    const redactor = createRedactor((text) => createHmac("sha256", "bench").update(text).digest("hex"));
    const bundle = Bundle.parse(session.bundle);
    // As the program does: a secret may be known by a later command only.
    for (const { command } of bundle.records) redactor.command(command);
    const records = bundle.records.map((record) => ({
      ...record,
      command: redactor.command(record.command).text,
    }));
    return { session, result: draft({ ...bundle, records }) };
  });
  for (const [name, value] of Object.entries(scoreDrafts(pairs))) {
    const [sign, bar] = bars[name];
    const ok = sign === ">=" ? value >= bar : value <= bar;
    yield {
      name: `scribe ${name}`,
      value: Number(value.toFixed(4)),
      unit: "ratio",
      bar: `${sign} ${bar}`,
      ok,
    };
  }
  const text = JSON.stringify(pairs.map(({ result }) => result));
  const leaks = pairs.flatMap(({ session }) => session.secrets).filter((secret) => text.includes(secret));
  yield {
    name: "scribe secrets leaked",
    value: leaks.length,
    unit: "count",
    bar: "= 0",
    ok: leaks.length === 0,
  };

  const typed = pairs.flatMap(({ session }) => Bundle.parse(session.bundle).records);
  const records = Array.from({ length: 2_000 }, (_, at) => ({
    ...typed[at % typed.length],
    n: at + 1,
    startedAt: new Date(1_770_000_000_000 + at * 4_000).toISOString(),
  }));
  const long = Bundle.parse({ id: "long", records });
  // Processor time: what else runs on the machine does not count.
  const started = process.cpuUsage();
  draft(long);
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1_000;
  yield { name: "scribe 2000 records", value: Math.round(took), unit: "ms", bar: "< 1000", ok: took < 1000 };
}

const draft = (bundle) =>
  draftSession(bundle, { sessionId: bundle.id, host: "bench", known: [], evidence: [] });
