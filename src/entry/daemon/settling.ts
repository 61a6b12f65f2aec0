import type { Patrol } from "../../loops/patrol.ts";
import type { Turns } from "./turns.ts";

const settleMs = 160;

/** Ends the events of a patrol that wait for more lines. Nothing runs while the logs are silent. */
export interface Settling {
  /** Lines came: a moment after the last one its event is complete. */
  soon(): void;
  stop(): void;
}

export function createSettling(patrol: Pick<Patrol, "settle">, turns: Turns): Settling {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const soon = (): void => {
    if (stopped) return;
    timer ??= setTimeout(() => {
      timer = null;
      turns.take("settle", async () => {
        if (await patrol.settle()) soon();
      });
    }, settleMs);
  };
  return {
    soon,
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
