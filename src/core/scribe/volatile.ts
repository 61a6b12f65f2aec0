import { toolName, wordText } from "./arguments.ts";
import type { Reading } from "./reading.ts";

/** A value inside a command that will be another one next time. */
export interface VolatileValue {
  readonly value: string;
  readonly name: string;
  /** What a value of this input must look like. */
  readonly pattern: string;
}

const numberPattern = "^[0-9]+$";
const namePattern = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
/** Several names of the same kind are typed with commas. */
const segmentPattern = "^[A-Za-z0-9][A-Za-z0-9_.,:@+-]*$";

interface TextRule {
  readonly when: RegExp;
  readonly name: string;
  readonly pattern: string;
}

/** Values by the text around them; the first group is the value. */
const textRules: readonly TextRule[] = [
  { when: /\bpg_(?:terminate|cancel)_backend\s*\(\s*(\d+)/gi, name: "pid", pattern: numberPattern },
  { when: /\bpid\s*=\s*'?(\d+)/gi, name: "pid", pattern: numberPattern },
  {
    when: /\bkill\s+(?:query\s+|connection\s+)?'?(\d+)'?\s*[;'"]/gi,
    name: "thread_id",
    pattern: numberPattern,
  },
  { when: /\brds_kill(?:_query)?\s*\(\s*(\d+)/gi, name: "thread_id", pattern: numberPattern },
  { when: /\bkillOp\s*\(\s*"?([\w:.-]+)"?\s*\)/g, name: "operation_id", pattern: namePattern },
  { when: /\b(?:rollback|commit)\s+prepared\s+'([^']+)'/gi, name: "transaction_id", pattern: namePattern },
  {
    when: /\bwhere\b[^"]*?\b\w*(?:id|uuid|key|number|no)\s*=\s*'?([\w.-]*\d[\w.-]*)/gi,
    name: "row_id",
    pattern: namePattern,
  },
  { when: /--to-revision[= ](\d+)/g, name: "revision", pattern: numberPattern },
  { when: /--revision[= ](\d+)/g, name: "revision", pattern: numberPattern },
  { when: /--to-revisions[= ]([\w.-]+)=/g, name: "revision", pattern: namePattern },
  { when: /--task-definition[= ]([\w-]+:\d+)/g, name: "task_definition", pattern: namePattern },
  { when: /\brollback\s+[\w-]+\s+(\d+)\b/g, name: "revision", pattern: numberPattern },
  { when: /\brollback\s+(v\d+)\b/g, name: "release", pattern: namePattern },
  { when: /\bcompact(?:ion)?\s+(\d+)\b/g, name: "revision", pattern: numberPattern },
  { when: /\bCLIENT\s+KILL\s+(?:ID\s+)?([\d.:]+)/gi, name: "client", pattern: namePattern },
  { when: /\bforce-unlock\s+(?:-force\s+)?([0-9a-f-]{8,})/g, name: "lock_id", pattern: namePattern },
  { when: /\brun\s+(?:rerun|cancel|view|watch)\s+(\d{5,})/g, name: "run_id", pattern: numberPattern },
  {
    when: /\b([a-z0-9]+(?:-[a-z0-9]+)*-[a-f0-9]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5})\b/g,
    name: "pod",
    pattern: "^[a-z0-9][a-z0-9.-]*$",
  },
  {
    when: /\b((?:i|vol|snap|ami|sg|eni|eipalloc|eipassoc|subnet|rtb|igw|nat|lt|vpc)-[0-9a-f]{8,17})\b/g,
    name: "instance",
    pattern: namePattern,
  },
  {
    when: /\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/gi,
    name: "id",
    pattern: namePattern,
  },
  {
    when: /(?<![\w./-])((?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{12}|[0-9a-f]{7,10}))(?![\w./-])/g,
    name: "hash",
    pattern: "^[0-9a-f]+$",
  },
  {
    when: /(?<=[/\s='"])(?!iqn\.|eui\.|nqn\.)([\w.,:@+-]*?(?<!\d)20\d\d[-._]?(?:0[1-9]|1[0-2])(?:[-._]?(?:[0-2]\d|3[01]))?(?:[T_-]?\d{4,6}Z?)?(?!\d)[\w.,:@+-]*)/g,
    name: "dated_name",
    pattern: segmentPattern,
  },
  { when: /\bpostsuper\s+-[dHrf]\s+([0-9A-Za-z]{8,16})\b/g, name: "queue_id", pattern: namePattern },
  {
    when: /\b(?:delete|evict)\s+(?:pods?|po)[ /]([a-z0-9][a-z0-9-]*\d)(?![\w-])/g,
    name: "pod",
    pattern: namePattern,
  },
  // Machines of a pool that grows and shrinks.
  {
    when: /(?<![\w-])(aks-[a-z0-9-]+-vmss[0-9a-z]{6}|gke-[a-z0-9-]+-[a-f0-9]{8}-[a-z0-9]{4}|ip-\d+-\d+-\d+-\d+(?:\.[\w.-]*internal)?)(?![\w-])/g,
    name: "node",
    pattern: namePattern,
  },
  // A cron job's runs are named by the minute since 1970.
  {
    when: /(?<![\w-])([a-z][a-z0-9-]*-[23]\d{7}(?:-[a-z0-9]{5})?)(?![\w-])/g,
    name: "job",
    pattern: namePattern,
  },
  { when: /\bset\s+image\s[^|;&]*=\S*:([\w.-]*\d[\w.-]*)/g, name: "version", pattern: namePattern },
  {
    when: /\bgit\b[^|;&]*\b(?:checkout|switch|reset)\s+(?:--\w+\s+)*(v?\d+\.\d+[\w.-]*)/g,
    name: "version",
    pattern: namePattern,
  },
  { when: /\bpurge\s+(?:binary|master)\s+logs\s+to\s+'([\w.-]+)'/gi, name: "log_file", pattern: namePattern },
  { when: /(?:MASTER|SOURCE)_LOG_FILE\s*=\s*'([\w.-]+)'/gi, name: "log_file", pattern: namePattern },
  { when: /(?:MASTER|SOURCE)_LOG_POS\s*=\s*(\d+)/gi, name: "log_position", pattern: numberPattern },
  { when: /--to-offset[= ](\d+)/g, name: "offset", pattern: numberPattern },
  { when: /\b(?:terminate|kill)-session\s+(\w*\d\w*)/g, name: "session", pattern: namePattern },
  { when: /\b(?:atrm|at\s+-r)\s+(\d+)/g, name: "job", pattern: numberPattern },
  { when: /\bipcrm\s+-\w\s+(\d+)/g, name: "id", pattern: numberPattern },
  { when: /\bip6?tables\b[^|;&]*-D\s+\S+\s+(\d+)\s*$/g, name: "rule_number", pattern: numberPattern },
  {
    when: /\b(?:docker|podman|nerdctl)\s+(?:container\s+)?(?:rm|kill|restart|stop|start|unpause)\s+(?:-\S+\s+)*([\w.-]+[-_.](?:\d+|[0-9a-f]{6,}))(?!\S)/g,
    name: "container",
    pattern: namePattern,
  },
  { when: /\/proc\/(\d+)\//g, name: "pid", pattern: numberPattern },
];

/** Tools whose numeric operands are processes, and options that name one. */
const processTools = new Set([
  "kill",
  "tkill",
  "renice",
  "ionice",
  "taskset",
  "prlimit",
  "strace",
  "gdb",
  "gcore",
  "chrt",
  "pwdx",
  "jstack",
  "jcmd",
  "py-spy",
]);
const addressTools =
  /^(iptables|ip6tables|ufw|firewall-cmd|nft|fail2ban-client|ipset|route|ip|arp|conntrack|cscli|csf|hosts|nmap|tcpkill|mysqladmin)$/;
const address = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/;

const local = /^(127|0|255)\./;
/** Networks of one's own and the resolvers everybody knows: part of the system where the tool is not about addresses. */
const within =
  /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254|1\.[01]\.[01]\.1|8\.8\.[48]\.[48]|9\.9\.9\.9)(\.|\/|$)/;

/** The values in one command that name that day's process, pod, release … rather than a part of the system. */
export function volatileValues(reading: Reading): VolatileValue[] {
  const found = reading.runs.flatMap((run) => {
    const words = run.argv.map(wordText);
    return words.slice(1).flatMap((word, at) => valueOfWord(word, words, at + 1, reading.record.host) ?? []);
  });
  // The hash inside a redaction mark is no value of the day.
  const text = reading.command.replace(/‹redacted:[^›]*›/g, (mark) => " ".repeat(mark.length));
  for (const { when, name, pattern } of textRules) {
    for (const [, value = ""] of text.matchAll(when)) {
      if (value !== "") found.push({ value, name: nameFor(name, value, reading.command), pattern });
    }
  }
  const unique = found.filter((one, at) => found.findIndex(({ value }) => value === one.value) === at);
  return unique.sort((a, b) => b.value.length - a.value.length);
}

/** What one word is by its tool and place: a process, an address, a container, the name of this host. */
function valueOfWord(word: string, words: readonly string[], at: number, host: string): VolatileValue | null {
  const tool = toolName(words[0] ?? "");
  const before = words[at - 1] ?? "";
  const isNumber = /^\d{2,}$/.test(word);
  if (isNumber && processTools.has(tool) && !/^-[nsc]$/.test(before))
    return { value: word, name: "pid", pattern: numberPattern };
  if (isNumber && tool === "mysqladmin" && before === "kill")
    return { value: word, name: "thread_id", pattern: numberPattern };
  const plain = word.replace(/^--?[\w-]+=/, "");
  const isAddress =
    address.test(plain) && !local.test(plain) && (addressTools.test(tool) || !within.test(plain));
  if (isAddress) return { value: plain, name: "address", pattern: "^[0-9./]+$" };
  const isContainer = /^(docker|podman|nerdctl|crictl)$/.test(tool) && /^[0-9a-f]{12}$/.test(word);
  if (isContainer) return { value: word, name: "container", pattern: namePattern };
  const isHost = word === host && host.length > 2 && host !== "localhost" && before.startsWith("-");
  return isHost ? { value: word, name: "host", pattern: namePattern } : null;
}

const cloudKinds: Readonly<Record<string, string>> = {
  vol: "volume",
  snap: "snapshot",
  ami: "image",
  sg: "security_group",
  eni: "interface",
  i: "instance",
};

/** A better word for a dated name, a hash or a cloud id, from what stands around it. */
function nameFor(name: string, value: string, command: string): string {
  switch (name) {
    case "dated_name":
      return datedName(value, command);
    case "hash":
      if (/\bgit\b|revert|checkout|cherry-pick/.test(command)) return "commit";
      return /\b(docker|podman|crictl|nerdctl)\b/.test(command) ? "container" : "id";
    case "instance":
      return cloudKinds[value.split("-")[0] ?? ""] ?? "resource";
    default:
      return name;
  }
}

function datedName(value: string, command: string): string {
  const folder = new RegExp(`([a-z]+?)s?/${escapeRegex(value)}`, "i").exec(command)?.[1]?.toLowerCase() ?? "";
  if (/^(release|version|build|deploy|backup|snapshot|dump)$/.test(folder)) return folder;
  if (/:9200|elastic|opensearch/.test(command)) return "index";
  return /\.\w{1,5}$/.test(value) ? "file_name" : "dated_name";
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
