/** Which kinds of errors that nobody linked are worth remembering: a log that says something new each time may not fill the graph. */
export interface NewKinds {
  /** May this pattern be kept? One that was kept before always may. */
  keeps(pattern: string, now: number): boolean;
}

const hourMs = 3_600_000;
const mostKnown = 20_000;
/** A million kinds of errors say nothing that a person could read. */
const mostNew = 2_000;

export function createNewKinds(mostPerHour = mostNew): NewKinds {
  const known = new Set<string>();
  let since = 0;
  let kept = 0;
  return {
    keeps: (pattern, now) => {
      if (known.has(pattern)) return true;
      if (Math.abs(now - since) >= hourMs) {
        since = now;
        kept = 0;
      }
      if (kept >= mostPerHour) return false;
      kept += 1;
      if (known.size >= mostKnown) known.clear();
      known.add(pattern);
      return true;
    },
  };
}
