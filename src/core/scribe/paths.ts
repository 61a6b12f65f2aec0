/** The home that `~` most likely means. */
export const homeOf = (user: string): string => (user === "root" ? "/root" : `/home/${user}`);

/** A typed path made absolute and plain, as far as that can be told without the disk. */
export function absolutePath(word: string, cwd: string | null, user: string): string {
  const start = word === "~" || word.startsWith("~/") ? `${homeOf(user)}${word.slice(1)}` : word;
  // A path that starts with a variable is taken as it was typed.
  const joined = /^[/$]/.test(start) || cwd === null ? start : `${cwd}/${start}`;
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return `${joined.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

/** Is the path the same as `directory` or below it? */
export const isInside = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);

/** Is the typed path this file? One that starts with a variable is compared by what follows it. */
export function namesFile(typed: string, file: string): boolean {
  const rest = /^\$(?:\w+|\{\w+\})(\/.+)$/.exec(typed)?.[1];
  return rest === undefined ? typed === file : file.endsWith(rest);
}
