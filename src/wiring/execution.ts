import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { WorkspacePaths } from "../base/config/workspace.ts";
import { errorText, usageError } from "../base/kernel/errors.ts";
import { judgeParts } from "../core/policy/judge.ts";
import type { Policy } from "../core/policy/rule.ts";
import type { ExecuteDeps } from "../loops/execute-deps.ts";

/** Every command of a block with its verdict, by the policy of this workspace. */
export const judgeBy =
  (policy: Policy, environment: Environment, paths: WorkspacePaths): ExecuteDeps["judge"] =>
  (code, context) =>
    judgeParts(code, policy, {
      declared: new Set(context.nonEmpty),
      cwd: context.cwd === "" ? null : context.cwd,
      home: environment.home,
      workspace: paths.root,
      shell: "bash",
    });

type World = Pick<ExecuteDeps, "caller" | "settings" | "readSecret" | "missingPrograms" | "wait" | "say">;

interface WorldFacts {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly say: (text: string) => void;
}

/** What an execution needs of the world besides its rooms. */
export function worldOf({ environment, settings, say }: WorldFacts): World {
  return {
    caller: {
      user: environment.user,
      host: environment.host,
      home: environment.home,
      variables: environment.variables,
    },
    settings: {
      stepTimeoutMs: settings.operator.stepTimeoutSeconds * 1_000,
      sandbox: settings.operator.sandbox,
    },
    readSecret,
    missingPrograms: (names, path) => names.filter((name) => !name.includes("/") && !isOnPath(name, path)),
    wait: async (ms, signal) => {
      // An abort ends the pause, nothing else: what comes next looks at the signal itself.
      await wait(ms, undefined, { signal }).catch(() => undefined);
    },
    say,
  };
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw usageError(
      `cannot read the secret's file ${path}: ${errorText(error)}`,
      "name a readable file: --set NAME=@FILE",
      error,
    );
  }
}

function isOnPath(name: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      const file = join(folder === "" ? "." : folder, name);
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false; // Not here, or not to be run: the next folder may have it.
    }
  });
}
