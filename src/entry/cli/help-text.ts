import type { CommandEntry } from "./command-entry.ts";

/** What every exit code means, as `reifier --help` shows it. */
export const exitCodes = `Exit codes:
  0    done; the answer is yes
  1    the answer is no
  2    a mistake in the words or the settings
  10   denied by the policy, or not approved
  11   not confirmed
  12   a step failed
  13   a service that is needed is away
  130  interrupted`;

/** What stands below the options of a command's help. */
export function helpTail({ example, exits = {} }: CommandEntry): string {
  const meanings = {
    0: exits[1] === undefined ? "done" : "done; yes",
    2: "a mistake in the words or the settings",
    ...exits,
  };
  const lines = Object.entries(meanings).map(([code, meaning]) => `  ${code.padEnd(3)}  ${meaning}`);
  return `
Also: --workspace, --json, --no-color, --quiet   (reifier --help)

example: ${example}

Exit codes:
${lines.join("\n")}`;
}
