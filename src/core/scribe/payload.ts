import { harmless } from "./code-effects.ts";
import { isChange, type Nature, type PayloadEffect } from "./effect.ts";
import { verbNature } from "./verbs.ts";

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
  {
    when: /\bdbms_\w+\.(\w*(?:kill|drop|purge|disable|enable|gather|run)\w*)\s*\(([^)]*)/i,
    nature: "run",
    target: "$1:$2",
  },
  // The console of a pooler.
  { when: /^\s*kill\s+(\w+)\s*$/i, nature: "kick", target: "pooler:$1" },
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
  { when: /^\s*alter\s+system\s+reset\s+["`]?([\w.]+)/i, nature: "remove", target: "setting:$1" },
  { when: /\bset\s+(?:@@)?(?:session[\s.]+)?gtid_next\s*=\s*'?([\w:-]+)/i, nature: "run", target: "gtid:$1" },
  { when: /^\s*set\s+(?:password|default\s+role)\b(.*)/i, nature: "run", target: "account:$1" },
  { when: /^\s*(?:analyze|analyse)\b(?!.*\bselect\b)(.*)/i, nature: "kick", target: "statistics:$1" },
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
  {
    when: /^\s*(?:delete|crosscheck|catalog|flashback|duplicate|switch|configure)\s+(.*)/i,
    nature: "run",
    target: "$1",
  },
  { when: /^\s*(?:grant|revoke)\s+(.*)/i, nature: "run", target: "grant:$1" },
  {
    when: /^\s*(?:set|lock|begin|start\s+transaction|commit|rollback\s*;?\s*$|use|declare|fetch)\b/i,
    nature: "look",
    target: "",
  },
  {
    when: /^\s*(?:vacuum|reindex|cluster|refresh|call|do|repair|optimize|check\s+table|rollback\s+prepared|commit\s+prepared|merge|replace|load|copy\s.*\sfrom|exec|execute|purge|system|detach|attach|pragma\s+\w+\s*=|import|rename|comment|install|notify|checkpoint|backup|restore|dbcc\s+(?:shrink|freeproccache|dropcleanbuffers|check\w+\s*\(.*repair|tracoff|traceon)\w*|reconfigure|recover|shutdown|startup|kill|undrop|undelete|unlock|stop|start|cancel|force|archive|deallocate)\b(.*)/i,
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

/** Functions of these names compute something, whatever else their words mean. */
const computing =
  /^(trim|ltrim|rtrim|replace|insert|update\w*xml|extract|truncate|set_?config|current_\w+|date_\w+|.*_size|format|convert|count|max|min|sum|now|coalesce|pg_(?!replication_slot_advance|restore)\w*|json\w*|jsonb\w*|row_number|get\w*|has_\w*)$/i;

/** `select cron.unschedule(3)`: a function of such a name is called to do something. */
function calledFunction(statement: string): PayloadEffect | null {
  const [, name = "", values = ""] =
    /^\s*select\s+(?:\*\s+from\s+)?((?:\w+\.)?\w+)\s*\(([\s\S]*)\)\s*(?:from\s[\s\S]*)?$/i.exec(statement) ??
    [];
  const own = name.slice(name.indexOf(".") + 1);
  if (own === "" || computing.test(own)) return null;
  const nature = verbNature(own);
  return nature !== null && isChange(nature)
    ? {
        nature: "run",
        target: `${name}:${values.trim()}`.replace(/\s+/g, " ").toLowerCase(),
        value: statement.trim(),
      }
    : null;
}

/** `exec sp_who2` only shows. */
const showing =
  /^\s*(?:exec|execute|call)\s+(?:\w+\.)*(?:sp_(?:who|help|lock|spaceused|columns|blitz|readerrorlog|configure\s*$|describe)\w*|xp_(?:readerrorlog|fixeddrives|msver)|(?:show|get|list|check|describe|print)_?\w*)/i;

/** What SQL does: the first statement that changes something, else it reads. */
export function sqlEffect(text: string): PayloadEffect {
  const plain = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
  for (const statement of plain.split(";")) {
    if (/^\s*(explain|show|describe|desc|help|\\)/i.test(statement) || showing.test(statement)) continue;
    const effect = calledFunction(statement) ?? judge(statement, sqlRules);
    if (!isReading(effect)) return effect;
  }
  return reading;
}

/** Commands of the server that only tell. */
const telling =
  /^(get|list|show|ping|hello|is|serverStatus|currentOp|dbStats|collStats|dataSize|validate|explain|connPoolStats|connectionStatus|buildInfo|hostInfo|top|find|aggregate|count|distinct|replSetGet|profile|dbHash|features|whatsmyuri|lockInfo|balancerStatus|balancerCollectionStatus|checkShardingIndex|logApplicationMessage)/i;

/** What a statement of a shell that speaks JavaScript does. */
export function mongoEffect(text: string): PayloadEffect {
  const known = judge(text, mongoRules);
  if (!isReading(known)) return known;
  const command = /\b(?:adminCommand|runCommand)\s*\(\s*\{\s*"?(\w+)"?\s*:/.exec(text)?.[1];
  if (command !== undefined)
    return telling.test(command)
      ? reading
      : { nature: "run", target: `server:${command.toLowerCase()}`, value: text.trim() };
  return calledMethods(text) ?? known;
}

/** Code that calls something by the name of a change: `cluster.rejoinInstance(…)`, `Cache::flush()`, `user.update!(…)`. */
function calledMethods(text: string): PayloadEffect | null {
  for (const [, name = ""] of text.matchAll(/(?:\.|::|->)([A-Za-z_]\w*)[!]?\s*(?=\()/g)) {
    const nature = harmless.test(name) ? null : verbNature(name);
    if (nature !== null && isChange(nature))
      return { nature: "run", target: `call:${name.toLowerCase()}`, value: text.trim() };
  }
  return null;
}
