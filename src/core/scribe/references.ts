import { visible } from "../../base/kernel/visible.ts";
import type { TreeFile } from "../../base/ports/work-files.ts";

export interface Reference {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The name that ties the command to the place. */
  readonly name: string;
  readonly text: string;
}

const mostReferences = 20;
const dull =
  /^(sudo|true|false|localhost|status|start|stop|restart|reload|config|service|deploy|deployment|default|latest|systemctl|kubectl|docker|compose|nginx|http|https|json)$/;

/** Lines that define something: a Makefile target, a compose or Kubernetes name, a unit's command, a script's function. */
const defining: readonly ((name: string) => RegExp)[] = [
  (name) => new RegExp(`^${name}\\s*:(?!=)`),
  (name) =>
    new RegExp(`^\\s*(?:-\\s*)?(?:name|container_name|image|service)\\s*:\\s*["']?[\\w./-]*${name}\\b`),
  (name) => new RegExp(`^\\s{2}${name}:\\s*$`),
  (name) => new RegExp(`^Exec(?:Start|Stop|Reload)\\w*=.*\\b${name}\\b`),
  (name) => new RegExp(`^\\s*(?:function\\s+)?${name}\\s*\\(\\)`),
];

/** The words of commands that may be defined somewhere in a work tree, at most 200. */
export const referenceNames = (commands: readonly string[]): string[] =>
  [
    ...new Set(
      commands.flatMap((command) =>
        (command.replace(/‹redacted:[^›]*›/g, " ").match(/[A-Za-z][\w.-]{2,}/g) ?? []).map((name) =>
          name.replace(/[.-]+$/, ""),
        ),
      ),
    ),
  ]
    .filter((name) => name.length > 2 && !dull.test(name))
    .slice(0, 200);

/** Where in the tree the things are defined that the commands name: files of that name, then defining lines. */
export function referencesOf(commands: readonly string[], files: readonly TreeFile[]): Reference[] {
  const names = referenceNames(commands);
  const found: Reference[] = [];
  for (const { path, text } of files) {
    const own = names.find(
      (name) =>
        path === name ||
        path.endsWith(`/${name}`) ||
        path.endsWith(`/${name}.service`) ||
        path === `${name}.service`,
    );
    if (own !== undefined) found.push({ path, line: 1, name: own, text: "" });
    if (text.length <= 1_000_000) found.push(...definitionsIn(path, text, names));
  }
  return found.slice(0, mostReferences);
}

function definitionsIn(path: string, text: string, names: readonly string[]): Reference[] {
  const patterns = names.map((name) => ({
    name,
    rules: defining.map((rule) => rule(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))),
  }));
  return text.split("\n").flatMap((line, at) => {
    if (line.length > 500) return [];
    const hit = patterns.find(
      ({ name, rules }) => line.includes(name) && rules.some((rule) => rule.test(line)),
    );
    return hit ? [{ path, line: at + 1, name: hit.name, text: visible(line.trim()) }] : [];
  });
}
