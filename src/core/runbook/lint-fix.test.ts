import { describe, expect, it } from "vitest";
import { mendRunbook } from "./lint-fix.ts";
import { parseRunbook } from "./parse.ts";

const body = '# T\n\n## Fix\n\n```sh\nkubectl delete pod <pod> -n "<name space>"\n```\n\n1. `rm <file>`\n';
const mended = body
  .replace("<pod>", '"$POD"')
  .replace("<name space>", "${NAME_SPACE}")
  .replace("<file>", '"$FILE"');
const mend = (text: string) => mendRunbook({ path: "x.md", text });

describe("mending placeholders", () => {
  it.each([
    [
      "without front matter",
      "",
      "---\ninputs: {POD: {required: true}, NAME_SPACE: {required: true}, FILE: {required: true}}\n---\n\n",
    ],
    [
      "without inputs",
      "---\nid: a\n---\n",
      "---\nid: a\ninputs: {POD: {required: true}, NAME_SPACE: {required: true}, FILE: {required: true}}\n---\n",
    ],
    [
      "with empty inputs",
      "---\ninputs: {} # none\n---\n",
      "---\ninputs: {POD: {required: true}, NAME_SPACE: {required: true}, FILE: {required: true}} # none\n---\n",
    ],
    [
      "with some of them",
      "---\ninputs: {POD: {}}\n---\n",
      "---\ninputs: {POD: {}, NAME_SPACE: {required: true}, FILE: {required: true}}\n---\n",
    ],
    [
      "with inputs on lines of their own",
      "---\ninputs:\n  POD: {} # kept\nid: a\n---\n",
      "---\ninputs:\n  NAME_SPACE: {required: true}\n  FILE: {required: true}\n  POD: {} # kept\nid: a\n---\n",
    ],
  ])("declares them %s", (_what, before, after) => {
    expect(mend(before + body).text).toBe(after + mended);
    expect(
      Object.keys(parseRunbook({ path: "x.md", text: after + mended }).runbook?.inputs ?? {}),
    ).toHaveLength(3);
  });

  it("keeps the line ends and what it cannot mend", () => {
    expect(mend(body.replaceAll("\n", "\r\n")).text).toContain(mended.replaceAll("\n", "\r\n"));
    const quoted = "## Fix\n\n```sh\necho '<pod>'\n```\n";
    expect(mend(quoted)).toEqual({ text: quoted, changes: [] });
  });
});
