import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { blocksOf, codeBlocks } from "./blocks.ts";
import { readDocument } from "./document.ts";
import type { DocumentItem } from "./document-item.ts";
import { parseMarkdown } from "./markdown.ts";
import { itemsOfTree } from "./tree-items.ts";

// The oracles are plain CommonJS without types; what is used of them is checked here.
const load = createRequire(import.meta.url);
const Example = z.array(z.object({ markdown: z.string(), number: z.number() }));
const examples = Example.parse(load("commonmark-spec").tests);

interface Block {
  readonly kind: "fenced" | "indented";
  readonly info: string;
  readonly code: string;
  readonly line: number;
}

const Token = z.array(
  z.object({
    type: z.string(),
    info: z.string(),
    content: z.string(),
    map: z.tuple([z.number(), z.number()]).nullable(),
  }),
);
const markdownIt = load("markdown-it")("commonmark");
function byMarkdownIt(text: string): Block[] {
  return Token.parse(markdownIt.parse(text, {})).flatMap(({ type, info, content, map }) =>
    type === "fence" || type === "code_block"
      ? [
          {
            kind: type === "fence" ? "fenced" : "indented",
            info: info.trim(),
            code: content,
            line: (map?.[0] ?? 0) + 1,
          } satisfies Block,
        ]
      : [],
  );
}

const { Parser } = load("commonmark");
function byCommonMark(text: string): Block[] {
  const found: Block[] = [];
  const walker = new Parser().parse(text).walker();
  for (let event = walker.next(); event !== null; event = walker.next()) {
    const { node, entering } = event;
    if (!entering || node.type !== "code_block") continue;
    found.push({
      kind: node._isFenced ? "fenced" : "indented",
      info: node.info ?? "",
      code: node.literal,
      line: node.sourcepos[0][0],
    });
  }
  return found;
}

/** Blank lines at the end of a block that nothing closes are the parsers' own affair. */
const loose = (code: string): string => code.replace(/\n+$/, "");
const shape = ({ kind, info, code, line }: Block): unknown => [
  kind,
  info.replace(/\s+/g, " "),
  loose(code),
  line,
];
const ours = (text: string): unknown[] =>
  codeBlocks(text).map(({ kind, info, code, lines }) => shape({ kind, info, code, line: lines[0] }));

/** Front matter is ours, not CommonMark's. */
const body = (text: string): string => (/^\ufeff?---/.test(text) ? `\n${text}` : text);

describe("CommonMark's own examples", () => {
  const withCode = examples.filter(({ markdown }) => byCommonMark(body(markdown)).length > 0);

  it("has more than a hundred with code", () => {
    expect(withCode.length).toBeGreaterThan(70);
  });

  it.each(examples.map((example) => ({ ...example, markdown: body(example.markdown) })))(
    "example $number: the blocks of commonmark.js",
    ({ markdown }) => {
      expect(ours(markdown)).toEqual(byCommonMark(markdown).map(shape));
    },
  );
});

describe("the samples", () => {
  const folder = join(import.meta.dirname, "../../../test/fixtures/runbook/md");
  it.each(readdirSync(folder))("%s: the blocks of markdown-it and commonmark.js", (file) => {
    const text = body(readFileSync(join(folder, file), "utf8").replace(/^\ufeff?---\n[\s\S]*?\n---\n/, ""));
    const kindAndCode = (block: Block): unknown => [block.kind, loose(block.code)];
    expect(codeBlocks(text).map(({ kind, code }) => [kind, loose(code)])).toEqual(
      byCommonMark(text).map(kindAndCode),
    );
    expect(byMarkdownIt(text).map(kindAndCode)).toEqual(byCommonMark(text).map(kindAndCode));
  });
});

// Left out, because micromark reads them otherwise: a list that starts at 2 right after indented code, and a closing
// tag of a raw element (`</pre>`) as the lazy line of a quote.
const pieces = fc.constantFrom(
  "```sh\n",
  "```\n",
  "~~~\n",
  "````\n",
  "  ```sh\n",
  "   ~~~ x\n",
  "\n",
  "\n\n",
  "    code\n",
  "\tcode\n",
  "# H\n",
  "## H `x` [l](u)\n",
  "H\n===\n",
  "H\n---\n",
  "- a\n",
  "- ```\n",
  "  ```\n",
  "1. `ls`\n",
  "1. `ls -l`\n",
  "> q\n",
  "> ```sh\n",
  "> x\n",
  "text\n",
  "text `code` *em*\n",
  "**Fix**:\n",
  "<!--\n",
  "-->\n",
  "<div>\n",
  "</div>\n",
  "<pre>\n",
  "x</pre>\n",
  "<?\n",
  "[a]: /u\n",
  "[a]: /u '\n",
  "'\n",
  "***\n",
  "+ b\n",
  "#\n",
  "#x\n",
  "a\r\n",
  "```\r\n",
  "Only do this if CPU > 90%\n",
  "| a | b |\n",
  "\\\n",
  "&amp;\n",
  '```sh {"a":"b&amp;\\""}\n',
  "word ```x\n",
  "``` `\n",
  "    ```\n",
  "   - c\n",
);
const documents = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(""));

describe("any Markdown", () => {
  it("keeps indented lines after an indented list together", () => {
    expect(codeBlocks("   - c\n\n\n    code\n    code\n")).toMatchObject([
      { code: "code\ncode", lines: [4, 5] },
    ]);
  });
  it("has the code blocks that commonmark.js finds", () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(ours(body(text))).toEqual(byCommonMark(body(text)).map(shape));
      }),
      { numRuns: 2000 },
    );
  });

  /** The line-by-line reading leaves out only prose that says nothing. */
  it("reads the same line by line as through the whole parser", () => {
    const telling = (items: readonly DocumentItem[]): unknown[] =>
      items
        .filter((item) => item.kind !== "prose" || /only/i.test(item.text))
        .map((item) =>
          JSON.stringify(item, (key, value: unknown) =>
            key === "lines" && Array.isArray(value) ? value[0] : value,
          ),
        )
        .map((text) => text.replace(/(?:\\n)+"/g, '"'));
    fc.assert(
      fc.property(documents, (text) => {
        const whole = itemsOfTree(parseMarkdown(body(text)), body(text), 1);
        expect(telling(readDocument(body(text)))).toEqual(telling(whole));
        expect(blocksOf(readDocument(body(text))).map(({ headingPath }) => headingPath)).toEqual(
          blocksOf(whole).map(({ headingPath }) => headingPath),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
