/** What an exit code other than 0 and 2 means for one command. */
export type Exits = Readonly<Partial<Record<1 | 10 | 11 | 12 | 13 | 130, string>>>;

/** Of `run` and `confirm`, by the results of a run. */
const ofRuns: Exits = {
  1: "it ran and is not verified, or a guard does not hold",
  10: "not approved, or denied by the policy",
  11: "no yes: declined, timed out, or nobody to ask",
  12: "a step failed",
  130: "interrupted",
};

/** By the command's name. A command that is not here answers 0, or 2 for a mistake in its words or the settings. */
export const exits: Readonly<Record<string, Exits>> = {
  init: { 1: "--undo: the line was not there", 130: "Ctrl-C" },
  up: { 1: "--detach: it did not start", 130: "Ctrl-C" },
  down: { 1: "none runs, a runbook is running, or it does not stop" },
  resume: { 1: "nothing was paused" },
  observe: { 1: "recording is paused", 130: "Ctrl-C" },
  "sessions end": { 1: "none is open" },
  draft: { 1: "--bundle: no session in it" },
  doctor: { 1: "something is not in order" },
  "service install": { 1: "another file stands there" },
  "service uninstall": { 1: "it is not there, or another file stands there" },
  record: { 130: "interrupted" },
  review: { 1: "no draft waits", 11: "no terminal to ask on", 130: "Ctrl-C" },
  blocks: { 1: "no code block" },
  lint: { 1: "errors were found" },
  approve: {
    1: "the file changed meanwhile",
    10: "lint or the policy is against it",
    11: "--autonomy: the id was not typed",
  },
  run: ofRuns,
  confirm: ofRuns,
  abort: { 1: "it had ended before" },
  check: { 10: "deny", 11: "confirm" },
  "graph sync": { 1: "something is still to be told", 13: "the server is away" },
  "graph copy": { 13: "the server is away" },
  "patterns mine": { 1: "no line" },
  match: { 1: "no line fits" },
  events: { 1: "no line" },
  guard: { 1: "it does not hold, or cannot be evaluated" },
  tail: { 130: "Ctrl-C" },
  alert: { 1: "it fits no known pattern" },
  "audit verify": { 1: "the chain is broken, from the entry that is named" },
};
