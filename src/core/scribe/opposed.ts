import { type Attempt, changesOf } from "./attempt.ts";
import type { Effect } from "./effect.ts";
import { saysOpposite } from "./opposite-words.ts";
import { isInverse } from "./undone.ts";

/** Does one of the two put back what the other did, whichever comes first? Told by their words and effects alone. */
export function areOpposed(a: Attempt, b: Attempt): boolean {
  if (saysOpposite(a, b) || saysOpposite(b, a)) return true;
  return changesOf(a).some((one) =>
    changesOf(b).some(
      (other) => isInverse(one, other) || isInverse(other, one) || areOppositeEffects(one, other),
    ),
  );
}

function areOppositeEffects(a: Effect, b: Effect): boolean {
  if (a.target === "" || a.target !== b.target) return false;
  const pair = [a.nature, b.nature].sort().join(" ");
  if (/^(pause resume|add remove|loosen tighten)$/.test(pair)) return true;
  return pair === "set set" && areOppositeValues(a.value, b.value);
}

/** Values of which one puts a thing out of service and the other back into it, as data. */
const switches: readonly (readonly [RegExp, RegExp])[] = [
  [/^(off|false|no|disabled?|none|0)$/i, /^(on|true|yes|enabled?|all|[1-9]\d*)$/i],
  [
    /^(maint\w*|drain\w*|down|standby|paused?|suspend\w*|read-?only)$/i,
    /^(ready|active|up|online|running|resume\w*|normal|read-?write)$/i,
  ],
];

function areOppositeValues(a: string, b: string): boolean {
  const [first, second] = [lastWord(a), lastWord(b)];
  return switches.some(
    ([away, back]) => (away.test(first) && back.test(second)) || (away.test(second) && back.test(first)),
  );
}

const lastWord = (value: string): string => /[\w-]+(?=\W*$)/.exec(value)?.[0] ?? "";
