// Runs every test/bench/*.bench.mjs against the built program. With --json: one object a line {name, value, unit, bar, ok}.
// Exit 1 when a figure misses its bar. `ok: null` (a row that cannot run here, with its reason) does not fail.
// A word after the options picks the files whose name holds it: `npm run bench -- --json recorder`.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);
const json = words.includes("--json");
const wanted = words.filter((word) => !word.startsWith("-"));

await import("./build.mjs");
// The rooms that a bench calls in process, as modules of their own beside the bundled program.
const compiled = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}tsconfig.build.json`],
  { stdio: ["ignore", 2, 2] },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

let missed = 0;
for (const name of readdirSync(`${root}test/bench`).sort()) {
  if (!name.endsWith(".bench.mjs") || (wanted.length > 0 && !wanted.some((word) => name.includes(word))))
    continue;
  const { bench } = await import(`${root}test/bench/${name}`);
  for await (const row of bench()) {
    if (row.ok === false) missed++;
    const mark = { true: "✓", false: "✗", null: "–" }[String(row.ok)];
    console.log(
      json
        ? JSON.stringify(row)
        : `${mark} ${row.name}: ${row.value} ${row.unit} (bar: ${row.bar})${row.reason ? ` ${row.reason}` : ""}`,
    );
  }
}
process.exitCode = missed > 0 ? 1 : 0;
