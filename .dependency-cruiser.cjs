// The floors of src/ and who may open which door (ARCHITECTURE.md, "Floors").
// `npm run check` runs it over src/ and then plants one violation per rule to see it fire (scripts/check-floors.mjs).
const test = "\\.(test|contract)\\.ts$";

/** An outside package is imported in one place only, so a swap or an audit reads one folder. */
const door = (pkg, place) => ({
  name: `door-${pkg.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}`,
  severity: "error",
  comment: `${pkg} is spoken to in ${place} only`,
  from: { path: "^src/", pathNot: [place, test] },
  to: { path: `(^|/)node_modules/${pkg}/` },
});

/** Files of `from` may import only their own folder ($1) and `allowed`, patterns of paths under src/. */
const floor = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: `^src/(${from})/`, pathNot: test },
  to: { path: "^src/", pathNot: ["^src/$1/", ...allowed.map((a) => `^src/${a}`)] },
});

const base = (...rooms) => rooms.map((room) => `base/${room}/`);

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    floor("kernel-knows-nobody", "base/kernel", [], "errors, ids, clock, logger, files: nothing about runbooks"),
    floor("model-is-nouns", "base/model", base("kernel"), "zod schemas and the types inferred from them"),
    floor("ports-name-verbs", "base/ports", base("kernel", "model"), "types of what is handed in"),
    floor("shell-knows-no-secrets", "base/shell", base("kernel", "model", "ports"), "the shell grammar"),
    floor("redact-reads-shell", "base/redact", base("kernel", "model", "ports", "shell"), "secrets out of any text"),
    floor("config-on-top-of-base", "base/config", base("kernel", "model", "ports", "shell", "redact"), "settings, paths, environment"),
    floor("core-rooms-do-not-open-into-each-other", "core/[^/]+", ["base/"], "carry the thing between rooms in a loop, as a noun of base/model"),
    floor("adapters-do-not-open-into-each-other", "adapters/[^/]+", ["base/"], "an adapter touches one outside thing"),
    floor("loops-reach-adapters-through-ports", "loops", ["core/", "base/"], "doing is handed in, thinking is imported"),
    floor("entry-speaks-to-loops", "entry", ["loops/", "core/", "base/"], "an entry turns words into a loop's call, or a pure question to core, and the answer into words"),
    {
      name: "nobody-imports-the-wiring",
      severity: "error",
      comment: "app.ts is handed in by main.ts",
      from: { path: "^src/", pathNot: ["^src/(main|app)\\.ts$", "^src/wiring/", test] },
      to: { path: "^src/(app\\.ts|main\\.ts|wiring/)" },
    },
    {
      name: "core-touches-nothing",
      severity: "error",
      comment: "core decides; it never reads a file, a clock, the network or a process",
      from: { path: "^src/(core|base/model|base/ports|base/shell|base/redact)/", pathNot: test },
      to: {
        dependencyTypes: ["core"],
        path: "^(node:)?(fs|fs/promises|child_process|net|http|https|os|process|timers|timers/promises|worker_threads)$",
      },
    },
    {
      name: "tests-stay-out-of-the-product",
      severity: "error",
      from: { path: "^src/", pathNot: test },
      to: { path: test },
    },
    door("execa", "^src/adapters/execution/"),
    door("chokidar", "^src/adapters/(tail|shelf|recorder)/"),
    door("libsql", "^src/adapters/graph/"),
    door("unbash", "^src/base/shell/"),
    door("gray-matter", "^src/core/runbook/"),
    door("(remark|remark-parse)", "^src/core/runbook/"),
    door("commander", "^src/entry/cli/"),
    door("@hono/node-server", "^src/entry/http/"),
    door("hono", "^src/entry/http/"),
    door("neo4j-driver", "^src/adapters/graph/"),
    door("@anthropic-ai/sdk", "^src/adapters/narrator/"),
    door("@lydell/node-pty", "^src/adapters/recorder/"),
    door("log-update", "^src/entry/cli/"),
    door("diff", "^src/base/kernel/"),
    door("chalk", "^src/(entry/cli|adapters/approvals)/"),
  ],
  options: {
    tsPreCompilationDeps: true, // `import type` counts as an import too
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".js"],
    },
  },
};
