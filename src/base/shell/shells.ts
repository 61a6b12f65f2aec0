import type { Field, Output } from "./bits.ts";
import {
  type Call,
  emitSelf,
  filePath,
  type Handler,
  readFlags,
  runPlain,
  runText,
  runWords,
  scheduledCommands,
  words,
  wordText,
} from "./call.ts";

const shellTakes = words("-o +o -O +O --rcfile --init-file");

interface ShellFlags {
  readonly asCommand: boolean;
  readonly fromStdin: boolean;
  /** It only checks, or only tells about itself. */
  readonly runsNothing: boolean;
  /** Index of the first word that is no flag. */
  readonly next: number;
}

function shellFlags(args: readonly Field[]): ShellFlags {
  let letters = "";
  let at = 0;
  for (; at < args.length; at++) {
    const text = wordText(args[at]);
    if (!/^[-+]./.test(text) || text === "--") break;
    if (!text.startsWith("--")) letters += text.slice(1).replace(/o.*/, "");
    else if (/^--(help|version)$/.test(text)) letters += "n";
    if (shellTakes.has(text) || /^[-+]\w+[oO]$/.test(text)) at++;
  }
  const border = /^--?$/.test(wordText(args[at])) ? 1 : 0;
  return {
    asCommand: letters.includes("c"),
    fromStdin: letters.includes("s"),
    runsNothing: letters.includes("n"),
    next: at + border,
  };
}

/** `sh -c TEXT`, `sh < TEXT`, `sh <(…)`: the text is what runs; a script file stays the shell's own run. */
const readsShell: Handler = (call) => {
  const { asCommand, fromStdin, runsNothing, next } = shellFlags(call.args);
  if (runsNothing) return null;
  const [operand, ...rest] = call.args.slice(next);
  if (asCommand) return operand ? payload(call, operand, rest) : null;
  if (fromStdin || !operand) return fromInput(call, operand ? [operand, ...rest] : []);
  return fromOperand(call, operand, rest);
};

function payload(call: Call, text: Field, rest: readonly Field[]): Output {
  const scope = call.place.scope.fork();
  scope.positional = rest.slice(1);
  if (rest[0]) scope.set("0", { kind: "scalar", bits: rest[0].bits });
  return runText(call, [text], `${call.name} -c`, {
    scope,
    stdin: call.place.stdin,
    pipedFrom: call.place.pipedFrom,
  });
}

function fromInput(call: Call, positional: readonly Field[]): Output | null {
  const { stdin } = call.place;
  const text = stdin?.text ?? stdin?.partial;
  if (text === undefined) return null;
  const scope = call.place.scope.fork();
  scope.positional = positional;
  if (stdin?.text != null) return runPlain(call, text, call.name, { scope });
  // What is known of the text is judged, and so is that a shell reads more than that.
  const output = emitSelf(call);
  runPlain(call, text, call.name, { scope });
  return output;
}

function fromOperand(call: Call, operand: Field, rest: readonly Field[]): Output | null {
  const stream = operand.bits.find((one) => one.stream)?.stream;
  if (stream?.text != null) return runPlain(call, stream.text, call.name);
  if (isStdin(operand)) return fromInput(call, rest);
  const written = call.place.scope.files.get(filePath(operand));
  return written === undefined ? null : runPlain(call, written, call.name);
}

const isStdin = (field: Field): boolean =>
  /^(\/dev\/(stdin|fd\/0)|\/proc\/self\/fd\/0|-)$/.test(wordText(field));

/** `. FILE` and `source FILE` run in this shell. */
const sources: Handler = (call) => {
  const [operand] = call.args;
  if (!operand) return null;
  const { scope } = call.place;
  const stream = operand.bits.find((one) => one.stream)?.stream;
  if (stream?.text != null) return runPlain(call, stream.text, call.name, { scope });
  if (isStdin(operand) && call.place.stdin?.text != null)
    return runPlain(call, call.place.stdin.text, call.name, { scope });
  const written = scope.files.get(filePath(operand));
  return written === undefined ? null : runPlain(call, written, call.name, { scope });
};

/** `su USER -c TEXT`; `runuser -u USER -- COMMAND` is a command of words. */
const becomesUser: Handler = (call) => {
  const { flags, rest } = readFlags(call.args, {
    takes: words(
      "-c -g -G -s -u -w --command --group --supp-group --shell --user --whitelist-environment --session-command",
    ),
    stops: call.name === "runuser" && call.args.some((field) => /^(-u|--user)/.test(wordText(field))),
  });
  const text = flags.get("-c") ?? flags.get("--command") ?? flags.get("--session-command");
  if (text) return runText(call, [text], call.name);
  if (flags.has("-u") || flags.has("--user")) {
    return rest.length > 0 ? runWords(call, rest, call.name) : null;
  }
  return fromInput(call, []);
};

/** A tool whose flag holds shell text: `script -c`, `flock FILE -c`, `watch TEXT`. */
const scripted: Handler = (call) => {
  const { flags, rest } = readFlags(call.args, {
    takes: words(
      "-c -T -o -I -O -B -m -E --command --log-out --log-in --log-io --log-timing --logging-format --output-limit --echo",
    ),
    stops: false,
  });
  const text = flags.get("-c") ?? flags.get("--command");
  if (text) return runText(call, [text], "script -c");
  return rest.length === 0 ? fromInput(call, []) : null;
};

const locks: Handler = (call) => {
  const { flags, rest } = readFlags(call.args, {
    takes: words("-w -E --timeout --wait --conflict-exit-code"),
    stops: true,
  });
  const [, second, third] = rest;
  if (second && /^(-c|--command)$/.test(wordText(second)) && third) return runText(call, [third], "flock -c");
  if (!second || flags.has("-u")) return null;
  const span = second.span;
  return call.machine.command(
    { ...call.invocation, fields: rest.slice(1), span: [span[0], call.invocation.span[1]] },
    { ...call.place, depth: call.place.depth + 1, via: [...call.place.via, "flock"] },
  );
};

const watches: Handler = (call) => {
  const { flags, rest } = readFlags(call.args, { takes: words("-n -q --interval --equexit"), stops: true });
  if (rest.length === 0 || flags.has("--help") || flags.has("--version")) return null;
  return runText(call, rest, "watch");
};

/** `at`, `batch`: the text comes in on stdin. Setting it up is a change of its own. */
const schedules: Handler = (call) => {
  if (call.args.some((field) => /^-(l|c|d|r|q$)/.test(wordText(field)))) return null;
  const output = emitSelf(call);
  const text = call.place.stdin?.text ?? call.place.stdin?.partial;
  if (text !== undefined) runPlain(call, text, call.name);
  return output;
};

const installsCrontab: Handler = (call) => {
  const text = call.place.stdin?.text ?? call.place.stdin?.partial;
  const reads = call.args.some((field) => wordText(field) === "-");
  if (!reads || text == null) return null;
  const output = emitSelf(call);
  for (const line of scheduledCommands(text)) runPlain(call, line, "crontab");
  return output;
};

const shellNames = "sh bash dash ash ksh mksh ksh93 zsh rbash posh yash busybox-sh su-shell fish csh tcsh";

/** Commands that read shell text. */
export const shells: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...shellNames.split(" ").map((name): [string, Handler] => [name, readsShell]),
  [".", sources],
  ["source", sources],
  ["su", becomesUser],
  ["runuser", becomesUser],
  ["script", scripted],
  ["flock", locks],
  ["watch", watches],
  ["at", schedules],
  ["batch", schedules],
  ["crontab", installsCrontab],
]);
