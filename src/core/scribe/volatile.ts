import { toolName, wordText } from "./arguments.ts";
import type { Reading } from "./reading.ts";
import { namePattern, numberPattern, textRules } from "./volatile-rules.ts";

/** A value inside a command that will be another one next time. */
export interface VolatileValue {
  readonly value: string;
  readonly name: string;
  /** What a value of this input must look like. */
  readonly pattern: string;
}

/** Tools whose numeric operands are processes, and options that name one. */
const processTools = new Set([
  "kill",
  "tkill",
  "renice",
  "ionice",
  "taskset",
  "prlimit",
  "strace",
  "gdb",
  "gcore",
  "chrt",
  "pwdx",
  "jstack",
  "jcmd",
  "py-spy",
]);
/** Tools whose numeric operands are jobs. */
const jobTools = new Set(
  "scancel scontrol qdel qrls qrerun bkill lprm cancel atrm condor_rm condor_release".split(" "),
);

/** After such a word a bare number names one thing of that day. */
const actsOnNumber =
  /^(?:[a-z-]+[:.])?(kill|cancel|terminate|abort|retry|rerun|rollback|revert|requeue|release|unlock|skip|seek|delete|remove|evict|expire|stop-job|resubmit|replay|restore|ack|stop-build|retry-job)$/i;

const addressTools =
  /^(iptables|ip6tables|ufw|firewall-cmd|nft|fail2ban-client|ipset|route|ip|arp|conntrack|cscli|csf|hosts|nmap|tcpkill|mysqladmin)$/;
const address = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/;

const local = /^(127|0|255)\./;
/** Resolvers that everybody knows are part of a setting. */
const resolvers = /^(1\.[01]\.[01]\.1|8\.8\.[48]\.[48]|9\.9\.9\.9|169\.254\.169\.\d+)$/;
/** Networks of one's own and the resolvers everybody knows: part of the system where the tool is not about addresses. */
const within =
  /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254|1\.[01]\.[01]\.1|8\.8\.[48]\.[48]|9\.9\.9\.9)(\.|\/|$)/;

/** The values in one command that name that day's process, pod, release … rather than a part of the system. */
export function volatileValues(reading: Reading): VolatileValue[] {
  const found = reading.runs.flatMap((run) => {
    const words = run.argv.map(wordText);
    return words.slice(1).flatMap((word, at) => valueOfWord(word, words, at + 1, reading.record.host) ?? []);
  });
  // The hash inside a redaction mark is no value of the day.
  const text = reading.command.replace(/‹redacted:[^›]*›/g, (mark) => " ".repeat(mark.length));
  for (const { when, name, pattern } of textRules) {
    for (const [, value = ""] of text.matchAll(when)) {
      if (value !== "") found.push({ value, name: nameFor(name, value, reading.command), pattern });
    }
  }
  for (const run of reading.runs) {
    for (const [value] of (run.stdin ?? "")
      .slice(0, 20_000)
      .matchAll(/(?<![\w./:-])(?:\d{1,3}\.){3}\d{1,3}(?![\w./-])/g))
      if (!local.test(value) && !resolvers.test(value))
        found.push({ value, name: "address", pattern: "^[0-9./]+$" });
  }
  const unique = found.filter((one, at) => found.findIndex(({ value }) => value === one.value) === at);
  return unique.sort((a, b) => b.value.length - a.value.length);
}

/** What one word is by its tool and place: a process, an address, a container, the name of this host. */
function valueOfWord(word: string, words: readonly string[], at: number, host: string): VolatileValue | null {
  const tool = toolName(words[0] ?? "");
  const before = words[at - 1] ?? "";
  if (/^\d{2,}$/.test(word)) {
    const name = nameOfNumber(word, words, at);
    return name === null ? null : { value: word, name, pattern: numberPattern };
  }
  const plain = word.replace(/^--?[\w-]+=/, "").replace(/^(?:[a-z]+:\/\/)?([\d.]+):\d+(?:\/.*)?$/, "$1");
  if (isAddressOfDay(plain, tool)) return { value: plain, name: "address", pattern: "^[0-9./]+$" };
  const isContainer = /^(docker|podman|nerdctl|crictl)$/.test(tool) && /^[0-9a-f]{12}$/.test(word);
  if (isContainer) return { value: word, name: "container", pattern: namePattern };
  const isHost = word === host && host.length > 2 && host !== "localhost" && before.startsWith("-");
  return isHost ? { value: word, name: "host", pattern: namePattern } : null;
}

function nameOfNumber(word: string, words: readonly string[], at: number): string | null {
  const tool = toolName(words[0] ?? "");
  const before = words[at - 1] ?? "";
  if (processTools.has(tool) && !/^-[nsc]$/.test(before)) return "pid";
  if (jobTools.has(tool) && !before.startsWith("-")) return "job";
  if (tool === "mysqladmin" && before === "kill") return "thread_id";
  const isActedOn = words.slice(1, at).some((verb) => actsOnNumber.test(verb)) && !before.startsWith("-");
  return word.length >= 3 && isActedOn ? "id" : null;
}

function isAddressOfDay(word: string, tool: string): boolean {
  if (!address.test(word) || local.test(word)) return false;
  const isNet = /\/(?!32$)\d+$/.test(word);
  return addressTools.test(tool) || !within.test(word) || !(isNet || resolvers.test(word));
}

const cloudKinds: Readonly<Record<string, string>> = {
  vol: "volume",
  snap: "snapshot",
  ami: "image",
  sg: "security_group",
  eni: "interface",
  i: "instance",
};

/** A better word for a dated name, a hash or a cloud id, from what stands around it. */
function nameFor(name: string, value: string, command: string): string {
  switch (name) {
    case "dated_name":
      return datedName(value, command);
    case "hash":
      if (/\bgit\b|revert|checkout|cherry-pick/.test(command)) return "commit";
      return /\b(docker|podman|crictl|nerdctl)\b/.test(command) ? "container" : "id";
    case "instance":
      return cloudKinds[value.split("-")[0] ?? ""] ?? "resource";
    default:
      return name;
  }
}

function datedName(value: string, command: string): string {
  const folder = new RegExp(`([a-z]+?)s?/${escapeRegex(value)}`, "i").exec(command)?.[1]?.toLowerCase() ?? "";
  if (/^(release|version|build|deploy|backup|snapshot|dump)$/.test(folder)) return folder;
  if (/:9200|elastic|opensearch/.test(command)) return "index";
  return /\.\w{1,5}$/.test(value) ? "file_name" : "dated_name";
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
