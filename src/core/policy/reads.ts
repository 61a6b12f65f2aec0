import { type Facts, textOf } from "./facts.ts";
import { hasFlag } from "./match.ts";
import { classify } from "./paths.ts";
import { alwaysReads, sometimesReads } from "./reading-commands.ts";
import type { ReadRule } from "./reading-rule.ts";

/** The run only reads, as far as its name, flags and words tell. */
export function onlyReads(facts: Facts): boolean {
  const { name } = facts;
  if (name === null || !facts.certain || !isInstalled(facts)) return false;
  if (alwaysReads.has(name)) return true;
  const statements = facts.statements();
  if (statements.length > 0) return statements.every((kind) => kind === "read") && !writesFile(facts);
  if (facts.args.some((word) => (word.value?.length ?? 0) > longestCode)) return false;
  const special = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (special?.(facts)) return true;
  const rules = Object.hasOwn(sometimesReads, name) ? sometimesReads[name] : undefined;
  if (!rules || facts.args.some(mayBeFlag)) return false;
  return rules.some((rule) => fits(rule, facts));
}

const longestCode = 8 * 1024; // longer programs of awk and the like are not looked through

/** A name without a path, or in a directory of the system: `./ls` is somebody's program. */
const isInstalled = ({ run }: Facts): boolean => {
  const typed = run.argv[0]?.value ?? "";
  return !typed.includes("/") || /^\/(usr\/)?(local\/)?s?bin\/[^/]+$/.test(typed);
};

/** A word that starts with something unknown could be any flag; an input that is declared cannot. */
const mayBeFlag = (word: Facts["args"][number]): boolean => {
  const [first] = word.pieces;
  return (first?.kind === "variable" && first.mayBeEmpty) || first?.kind === "unknown";
};

function fits(rule: ReadRule, facts: Facts): boolean {
  const words = facts.rest.map(textOf);
  if (rule.subs && !rule.subs.some((phrase) => startsWith(phrase, words))) return false;
  if (rule.flags && !rule.flags.some((flag) => hasFlag(flag, facts))) return false;
  if (rule.not?.some((flag) => hasFlag(flag, facts))) return false;
  if (rule.most !== undefined && words.length > rule.most) return false;
  if (rule.only && !words.every((word) => rule.only?.test(word))) return false;
  return !(rule.without && facts.args.some((word) => rule.without?.test(textOf(word))));
}

function startsWith(phrase: string, words: readonly string[]): boolean {
  return phrase.split(" ").every((part, index) =>
    part.split("|").some((each) => {
      const word = words[index];
      if (word === undefined) return false;
      if (!each.includes("*")) return word === each;
      const [before = "", after = ""] = each.split("*");
      return word.startsWith(before) && word.endsWith(after) && word.length >= before.length + after.length;
    }),
  );
}

const writesFile = ({ flags }: Facts): boolean =>
  ["-o", "-L", "--output", "--log-file"].some((flag) => flags.has(flag));

/** Commands whose reading form needs more than a table row. */
const readers: Readonly<Record<string, (facts: Facts) => boolean>> = {
  curl: readsUrl,
  wget: ({ flags, values, args, ...facts }) => {
    const target = values.get("-O") ?? values.get("--output-document");
    const spares = flags.has("--spider") || (target != null && isSink(target, facts));
    return (
      spares &&
      !/--(post|method|body)|^-i$|--input-file/.test([...flags].join(" ")) &&
      !args.some(openArgument)
    );
  },
  http: readsHttpie,
  https: readsHttpie,
  xh: readsHttpie,
  sed: ({ flags, args, certain }) =>
    certain &&
    !["-i", "-s", "--in-place"].some((flag) => [...flags].some((typed) => typed.startsWith(flag))) &&
    !args.some((word) => openArgument(word) || sedWrites(textOf(word))),
  awk: readsAwk,
  gawk: readsAwk,
  mawk: readsAwk,
  nawk: readsAwk,
  node: readsNode,
  nodejs: readsNode,
  ansible: readsAnsible,
  perl: ({ flags, args }) =>
    (flags.has("-n") || flags.has("-p") || flags.has("-e") || flags.has("-E")) &&
    !flags.has("-i") &&
    args.every((word) => word.value !== null && perlReads(word.value)),
  python: readsPython,
  python3: readsPython,
  bash: ({ flags }) => flags.has("-n"),
  sh: ({ flags }) => flags.has("-n"),
  tee: (facts) =>
    facts.rest.length === 0 ||
    facts.paths().every((word) => word.every((path) => path.class === "sink" || path.class === "handover")),
  dd: (facts) => {
    const output = facts.operands("of");
    return output.every((path) => path.class === "sink") && !facts.args.some((word) => word.value === null);
  },
  tar: ({ args }) =>
    /^[a-z]*t[a-z]*$/.test(textOf(args[0])) &&
    !/[xcruAI]/.test(textOf(args[0])) &&
    args.slice(1).every((word) => word.value !== null && !/^-|=exec/.test(word.value)),
  kill: ({ flags, args }) => flags.has("-0") || (args.length <= 2 && (flags.has("-l") || flags.has("-L"))),
  top: () => true,
};

function isSink(word: Facts["args"][number], facts: Pick<Facts, "run" | "context">): boolean {
  return (
    word.value === "-" || classify(word, facts.run, facts.context).every((path) => path.class === "sink")
  );
}

/** The output of a command inside a URL or a header could carry anything out. */
const openArgument = (word: Facts["args"][number]): boolean =>
  word.pieces.some(
    (piece) => piece.kind === "unknown" && !/^(date|hostname|uname|whoami|id)$/.test(piece.source?.[0] ?? ""),
  );

const curlChanges =
  /^(-d|--data.*|--json|-F|--form.*|-T|--upload-file|-O|--remote-name.*|-J|--remote-header-name|-K|--config|-Q|--quote|--trace.*|--libcurl|--hsts|--alt-svc|--etag-save|--dump-ca-embed|-c|--cookie-jar|--output-dir|--create-dirs|--ftp-create-dirs|--mail-.*|--stderr|--url-query)$/;

function readsUrl(facts: Facts): boolean {
  const { flags, args, rest } = facts;
  const methods = facts.given.filter(([flag]) => flag === "-X" || flag === "--request");
  if (!methods.every(([, method]) => /^(GET|HEAD|OPTIONS)$/i.test(textOf(method)))) return false;
  if (
    (flags.has("-G") || flags.has("--get")) &&
    !args.some((word) => openArgument(word) || /^@/.test(textOf(word)))
  )
    return !flags.has("-O");
  if ([...flags].some((flag) => curlChanges.test(flag))) return false;
  const files = facts.given.filter(([flag]) => /^(-o|--output|-D|--dump-header)$/.test(flag));
  if (!files.every(([, target]) => isSink(target, facts))) return false;
  return (
    !args.some((word) => openArgument(word) || /%output\{/.test(textOf(word))) &&
    !rest.some((word) => /^(ftp|smtp|smb|telnet|dict|gopher)/i.test(textOf(word)))
  );
}

function readsHttpie({ rest, flags, args }: Facts): boolean {
  const words = rest.map(textOf);
  const method = /^[A-Za-z]+$/.test(words[0] ?? "") && words.length > 1 ? words[0] : "GET";
  const items = words.slice(method === "GET" && words[0] !== "GET" ? 1 : 2);
  const sends = items.some((item) => /[^:=]:?=|@/.test(item) && !/==/.test(item));
  return (
    /^(GET|HEAD|OPTIONS)$/i.test(method ?? "") &&
    !sends &&
    !["-d", "--download", "-o", "--output"].some((flag) => flags.has(flag)) &&
    !args.some(openArgument)
  );
}

/** `w FILE`, `e CMD` and their flags of `s`. */
const sedWrites = (script: string): boolean =>
  /(^|[;{}\n\d$/])\s*[wWe]\s*(\S|$)/.test(script) && !/^[^;{}\n]*s([/|#,:]).*\1.*\1[gpiIm\d]*$/.test(script)
    ? !script.startsWith("-") && !/^[./~]/.test(script)
    : /s([/|#,:@!])(?:(?!\1)[^\\]|\\.)*\1(?:(?!\1)[^\\]|\\.)*\1[gpiIm\d]*[we]/.test(script);

function readsAwk({ args }: Facts): boolean {
  if (args.some(openArgument)) return false;
  const programs = args.map(textOf).filter((text) => /[{}/]|^\$|BEGIN|NR|NF/.test(text));
  if (args.some((word) => /^(-f|-i|--file|-l|-E)$/.test(textOf(word)))) return false;
  return programs.every((code) => {
    const bare = code
      .replace(/"(?:[^"\\]|\\.)*"/g, '""')
      .replace(/(^|[(,{!~&|;]\s*)\/(?:[^/\\\n]|\\.)*\//g, "$1");
    if (/\bsystem\s*\(|\|\s*&?\s*getline|\|&?\s*""|\bgetline\b|@load|@include|\/inet\//.test(bare))
      return false;
    return !/\bprintf?\b[^;}\n]*>/.test(bare.replace(/\([^()]*\)/g, ""));
  });
}

/** `-n` and `-p` programs that only match and print. */
const perlReads = (code: string): boolean => {
  if (/^-/.test(code)) return !/^-[a-zA-Z]*i/.test(code) && !/^-[MI]/.test(code);
  const bare = code
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
    .replace(
      /(^|[(;{!~&|]|\bif|\bunless|\band|\bor)(\s*)(?:m|s|tr|y)?\/(?:[^/\\]|\\.)*\/(?:(?:[^/\\]|\\.)*\/)?[gimsx]*/g,
      "$1$2 ",
    );
  return !/\b(system|exec|open|unlink|rename|eval|qx|socket|fork|kill|require|use|do|opendir|mkdir|rmdir|chmod|chown|link|symlink|truncate|sysopen|syswrite|utime)\b|`|\/e\b|\/[gimsx]*e[gimsx]*\b/.test(
    bare,
  );
};

/** `node -p 'process.version'`, `node -e 'console.log(…)'`. */
function readsNode({ args }: Facts): boolean {
  const at = args.findIndex((word) => /^(-e|-p|-pe|--eval|--print)$/.test(textOf(word)));
  const code = args[at + 1]?.value;
  if (at !== 0 || typeof code !== "string" || args.length > 2) return false;
  const bare = code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return (
    /^\s*(console\.log\(|process\.(version|versions|platform|arch)\b|JSON\.(parse|stringify)\(|Math\.|Date\.now|new Date\b|require\.resolve\()[\w\s."(),+*/%:?-]*\)*;?\s*$/.test(
      bare,
    ) &&
    !/\b(require|import|process\.(exit|kill|binding|env)|eval|Function|constructor|global\w*)\b(?!\.resolve)/.test(
      bare,
    )
  );
}

/** Modules that look. */
function readsAnsible({ values }: Facts): boolean {
  const module = textOf(values.get("-m") ?? values.get("--module-name") ?? undefined);
  return /^(ansible\.builtin\.)?(ping|setup|gather_facts|debug|stat|service_facts|package_facts|wait_for|slurp|find|getent)$/.test(
    module,
  );
}

const pythonNames =
  /^(print|len|sorted|list|dict|set|tuple|int|str|float|bool|sum|max|min|abs|round|range|enumerate|zip|map|filter|isinstance|any|all|repr|load|loads|dump|dumps|read|readline|readlines|splitlines|split|rsplit|strip|rstrip|lstrip|get|items|keys|values|join|format|startswith|endswith|lower|upper|replace|find|count|index|append|now|utcnow|time|today|fromtimestamp|strftime|strptime|isoformat|fromisoformat|sub|match|search|findall|ceil|floor|sqrt|Counter|most_common|gethostname|version|platform|node|b64decode|b64encode|decode|encode|hexdigest|md5|sha256|reversed|next|iter|ord|chr|hex|getsizeof|extend|update|total_seconds)$/;
const pythonModules =
  /^(json|sys|re|datetime|time|math|collections|statistics|itertools|string|platform|base64|hashlib|textwrap|decimal|uuid|random|calendar|unicodedata|urllib\.parse)$/;

function readsPython(facts: Facts): boolean {
  const { flags, values, args, rest } = facts;
  if (args.some((word) => word.value === null)) return false;
  const module = args.findIndex((word) => textOf(word) === "-m");
  if (module >= 0)
    return (
      /^(json\.tool|platform|site|sysconfig|calendar|timeit)$/.test(textOf(args[module + 1])) &&
      args.length <= module + 3
    );
  const at = args.findIndex((word) => /^-[a-zA-Z]*c$/.test(textOf(word)));
  if (at < 0 && /(^|\/)manage\.py$/.test(textOf(args[0])))
    return /^(showmigrations|check|diffsettings|inspectdb|sqlmigrate|version)$/.test(textOf(args[1]));
  if (at < 0) return (flags.has("-V") || flags.has("--version")) && rest.length === 0 && values.size === 0;
  return pythonReads(textOf(args[at + 1]));
}

function pythonReads(code: string): boolean {
  const bare = code.replace(/[rbf]?"(?:[^"\\]|\\.)*"|[rbf]?'(?:[^'\\]|\\.)*'/g, "''");
  if (
    /\b[rb]?f['"]/.test(code) ||
    /__|\bexec\b|\beval\b|\bopen\b|\bgetattr\b|\bimportlib\b|\bglobals\b/.test(bare)
  )
    return false;
  const modules = [...bare.matchAll(/\b(?:import|from)\s+([\w.]+(?:\s*,\s*[\w.]+)*)/g)].flatMap((found) =>
    (found[1] ?? "").split(/\s*,\s*/),
  );
  const called = [...bare.matchAll(/(\w+)\s*\(/g)].map((found) => found[1] ?? "");
  const words = /^(if|for|in|and|or|not|lambda|else|elif|while|return|print|with|is)$/;
  return (
    modules.every((name) => pythonModules.test(name) || /^(datetime|loads?)$/.test(name)) &&
    called.every((name) => pythonNames.test(name) || words.test(name))
  );
}
