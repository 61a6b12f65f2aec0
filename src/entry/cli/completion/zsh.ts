import {
  type CompletedOption,
  globalOptions,
  isIdKind,
  type Place,
  type Values,
  valueOptions,
} from "./places.ts";

/** For `eval "$(reifier completion zsh)"`, or as the file `_reifier` in a folder of `$fpath`. */
export function zshCompletion(places: readonly Place[]): string {
  const commands = places.filter(({ path }) => path !== "");
  const values = places.flatMap(({ path, options }) =>
    options.flatMap(({ name, values: known }) =>
      known === null || known === "files"
        ? []
        : [`    ("${path}|${name}") compadd -- ${wordsFor(known)}; return ;;`],
    ),
  );
  return `#compdef reifier
# reifier completion for zsh: eval "$(reifier completion zsh)"
_reifier() {
  local at='' ids='' word i
  local -a found options place
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    case $word in
      (--workspace) ((i++)); place=(--workspace "$words[i]") ;;
      (${valueOptions(places).join("|")}) ((i++)) ;;
      (-*) ;;
      (*) case "$at\${at:+ }$word" in
        (${commands.map(({ path }) => `"${path}"`).join("|")}) at="$at\${at:+ }$word" ;;
      esac ;;
    esac
  done
  case "$at|$words[CURRENT-1]" in
${values.join("\n")}
    (${valueOptions(places)
      .map((name) => `*"|${name}"`)
      .join("|")}) _files; return ;;
  esac
  case $at in
${places.map(caseOf).join("\n")}
  esac
  if [[ -n $ids && $words[CURRENT] != -* ]]; then
    found+=(\${(f)"$($words[1] $place completion ids $ids 2>/dev/null)"})
  fi
  if [[ $words[CURRENT] == -* ]]; then
    found=($options ${globalOptions.map(optionText).join(" ")})
  fi
  if (($#found)); then _describe reifier found; else _files; fi
}
if [[ $funcstack[1] == _reifier ]]; then _reifier "$@"; return; fi
# A start-up file that never set completion up gets it here, without a dump file.
(($+functions[compdef])) || { autoload -Uz compinit && compinit -i -D; }
compdef _reifier reifier
`;
}

function caseOf({ path, next, options, values }: Place): string {
  const found = [
    ...next.map(({ word, summary }) => described(word, summary)),
    ...(values === "files" || isIdKind(values) ? [] : values),
  ];
  const ids = values !== "files" && isIdKind(values) ? ` ids=${values}` : "";
  return `    ("${path}") found=(${found.join(" ")})${ids} options=(${options.map(optionText).join(" ")}) ;;`;
}

const wordsFor = (values: Exclude<Values, "files">): string =>
  isIdKind(values) ? `\${(f)"$($words[1] $place completion ids ${values} 2>/dev/null)"}` : values.join(" ");

const optionText = ({ name, summary }: CompletedOption): string => described(name, summary);

const described = (word: string, summary: string): string => `'${word}:${summary.replaceAll("'", "'\\''")}'`;
