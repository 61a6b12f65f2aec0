/** Options that take the next word, of the programs below. */
const valued: Readonly<Record<string, string>> = {
  ssh: "BbcDEeFIiJLlmOopQRSWw",
  sudo: "aCcDghpRrTtUu",
  docker: "celuwvnpH",
  podman: "celuwvnpH",
  kubectl: "nc",
};
const shells = new Set(["bash", "sh", "zsh", "fish", "dash", "ksh", "tmux", "screen"]);

/**
 * Where a typed command went to work: `ssh deploy@web-2`, `sudo root`, `container web`, `namespace 4711`, `shell zsh`;
 * null for one that stayed where it was. What was typed there is recorded there, if at all, so the record of this step
 * says it. Only a command that stands alone is looked at: a pipeline stays here.
 */
export function enteredPlace(command: string): string | null {
  if (command.length > 2_000 || /[\n|;&<>`]|\$\(/.test(command)) return null;
  const words = command.trim().split(/\s+/);
  while (/^[A-Za-z_]\w*=/.test(words[0] ?? "")) words.shift();
  return placeOf(words);
}

type Reader = (rest: readonly string[]) => string | null;

function placeOf([path = "", ...rest]: readonly string[]): string | null {
  const program = path.slice(path.lastIndexOf("/") + 1);
  const reader = readers.get(program);
  if (reader !== undefined) return reader(rest);
  const opens = shells.has(program) && operands("sh", rest).length === 0 && !rest.includes("-c");
  return opens ? `shell ${program}` : null;
}

function bySudo(rest: readonly string[]): string | null {
  const at = rest.findIndex((word) => /^-[is]*u$/.test(word) || word === "--user");
  const user = at < 0 ? "root" : (rest[at + 1] ?? "root");
  const command = operands("sudo", at < 0 ? rest : [...rest.slice(0, at), ...rest.slice(at + 2)]);
  if (command.length === 0) return rest.some((word) => /^-\w*[si]/.test(word)) ? `sudo ${user}` : null;
  const inner = placeOf(command);
  if (inner === null) return null;
  return inner.startsWith("shell ") || inner.startsWith("sudo ") ? `sudo ${user}` : inner;
}

function bySsh(rest: readonly string[]): string | null {
  const host = operands("ssh", rest)[0];
  if (host === undefined) return null;
  const login = rest.indexOf("-l");
  return `ssh ${login >= 0 && !host.includes("@") ? `${rest[login + 1] ?? ""}@` : ""}${host}`;
}

function byDocker(rest: readonly string[]): string | null {
  const compose = rest[0] === "compose" || rest[0] === "container" ? 1 : 0;
  const verb = rest[compose];
  if (verb !== "exec" && verb !== "attach" && verb !== "run") return null;
  const name = operands("docker", rest.slice(compose + 1))[0];
  return name === undefined ? null : `container ${name}`;
}

function byKubectl(rest: readonly string[]): string | null {
  const words = operands("kubectl", rest);
  if (words[0] !== "exec" && words[0] !== "attach" && words[0] !== "debug") return null;
  const at = rest.findIndex((word) => word === "-n" || word === "--namespace");
  const namespace = at < 0 ? "" : `${rest[at + 1] ?? ""}/`;
  return words[1] === undefined ? null : `container ${namespace}${words[1]}`;
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["sudo", bySudo],
  ["doas", bySudo],
  ["su", (rest) => `sudo ${operands("su", rest).find((word) => word !== "-") ?? "root"}`],
  ["ssh", bySsh],
  ["mosh", bySsh],
  ["docker", byDocker],
  ["podman", byDocker],
  ["nerdctl", byDocker],
  ["kubectl", byKubectl],
  ["oc", byKubectl],
  ["nsenter", (rest) => `namespace ${rest[rest.indexOf("-t") + 1] ?? "?"}`],
  ["chroot", (rest) => `namespace ${operands("chroot", rest)[0] ?? "?"}`],
]);

/** The words that are neither options nor their values, up to where the program's own command begins. */
function operands(program: string, words: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length && words[at] !== "--"; at++) {
    const word = words[at] ?? "";
    const looks = found.length === 0 || program === "kubectl";
    if (looks && takesNext(program, word)) at++;
    else if (!looks || !word.startsWith("-") || word === "-") found.push(word);
  }
  return found;
}

const takesNext = (program: string, word: string): boolean =>
  /^--(namespace|user|container)$/.test(word) ||
  (/^-[A-Za-z]$/.test(word) &&
    (Object.hasOwn(valued, program) ? (valued[program] ?? "") : "").includes(word[1] ?? ""));
