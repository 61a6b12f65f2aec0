import { accessSync, constants, statSync } from "node:fs";
import { execaSync } from "execa";
import type { StepRequest } from "../../base/ports/step-runner.ts";

type Block = Pick<StepRequest, "sandbox" | "cwd" | "code">;

/** What a block's bash is wrapped in. */
export interface Wrapping {
  /** Empty for a block that runs as it is. */
  readonly command: readonly string[];
  /** bubblewrap stands between us and the block and says 128 + N for signal N. */
  readonly signalsAsCodes: boolean;
}

/** bubblewrap, where it is there and this host lets it work. */
export interface Sandbox {
  wrap(block: Block, scratch: string): Wrapping;
}

interface Means {
  readonly bwrap: string;
  readonly bash: string;
  readonly hidden: readonly string[];
  /** util-linux's `unshare` and `mount`, for root where they work. */
  readonly mounts: { readonly unshare: string; readonly mount: string } | null;
}

const asItIs: Wrapping = { command: [], signalsAsCodes: false };

/** Asks bubblewrap itself: hosts that forbid user namespaces have the program and not the means. */
export function findSandbox(hidden: readonly string[]): Sandbox | null {
  const bwrap = firstExecutable(["/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap"]);
  const bash = firstExecutable(["/usr/bin/bash", "/bin/bash", "/usr/local/bin/bash"]);
  if (bwrap === null || bash === null) return null;
  if (!works([bwrap, "--ro-bind", "/", "/", "--dev", "/dev", bash, "-c", ":"])) return null;
  const means: Means = { bwrap, bash, hidden, mounts: findMounts(bash) };
  return {
    wrap: (block, scratch) => {
      if (block.sandbox.kind !== "none") return confined(means, block, scratch);
      return hiding(means, block);
    },
  };
}

function findMounts(bash: string): Means["mounts"] {
  if (process.getuid?.() !== 0) return null;
  const unshare = firstExecutable(["/usr/bin/unshare", "/bin/unshare"]);
  const mount = firstExecutable(["/usr/bin/mount", "/bin/mount"]);
  if (unshare === null || mount === null) return null;
  return works([unshare, "--mount", "--propagation", "slave", bash, "-c", ":"]) ? { unshare, mount } : null;
}

/** Without the caller's environment: a `BASH_ENV` in it would run code that nobody approved. */
const works = ([program = "", ...args]: readonly string[]): boolean =>
  execaSync(program, args, { reject: false, stdio: "ignore", timeout: 5_000, extendEnv: false, env: {} })
    .exitCode === 0;

/** The system read-only, or exactly what the runbook declares; the host's processes stay visible in both. */
function confined(means: Means, block: Block, scratch: string): Wrapping {
  const { sandbox } = block;
  const command = [means.bwrap, "--ro-bind", "/", "/", "--dev", "/dev"];
  if (sandbox.kind === "declared") {
    for (const path of sandbox.writes) command.push("--bind-try", path, path);
    if (!sandbox.network) command.push("--unshare-net");
  }
  for (const path of present(means.hidden)) command.push("--tmpfs", path, "--remount-ro", path);
  command.push("--bind", scratch, scratch, "--chdir", block.cwd, "--");
  return { command, signalsAsCodes: true };
}

/** Words of commands that need what a namespace takes away: another user's rights, or the host's own mounts. */
const needsTheHost =
  /\b(?:sudo|su|doas|pkexec|runuser|newgrp|sg|u?mount(?:point)?|fusermount3?|losetup|swapo(?:n|ff)|cryptsetup|nsenter|unshare|setpriv)\b/;

/** `umount` and friends would change a namespace that nobody else sees. */
const needsTheMounts =
  /\b(?:u?mount(?:point)?|fusermount3?|losetup|swapo(?:n|ff)|cryptsetup|nsenter|unshare)\b/;

/**
 * A changing block keeps the operator's rights; only `state/` and `audit/` are hidden. Root hides them by mounts of its
 * own, without bubblewrap's no-new-privileges, which a service started here would carry for ever. Anybody else needs
 * a user namespace, in which `sudo` cannot work: blocks that name it run as they are.
 */
function hiding(means: Means, block: Block): Wrapping {
  const hidden = present(means.hidden);
  if (hidden.length === 0) return asItIs;
  if (means.mounts !== null) {
    if (needsTheMounts.test(block.code)) return asItIs;
    const { unshare, mount } = means.mounts;
    const hide = `for path in "\${@:1:${hidden.length}}"; do ${mount} -t tmpfs -o ro,mode=0700 reifier "$path" || exit 126; done; shift ${hidden.length}; exec "$@"`;
    const command = [
      unshare,
      "--mount",
      "--propagation",
      "slave",
      means.bash,
      "--noprofile",
      "--norc",
      "-c",
      hide,
    ];
    return { command: [...command, "reifier-hide", ...hidden], signalsAsCodes: false };
  }
  if (needsTheHost.test(block.code)) return asItIs;
  const masks = hidden.flatMap((path) => ["--tmpfs", path, "--remount-ro", path]);
  const command = [means.bwrap, "--dev-bind", "/", "/", ...masks, "--chdir", block.cwd, "--"];
  return { command, signalsAsCodes: true };
}

const present = (paths: readonly string[]): string[] =>
  paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);

/** The first of these paths that can be run, or null. */
export function firstExecutable(paths: readonly string[]): string | null {
  for (const path of paths) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next place.
    }
  }
  return null;
}
