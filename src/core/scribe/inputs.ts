import type { DraftInput, DraftStep } from "../../base/model/draft.ts";
import type { Attempt } from "./attempt.ts";
import { type CarriedVariable, redactionMark } from "./carried.ts";
import { withVariable } from "./quoting.ts";
import { runsSameWords } from "./same-words.ts";
import { volatileValues } from "./volatile.ts";

/** An input as the draft's frontmatter and its list of inputs need it. */
export interface ScribeInput extends DraftInput {
  readonly pattern: string | null;
  /** The text in commands that became this input; empty for a variable of the session. */
  readonly replaces: string;
  /** The command whose output the session gave it. */
  readonly output: string | null;
}

/** Nobody fills in more; what is left stays as recorded. */
const mostInputs = 200;

/** The inputs of a draft: values of that day in fix commands, secrets anywhere, variables the session assigned. */
export function chooseInputs(
  fix: readonly Attempt[],
  kept: readonly Attempt[],
  carried: readonly CarriedVariable[],
): ScribeInput[] {
  const taken = new Set(carried.map(({ name }) => name));
  const inputs: ScribeInput[] = carried
    .filter(({ as }) => as === "input")
    .map(({ name, example, secret, from, mark, output }) => ({
      name,
      example,
      secret,
      from: [...from],
      pattern: null,
      replaces: mark ?? "",
      output,
    }));
  const add = (facts: {
    value: string;
    name: string;
    pattern: string | null;
    secret: boolean;
    from: number[];
  }): void => {
    if (inputs.length >= mostInputs || inputs.some(({ replaces }) => replaces === facts.value)) return;
    const name = freeName(facts.name, taken);
    taken.add(name);
    inputs.push({
      name,
      example: facts.secret ? "" : facts.value,
      secret: facts.secret,
      from: facts.from,
      pattern: facts.pattern,
      replaces: facts.value,
      output: null,
    });
  };
  for (const attempt of kept) {
    for (const { mark, name } of redactions(attempt.reading.command))
      add({ value: mark, name, pattern: null, secret: true, from: [attempt.reading.record.n] });
  }
  for (const attempt of fix) {
    const { reading } = attempt;
    for (const one of volatileValues(reading)) {
      const rewritten = withVariable(reading.command, one.value, one.name);
      if (rewritten === null || !runsSameWords(reading.command, rewritten, { [one.name]: one.value }))
        continue;
      add({
        value: one.value,
        name: one.name,
        pattern: one.pattern,
        secret: false,
        from: [reading.record.n],
      });
    }
  }
  return inputs;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}${number}`)) number++;
  return `${wanted}${number}`;
}

/** Redacted places of a text, each with a name from the option or variable before it. */
function redactions(text: string): { mark: string; name: string }[] {
  return [...text.matchAll(new RegExp(redactionMark, "g"))].map((match) => {
    const before = text.slice(0, match.index);
    const option = /(?:--?|\b)([A-Za-z][\w-]*)[= ]['"]?$/.exec(before)?.[1]?.replace(/-/g, "_").toLowerCase();
    const isTelling =
      option !== undefined && option.length > 2 && /(pass|token|secret|key|auth|cred)/.test(option);
    return { mark: match[0], name: isTelling ? option : nameOfKind(match[1] ?? "") };
  });
}

const nameOfKind = (kind: string): string => {
  const word = kind.replace(/-/g, "_").toLowerCase();
  return /^[a-z_]\w*$/.test(word) ? word : "secret";
};

/** A command with every input in its place. One that would change what runs is left as recorded. */
export function withInputs(command: string, inputs: readonly ScribeInput[]): string {
  let text = command;
  const values: Record<string, string> = {};
  for (const { replaces, name } of inputs) {
    if (replaces === "" || !text.includes(replaces)) continue;
    const next = withVariable(text, replaces, name);
    if (next === null || !runsSameWords(command, next, { ...values, [name]: replaces })) continue;
    values[name] = replaces;
    text = next;
  }
  return text;
}

/** Which diagnose step shows the value, as its position among them (1-based), or null. */
export function shownBy(
  input: ScribeInput,
  steps: readonly DraftStep[],
  attempts: readonly Attempt[],
): number | null {
  const diagnose = steps.filter(({ role }) => role === "diagnose");
  const fixAt = attempts.find(({ reading }) => input.from.includes(reading.record.n))?.at ?? attempts.length;
  const commandOf = (step: DraftStep): string =>
    attempts.find(({ reading }) => step.from.includes(reading.record.n))?.reading.command ?? step.command;
  const words = hints[input.name.replace(/\d+$/, "")] ?? /(?!)/;
  const isShown = (command: string): boolean => words.test(command) && !command.includes(input.replaces);
  const best = diagnose.findLastIndex(
    (step) =>
      (step.from[0] ?? 0) <= (attempts[fixAt]?.reading.record.n ?? Number.MAX_SAFE_INTEGER) &&
      isShown(commandOf(step)),
  );
  if (best >= 0) return best + 1;
  const named = diagnose.findIndex(
    (step) => input.replaces !== "" && commandOf(step).includes(input.replaces),
  );
  return named >= 0 ? named + 1 : null;
}

/** What a command that shows such a value looks like. */
const hints: Readonly<Record<string, RegExp>> = {
  pid: /\bpid\b|pgrep|pidof|\bps\b|fuser|lsof|\.pid\b|\btop\b|\bss\b|pg_stat_activity|systemctl (status|show)/i,
  thread_id: /processlist|innodb status|sys\.|\bshow\b/i,
  operation_id: /currentOp/i,
  pod: /get (po|pods?|all)\b|describe pod/i,
  container: /\b(docker|podman|nerdctl) (ps|container ls)|crictl ps/i,
  revision: /history|revision|releases?/i,
  task_definition: /task-definition|describe-services/i,
  release: /releases|readlink|\bls\b/i,
  index: /_cat\/|_settings|_aliases/i,
  commit: /git (-C \S+ )?(log|reflog|show|bisect)/i,
  address:
    /\b(ss|netstat|journalctl|grep|tail|iptables -L|ipset list|fail2ban-client status|conntrack|awk)\b/i,
  row_id: /\bselect\b/i,
  transaction_id: /prepared_xacts/i,
  queue_id: /mailq|postqueue/i,
  instance: /describe-|list/i,
  run_id: /run list/i,
  hash: /\b(log|list|ps|images)\b/i,
};
