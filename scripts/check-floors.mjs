// A rule that cannot fire protects nothing: for each floor and door rule, one file that breaks it is planted in a copy of
// src/, and dependency-cruiser must name exactly that rule.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { forbidden } = createRequire(import.meta.url)(`${root}.dependency-cruiser.cjs`);

/** rule → [folder, the import that breaks it]. The file planted there is named after the rule. */
const plants = {
  "no-circular": ["src/base/kernel", "./no-circular-back.ts"],
  "kernel-knows-nobody": ["src/base/kernel", "../model/scalars.ts"],
  "model-is-nouns": ["src/base/model", "../ports/journal.ts"],
  "ports-name-verbs": ["src/base/ports", "../shell/types.ts"],
  "shell-knows-no-secrets": ["src/base/shell", "../config/load.ts"],
  "redact-reads-shell": ["src/base/redact", "../config/load.ts"],
  "config-on-top-of-base": ["src/base/config", "../../loops/draft.ts"],
  "core-rooms-do-not-open-into-each-other": ["src/core/policy", "../scribe/draft-session.ts"],
  "adapters-do-not-open-into-each-other": ["src/adapters/tail", "../graph/embedded.ts"],
  "loops-reach-adapters-through-ports": ["src/loops", "../adapters/tail/tail.ts"],
  "entry-speaks-to-loops": ["src/entry/cli", "../../adapters/tail/tail.ts"],
  "nobody-imports-the-wiring": ["src/loops", "../app.ts"],
  "core-touches-nothing": ["src/core/trust", "node:fs"],
  "tests-stay-out-of-the-product": ["src/base/kernel", "./planted.test.ts"],
  "door-execa": ["src/entry/cli", "execa"],
  "door-chokidar": ["src/entry/cli", "chokidar"],
  "door-libsql": ["src/entry/cli", "libsql"],
  "door-unbash": ["src/core/policy", "unbash"],
  "door-gray-matter": ["src/core/scribe", "gray-matter"],
  "door-remark-remark-parse": ["src/core/scribe", "remark-parse"],
  "door-commander": ["src/loops", "commander"],
  "door-hono-node-server": ["src/loops", "@hono/node-server"],
  "door-hono": ["src/loops", "hono"],
  "door-neo4j-driver": ["src/loops", "neo4j-driver"],
  "door-anthropic-ai-sdk": ["src/core/scribe", "@anthropic-ai/sdk"],
  "door-lydell-node-pty": ["src/entry/cli", "@lydell/node-pty"],
  "door-log-update": ["src/loops", "log-update"],
  "door-diff": ["src/core/scribe", "diff"],
  "door-chalk": ["src/loops", "chalk"],
};
const companions = {
  "src/base/kernel/no-circular-back.ts": 'import "./no-circular.ts";\n',
  "src/base/kernel/planted.test.ts": "export {};\n",
};

const unplanted = forbidden.map((rule) => rule.name).filter((name) => !(name in plants));
if (unplanted.length > 0) fail(`no violation is planted for: ${unplanted.join(", ")}`);

const copy = mkdtempSync(join(tmpdir(), "reifier-floors-"));
try {
  cpSync(`${root}src`, join(copy, "src"), { recursive: true });
  for (const name of ["tsconfig.json", "package.json", ".dependency-cruiser.cjs"])
    cpSync(root + name, join(copy, name));
  symlinkSync(`${root}node_modules`, join(copy, "node_modules"));
  for (const [file, text] of Object.entries(companions)) writeFileSync(join(copy, file), text);
  for (const [rule, [folder, target]] of Object.entries(plants))
    writeFileSync(join(copy, folder, `${rule}.ts`), `import "${target}";\n`);
  const fired = violations();
  const silent = Object.keys(plants).filter(
    (rule) => !fired.some((found) => found.startsWith(`${rule} ${plants[rule][0]}/${rule}`)),
  );
  if (silent.length > 0) fail(`these rules did not fire on their planted violation: ${silent.join(", ")}`);
  else console.log(`${forbidden.length} floor rules, each fires on its planted violation`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function violations() {
  const files = Object.entries(plants).map(([rule, [folder]]) => `${folder}/${rule}.ts`);
  const program = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const run = spawnSync(
    process.execPath,
    [program, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...files],
    {
      cwd: copy,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  if (run.stdout === "") throw new Error(`dependency-cruiser said nothing: ${run.stderr}`);
  return JSON.parse(run.stdout).summary.violations.map((found) => `${found.rule.name} ${found.from}`);
}

function fail(what) {
  console.error(`check-floors: ${what}`);
  process.exitCode = 1;
}
