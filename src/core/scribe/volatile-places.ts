import { toolName } from "./arguments.ts";
import { namePattern, numberPattern, segmentPattern, type VolatileValue } from "./volatile-rules.ts";

/** A place in one tool's words that takes the name of something that comes and goes. */
interface Place {
  /** On the words of one run with a space between them, wrappers off; the first group is the value, or several. */
  readonly when: RegExp;
  readonly name: string;
  readonly pattern: string;
}

const pathPattern = "^/[A-Za-z0-9_./,:@+-]+$";
const options = "(?:-\\S+ )*";

const places: readonly Place[] = [
  {
    when: /^(?:ps|pidstat|lsof|top|htop|pstree) (?:\S+ )*?-\w*p ?(\d+)(?= |$)/,
    name: "pid",
    pattern: numberPattern,
  },
  // `mv 17 /srv/aside/`: a folder or file that something counts up.
  {
    when: new RegExp(`^(?:mv|rm|rmdir|unlink) ${options}(?:\\S*/)?((?!0)\\d{2,4})(?= |$)`),
    name: "version",
    pattern: numberPattern,
  },
  { when: new RegExp(`^ln ${options}(?:\\S*/)?(\\d{2,}) \\S+$`), name: "release", pattern: numberPattern },
  // Queues of batch systems, printers and clocks.
  {
    when: /^(?:cancel|lprm|scancel|qdel|qrls|qhold|qrerun|bkill|bresume|atrm|condor_(?:rm|hold|release)|scontrol (?:requeue|requeuehold|release|hold|suspend|resume)) (?:-[PqpuA] \S+ |-\S+ )*((?:[\w.-]*\d\S*)(?: [\w.-]*\d\S*)*)/,
    name: "job",
    pattern: segmentPattern,
  },
  { when: /^at -[rd] (\d+)/, name: "job", pattern: numberPattern },
  { when: /^systemctl cancel (\d+)/, name: "job", pattern: numberPattern },
  // Machines and disks of a host or a cluster that go by a number.
  {
    when: /^(?:qm|pct|vzctl|prlctl|vzdump) (?:-\S+ )*(?:[a-z-]+ )?(\d{2,9})(?= |$)/,
    name: "vm",
    pattern: numberPattern,
  },
  {
    when: /^ceph (?:orch )?osd (?:out|in|down|reweight|destroy|purge|rm|lost|repair|scrub|deep-scrub|primary-affinity|crush (?:reweight|remove|rm)) (?:osd\.)?(\d+)(?= |$)/,
    name: "osd",
    pattern: numberPattern,
  },
  { when: /^ceph .*\bosd\.(\d+)(?= |$)/, name: "osd", pattern: numberPattern },
  { when: /^ceph (?:mgr|mds) fail ([\w.-]*\d[\w.-]*)(?= |$)/, name: "daemon", pattern: namePattern },
  { when: /^nvidia-smi .*(?:-i |--id=)(\d+)(?= |$)/, name: "gpu", pattern: numberPattern },
  { when: /^ipmitool .*-H ([\w.-]*\d[\w.-]*)(?= |$)/, name: "controller", pattern: namePattern },
  { when: /^ssh-keygen .*-R ([A-Za-z][\w.-]*\d[\w.-]*)(?= |$)/, name: "host", pattern: namePattern },
  {
    when: /^zpool (?:replace|offline|online|detach|attach|clear) (?:-\S+ )*\S+ ([shv]d[a-z]{1,2}(?: [shv]d[a-z]{1,2})?)(?= |$)/,
    name: "disk",
    pattern: "^[a-z]+$",
  },
  // Storage: placement groups, files that two bricks disagree on, snapshots.
  { when: /^ceph (?:tell )?pg (?:[a-z-]+ )?([\da-f]+\.[\da-f]+)(?= |$)/, name: "pg", pattern: namePattern },
  {
    when: /^gluster volume heal \S+ split-brain (?:bigger-file|latest-mtime|source-brick \S+) (\/\S+|gfid:\S+)/,
    name: "file",
    pattern: pathPattern,
  },
  {
    when: /^zfs (?:rollback|destroy|clone|send|release) (?:\S+ )*?\S+@([\w.:-]+(?:%[\w.:-]+)?)/,
    name: "snapshot",
    pattern: "^[A-Za-z0-9][A-Za-z0-9_.:%-]*$",
  },
  {
    when: /^virsh snapshot-(?:revert|delete) \S+ ([\w.:-]+)/,
    name: "snapshot",
    pattern: namePattern,
  },
  { when: /^(?:qm|pct) (?:rollback|delsnapshot) \d+ ([\w.-]+)/, name: "snapshot", pattern: namePattern },
  {
    when: /^snapper (?:\S+ )*(?:delete|rollback|undochange) (\d+)/,
    name: "snapshot",
    pattern: numberPattern,
  },
  {
    when: /^rbd snap (?:rollback|rm|remove|protect|unprotect) \S+@([\w.:-]+)/,
    name: "snapshot",
    pattern: namePattern,
  },
  { when: /^borg \S+ (?:\S+ )*\S*::([\w.:-]+)/, name: "archive", pattern: namePattern },
  { when: /^iscsiadm .*-r (\d+)/, name: "session", pattern: numberPattern },
  { when: /^lvremove .*\/([\w.-]*snap[\w.-]*)$/, name: "snapshot", pattern: namePattern },
  { when: /^lvconvert --merge (?:\S*\/)?([\w.-]+)$/, name: "snapshot", pattern: namePattern },
  // What waits in a spool or lies in somebody's way, by its number; 0000 counts nothing.
  {
    when: new RegExp(
      `^(?:mv|rm|unlink|truncate) ${options}\\S*/(?:spool|queue|tmp|inbox|incoming|failed|dead|pending|pool)/(?:\\S*/)?([\\w.-]*(?!0000)\\d{4}[\\w.-]*)`,
    ),
    name: "file_name",
    pattern: namePattern,
  },
  { when: /^rbd lock (?:rm|remove) .*\b(client\.\d+)$/, name: "locker", pattern: namePattern },
  { when: /^rbd lock (?:rm|remove) \S+ \D*(\d+) /, name: "lock_id", pattern: numberPattern },
  // Rules by their number.
  { when: /\bhandle ([\da-fx:]+)(?= |$)/, name: "handle", pattern: "^[0-9a-fx:]+$" },
  { when: /^nft .*\b(?:position|index) (\d+)(?= |$)/, name: "rule_number", pattern: numberPattern },
  { when: /^ufw (?:--force )?delete (\d+)$/, name: "rule_number", pattern: numberPattern },
  // Sessions of people.
  {
    when: /^loginctl (?:\S+ )*(?:terminate|kill)-session (\w*\d\w*)/,
    name: "session",
    pattern: namePattern,
  },
  { when: /\bsession-(c?\d+)\.scope/, name: "session", pattern: namePattern },
  { when: /^screen .*-(?:S|r|d|x) (\d+\.\S+)/, name: "session", pattern: namePattern },
  { when: /^pkill .*-t (\S+)/, name: "terminal", pattern: "^[a-z/0-9]+$" },
  { when: /^doveadm (?:kick|penalty|who) (\w[\w.@+-]*)/, name: "mailbox", pattern: "^[\\w.@+-]+$" },
  { when: /^doveadm .*-u (\w[\w.@+-]*)/, name: "mailbox", pattern: "^[\\w.@+-]+$" },
  { when: /^(?:faillock|pam_tally2?) .*(?:-u|--user)[ =](\w[\w.@+-]*)/, name: "user", pattern: namePattern },
  { when: /^loginctl (?:terminate|kill)-user (\w[\w.-]*)/, name: "user", pattern: namePattern },
  { when: /^kadmin\S* .*-unlock (\w[\w.@-]*)/, name: "user", pattern: "^[\\w.@-]+$" },
  { when: /^scancel (?:\S+ )*(?:-u |--user=)(\w[\w.-]*)/, name: "user", pattern: namePattern },
  {
    when: /^(?:samba-tool user (?:unlock|enable|setexpiry)|ipa user-(?:unlock|enable)|smbcontrol \S+ close-user) (\w[\w.-]*)/,
    name: "user",
    pattern: namePattern,
  },
  {
    when: /^(?:usermod (?:-U|-L|--unlock|--lock)|passwd (?:-u|-l)|smbpasswd (?:-e|-d)|pkill (?:-\w+ )*-u|killall (?:-\w+ )*-u) (\w[\w.-]*)$/,
    name: "user",
    pattern: namePattern,
  },
  { when: /^setquota (?:\S+ )*?-u (\w[\w.-]*)/, name: "user", pattern: namePattern },
  // Releases.
  {
    when: /^helm (?:\S+ )*?rollback (?:-\S+ \S+ )*[a-z][\w.-]* (\d+)(?= |$)/,
    name: "revision",
    pattern: numberPattern,
  },
  {
    when: /^\S*(?:deploy|rollback|release|promote)\S* (?:.* )?((?:v?\d+\.\d+(?:\.\d+)?|(?:release|build|rel|r)[-_]?\d{2,})[\w.-]*)(?= |$)/,
    name: "release",
    pattern: namePattern,
  },
  { when: /^docker tag \S+:(v?\d[\w.-]*) /, name: "version", pattern: namePattern },
  { when: /^nomad job revert (?:-\S+ )*\S+ (\d+)/, name: "version", pattern: numberPattern },
  { when: /^cf rollback .*--version (\d+)/, name: "revision", pattern: numberPattern },
  { when: /^(?:docker|podman) (?:service )?rollback (\S*\d{4,}\S*)/, name: "service", pattern: namePattern },
];

/** Accounts that belong to the system, not to a person. */
export const systemAccounts =
  /^(svc[-_].*|.*[-_]svc|root|nobody|daemon|www-data|apache|nginx|postgres|mysql|redis|git|deploy|app|backup|vmail|postfix|dovecot)$/;

/** Tools whose numeric operands are processes, and options that name one. */
const processTools =
  /^(kill|tkill|renice|ionice|taskset|prlimit|strace|gdb|gcore|chrt|pwdx|jstack|jcmd|jmap|jinfo|jstat|pmap|nsenter|reptyr|py-spy|rbspy|perf|cpulimit)$/;

/** After such a word a bare number names one thing of that day. */
const actsOnNumber =
  /(?:^|[-_:.])(kill|cancel|terminate|abort|retry|rerun|rollback|revert|undo|requeue|release|unlock|seek|delete|remove|evict|expire|resubmit|replay|restore|forget|ack|nack|revoke|discard|redrive|reprocess|resend|drop|fail|resolve|rmm|drain|undrain|decommission|recommission|evacuate|detach)(?:$|[-_:])/i;
/** Tools whose numbers are ports, sizes, machines: numbers of the system. */
const numberedParts =
  /^(ufw|firewall-cmd|semanage|ip|tc|bridge|nft|ip6?tables|ipset|qm|pct|vzctl|xl|ceph|sysctl|redis-cli|setsebool|seq|sleep|timeout|head|tail|nmcli|ethtool|nc|ncat|vlan|vconfig|sed|awk|echo|printf|tee|rm|userdel|groupdel)$/;
/** Options before a number that do not take it as their value. */
const plainOption = /^(-[a-z]|--(force|yes|wait|now|all|hard|soft|signal=\w+|full))$/;

const nouns =
  /(?:^|[-_:./])(job|task|run|build|order|message|msg|event|session|lock|lease|transaction|txn|pipeline|deployment|deploy|migration|query|import|export|batch|backup|invoice|payment|ticket|reservation|shipment|revision|node|osd|volume|disk|shard|instance|machine|worker|replica|broker|member)s?(?:$|[-_:./])/i;

/** Values of one run by the place where they stand. The tool's own words come first, then what verbs say. */
export function valuesByPlace(words: readonly string[]): VolatileValue[] {
  const tool = toolName(words[0] ?? "");
  const line = [tool, ...words.slice(1)].join(" ").slice(0, 4000);
  const found = places.flatMap(({ when, name, pattern }) =>
    (when.exec(line)?.[1]?.split(" ") ?? []).map((value) => ({ value, name, pattern })),
  );
  const own = found.filter(
    ({ name, value }) => !(/^(user|mailbox)$/.test(name) && systemAccounts.test(value)),
  );
  return [...own, ...words.slice(1).flatMap((word, at) => numberActedOn(word, words, at + 1, tool) ?? [])];
}

function numberActedOn(
  word: string,
  words: readonly string[],
  at: number,
  tool: string,
): VolatileValue | null {
  const before = words[at - 1] ?? "";
  const number = before === "--" ? word.replace(/^-/, "") : word;
  if (!/^\d+$/.test(number)) return null;
  if (isAboutProcesses(tool)) return isProcess(number, before, words, at) ? pid(number) : null;
  if (tool === "mysqladmin" && before === "kill") return { ...pid(number), name: "thread_id" };
  const isTelling = number.length > 2 || actsOnNumber.test(before);
  return isTelling && !numberedParts.test(tool) ? byVerb(number, [tool, ...words.slice(1, at)]) : null;
}

const isAboutProcesses = (tool: string): boolean => tool === "pkill" || processTools.test(tool);

function isProcess(number: string, before: string, words: readonly string[], at: number): boolean {
  const tool = toolName(words[0] ?? "");
  if (tool === "pkill") return /^-[Pgs]$/.test(before);
  return number.length > 1 && !/^-[nscNFl]$/.test(before) && !isCount(tool, words, at);
}

function byVerb(value: string, before: readonly string[]): VolatileValue | null {
  const last = before.at(-1) ?? "";
  if (last.startsWith("-") && !plainOption.test(last)) return null;
  const verb = before.find((one) => actsOnNumber.test(one));
  return verb === undefined ? null : { value, name: nameAfter(before, verb), pattern: numberPattern };
}

const pid = (value: string): VolatileValue => ({ value, name: "pid", pattern: numberPattern });

/** `jstat -gcutil PID 1000 5`, `renice 10 PID`: only one of the numbers is the process. */
function isCount(tool: string, words: readonly string[], at: number): boolean {
  if (tool === "jstat") return words.slice(1, at).some((word) => /^\d{2,}$/.test(word));
  return tool === "renice" && at === 1;
}

function nameAfter(words: readonly string[], verb: string): string {
  const noun = words.findLast((word) => nouns.test(word));
  const found = noun === undefined ? undefined : nouns.exec(noun)?.[1]?.toLowerCase();
  if (found !== undefined) return found === "revision" ? found : `${found}_id`;
  return /(rollback|revert|undo)/i.test(verb) ? "revision" : "id";
}
