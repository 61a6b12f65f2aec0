import { z } from "zod";
import type { Clock } from "../../base/kernel/clock.ts";
import { isoTime } from "../../base/kernel/clock.ts";
import { GuardResult } from "../../base/model/guard.ts";
import { MeasuredValue } from "../../base/model/pattern.ts";
import { Suggestion, SuggestionNotes } from "../../base/model/suggestion.ts";
import type { OpenedSuggestion, OperatorStore, SuggestionState } from "../../base/ports/operator-store.ts";
import type { Connection } from "./connection.ts";
import { unknownId } from "./failures.ts";
import { epoch } from "./record-rows.ts";

type SuggestionVerbs = Pick<
  OperatorStore,
  | "openSuggestion"
  | "noteSuggestion"
  | "lastAnswer"
  | "suggestion"
  | "suggestions"
  | "claim"
  | "answer"
  | "expire"
>;

const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);

const State = z.enum(["open", "running", "answered", "declined", "expired", "resolved"]);

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
    notes: json(SuggestionNotes),
  })
  .transform(({ measured, created_at, expires_at, state, notes, ...row }) => ({
    suggestion: {
      ...row,
      ...notes,
      values: measured,
      createdAt: isoTime(created_at),
      expiresAt: isoTime(expires_at),
    } satisfies Suggestion,
    state: state satisfies SuggestionState,
  }));

const columns =
  "id, kind, title, runbook, pattern, line, count, measured, guards, risk, created_at, expires_at, state, notes";

const Id = z.object({ id: z.string() });
const Ended = z.object({ state: State, at: z.number() });
const Waiting = z.object({ id: z.string(), line: z.string().nullable(), notes: json(SuggestionNotes) });

/** Suggestions waiting for, or past, a person's answer. */
export function suggestionVerbs(connection: Connection, clock: Clock): SuggestionVerbs {
  const find = (tail: string, values: readonly (string | number)[]) =>
    connection.all(`SELECT ${columns} FROM suggestion ${tail}`, values, SuggestionRow);
  return {
    openSuggestion: (suggestion, host) =>
      connection.write(() => open(connection, { suggestion, host, now: clock.now() })),
    noteSuggestion: (id, notes) => {
      connection.write(() => note(connection, id, notes));
    },
    lastAnswer: (runbook, pattern, host) =>
      connection.one(
        `SELECT state, ended_at AS at FROM suggestion
         WHERE runbook = ? AND ifnull(pattern, '') = ? AND host = ? AND kind = 'run' AND line IS NOT NULL
           AND ended_at IS NOT NULL
         ORDER BY ended_at DESC LIMIT 1`,
        [runbook, pattern ?? "", host],
        Ended,
      ),
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
    `SELECT id, line, notes FROM suggestion WHERE ${sameOpen}`,
    [kind, runbook, pattern ?? "", host],
    Waiting,
  );
  if (waiting !== null) {
    sayAgain(connection, waiting, suggestion);
    return {
      id: waiting.id,
      fresh: false,
      offered: waiting.line === null && suggestion.line !== null,
      before: waiting.notes,
    };
  }
  connection.run(`INSERT INTO suggestion (${columns}, host) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'open',?,?)`, [
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
    JSON.stringify(SuggestionNotes.parse(suggestion)),
    host,
  ]);
  return { id: suggestion.id, fresh: true, offered: false, before: null };
}

/** Nobody answers an old line: the newest one with its values is what the question is about. */
function sayAgain(connection: Connection, waiting: z.infer<typeof Waiting>, newest: Suggestion): void {
  // An offer counts nothing: no line had raised it.
  const count = waiting.line === null ? "?" : "count + ?";
  if (waiting.notes.match?.kind === "exact" && newest.match?.kind === "similar") {
    connection.run(`UPDATE suggestion SET count = ${count} WHERE id = ?`, [newest.count, waiting.id]);
    return;
  }
  const notes = { ...waiting.notes, ...SuggestionNotes.parse(newest) };
  connection.run(
    `UPDATE suggestion SET count = ${count}, line = ?, measured = ?, guards = ?, notes = ? WHERE id = ?`,
    [
      newest.count,
      newest.line,
      JSON.stringify(newest.values),
      JSON.stringify(newest.guards),
      JSON.stringify(notes),
      waiting.id,
    ],
  );
}

function note(connection: Connection, id: string, notes: SuggestionNotes): void {
  const known = connection.one("SELECT id, line, notes FROM suggestion WHERE id = ?", [id], Waiting);
  if (known === null) throw unknownId("suggestion", id, "pending");
  connection.run("UPDATE suggestion SET notes = ? WHERE id = ?", [
    JSON.stringify({ ...known.notes, ...notes }),
    id,
  ]);
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
