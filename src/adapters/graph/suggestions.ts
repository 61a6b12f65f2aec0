import { z } from "zod";
import type { Clock } from "../../base/kernel/clock.ts";
import { isoTime } from "../../base/kernel/clock.ts";
import { GuardResult } from "../../base/model/guard.ts";
import { MeasuredValue } from "../../base/model/pattern.ts";
import { Suggestion } from "../../base/model/suggestion.ts";
import type { OpenedSuggestion, OperatorStore, SuggestionState } from "../../base/ports/operator-store.ts";
import type { Connection } from "./connection.ts";
import { unknownId } from "./failures.ts";
import { epoch } from "./record-rows.ts";

type SuggestionVerbs = Pick<
  OperatorStore,
  "openSuggestion" | "suggestion" | "suggestions" | "claim" | "answer" | "expire"
>;

const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);

const State = z.enum(["open", "running", "answered", "declined", "expired"]);

const SuggestionRow = z
  .object({
    id: z.string(),
    kind: Suggestion.shape.kind,
    title: z.string(),
    runbook: z.string(),
    pattern: z.string().nullable(),
    line: z.string().nullable(),
    count: z.number(),
    measured: json(z.record(z.string(), MeasuredValue)),
    guards: json(z.array(GuardResult)),
    risk: Suggestion.shape.risk,
    created_at: z.number(),
    expires_at: z.number(),
    state: State,
  })
  .transform(({ measured, created_at, expires_at, state, ...row }) => ({
    suggestion: {
      ...row,
      values: measured,
      createdAt: isoTime(created_at),
      expiresAt: isoTime(expires_at),
    } satisfies Suggestion,
    state: state satisfies SuggestionState,
  }));

const columns =
  "id, kind, title, runbook, pattern, line, count, measured, guards, risk, created_at, expires_at, state";

const Id = z.object({ id: z.string() });

/** Suggestions waiting for, or past, a person's answer. */
export function suggestionVerbs(connection: Connection, clock: Clock): SuggestionVerbs {
  const find = (tail: string, values: readonly (string | number)[]) =>
    connection.all(`SELECT ${columns} FROM suggestion ${tail}`, values, SuggestionRow);
  return {
    openSuggestion: (suggestion, host) =>
      connection.write(() => open(connection, { suggestion, host, now: clock.now() })),
    suggestion: (id) => find("WHERE id = ?", [id])[0] ?? null,
    suggestions: (state) =>
      find("WHERE state = ? ORDER BY created_at, id", [state]).map((row) => row.suggestion),
    claim: (id, execution) =>
      connection.write(() =>
        connection.run(
          "UPDATE suggestion SET state = 'running', execution = ? WHERE id = ? AND state = 'open' AND expires_at > ?",
          [execution, id, clock.now()],
        ),
      ) === 1,
    answer: (id, state) => {
      const changed = connection.write(() =>
        state === "open"
          ? putBack(connection, id, clock.now())
          : connection.run("UPDATE suggestion SET state = ?, ended_at = ? WHERE id = ?", [
              state,
              clock.now(),
              id,
            ]),
      );
      if (changed === 0) throw unknownId("suggestion", id, "pending");
    },
    expire: (now) =>
      connection.write(() => {
        const over = find("WHERE state = 'open' AND expires_at <= ? ORDER BY created_at, id", [now]);
        for (const { suggestion } of over) {
          connection.run("UPDATE suggestion SET state = 'expired', ended_at = ? WHERE id = ?", [
            now,
            suggestion.id,
          ]);
        }
        return over.map((row) => row.suggestion);
      }),
  };
}

const sameOpen = "kind = ? AND runbook = ? AND ifnull(pattern, '') = ? AND host = ? AND state = 'open'";

function open(
  connection: Connection,
  { suggestion, host, now }: { readonly suggestion: Suggestion; readonly host: string; readonly now: number },
): OpenedSuggestion {
  const { kind, runbook, pattern } = suggestion;
  // One whose time is over must not swallow what happens now, also where nobody has swept yet.
  connection.run(
    `UPDATE suggestion SET state = 'expired', ended_at = ? WHERE ${sameOpen} AND expires_at <= ?`,
    [now, kind, runbook, pattern ?? "", host, now],
  );
  const waiting = connection.one(
    `SELECT id FROM suggestion WHERE ${sameOpen}`,
    [kind, runbook, pattern ?? "", host],
    Id,
  );
  if (waiting !== null) {
    connection.run("UPDATE suggestion SET count = count + ? WHERE id = ?", [suggestion.count, waiting.id]);
    return { id: waiting.id, fresh: false };
  }
  connection.run(`INSERT INTO suggestion (${columns}, host) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'open',?)`, [
    suggestion.id,
    kind,
    suggestion.title,
    runbook,
    pattern,
    suggestion.line,
    suggestion.count,
    JSON.stringify(suggestion.values),
    JSON.stringify(suggestion.guards),
    suggestion.risk,
    epoch(suggestion.createdAt),
    epoch(suggestion.expiresAt),
    host,
  ]);
  return { id: suggestion.id, fresh: true };
}

/** Back to waiting; where an equal one opened meanwhile, that one takes over the count. */
function putBack(connection: Connection, id: string, now: number): number {
  const twin = connection.one(
    `SELECT other.id FROM suggestion AS mine JOIN suggestion AS other
       ON other.kind = mine.kind AND other.runbook = mine.runbook AND other.host = mine.host
         AND ifnull(other.pattern, '') = ifnull(mine.pattern, '') AND other.state = 'open' AND other.id <> mine.id
     WHERE mine.id = ?`,
    [id],
    Id,
  );
  if (twin === null) {
    return connection.run(
      "UPDATE suggestion SET state = 'open', execution = NULL, ended_at = NULL WHERE id = ?",
      [id],
    );
  }
  connection.run(
    "UPDATE suggestion SET count = count + (SELECT count FROM suggestion WHERE id = ?) WHERE id = ?",
    [id, twin.id],
  );
  return connection.run("UPDATE suggestion SET state = 'expired', ended_at = ? WHERE id = ?", [now, id]);
}
