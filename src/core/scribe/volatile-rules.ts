/** A value inside a command that will be another one next time. */
export interface VolatileValue {
  readonly value: string;
  readonly name: string;
  /** What a value of this input must look like. */
  readonly pattern: string;
  /** It counts only where a look before named it: the word alone could be a part of the system. */
  readonly needsLook?: true;
}

export const numberPattern = "^[0-9]+$";
export const namePattern = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
/** Several names of the same kind are typed with commas. */
export const segmentPattern = "^[A-Za-z0-9][A-Za-z0-9_.,:@+-]*$";

export interface TextRule {
  readonly when: RegExp;
  readonly name: string;
  readonly pattern: string;
  readonly needsLook?: true;
}

/** Values by the text around them; the first group is the value. */
export const textRules: readonly TextRule[] = [
  { when: /\bpg_(?:terminate|cancel)_backend\s*\(\s*(\d+)/gi, name: "pid", pattern: numberPattern },
  { when: /\bpid\s*=\s*'?(\d+)/gi, name: "pid", pattern: numberPattern },
  {
    when: /\bkill\s+(?:(?:soft|hard|query|connection)\s+){0,2}'?(\d+)'?\s*[;'"\n]/gi,
    name: "thread_id",
    pattern: numberPattern,
  },
  { when: /\brds_kill(?:_query)?\s*\(\s*(\d+)/gi, name: "thread_id", pattern: numberPattern },
  { when: /\bkillOp\s*\(\s*"?([\w:.-]+)"?\s*\)/g, name: "operation_id", pattern: namePattern },
  { when: /\b(?:rollback|commit)\s+prepared\s+'([^']+)'/gi, name: "transaction_id", pattern: namePattern },
  {
    when: /\bwhere\b[^"]{0,400}?\b\w*(?:id|uuid|key|number|no)\s*=\s*'?([\w.-]*\d[\w.-]*)/gi,
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
  { when: /\bCLIENT\s+KILL\s+(?:(?:ID|L?ADDR)\s+)?([\d.:]+)/gi, name: "client", pattern: namePattern },
  { when: /\bforce-unlock\s+(?:-force\s+)?([0-9a-f-]{8,})/g, name: "lock_id", pattern: namePattern },
  { when: /\brun\s+(?:rerun|cancel|view|watch)\s+(\d{5,})/g, name: "run_id", pattern: numberPattern },
  {
    when: /(?<![\w-])([a-z0-9][a-z0-9-]{0,200}-[a-f0-9]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5})\b/g,
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
    when: /(?<=[/\s='"@])(?!iqn\.|eui\.|nqn\.)([\w.,:+-]*?(?<!\d)20\d\d[-._]?(?:0[1-9]|1[0-2])(?:[-._]?(?:[0-2]\d|3[01]))?(?:[T_-]?\d{4,6}Z?)?(?!\d)[\w.,:@+-]*)/g,
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
  {
    when: /\bset\s+image\s[^|;&]{0,300}?=\S{0,200}:([\w.-]*\d[\w.-]*)/g,
    name: "version",
    pattern: namePattern,
  },
  {
    when: /\bgit\b[^|;&]{0,200}?\b(?:checkout|switch|reset)\s+(?:--\w+\s+)*(v?\d+\.\d+[\w.-]*)/g,
    name: "version",
    pattern: namePattern,
  },
  { when: /\bpurge\s+(?:binary|master)\s+logs\s+to\s+'([\w.-]+)'/gi, name: "log_file", pattern: namePattern },
  { when: /(?:MASTER|SOURCE)_LOG_FILE\s*=\s*'([\w.-]+)'/gi, name: "log_file", pattern: namePattern },
  { when: /(?:MASTER|SOURCE)_LOG_POS\s*=\s*(\d+)/gi, name: "log_position", pattern: numberPattern },
  { when: /--to-offset[= ](\d+)/g, name: "offset", pattern: numberPattern },
  { when: /\b(?:terminate|kill)-session\s+(\w*\d\w*)/g, name: "session", pattern: namePattern },
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
    when: /(?<![\w.])(20\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?)(?!\w)/g,
    name: "time",
    pattern: "^20\\d\\d-\\d\\d-\\d\\d[ T][\\d:.+Z-]+$",
  },
  {
    when: /(?<![\w.:-])(?!ed25519)((?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{11,64})(?![\w.:])/g,
    name: "hash",
    pattern: "^[0-9a-f]+$",
  },
  { when: /(?<![\w./-])(0\d{3}_[a-z]\w+)/g, name: "migration", pattern: namePattern },
  {
    when: /(?<![\w/])([0-9A-F]{1,8}\/[0-9A-F]{6,8})(?![\w/])/g,
    name: "log_position",
    pattern: "^[0-9A-F]+/[0-9A-F]+$",
  },
  { when: /(?<!\w)([0-9A-HJKMNP-TV-Z]{26})(?!\w)/g, name: "id", pattern: namePattern },
  // Exim, before and since 4.97.
  {
    when: /\bexim\S*\s[^|;&]{0,200}?\s([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})(?![\w-])/g,
    name: "message_id",
    pattern: namePattern,
  },
  { when: /(?<![\w:])((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?![\w:])/gi, name: "mac", pattern: "^[0-9A-Fa-f:]+$" },
  // A key with a counter in it.
  {
    when: /\b(?:unlink|del|expire|persist|hdel|lrem|[zs]rem|xack|xdel|ltrim|getdel)\s+['"]?((?:[\w-]+:)+[\w-]*\d{3,}[\w-]*)(?![\w:.])/gi,
    name: "key",
    pattern: "^[\\w:.-]+$",
  },
  { when: /(?<![\w-])(\d{13}-\d+)(?![\w-])/g, name: "entry_id", pattern: "^[0-9]+-[0-9]+$" },
  {
    when: /\b([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:\d+(?:-\d+)?)(?![\w-])/gi,
    name: "gtid",
    pattern: "^[0-9a-f-]+:[0-9-]+$",
  },
  { when: /\bkill\s+session\s+'(\d+,\d+)/gi, name: "session", pattern: "^\\d+,\\d+$" },
  { when: /--image[= ]\S+:(v?\d[\w.-]*)/g, name: "version", pattern: namePattern },
  { when: /\bforce\s+application\s*\((\d+)/gi, name: "application_handle", pattern: numberPattern },
  { when: /(<[\w@.-]{0,80}\d+\.\d+\.\d+>)/g, name: "pid", pattern: "^<[\\w@.-]+>$" },
  { when: /--(?:start|stop)-position[= ](\d+)/g, name: "log_position", pattern: numberPattern },
  {
    when: /(?<![\w-])([\w-]{0,40}(?:bin|relay)[\w-]{0,20}\.\d{6})(?!\w)/gi,
    name: "log_file",
    pattern: namePattern,
  },
  {
    when: /\bwhere\b[^"]{0,400}?\b\w*(?:id|uuid|key|number|no)\s+in\s*\(\s*'?([\w-]*\d[\w-]*)'?\s*\)/gi,
    name: "row_id",
    pattern: namePattern,
  },
  { when: /\.find(?:_by)?\(\s*(?:id:\s*)?(\d{2,})\s*\)/g, name: "row_id", pattern: numberPattern },
  { when: /[?&]replica=(\w*\d\w*)/g, name: "replica", pattern: namePattern },
  { when: /(?<=\bpid\s+in\s*\([\d,\s]{0,200})(?<!\d)(\d{2,})/gi, name: "pid", pattern: numberPattern },
  { when: /\bnsenter\s[^|;&]{0,60}?(?:-t|--target)[= ]?(\d+)/g, name: "pid", pattern: numberPattern },
  { when: /\b_tasks\/([\w-]+:\d+)/g, name: "task_id", pattern: "^[\\w:-]+$" },
  { when: /\b(sh\.helm\.release\.v1\.[\w.-]+\.v\d+)/g, name: "release_secret", pattern: namePattern },
  { when: /\bmigrate\s+\w+\s+(\d{4})(?!\S)/g, name: "migration", pattern: numberPattern },
  {
    when: /(?:retry|requeue|cancel|kill|delete|rerun|revert|unlock|release|replay)\w*\[(\d{2,})\]/g,
    name: "id",
    pattern: numberPattern,
  },
  { when: /\brollback:(\d+)/g, name: "release", pattern: numberPattern },
  { when: /(?<=\/)(20\d\d\/(?:0[1-9]|1[0-2])\/[0-3]\d)(?=\/)/g, name: "date", pattern: "^[0-9/]+$" },
  { when: /--id[= ](\d{3,})/g, name: "id", pattern: numberPattern },
  {
    when: /\b(?:drop|attach|detach|move|fetch)\s+(?:detached\s+)?part(?:ition)?\s+(?:id\s+)?'([\w-]+)'/gi,
    name: "partition",
    pattern: namePattern,
  },
  // Keys and options that say that their value names one of many.
  {
    when: /(?<![A-Za-z])(?:[a-z]+[_-])?(?:job|run|task|message|msg|request|transaction|txn?|session|order|event|batch|build|lease|alloc(?:ation)?|execution|operation|import|export|invoice|payment|command|query|lock|activity|deployment|backup|snapshot|ticket|shipment|reservation|connection|thread|receipt|version|allocation|attachment|osd|vm|instance|workflow|process|upload|tenant|customer|entity)[_-]?(?:id|ids|uuid|arn|handle|number)["']?(?:\s*[:=]\s*|\s+)["']?([\w.:+-]*\d[\w.:+-]*)/gi,
    name: "keyed",
    pattern: segmentPattern,
  },
  {
    when: /--(?:to|from|target|previous|restore|default|function|task|rollback)[_-](?:revision|version|generation|lsn|scn|xid|time|timestamp|point|snapshot|backup|release|build|deployment)[= ]['"]?([\w.:+-]*\d[\w.:+-]*)/g,
    name: "keyed",
    pattern: segmentPattern,
  },
];

/** A mail address in a command about mail is somebody's, but for the addresses that every domain has. */
export const mailRule: TextRule = {
  when: /(?<![\w.:/@+-])((?!(?:root|postmaster|admin|ops|abuse|hostmaster|webmaster|no-?reply|mailer-daemon)@)[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)/gi,
  name: "mailbox",
  pattern: "^[\\w.+-]+@[\\w.-]+$",
};
export const aboutMail =
  /\b(post(super|queue|map|cat|alias)|exim\w*|exiqgrep|mailq|sendmail|doveadm|sender_access|recipient_access|client_access|zmprov|rspamc|sieve|email)\b|\/(postfix|exim|dovecot|mail)\//;
