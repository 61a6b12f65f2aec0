import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { storeFormat } from "../../src/adapters/graph/migrations.ts";
import { graphProcess } from "./graph-process.ts";
import { damageOf } from "./graph-soundness.ts";

// A store as a release with this format left it: `npx tsc -p tsconfig.build.json; node test/fixtures/graph/process.mjs dist/modules NEW.db freeze`, gzipped.
const fixtures = fileURLToPath(new URL("../fixtures/graph", import.meta.url));
const frozen = readdirSync(fixtures).filter((name) => /^format-\d+\.db\.gz$/.test(name));

/** What every read of the store answers. */
async function everyAnswer(path: string): Promise<unknown> {
  const store = openEmbedded({
    path,
    clock: { now: () => Date.parse("2026-03-02T03:00:00.000Z") },
    thorough: true,
  });
  try {
    const { records, operator, graph } = store;
    const sessions = records.sessions();
    return {
      recovered: store.recovered,
      sessions: sessions.map((session) => records.session(session.id)),
      cursors: [records.cursor("spool"), records.lastRecordAt(), records.counts()],
      suggestions: ["q-1", "q-2"].map((id) => operator.suggestion(id)),
      evidence: operator.evidence(0, 1e15),
      measured: operator.measured("cpu", 0),
      position: operator.position("app"),
      sightings: operator.sightings(),
      snapshot: await graph.snapshot(),
      patterns: await graph.patterns(),
      best: await graph.runbooksFor("p-1", 5),
      stats: [await graph.stats(), await graph.runStats("r-1")],
      found: await graph.search("p", 5),
      insights: await graph.insights(1e15),
      picture: await graph.draw("p-1", "mermaid"),
    };
  } finally {
    store.close();
  }
}

describe("stores of earlier releases", () => {
  let directory: string;
  let today: unknown;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "reifier-frozen-"));
    const path = join(directory, "today.db");
    const filler = graphProcess(path, "freeze");
    expect(await filler.ended(), filler.lines.join("\n")).toBe(0);
    today = await everyAnswer(path);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // Formats that no release had are not kept; the newest is what the next release leaves behind.
  it("are kept, the one of today's format too", () => {
    expect(frozen).toContain(`format-${storeFormat}.db.gz`);
  });

  it.each(frozen)("%s answers everything as a store made today does", async (name) => {
    const path = join(directory, name.replace(".gz", ""));
    writeFileSync(path, gunzipSync(readFileSync(join(fixtures, name))), { mode: 0o600 });
    expect(await everyAnswer(path)).toEqual(today);
    expect(damageOf(path)).toEqual([]);
  });
});
