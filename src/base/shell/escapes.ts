import type { Field, Output } from "./bits.ts";
import {
  type Call,
  cut,
  emitSelf,
  type Handler,
  readFlags,
  runGuess,
  runPlain,
  runText,
  runWords,
  words,
  wordText,
} from "./call.ts";

/** The command runs, and so does each piece of shell text that one of its words holds. */
function runsHidden(call: Call, found: readonly Field[], label: string): ReturnType<Handler> {
  if (found.length === 0) return null;
  const output = emitSelf(call);
  for (const field of found) {
    if (wordText(field) !== "" && wordText(field) !== "\0") runText(call, [field], label);
  }
  return output;
}

/** Words that start with one of the prefixes, without it; and the words after one of the flags. */
function valuesOf(
  args: readonly Field[],
  prefixes: readonly string[],
  flags: ReadonlySet<string>,
): readonly Field[] {
  return args.flatMap((field, index) => {
    const text = wordText(field);
    const prefix = prefixes.find((each) => text.startsWith(each));
    if (prefix !== undefined) return [cut(field, prefix.length)];
    const next = args[index + 1];
    return flags.has(text) && next ? [next] : [];
  });
}

const tar: Handler = (call) => {
  const direct = [
    "--checkpoint-action=exec=",
    "--to-command=",
    "--use-compress-program=",
    "--info-script=",
    "--new-volume-script=",
    "--rsh-command=",
  ];
  const found = valuesOf(call.args, direct, words("-I -F --to-command --use-compress-program --info-script"));
  const after = valuesOf(call.args, [], words("--checkpoint-action")).flatMap((field) =>
    wordText(field).startsWith("exec=") ? [cut(field, 5)] : [],
  );
  return runsHidden(call, [...found, ...after], "tar");
};

const rsync: Handler = (call) => {
  const found = valuesOf(call.args, ["--rsh=", "--rsync-path="], words("-e --rsh --rsync-path"));
  const shells = found.filter((field) => !/^(ssh|rsync|sudo rsync)\b/.test(wordText(field)));
  return runsHidden(call, shells, "rsync -e");
};

/** `git -c alias.x='!…'`, `git bisect run …`, `git submodule foreach …`, `git rebase -x …`, filters. */
const git: Handler = (call) => {
  const names = call.args.map(wordText);
  const found: Field[] = [
    ...valuesOf(
      call.args,
      ["--exec=", "--upload-pack=", "--receive-pack="],
      words("--tree-filter --index-filter --msg-filter --env-filter --commit-filter --exec"),
    ),
  ];
  for (const field of valuesOf(call.args, [], words("-c"))) {
    const setting =
      /^(alias\.[^=]+=!|core\.(?:pager|editor|sshCommand|fsmonitor|hooksPath|askPass)=|sequence\.editor=|credential\.helper=!|diff\.external=|filter\.[^=]+=|gpg\.program=)/.exec(
        wordText(field),
      );
    if (setting?.[1]) found.push(cut(field, setting[1].length));
  }
  if (names.includes("rebase")) found.push(...valuesOf(call.args, [], words("-x")));
  const config = names.indexOf("config");
  const value = config < 0 ? undefined : call.args.findLast((field) => wordText(field).startsWith("!"));
  if (value) found.push(cut(value, 1));
  const bisect = names.indexOf("bisect");
  const foreach = names.indexOf("foreach");
  if (bisect >= 0 && names[bisect + 1] === "run")
    return runsWords(call, call.args.slice(bisect + 2), "git bisect run");
  if (foreach >= 0) {
    const text = call.args.slice(foreach + 1).filter((field) => wordText(field) !== "--recursive");
    return text.length > 1
      ? runsWords(call, text, "git submodule foreach")
      : runsHidden(call, text, "git submodule foreach");
  }
  return runsHidden(call, found, "git");
};

function runsWords(call: Call, fields: readonly Field[], label: string): ReturnType<Handler> {
  const output = emitSelf(call);
  if (fields.length > 0) runWords(call, fields, label);
  return output;
}

/** `sed '1e CMD'`, `sed 's/x/CMD/e'`. */
const sed: Handler = (call) => {
  const scripts = valuesOf(call.args, ["--expression="], words("-e --expression"));
  const bare = call.args.filter((field) => !wordText(field).startsWith("-"));
  const all = scripts.length > 0 ? scripts : bare.slice(0, 1);
  const texts = all.flatMap((field) => sedCommands(wordText(field)));
  if (texts.length === 0) return null;
  const output = emitSelf(call);
  for (const text of texts) runPlain(call, text, "sed e");
  return output;
};

function sedCommands(script: string): readonly string[] {
  const direct = [
    ...script.matchAll(/(?:^|[;{\n])\s*(?:\d+|\$|\/(?:[^/\\]|\\.)*\/)?(?:,(?:\d+|\$))?\s*e\s+([^\n]+)/g),
  ].map((found) => found[1] ?? "");
  const replaced = [
    ...script.matchAll(/s([/|#,:@!])(?:(?!\1)[^\\]|\\.)*\1((?:(?!\1)[^\\]|\\.)*)\1[gpiIm0-9]*e/g),
  ].map((found) => found[2] ?? "");
  return [...direct, ...replaced].filter((text) => text.trim() !== "");
}

/** `vim -c '!CMD'`, `vim +'!CMD'`, `ex -sc '!CMD|q'`. */
const vim: Handler = (call) => {
  const found = valuesOf(call.args, ["+", "-c:", "--cmd="], words("-c --cmd -sc -S")).flatMap((field) => {
    const text = wordText(field);
    const mark = /^:?\s*(?:silent!?\s+)?(?:[%\d,$]*!|call\s+system\(\s*['"]|:?terminal\s+)/.exec(text);
    return mark
      ? [
          text
            .slice(mark[0].length)
            .replace(/['"]\s*\)\s*$/, "")
            .replace(/\|\s*q[!a]*\s*$/, ""),
        ]
      : [];
  });
  if (found.length === 0) return null;
  const output = emitSelf(call);
  for (const text of found) runPlain(call, text, `${call.name} !`);
  return output;
};

/** `make -f -` with rules on stdin; `make --eval='…'`. */
const make: Handler = (call) => {
  const fed =
    call.args.some(
      (field, index) =>
        /^(-f|--file|--makefile)$/.test(wordText(field)) &&
        /^(-|\/dev\/stdin)$/.test(wordText(call.args[index + 1])),
    ) || call.args.some((field) => /^(-f-|--file=-|--makefile=-)$/.test(wordText(field)));
  const evals = valuesOf(call.args, ["--eval="], words("--eval -E")).map(wordText);
  const stream = call.args.flatMap((field) =>
    field.bits.flatMap((one) => (one.stream?.text == null ? [] : [one.stream.text])),
  );
  const texts = [
    ...(fed && call.place.stdin?.text != null ? [call.place.stdin.text] : []),
    ...evals,
    ...stream,
  ];
  if (texts.length === 0) return null;
  const output = emitSelf(call);
  for (const text of texts) {
    for (const recipe of recipes(text)) runPlain(call, recipe, "make");
  }
  return output;
};

const recipes = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => {
    const recipe = /^\t[@+-]*(.*)$/.exec(line)?.[1] ?? /^[^=#\t]*:[^=;]*;\s*[@+-]*(.*)$/.exec(line)?.[1];
    const shell = /\$\(shell\s+(.*)\)/.exec(line)?.[1];
    return [recipe, shell]
      .filter((each) => each !== undefined && each.trim() !== "")
      .map((each) => (each ?? "").replace(/\$\$/g, "$").replace(/\$\(\w+\)/g, ""));
  });

/** Database shells that can leave for the system's shell: `\! CMD`, `.shell CMD`, `system CMD`. */
const databaseShell: Handler = (call) => {
  const texts = [...call.args.map(wordText), call.place.stdin?.text ?? ""];
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/(?:^|[\n;]|\s)\\!\s*([^\n]+)/g)].map((each) => each[1] ?? ""),
    ...[...text.matchAll(/(?:^|\n)\s*\.(?:shell|system)\s+([^\n]+)/g)].map((each) => each[1] ?? ""),
    ...[...text.matchAll(/(?:^|[\n;])\s*system\s+([^\n;]+)/g)].map((each) => each[1] ?? ""),
    ...[...text.matchAll(/copy\s+[\s\S]*?(?:from|to)\s+program\s+'((?:[^']|'')*)'/gi)].map((each) =>
      (each[1] ?? "").replace(/''/g, "'"),
    ),
  ]);
  if (found.length === 0) return null;
  const output = emitSelf(call);
  for (const text of found) runPlain(call, text.replace(/^["']|["']$/g, ""), `${call.name} shell`);
  return output;
};

function runsTexts(call: Call, texts: readonly string[]): Output {
  const output = emitSelf(call);
  for (const text of texts) runGuess(call, text, call.name);
  return output;
}

/** `gdb -ex 'shell CMD'`, `expect -c 'spawn CMD'`, `tclsh <<< 'exec CMD'`. */
const scriptedTool: Handler = (call) => {
  const texts = [...call.args.map(wordText), call.place.stdin?.text ?? ""];
  const whole = texts.flatMap((text) =>
    [...text.matchAll(/^\s*(?:(?:shell|platform shell)\s+|!\s*)(\S[^\n]*)/gm)].map((each) => each[1] ?? ""),
  );
  if (whole.length > 0) return runsTexts(call, whole);
  const found = texts.flatMap((text) =>
    [
      ...text.matchAll(/(?:^|[\n;[{]|\s)(?:(?:shell|spawn|exec|system)\s+|!\s*)(?:-\w+\s+)*([^\n;\]}]+)/g),
    ].map((each) => each[1] ?? ""),
  );
  if (found.length === 0) return null;
  const output = emitSelf(call);
  for (const text of found) runGuess(call, text, call.name);
  return output;
};

/** `less +'!CMD'`, `man -P CMD`. */
const pager: Handler = (call) => {
  const found = [
    ...valuesOf(call.args, ["--pager="], words("-P --pager"))
      .map(wordText)
      .filter((text) => !/^(cat|less|more|most)\b/.test(text)),
    ...call.args.map(wordText).flatMap((text) => /^\+\+?!(.+)$/s.exec(text)?.[1] ?? []),
  ].filter((text) => text !== "" && text !== "\0");
  return found.length === 0 ? null : runsTexts(call, found);
};

const socat: Handler = (call) => {
  const found = call.args.flatMap((field) => {
    const text = /^(?:EXEC|SYSTEM):"?([^",]+)/i.exec(wordText(field))?.[1];
    return text ? [text] : [];
  });
  if (found.length === 0) return null;
  const output = emitSelf(call);
  for (const text of found) runPlain(call, text, "socat");
  return output;
};

const zip: Handler = (call) =>
  runsHidden(
    call,
    valuesOf(call.args, ["-TT=", "--unzip-command="], words("-TT --unzip-command")),
    call.name,
  );

const tarTakes: Handler = (call) =>
  readFlags(call.args, { takes: words("-f"), stops: false }).flags.size === 0 ? null : tar(call);

/** Commands with a way into a shell that their name does not show. */
export const escapes: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["tar", tarTakes],
  ["gtar", tarTakes],
  ["bsdtar", tarTakes],
  ["rsync", rsync],
  ["git", git],
  ["sed", sed],
  ["gsed", sed],
  ["vim", vim],
  ["vi", vim],
  ["nvim", vim],
  ["ex", vim],
  ["make", make],
  ["gmake", make],
  ["psql", databaseShell],
  ["mysql", databaseShell],
  ["mariadb", databaseShell],
  ["sqlite3", databaseShell],
  ["gdb", scriptedTool],
  ["lldb", scriptedTool],
  ["expect", scriptedTool],
  ["tclsh", scriptedTool],
  ["wish", scriptedTool],
  ["less", pager],
  ["more", pager],
  ["man", pager],
  ["socat", socat],
  ["zip", zip],
]);
