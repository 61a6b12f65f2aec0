import { setTimeout as wait } from "node:timers/promises";
import { missingPrograms } from "../adapters/execution/programs.ts";
import { readSecretFile } from "../adapters/execution/secret-file.ts";
import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { WorkspacePaths } from "../base/config/workspace.ts";
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
    readSecret: readSecretFile,
    missingPrograms,
    wait: async (ms, signal) => {
      // An abort ends the pause, nothing else: what comes next looks at the signal itself.
      await wait(ms, undefined, { signal }).catch(() => undefined);
    },
    say,
  };
}
