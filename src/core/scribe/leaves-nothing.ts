import { type Effect, isChange } from "./effect.ts";

const family = (target: string): string => target.slice(0, target.indexOf(":"));

/** What it puts somewhere it takes away again, to see whether it can: `etcdctl put /probe 1 && etcdctl del /probe`. */
export function leavesNothing(effects: readonly Effect[]): boolean {
  const changes = effects.filter(({ nature }) => isChange(nature));
  const isPut = ({ nature }: Effect): boolean => nature === "add" || nature === "set" || nature === "send";
  if (!changes.some(isPut) || !changes.some(({ nature }) => nature === "remove")) return false;
  return changes.every((one, at) => {
    if (family(one.target) === "" || one.target.endsWith(":")) return false;
    const others = isPut(one) ? changes.slice(at + 1) : changes.slice(0, at);
    const wanted = isPut(one) ? ({ nature }: Effect): boolean => nature === "remove" : isPut;
    const isPair = (isPut(one) || one.nature === "remove") && one.tool !== "mv";
    return isPair && others.some((other) => wanted(other) && other.target === one.target);
  });
}
