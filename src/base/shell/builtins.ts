import { constantText, emptiedText, type Field, silence, textBit } from "./bits.ts";
import { emitSelf, type Handler, readFlags, runText, words, wordText } from "./call.ts";
import type { Scope } from "./scope.ts";
import { formatPrintf } from "./text-tools.ts";

const changesDirectory: Handler = (call) => {
  emitSelf(call);
  const { scope } = call.place;
  const target = call.args.find((field) => !/^-[LPe@n]+$|^--$/.test(wordText(field)));
  scope.cwd = call.name === "popd" ? null : moved(scope.cwd, target);
  return silence;
};

function moved(cwd: string | null, target: Field | undefined): string | null {
  if (!target) return "~";
  const [first] = target.bits;
  if (first?.piece.kind === "variable" && first.piece.name === "HOME") {
    const rest = constantText(target.bits.slice(1));
    return rest === null ? null : `~${rest}`;
  }
  const path = constantText(target.bits);
  // With the variable empty, `cd "$X/"` goes to the root.
  if (path === null) return emptiedText(target.bits)?.startsWith("/") ? "/" : null;
  if (path === "-") return null;
  if (path.startsWith("/") || path.startsWith("~") || path === "") return path === "" ? cwd : path;
  if (cwd === null) return null;
  return cwd === "" ? path : `${cwd.replace(/\/$/, "")}/${path}`;
}

const setsPositional: Handler = (call) => {
  emitSelf(call);
  const { args, place } = call;
  const from = args.findIndex((field) => wordText(field) === "--");
  const first = args.findIndex((field) => !/^[-+]/.test(wordText(field)));
  if (from >= 0) place.scope.positional = args.slice(from + 1);
  else if (first >= 0 && !/^[-+]o$/.test(wordText(args[first - 1])))
    place.scope.positional = args.slice(first);
  return silence;
};

const shifts: Handler = (call) => {
  const { scope } = call.place;
  const count = call.args.length === 0 ? 1 : Number(wordText(call.args[0]));
  scope.positional = Number.isInteger(count) ? (scope.positional?.slice(count) ?? null) : null;
  emitSelf(call);
  return silence;
};

const reads: Handler = (call) => {
  emitSelf(call);
  const { scope, stdin } = call.place;
  const { flags, rest } = readFlags(call.args, { takes: words("-p -d -n -t -u -N -i -a"), stops: false });
  const names = rest.map(wordText).filter((name) => /^\w+$/.test(name));
  const line = stdin?.text?.split("\n")[0];
  const array = flags.get("-a");
  const at = call.invocation.span[0];
  if (array && line !== undefined) {
    const items = splitLine(line, scope).map(
      (part, index) => [String(index), [textBit(part, at, true)]] as const,
    );
    scope.set(wordText(array), { kind: "array", items: new Map(items) });
  } else if (array) scope.blur(wordText(array));
  if (line === undefined) {
    for (const name of names) scope.blur(name);
    return silence;
  }
  const parts = splitLine(line, scope);
  names.forEach((name, index) => {
    scope.setText(name, index === names.length - 1 ? parts.slice(index).join(" ") : (parts[index] ?? ""));
  });
  return silence;
};

/** A line cut at the characters of IFS where it is set, else at white space. */
function splitLine(line: string, scope: Scope): readonly string[] {
  const value = scope.get("IFS");
  const ifs = value?.kind === "scalar" ? constantText(value.bits) : null;
  if (ifs === null || ifs.trim() === "") return line.trim().split(/\s+/);
  return line.split(new RegExp(`[${ifs.replace(/[\]\\^-]/g, "\\$&")}]`));
}

const blursNames: Handler = (call) => {
  emitSelf(call);
  for (const field of call.args) {
    const name = wordText(field);
    if (/^[A-Za-z_]\w*$/.test(name)) call.place.scope.blur(name);
  }
  return silence;
};

const printsInto: Handler = (call) => {
  const [flag, name, ...rest] = call.args.map(wordText);
  if (flag !== "-v" || !name) return null;
  emitSelf(call);
  const text = rest.includes("\0") ? null : formatPrintf(rest);
  if (text === null) call.place.scope.blur(name);
  else call.place.scope.setText(name, text);
  return silence;
};

const declares: Handler = (call) => {
  emitSelf(call);
  const { scope } = call.place;
  const refers = call.args.some((field) => /^-[a-zA-Z]*n/.test(wordText(field)));
  for (const field of call.args) {
    const text = constantText(field.bits);
    const found = text === null || field.raw.includes("(") ? null : /^([A-Za-z_]\w*)=(.*)$/s.exec(text);
    if (!found?.[1]) continue;
    if (refers && call.name !== "export" && /^\w+$/.test(found[2] ?? ""))
      scope.refer(found[1], found[2] ?? "");
    else scope.setText(found[1], found[2] ?? "");
  }
  return silence;
};

/** `mapfile -t A <<< TEXT`: each line is an element. */
const readsLines: Handler = (call) => {
  emitSelf(call);
  const { scope, stdin } = call.place;
  const { rest } = readFlags(call.args, { takes: words("-d -n -O -s -u -C -c"), stops: true });
  const name = rest[0] ? wordText(rest[0]) : "MAPFILE";
  const lines = stdin?.text?.replace(/\n$/, "").split("\n");
  if (!lines || lines.length > mostLines) scope.blur(name);
  else {
    const at = call.invocation.span[0];
    const items = lines.map((line, index) => [String(index), [textBit(line, at, true)]] as const);
    scope.set(name, { kind: "array", items: new Map(items) });
  }
  return silence;
};

const mostLines = 64;

/** `hash -p FILE NAME`: from then on NAME is that file. */
const hashes: Handler = (call) => {
  emitSelf(call);
  const [flag, file, name] = call.args.map(wordText);
  if (flag === "-p" && file && name)
    call.place.scope.aliases.set(name, `command '${file.replaceAll("'", "")}'`);
  return silence;
};

const unsets: Handler = (call) => {
  emitSelf(call);
  for (const field of call.args) call.place.scope.unset(wordText(field));
  return silence;
};

const aliases: Handler = (call) => {
  emitSelf(call);
  for (const field of call.args) {
    const found = /^([^=]+)=(.*)$/s.exec(constantText(field.bits) ?? "");
    if (found?.[1]) call.place.scope.aliases.set(found[1], found[2] ?? "");
  }
  return silence;
};

const evaluates: Handler = (call) => {
  if (call.args.length === 0) return silence;
  const { scope } = call.place;
  const args = wordText(call.args[0]) === "--" ? call.args.slice(1) : call.args;
  return runText(call, args, "eval", {
    scope,
    context: call.place.context === "top" ? "payload" : call.place.context,
  });
};

const traps: Handler = (call) => {
  const [first] = call.args;
  const text = wordText(first);
  if (!first || call.args.length < 2 || text === "" || /^-/.test(text)) return null;
  return runText(call, [first], "trap", { context: "trap" });
};

/** What the shell itself does with names, words and directories. */
export const builtins: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["cd", changesDirectory],
  ["pushd", changesDirectory],
  ["popd", changesDirectory],
  ["set", setsPositional],
  ["shift", shifts],
  ["read", reads],
  ["mapfile", readsLines],
  ["readarray", readsLines],
  ["hash", hashes],
  ["getopts", blursNames],
  ["printf", printsInto],
  ["export", declares],
  ["declare", declares],
  ["typeset", declares],
  ["local", declares],
  ["readonly", declares],
  ["unset", unsets],
  ["alias", aliases],
  ["eval", evaluates],
  ["trap", traps],
]);
