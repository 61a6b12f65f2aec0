/** What a command does to the world, as far as its text tells. */
export type Nature =
  /** Says nothing about the incident: `ls`, `clear`, `history`. */
  | "trivial"
  /** Shows a fact. */
  | "look"
  /** Shows what was logged. */
  | "log"
  /** Shows whether something is well. */
  | "probe"
  /** Shows for as long as one watches: `tail -f`, `top`. */
  | "follow"
  /** Changes the typed shell only: `export`, `alias`. */
  | "local"
  /** Changes a file by hand, in an editor. */
  | "edit"
  /** Jogs something, nothing lasting: restart, reload, delete a pod. */
  | "kick"
  /** Takes something out of service, to be given back: stop, cordon, scale to 0. */
  | "pause"
  | "resume"
  /** Gives a setting a value; the last one counts. */
  | "set"
  | "add"
  | "remove"
  | "kill"
  /** A lasting change of another kind: install, migrate, repair. */
  | "run"
  /** Writes a piece of data: a row, a key, a message. */
  | "send"
  /** Lowers a protection, as one does to find out; `tighten` restores it. */
  | "loosen"
  | "tighten"
  /** Not in the table, and no word of it says. */
  | "unknown";

export interface Effect {
  readonly nature: Nature;
  readonly tool: string;
  /** What it is about, the same text for the same thing: `service:nginx`, `file:/etc/hosts`. Empty: the command itself. */
  readonly target: string;
  /** What the target is set to, where that is what counts. */
  readonly value: string;
  /** The tool exits 0 when the server refused (`redis-cli`). */
  readonly lies: boolean;
  /** Exit codes besides 0 that mean it worked; `*` any. */
  readonly ok: readonly string[];
}

/** What a statement, a script or a request does, whichever tool brings it. */
export type PayloadEffect = Pick<Effect, "nature" | "target" | "value">;

const changing: ReadonlySet<Nature> = new Set<Nature>([
  "edit",
  "kick",
  "pause",
  "resume",
  "set",
  "add",
  "remove",
  "kill",
  "run",
  "send",
  "loosen",
  "tighten",
]);

export const isChange = (nature: Nature): boolean => changing.has(nature);

/** A change that stays when everything is restarted. */
export const isLasting = (nature: Nature): boolean =>
  nature === "set" ||
  nature === "add" ||
  nature === "remove" ||
  nature === "run" ||
  nature === "edit" ||
  nature === "send";

export const isReading = (nature: Nature): boolean =>
  nature === "look" || nature === "log" || nature === "probe" || nature === "follow";

/** An effect of a tool of which nothing special is known. */
export const plain = (facts: { nature: Nature; tool: string; target: string; value: string }): Effect => ({
  ...facts,
  lies: false,
  ok: [],
});
