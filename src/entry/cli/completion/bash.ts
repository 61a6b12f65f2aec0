import { globalOptions, type Place, valueOptions } from "./places.ts";

/** For `eval "$(reifier completion bash)"`. Where no word is known, readline completes files. Starts no process. */
export function bashCompletion(places: readonly Place[]): string {
  const commands = places.filter(({ path }) => path !== "");
  const values = places.flatMap(({ path, options }) =>
    options.flatMap(({ name, values: known }) =>
      known === null || known === "files"
        ? []
        : [`    "${path}|${name}") COMPREPLY=($(compgen -W "${known.join(" ")}" -- "$cur")); return ;;`],
    ),
  );
  return `# reifier completion for bash: eval "$(reifier completion bash)"
_reifier() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at='' words='' options='' word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
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
${places.map((place) => `    "${place.path}") words="${wordsOf(place).join(" ")}" options="${place.options.map(({ name }) => name).join(" ")}" ;;`).join("\n")}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$options ${globalOptions.map(({ name }) => name).join(" ")}" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
  esac
}
complete -o default -F _reifier reifier
`;
}

const wordsOf = ({ next, values }: Place): string[] => [
  ...next.map(({ word }) => word),
  ...(values === "files" ? [] : values),
];
