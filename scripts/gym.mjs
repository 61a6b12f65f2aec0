// The incident gym: real faults on real services, each the whole way through the built program (test/gym/README.md).
// `npm run gym` goes through all of them, `npm run gym -- 04 07` through some; exit 1 unless every one healed.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Of a problem with everything that was on the screen. */
const mostShown = 6_000;
const columns = ["scenario", "draft s", "fix right", "suggestion s", "healed", "report", "whole s"];

if (process.env.REIFIER_TEST_MAIN === undefined) await import("./build.mjs");
const folder = mkdtempSync(join(tmpdir(), "gym-rows-"));
try {
  const { rows, code } = await play(process.argv.slice(2));
  for (const line of table(rows)) console.log(line);
  for (const { scenario, problems } of rows)
    for (const problem of problems) console.error(`\n${scenario}: ${problem.slice(0, mostShown)}`);
  const healed = rows.filter((row) => row.healed && row.fixRight && row.problems.length === 0).length;
  console.log(`\n${healed} of ${rows.length} went the whole way`);
  process.exitCode = code === 0 && rows.length > 0 && healed === rows.length ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The same scenarios as `npm test`, by the same driver; each leaves its row in a file. */
async function play(wanted) {
  const file = join(folder, "rows.jsonl");
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const child = spawn(
    process.execPath,
    [vitest, "run", "--maxConcurrency=3", "--retry=0", "test/scenarios/gym.test.ts"],
    {
      cwd: root,
      env: { ...process.env, GYM_ROWS: file, GYM_ONLY: wanted.join(" ") },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (text === "") console.error(said);
  const rows = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return { rows: rows.sort((a, b) => a.scenario.localeCompare(b.scenario)), code };
}

function table(rows) {
  const cells = rows.map((row) => [
    row.scenario,
    row.draftSeconds?.toFixed(1) ?? "-",
    row.fixRight ? "yes" : "NO",
    row.suggestionSeconds?.toFixed(1) ?? "-",
    row.healed ? "yes" : "NO",
    row.report ?? "-",
    row.seconds.toFixed(0),
  ]);
  const widths = columns.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at].length)));
  return [columns, ...cells].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]))
      .join("  ")
      .trimEnd(),
  );
}
