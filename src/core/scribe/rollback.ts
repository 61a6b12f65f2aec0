import { toolName, wordText } from "./arguments.ts";
import { type Attempt, changesOf } from "./attempt.ts";
import { quoted } from "./edited-files.ts";

/** A step back: one that somebody typed in the session, else one made from a step that somebody did. */
export interface InverseStep {
  readonly attempt: Attempt;
  readonly command: string;
  readonly isRecorded: boolean;
}

/** Words of a command that its inverse has in their place, as data: `tool sub → sub`. */
const swaps: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  systemctl: [
    ["stop", "start"],
    ["start", "stop"],
    ["enable", "disable"],
    ["disable", "enable"],
    ["mask", "unmask"],
    ["unmask", "mask"],
  ],
  supervisorctl: [
    ["stop", "start"],
    ["start", "stop"],
  ],
  docker: [
    ["stop", "start"],
    ["pause", "unpause"],
    ["unpause", "pause"],
    ["connect", "disconnect"],
    ["disconnect", "connect"],
  ],
  podman: [
    ["stop", "start"],
    ["pause", "unpause"],
    ["unpause", "pause"],
  ],
  kubectl: [
    ["cordon", "uncordon"],
    ["uncordon", "cordon"],
    ["drain", "uncordon"],
    ["pause", "resume"],
    ["resume", "pause"],
  ],
  iptables: [
    ["-A", "-D"],
    ["--append", "--delete"],
  ],
  ip6tables: [["-A", "-D"]],
  ip: [
    ["add", "del"],
    ["up", "down"],
    ["down", "up"],
  ],
  ufw: [
    ["allow", "delete allow"],
    ["deny", "delete deny"],
    ["reject", "delete reject"],
    ["enable", "disable"],
  ],
  a2ensite: [["a2ensite", "a2dissite"]],
  a2dissite: [["a2dissite", "a2ensite"]],
  swapoff: [["swapoff", "swapon"]],
  swapon: [["swapon", "swapoff"]],
  setenforce: [
    ["0", "1"],
    ["1", "0"],
  ],
  "apt-mark": [
    ["hold", "unhold"],
    ["unhold", "hold"],
  ],
  rabbitmqctl: [["stop_app", "start_app"]],
  rmmod: [["rmmod", "modprobe"]],
  modprobe: [["modprobe", "modprobe -r"]],
  ceph: [
    ["set", "unset"],
    ["unset", "set"],
  ],
  "fail2ban-client": [
    ["banip", "unbanip"],
    ["unbanip", "banip"],
  ],
};

/** The inverse of one typed command, or null where none is known for sure. */
function inverseOf({ reading }: Attempt): string | null {
  const [run] = reading.runs;
  const isPlain = reading.runs.length === 1 && !/[\n;|&`$<>]/.test(reading.command);
  if (!run || !isPlain || run.via.some((way) => !/^(sudo|doas)\b/.test(way))) return null;
  const prefix = /^\s*((?:sudo|doas)\s+(?:-[EHn]+\s+)*)/.exec(reading.command)?.[1] ?? "";
  const words = run.argv.map(wordText);
  const inverse = inverseWords(words);
  return inverse === null ? null : `${prefix}${inverse}`;
}

function inverseWords(words: readonly string[]): string | null {
  const tool = toolName(words[0] ?? "");
  const [, first = "", second = ""] = words;
  const isBare = words.every((word) => !word.startsWith("-"));
  if (tool === "mv")
    return isBare && words.length === 3 && !second.endsWith("/")
      ? `mv ${quoted(second)} ${quoted(first)}`
      : null;
  if (tool === "umount" && isBare && words.length === 2) return `mount ${quoted(first)}`;
  if (tool === "mount" && isBare && words.length === 2) return `umount ${quoted(first)}`;
  const swap = swaps[tool]?.find(([from]) => words.includes(from));
  if (!swap) return null;
  const at = words.indexOf(swap[0]);
  return words.map((word, i) => (i === at ? swap[1] : quoted(word))).join(" ");
}

/** Steps back for a fix, the last first; none for a step that the fix itself takes back later. */
export function inverseSteps(fix: readonly Attempt[], attempts: readonly Attempt[]): InverseStep[] {
  const steps: InverseStep[] = [];
  const times = new Map<string, number>();
  for (const target of fix.flatMap(targetsOf)) times.set(target, (times.get(target) ?? 0) + 1);
  const known = new Set<string>();
  const session = lookUp(attempts);
  for (const attempt of fix) {
    const isBracket = targetsOf(attempt).some((target) => (times.get(target) ?? 0) > 1);
    const step = stepBack(attempt, isBracket, session);
    if (step === null || known.has(step.command)) continue;
    known.add(step.command);
    steps.push(step);
  }
  return steps.reverse();
}

const targetsOf = (attempt: Attempt): string[] => [
  ...new Set(changesOf(attempt).map(({ target }) => target)),
];

/** What a step back may be made from, by what it is looked up with. */
interface LookUp {
  readonly firstOf: ReadonlyMap<string, Attempt>;
  readonly byNumber: ReadonlyMap<string, Attempt>;
  /** Copies set aside, by the file that was copied; the first of each. */
  readonly copies: ReadonlyMap<string, Attempt>;
}

function lookUp(attempts: readonly Attempt[]): LookUp {
  const firstOf = new Map<string, Attempt>();
  const copies = new Map<string, Attempt>();
  for (const attempt of attempts) {
    const { key, worked, effects } = attempt.reading;
    if (!firstOf.has(key)) firstOf.set(key, attempt);
    for (const { tool, nature, value } of worked === false ? [] : effects)
      if (tool === "cp" && nature === "add" && !copies.has(value)) copies.set(value, attempt);
  }
  const byNumber = new Map(attempts.map((attempt) => [String(attempt.reading.record.n), attempt] as const));
  return { firstOf, byNumber, copies };
}

function stepBack(attempt: Attempt, isBracket: boolean, session: LookUp): InverseStep | null {
  const typed = isBracket ? null : recordedInverse(attempt, session);
  if (typed !== null) return { attempt: typed, command: typed.reading.command, isRecorded: true };
  const command =
    fromBackup(attempt, session) ?? (isBracket || isStarting(attempt) ? null : inverseOf(attempt));
  return command === null ? null : { attempt, command, isRecorded: false };
}

/** The very same command was typed before in the session and taken back then: what took it back does so again. */
function recordedInverse({ at, reading }: Attempt, { firstOf, byNumber }: LookUp): Attempt | null {
  const first = firstOf.get(reading.key);
  const because = first !== undefined && first.at < at ? (first.dropped?.because ?? "") : "";
  const number = /^taken back by record (\d+)$/.exec(because)?.[1];
  return byNumber.get(number ?? "") ?? null;
}

/** The session had copied the file aside before this step changed it. */
function fromBackup(attempt: Attempt, { copies }: LookUp): string | null {
  for (const effect of changesOf(attempt)) {
    const path = /^(?:line|file):([^:]+)/.exec(effect.target)?.[1];
    if (path === undefined || !/^(set|edit)$/.test(effect.nature)) continue;
    const found = copies.get(path);
    const copy = found !== undefined && found.at < attempt.at ? found : undefined;
    const into = /^file:(.+)$/.exec(copy?.reading.effects[0]?.target ?? "")?.[1];
    if (copy === undefined || into === undefined) continue;
    const sudo = /^\s*(sudo|doas)\b/.test(copy.reading.command) ? "sudo " : "";
    return `${sudo}cp -p ${quoted(into)} ${quoted(path)}`;
  }
  return null;
}

/** What was down and was started: nobody wants it down again. */
const isStarting = (attempt: Attempt): boolean =>
  changesOf(attempt).every(({ nature, target }) => nature === "resume" && !target.startsWith("enablement"));
