/** Time is handed in, never read in `core/`. Milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** ISO 8601 UTC with milliseconds, the one way times leave the product. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
