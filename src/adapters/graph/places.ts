import { z } from "zod";
import type { Connection } from "./connection.ts";

const Place = z.object({ place: z.string() });

/** A remembered place, by a name that says whose it is (`cursor spool`, `log /var/log/app.log`). */
export const placeOf = (connection: Connection, name: string): string | null =>
  connection.one("SELECT place FROM position WHERE source = ?", [name], Place)?.place ?? null;

export function savePlace(connection: Connection, name: string, place: string): void {
  connection.run(
    "INSERT INTO position (source, place) VALUES (?,?) ON CONFLICT DO UPDATE SET place = excluded.place",
    [name, place],
  );
}

export function dropPlace(connection: Connection, name: string): void {
  connection.run("DELETE FROM position WHERE source = ?", [name]);
}
