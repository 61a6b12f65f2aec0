import { toolName, wordText } from "./arguments.ts";
import { type Attempt, changesOf } from "./attempt.ts";
import { quoted } from "./edited-files.ts";

/** A step back that nobody typed, made from a step that somebody did. */
export interface InverseStep {
  readonly attempt: Attempt;
  readonly command: string;
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
export function inverseOf(attempt: Attempt): string | null {
  const { reading } = attempt;
  const [run] = reading.runs;
  if (!run || reading.runs.length !== 1 || run.redirects.length > 0 || /[\n;|&`$<>]/.test(reading.command))
    return null;
  const words = run.argv.map(wordText);
  const prefix = /^\s*((?:sudo|doas)\s+(?:-[EHn]+\s+)*)/.exec(reading.command)?.[1] ?? "";
  if (run.via.some((way) => !/^(sudo|doas)\b/.test(way))) return null;
  const tool = toolName(words[0] ?? "");
  if (
    tool === "mv" &&
    words.length === 3 &&
    !words.some((word) => word.startsWith("-")) &&
    !(words[2] ?? "").endsWith("/")
  )
    return `${prefix}mv ${quoted(words[2] ?? "")} ${quoted(words[1] ?? "")}`;
  if (tool === "umount" && words.length === 2) return `${prefix}mount ${quoted(words[1] ?? "")}`;
  if (tool === "mount" && words.length === 2) return `${prefix}umount ${quoted(words[1] ?? "")}`;
  for (const [from, to] of swaps[tool] ?? []) {
    const at = words.indexOf(from);
    if (at < 0) continue;
    return `${prefix}${words.flatMap((word, i) => (i === at ? [to] : [quoted(word)])).join(" ")}`;
  }
  return null;
}

/** Steps back for a fix, the last first; none for a step that the fix itself takes back later. */
export function inverseSteps(fix: readonly Attempt[]): InverseStep[] {
  const steps: InverseStep[] = [];
  for (const [at, attempt] of fix.entries()) {
    const targets = changesOf(attempt).map(({ target }) => target);
    const others = fix.filter((_, i) => i !== at);
    const isBracket = others.some((other) => changesOf(other).some(({ target }) => targets.includes(target)));
    const command = isBracket || isStarting(attempt) ? null : inverseOf(attempt);
    if (command !== null) steps.unshift({ attempt, command });
  }
  return steps;
}

/** What was down and was started: nobody wants it down again. */
const isStarting = (attempt: Attempt): boolean =>
  changesOf(attempt).every(({ nature, target }) => nature === "resume" && !target.startsWith("enablement"));
