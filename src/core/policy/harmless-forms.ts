import { type Facts, textOf } from "./facts.ts";

/** Flags with which a tool only says what it would do, per tool: only where the tool really honours them. */
const dryFlags: Readonly<Record<string, string>> = {
  kubectl: "--dry-run",
  oc: "--dry-run",
  helm: "--dry-run",
  rsync: "-n --dry-run",
  aws: "--dryrun --dry-run --no-execute-changeset",
  git: "--dry-run",
  make: "-n --dry-run --just-print --recon -q --question",
  "apt-get": "-s --simulate --dry-run --just-print --no-act --recon",
  apt: "-s --simulate --dry-run",
  aptitude: "-s --simulate",
  yum: "--assumeno",
  dnf: "--assumeno",
  npm: "--dry-run",
  cargo: "--dry-run",
  pip: "--dry-run",
  pip3: "--dry-run",
  ansible: "--check -C --syntax-check --list-hosts",
  "ansible-playbook": "--check -C --syntax-check --list-hosts --list-tasks --list-tags",
  patch: "--dry-run",
  rclone: "-n --dry-run",
  restic: "-n --dry-run",
  borg: "-n --dry-run",
  logrotate: "-d --debug",
  certbot: "--dry-run",
  "systemd-tmpfiles": "--dry-run",
  gsutil: "-n",
  mkfs: "-n",
  mke2fs: "-n",
  "mkfs.ext4": "-n",
  "mkfs.ext3": "-n",
  "mkfs.xfs": "-N",
  fsck: "-N",
  "fsck.ext4": "-n",
  e2fsck: "-n",
  xfs_repair: "-n",
  wipefs: "-n --no-act",
  sgdisk: "-p --print -P --pretend",
  puppet: "--noop",
  "chef-client": "-W --why-run",
  salt: "test=True",
  sysctl: "--dry-run",
  pulumi: "--preview-only",
  terraform: "-check",
  useradd: "",
  nginx: "-t -T",
  "redis-check-aof": "",
  rmdir: "",
  fstrim: "-n --dry-run",
  lvremove: "-t --test",
  vgremove: "-t --test",
  pvremove: "-t --test",
  unzip: "-l -t -Z",
  tar: "-t --list",
  gh: "--dry-run",
  shutdown: "-k",
  flyway: "",
  argocd: "--dry-run",
};

// For these `--help` is a word like any other.
const noHelp =
  /^(echo|printf|test|\[|eval|source|\.|exec|kill|trap|xargs|find|sh|bash|dash|zsh|ksh|python\d?|perl|ruby|node|awk|sed|ssh|docker-entrypoint)$/;

/** `--help`, `--version` or the tool's own dry run: nothing changes. The reason word, or null. */
export function harmlessForm(facts: Facts): "help" | "version" | "dry-run" | null {
  const { name, flags, rest, args } = facts;
  if (name === null || !facts.certain || noHelp.test(name) || !isSystemTool(facts)) return null;
  if (
    /^(-help|-h|--h|-\?)$/.test(textOf(args.at(-1))) &&
    /^(terraform|tofu|packer|vault|consul|nomad|kubectl|docker|helm|git|aws|gh|systemctl|go)$/.test(name)
  )
    return "help";
  if (flags.has("--help") && !flags.has("--")) return "help";
  if (args.length === 1 && /^(--version|-V|-version|version)$/.test(textOf(args[0]))) return "version";
  if (name === "aws" && textOf(rest.at(-1)) === "help") return "help";
  if (
    rest[0] &&
    textOf(rest[0]) === "help" &&
    /^(git|docker|kubectl|helm|npm|go|cargo|gh|terraform|gcloud|brew)$/.test(name)
  )
    return "help";
  return drily(facts) ? "dry-run" : null;
}

/** A program of the working tree may do anything with `--help`; an installed one of a known name prints it. */
const isSystemTool = ({ run }: Facts): boolean => {
  const typed = run.argv[0]?.value ?? "";
  return !typed.includes("/") || /^\/(usr\/)?(local\/)?s?bin\/[^/]+$/.test(typed);
};

function drily(facts: Facts): boolean {
  const { name, flags, values } = facts;
  const known = Object.hasOwn(dryFlags, name ?? "") ? (dryFlags[name ?? ""] ?? "") : "";
  if (name === "git") return gitDrily(facts);
  if (name === "helm" && textOf(facts.rest[0]) === "uninstall") return flags.has("--dry-run");
  return known.split(" ").some((flag) => {
    if (flag === "") return false;
    if (flag === "test=True") return facts.args.some((word) => textOf(word) === flag);
    const off = /^(none|false|0)$/.test(textOf(values.get(flag) ?? undefined));
    return flags.has(flag) && !off;
  });
}

/** `-n` means another thing for each of git's commands. */
function gitDrily({ rest, flags }: Facts): boolean {
  const sub = textOf(rest[0]);
  if (flags.has("--dry-run"))
    return /^(push|clean|add|rm|mv|commit|fetch|prune|gc|worktree|pack-refs|send-email)$/.test(sub);
  return flags.has("-n") && /^(push|clean|add|rm|mv|prune)$/.test(sub);
}
