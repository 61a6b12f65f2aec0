import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintRunbook } from "./lint.ts";
import { parseRunbook } from "./parse.ts";

const facts = { judge: () => [], syntax: () => null };
const rules = (text: string): string[] =>
  lintRunbook({ path: "x.md", text }, facts).map(({ rule, line }) => `${line} ${rule}`);
const read = (text: string) => parseRunbook({ path: "runbooks/drafts/x.md", text }).runbook;
const steps = (text: string): string[] =>
  (read(text)?.steps ?? []).map(({ role, code }) => `${role}: ${code}`);
const digest = (text: string): string | undefined => read(text)?.digest;

describe("roles", () => {
  it("come from the attribute, else from the nearest heading or bold label", () => {
    expect(
      steps(
        '## Diagnosis\n\n```sh\nuptime\n```\n\n**Fix Sequence**:\n\n1. `a b`\n2. `c`\n\n## Check resolution\n\n```bash\nv\n```\n\n```sh {"role":"rollback"}\nr\n```\n\n## Notes\n\n```sh\nnever\n```\n',
      ),
    ).toEqual(["diagnose: uptime", "fix: a b", "fix: c", "verify: v", "rollback: r"]);
  });

  it("are not taken from bold words that open a sentence, nor from a heading of other words", () => {
    expect(
      steps(
        "## Fix\n\n**Note**: this restarts it.\n\n```sh\na\n```\n\n### Example output\n\n```sh\nb\n```\n",
      ),
    ).toEqual(["fix: a"]);
  });
});

describe("what never runs", () => {
  it.each([
    ["another language", "## Fix\n\n```python\nx\n```\n", "3 language-not-runnable"],
    ["no language", "## Fix\n\n```\nx\n```\n", "3 no-language"],
    ["indented code", "## Fix\n\n    x\n", "3 indented-code"],
    ["an unclosed fence", "## Fix\n\n```sh\nx\n", "3 unclosed-fence"],
    ["code in a comment", "## Fix\n\n<!--\n```sh\nx\n```\n-->\n", "3 hidden-code"],
    ["a list that is commands only in part", "## Fix\n\n1. `a`\n2. then wait\n", "4 mixed-list"],
  ])("%s is refused by line", (_what, text, rule) => {
    expect(steps(text)).toEqual([]);
    expect(rules(text)).toContain(rule);
  });

  it("leaves the output of a transcript out", () => {
    const text = "## Fix\n\n```console\n$ cat <<E \\\n> a\nout\n$ b\n```\n";
    expect(steps(text)).toEqual(["fix: cat <<E \\\na\nb"]);
    expect(rules(text)).toContain("6 transcript-output");
    expect(rules("## Fix\n\n```sh\n$ a\nout\n```\n")).toContain("5 prompt-in-shell");
  });
});

describe("guards", () => {
  it.each([
    ["Only do this if CPU > 90%", { name: "CPU", op: ">", number: 90, unit: "%", negated: false }],
    [
      "Note: only run when the **replication lag** is at least 1,500 ms.",
      { name: "replication lag", op: ">=", number: 1500, unit: "ms" },
    ],
    ["Do not run if maintenance is on!", { name: "maintenance", op: "is", word: "on", negated: true }],
    [
      "- Only run this unless `disk free` <= 2.5 GB",
      { name: "disk free", op: "<=", number: 2.5, unit: "GB", negated: true },
    ],
  ])("%s", (text, guard) => {
    expect(read(`# T\n\n${text}\n`)?.guards).toMatchObject([guard]);
  });

  it("are all kept, with their lines", () => {
    expect(
      read("# T\n\nText. Only do this if CPU > 90% and memory > 1GB.\nDo not run if x is y.\n")?.guards.map(
        ({ name, line }) => `${name} ${line}`,
      ),
    ).toEqual(["CPU 3", "memory 3", "x 4"]);
  });

  it("that nobody can evaluate block the approval", () => {
    expect(rules("# T\n\nOnly do this if you know what you do\n")).toContain("3 guard-unreadable");
    expect(rules("# T\n\nOnly do this if CPU > 90% or load > 4\n")).toContain("3 guard-unreadable");
    expect(rules("# T\n\nOnly do this if CPU > 90% for 5 minutes\n")).toContain("3 guard-unreadable");
  });
});

describe("front matter", () => {
  it("is YAML 1.2 and nothing else", () => {
    expect(read("---\nid: 012\nseverity: yes\nowner: 1.10\n---\n")).toMatchObject({
      id: "12",
      severity: "yes",
      owner: "1.1",
    });
    expect(read("---js\n({ id: (globalThis.ran = 'x') })\n---\n")).toBeNull();
    expect(Reflect.get(globalThis, "ran")).toBeUndefined();
    expect(rules("---json\n{}\n---\n")).toEqual(["1 frontmatter-language"]);
    expect(rules("---\na: [\n---\n")[0]).toMatch(/frontmatter-invalid/);
    expect(rules("---\nid: x\n\n# T\n")).toEqual(["1 frontmatter-unclosed"]);
  });

  it("survives alias bombs and keys of the prototype", () => {
    const level = (n: number): string =>
      `l${n}: &l${n} [${Array(10)
        .fill(n === 0 ? "x" : `*l${n - 1}`)
        .join(",")}]`;
    expect(rules(`---\n${Array.from({ length: 10 }, (_, n) => level(n)).join("\n")}\n---\n`)[0]).toMatch(
      /frontmatter-invalid/,
    );
    read("---\n__proto__: {polluted: true}\ninputs: {__proto__: {secret: true}}\n---\n");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("keeps the other keys when one is wrong, and says which", () => {
    const text = "---\nid: a\nonVerifyFail: maybe\nmy: 1\nsymptoms: [x]\n---\n## Fix\n1. `a`\n";
    expect(read(text)).toMatchObject({ id: "a", symptoms: ["x"], onVerifyFail: "offer" });
    expect(rules(text)).toEqual(expect.arrayContaining(["3 frontmatter-value", "4 frontmatter-unknown"]));
  });
});

describe("the digest", () => {
  const text =
    '---\nid: a\ntitle: t\nstatus: draft\nsymptoms: [s]\ninputs: {POD: {example: x}}\n---\n\n# T\n\nprose\n\n## Fix\n\n```sh {"timeout":"30s"}\na "$POD"\n```\n\n1. `b`\n';

  it.each([
    ["title", "title: t", "title: u"],
    ["status", "status: draft", "status: approved\ndigest: abc\napprovedBy: me"],
    ["heading", "# T", "# Another"],
    ["prose", "prose", "other words\n\nand more"],
    ["another way to write an attribute", '{"timeout":"30s"}', "{timeout=30}"],
  ])("does not cover %s", (_what, from, to) => {
    expect(digest(text.replace(from, to))).toBe(digest(text));
  });

  it.each([
    ["a byte of a block", 'a "$POD"', 'a  "$POD"'],
    ["a guard", "prose", "Only do this if CPU > 90%"],
    ["a symptom", "[s]", "[t]"],
    ["an input", "{example: x}", "{example: y}"],
    ["an attribute", "30s", "31s"],
    ["the role", "## Fix", "## Verify"],
    ["env", "title: t", "env: [A]"],
    ["cwd", "title: t", "cwd: /tmp"],
    ["autonomy", "title: t", "autonomy: auto"],
    ["the sandbox", "title: t", "sandbox: {network: true}"],
    ["a key that nobody knows", "title: t", "other: t"],
    ["the id", "id: a", "id: b"],
  ])("covers %s", (_what, from, to) => {
    expect(text).toContain(from);
    expect(digest(text.replace(from, to))).not.toBe(digest(text));
  });

  it("knows added guards from everything else", () => {
    const guarded = text.replace("prose", "Only do this if CPU > 90%");
    expect(read(guarded)?.digestWithoutGuards).toBe(read(text)?.digestWithoutGuards);
    expect(digest(text.replaceAll("\n", "\r\n"))).toBe(digest(text));
  });
});

describe("lint", () => {
  const block = (code: string, top = "inputs: {}"): string =>
    `---\n${top}\n---\n## Fix\n\n\`\`\`sh\n${code}\n\`\`\`\n`;

  it.each([
    ["rm “x”", "smart-quote"],
    ["rm\u00a0x", "non-ascii-space"],
    ["rm \u202ex", "bidi-control"],
    ["rm x\u200b", "zero-width"],
    ["ls –l", "smart-dash"],
    ["rm \u0007", "control-character"],
    ["rm …", "ellipsis"],
    ["kubectl delete pod <pod-name>", "placeholder"],
    ["kubectl delete pod {{ pod }}", "placeholder"],
    ['rm "$WHERE"', "undeclared-input"],
  ])("%s", (code, rule) => {
    expect(rules(block(code))).toContain(`7 ${rule}`);
  });

  it.each([
    "cat <in >out",
    "cat <<EOF\nx\nEOF",
    "docker ps --format '{{.Names}}'",
    "awk '{print $NF}' f",
    'for i in 1 2; do echo "$i"; done',
    'echo "${X:-1} $HOME $?"',
    "cat <<'E'\n$FOO\nE",
    'x=1\necho "$x"',
    'echo "k=1" >> "$RUNBOOK_OUTPUT"\necho "$k"',
  ])("has nothing against %s", (code) => {
    expect(rules(block(code)).filter((rule) => !/no-verify|no-symptom/.test(rule))).toEqual([]);
  });

  it("knows missing, circular and doubled names", () => {
    const named = (...all: string[]): string =>
      `## Fix\n\n${all.map((one) => `\`\`\`sh ${one}\ntrue\n\`\`\`\n`).join("\n")}`;
    expect(rules(named('{"name":"a","needs":"b"}', '{"name":"b","needs":["a"]}')).join()).toMatch(
      /needs-cycle/,
    );
    expect(rules(named('{"needs":"x"}')).join()).toMatch(/needs-missing/);
    expect(rules(named('{"name":"a"}', '{"name":"a"}')).join()).toMatch(/duplicate-name/);
    expect(rules(named('{"retrys":3}')).join()).toMatch(/unknown-attribute/);
    expect(rules(named('{"role":"fix"')).join()).toMatch(/bad-attributes/);
  });

  it("refuses inputs and variables that change how programs load, at their lines", () => {
    const found = rules(
      block(
        "true",
        "env: [LD_PRELOAD, REIFIER_X]\ninputs:\n  PASS: {secret: true, default: x}\n  C: {from: capture NOPE}",
      ),
    );
    expect(found.filter((rule) => rule === "2 env-forbidden")).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining(["4 secret-in-clear", "5 capture-missing", "4 unused-input"]),
    );
  });
});

describe("any text", () => {
  it("is read without throwing, and the same twice", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "---\n",
        "```sh\n",
        "```\n",
        "## Fix\n",
        "1. `a`\n",
        "inputs: {A: {}}\n",
        "*a",
        "&a ",
        "<x>",
        "$A",
        "{{x}}",
        "Only do this if ",
        "> 9%\n",
        "\0",
        "$ a\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        expect(rules(text)).toEqual(rules(text));
        expect(digest(text)).toBe(digest(text));
      }),
      { numRuns: 500 },
    );
  });
});
