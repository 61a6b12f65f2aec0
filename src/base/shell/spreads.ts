import { type Bit, bit, type Field, type Output, textBit, unknownOutput } from "./bits.ts";
import { endlessly } from "./branches.ts";
import {
  type Call,
  emitSelf,
  type Handler,
  readFlags,
  runText,
  runWords,
  streamedField,
  words,
  wordText,
} from "./call.ts";

const xargsTakes = words(
  "-a -d -E -I -L -n -P -s -R -S -J --arg-file --delimiter --replace --max-lines --max-args --max-procs --max-chars --process-slot-var",
);

/** `xargs COMMAND`: what comes in becomes words of the command. */
const xargs: Handler = (call) => {
  const args = call.args.map((field) =>
    wordText(field) === "-i" ? { ...field, bits: [textBit("-I{}", field.span[0])] } : field,
  );
  const { flags, rest } = readFlags(args, { takes: xargsTakes, stops: true });
  if (rest.length === 0) return null;
  const file = flags.get("-a") ?? flags.get("--arg-file");
  const given = file ? (file.bits.find((one) => one.stream)?.stream ?? null) : call.place.stdin;
  const items = incoming(given, call.invocation.span, separator(flags));
  const mark = flags.get("-I") ?? flags.get("--replace") ?? flags.get("-J");
  const fields = mark ? replaceAll(rest, wordText(mark), items) : [...rest, ...items];
  const via = given?.source[0] === "yes" ? [...call.place.via, endlessly] : call.place.via;
  return runWords({ ...call, place: { ...call.place, via } }, fields, "xargs", {
    stdin: null,
    pipedFrom: null,
  });
};

function separator(flags: ReadonlyMap<string, Field | null>): RegExp {
  if (flags.has("-0") || flags.has("--null")) return /\0+/;
  return flags.has("-I") || flags.has("-d") || flags.has("-L") ? /[\n\0]+/ : /\s+/;
}

/** The words that stdin brings: known text is cut, known shapes are kept, the rest is one unknown word. */
function incoming(stdin: Output | null, span: Field["span"], parted: RegExp): readonly Field[] {
  if (stdin?.text != null) {
    const parts = stdin.text.split(parted).filter((part) => part !== "");
    if (parts.length <= 64) {
      return parts.map((part) => ({ bits: [textBit(part, span[0], true)], raw: part, span }));
    }
  }
  if (stdin?.lines) return stdin.lines.map((bits) => ({ bits, raw: "", span }));
  return [streamedField(stdin, span)];
}

/** Puts items in the place of a mark: whole words become several, a part of a word takes the first. */
function replaceAll(fields: readonly Field[], mark: string, items: readonly Field[]): readonly Field[] {
  if (mark === "" || mark === "\0") return [...fields, ...items];
  return fields.flatMap((field) => {
    if (wordText(field) === mark) return items;
    const [item] = items;
    return [item ? replaceIn(field, mark, item.bits) : field];
  });
}

function replaceIn(field: Field, mark: string, by: readonly Bit[]): Field {
  const bits = field.bits.flatMap((one) => {
    const { piece } = one;
    if (piece.kind !== "text" || !piece.text.includes(mark)) return [one];
    const parts = piece.text.split(mark);
    return parts.flatMap((part, index): Bit[] => [
      ...(index > 0 ? by : []),
      ...(part === "" ? [] : [{ ...one, piece: { ...piece, text: part }, exact: false }]),
    ]);
  });
  return { ...field, bits };
}

const runsCommand = /^-(exec|execdir|ok|okdir)$/;

/** `find ROOTS … -exec COMMAND \;`: the found paths stand below the roots. */
const find: Handler = (call) => {
  emitSelf(call);
  const roots = findRoots(call);
  const found = roots.map((root) => below(root, nameTest(call.args)));
  for (let at = 0; at < call.args.length; at++) {
    if (!runsCommand.test(wordText(call.args[at]))) continue;
    const end = call.args.findIndex((field, index) => index > at && endsExec(call.args, field, index));
    const stop = end < 0 ? call.args.length : end;
    const command = replaceAll(call.args.slice(at + 1, stop), "{}", found);
    if (command.length > 0)
      runWords(call, command, `find ${wordText(call.args[at])}`, { stdin: null, pipedFrom: null });
    at = stop;
  }
  return {
    ...unknownOutput(["find", ...call.args.map((field) => field.raw)]),
    lines: found.map((field) => field.bits),
  };
};

const endsExec = (args: readonly Field[], field: Field, index: number): boolean =>
  wordText(field) === ";" || (wordText(field) === "+" && wordText(args[index - 1]) === "{}");

function findRoots({ args, invocation }: Call): readonly Field[] {
  const roots: Field[] = [];
  for (let at = 0; at < args.length; at++) {
    const field = args[at];
    const text = wordText(field);
    if (!field || /^-[HLPO]|^-D$/.test(text)) continue;
    if (/^[-(!]/.test(text)) break;
    roots.push(field);
  }
  if (roots.length > 0) return roots;
  return [{ bits: [textBit(".", invocation.span[0])], raw: ".", span: invocation.span }];
}

function nameTest(args: readonly Field[]): string | null {
  const at = args.findIndex((field) => /^-(name|iname)$/.test(wordText(field)));
  const negated = at > 0 && /^(!|-not)$/.test(wordText(args[at - 1]));
  const several = args.some((field) => /^-(o|or)$/.test(wordText(field)));
  const name = at < 0 || negated || several ? "\0" : wordText(args[at + 1]);
  return name === "\0" ? null : name;
}

function below(root: Field, name: string | null): Field {
  const at = root.span[0];
  const tail = name === null ? [] : [textBit("/", at), ...globbedName(name, at)];
  return { ...root, bits: [...root.bits, textBit("/", at), bit({ kind: "glob", text: "**" }, at), ...tail] };
}

const globbedName = (name: string, at: number): readonly Bit[] =>
  name
    .split(/([*?[\]]+)/)
    .filter((part) => part !== "")
    .map((part) => (/^[*?[\]]/.test(part) ? bit({ kind: "glob", text: part }, at) : textBit(part, at, true)));

/** `parallel COMMAND ::: ITEMS`: shell text with each item put in. */
const parallel: Handler = (call) => {
  const { rest } = readFlags(call.args, {
    takes: words(
      "-j -S -a -N -n -L -I -d --jobs --sshlogin --arg-file --max-args --delay --timeout --joblog --results --tmpdir --colsep",
    ),
    stops: true,
  });
  const border = rest.findIndex((field) => /^:::\+?$|^::::\+?$/.test(wordText(field)));
  const command = border < 0 ? rest : rest.slice(0, border);
  const constant =
    border >= 0 && wordText(rest[border]).startsWith(":::") && !wordText(rest[border]).startsWith("::::");
  const items = constant
    ? rest.slice(border + 1, border + 17)
    : incoming(call.place.stdin, call.invocation.span, /[\n\0]+/);
  if (command.length === 0) {
    for (const item of items) runText(call, [item], "parallel");
    return unknownOutput(["parallel"]);
  }
  for (const item of items) {
    const marked = command.some((field) => wordText(field).includes("{"));
    runText(
      call,
      marked ? command.map((field) => replaceIn(field, "{}", item.bits)) : [...command, item],
      "parallel",
    );
  }
  return unknownOutput(["parallel"]);
};

/** `fd PATTERN ROOT -x COMMAND`. */
const fd: Handler = (call) => {
  const at = call.args.findIndex((field) => /^(-x|-X|--exec|--exec-batch)$/.test(wordText(field)));
  if (at < 0) return null;
  const output = emitSelf(call);
  const roots = call.args.slice(0, at).filter((field) => /^[/.~]/.test(wordText(field)));
  const root = roots.at(-1) ?? {
    bits: [textBit(".", call.invocation.span[0])],
    raw: ".",
    span: call.invocation.span,
  };
  const found = below(root, null);
  const command = call.args.slice(at + 1);
  const marked = command.some((field) => wordText(field).includes("{}"));
  if (command.length > 0)
    runWords(call, marked ? replaceAll(command, "{}", [found]) : [...command, found], "fd -x");
  return output;
};

/** `ls DIR`: each line is a name in it. */
const lists: Handler = (call) => {
  emitSelf(call);
  const dirs = call.args.filter((field) => !wordText(field).startsWith("-"));
  const source = ["ls", ...call.args.map((field) => field.raw)];
  const lines = dirs.map((dir) => [
    ...dir.bits,
    textBit("/", dir.span[0]),
    bit({ kind: "glob", text: "*" }, dir.span[0]),
  ]);
  return { ...unknownOutput(source), lines: lines.length > 0 ? lines : null };
};

/** Commands whose words, or what comes in, become the words of others. */
export const spreads: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["xargs", xargs],
  ["gxargs", xargs],
  ["find", find],
  ["gfind", find],
  ["parallel", parallel],
  ["fd", fd],
  ["fdfind", fd],
  ["ls", lists],
]);
