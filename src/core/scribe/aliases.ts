import { analyseShell } from "../../base/shell/analyse.ts";

/** A text with each alias of this session that is the name of a command replaced by the alias's text. */
export function resolveAlias(command: string, aliases: ReadonlyMap<string, string>): string {
  if (aliases.size === 0) return command;
  const first = resolveFirst(command, aliases);
  if (!/[|;&({\n]/.test(first)) return first;
  const analysis = analyseShell(first);
  if (!analysis.ok) return first;
  const names = analysis.runs.flatMap(({ argv, where, context, via }) => {
    const [name] = argv;
    const isTyped = where === "local" && context !== "payload" && via.length === 0;
    return isTyped && name !== undefined && name.span[0] > 0 ? [name] : [];
  });
  return names
    .toSorted((a, b) => b.span[0] - a.span[0])
    .reduce((text, { raw, span: [from, to] }) => {
      const full = first.slice(from, to) === raw ? aliases.get(raw) : undefined;
      return full === undefined ? text : `${text.slice(0, from)}${full}${text.slice(to)}`;
    }, first);
}

/** The same for the first word, after sudo too, as it is most often typed. */
function resolveFirst(command: string, aliases: ReadonlyMap<string, string>): string {
  const found = /^(\s*(?:sudo\s+)?)([\w.:-]+)(?=\s|$)/.exec(command);
  const text = found ? aliases.get(found[2] ?? "") : undefined;
  return found && text !== undefined ? `${found[1]}${text}${command.slice(found[0].length)}` : command;
}
