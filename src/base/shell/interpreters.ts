import { type Field, type Output, plainField, printed, unknownOutput } from "./bits.ts";
import { type Call, emitSelf, filePath, type Handler, runGuess, runWords, wordText } from "./call.ts";
import { foldConstants } from "./code-constants.ts";

const shellCalls =
  /\b(?:os\.system|os\.popen|subprocess\.\w+|commands\.getoutput|check_call|check_output|Popen|getoutput|system|exec\w*|popen\w*|spawn\w*|execSync|execFileSync|spawnSync|shell_exec|passthru|proc_open|pcntl_exec|os\.exec\w*|os\.spawn\w*|os\.execute|io\.popen|Kernel\.system|Open3\.\w+|IO\.popen|qx|call|run|System\.cmd)\s*\(?\s*\[?\s*/g;
const removals =
  /\b(shutil\.rmtree|rmtree|remove_tree|FileUtils\.(?:rm_rf|rm_r|remove_dir)|fs\.(?:rmSync|rm|rmdirSync)|rmSync|os\.removedirs|Dir\.(?:rmdir|delete)|FileUtils\.remove_entry\w*)\s*\(?\s*/g;
const literal =
  /^(?:[rbuf]{0,2}"((?:[^"\\]|\\.)*)"|[rbuf]{0,2}'((?:[^'\\]|\\.)*)'|q[qwx]?\s*[({/]([^)}/]*)[)}/])/;

const longestCode = 8 * 1024; // longer code is not looked through, so it is not known to be harmless

/** The shell commands and tree removals that an interpreter's one-liner names by constant text. */
function hiddenIn(
  code: string,
  depth = 0,
): {
  readonly texts: readonly string[];
  readonly commands: readonly (readonly string[])[];
} {
  const texts: string[] = [];
  const commands: string[][] = [];
  for (const found of code.matchAll(shellCalls)) {
    const list = literals(code.slice(found.index + found[0].length));
    if (list.length === 1 && list[0]) texts.push(list[0]);
    else if (list.length > 1) commands.push(list);
  }
  for (const found of code.matchAll(/\b(?:eval|exec|assert|Function|compile)\s*\(?\s*(?=["'])/g)) {
    const [inner] = literals(code.slice(found.index + found[0].length));
    if (!inner || depth > 2) continue;
    const nested = hiddenIn(inner, depth + 1);
    texts.push(...nested.texts);
    commands.push(...nested.commands.map((each) => [...each]));
  }
  for (const found of code.matchAll(removals)) {
    const [path] = literals(code.slice(found.index + found[0].length));
    if (path) commands.push(["rm", "-rf", path]);
  }
  for (const found of code.matchAll(
    /`([^`]+)`|(?:%x|\bqx)\s*(?:\{([^}]+)\}|\(([^)]+)\)|\[([^\]]+)\]|\/([^/]+)\/|([!|'])(.+?)\6)/g,
  )) {
    texts.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? found[5] ?? found[7] ?? "");
  }
  return { texts, commands };
}

/** String literals in a row, parted by commas. */
function literals(code: string): string[] {
  const list: string[] = [];
  let rest = code;
  for (let found = literal.exec(rest); found; found = literal.exec(rest)) {
    list.push(
      (found[1] ?? found[2] ?? found[3] ?? "").replace(
        /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/gs,
        (whole, body: string) => {
          if (body.length > 1) return String.fromCharCode(Number.parseInt(body.slice(1), 16));
          return (
            { t: "\t", n: "\n", r: "\r", '"': '"', "'": "'", "\\": "\\", $: "$", "/": "/" }[body] ?? whole
          );
        },
      ),
    );
    rest = rest.slice(found[0].length).replace(/^\s*,\s*\[?\s*/, "");
  }
  return list;
}

function runHidden(call: Call, code: string): Output {
  const output = emitSelf(call);
  const { texts, commands } = hiddenIn(foldConstants(code));
  const label = `${call.name} one-liner`;
  for (const text of texts) runGuess(call, text, label);
  for (const command of commands) {
    runWords(
      call,
      command.map((text) => plainField(text, call.invocation.span)),
      label,
      { stdin: null, pipedFrom: null },
    );
  }
  return output;
}

/** `python -c CODE`, `perl -e CODE`, or code on stdin. */
const oneLiner =
  (flag: RegExp): Handler =>
  (call) => {
    const code: string[] = [];
    call.args.forEach((field, index) => {
      const text = wordText(field);
      const next = call.args[index + 1];
      const attached = /^(?:-c|-e|-r|-E|--eval=|-p|-pe)(.+)$/s.exec(text);
      if (flag.test(text) && next) code.push(wordText(next));
      else if (attached?.[1] && !/^-[a-z]+$/i.test(text)) code.push(attached[1]);
    });
    const script = call.args.find((field) => !wordText(field).startsWith("-"));
    if (code.length === 0 && call.place.stdin?.text != null && (!script || wordText(script) === "-"))
      code.push(call.place.stdin.text);
    const written = code.length === 0 ? call.place.scope.files.get(filePath(script)) : undefined;
    if (written !== undefined) code.push(written);
    if (code.length === 0 || code.join("").length > longestCode) return null;
    runHidden(call, code.join("\n"));
    const shown =
      /^\s*(?:print|puts|echo|console\.log)\s*\(?\s*((?:"[^"\\]*")|(?:'[^'\\]*'))\s*\)?\s*;?\s*$/.exec(
        code.join("\n"),
      );
    if (shown?.[1]) return printed(`${shown[1].slice(1, -1)}\n`);
    return unknownOutput(
      [call.name, ...call.args.map((field) => field.raw)],
      call.place.stdin?.origin ?? null,
    );
  };

/** `awk '{ system("…") }'`, `"CMD" | getline`, `print | "CMD"`. */
const awk: Handler = (call) => {
  const program: Field | undefined = call.args.find((field, index) => {
    const text = wordText(field);
    return (
      !text.startsWith("-") && !/^(-F|-v|-f|--field-separator|--assign)$/.test(wordText(call.args[index - 1]))
    );
  });
  const code = wordText(program);
  if (code.length > longestCode) return null;
  const texts = [
    ...[...code.matchAll(/\bsystem\s*\(\s*"((?:[^"\\]|\\.)*)"\s*\)/g)],
    ...[...code.matchAll(/"((?:[^"\\]|\\.)*)"\s*\|&?\s*getline/g)],
    ...[
      ...code.matchAll(
        /\bprintf?\s*\(?\s*"((?:[^"\\]|\\.)*)"[^|"}]*\|&?\s*"[^"]*\b(?:ba|da|z|k)?sh\b[^"]*"/g,
      ),
    ],
    ...[...code.matchAll(/\bprintf?\b[^|"}]*(?:"(?:[^"\\]|\\.)*"[^|"}]*)*\|&?\s*"((?:[^"\\]|\\.)*)"/g)],
  ].map((found) =>
    (found[1] ?? "")
      .replace(/\\(["\\])/g, "$1")
      .replaceAll("\\t", "\t")
      .replaceAll("\\n", "\n"),
  );
  if (texts.length === 0) return null;
  const output = emitSelf(call);
  for (const text of texts) runGuess(call, text, "awk");
  return output;
};

/** Interpreters whose code can call a shell. */
export const interpreters: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...["python", "python2", "python3", "pypy3", "python3.11", "python3.12"].map((name): [string, Handler] => [
    name,
    oneLiner(/^-[a-zA-Z]*c$/),
  ]),
  ...[
    "perl",
    "ruby",
    "node",
    "nodejs",
    "bun",
    "deno",
    "lua",
    "luajit",
    "Rscript",
    "elixir",
    "julia",
    "osascript",
  ].map((name): [string, Handler] => [name, oneLiner(/^(-[a-zA-Z0-9]*[eE]|--eval|eval|-p|--print)$/)]),
  ["php", oneLiner(/^-r$/)],
  ["awk", awk],
  ["gawk", awk],
  ["mawk", awk],
  ["nawk", awk],
]);
