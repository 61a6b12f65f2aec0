import type { CommandRun } from "../../base/shell/types.ts";
import { type Effect, type Nature, plain } from "./effect.ts";
import { isOrder, natureOfWords } from "./verbs.ts";

/** First words of the command lines of routers, switches and firewalls, and what they do; the vendors' own words. */
const orders: readonly (readonly [RegExp, Nature])[] = [
  [/^(show|display|dis|get|diagnose|monitor|sh)$/, "probe"],
  [/^(write|wr|save|copy|commit)$/, "run"],
  [/^(clear|reload|bounce)$/, "kick"],
  [/^(configure|conf|config|set|edit)$/, "set"],
  [/^(no|undo|request|execute|rollback)$/, "run"],
  [/^delete$/, "remove"],
];

/** What its output is cut with: `show run | include ntp`. */
const filters = /^(include|exclude|begin|section|match|except|count|no-more|inc|i|last)$/;

/**
 * `ssh sw-3 'show run interface Gi1/0/1'`, `ssh sw-3 'write memory'`: what is asked of a machine that has no shell but
 * a command line of its own. Null: it reads as a shell's command.
 */
export function deviceEffect(words: readonly string[], run: CommandRun): Effect | null {
  if (!run.via.some((way) => /^ssh\b/.test(way))) return null;
  const [tool = "", ...rest] = words;
  if (run.pipedFrom !== null)
    return filters.test(tool) ? plain({ nature: "trivial", tool, target: "", value: "" }) : null;
  const nature = orders.find(([when]) => when.test(tool))?.[1];
  const [first = ""] = rest;
  const isAlone = first === "" && !/^(write|wr|commit|save|reload)$/.test(tool);
  if (nature === undefined || isAlone || /^[-+/.]|\.sh$/.test(first)) return null;
  if (tool === "sh" && !/^(run|int|ip|ver|vlan|mac|arp|log|bgp|cdp|lldp|env|inv|proc|span)/.test(first))
    return null;
  const isShown = /^(write|wr)$/.test(tool) && /^t(erm|$)/.test(first);
  const asked = tool === "request" && !rest.some(isOrder) ? natureOfWords("", rest, [])?.nature : undefined;
  return plain({
    nature: isShown ? "look" : (asked ?? nature),
    tool,
    target: `device:${words.join(" ")}`,
    value: words.join(" "),
  });
}
