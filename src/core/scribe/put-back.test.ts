import { describe, expect, it } from "vitest";
import { applySplices } from "../runbook/splice.ts";
import { leftOutOf, putBack } from "./put-back.ts";

const commands = [
  "ls",
  "systemctl stop app",
  "cat <<'X' > /etc/app.conf\na=1\nX",
  "rm /var/cache/app.lock",
  "systemctl start app",
];
const draft = [
  "# Title",
  "",
  "**Fix Sequence**:",
  "",
  "1. `systemctl stop app`",
  "2. `systemctl start app`",
  "",
  "## Verify",
  "",
  "## Notes",
  "",
  "3 of 5 commands were left out.",
  "",
  "- `ls`: says nothing about the incident",
  "- `cat <<'X' > /etc/app.conf ⏎ a=1 ⏎ X`: overtaken by record 4",
  "- `rm /var/cache/app.lock`: looking around (2 times)",
  "",
].join("\n");
const steps: Parameters<typeof putBack>[0]["steps"] = [
  { role: "fix", code: "systemctl stop app", lines: [5, 5] },
  { role: "fix", code: "systemctl start app", lines: [6, 6] },
];

function withBack(text: string, n: number, found = steps): string {
  const item = leftOutOf(text, commands).find((one) => one.n === n);
  if (item === undefined) throw new Error("not listed");
  return applySplices(text, putBack({ text, steps: found, commands }, item) ?? []);
}

describe("what a draft left out", () => {
  it("is found in its Notes, with the session's own text", () => {
    expect(leftOutOf(draft, commands)).toEqual([
      { n: 1, command: "ls", because: "says nothing about the incident" },
      { n: 3, command: commands[2], because: "overtaken by record 4" },
      { n: 4, command: "rm /var/cache/app.lock", because: "looking around (2 times)" },
    ]);
    expect(leftOutOf("# nothing noted\n", commands)).toEqual([]);
  });

  it("comes back at its place in the session's order, numbered, and leaves the Notes", () => {
    const text = withBack(draft, 4);
    expect(text).toContain(
      "1. `systemctl stop app`\n2. `rm /var/cache/app.lock`\n3. `systemctl start app`\n\n## Verify",
    );
    expect(text).not.toContain("looking around (2 times)");
    expect(text).toContain("- `ls`: says");
  });

  it("comes first when it was typed first", () => {
    expect(withBack(draft, 1)).toContain("1. `ls`\n2. `systemctl stop app`\n3. `systemctl start app`");
  });

  it("becomes a block when it does not fit into one line", () => {
    expect(withBack(draft, 3)).toContain(
      '1. `systemctl stop app`\n\n```sh {"role":"fix"}\ncat <<\'X\' > /etc/app.conf\na=1\nX\n```\n2. `systemctl start app`',
    );
  });

  it("takes the place of the sentence that says there was no fix", () => {
    const empty = draft.replace(/1\. [^\n]+\n2\. [^\n]+\n/, "Not observed in the recorded session.\n");
    expect(withBack(empty, 4, [])).toContain("**Fix Sequence**:\n\n1. `rm /var/cache/app.lock`\n\n## Verify");
  });

  it("is refused where there is no fix section", () => {
    const without = draft.replace("**Fix Sequence**:", "**Something**:");
    const [first] = leftOutOf(without, commands);
    if (first === undefined) throw new Error("not listed");
    expect(putBack({ text: without, steps: [], commands }, first)).toBeNull();
  });
});
