import { constantText, type Field, type Output, plainField, toShellWord } from "./bits.ts";
import { type Call, cut, emitSelf, readFlags, runWords, words, wordText } from "./call.ts";
import type { Place } from "./machine.ts";
import type { Assignment } from "./types.ts";

interface Wrapper {
  /** Flags that take the next word. */
  readonly takes?: string;
  /** Words of its own before the command's name. */
  readonly skip?: number;
  /** `NAME=value` words may stand before the command. */
  readonly assigns?: true;
  /** With one of these flags it runs nothing: `command -v`. */
  readonly unless?: string;
  /** A directory flag: what follows runs there. */
  readonly moves?: string;
  /** The word that must come first: `aws-vault exec`. */
  readonly verb?: string;
}

/** Commands that run the command their words name. */
const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: {
    takes:
      "-u -g -p -C -h -R -T -D -U -r -t --user --group --prompt --close-from --host --chroot --command-timeout --chdir --other-user --role --type",
    assigns: true,
    unless: "-l -v -k -K -e -V --list --validate --remove-timestamp --edit --version --help",
    moves: "-D --chdir",
  },
  doas: { takes: "-u -C -a", unless: "-L -C" },
  pkexec: { takes: "--user", unless: "--version --help" },
  env: {
    takes: "-u -C -S -P --unset --chdir --split-string",
    assigns: true,
    moves: "-C --chdir",
    unless: "--help --version",
  },
  nice: { takes: "-n --adjustment" },
  ionice: { takes: "-c -n -t --class --classdata", unless: "-p --pid" },
  nohup: {},
  setsid: {},
  time: { takes: "-f -o --format --output" },
  command: { unless: "-v -V" },
  builtin: {},
  exec: { takes: "-a" },
  stdbuf: { takes: "-i -o -e --input --output --error" },
  timeout: { takes: "-s -k --signal --kill-after", skip: 1 },
  gtimeout: { takes: "-s -k --signal --kill-after", skip: 1 },
  chroot: { takes: "--userspec --groups", skip: 1 },
  unshare: { takes: "-R -w -S -G --root --wd --setuid --setgid --propagation" },
  nsenter: { takes: "-t -S -G --target --setuid --setgid" },
  strace: { takes: "-e -o -p -s -P -u -E -a -b -I -O -S -X", unless: "-p" },
  ltrace: { takes: "-e -o -p -s -u -n -a -l", unless: "-p" },
  perf: { verb: "stat record trace", takes: "-e -o -p -F -C", unless: "-p" },
  taskset: { takes: "", skip: 1, unless: "-p -pc -cp --pid" },
  chrt: { takes: "-T -P -D", skip: 1, unless: "-p --pid -m" },
  prlimit: { takes: "-o", unless: "-p --pid" },
  setpriv: {
    takes:
      "--reuid --regid --groups --securebits --pdeathsig --inh-caps --ambient-caps --bounding-set --selinux-label --apparmor-profile",
    unless: "-d --dump",
  },
  arch: {},
  setarch: { skip: 1 },
  linux32: {},
  linux64: {},
  numactl: {
    takes: "-N -m -C -p -i --cpunodebind --membind --physcpubind --preferred --interleave",
    unless: "-H -s --hardware --show",
  },
  cpulimit: { takes: "-l -p -e -P --limit", unless: "-p --pid" },
  busybox: {},
  toybox: {},
  "systemd-run": {
    takes:
      "-u -p -H -M -E -t --unit --property --description --slice --uid --gid --nice --working-directory --setenv --on-active --on-boot --on-calendar --timer-property --host --machine",
  },
  "systemd-inhibit": { takes: "--what --who --why --mode", unless: "--list" },
  "systemd-cat": { takes: "-t -p --identifier --priority" },
  gosu: { skip: 1 },
  "su-exec": { skip: 1 },
  chpst: { takes: "-u -U -b -e -m -d -o -p -f -c -n / -C" },
  fakeroot: { takes: "-l -s -i -b" },
  eatmydata: {},
  chronic: {},
  unbuffer: {},
  rlwrap: { takes: "-f -H -p -s" },
  proxychains: { takes: "-f" },
  proxychains4: { takes: "-f" },
  torsocks: {},
  torify: {},
  "ssh-agent": { takes: "-a -E -t", unless: "-k" },
  "dbus-run-session": { takes: "--config-file" },
  "dbus-launch": {},
  "xvfb-run": { takes: "-n -s -e -f -p -w" },
  firejail: { takes: "" },
  bwrap: {
    takes:
      "--chdir --unsetenv --lock-file --uid --gid --hostname --tmpfs --proc --dev --dir --cap-add --cap-drop",
  },
  faketime: { skip: 1 },
  ts: { unless: "-r -s -i -m" },
  "aws-vault": { verb: "exec", skip: 1 },
  op: { verb: "run" },
  doppler: { verb: "run", takes: "-p -c --project --config" },
  chamber: { verb: "exec", skip: 1 },
  direnv: { verb: "exec", skip: 1 },
  mise: { verb: "exec x" },
  poetry: { verb: "run" },
  pipenv: { verb: "run" },
  uv: { verb: "run", takes: "--with --python -p --project" },
  bundle: { verb: "exec" },
  dotenv: { takes: "-f -e" },
  caffeinate: { takes: "-t -w" },
  catchsegv: {},
  valgrind: {},
  scl: { verb: "enable run", skip: 1 },
  "ip-netns": {},
  rtk: {},
};

/** The command behind a wrapper, with the wrapper's name on its way; null for a command that wraps nothing. */
export function unwrap(call: Call): Output | null {
  if (call.name === "ip") return unwrapNetns(call);
  const wrapper = Object.hasOwn(wrappers, call.name) ? wrappers[call.name] : undefined;
  if (!wrapper) return null;
  let { args } = call;
  if (wrapper.verb !== undefined) {
    if (!words(wrapper.verb).has(wordText(args[0]))) return null;
    args = args.slice(1);
  }
  const { flags, rest } = readFlags(args, { takes: words(wrapper.takes ?? ""), stops: true });
  const runsNothing = (wrapper.unless ?? "").split(" ").some((flag) => flag !== "" && flags.has(flag));
  if (runsNothing) return null;
  const split = flags.get("-S") ?? flags.get("--split-string");
  const all = split ? [...splitWords(split), ...rest] : rest;
  return runRest(call, wrapper, flags, all);
}

function runRest(
  call: Call,
  wrapper: Wrapper,
  flags: ReadonlyMap<string, Field | null>,
  rest: readonly Field[],
): Output | null {
  const inner = rest.slice(wrapper.skip ?? 0);
  const assigned = wrapper.assigns ? countAssignments(inner) : 0;
  const command = inner.slice(assigned);
  if (command.length === 0) {
    return call.invocation.redirects.length > 0 && call.name === "exec" ? emitSelf(call) : null;
  }
  const asShell = ["-s", "-i", "--login", "--shell"].some((flag) => flags.has(flag));
  const label = call.name === "sudo" && asShell ? "sudo -s" : call.name;
  return runWords(
    withAssignments(call, inner.slice(0, assigned)),
    command,
    label,
    movedPlace(call, wrapper, flags),
  );
}

/** The known text that a word begins with: `A=` of `A=$x`. */
function leadingText(field: Field): string {
  const end = field.bits.findIndex((one) => one.piece.kind !== "text");
  return constantText(end < 0 ? field.bits : field.bits.slice(0, end)) ?? "";
}

/** How many leading words are `NAME=value`. */
function countAssignments(fields: readonly Field[]): number {
  const end = fields.findIndex((field) => !/^[A-Za-z_]\w*=/.test(leadingText(field)));
  return end < 0 ? fields.length : end;
}

/** Where a wrapper that changes directory or root runs its command. */
function movedPlace(call: Call, wrapper: Wrapper, flags: ReadonlyMap<string, Field | null>): Partial<Place> {
  const names = (wrapper.moves ?? "").split(" ");
  const target = names.map((name) => flags.get(name)).find((field) => field);
  if (!target && call.name !== "chroot") return {};
  const scope = call.place.scope.fork();
  const path = target ? wordText(target) : "/";
  scope.cwd = /^[/~]/.test(path) ? path : null;
  return { scope };
}

/** `env NAME=value …`: the assignments belong to the command that runs. */
function withAssignments(call: Call, fields: readonly Field[]): Call {
  const assignments = fields.map((field): Assignment => {
    const text = leadingText(field);
    const equals = text.indexOf("=");
    const name = text.slice(0, equals);
    return { name, append: false, word: toShellWord(cut(field, equals + 1)), span: field.span };
  });
  const { invocation } = call;
  return { ...call, invocation: { ...invocation, assignments: [...invocation.assignments, ...assignments] } };
}

/** `env -S 'rm -rf /'`: one word that is cut into several. */
function splitWords(field: Field): readonly Field[] {
  const text = wordText(field);
  if (text === "\0") return [field];
  return text
    .trim()
    .split(/\s+/)
    .map((part) => plainField(part.replace(/^(['"])(.*)\1$/, "$2"), field.span));
}

function unwrapNetns(call: Call): Output | null {
  const at = call.args.findIndex(
    (field, index) => wordText(field) === "exec" && wordText(call.args[index - 1]).startsWith("net"),
  );
  if (at < 0) return null;
  const skip = wordText(call.args[0]) === "-all" ? 1 : 2;
  return runWords(call, call.args.slice(at + skip), "ip netns exec");
}
