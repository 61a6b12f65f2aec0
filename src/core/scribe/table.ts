import type { Arguments } from "./arguments.ts";
import { accountTools } from "./effects/account-tools.ts";
import { archiveTools } from "./effects/archive-tools.ts";
import { batchTools } from "./effects/batch-tools.ts";
import { certificateTools } from "./effects/certificate-tools.ts";
import { cloudTools } from "./effects/cloud-tools.ts";
import { clusterTools } from "./effects/cluster-tools.ts";
import { containerTools } from "./effects/container-tools.ts";
import { dataStores } from "./effects/data-stores.ts";
import { databaseTools } from "./effects/database-tools.ts";
import { fileTools } from "./effects/file-tools.ts";
import { initTools } from "./effects/init-tools.ts";
import { linkTools } from "./effects/link-tools.ts";
import { machineTools } from "./effects/machine-tools.ts";
import { mailTools } from "./effects/mail-tools.ts";
import { networkTools } from "./effects/network-tools.ts";
import { observingTools } from "./effects/observing-tools.ts";
import { packageTools } from "./effects/package-tools.ts";
import { queueTools } from "./effects/queue-tools.ts";
import { serviceTools } from "./effects/service-tools.ts";
import { settingTools } from "./effects/setting-tools.ts";
import { sharedStorageTools } from "./effects/shared-storage-tools.ts";
import { storageTools } from "./effects/storage-tools.ts";
import { systemTools } from "./effects/system-tools.ts";
import { virtualMachineTools } from "./effects/virtual-machine-tools.ts";
import { webTools } from "./effects/web-tools.ts";

/**
 * One row: `restart reload : kick service:*`. Left: alternatives, each sub-command words joined by `.` (a `*` in a word
 * stands for anything) and `+--flag` that must be there. Right: a class and what it is about, `family:where`, where
 * being `*` (each operand), `all` (all of them as one), a number (that operand; 0 is the tool itself), `1-3` (those as
 * one), `self` (the sub-command), `last`, `tail` (all but the first), `rest`, or names of options.
 */
export interface Row {
  readonly alternatives: readonly Alternative[];
  readonly kind: string;
  readonly target: string;
}
interface Alternative {
  readonly words: readonly RegExp[];
  readonly flags: readonly string[];
}
export interface ToolRule {
  /** Options whose next word is their value. */
  readonly takes: ReadonlySet<string>;
  /** Options whose value tells one target from another of the same name. */
  readonly scope: readonly string[];
  readonly ok: readonly string[];
  readonly lies: boolean;
  /** What it does depends on the directory it runs in. */
  readonly cwd: boolean;
  readonly rows: readonly Row[];
}

const list = (text: string | undefined): string[] =>
  text ? text.split(",").filter((item) => item !== "") : [];

function alternative(text: string): Alternative {
  const [words = "", ...flags] = text.split("+");
  const patterns = words === "" || words === "*" ? [] : words.split(/\.(?!\*?sh$)/);
  const exact = (word: string): RegExp =>
    new RegExp(`^${word.replace(/[.?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`, "i");
  return { words: patterns.map(exact), flags };
}

function row(line: string): Row {
  const [left = "", right = ""] = line.trim().split(" : ");
  const [kind = "", target = ""] = right.split(" ");
  return { alternatives: left.split(" ").map(alternative), kind, target };
}

/** Most tools are never typed: the rows of one are read when it is. */
function ruleOf(settings: readonly string[], lines: readonly string[]): ToolRule {
  const value = (key: string): string | undefined =>
    settings.find((setting) => setting.startsWith(`${key}=`))?.slice(key.length + 1);
  let rows: readonly Row[] | null = null;
  return {
    takes: new Set(list(value("takes"))),
    scope: list(value("scope")),
    ok: list(value("ok")),
    lies: settings.includes("lies"),
    cwd: settings.includes("cwd"),
    get rows() {
      rows ??= lines.map(row);
      return rows;
    },
  };
}

function parseTable(text: string): ReadonlyMap<string, ToolRule> {
  const tools = new Map<string, ToolRule>();
  let lines: string[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (line.startsWith(" ")) {
      lines.push(line);
      continue;
    }
    const [names = "", ...settings] = line.split(" ");
    lines = [];
    const rule = ruleOf(settings, lines);
    for (const name of list(names)) if (!tools.has(name)) tools.set(name, rule);
  }
  return tools;
}

const dotted = /^[a-z_][\w-]*(\.[a-z_][\w-]*)+$/i;

/** The first row that fits, and how many operands its words used up. */
export function firstFit(rule: ToolRule, given: Arguments): { row: Row; used: number } | null {
  for (const row of rule.rows) {
    const used = wordsUsed(row, given);
    if (used !== null) return { row, used };
  }
  return null;
}

function wordsUsed(row: Row, given: Arguments): number | null {
  // `vcl.use boot` and `55 GC.run` have sub-commands of several words with dots between.
  const parts = given.operands
    .slice(0, 4)
    .flatMap((word, at) =>
      dotted.test(word) ? word.split(".").map((part) => ({ part, at })) : [{ part: word, at }],
    );
  const words = given.operands.map((part, at) => ({ part, at }));
  for (const { words: patterns, flags } of row.alternatives) {
    if (!flags.every((flag) => given.has(flag))) continue;
    for (const typed of [words, parts]) {
      if (patterns.every((pattern, at) => typed[at] !== undefined && pattern.test(typed[at].part)))
        return patterns.length === 0 ? 0 : (typed[patterns.length - 1]?.at ?? 0) + 1;
    }
  }
  return null;
}

export const effectTable: ReadonlyMap<string, ToolRule> = parseTable(
  [
    // Where two tables name a tool, the first counts: the tables of one family stand before the general ones.
    accountTools,
    archiveTools,
    batchTools,
    certificateTools,
    cloudTools,
    containerTools,
    databaseTools,
    initTools,
    linkTools,
    machineTools,
    mailTools,
    observingTools,
    packageTools,
    queueTools,
    settingTools,
    sharedStorageTools,
    storageTools,
    virtualMachineTools,
    webTools,
    systemTools,
    serviceTools,
    networkTools,
    dataStores,
    clusterTools,
    fileTools,
  ].join("\n"),
);
