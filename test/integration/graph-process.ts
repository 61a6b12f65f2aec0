import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { compiledModules } from "../support/modules.ts";

const dist = await compiledModules(["adapters/graph/embedded.ts", "adapters/graph/locks.ts"]);
const program = fileURLToPath(new URL("../fixtures/graph/process.mjs", import.meta.url));

/** A process of its own on a store or a lock directory, and the lines that it has said. */
export interface GraphProcess {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Until it has said a line that begins so. Throws when it ended without. */
  said(start: string): Promise<string>;
  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | string | null>;
}

/** `shell` runs the program inside another one: a script in which `"$@"` is the program and its arguments. */
export function graphProcess(
  path: string,
  role: string,
  options: { readonly argument?: string; readonly shell?: readonly string[] } = {},
): GraphProcess {
  const words = [process.execPath, program, dist, path, role, options.argument ?? ""];
  const [command = "", ...rest] = [...(options.shell ?? []), ...words];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let partial = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (partial + chunk).split("\n");
    partial = parts.pop() ?? "";
    lines.push(...parts);
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    complaints += chunk;
  });
  const closed = once(child, "close");
  const ended = async () => {
    await closed;
    return child.exitCode ?? child.signalCode;
  };
  const said = async (start: string): Promise<string> => {
    for (;;) {
      const line = lines.find((candidate) => candidate.startsWith(start));
      if (line !== undefined) return line;
      if (child.exitCode !== null || child.signalCode !== null) {
        await closed;
        if (!lines.some((candidate) => candidate.startsWith(start))) {
          throw new Error(`ended without saying ${start}: ${lines.at(-1) ?? ""} ${complaints}`);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  return { child, lines, said, ended };
}
