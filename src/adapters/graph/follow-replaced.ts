import { statSync } from "node:fs";
import type { Connection } from "./connection.ts";

/**
 * A connection for a long-lived process: when the file under its name is another one (a person deleted the store and
 * it was built again), the next write goes to the new file instead of one that nobody can find any more.
 */
export function followReplaced(first: Connection, open: () => Connection): Connection {
  const { path } = first;
  let current = first;
  let inode = inodeOf(path);
  let depth = 0;
  const follow = (): void => {
    if (depth > 0 || inodeOf(path) === inode) return;
    // The old connection is left as it is: closing it could remove the WAL of the new file, which has the same name.
    abandoned.push(current);
    current = open();
    inode = inodeOf(path);
  };
  return {
    path,
    all: (sql, values, row) => current.all(sql, values, row),
    one: (sql, values, row) => current.one(sql, values, row),
    run: (sql, values) => current.run(sql, values),
    script: (sql) => current.script(sql),
    write: (work) => {
      follow();
      depth++;
      try {
        return current.write(work);
      } finally {
        depth--;
      }
    },
    checkpoint: () => current.checkpoint(),
    close: () => current.close(),
  };
}

/** Kept so that they are not collected, which would close them. */
const abandoned: Connection[] = [];

const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null;
