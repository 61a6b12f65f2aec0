import { renameSync, rmSync } from "node:fs";
import { z } from "zod";
import { type Connection, createPrivateFile } from "./connection.ts";
import { newerStore } from "./failures.ts";
import { version1 } from "./schema-v1.ts";
import { version2 } from "./schema-v2.ts";
import { version3 } from "./schema-v3.ts";
import { version4 } from "./schema-v4.ts";
import { version5 } from "./schema-v5.ts";

/** Step N brings a store from format N-1 to N. A released step never changes; a new one is added below it. */
const steps: readonly string[] = [version1, version2, version3, version4, version5];

export const storeFormat = steps.length;

const Version = z.object({ user_version: z.number().int() });

const formatOf = (connection: Connection): number =>
  connection.one("PRAGMA user_version", [], Version)?.user_version ?? 0;

/**
 * Brings the store to the newest format, each step in one transaction. A store that is not new is copied first
 * (`graph.db.before-format-2`). Throws `STORE_NEWER` (exit 2) for one of a later release.
 */
export function migrate(connection: Connection, wanted: readonly string[] = steps): void {
  const found = formatOf(connection);
  if (found > wanted.length) throw newerStore(connection.path, found, wanted.length);
  if (found === wanted.length) return;
  if (found > 0) copyFirst(connection, `${connection.path}.before-format-${wanted.length}`);
  wanted.forEach((sql, index) => {
    connection.write(() => {
      // Another process may have done it while this one waited for its turn.
      if (formatOf(connection) > index) return;
      connection.script(`${sql}; PRAGMA user_version=${index + 1};`);
    });
  });
}

/** `VACUUM INTO` sees the WAL too, which a copy of the file would not. */
function copyFirst(connection: Connection, target: string): void {
  if (connection.path === ":memory:") return;
  const part = `${target}.part`;
  rmSync(part, { force: true });
  createPrivateFile(part);
  connection.run("VACUUM INTO ?", [part]);
  renameSync(part, target);
}
