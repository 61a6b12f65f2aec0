// Bundles src/ and what it imports into dist/: main.js and chunks that are read when a command needs them. One file instead
// of hundreds of modules is half of the CPU time of a command's start. Types are checked by `npm run check`.
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { readRules } from "./read-rules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;
/** Native code stays a package: libsql always, the pty where it is installed. */
const native = ["libsql", "@lydell/node-pty"];
/** A daemon that was started before this build still reads its own chunks, so they are kept for a while. */
const keptMs = 7 * 86_400_000;

const bundle = await rolldown({
  input: `${root}src/main.ts`,
  platform: "node",
  external: [/^node:/, ...native],
  tsconfig: `${root}tsconfig.json`,
  // gray-matter brings an engine that evaluates; core/runbook refuses it and a test says so.
  onLog: (level, log, report) => (log.code === "EVAL" ? undefined : report(level, log)),
});
const { output } = await bundle.write({
  dir: dist,
  format: "esm",
  entryFileNames: "main.js",
  chunkFileNames: "chunks/[name]-[hash].js",
  comments: { legal: true, annotation: false, jsdoc: false },
});
await bundle.close();
chmodSync(`${dist}/main.js`, 0o755);
dropOldChunks(new Set(output.map(({ fileName }) => fileName)));
writeFileSync(`${dist}/LICENSES.txt`, licences(output.flatMap((chunk) => chunk.moduleIds ?? [])));
writeFileSync(
  `${dist}/blocklist.json`,
  JSON.stringify(readRules(readFileSync(`${root}blocklist.yaml`, "utf8"))),
);

function dropOldChunks(current) {
  for (const name of readdirSync(`${dist}/chunks`)) {
    const file = `${dist}/chunks/${name}`;
    if (!current.has(`chunks/${name}`) && statSync(file).mtimeMs < Date.now() - keptMs) rmSync(file);
  }
}

/** The licence texts of the packages whose code is in the bundle, as their licences ask. */
function licences(modules) {
  const packages = new Set(
    modules.flatMap((id) => id.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? "" : `\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
      return `${name} ${version} (${license})\n${text}`;
    })
    .join(`\n${"-".repeat(80)}\n`);
}
