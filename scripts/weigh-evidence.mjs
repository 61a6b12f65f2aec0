// Learns the weights of src/core/scribe/evidence-weights.ts from the labelled sessions of test/fixtures/scribe and
// writes them: logistic regression with ridge, by Newton's method. Batches that are held back are not learned from;
// `--without a,b` leaves out more.
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
// biome-ignore lint/correctness/useImportExtensions: plain JavaScript, for the bench reads it too
import { heldBack, readSessions } from "../test/fixtures/scribe/read-sessions.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = process.env.REIFIER_DIST ?? `${root}dist/modules`;
const { Bundle } = await import(`${modules}/base/model/draft.js`);
const { createRedactor } = await import(`${modules}/base/redact/redactor.js`);
const { readRecords } = await import(`${modules}/core/scribe/reading.js`);
const { sortedAlone } = await import(`${modules}/core/scribe/sorting.js`);
const { indexChanges } = await import(`${modules}/core/scribe/change-index.js`);
const { evidenceOf } = await import(`${modules}/core/scribe/evidence.js`);

const ridge = 1;
const option = process.argv.indexOf("--without");
const without = [...heldBack, ...(option < 0 ? [] : process.argv[option + 1].split(","))];
const rows = readSessions()
  .filter(({ bundle }) => !without.includes(bundle.id.split("/")[0]))
  .flatMap(rowsOf);
const names = [...new Set(rows.flatMap(({ evidence }) => Object.keys(evidence)))].sort();
const learned = learn(
  rows.map(({ evidence }) => [1, ...names.map((name) => evidence[name] ?? 0)]),
  rows.map(({ isTry }) => isTry),
);
const lines = names.map(
  (name, at) =>
    `  ${/^[a-z]+$/.test(name) ? name : JSON.stringify(name)}: ${Number(learned[at + 1].toFixed(2))},`,
);
writeFileSync(
  `${root}src/core/scribe/evidence-weights.ts`,
  `/**
 * What each piece of evidence weighs for a change having been a try that did not help (evidence.ts says what each is).
 * Learned from ${rows.length} changes of labelled sessions by scripts/weigh-evidence.mjs, which writes this file.
 */
export const weights: Readonly<Record<string, number>> = {
${lines.join("\n")}
};

export const bias = ${Number(learned[0].toFixed(2))};
`,
);
console.log(`${rows.length} changes, ${names.length} weights`);

/** The changes of a session that are labelled as fix or as superseded. */
function rowsOf({ bundle: recorded, labels }) {
  const redactor = createRedactor((text) => createHmac("sha256", "weights").update(text).digest("hex"));
  const bundle = Bundle.parse(recorded);
  const records = bundle.records.map((record) => ({
    ...record,
    command: redactor.command(record.command).text,
  }));
  const session = indexChanges(sortedAlone(readRecords(records), bundle.files));
  return session.changes.flatMap((change) => {
    const { n } = change.attempt.reading.record;
    const isTry = labels.superseded.includes(n);
    if (labels.tolerated.includes(n) || (!isTry && !labels.fix.includes(n))) return [];
    return [{ evidence: evidenceOf(change, session), isTry: Number(isTry) }];
  });
}

/** Weights that make the labels likeliest; the first is the bias, which the ridge leaves alone. */
function learn(inputs, labels) {
  let found = inputs[0].map(() => 0);
  for (let round = 0; round < 30; round++) {
    const gradient = found.map((weight) => -ridge * weight);
    const curve = found.map((_, i) => found.map((__, j) => (i === j ? ridge : 0)));
    gradient[0] = 0;
    curve[0][0] = 1e-6;
    for (const [at, input] of inputs.entries()) {
      const chance = 1 / (1 + Math.exp(-input.reduce((sum, value, i) => sum + value * found[i], 0)));
      addTo(gradient, curve, { input, error: labels[at] - chance, weight: chance * (1 - chance) });
    }
    const step = solve(curve, gradient);
    found = found.map((weight, i) => weight + step[i]);
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  return found;
}

function addTo(gradient, curve, { input, error, weight }) {
  const present = input.flatMap((value, i) => (value === 0 ? [] : [i]));
  for (const i of present) {
    gradient[i] += error * input[i];
    for (const j of present) curve[i][j] += weight * input[i] * input[j];
  }
}

/** Gauss's elimination of a positive definite system. */
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < rows.length; i++) {
    for (let k = i + 1; k < rows.length; k++) {
      const factor = rows[k][i] / rows[i][i];
      if (factor !== 0) for (let j = i; j <= rows.length; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  const found = new Array(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    let rest = rows[i][rows.length];
    for (let j = i + 1; j < rows.length; j++) rest -= rows[i][j] * found[j];
    found[i] = rest / rows[i][i];
  }
  return found;
}
