import { z } from "zod";
import type { Clock } from "../../base/kernel/clock.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";
import type { OperatorStore, Sighting } from "../../base/ports/operator-store.ts";
import type { Connection } from "./connection.ts";
import { lastRuns } from "./executions.ts";
import { placeOf, savePlace } from "./places.ts";
import { suggestionVerbs } from "./suggestions.ts";

/** A storm of errors may not fill the disk: older evidence goes first. */
const evidenceLimit = 100_000;
/** So many are held in memory at once. */
const readLimit = 20_000;

/** What is so far ahead was measured before the clock was set back: it says nothing of now. */
const aheadMs = 5_000;

const EvidenceRow = z.object({
  source: z.string(),
  at: z.number(),
  level: z.string(),
  message: z.string(),
  pattern: z.string(),
  times: z.number(),
});

const ErrorKindRow = z.object({ pattern: z.string(), first: z.number(), last: z.number() });

const MeasurementRow = z.object({
  value: z.union([z.number(), z.string()]),
  unit: z.string().nullable(),
  source: z.string(),
  at: z.number(),
});

const SightingRow = z
  .object({
    path: z.string(),
    folder: z.enum(["drafts", "approved", "retired"]),
    id: z.string(),
    digest: z.string(),
    digest_without_guards: z.string(),
    guards: z.string(),
    sha256: z.string(),
  })
  .transform(
    ({ digest_without_guards, guards, ...row }): Sighting => ({
      ...row,
      digestWithoutGuards: digest_without_guards,
      guards: z.array(z.string()).parse(JSON.parse(guards)),
    }),
  );

/** The operator's working memory over one connection. */
export function operatorStore(connection: Connection, clock: Clock): OperatorStore {
  return {
    ...suggestionVerbs(connection, clock),
    addEvidence: (events) => {
      if (events.length === 0) return;
      connection.write(() => {
        for (const { source, at, level, message, pattern, times } of events) {
          connection.run(
            "INSERT INTO evidence (source, at, level, message, pattern, times) VALUES (?,?,?,?,?,?)",
            [source, at, level, message, pattern, times],
          );
        }
        connection.run(`DELETE FROM evidence WHERE n <= (SELECT max(n) FROM evidence) - ${evidenceLimit}`);
      });
    },
    evidence: (from, to, pattern) =>
      connection.all(
        `SELECT * FROM (SELECT n, source, at, level, message, pattern, times FROM evidence
           WHERE at BETWEEN ? AND ? ${pattern === undefined ? "" : "AND pattern = ?"}
           ORDER BY at DESC, n DESC LIMIT ${readLimit}) ORDER BY at, n`,
        pattern === undefined ? [from, to] : [from, to, pattern],
        EvidenceRow,
      ),
    errorKinds: (from, to, most) =>
      connection.all(
        `SELECT pattern, min(at) AS first, max(at) AS last FROM evidence
         WHERE at BETWEEN ? AND ? AND level IN ('error', 'fatal')
         GROUP BY pattern ORDER BY sum(times) DESC, min(n) LIMIT ?`,
        [from, to, most],
        ErrorKindRow,
      ),
    lastRuns: (runbook, limit) => lastRuns(connection, runbook, limit),
    measure: (name, value, source, at) =>
      connection.write(() => saveMeasurement(connection, { name, value, source }, at)),
    measureAll: (values, at) => {
      if (values.length === 0) return;
      connection.write(() => {
        for (const one of values) saveMeasurement(connection, one, at);
      });
    },
    measured: (name, since) =>
      connection.one(
        `SELECT value, unit, source, at FROM measurement WHERE name = ? AND at BETWEEN ? AND ?
         ORDER BY at DESC, source LIMIT 1`,
        [name, since, clock.now() + aheadMs],
        MeasurementRow,
      ),
    position: (source) => placeOf(connection, `log ${source}`),
    savePosition: (source, position) => {
      connection.write(() => savePlace(connection, `log ${source}`, position));
    },
    sightings: () =>
      connection.all(
        "SELECT path, folder, id, digest, digest_without_guards, guards, sha256 FROM sighting ORDER BY path",
        [],
        SightingRow,
      ),
    see: (path, sighting) => {
      connection.write(() => {
        connection.run("DELETE FROM sighting WHERE path = ?", [path]);
        if (sighting !== null) insertSighting(connection, path, sighting);
      });
    },
    prune: (before) => {
      connection.write(() => {
        connection.run("DELETE FROM evidence WHERE at < ?", [before]);
        connection.run("DELETE FROM measurement WHERE at < ?", [before]);
        connection.run("DELETE FROM suggestion WHERE state NOT IN ('open', 'running') AND ended_at < ?", [
          before,
        ]);
      });
    },
  };
}

function saveMeasurement(
  connection: Connection,
  { name, value, source }: { readonly name: string; readonly value: MeasuredValue; readonly source: string },
  at: number,
): void {
  connection.run(
    `INSERT INTO measurement (name, source, at, value, unit) VALUES (?,?,?,?,?)
     ON CONFLICT DO UPDATE SET name = excluded.name, at = excluded.at, value = excluded.value, unit = excluded.unit
       WHERE excluded.at >= measurement.at OR measurement.at > excluded.at + ${aheadMs}`,
    [name, source, at, value.value, value.unit],
  );
}

function insertSighting(connection: Connection, path: string, sighting: Sighting): void {
  connection.run(
    "INSERT INTO sighting (path, folder, id, digest, digest_without_guards, guards, sha256) VALUES (?,?,?,?,?,?,?)",
    [
      path,
      sighting.folder,
      sighting.id,
      sighting.digest,
      sighting.digestWithoutGuards,
      JSON.stringify(sighting.guards),
      sighting.sha256,
    ],
  );
}
