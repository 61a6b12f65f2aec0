const placeholder = "@STATE@";

/**
 * The hook of one workspace: the template of `shell-hooks/` with the absolute path of its `state/` directory put in,
 * quoted so that bash, zsh and fish all read the same bytes.
 */
export function renderHook(template: string, stateDirectory: string): string {
  return template.replaceAll(placeholder, () => quoteForShells(stateDirectory));
}

/**
 * Single quotes; a quote or backslash inside stands alone and escaped, which all three shells agree on. A path that needs none
 * has none: fish pays for them at each prompt.
 */
export function quoteForShells(text: string): string {
  if (/^[\w./-]+$/.test(text)) return text;
  return text
    .split(/(['\\])/)
    .filter((part) => part !== "")
    .map((part) => (part === "'" || part === "\\" ? `\\${part}` : `'${part}'`))
    .join("");
}

/** The line for a shell's start-up file: no program starts with a shell, and a missing workspace is silent. */
export function renderRcLine(shell: "bash" | "zsh" | "fish", stateDirectory: string): string {
  const path = `${stateDirectory}/hook.${shell}`;
  const hook = /^[\w@%+=:,./-]+$/.test(path) ? path : quoteForShells(path);
  return shell === "fish" ? `test -r ${hook}; and source ${hook}` : `[ -r ${hook} ] && . ${hook}`;
}
