import { visible } from "../../base/kernel/visible.ts";

/** Text as an inline code span that shows it whatever it holds; control characters are written out, lines become one. */
export function codeSpan(text: string): string {
  const flat = visible(text.replace(/\s*\n\s*/g, " ⏎ ").replace(/\t/g, " ")).trim();
  if (flat === "") return "` `";
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return `\`${flat}\``;
  const fence = "`".repeat(longest + 1);
  return `${fence} ${flat} ${fence}`;
}

/** May the command stand in one inline code span and be read back byte for byte? */
export const fitsCodeSpan = (command: string): boolean =>
  !/[`\n\t]/.test(command) &&
  visible(command) === command &&
  command.trim() === command &&
  command !== "" &&
  !/^(\$|#|>)\s/.test(command);

/** A fenced block whose fence is longer than any that the code holds. */
export function fenced(code: string, attributes: Readonly<Record<string, unknown>>): string {
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}sh ${JSON.stringify(attributes)}\n${code}\n${fence}`;
}

/** Text as one line of prose: nothing in it starts markup. */
export const prose = (text: string): string =>
  visible(text.replace(/\s+/g, " ")).replace(/([\\`*_{}[\]<>#|!~])/g, "\\$1");

/** A string of YAML that is also JSON. */
export const yamlText = (text: string): string => JSON.stringify(visible(text, { keep: "lines" }));

/** A key of YAML: plain where it can be. */
export const yamlKey = (text: string): string =>
  /^[A-Za-z_][\w-]*$/.test(text) ? text : JSON.stringify(text);
