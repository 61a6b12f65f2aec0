import {
  type CompletedOption,
  globalOptions,
  isIdKind,
  type Place,
  type Values,
  valueOptions,
} from "./places.ts";

/** For `reifier completion fish | source`. */
export function fishCompletion(places: readonly Place[]): string {
  const paths = places.flatMap(({ path }) => (path === "" ? [] : [quoted(path)]));
  return `# reifier completion for fish: reifier completion fish | source
function __reifier_ids
  set -l words (commandline -opc)
  set -l place
  type -q $words[1]; or return
  if set -l at (contains -i -- --workspace $words)
    set place --workspace $words[(math $at + 1)]
  end
  $words[1] $place completion ids $argv[1] 2>/dev/null
end
function __reifier_at
  set -l at
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
      continue
    end
    switch $word
      case ${valueOptions(places).join(" ")}
        set skip 1
      case '-*'
      case '*'
        if contains -- (string join ' ' -- $at $word) ${paths.join(" ")}
          set -a at $word
        end
    end
  end
  test "$at" = "$argv[1]"
end
${[...globalOptions.map((option) => optionLine(null, option)), ...places.flatMap(linesOf)].join("\n")}
`;
}

function linesOf({ path, next, options, values }: Place): string[] {
  const here = `complete -c reifier -n ${quoted(`__reifier_at ${quoted(path)}`)}`;
  return [
    ...(next.length > 0 ? [`${here} -f`] : []),
    ...next.map(({ word, summary }) => `${here} -a ${word} -d ${quoted(summary)}`),
    ...(values === "files" ? [] : [`${here} -f -a ${quoted(wordsFor(values))}`]),
    ...options.map((option) => optionLine(path, option)),
  ];
}

function optionLine(path: string | null, { name, summary, values }: CompletedOption): string {
  const where = path === null ? "" : ` -n ${quoted(`__reifier_at ${quoted(path)}`)}`;
  const takes = takesOf(values);
  return `complete -c reifier${where} -l ${name.slice(2)}${takes} -d ${quoted(summary)}`;
}

function takesOf(values: CompletedOption["values"]): string {
  if (values === null) return "";
  return values === "files" ? " -r -F" : ` -x -a ${quoted(wordsFor(values))}`;
}

const wordsFor = (values: Exclude<Values, "files">): string =>
  isIdKind(values) ? `(__reifier_ids ${values})` : values.join(" ");

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
