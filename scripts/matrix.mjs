// The unit tests and the whole-product scenarios under the Node versions that people have. npm's `node` packages bring the
// binaries; they are installed into a temporary folder, never into the project. `npm run matrix -- 20 24` takes some of the
// versions, `npm run matrix -- 22 src/core` narrows the tests. Native packages are those that are installed: libsql and
// node-pty speak Node-API, which does not change between these versions.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);
const versions = words.filter((word) => /^\d+$/.test(word));
const tests = words.filter((word) => !/^\d+$/.test(word));
const folder = mkdtempSync(join(tmpdir(), "matrix-"));

try {
  if (process.env.REIFIER_TEST_MAIN === undefined) await import("./build.mjs");
  const rows = (versions.length === 0 ? ["20", "22", "24"] : versions).map(runUnder);
  console.log("node        passed  failed  skipped  seconds");
  for (const { node, passed, failed, skipped, seconds } of rows) {
    const cells = [node.padEnd(10), passed, failed, skipped, seconds];
    console.log(cells.map((cell, at) => String(cell).padStart([10, 7, 7, 8, 8][at])).join(" "));
  }
  for (const { node, names } of rows) for (const name of names) console.error(`${node}: ${name}`);
  process.exitCode = rows.every(({ passed, failed }) => passed > 0 && failed === 0) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function runUnder(version) {
  const node = install(version);
  const shown = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  console.error(`${shown}: running`);
  const report = join(folder, `report-${version}.json`);
  const started = Date.now();
  const chosen = tests.length === 0 ? ["src", "test/scenarios"] : tests;
  spawnSync(
    node,
    [
      `${root}node_modules/vitest/vitest.mjs`,
      "run",
      "--reporter=json",
      `--outputFile=${report}`,
      "--retry=1",
      ...chosen,
    ],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "ignore"],
      // Programs that the tests start by name get this Node too.
      env: { ...process.env, PATH: `${join(node, "..")}:${process.env.PATH}` },
    },
  );
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = readReport(report);
  const row = {
    node: shown,
    passed: numPassedTests,
    failed: numFailedTests + testResults.filter(brokenFile).length,
    skipped: numPendingTests,
    seconds: Math.round((Date.now() - started) / 1_000),
    names: testResults.flatMap(failuresOf),
  };
  console.error(`${shown}: ${row.passed} passed, ${row.failed} failed after ${row.seconds} s`);
  return row;
}

/** A file that could not even be loaded has no tests to count. */
function brokenFile({ status, assertionResults }) {
  return status === "failed" && assertionResults.length === 0;
}

function failuresOf(file) {
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  return [
    ...(brokenFile(file) ? [`${file.name}: ${file.message}`] : []),
    ...failed.map(({ fullName }) => fullName),
  ];
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
  }
}

/** The newest release of this major version, as npm's `node` package brings it. */
function install(version) {
  const place = join(folder, `node-${version}`);
  const run = spawnSync("npm", ["install", "--no-save", "--prefix", place, `node@${version}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (run.status !== 0) throw new Error(`npm install node@${version} failed`);
  return join(place, "node_modules", "node", "bin", "node");
}
