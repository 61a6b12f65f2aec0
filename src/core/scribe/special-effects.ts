import { type Act, type ActContext, one, optionValues } from "./act.ts";
import { cloud, cloudVerbs, gitMove, keyed, manifest, scale, verbs } from "./cluster-effects.ts";
import { isChange } from "./effect.ts";
import {
  blockCopy,
  copy,
  evalCode,
  evalText,
  inPlace,
  mode,
  mountLike,
  move,
  pyModule,
  script,
  unpack,
} from "./file-effects.ts";
import { httpEffect } from "./http-effects.ts";
import { mongoEffect, sqlEffect } from "./payload.ts";
import { natureOfWords, verbNature } from "./verbs.ts";

type Special = (context: ActContext) => Act;

function sql({ raw, stdin, given, from }: ActContext): Act {
  const options =
    given.tool.startsWith("psql") || given.tool === "usql" || given.tool === "pgcli"
      ? ["-c", "--command"]
      : ["-e", "--execute", "-c", "-q", "--query", "-Q"];
  const texts = optionValues(raw, options);
  if (given.tool === "sqlite3" || given.tool === "duckdb") texts.push(...given.operands.slice(1));
  if (stdin !== null) texts.push(stdin);
  if (given.option("-f") ?? given.option("--file"))
    return one("run", `sql-file:${given.option("-f") ?? given.option("--file")}`);
  if (texts.length === 0) return from === null ? one("look") : one("run", `sql-file:${from}`);
  const effect = sqlEffect(texts.join(";"));
  return one(effect.nature, effect.target === "" ? "" : `sql:${effect.target}`, effect.value);
}

function mongo({ raw, stdin }: ActContext): Act {
  const effect = mongoEffect([...optionValues(raw, ["--eval"]), stdin ?? ""].join(";"));
  return one(effect.nature, effect.target === "" ? "" : `mongo:${effect.target}`, effect.value);
}

function http({ given, raw }: ActContext): Act {
  const words = given.operands;
  const isMethod = /^(GET|POST|PUT|DELETE|PATCH|HEAD)$/;
  const method =
    given.option("-X") ?? given.option("--request") ?? words.find((word) => isMethod.test(word)) ?? null;
  const url = words.find((word) => !isMethod.test(word)) ?? "";
  const body = optionValues(raw, [
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "-F",
    "--form",
    "-T",
    "--post-data",
  ]);
  if (
    /^(https?:\/\/)?(wttr\.in|cheat\.sh|cht\.sh|rate\.sx|parrot\.live|news\.ycombinator|qrenco\.de|v2\.wttr)/.test(
      url,
    )
  )
    return one("trivial");
  if (/hooks\.slack\.com|api\.pagerduty|discord(app)?\.com|webhook\.office/.test(url)) return one("trivial");
  const asked = given.has("-I") || given.has("--head") || given.has("-G") ? "GET" : method;
  const effect = httpEffect(asked, url, body.length === 0 ? null : body.join("&"));
  const saved = given.option("-o") ?? given.option("--output") ?? (given.has("-O") ? "." : null);
  if (effect.nature === "probe" && saved !== null && !/^(\/dev\/null|-)$/.test(saved))
    return one("look", effect.target);
  return one(effect.nature, effect.target, effect.value);
}

function firewall({ given, raw }: ActContext): Act {
  const rule = raw
    .slice(1)
    .filter((word) => !/^(-[AID]|--append|--insert|--delete|-w|--wait)$/.test(word) && !/^\d+$/.test(word))
    .join(" ");
  const number = /^\d+$/.test(raw[raw.length - 1] ?? "") ? ` #${raw[raw.length - 1]}` : "";
  if (given.has("-P"))
    return one(raw.includes("ACCEPT") ? "loosen" : "tighten", `chain:${given.operands[0] ?? ""}`);
  if (given.has("-F") || given.has("-X") || given.has("-Z")) return one("run", `firewall:${rule}`);
  if (given.has("-D") || given.has("--delete")) return one("remove", `rule:${rule}${number}`);
  return one("add", `rule:${rule}`);
}

/** `firewall-cmd --zone=public --add-port=9090/tcp`: the rule is the same whichever way it is said. */
function firewallRule({ given }: ActContext): Act {
  const flag = given.flags.find((name) => /^--(add|remove)-/.test(name)) ?? "";
  const zone = given.option("--zone") ?? "";
  const target = `rule:${zone} ${flag.replace(/^--(add|remove)-/, "")}=${given.option(flag) ?? ""}${given.has("--permanent") ? " permanent" : ""}`;
  return one(flag.startsWith("--add") ? "add" : "remove", target);
}

/** `nmcli con mod storage 802-3-ethernet.mtu 9000`: a value of one property. */
function networkSetting({ given }: ActContext): Act {
  const [, , name = "", property = "", ...values] = given.operands;
  const target = `nm:${name}:${property.replace(/^[+-]/, "")}`;
  if (property.startsWith("-")) return one("remove", target, values.join(" "));
  return one("set", target, values.join(" "));
}

/** Tools that take their commands as text, of which the first word of each tells: `vtysh -c 'show bgp'`. */
function cliText({ raw, given }: ActContext): Act {
  const texts = optionValues(raw, ["-c", "-x", "-rx", "-q", "-execute", "--command", "--commands"]).map(
    (text) => text.trim().replace(/^:/, ""),
  );
  const configures = texts.some((text) => /^(conf|configure)/.test(text));
  if (texts.some((text) => /^(write|wr|save|commit|copy)\b/.test(text)))
    return one("run", `${given.tool}-config:${texts.join("; ")}`);
  const natures = texts.map((text) => natureOfWords("", text.split(/\s+/).slice(0, 3), [])?.nature ?? "look");
  const nature = natures.find((one) => !/^(probe|look|log)$/.test(one)) ?? "probe";
  const target = texts
    .slice(configures ? 1 : 0)
    .map((text) => text.replace(/\s+\d[\d\s]*$/, ""))
    .join("; ");
  return one(configures ? "set" : nature, `${given.tool}:${target}`, texts.join("; "));
}

/** A console that is handed its lines: `echo 'cancel jobid=5' | bconsole`, `rails console <<EOF`. */
function typedInto({ given, stdin }: ActContext): Act {
  if (stdin === null) return one("look");
  const [verb = "", ...rest] = stdin.trim().split(/\s+/);
  const code = evalText(stdin);
  if (isChange(code.nature)) return code;
  const said = natureOfWords("", [verb], []);
  return said === null ? one("look") : one(said.nature, `${given.tool}:${rest.slice(0, 2).join(" ")}`, stdin);
}

/** `nft add rule inet filter input tcp dport 22 accept` and `nft delete rule inet filter input handle 4`. */
function nftRule({ raw }: ActContext): Act {
  const words = raw.slice(1).filter((word) => !word.startsWith("-"));
  const [verb = "", kind = "", ...rest] = words;
  if (kind !== "rule") return one(verb === "delete" ? "remove" : "add", `nft-${kind}:${rest.join(" ")}`);
  const at = rest.indexOf("handle");
  const text = at >= 0 ? `${rest.slice(0, at).join(" ")} #${rest[at + 1]}` : rest.join(" ");
  return one(verb === "delete" ? "remove" : "add", `rule:${text}`);
}

function ipset({ given, raw }: ActContext): Act {
  const words = given.operands;
  const rest = words.filter((word) => !verbNature(word)).join(" ");
  if (words.includes("add") || words.includes("append")) return one("add", `ip:${rest}`);
  if (words.includes("del") || words.includes("delete")) return one("remove", `ip:${rest}`);
  if (words.includes("flush")) return one("kick", `ip:${rest}`);
  if (words.at(-1) === "up") return one("resume", `ip:${words.slice(0, -1).join(" ")}`);
  if (words.at(-1) === "down") return one("pause", `ip:${words.slice(0, -1).join(" ")}`);
  return words.some((word) => /^(set|change|replace|mtu)$/.test(word))
    ? one("set", `ip:${words.slice(0, 3).join(" ")}`, raw.join(" "))
    : one("look");
}

/** Sub-kinds of the table that need more than a word to tell. */
export const specials: Readonly<Record<string, Special>> = {
  sql,
  mongo,
  http,
  firewall,
  fwrule: firewallRule,
  nmset: networkSetting,
  nftrule: nftRule,
  clitext: cliText,
  squidsignal: ({ raw }) =>
    raw.some((word) => /^(parse|check)$/.test(word))
      ? one("probe", "config-test")
      : one("kick", "service:squid"),
  kafkaconfig: ({ given }) => {
    const added = given.option("--add-config");
    const keys = (added ?? given.option("--delete-config") ?? "").replace(/=[^,]*/g, "");
    const target = `kafka-config:${given.option("--entity-name") ?? ""}:${keys}`;
    return one(added === null ? "remove" : "set", target, added ?? "");
  },
  // Without a word about it it writes what is piped into it, and else reads.
  kafkawrite: ({ stdin, targets }) => ({
    nature: stdin === null ? "probe" : "send",
    targets,
    value: stdin ?? "",
  }),
  javajar: ({ given, path }) => {
    const jar = given.option("-jar") ?? "";
    const words = given.operands.filter((word) => !word.includes("/"));
    const said = natureOfWords(jar.slice(jar.lastIndexOf("/") + 1).replace(/\.jar$/, ""), words, given.flags);
    return one(said?.nature ?? "run", `jar:${path(jar)}:${words.slice(1).join(" ")}`, words.join(" "));
  },
  rpc: ({ given }) => {
    const [, method = ""] = /[\w.]+[/.](\w+)$/.exec(given.operands.at(-1) ?? "") ?? [];
    const nature = verbNature(method);
    return nature !== null && isChange(nature)
      ? one("run", `rpc:${given.operands.at(-1)}`, given.option("-d") ?? "")
      : one("probe");
  },
  manifest,
  ipset,
  scale,
  keyed,
  verbs,
  verbsrun: (context) => {
    const act = verbs(context);
    return act.nature === "unknown" ? { ...act, nature: "run" } : act;
  },
  cloudverbs: cloudVerbs,
  evalcode: evalCode,
  evalwords: ({ raw, stdin }) => evalText(`${raw.slice(1).join(" ")}\n${stdin ?? ""}`),
  ddcopy: blockCopy,
  archive: unpack,
  script,
  pymodule: pyModule,
  move,
  copy,
  mode,
  inplace: inPlace,
  mountlike: mountLike,
  gitmove: gitMove,
  composeup: ({ targets, raw }) => ({
    nature: "run",
    targets: targets.length === 0 ? ["compose:"] : targets,
    value: raw.slice(1).join(" "),
  }),
  conftest: () => one("probe", "config-test"),
  ipread: (context) =>
    context.given.operands.some((word) =>
      /^(add|del|delete|set|flush|replace|change|append|up|down)$/.test(word),
    )
      ? ipset(context)
      : one("look"),
  gitlook: ({ given }) =>
    one(/^(status|log|diff|branch|remote|help|stash)$/.test(given.operands[0] ?? "") ? "trivial" : "look"),
  gitwork: () => one("local"),
  execlike: () => one("look"),
  wrapper: () => one("look"),
  interactive: typedInto,
  preview: () => one("look"),
  fetch: ({ given, targets }) =>
    given.operands.includes("pull")
      ? { nature: "run", targets, value: "" }
      : { nature: "probe", targets: [], value: "" },
  ansiblemodule: ({ given }) =>
    one(
      /^(ping|setup|debug|stat)$/.test(given.option("-m") ?? "") ? "probe" : "run",
      `ansible:${given.option("-a") ?? ""}`,
    ),
  cloudset: cloud("set"),
  pausecloud: cloud("pause"),
  resumecloud: cloud("resume"),
  runcloud: cloud("run"),
  sendcloud: cloud("send"),
  removecloud: cloud("remove"),
};
