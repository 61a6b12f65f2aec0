import { type Effect, isChange } from "./effect.ts";

/** `down x && up x` in one line, and nothing else, is a restart. */
export function asRestart(effects: readonly Effect[]): readonly Effect[] {
  const changes = effects.filter(({ nature }) => isChange(nature));
  const starts = changes.filter(({ nature }) => nature === "resume");
  const isPair = (stop: Effect, at: number): boolean =>
    changes.slice(at + 1).some(({ nature, target }) => nature === "resume" && target === stop.target);
  const isRestart =
    starts.length * 2 === changes.length &&
    changes.every((one, at) => one.nature === "resume" || (one.nature === "pause" && isPair(one, at)));
  if (starts.length === 0 || !isRestart) return effects;
  return effects.flatMap((one) => {
    if (one.nature === "pause") return [];
    return one.nature === "resume" ? [{ ...one, nature: "kick" }] : [one];
  });
}
