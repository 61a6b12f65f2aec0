export const numberPattern = "^[0-9]+$";
export const namePattern = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
/** Several names of the same kind are typed with commas. */
const segmentPattern = "^[A-Za-z0-9][A-Za-z0-9_.,:@+-]*$";

interface TextRule {
  readonly when: RegExp;
  readonly name: string;
  readonly pattern: string;
}

/** Values by the text around them; the first group is the value. */
export const textRules: readonly TextRule[] = [
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
  { when: /--?pid[= ](\d+)/gi, name: "pid", pattern: numberPattern },
  {
    when: /(?<![\w.])(20\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)(?![\w])/g,
    name: "time",
    pattern: "^20\\d\\d-\\d\\d-\\d\\d[ T][\\d:.+Z-]+$",
  },
  // What Kubernetes gives a job's or a claim's name at its end.
  {
    when: /(?<=\b(?:kubectl|k|oc|argo|argocd|kubecolor)\b[^|;&]*[\s/])((?!pool-)[a-z][a-z0-9-]*-(?=[a-z]*\d)[bcdfghjklmnpqrstvwxz2456789]{5})(?![\w-])/g,
    name: "resource",
    pattern: namePattern,
  },
  {
    when: /(?<![\w.])([a-z]{2,}-(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64})(?![\w-])/g,
    name: "resource",
    pattern: namePattern,
  },
  {
    when: /(?<![\w.:-])(?!ed25519)((?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{11,64})(?![\w.:])/g,
    name: "hash",
    pattern: "^[0-9a-f]+$",
  },
  // A moment in seconds or milliseconds, or a counter that grows like one.
  {
    when: /(?<=[/\s='"])([\w.,@+-]*[A-Za-z][\w.,@+-]*\d{9,}[\w.,@+-]*)/g,
    name: "dated_name",
    pattern: segmentPattern,
  },
  { when: /(?<![\w./:@-])([A-Za-z]{2,}[-_]\d{4,})(?![\w.:-])/g, name: "id", pattern: namePattern },
  { when: /(?<![\w./-])(0\d{3}_[a-z]\w+)/g, name: "migration", pattern: namePattern },
  {
    when: /(?<![\w/])([0-9A-F]{1,8}\/[0-9A-F]{6,8})(?![\w/])/g,
    name: "log_position",
    pattern: "^[0-9A-F]+/[0-9A-F]+$",
  },
  { when: /(?<!\w)([0-9A-HJKMNP-TV-Z]{26})(?!\w)/g, name: "id", pattern: namePattern },
  {
    when: /(?<=\bexim\S*\b[^|;&]*\s)([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})(?![\w-])(?=[^|;&]*$)/g,
    name: "message_id",
    pattern: namePattern,
  },
  { when: /(?<![\w:])((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?![\w:])/gi, name: "mac", pattern: "^[0-9A-Fa-f:]+$" },
  {
    when: /\b(?:redis|valkey|keydb)-cli\b[^|;&]*\s((?:[\w-]+:)+[\w-]*\d[\w-]*)(?![\w:.])/g,
    name: "key",
    pattern: "^[\\w:.-]+$",
  },
  {
    when: /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:(\d+)/gi,
    name: "transaction",
    pattern: numberPattern,
  },
  { when: /\bkill\s+session\s+'(\d+,\d+)/gi, name: "session", pattern: "^\\d+,\\d+$" },
  { when: /--image[= ]\S+:(v?\d[\w.-]*)/g, name: "version", pattern: namePattern },
];
