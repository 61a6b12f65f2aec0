import type { CommandRun, Redirect } from "../../base/shell/types.ts";
import { wordText } from "./arguments.ts";
import { type Effect, plain } from "./effect.ts";

const isScratch = (path: string, run: CommandRun): boolean =>
  path.startsWith("/tmp/") && !run.redirects.some(({ body }) => body !== null);

/** `> file` sets a file, `>> file` adds to it; what only takes output out of sight changes nothing. */
export function effectOfRedirect(
  redirect: Redirect,
  words: readonly string[],
  resolve: (word: string) => string,
  run: CommandRun,
): Effect | null {
  const typed = redirect.target === null ? "" : wordText(redirect.target);
  if (
    !/^(&>|>|>>|>\||<>|&>>)$/.test(redirect.op) ||
    redirect.fd === 2 ||
    /^(\/dev\/|\d+$|-$|&|$)/.test(typed)
  )
    return null;
  const path = resolve(typed);
  if (isScratch(path, run)) return null;
  const value = words.slice(1).join(" ");
  const tool = words[0] ?? "";
  if (/^\/(proc|sys)\//.test(path)) {
    const nature = /drop_caches|sysrq|compact_memory/.test(path) ? "kick" : "set";
    return plain({ nature, tool, target: `sysctl:${path}`, value });
  }
  if (redirect.op.endsWith(">>"))
    return plain({ nature: "add", tool, target: `content:${path}:${value}`, value });
  return plain({ nature: "set", tool, target: `file:${path}`, value });
}
