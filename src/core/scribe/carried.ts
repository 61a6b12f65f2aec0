import type { CommandRun } from "../../base/shell/types.ts";
import { wordText } from "./arguments.ts";
import type { Reading } from "./reading.ts";

/** Names that every shell sets by itself, or that only please a person. */
const ambient =
  /^(HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|PATH|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|UID|EUID|PPID|RANDOM|SECONDS|LINENO|IFS|OPTARG|OPTIND|REPLY|TERM|LANG|LC_\w+|TZ|COLUMNS|LINES|SHLVL|PS[0-4]|EDITOR|VISUAL|PAGER|LESS|LS_COLORS|HIST\w+|PROMPT_COMMAND|BASH\w*|ZSH\w*|FUNCNAME|PIPESTATUS|DISPLAY|SUDO_\w+|SSH_\w+|XDG_\w+|TMUX|GREP_\w+|CLICOLOR|MANPAGER|_)$/;
/** Whether output is coloured, paged or buffered is no part of what a command does. */
const forTheEye =
  /^(NO_COLOR|(\w+_)?(FORCE_)?COLORS?|\w*_NOCOLOR|\w+_PAGER|SYSTEMD_LESS|PYTHONUNBUFFERED|\w+_EDITOR|LESS\w*|BAT_\w+|FZF_\w+|STARSHIP_\w+|\w*_PROGRESS)$/;
const dangerous = /^(LD_\w+|BASH_ENV|ENV|NODE_OPTIONS|REIFIER_\w+)$/;
const secretName = /(pass(word|wd|phrase)?|pwd$|secret|token|api_?key|access_?key|private|credential|auth)/i;
/** Options of a tool, kept in a variable, with a password among them. */
const secretOption =
  /(?:^|\s)(?:-[pPW] (?!\d+(?:\s|$))\S{4,}|--?(?:pass\w*|token|secret|auth\w*|api[-_]?key)[= ]\S+)/;
/** What a redactor leaves where a secret stood. */
export const redactionMark = /‹redacted:([\w-]+):([0-9a-f]+)›/;

export interface Assigned {
  readonly name: string;
  /** null where only running would tell. */
  readonly value: string | null;
  readonly exported: boolean;
  readonly secret: boolean;
  /** What the redactor left in its place, to know the same secret elsewhere. */
  readonly mark: string | null;
  /** The command whose output it was given: `pid=$(cat run/app.pid)`. */
  readonly output: string | null;
  readonly from: number;
  readonly at: number;
}

/** Variables that the session gave a value, in order. */
export function assignedVariables(readings: readonly Reading[]): Assigned[] {
  return readings.flatMap((reading, at) => {
    if (reading.worked === false) return [];
    const runs = reading.runs.filter(
      ({ context, where, pipedFrom }) => context === "top" && where === "local" && pipedFrom === null,
    );
    return runs.flatMap(assignmentsOf).map(({ name, text, exported, raw }): Assigned => {
      const found = text === null ? null : (redactionMark.exec(text)?.[0] ?? null);
      const secret = found !== null || secretName.test(name) || secretOption.test(text ?? "");
      return {
        name,
        value: secret ? null : text,
        exported,
        secret,
        mark: found === text ? found : null,
        output: /^"?\$\(([^()]*)\)"?$/.exec(raw)?.[1]?.trim() ?? null,
        from: reading.record.n,
        at,
      };
    });
  });
}

interface TypedAssignment {
  readonly name: string;
  readonly text: string | null;
  readonly raw: string;
  readonly exported: boolean;
}

function assignmentsOf(run: CommandRun): TypedAssignment[] {
  const words = run.argv.map(wordText);
  const exported =
    words[0] === "export" || ((words[0] === "declare" || words[0] === "typeset") && words.includes("-x"));
  const fromWords = exported
    ? run.argv.slice(1).flatMap((word) => {
        const text = wordText(word);
        const match = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(text);
        return match?.[1]
          ? [
              {
                name: match[1],
                text: word.value === null ? null : (match[2] ?? null),
                raw: word.raw.replace(/^[^=]*=/, ""),
                exported,
              },
            ]
          : [];
      })
    : [];
  if (words.length > 0 && !exported) return fromWords;
  return [
    ...fromWords,
    ...run.assignments.map(({ name, word }) => ({
      name,
      text: word === null ? "" : (word.value ?? null),
      raw: word?.raw ?? "",
      exported,
    })),
  ];
}

/** Names of variables that a command reads from the shell it is typed in. */
function namedVariables(reading: Reading): Set<string> {
  const words = reading.runs.flatMap((run) => [
    ...run.argv,
    ...run.redirects.map(({ target }) => target),
    ...run.assignments.map(({ word }) => word),
  ]);
  const names = words.flatMap((word) =>
    (word?.pieces ?? []).flatMap((piece) => (piece.kind === "variable" ? [piece.name] : [])),
  );
  const own = new Set<string>(
    [...reading.command.matchAll(/\bfor\s+([A-Za-z_]\w*)\s+in\b/g)].map((match) => match[1] ?? ""),
  );
  for (const run of reading.runs) {
    if (run.argv.length === 0) for (const { name } of run.assignments) own.add(name);
    if (run.argv[0]?.value === "read") for (const word of run.argv.slice(1)) own.add(wordText(word));
  }
  return new Set(names.filter((name) => /^[A-Za-z_]\w*$/.test(name) && !own.has(name) && !isAmbient(name)));
}

const isAmbient = (name: string): boolean =>
  ambient.test(name) || dangerous.test(name) || forTheEye.test(name);

export interface CarriedVariable {
  readonly name: string;
  /** `env`: handed through by name; else an input. */
  readonly as: "env" | "input";
  readonly example: string;
  readonly secret: boolean;
  readonly mark: string | null;
  readonly output: string | null;
  readonly from: readonly number[];
}

/** What the kept commands need from the shell they were typed in. */
export function carriedVariables(kept: readonly Reading[], readings: readonly Reading[]): CarriedVariable[] {
  const assigned = assignedVariables(readings);
  const carried = new Map<string, CarriedVariable>();
  const places = new Map(readings.map((reading, at) => [reading, at] as const));
  const lastKept = kept.reduce((last, reading) => Math.max(last, places.get(reading) ?? -1), -1);
  const put = (name: string, before: number): void => {
    const own = assigned.findLast((one) => one.name === name && one.at < before);
    if (own) {
      const { value, secret, mark, output, from } = own;
      carried.set(name, { name, as: "input", example: value ?? "", secret, mark, output, from: [from] });
    } else if (!carried.has(name)) {
      carried.set(name, { name, as: "env", example: "", secret: false, mark: null, output: null, from: [] });
    }
  };
  for (const reading of kept) for (const name of namedVariables(reading)) put(name, places.get(reading) ?? 0);
  for (const one of assigned) {
    if (one.exported && one.at < lastKept && !isAmbient(one.name)) put(one.name, lastKept);
  }
  return [...carried.values()];
}
