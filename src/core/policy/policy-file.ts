import { isMap, isSeq, LineCounter, parseDocument, visit } from "yaml";
import { type core, z } from "zod";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import { nearestName } from "../../base/kernel/nearest.ts";
import { visible } from "../../base/kernel/visible.ts";
import { type JudgeContext, judgeParts } from "./judge.ts";
import {
  type Policy as LoadedPolicy,
  Matcher,
  PolicyFile,
  type PolicyRule,
  Rule,
  type SwitchedOff,
} from "./rule.ts";

export type Policy = LoadedPolicy;

interface PolicyText {
  readonly path: string;
  readonly text: string;
  /** What was understood of this very text before; reading YAML with positions takes longer than all the rest. */
  readonly understood?: unknown;
}

const Understood = z.object({
  parsed: PolicyFile,
  /** First lines of the entries, by list. */
  lines: z.object({ rules: z.array(z.int()), off: z.array(z.int()) }),
});

/**
 * The policy of one or more files. The first is the shipped one; the others add rules and may switch one off by its id
 * with a reason. Throws `ReifierError` (exit 2) naming file, line and the nearest known name for anything it does not know.
 */
export function readPolicy(files: readonly PolicyText[]): Policy {
  const rules: PolicyRule[] = [];
  const off: SwitchedOff[] = [];
  files.forEach((file, index) => {
    const { parsed, lineOf } = readFile(file);
    parsed.rules.forEach((rule, at) => {
      const line = lineOf(["rules", at]);
      const twin = rules.find((known) => known.id === rule.id);
      if (twin)
        throw broken(
          { path: file.path, line: line },
          `rule \`${rule.id}\` is already in ${twin.file}:${twin.line}`,
          "give it another id",
        );
      rules.push({
        ...rule,
        when: Array.isArray(rule.when) ? rule.when : [rule.when],
        file: file.path,
        line,
        shipped: index === 0,
      });
    });
    for (const [at, one] of parsed.off.entries())
      off.push({ ...one, file: file.path, line: lineOf(["off", at]) });
  });
  for (const one of off) requireKnown(one, rules);
  checkExpressions(rules);
  const gone = new Set(off.map((one) => one.id));
  const kept = rules.filter((rule) => !gone.has(rule.id));
  return { rules: kept, off, byCommand: indexed(kept) };
}

function requireKnown(one: SwitchedOff, rules: readonly PolicyRule[]): void {
  if (rules.some((rule) => rule.id === one.id)) return;
  const near = nearestName(
    one.id,
    rules.map((rule) => rule.id),
  );
  throw broken(
    { path: one.file, line: one.line },
    `there is no rule \`${visible(one.id)}\` to switch off`,
    near ? `did you mean \`${near}\`?` : "name the id of a rule of blocklist.yaml",
  );
}

function indexed(rules: readonly PolicyRule[]): Policy["byCommand"] {
  const index = new Map<string, PolicyRule[]>();
  for (const rule of rules) {
    const keys = new Set(
      rule.when.flatMap(
        (matcher) => matcher.command?.map((name) => (name.includes("*") ? "*" : name)) ?? [""],
      ),
    );
    for (const key of keys) index.set(key, [...(index.get(key) ?? []), rule]);
  }
  return index;
}

/** A pattern that is no regular expression must not wait for the command that meets it. */
function checkExpressions(rules: readonly PolicyRule[]): void {
  for (const rule of rules) {
    const patterns = rule.when.flatMap((one) => [
      ...(one.words ?? []),
      ...(one.allWords ?? []),
      ...(one.noWords ?? []),
      ...(one.only ?? []),
      ...(one.via ?? []),
    ]);
    for (const pattern of patterns) {
      try {
        new RegExp(pattern, "is");
      } catch (cause) {
        throw broken(
          { path: rule.file, line: rule.line },
          `rule \`${rule.id}\`: ${visible(pattern)} is no regular expression`,
          "escape its brackets and backslashes",
          cause,
        );
      }
    }
  }
}

interface ReadFile {
  readonly parsed: ParsedFile;
  readonly lineOf: (path: readonly ["rules" | "off", number]) => number;
}

type ParsedFile = z.infer<typeof PolicyFile>;

function readFile(file: PolicyText): ReadFile {
  const { success, data } = Understood.safeParse(file.understood);
  if (success) return { parsed: data.parsed, lineOf: ([list, at]) => data.lines[list][at] ?? 1 };
  return readText(file);
}

function readText(file: PolicyText): ReadFile {
  const counter = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: counter, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    throw broken(
      { path: file.path, line: counter.linePos(error.pos[0]).line },
      (error.message.split("\n")[0] ?? "").replace(/ at line .*$/, ""),
      "correct the YAML there",
    );
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = isNode(node) ? node.range : null;
      if (range) return counter.linePos(range[0]).line;
    }
    return 1;
  };
  visit(document, {
    Alias: (_key, { range }) => {
      const line = counter.linePos(range?.[0] ?? 0).line;
      throw broken({ path: file.path, line }, "an alias (`*name`)", "write the value again in its place");
    },
  });
  const result = PolicyFile.safeParse(document.toJS({ maxAliasCount: 0 }) ?? { schema: 1 });
  if (result.success) return { parsed: result.data, lineOf };
  const deepest = result.error.issues.map(deepestIssue);
  const issue = deepest.find((each) => each.code === "unrecognized_keys") ?? deepest[0];
  throw issueError(file, issue, (path) => keyLine(document.contents, path, counter) ?? lineOf(path));
}

function isNode(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

/** The line of a key itself, where the path ends in one. */
function keyLine(root: unknown, path: readonly PropertyKey[], counter: LineCounter): number | null {
  let node = root;
  for (const [index, step] of path.entries()) {
    if (isSeq(node)) node = node.items[Number(step)];
    else if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(step));
      if (index === path.length - 1 && pair && isNode(pair.key))
        return counter.linePos(pair.key.range[0]).line;
      node = pair?.value;
    }
  }
  return null;
}

const knownKeys = [
  ...Object.keys(PolicyFile.shape),
  ...Object.keys(Rule.shape),
  ...Object.keys(Matcher.shape),
];

function issueError(
  file: PolicyText,
  issue: core.$ZodIssue | undefined,
  lineOf: (path: readonly PropertyKey[]) => number,
): ReifierError {
  const path = issue?.path ?? [];
  if (issue?.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const near = nearestName(key, knownKeys);
    return broken(
      { path: file.path, line: lineOf([...path, key]) },
      `\`${visible(key)}\` is no key here`,
      near ? `did you mean \`${near}\`?` : `keys: ${knownKeys.join(", ")}`,
    );
  }
  const where = path.map(String).join(".");
  const choices =
    issue?.code === "invalid_value"
      ? `one of ${issue.values.join(", ")}`
      : "see the rules of the shipped blocklist.yaml";
  return broken(
    { path: file.path, line: lineOf(path) },
    `${where === "" ? "the file" : where}: ${issue?.message ?? "not understood"}`,
    choices,
  );
}

/** Inside a choice of shapes, the fault that reached deepest. */
function deepestIssue(issue: core.$ZodIssue): core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors
    .flat()
    .map((each) => deepestIssue({ ...each, path: [...issue.path, ...each.path] }));
  return inner.reduce<core.$ZodIssue>(
    (best, each) => (each.path.length > best.path.length || each.code === "unrecognized_keys" ? each : best),
    inner[0] ?? issue,
  );
}

interface LineOfFile {
  readonly path: string;
  readonly line: number;
}

const broken = ({ path, line }: LineOfFile, message: string, hint: string, cause?: unknown): ReifierError =>
  new ReifierError(
    { code: "POLICY_INVALID", message: `${path}:${line}: ${message}`, hint, exitCode: exitCode.usage },
    { cause },
  );

export interface ExampleProblem {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly example: string;
  readonly expected: "caught" | "passed";
  /** What the policy answers instead. */
  readonly got: string;
}

const exampleContext: JudgeContext = {
  declared: new Set(),
  cwd: "/home/user/project",
  home: "/home/user",
  workspace: null,
  shell: "bash",
};

/** Every example of every rule that does not behave: one to be caught is not caught by this rule or a worse one, one to pass is. */
export function checkExamples(policy: Policy, rules = policy.rules): readonly ExampleProblem[] {
  return rules.flatMap((rule) => {
    const about = { rule: rule.id, file: rule.file, line: rule.line };
    const caught = rule.mustCatch.flatMap((example): ExampleProblem[] => {
      const got = rulesOf(example, policy);
      return got.includes(rule.id) ? [] : [{ ...about, example, expected: "caught", got: got.join(", ") }];
    });
    const passed = rule.mustPass.flatMap((example): ExampleProblem[] => {
      const got = rulesOf(example, policy);
      return got.includes(rule.id) ? [{ ...about, example, expected: "passed", got: rule.id }] : [];
    });
    return [...caught, ...passed];
  });
}

const rulesOf = (example: string, policy: Policy): readonly string[] =>
  judgeParts(example, policy, exampleContext).map((part) => part.rule);

/** Throws for the first example of a workspace's own rules that does not behave: a broken policy stops everything that executes. */
export function requireExamples(policy: Policy): void {
  const own = policy.rules.filter((rule) => !rule.shipped);
  const [problem] = checkExamples(policy, own);
  if (!problem) return;
  throw broken(
    { path: problem.file, line: problem.line },
    `rule \`${problem.rule}\`: its own example \`${visible(problem.example)}\` is not ${problem.expected} (${problem.got || "nothing runs"})`,
    "correct the rule or the example",
  );
}
