import { z } from "zod";
import type { UntoldSightings } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { findPattern } from "./patterns.ts";

/** One line of the audit holds so many. */
const mostRows = 200;

const Batch = z.object({ batch: z.string() }).transform((row) => row.batch);

const Row = z
  .object({
    pattern: z.string(),
    host: z.string(),
    times: z.number(),
    first_at: z.number(),
    last_at: z.number(),
    told: z.number(),
  })
  .transform(({ first_at, last_at, told, ...row }) => ({
    edge: { ...row, firstAt: first_at, lastAt: last_at },
    told: told === 1,
  }));

/** Sightings on their way into the audit. A batch keeps its name until it is known to be there. */
export const untoldOver = (connection: Connection): UntoldSightings => ({
  next: (name) =>
    connection.write(() => {
      const begun = connection.one(
        "SELECT batch FROM untold_sighting WHERE batch <> '' ORDER BY batch LIMIT 1",
        [],
        Batch,
      );
      if (begun === null) {
        connection.run(
          `UPDATE untold_sighting SET batch = ? WHERE (pattern, host, batch) IN
             (SELECT pattern, host, batch FROM untold_sighting WHERE batch = '' LIMIT ${mostRows})`,
          [name],
        );
      }
      const rows = connection.all(
        `SELECT p.id AS pattern, u.host, u.times, u.first_at, u.last_at,
           EXISTS (SELECT 1 FROM told_pattern WHERE pattern = u.pattern) AS told
         FROM untold_sighting AS u JOIN error_pattern AS p ON p.n = u.pattern WHERE u.batch = ? ORDER BY p.id, u.host`,
        [begun ?? name],
        Row,
      );
      if (rows.length === 0) return null;
      const unknown = new Set(rows.filter(({ told }) => !told).map(({ edge }) => edge.pattern));
      return {
        name: begun ?? name,
        again: begun !== null,
        sightings: rows.map(({ edge }) => edge),
        patterns: [...unknown].flatMap((id) => findPattern(connection, id) ?? []),
      };
    }),
  told: (name) => {
    connection.write(() => {
      connection.run(
        "INSERT OR IGNORE INTO told_pattern SELECT pattern FROM untold_sighting WHERE batch = ?",
        [name],
      );
      connection.run("DELETE FROM untold_sighting WHERE batch = ?", [name]);
    });
  },
});
