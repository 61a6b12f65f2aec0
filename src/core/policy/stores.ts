import type { StatementKind } from "./rule.ts";

const redisReads = new Set(
  "get mget getrange strlen exists ttl pttl type keys scan randomkey dbsize info ping echo time role lastsave lolwut hget hmget hgetall hkeys hvals hlen hexists hscan hstrlen lrange llen lindex lpos smembers scard sismember smismember srandmember sscan sinter sunion sdiff zrange zrangebyscore zrevrange zcard zscore zrank zcount zscan xrange xrevrange xlen xinfo xpending geopos geodist bitcount getbit bitpos pfcount object memory slowlog latency client config cluster command monitor pubsub acl module script dump help hello auth select sentinel quit bgsave readonly".split(
    " ",
  ),
);
// Of the containers among them, the sub-commands that read.
const redisSubReads: Readonly<Record<string, RegExp>> = {
  memory: /^(usage|stats|doctor|help)$/,
  slowlog: /^(get|len|help)$/,
  latency: /^(latest|history|doctor|graph|histogram|help)$/,
  client: /^(list|info|id|getname|help)$/,
  config: /^(get|help)$/,
  cluster: /^(info|nodes|slots|shards|links|myid|keyslot|countkeysinslot|help)$/,
  acl: /^(list|users|whoami|cat|getuser|log|help)$/,
  module: /^(list|help)$/,
  script: /^(exists|help)$/,
  object: /./,
  command: /./,
  pubsub: /./,
  xinfo: /./,
  sentinel: /^(masters|master|replicas|slaves|sentinels|get-master-addr-by-name|ckquorum|myid|help)$/,
};

// Redis commands that do more than change keys, by their words.
const redisKinds: readonly (readonly [RegExp, StatementKind])[] = [
  [/^(flushall|flushdb)\b/, "flush"],
  [/^(shutdown\b|debug (segfault|panic|oom|restart|crash))/, "host"],
  [/^cluster (reset|flushslots|forget)\b/, "flush"],
  [/^cluster failover\b/, "access"],
  [/^(eval|evalsha|fcall) .*(flush(all|db)|shutdown)/s, "flush"],
  [/^config set (dir|dbfilename|logfile) .*(cron|\.ssh|authorized_keys|\/etc|\/root)/, "host"],
  [/^(eval|evalsha|fcall)\b/, "call"],
  [/^module list$/, "read"],
  [/^(replicaof|slaveof|migrate|restore|module)\b/, "access"],
  [/^config set (dir|dbfilename|requirepass|masterauth|protected-mode)\b/, "access"],
  [/^client kill\b/, "kill"],
];

/** What one Redis command does. */
export function redisStatement(words: readonly string[]): StatementKind {
  const text = words.join(" ").toLowerCase();
  const found = redisKinds.find(([pattern]) => pattern.test(text));
  if (found) return found[1];
  const [name = "", sub = ""] = text.split(" ");
  if (!redisReads.has(name) || name === "bgsave") return "change";
  const subReads = Object.hasOwn(redisSubReads, name) ? redisSubReads[name] : undefined;
  return subReads && !subReads.test(sub) ? "change" : "read";
}

/** What each line of Redis text does. */
export const redisStatements = (text: string): readonly StatementKind[] =>
  text
    .split(/\n|\\r\\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => redisStatement(line.trim().split(/\s+/)));

const mongoReads =
  /^(show\s+\w+|use\s+\w+|db(\.getSiblingDB\([^)]*\))?(\.\w+|\.getCollection\([^)]*\)|\["[^"]*"\])*\.(find|findOne|count|countDocuments|estimatedDocumentCount|distinct|stats|getIndexes|explain|serverStatus|currentOp|hostInfo|isMaster|hello|version|getName|getCollectionNames|getCollectionInfos|printReplicationInfo|printSecondaryReplicationInfo|getMongo|getReplicationInfo|getUsers|dataSize|storageSize|totalSize|listCommands)\(|rs\.(status|conf|config|isMaster|hello|printReplicationInfo|printSecondaryReplicationInfo)\(|sh\.status\(|db\.adminCommand\(\s*(['"](ping|hello|isMaster|listDatabases|serverStatus|replSetGetStatus|buildInfo)['"]|\{\s*['"]?(ping|hello|isMaster|listDatabases|serverStatus|replSetGetStatus|buildInfo|currentOp)\b)|(?:print|printjson|tojson|JSON\.stringify|EJSON\.stringify)\()/;

/** What JavaScript for the Mongo shell does, by the names it calls. */
export function mongoStatements(text: string): readonly StatementKind[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ");
  if (/\.\s*dropDatabase\s*\(|\[\s*['"]dropDatabase['"]|dropDatabase\s*:/.test(code)) return ["drop"];
  if (/\.\s*drop\s*\(|drop\s*:\s*['"]|\.\s*dropUser|\.\s*dropAllUsers/.test(code)) return ["drop"];
  if (/\.\s*(deleteMany|remove|deleteOne)\s*\(\s*(\{\s*\}\s*)?[,)]/.test(code)) return ["delete-all"];
  if (/\.\s*(updateMany|update)\s*\(\s*\{\s*\}\s*,/.test(code)) return ["update-all"];
  if (/\.\s*shutdownServer\s*\(|shutdown\s*:/.test(code)) return ["host"];
  if (/\.\s*(deleteMany|deleteOne|remove|findOneAndDelete|dropIndex(es)?)\s*\(/.test(code)) return ["delete"];
  if (/\.\s*(createUser|grantRoles\w*|revokeRoles\w*|updateUser|changeUserPassword)\s*\(/.test(code))
    return ["access"];
  if (/\.\s*killOp\s*\(/.test(code)) return ["kill"];
  const statements = code.split(/[;\n]/).filter((each) => each.trim() !== "");
  const nested = /\.(forEach|aggregate|mapReduce)\s*\(|\$out|\$merge|=>|function/.test(code);
  return statements.map((each) => (mongoReads.test(each.trim()) && !nested ? "read" : "change"));
}
