import type { LogLine, LogSource } from "../../base/ports/log-source.ts";

/** Several sources as one. The consumer gets one batch at a time; who waits for it stops reading. */
export function allSources(sources: readonly LogSource[]): LogSource {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    start: async (take) => {
      const inTurn = (lines: readonly LogLine[]): Promise<void> => {
        const taken = turn.then(() => take(lines));
        turn = taken.catch(() => undefined);
        return taken;
      };
      for (const source of sources) await source.start(inTurn);
    },
    following: () => sources.flatMap((source) => source.following()),
    close: async () => {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}
