/** Phrases that speak of errors without being one; taken out before the words are looked for. */
const harmless: readonly RegExp[] = [
  // Counts of nothing: `error_count=0`, `failed: none`, `0 errors`, `error rate 0.0%`.
  /["']?\b[\w.-]*(?:err(?:ors?)?|fail(?:ed|ures?|s)?|exceptions?|timeouts?|dropped|rejected|aborted|panics?|crashes|denied|refused)[\w.-]*["']?\s*[=:]\s*["']?(?:0+(?:\.0+)?%?|none|null|nil|false|no|ok|n\/a|-|undefined)(?![\w.%])["']?/gi,
  /["']?\b[\w.-]*(?:err(?:or)?)["']?\s*[=:]\s*(?:""|''|\[\]|\{\})/gi,
  /\b(?:0|no|zero|without|none|never)\s+(?:\w+\s+){0,2}?(?:errors?|failed|failures?|fatals?|exceptions?|timeouts?|crash(?:es)?|problems?|issues?|warnings?|panics?|rejected|denied|dropped|refused|aborted)\b(?:\s+(?:or|and)\s+\w+)?/gi,
  /\berrors?(?:\s+(?:rate|ratio|count))\s*(?:is|at|of|=|:)?\s*0+(?:\.0+)?\s?%?(?![\w.%])/gi,
  /\b(?:error|exit|return|status)[ _-]?(?:code|status)\s*[=: ]\s*["']?0(?![\w.])|\bexited with (?:code |status )?0(?!\w)|\berrno\s*[=:]?\s*0(?!\w)/gi,
  // Errors as a subject: `error reporting enabled`, `exception mapping`, `/errors`, `error.log`, `onError`, `--no-errors`.
  /\b(?:error|failure|exception|fault|crash|panic|timeout|denied|rejected|fatal)s?[ _-](?:report(?:ing|er|s)?|handl(?:er|ers|ing|ed)|pages?|logs?|logger|logging|budget|track(?:ing|er)|rate|rates|counter|counters|threshold|thresholds|recovery|correction|monitor(?:ing)?|boundary|channel|stream|mapping|mappings|mapper|templates?|detection|detector|tests?|level|levels|messages?|metrics?|notification|notifications|output|stats|statistics|summary|policy|callback|middleware|filter|domain|domains|injection|tolerance|mode|codes?|limit|limits|settings?|dashboard|documents?|collector|listener|hook|hooks|queue|view|views|translation|retry|dump|dumps|dialog)\b/gi,
  /\b(?:fail|fault|crash)[- ]?(?:over|fast|safe|back|open|closed|tolerant|loop|loud|soft)\b(?!\s+failed)/gi,
  /(?:^|[\s"'(=])(?:\.{0,2}\/)?(?:[\w.@-]+\/)+[\w.@-]*(?:err|fail|exception|panic|fatal|denied|timeout|crash|invalid)[\w./@-]*/gi,
  /(?:^|\s)\/[\w/.-]*(?:err|fail|exception|panic|fatal|denied|timeout|crash|invalid)[\w/.-]*/gi,
  /\b[\w-]*(?:err(?:or)?s?|fail(?:ed|ures?)?|exceptions?)[\w-]*\.(?:log|txt|html?|js|ts|py|rb|go|java|php|json|ya?ml|css|md|conf|gz|tmpl|middleware|\w{1,12})\b(?!:\s)/gi,
  /\b(?:on|handle|log|is|has|get|set|throw|catch|report|clear|reset|register|with|use|wrap)(?:Error|Exception|Failure)s?\w*/g,
  /(?:^|\s)--?[\w-]*(?:error|fail|fatal|timeout|abort)[\w-]*(?:=\S+)?/gi,
  /\bon[- _](?:errors?|failures?|exceptions?|timeouts?|crash)\b/gi,
  // Errors that are over, expected, or only thought of.
  /\b(?:recover(?:ed|ing)|resolv(?:ed|ing)|fix(?:ed|es|ing)|clear(?:ed|ing)|ignor(?:ed|ing)|suppress(?:ed|ing)|mask(?:ed|ing)|handl(?:ed|ing|es)|simulat(?:ed|ing)|expect(?:ed|ing)|correct(?:ed|able|ing)|scann?(?:ed|ing)|check(?:ed|ing)|look(?:ed|ing)|search(?:ed|ing)|test(?:ed|ing)|watch(?:ed|ing)|alerts?|monitor(?:ed|ing))\s+(?:\w+\s+){0,2}?(?:for\s+|from\s+|on\s+|of\s+)?(?:\w+\s+){0,2}?(?:errors?|failures?|exceptions?|timeouts?|faults?|crash(?:es)?|panics?)\b/gi,
  /\b(?:errors?|failures?|exceptions?|faults?)\s+(?:\w+\s+){0,3}?(?:recovered|resolved|fixed|cleared|ignored|suppressed|masked|handled|corrected|simulated|expected|by default|threshold)\b/gi,
  /\b(?:if|when|whenever|unless|until|in case of|upon|after|before|retry(?:ing)? (?:on|after)|even if|should)\s+(?:an?\s+|the\s+|any\s+|it\s+|this\s+|there\s+(?:is|are)\s+)?(?:\w+\s+)?(?:errors?|fails?|failures?|exceptions?|timeouts?|crash(?:es)?|error occurs)\b/gi,
  /\btime-?out\w*\s*(?:[=:]|is|of|set to|after)?\s*["']?\d+(?:\.\d+)?\s?(?:ms|s|sec|seconds|m|min|minutes|h)?\b(?!\s*(?:exceeded|expired|reached|elapsed))/gi,
  /\b(?:default|max|min|read|write|connect|connection|idle|session|request|keepalive|keep-alive)[ _-]time-?out\b(?=\s*(?:[=:]|is|set|changed|configured|to))/gi,
];

/** Lines that quote or list rather than tell. */
const quotingLine = /^(?:\$ |# |> |\+ |>>> |✓|✔|√|PASS\b|ok \d+\b|--- PASS|\s*✓)/u;

/** A stack trace, a program's own error prefix, or a death: an error whatever else the line says. */
const certain =
  /^Traceback \(most recent call last\)|\bERR!|^panic:|^fatal: |^(?:[\w./-]+: )?(?:fatal )?error(?:\[\w+\])?: \S|\bsegfault at\b|[Ss]egmentation fault|\bcore dumped\b|[Oo]ut of memory|\boom-kill|\bOOMKilled\b|\bKilled process\b|\bCrashLoopBackOff\b|\bImagePullBackOff\b|\bErrImagePull\b|\bkernel panic\b|\bKernel panic\b|\bBUG: |\bOops\b|^terminate called |^==\d+==ERROR: |\bstatus=[1-9]\d*\/[A-Z]|\bunhandled (?:exception|rejection|promise)|\bUncaught\b|^\s*Caused by:|^Exception in thread|\bgoroutine \d+ \[/i;

const telling: readonly RegExp[] = [
  /\b(?:errors?|fatal|failed|fails|failure|failures|failing|panic(?:ked)?|crash(?:ed)?|exception|abort(?:ed|ing)|corrupt(?:ed|ion)?)\b/i,
  /(?:^|[\s.(])[A-Z]\w*(?:Error|Exception)\b/,
  /\b(?:cannot|can't|can not|could not|couldn't|unable to|no route to host|did not respond|didn't respond|not responding|refused|denied|forbidden|unauthorized|rejected|unreachable|timed[ -]out|no such|not found|unavailable|reset by peer|broken pipe|no space left|not permitted|permission denied|disconnected unexpectedly|unexpected(?:ly)?|invalid|illegal|lost connection|connection lost|exhausted|deadlock|stack overflow|too many|not enough|insufficient|read-only file system|I\/O error|bad gateway|hung task|blocked for more than|unhealthy|expired|oom)\b/i,
  // Nobody is there to answer, as balancers and brokers say it without a level.
  /\bno (?:live |healthy |active )?(?:servers?|backends?|upstreams?|brokers?|endpoints?|replicas?|nodes?) (?:(?:is|are|was|were) )?(?:available|alive|healthy|reachable|left)\b|\bno (?:live|healthy) (?:servers?|backends?|upstreams?|brokers?|endpoints?|replicas?|nodes?)\b/i,
  /\b[Ss]erver \S+ is DOWN\b/,
  /\btime-?out\b(?=\s*(?:waiting|exceeded|while|expired|error|reached|elapsed|after|on|[.!)]|$))|(?::|upstream|gateway|connection|request|read|write|lock wait)\s+time-?out\b/i,
  /\b(?:exit(?:ed)?(?: with)?(?: code| status)|exited with|exit status|status|code|rc|returncode|exitCode)\s*[=: ]\s*["']?(?:[1-9]\d{0,2})(?:\/FAILURE|\/n\/a)?\b(?=.*\bexit|\/|$)|\bexit (?:code|status) [1-9]|\bstatus=[1-9]\d*\/[A-Z]|\bcode=(?:killed|dumped)\b|\bexited with (?:code |status )?[1-9]/i,
  /\b(?:HTTP\/[\d.]+"?|HTTP|status(?:[ _-]?code)?)\s*[=: ]\s*["']?5\d\d\b/i,
  /\b(?:SIGSEGV|SIGABRT|SIGBUS|SIGKILL|E(?:CONN(?:REFUSED|RESET|ABORTED)|NOSPC|ACCES|PERM|TIMEDOUT|MFILE|NOTFOUND|ADDRINUSE|PIPE|HOSTUNREACH|NETUNREACH|NOMEM|ROFS|NOENT|IO))\b/,
];

/** Words that keep an error word from meaning one here: the attempt goes on. */
const softened = /\b(?:succeeded|successfully|completed? (?:ok|without)|recovered|passed)\b/i;

/** Of a longer message the beginning and the end are read. */
const maxChars = 800;

/** Does a message of a line without a level tell of an error? By words, with the harmless uses of them taken out. */
export function tellsError(message: string): boolean {
  const text =
    message.length > maxChars ? `${message.slice(0, maxChars - 200)} ${message.slice(-200)}` : message;
  if (quotingLine.test(text)) return false;
  if (certain.test(text)) return !/^(?:[\w./-]+: )?error: (?:none|0)\b/i.test(text);
  let rest = text;
  for (const phrase of harmless) rest = rest.replace(phrase, " ");
  const hit = telling.some((words) => words.test(rest));
  return hit && !(softened.test(rest) && !/\b(?:failed|error|fatal|denied|refused)\b/i.test(rest));
}
