import type { Runbook } from "../../base/model/runbook.ts";
import { type Problem, problem } from "./problem.ts";
import { lineOfCode } from "./step-lines.ts";

/** What bash itself or every block's environment sets. */
const always =
  /^(?:_|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|PATH|PWD|OLDPWD|TERM|PAGER|UID|EUID|PPID|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|LINENO|IFS|REPLY|OPTARG|OPTIND|SHLVL|PIPESTATUS|FUNCNAME|GROUPS|DIRSTACK|MAPFILE|COPROC|BASH\w*|RUNBOOK_OUTPUT)$/;

/** A name that is used without a default: `$NAME`, `${NAME}`, `${NAME%…}`. */
const used = /(?<!\\)\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*)(?!\w|:?[-=+])[^}]*\})/g;

/** Variables that nothing sets: the block would end at them (`set -u`). */
export function lintVariables(runbook: Runbook, fileLines: readonly string[]): Problem[] {
  const known = new Set([
    ...Object.keys(runbook.inputs),
    ...runbook.env,
    ...runbook.steps.flatMap((step) => (step.capture === null ? [] : [step.capture])),
    ...runbook.steps.flatMap((step) => assignedIn(step.code)),
  ]);
  const told = new Set<string>();
  return runbook.steps.flatMap((step) =>
    withoutLiterals(step.code)
      .split("\n")
      .flatMap((text, index) =>
        [...text.matchAll(used)].flatMap(([, plain, braced]): Problem[] => {
          const name = plain ?? braced ?? "";
          if (known.has(name) || always.test(name) || told.has(name)) return [];
          told.add(name);
          const line = lineOfCode(step, index, fileLines);
          return [
            problem(
              "undeclared-input",
              line,
              `nothing sets $${name}`,
              `declare it: inputs: {${name}: {required: true}}, or env: [${name}]`,
            ),
          ];
        }),
      ),
  );
}

/** Every name that any kind of assignment could set; also `k=v` lines that go to `$RUNBOOK_OUTPUT`. */
function assignedIn(code: string): string[] {
  const direct = [...code.matchAll(/([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/g)].map(([, name = ""]) => name);
  const loops = [...code.matchAll(/\b(?:for|select)\s+([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  const builtins = [
    ...code.matchAll(
      /\b(?:read|mapfile|readarray|getopts|declare|typeset|local|export|printf\s+-v|coproc|let)\b([^\n;|&]*)/g,
    ),
  ];
  const arithmetic = [...code.matchAll(/\(\(\s*([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  return [
    ...direct,
    ...loops,
    ...arithmetic,
    ...builtins.flatMap(([, rest = ""]) => rest.match(/[A-Za-z_]\w*/g) ?? []),
  ];
}

/** Without what bash does not expand: quoted here-documents, single quotes and comments. Lines stay where they are. */
function withoutLiterals(code: string): string {
  const blank = (text: string): string => text.replace(/[^\n]/g, " ");
  const plain = code.replace(/<<-?\s*(['"\\])(\w+)\1?[^\n]*\n([\s\S]*?)\n[ \t]*\2(?=\n|$)/g, blank);
  return plain.replace(/\\.|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|(?<=^|\s)#[^\n]*/g, (text) =>
    text.startsWith("'") || text.startsWith("#") ? blank(text) : text,
  );
}
