import { type Act, type ActContext, one } from "./act.ts";
import type { Nature } from "./effect.ts";
import { subjectOf } from "./unknown-tool.ts";
import { natureOfWords, verbNature } from "./verbs.ts";

export function scale({ given, targets }: ActContext): Act {
  const value =
    given.option("--replicas") ??
    given.operands
      .find((word) => /=\d+$/.test(word))
      ?.split("=")
      .at(-1) ??
    "";
  return { nature: "set", targets, value };
}

/** `set image`, `patch`, `label`: which field is set counts as well as of what. */
export function keyed({ given, raw, targets }: ActContext): Act {
  const patch = given.option("-p") ?? given.option("--patch") ?? "";
  const keys = [...patch.matchAll(/"?([\w./-]+)"?\s*:/g)].map((found) => found[1]).join(",");
  const pairs = given.operands.filter(
    (word) => /^[\w./-]+(=|-$)/.test(word) && !/^(deploy|deployment)/.test(word),
  );
  const field = keys || pairs.map((pair) => pair.replace(/=.*|-$/, "")).join(",");
  const things = targets.map((target) => `${target.replace(/ .*/, "")}#${given.operands[0]}:${field}`);
  const value = patch || raw.slice(1).join(" ");
  return {
    nature: pairs.length > 0 && pairs.every((pair) => pair.endsWith("-")) ? "remove" : "set",
    targets: things,
    value,
  };
}

/** `apply -f -`: the things whose text is given; the same thing applied again is what counts. */
export function manifest({ given, stdin, targets, raw }: ActContext): Act {
  const value = raw.slice(1).join(" ");
  if (stdin === null || (given.option("-f") ?? given.option("--filename")) !== "-")
    return { nature: "run", targets, value };
  const things = stdin.split(/^---$/m).flatMap((text) => {
    const kind = /\bkind"?\s*:\s*"?(\w+)/.exec(text)?.[1];
    const name = /\bname"?\s*:\s*"?([\w.-]+)/.exec(text.slice(Math.max(0, text.indexOf("metadata"))))?.[1];
    return kind === undefined || name === undefined ? [] : [`manifest:${kind}/${name}`];
  });
  return things.length === 0
    ? { nature: "run", targets, value: `${value} ${stdin}` }
    : { nature: "set", targets: things, value: stdin };
}

export function verbs({ given, raw, targets }: ActContext): Act {
  for (const [at, word] of given.operands.slice(0, 4).entries()) {
    const nature = verbNature(word);
    if (nature)
      return {
        nature,
        targets: [`${given.tool}:${subjectOf(given, { nature, at })}`],
        value: raw.slice(1).join(" "),
      };
  }
  const last = given.operands.slice(-4).concat(given.operands.slice(0, 1));
  return { nature: natureOfWords(given.tool, last, given.flags)?.nature ?? "unknown", targets, value: "" };
}

/** Verbs of cloud tools that mean something else elsewhere, as data. */
const cloudWords: readonly (readonly [RegExp, Nature])[] = [
  [
    /^(list|describe|show|read|tail|info|ls|ps|ping|stat|get|dominfo|domstate|export|validate|test-.*|get-.*|list-.*|wait|wait-.*|check-.*)$/,
    "probe",
  ],
  [
    /^(reset|restart|reboot|recreate-instances|redeploy|rolling-restart|invalidate-cdn-cache|hard-reset|failover)$/,
    "kick",
  ],
  [
    /^(start-update|rolling-update|resize|update|update-.*|set|set-.*|patch|scale|swap|update-traffic|migrate)$/,
    "set",
  ],
  [/^(add-.*|create|insert|deploy|import|submit)$/, "run"],
  [/^(delete|delete-.*|remove-.*|destroy|rm|purge|undefine)$/, "remove"],
];

export function cloudVerbs(context: ActContext): Act {
  const { operands, tool } = context.given;
  for (const [at, word] of operands.slice(0, 7).entries()) {
    const nature = cloudWords.find(([when]) => when.test(word))?.[1];
    if (nature)
      return {
        nature,
        targets: [`${tool}:${operands.slice(0, at).join(" ")}:${operands.slice(at + 1).join(" ")}`],
        value: context.raw.slice(at).join(" "),
      };
  }
  return verbs(context);
}

export function gitMove({ given, raw }: ActContext): Act {
  if (given.has("-b") || given.has("-c")) return one("local");
  if (given.operands[0] === "pull") return one("kick", "repo");
  if (given.operands[0] === "merge") return one("run", "repo");
  if (given.has("--") || given.operands.length > 2)
    return one("set", `files:${given.operands.slice(1).join(" ")}`);
  return one("set", "repo-head", raw.slice(1).join(" "));
}

export function cloud(nature: Nature): (context: ActContext) => Act {
  return ({ given, raw }) => {
    const ids = raw
      .slice(3)
      .filter((word) => !word.startsWith("-") && !/^(prod|true|false|table|json|text)$/.test(word));
    const noun = (given.operands[1] ?? "").replace(/^[a-z]+-/, "");
    return {
      nature,
      targets: [`cloud:${given.operands[0]}:${noun}:${ids.slice(0, 2).join(" ")}`],
      value: raw.slice(3).join(" "),
    };
  };
}
