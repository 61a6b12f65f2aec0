import type { Nature } from "./effect.ts";

interface PayloadEffect {
  readonly nature: Nature;
  readonly target: string;
  readonly value: string;
}
interface PayloadRule {
  readonly when: RegExp;
  readonly nature: Nature;
  /** Makes the target of the groups. */
  readonly target: string;
}

const sqlRules: readonly PayloadRule[] = [
  { when: /\bpg_(?:terminate|cancel)_backend\s*\(\s*([^)]*)\)/i, nature: "kill", target: "backend:$1" },
  { when: /\bkill\s+(?:query\s+|connection\s+)?'?(\d+)/i, nature: "kill", target: "thread:$1" },
  {
    when: /^\s*kill\s+(?:mutation|query|transaction|session|job|db)\b\s*(.*)/i,
    nature: "kill",
    target: "$1",
  },
  // The console of a pooler.
  { when: /^\s*(?:reload|reconnect)\b\s*(\w*)\s*$/i, nature: "kick", target: "pooler:$1" },
  { when: /^\s*(?:pause|suspend|disable)\b\s*(\w*)\s*$/i, nature: "pause", target: "pooler:$1" },
  { when: /^\s*(?:resume|enable)\b\s*(\w*)\s*$/i, nature: "resume", target: "pooler:$1" },
  {
    when: /\bpg_(reload_conf|rotate_logfile|switch_wal|stat_reset)\w*\s*\(/i,
    nature: "kick",
    target: "server:$1",
  },
  {
    when: /\b(pg_(?:promote|drop_replication_slot|wal_replay_\w+|create_\w+|advisory_unlock\w*)|setval|lo_unlink|rds_kill\w*|dblink_exec)\s*\(([^)]*)/i,
    nature: "run",
    target: "$1:$2",
  },
  {
    when: /^\s*(?:alter\s+system\s+set|set\s+(?:global|persist|@@global\.)\s*)\s*["`]?([\w.]+)/i,
    nature: "set",
    target: "setting:$1",
  },
  { when: /^\s*alter\s+(?:user|role)\s+(\S+)/i, nature: "set", target: "role:$1" },
  { when: /^\s*alter\s+\w+\s+(?:if\s+exists\s+)?([\w."`]+)/i, nature: "run", target: "table:$1" },
  {
    when: /^\s*(?:start|resume)\s+(replica|slave|group_replication)/i,
    nature: "resume",
    target: "replication",
  },
  { when: /^\s*stop\s+(replica|slave|group_replication)/i, nature: "pause", target: "replication" },
  {
    when: /^\s*(?:change\s+(?:master|replication)|reset\s+\w+)/i,
    nature: "run",
    target: "replication-source",
  },
  { when: /^\s*flush\s+(\w+)/i, nature: "kick", target: "flush:$1" },
  { when: /^\s*insert\s+into\s+([\w."`]+)/i, nature: "send", target: "table:$1" },
  { when: /^\s*update\s+([\w."`]+)/i, nature: "send", target: "table:$1" },
  { when: /^\s*delete\s+from\s+([\w."`]+)/i, nature: "remove", target: "table:$1" },
  { when: /^\s*with\b[\s\S]*\bdelete\s+from\s+([\w."`]+)/i, nature: "remove", target: "table:$1" },
  { when: /^\s*with\b[\s\S]*\b(?:update|insert\s+into)\s+([\w."`]+)/i, nature: "send", target: "table:$1" },
  { when: /^\s*(?:truncate|drop)\s+(.*)/i, nature: "remove", target: "$1" },
  { when: /^\s*create\s+(.*)/i, nature: "add", target: "$1" },
  { when: /^\s*(?:grant|revoke)\s+(.*)/i, nature: "run", target: "grant:$1" },
  {
    when: /^\s*(?:set|lock|begin|start\s+transaction|commit|rollback\s*;?\s*$|use|declare|fetch)\b/i,
    nature: "look",
    target: "",
  },
  {
    when: /^\s*(?:vacuum|analyze|reindex|cluster|refresh|call|do|repair|optimize|check\s+table|rollback\s+prepared|commit\s+prepared|merge|replace|load|copy\s.*\sfrom|exec|execute|purge|system|detach|attach|pragma\s+\w+\s*=|import|rename|comment|install|notify|checkpoint)\b(.*)/i,
    nature: "run",
    target: "$1",
  },
];

const mongoRules: readonly PayloadRule[] = [
  { when: /\bkillOp\s*\(\s*([^)]*)\)/, nature: "kill", target: "operation:$1" },
  { when: /\b(killSessions|killAllSessions\w*)\b/, nature: "kill", target: "sessions" },
  { when: /\brs\.(stepDown|freeze)\b/, nature: "kick", target: "primary" },
  {
    when: /\brs\.(reconfig|add|remove|initiate|syncFrom)\w*\s*\(([^)]*)/,
    nature: "run",
    target: "replica-set:$1",
  },
  {
    when: /\b(setParameter|setFeatureCompatibilityVersion|setProfilingLevel|balancerStart|balancerStop|startBalancer|stopBalancer|setBalancerState|fsync|fsyncLock|fsyncUnlock)\b[^\w]*(\w*)/,
    nature: "set",
    target: "setting:$1:$2",
  },
  {
    when: /\.(\w+)\.(deleteOne|deleteMany|remove|drop|dropIndex|dropIndexes|findOneAndDelete)\s*\(/,
    nature: "remove",
    target: "collection:$1",
  },
  {
    when: /\.(\w+)\.(insertOne|insertMany|insert|save|updateOne|updateMany|update|replaceOne|bulkWrite|findOneAndUpdate)\s*\(/,
    nature: "send",
    target: "collection:$1",
  },
  {
    when: /\.(\w+)\.(createIndex|ensureIndex|reIndex|convertToCapped|compact|renameCollection)\s*\(/,
    nature: "run",
    target: "collection:$1",
  },
  {
    when: /\b(compact|repairDatabase|dropDatabase|dropUser|createUser|updateUser|shutdownServer|logRotate|flushRouterConfig|resync|shardCollection|enableSharding|moveChunk|addShard|removeShard|movePrimary)\b/,
    nature: "run",
    target: "server:$1",
  },
];

const reading: PayloadEffect = { nature: "probe", target: "", value: "" };

function judge(text: string, rules: readonly PayloadRule[]): PayloadEffect {
  for (const rule of rules) {
    const found = rule.when.exec(text);
    if (!found) continue;
    const target = rule.target.replace(/\$(\d)/g, (_, group: string) => (found[Number(group)] ?? "").trim());
    return { nature: rule.nature, target: target.replace(/\s+/g, " ").toLowerCase(), value: text.trim() };
  }
  return reading;
}

const isReading = (effect: PayloadEffect): boolean => effect.nature === "probe" || effect.nature === "look";

/** What SQL does: the first statement that changes something, else it reads. */
export function sqlEffect(text: string): PayloadEffect {
  const plain = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
  for (const statement of plain.split(";")) {
    if (/^\s*(explain|show|describe|desc|help|\\)/i.test(statement)) continue;
    const effect = judge(statement, sqlRules);
    if (!isReading(effect)) return effect;
  }
  return reading;
}

export const mongoEffect = (text: string): PayloadEffect => judge(text, mongoRules);

/** Code given on the command line (`python -c`): it reads unless it writes a file, a socket or starts something. */
export function codeEffect(text: string): PayloadEffect {
  const writes =
    /\.(write|writelines|unlink|remove|rmtree|save|commit|delete|create|update|send_signal|kill|mkdir|rename|put|flushall|flushdb|execute)\w*\s*\(|open\([^)]*['"][wa]b?['"]|subprocess|os\.system|writeFile|unlinkSync|child_process|\bsystem\s*\(|clear\(\)/;
  return writes.test(text) ? { nature: "run", target: "code", value: text.trim() } : reading;
}

/** A request without a body is an order: its last word is what shall be. */
function order(path: string): PayloadEffect {
  const [, thing, word] = /^(.*)\/([a-z][a-z_-]{1,20})$/i.exec(path) ?? [];
  return thing === undefined || word === undefined
    ? { nature: "send", target: `url:${path}`, value: "" }
    : { nature: "set", target: `url:${thing}`, value: word };
}

/** What an HTTP request does: by method, path and body. */
export function httpEffect(method: string | null, url: string, body: string | null): PayloadEffect {
  const path = url.replace(/^[a-z]+:\/\//i, "").replace(/\?.*/, "");
  const key = body
    ? `${path} ${[...body.matchAll(/"([\w.]+)"\s*:/g)].map((found) => found[1]).join(",")}`
    : path;
  const verb = (method ?? (body === null ? "GET" : "POST")).toUpperCase();
  if (verb === "GET" || verb === "HEAD" || verb === "OPTIONS") return { ...reading, target: `url:${path}` };
  if (
    /(_search|_count|_msearch|_analyze|_explain|_validate|\/query|query_range|graphql|\/login|\/token|\/predict)\/?$/i.test(
      path,
    )
  ) {
    return { ...reading, target: `url:${path}` };
  }
  if (verb === "DELETE") return { nature: "remove", target: `url:${path}`, value: "" };
  if (verb === "PUT" || verb === "PATCH") return { nature: "set", target: `url:${key}`, value: body ?? "" };
  const kicks =
    /(restart|reload|flush|refresh|retry|_clear|\/clear\b|_cache|redeliver|rerun|trigger|_open|_forcemerge|_rollover|invalidate|-\/reload)/i;
  if (kicks.test(path)) return { nature: "kick", target: `url:${key}`, value: "" };
  const acts =
    /(_settings|_cluster|_aliases|_reroute|_reindex|_update|_delete|_close|_shrink|enable|disable|drain|maintenance|failover|rollback|reset|purge|pause|resume|unlock|silence|scale|admin|toggle|promote|cancel|kill|ack|unban|repair|replay|rotate|config|switch)/i;
  if (acts.test(path)) return { nature: "set", target: `url:${key}`, value: body ?? "" };
  return body === null ? order(path) : { nature: "send", target: `url:${path}`, value: body };
}
