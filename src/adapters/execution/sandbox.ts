import { accessSync, constants, statSync } from "node:fs";
import { execaSync } from "execa";
import type { StepRequest } from "../../base/ports/step-runner.ts";

/** bubblewrap, where it is there and this host lets it work. */
export interface Sandbox {
  /** The command line that a block's bash is wrapped in; empty for a block that runs as it is. */
  wrap(request: Pick<StepRequest, "sandbox" | "cwd" | "code">, scratch: string): readonly string[];
}

/** Asks bubblewrap itself: hosts that forbid user namespaces have the program and not the means. */
export function findSandbox(hidden: readonly string[]): Sandbox | null {
  const program = firstExecutable(["/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap"]);
  if (program === null) return null;
  const probe = execaSync(program, ["--ro-bind", "/", "/", "--dev", "/dev", "true"], {
    reject: false,
    stdio: "ignore",
    timeout: 5_000,
  });
  if (probe.exitCode !== 0) return null;
  return { wrap: (request, scratch) => wrapCommand(program, { ...request, scratch, hidden }) };
}

interface WrapFacts extends Pick<StepRequest, "sandbox" | "cwd" | "code"> {
  readonly scratch: string;
  readonly hidden: readonly string[];
}

function wrapCommand(program: string, facts: WrapFacts): readonly string[] {
  const { sandbox } = facts;
  if (sandbox.kind === "none") return [];
  const args = [program, "--ro-bind", "/", "/", "--dev", "/dev"];
  if (sandbox.kind === "declared") {
    for (const path of sandbox.writes) args.push("--bind-try", path, path);
    if (!sandbox.network) args.push("--unshare-net");
  }
  for (const path of facts.hidden) if (isDirectory(path)) args.push("--tmpfs", path);
  args.push("--bind", facts.scratch, facts.scratch, "--chdir", facts.cwd, "--");
  return args;
}

const isDirectory = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

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
