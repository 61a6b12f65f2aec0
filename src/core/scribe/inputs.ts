import type { DraftInput, DraftStep } from "../../base/model/draft.ts";
import type { Attempt } from "./attempt.ts";
import { type CarriedVariable, redactionMark } from "./carried.ts";
import { hasWord, hostOf, isNamedByLook, isOneOfList, variablesOf } from "./input-words.ts";
import { withVariable } from "./quoting.ts";
import type { Reading } from "./reading.ts";
import { runsSameWords } from "./same-words.ts";
import { volatileValues } from "./volatile.ts";
import type { VolatileValue } from "./volatile-rules.ts";

/** An input as the draft's frontmatter and its list of inputs need it. */
export interface ScribeInput extends DraftInput {
  readonly pattern: string | null;
  /** The text in commands that became this input; empty for a variable of the session. */
  readonly replaces: string;
  /** The commands that name it, where the value alone (a small number) tells nothing; null: wherever it stands. */
  readonly within: readonly string[] | null;
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
  const taken = new Set([
    ...carried.map(({ name }) => name),
    ...kept.flatMap(({ reading }) => variablesOf(reading)),
  ]);
  const inputs: ScribeInput[] = carried
    .filter(({ as }) => as === "input")
    .map(({ name, example, secret, from, mark, output }) => ({
      name,
      example,
      secret,
      from: [...from],
      pattern: null,
      replaces: mark ?? "",
      within: null,
      output,
    }));
  const memory = new Map<Reading, readonly VolatileValue[]>();
  const valuesOf = (reading: Reading): readonly VolatileValue[] => {
    const known = memory.get(reading) ?? volatileValues(reading);
    memory.set(reading, known);
    return known;
  };
  const values = new Set(inputs.map(({ replaces }) => replaces));
  const add = ({ value, name, pattern, secret, needsLook, reading }: Found): void => {
    if (inputs.length >= mostInputs || values.has(value)) return;
    if (needsLook && !isNamedByLook(value, reading, kept)) return;
    if (!secret && !isExchangeable(value, name, reading)) return;
    values.add(value);
    const own = freeName(name, taken);
    taken.add(own);
    inputs.push({
      name: own,
      example: secret ? "" : value,
      secret,
      from: [reading.record.n],
      pattern,
      replaces: value,
      within: /^\d{1,3}$/.test(value) ? commandsNaming({ value, name }, kept, valuesOf) : null,
      output: secret ? null : commandPrinting(value, kept),
    });
  };
  for (const { reading } of kept) {
    for (const { mark, name } of redactions(reading.command))
      add({ value: mark, name, pattern: null, secret: true, reading });
  }
  for (const { reading } of fix) {
    for (const one of valuesOf(reading)) add({ ...one, value: hostOf(one, kept), secret: false, reading });
  }
  return inputs;
}

/** Does the command run the same words with a variable in the value's place? */
function isExchangeable(value: string, name: string, { command }: Reading): boolean {
  const rewritten = withVariable(command, value, name);
  return rewritten !== null && runsAsMeant(command, rewritten, { [name]: value });
}

/** The same words, where a range of hosts is taken for what it says and not for a pattern of file names. */
function runsAsMeant(recorded: string, rewritten: string, values: Readonly<Record<string, string>>): boolean {
  if (runsSameWords(recorded, rewritten, values)) return true;
  const ranges = Object.values(values).filter((value) => /^[\w.-]+\[[\d,-]+\][\w.-]*$/.test(value));
  const meant = ranges.reduce(
    (text, range) => text.replaceAll(range, range.replace(/[[\]]/g, "\\$&")),
    recorded,
  );
  return ranges.length > 0 && runsSameWords(meant, rewritten, values);
}

interface Found {
  readonly value: string;
  readonly name: string;
  readonly pattern: string | null;
  readonly secret: boolean;
  readonly needsLook?: true;
  readonly reading: Reading;
}

/** The commands in which a number stands for the thing, and not for a count. */
const commandsNaming = (
  { value, name }: Pick<Found, "value" | "name">,
  kept: readonly Attempt[],
  valuesOf: (reading: Reading) => readonly VolatileValue[],
): string[] =>
  kept
    .map(({ reading }) => reading)
    .filter((reading) => reading.command.includes(value))
    .filter(
      (reading) =>
        valuesOf(reading).some((one) => one.value === value) ||
        new RegExp(`(?<![a-z])${name.replace(/_id$/, "")}[@.:/-]${value}(?![\\w.]\\w)`, "i").test(
          reading.command,
        ),
    )
    .map(({ command }) => command);

/** The look whose recorded output was the value and nothing else. */
const commandPrinting = (value: string, kept: readonly Attempt[]): string | null =>
  kept.find(({ reading: { record }, looks }) => looks && record.output?.trim() === value)?.reading.command ??
  null;

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

/**
 * A command with every input in its place. One that would change what runs is left as recorded. `like`: the recorded
 * command that an unrecorded one takes back; what a small number names there, it names here.
 */
export function withInputs(command: string, inputs: readonly ScribeInput[], like = command): string {
  let text = command;
  const values: Record<string, string> = {};
  // A short value may be a part of a longer one.
  const longestFirst = inputs.toSorted((a, b) => b.replaces.length - a.replaces.length);
  const all = inputs.map(({ replaces }) => replaces);
  for (const { replaces, name, within } of longestFirst) {
    if (replaces === "" || !text.includes(replaces) || within?.includes(like) === false) continue;
    if (isOneOfList(command, replaces, all)) continue;
    const next = withVariable(text, replaces, name);
    if (next === null || !runsAsMeant(command, next, { ...values, [name]: replaces })) continue;
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
  const isBefore = (step: DraftStep): boolean =>
    (step.from[0] ?? 0) <= (attempts[fixAt]?.reading.record.n ?? Number.MAX_SAFE_INTEGER);
  const printed = diagnose.findLastIndex((step) => isBefore(step) && printsValue(step, input, attempts));
  if (printed >= 0) return printed + 1;
  const words = hints[input.name.replace(/\d+$/, "")] ?? /(?!)/;
  const isShown = (command: string): boolean => words.test(command) && !command.includes(input.replaces);
  const best = diagnose.findLastIndex((step) => isBefore(step) && isShown(commandOf(step)));
  if (best >= 0) return best + 1;
  const named = diagnose.findIndex(
    (step) => input.replaces !== "" && commandOf(step).includes(input.replaces),
  );
  return named >= 0 ? named + 1 : null;
}

/** Did the recorded output of a look hold the value, as a word of its own? */
function printsValue(step: DraftStep, { replaces }: ScribeInput, attempts: readonly Attempt[]): boolean {
  const look = attempts.find(({ reading }) => step.from.includes(reading.record.n))?.reading;
  const output = look?.record.output ?? "";
  if (look === undefined || replaces === "" || look.command.includes(replaces)) return false;
  return hasWord(output, replaces);
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
  job: /\b(squeue|sinfo|qstat|bjobs|lpstat|lpq|atq|get (jobs?|all)|describe job|condor_q)\b/i,
  job_id: /\b(jobs?|queue|list|failed)\b/i,
  task_id: /\b(tasks?|list)\b/i,
  lock_id: /\b(plan|apply|lock)\b/i,
  lease_id: /\bleases?\b/i,
  handle: /nft (-\w+ )*list|tc .*show/i,
  rule_number: /-n?v?L|list|status numbered/i,
  pg: /ceph (health|pg|-s|status)/i,
  disk: /(zpool status|by-id|smartctl|lsblk|mdstat|mdadm (-D|--detail))/i,
  file_name: /\b(ls|find|journalctl|tail|grep|du)\b/i,
  segment: /\b(ls|pg_|tail|grep)/i,
  log_file: /show (master|binary|replica|slave)|status|\bls\b/i,
  gtid: /(replica|slave|master) status/i,
  snapshot: /(list|ls)\b.*snap|snapshot|\blist\b/i,
  archive: /borg list/i,
  mailbox: /doveadm|mailq|postqueue|mail\.log|maillog|qshape/i,
  message_id: /exim -bp|mailq|exiqgrep|mainlog/i,
  user: /\b(who|w|last|loginctl|faillock|pam_tally2?|quota|repquota)\b/i,
  session: /loginctl|who\b|screen -ls|tmux ls|v\$session|-m session/i,
  node: /get (nodes?|no)\b|node (ls|list|status)|sinfo|members?\b|\blist\b/i,
  server: /show (stat|servers)|\b(list|status)\b/i,
  vm: /\b(qm|pct|vzlist|virsh) list|grep/i,
  osd: /ceph (osd (df|tree)|health|-s|status)/i,
  slot: /replication_slots/i,
  topic_partition: /--describe/i,
  port: /show (int|run|port|mac)/i,
  serial: /\bSOA\b|grep|named-checkzone/i,
  endpoint: /\b(wg|ss|netstat|conntrack|show|dig|host)\b/i,
  migration: /showmigrations|status|current/i,
  key: /\b(keys|scan|--scan|bigkeys|ttl)\b/i,
  hash: /\b(log|list|ps|images)\b/i,
};
