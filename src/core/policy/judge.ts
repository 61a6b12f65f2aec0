import type { ShellName } from "../../base/model/scalars.ts";
import type { Verdict } from "../../base/model/verdict.ts";
import { analyseShell } from "../../base/shell/analyse.ts";
import type { CommandRun, ShellProblem } from "../../base/shell/types.ts";
import { type Facts, factsOf, loosened } from "./facts.ts";
import { handedOn } from "./handed-on.ts";
import { harmlessForm } from "./harmless-forms.ts";
import { matches } from "./match.ts";
import { onlyReads } from "./reads.ts";
import type { Policy, PolicyRule } from "./rule.ts";

export interface JudgeContext {
  /** Names that count as set and not empty: required inputs and declared `env`. */
  readonly declared: ReadonlySet<string>;
  readonly cwd: string | null;
  readonly home: string | null;
  readonly workspace: string | null;
  readonly shell: ShellName;
}

/** What the policy finds about one part, before it becomes a verdict. */
type Judgement = Pick<Verdict, "verdict" | "risk" | "rule" | "category" | "reason" | "safer">;

/** The verdict on shell text: the worst of all its parts. Never throws; what cannot be understood is never allowed. */
export function judge(text: string, policy: Policy, context: JudgeContext): Verdict {
  return worst(judgeParts(text, policy, context)) ?? nothing(text);
}

/** One verdict per command that would run, in the order of `analyseShell`'s runs; a single one for text that cannot be read. */
export function judgeParts(text: string, policy: Policy, context: JudgeContext): readonly Verdict[] {
  const analysis = analyseShell(text, { declared: context.declared });
  if (!analysis.ok) return [unreadable(text, analysis.problem, context.shell)];
  const parts = analysis.runs.map((run) => {
    const facts = factsOf(run, analysis.runs, context);
    const own = worse(judgeRun(facts, policy), judgeWrites(facts));
    return verdictOf(text, run, worse(own, judgeHandedOn(facts, own, policy)));
  });
  return context.shell === "bash" ? parts : [...parts, ...foreign(text, context.shell)];
}

/** What a command that is unknown, or starts others, may hand on: a denial of that is one of the whole. */
function judgeHandedOn(facts: Facts, own: Judgement, policy: Policy, hands = 0): Judgement | null {
  if (own.verdict !== "confirm" || hands >= mostHands) return null;
  const isKnown = (name: string): boolean => policy.byCommand.has(name);
  for (const text of handedOn(facts, isKnown, !/^unknown-(command|name)$/.test(own.rule))) {
    const analysis = analyseShell(text, { declared: facts.context.declared });
    if (!analysis.ok) continue;
    for (const run of analysis.runs) {
      const handed = factsOf(run, analysis.runs, facts.context);
      const first = judgeRun(handed, policy);
      const inner = judgeHandedOn(handed, first, policy, hands + 1) ?? first;
      if (inner.verdict === "deny")
        return { ...inner, reason: `${inner.reason} (handed on by \`${facts.name}\`)` };
    }
  }
  return null;
}

const mostHands = 3; // each may have several texts

const order = { allow: 0, confirm: 1, deny: 2 } as const;
const risks = { low: 0, medium: 1, high: 2 } as const;
const weight = (one: Pick<Verdict, "verdict" | "risk">): number => order[one.verdict] * 4 + risks[one.risk];

const worse = <T extends Pick<Verdict, "verdict" | "risk">>(a: T, b: T | null): T =>
  b !== null && weight(b) > weight(a) ? b : a;

/** The worst of several verdicts, the first of equals; null for none. */
export const worst = (verdicts: readonly Verdict[]): Verdict | null =>
  verdicts.reduce<Verdict | null>((found, one) => (found === null ? one : worse(found, one)), null);

function judgeRun(facts: Facts, policy: Policy): Judgement {
  if (facts.run.argv.length === 0) return judgeBare(facts, policy);
  const general = policy.byCommand.get("") ?? [];
  const own = facts.name === null ? [] : rulesFor(facts.name, policy);
  const denied = firstMatch([...general, ...own.filter((rule) => !rule.shipped)], "deny", facts);
  if (denied) return ruled(denied);
  const form = harmlessForm(facts);
  if (form)
    return {
      verdict: "allow",
      risk: "low",
      rule: `harmless-${form}`,
      category: "readonly",
      reason: formReasons[form],
      safer: null,
    };
  return ruledOrRead(facts, [...own, ...general]);
}

/** In the order of the files. */
function rulesFor(name: string, policy: Policy): readonly PolicyRule[] {
  const named = policy.byCommand.get(name) ?? [];
  const patterned = (policy.byCommand.get("*") ?? []).filter((rule) => !named.includes(rule));
  return [...named, ...patterned];
}

const formReasons = {
  help: "prints help only",
  version: "prints a version only",
  "dry-run": "only says what it would do",
} as const;

/** Denials first, then what a workspace tightened, what is harmless, what needs a yes, what only reads; the rest is unknown. */
function ruledOrRead(facts: Facts, rules: readonly PolicyRule[]): Judgement {
  const shipped = rules.filter((rule) => rule.shipped);
  const added = rules.filter((rule) => !rule.shipped);
  const denied = firstMatch(shipped, "deny", facts) ?? firstLoosely(shipped, facts);
  if (denied) return ruled(denied);
  if (facts.name === null) return unknownName(facts);
  const tightened = firstMatch(added, "confirm", facts);
  if (tightened) return ruled(tightened);
  if (!facts.certain) return unknownName(facts);
  const general = firstMatch(shipped.filter(isGeneral), "confirm", facts);
  if (general) return ruled(general);
  const harmless = firstMatch(shipped, "allow", facts);
  if (harmless) return ruled(harmless);
  if (onlyReads(facts)) return reading;
  const asked = highestConfirm(shipped, facts);
  if (asked) return ruled(asked);
  const trusted = firstMatch(added, "allow", facts);
  return trusted ? ruled(trusted) : unknownCommand(facts);
}

const isGeneral = (rule: PolicyRule): boolean => rule.when.some((matcher) => matcher.command === undefined);

const matchesRule = (rule: PolicyRule, facts: Facts): boolean =>
  rule.when.some((matcher) => matches(matcher, facts));

const firstMatch = (
  rules: readonly PolicyRule[],
  verdict: Verdict["verdict"],
  facts: Facts,
): PolicyRule | null => rules.find((rule) => rule.verdict === verdict && matchesRule(rule, facts)) ?? null;

function firstLoosely(rules: readonly PolicyRule[], facts: Facts): PolicyRule | null {
  for (const loose of facts.args.length > 1 ? loosened(facts) : []) {
    const denied = firstMatch(rules, "deny", loose);
    if (denied) return denied;
  }
  return null;
}

function highestConfirm(rules: readonly PolicyRule[], facts: Facts): PolicyRule | null {
  const found = rules.filter((rule) => rule.verdict === "confirm" && matchesRule(rule, facts));
  return found.find((rule) => rule.risk === "high") ?? found[0] ?? null;
}

const ruled = (rule: PolicyRule): Judgement => ({
  verdict: rule.verdict,
  risk: rule.verdict === "deny" ? "high" : (rule.risk ?? "medium"),
  rule: rule.id,
  category: rule.category,
  reason: rule.reason,
  safer: rule.safer ?? null,
});

const reading: Judgement = {
  verdict: "allow",
  risk: "low",
  rule: "reads-only",
  category: "readonly",
  reason: "reads only",
  safer: null,
};

const unknownCommand = (facts: Facts): Judgement => ({
  verdict: "confirm",
  risk: "medium",
  rule: "unknown-command",
  category: "dynamic",
  reason: `the policy does not know what \`${facts.name}\` does with these words`,
  safer: null,
});

const unknownName = (facts: Facts): Judgement => ({
  verdict: "confirm",
  risk: "medium",
  rule: "unknown-name",
  category: "dynamic",
  reason: `which command \`${facts.run.argv[0]?.raw ?? ""}\` is can only be told by running it`,
  safer: "write the command's name",
});

/** An assignment or a redirection without a command. */
function judgeBare(facts: Facts, policy: Policy): Judgement {
  const general = policy.byCommand.get("") ?? [];
  const found = firstMatch(general, "deny", facts) ?? firstMatch(general, "confirm", facts);
  if (found) return ruled(found);
  return {
    verdict: "allow",
    risk: "low",
    rule: "assignment",
    category: "text",
    reason: "sets a variable of the shell only",
    safer: null,
  };
}

/** What its redirections write to. */
function judgeWrites(facts: Facts): Judgement | null {
  const written = facts.writes().filter((path) => !/^(?:sink|secret|handover)$/.test(path.class));
  if (written.length === 0) return null;
  if (written.every((path) => path.class === "scratch" || path.class === "here")) {
    return {
      verdict: "allow",
      risk: "medium",
      rule: "writes-here",
      category: "fs.scratch",
      reason: "writes a file of the working directory or a temporary one",
      safer: null,
    };
  }
  return {
    verdict: "confirm",
    risk: "medium",
    rule: "writes-file",
    category: "fs",
    reason: "replaces or changes a file outside the working directory",
    safer: "write to a temporary file and look at it first",
  };
}

function verdictOf(command: string, run: CommandRun, judgement: Judgement): Verdict {
  return { command, ...judgement, span: run.span, argv: run.argv.map((word) => word.value ?? word.raw) };
}

function unreadable(command: string, problem: ShellProblem, shell: ShellName): Verdict {
  const about = {
    command,
    span: problem.span,
    argv: [],
    category: "malformed",
    safer: "type it so that bash can read it",
  };
  const foreignSyntax =
    shell !== "bash" && /^(unparsable|unsupported-syntax|unterminated-heredoc)$/.test(problem.code);
  if (foreignSyntax) {
    return {
      ...about,
      verdict: "confirm",
      risk: "medium",
      rule: "unsupported-shell",
      reason: `${shell} syntax is not judged: ${problem.message}`,
    };
  }
  return {
    ...about,
    verdict: "deny",
    risk: "high",
    rule: `malformed-${problem.code}`,
    reason: `cannot be read as shell text: ${problem.message}`,
  };
}

// Syntax that means another thing to these shells than to bash.
const differs = {
  zsh: /\$\{\(|\*\*|=\(|\^|~[^/\s]|\(#|\$=|\bnoglob\b|\bzmodload\b|\|&|>!|\bsetopt\b/,
  fish: /\(|\bset\s+-|\band\b|\bor\b|\bnot\b|\bend\b|\bbegin\b|\bfunction\b|\\[0-9a-fx]|\bpsub\b/,
} as const;

function foreign(command: string, shell: "zsh" | "fish"): readonly Verdict[] {
  const found = differs[shell].exec(command);
  if (!found) return [];
  return [
    {
      command,
      verdict: "confirm",
      risk: "medium",
      rule: "unsupported-shell",
      category: "malformed",
      reason: `may mean another thing in ${shell} than in bash, whose syntax is judged`,
      span: [found.index, found.index + found[0].length],
      argv: [],
      safer: "write it as bash, which runs it",
    },
  ];
}

const nothing = (command: string): Verdict => ({
  command,
  verdict: "allow",
  risk: "low",
  rule: "nothing-runs",
  category: "text",
  reason: "holds no command",
  span: [0, command.length],
  argv: [],
  safer: null,
});
