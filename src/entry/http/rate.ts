/** Lets `burst` requests through at once and `perSecond` on average. */
export interface Rate {
  /** True: there is room for one more now. */
  take(): boolean;
}

export function createRate(limits: { burst: number; perSecond: number }, now: () => number): Rate {
  let room = limits.burst;
  let last = now();
  return {
    take: () => {
      const time = now();
      room = Math.min(limits.burst, room + (Math.max(0, time - last) / 1_000) * limits.perSecond);
      last = time;
      if (room < 1) return false;
      room -= 1;
      return true;
    },
  };
}
