import { describe, expect, test } from "vitest";
import { addToNotes } from "./seen-again.ts";

const added = (text: string): string | null => {
  const splice = addToNotes(text, "Seen again.");
  return splice === null ? null : text.slice(0, splice.span[0]) + splice.text + text.slice(splice.span[1]);
};

describe("a sentence for the Notes", () => {
  test.each([
    ["at their end", "# T\n\n## Notes\n\nOld.\n", "# T\n\n## Notes\n\nOld.\n\nSeen again.\n"],
    ["without a last line end", "# T\n\n## Notes\n\nOld.", "# T\n\n## Notes\n\nOld.\n\nSeen again.\n"],
    [
      "before the section that follows",
      "## Notes\n\nOld.\n\n## References\n\n- x\n",
      "## Notes\n\nOld.\n\nSeen again.\n\n## References\n\n- x\n",
    ],
    ["in a section of its own where there is none", "# T\n", "# T\n\n## Notes\n\nSeen again.\n"],
    ["with the file's own line ends", "# T\r\n", "# T\r\n\r\n## Notes\r\n\r\nSeen again.\r\n"],
    [
      "not inside a block that holds such a heading",
      "## Fix\n\n```sh\n## Notes\n```\n",
      "## Fix\n\n```sh\n## Notes\n```\n\n## Notes\n\nSeen again.\n",
    ],
    ["nowhere where a fence is open", "## Fix\n\n```sh\nx\n", null],
  ])("stands %s", (_where, text, expected) => {
    expect(added(text)).toBe(expected);
  });
});
