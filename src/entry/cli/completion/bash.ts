import { globalOptions, isIdKind, type Place, type Values, valueOptions } from "./places.ts";

/**
 * For `eval "$(reifier completion bash)"`. Where no word is known, readline completes files. Only where an id may stand
 * is reifier asked for those that there are.
 */
export function bashCompletion(places: readonly Place[]): string {
  const commands = places.filter(({ path }) => path !== "");
  const values = places.flatMap(({ path, options }) =>
    options.flatMap(({ name, values: known }) =>
      known === null || known === "files"
        ? []
        : [`    "${path}|${name}") COMPREPLY=($(compgen -W "${wordsFor(known)}" -- "$cur")); return ;;`],
    ),
  );
  return `# reifier completion for bash: eval "$(reifier completion bash)"
_reifier() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at='' words='' options='' ids='' word i
  local -a place=()
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      --workspace) i=$((i + 1)) place=(--workspace "\${COMP_WORDS[i]}") ;;
      ${valueOptions(places).join("|")}) i=$((i + 1)) ;;
      -*) ;;
      *) case "$at\${at:+ }$word" in
        ${commands.map(({ path }) => `"${path}"`).join("|")}) at="$at\${at:+ }$word" ;;
      esac ;;
    esac
  done
  case "$at|$prev" in
${values.join("\n")}
    ${valueOptions(places)
      .map((name) => `*"|${name}"`)
      .join("|")}) return ;;
  esac
  case $at in
${places.map((place) => `    "${place.path}") words="${wordsOf(place).join(" ")}"${idsOf(place)} options="${place.options.map(({ name }) => name).join(" ")}" ;;`).join("\n")}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$options ${globalOptions.map(({ name }) => name).join(" ")}" -- "$cur")) ;;
    *) [[ -n $ids ]] && words+=" $("\${COMP_WORDS[0]}" "\${place[@]}" completion ids "$ids" 2>/dev/null)"
      COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
  esac
}
complete -o default -F _reifier reifier
`;
}

const wordsOf = ({ next, values }: Place): string[] => [
  ...next.map(({ word }) => word),
  ...(values === "files" || isIdKind(values) ? [] : values),
];

const idsOf = ({ values }: Place): string => (values !== "files" && isIdKind(values) ? ` ids=${values}` : "");

const wordsFor = (values: Exclude<Values, "files">): string =>
  isIdKind(values)
    ? `$("\${COMP_WORDS[0]}" "\${place[@]}" completion ids ${values} 2>/dev/null)`
    : values.join(" ");
