import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { type Connection, suspectNote } from "./connection.ts";
import { damaged } from "./failures.ts";
import { dropPlace, placeOf, savePlace } from "./places.ts";

const Check = z.object({ quick_check: z.string() }).transform((row) => row.quick_check);
const Tables = z.object({ tables: z.number() }).transform((row) => row.tables);

/** Up to this size every page is read at open; above it only with `thorough`, or when a fault was met before. */
const alwaysReadBytes = 4 * 1024 * 1024;

/** Throws `STORE_DAMAGED` when the file is no sound database. */
export function refuseDamage(connection: Connection, thorough: boolean): void {
  connection.one("SELECT count(*) AS tables FROM sqlite_schema", [], Tables);
  const note = suspectNote(connection.path);
  const suspected = existsSync(note);
  if (!thorough && !suspected && statSync(connection.path).size > alwaysReadBytes) return;
  const found = connection.all("PRAGMA quick_check(1)", [], Check);
  if (found.length !== 1 || found[0] !== "ok") {
    throw damaged(connection.path, found[0] ?? "no answer to a check");
  }
  if (suspected) rmSync(note, { force: true });
}

/** Renames the file and what belongs to it; returns the new name. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, "").replace(".", "");
  let kept = `${path}.damaged-${stamp}`;
  for (let n = 2; existsSync(kept); n++) kept = `${path}.damaged-${stamp}-${n}`;
  for (const part of ["", "-wal", "-shm"]) {
    if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${kept}${part}`);
  }
  rmSync(suspectNote(path), { force: true });
  return kept;
}

const keptName = "kept aside";

/** Says in the fresh store which file it stands in for, until the graph is restored. */
export function rememberKept(connection: Connection, kept: string): void {
  connection.write(() => savePlace(connection, keptName, kept));
}

export const keptAside = (connection: Connection): string | null => placeOf(connection, keptName);

export const forgetKept = (connection: Connection): void => dropPlace(connection, keptName);

/** Copies that were kept aside may hold what a person wants forgotten: they go. */
export function removeCopies(path: string): void {
  const copy = new RegExp(`^${basename(path).replaceAll(".", "\\.")}\\.(damaged|before-format)-`);
  for (const name of readdirSync(dirname(path))) {
    if (copy.test(name)) rmSync(join(dirname(path), name), { force: true });
  }
}
