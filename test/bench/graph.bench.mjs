// The embedded memory at the size of a few years: 10 k patterns, 5 k runbooks, about 180 k commands, 250 k edges.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
// biome-ignore lint/correctness/useImportExtensions: this file runs without TypeScript
import { missingPrograms, startNeo4j } from "../integration/neo4j/server.mjs";

const size = { patterns: 10_000, runbooks: 5_000, places: 200_000, links: 40_000 };

/** Numbers that look random and are the same in every run. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** 10 k patterns, 5 k runbooks with 40 commands each, 40 k links and runs for a tenth of them. */
function wholeGraph() {
  const pick = chance(7);
  const each = (count, make) => Array.from({ length: count }, (_, n) => make(n + 1));
  // A fifth of the places run a command that other runbooks run too.
  const text = (n, k) =>
    k % 5 === 0 ? `systemctl restart shared-${pick(20_000)}` : `kubectl rollout undo deploy/app-${n}-${k}`;
  return {
    patterns: each(size.patterns, (n) => ({
      id: `p-${n}`,
      name: `lock ${n}`,
      template: `process <num> still waiting for ShareLock on unit ${n}`,
      signature: `process # still waiting for sharelock ${n}`,
      example: `process 4711 still waiting for ShareLock on unit ${n}`,
      maskVersion: 1,
    })),
    sightings: each(size.patterns, (n) => ({
      pattern: `p-${n}`,
      host: `web-${pick(9)}`,
      times: n,
      firstAt: n,
      lastAt: n,
    })),
    runbooks: each(size.runbooks, (n) => ({
      id: `r-${n}`,
      title: `Fix the lock of unit ${n}`,
      path: `runbooks/approved/r-${n}.md`,
      status: n % 10 === 0 ? "retired" : "approved",
      digest: `${n}`.padStart(64, "0"),
      approvedBy: "sam",
      approvedAt: "2026-03-01T09:00:00.000Z",
      commands: each(size.places / size.runbooks, (k) => ({ text: text(n, k), role: "fix" })),
    })),
    links: each(size.links, (n) => ({
      pattern: `p-${1 + (n % size.patterns)}`,
      runbook: `r-${1 + pick(size.runbooks)}`,
    })),
    executions: each(4_000, (n) => ({
      id: `x-${n}`,
      runbook: `r-${1 + pick(size.runbooks)}`,
      digest: "d",
      pattern: `p-${1 + pick(size.patterns)}`,
      suggestion: null,
      startedAt: new Date(1_772_417_469_000 + n * 1_000).toISOString(),
      endedAt: new Date(1_772_417_479_000 + n * 1_000).toISOString(),
      result: n % 7 === 0 ? "failed" : "resolved",
      reason: "verified",
      by: "sam",
    })),
    incidents: [],
  };
}

/** CPU milliseconds of each call: on a shared machine the time of others is not ours. */
async function cpuTimed(times, work) {
  const taken = [];
  for (let n = 0; n < times; n++) {
    const before = process.cpuUsage();
    await work(n);
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1_000);
  }
  return taken;
}

const percentile = (values, share) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

async function timed(times, work) {
  const taken = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work(n);
    taken.push(performance.now() - start);
  }
  return taken;
}

/** A round that others on the machine disturbed says nothing about the store. */
async function bestP99(times, work) {
  const rounds = [];
  for (let n = 0; n < 30; n++) rounds.push(percentile(await timed(times, work), 0.99));
  return Math.min(...rounds);
}

const row = ({ name, value, unit, bar, ok }) => ({
  name: `graph: ${name}`,
  value: Number(value.toFixed(3)),
  unit,
  bar,
  ok,
});
const atMost = (name, value, unit, bar) => row({ name, value, unit, bar, ok: value <= bar });

export async function* bench() {
  const directory = mkdtempSync(join(tmpdir(), "reifier-bench-graph-"));
  const path = join(directory, "graph.db");
  const dist = process.env.REIFIER_DIST ?? join(import.meta.dirname, "../../dist/modules");
  const load = (file) => import(pathToFileURL(join(dist, "adapters/graph", file)).href);
  const { openEmbedded } = await load("embedded.js");
  const clock = { now: () => Date.now() };
  try {
    const store = openEmbedded({ path, clock });
    const whole = wholeGraph();
    const [restored] = await cpuTimed(1, () => store.graph.restore(whole));
    yield atMost("the whole graph restored in one transaction, CPU", restored / 1_000, "s", 15);
    store.close();
    yield* lookups(openEmbedded({ path, clock }));
    yield atMost("file", statSync(path).size / 2 ** 20, "MiB", 40);
    yield* starts(dist, path);
    yield* takingIn(openEmbedded({ path: join(directory, "records.db"), clock }));
    yield* server(openEmbedded({ path, clock }), dist);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function* lookups(store) {
  const pick = chance(11);
  const anyPattern = () => `p-${1 + pick(size.patterns)}`;
  const best = () => store.graph.runbooksFor(anyPattern(), 5);
  yield atMost("runbooks of a pattern, p99 of the best of 30 rounds", await bestP99(100, best), "ms", 1);
  const hops = () => store.graph.related(`r-${1 + pick(size.runbooks)}`, 10);
  yield atMost(
    "runbooks that share commands (3 hops), p99 of the best of 30 rounds",
    await bestP99(100, hops),
    "ms",
    10,
  );
  const search = () => store.graph.search("lock unit", 20);
  yield atMost(
    "search for two words that every node has, p99 of the best of 30 rounds",
    await bestP99(10, search),
    "ms",
    100,
  );
  const listed = await cpuTimed(5, () => store.graph.patterns());
  yield atMost("all patterns with runbooks and sightings, CPU", percentile(listed, 0.5), "ms", 300);
  yield atMost("insights, CPU", percentile(await cpuTimed(5, () => store.graph.insights(0)), 0.5), "ms", 500);
  store.close();
}

/** In a process of its own each time: what a command pays before its first answer, loading the code included
 * (but zod, which it has loaded for its settings). */
function* starts(dist, path) {
  const file = pathToFileURL(join(dist, "adapters/graph/embedded.js")).href;
  const zod = import.meta.resolve("zod");
  const open = (more) => `
    await import(${JSON.stringify(zod)});
    const start = process.cpuUsage();
    const { openEmbedded } = await import(${JSON.stringify(file)});
    const store = openEmbedded({ path: ${JSON.stringify(path)}, clock: { now: () => Date.now() }${more} });
    await store.graph.runbooksFor("p-1", 5);
    const { user, system } = process.cpuUsage(start);
    process.stdout.write(String((user + system) / 1_000));`;
  const median = (more) =>
    percentile(
      Array.from({ length: 9 }, () =>
        Number(
          execFileSync(process.execPath, ["--input-type=module", "-e", open(more)], { encoding: "utf8" }),
        ),
      ),
      0.5,
    );
  yield atMost("load, open and first look-up, CPU", median(""), "ms", 100);
  yield atMost("the same, every page read (a daemon's start), CPU", median(", thorough: true"), "ms", 300);
}

/** The same graph on a real Neo4j server, asked in turns with the embedded store: what a way over the network costs. */
async function* server(store, dist) {
  const name = "graph: runbooks of a pattern on a Neo4j server, p99 as a multiple of the embedded store's";
  const missing = missingPrograms();
  if (missing.length > 0) {
    store.close();
    yield { name, value: null, unit: "×", bar: 1_000, ok: null, reason: `missing: ${missing.join(", ")}` };
    return;
  }
  const load = (file) => import(pathToFileURL(join(dist, file)).href);
  const { openServer } = await load("adapters/graph/server/open.js");
  const { copyGraph } = await load("loops/graph-copy.js");
  const neo4j = await startNeo4j({ steady: true });
  try {
    const { url, user, password } = neo4j;
    const login = { url, user, password, database: null, timeoutMs: 60_000 };
    const { graph, shared } = await openServer({ ...login, workspace: "w-bench", host: "web-1" });
    const start = performance.now();
    await copyGraph(await store.graph.snapshot(), shared);
    yield row({
      ...{ name: "graph copy of the whole graph to a Neo4j server", unit: "s", bar: 600 },
      ...{ value: (performance.now() - start) / 1_000, ok: true },
    });
    const pick = chance(13);
    const here = [];
    const there = [];
    for (let n = 0; n < 500; n++) {
      const pattern = `p-${1 + pick(size.patterns)}`;
      const [own] = await timed(1, () => store.graph.runbooksFor(pattern, 5));
      const [other] = await timed(1, () => graph.runbooksFor(pattern, 5));
      // The first hundred plan and compile on both sides.
      if (n >= 100) here.push(own) && there.push(other);
    }
    const [own, other] = [percentile(here, 0.99), percentile(there, 0.99)];
    yield { name, value: Number((other / own).toFixed(1)), unit: "×", bar: 1_000, ok: other / own <= 1_000 };
    yield row({
      name: "that look-up on the server, p99",
      value: other,
      unit: "ms",
      bar: 500,
      ok: other <= 500,
    });
    await graph.close();
  } finally {
    store.close();
    await neo4j.stop();
  }
}

/** Records in batches of 200, as the spool hands them over, each batch durable. */
function* takingIn(store) {
  const place = (sessions) =>
    sessions.length === 0
      ? { kind: "begin", reason: "first" }
      : { kind: "join", session: sessions[0].id, reason: "within-gap" };
  const environment = Array.from({ length: 40 }, (_, n) => `VARIABLE_${n}`);
  const total = 20_000;
  const start = performance.now();
  for (let n = 0; n < total; n += 200) {
    const records = Array.from({ length: 200 }, (_, k) => ({
      key: `bash.4711#${n + k}`,
      textMac: `${(n + k) % 3_000}-`.padEnd(64, "0"),
      environment,
      record: {
        id: "",
        command: `kubectl get pods -n team-${(n + k) % 3_000}`,
        startedAt: new Date(1_772_417_469_000 + (n + k) * 1_000).toISOString(),
        durationMs: 120,
        exitCode: 0,
        cwd: "/srv/app",
        shell: "bash",
        host: "web-1",
        user: "sam",
        terminal: "pts/0:4711",
        source: "hook",
        session: null,
        note: false,
        redactions: 0,
      },
    }));
    store.records.takeIn(
      { source: "spool", records, cursor: String(n) },
      place,
      1_772_417_469_000 + n * 1_000,
    );
  }
  const perSecond = total / ((performance.now() - start) / 1_000);
  store.close();
  yield row({
    name: "records stored in batches of 200",
    value: perSecond,
    unit: "records/s",
    bar: 5_000,
    ok: perSecond >= 5_000,
  });
}
