/** One thing at a time: work that touches the same rooms is done in the order it was asked for. */
export interface Turns {
  /** Runs `work` after everything asked for before it. A failure goes to `onFailure` and does not stop the next. */
  take(what: string, work: () => void | Promise<void>): void;
  /** Resolves when everything asked for so far is done. */
  idle(): Promise<void>;
}

export function createTurns(onFailure: (what: string, error: unknown) => void): Turns {
  let last: Promise<void> = Promise.resolve();
  const waiting = new Set<string>();
  return {
    take: (what, work) => {
      // The same thing asked for twice while it waits is done once.
      if (waiting.has(what)) return;
      waiting.add(what);
      last = last.then(async () => {
        waiting.delete(what);
        try {
          await work();
        } catch (error) {
          onFailure(what, error);
        }
      });
    },
    idle: () => last,
  };
}
