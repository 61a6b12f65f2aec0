import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Runbook } from "../../src/base/model/runbook.ts";
import { ShellName } from "../../src/base/model/scalars.ts";
import type { Gym } from "./gym.ts";
import { main, type Product } from "./product.ts";
import { TypedShell } from "./pty.ts";

/** Which shell the person has; `GYM_SHELL=zsh npm run gym` is somebody else. */
const shell = ShellName.exclude(["fish"]).catch("bash").parse(process.env["GYM_SHELL"]);

/** An interactive shell on a terminal of its own, with the hook, and `reifier` in the PATH. */
export async function openPersonsShell(gym: Gym, product: Product, home: string): Promise<TypedShell> {
  const programs = join(home, "bin");
  mkdirSync(programs, { recursive: true });
  writeFileSync(
    join(programs, "reifier"),
    `#!/bin/sh\nexec '${process.execPath}' '${main}' --workspace '${product.workspace}' "$@"\n`,
    { mode: 0o755 },
  );
  const { PATH: path = "", ...environment } = gym.environment;
  return await TypedShell.start({
    shell,
    home,
    rc: `. ${join(product.workspace, "state", `hook.${shell}`)}`,
    environment: { ...environment, PATH: `${path}:${programs}` },
    cwd: home,
  });
}

/** What the person answers for the runbook's inputs; secrets come from a file that only they can read. */
export async function answersOf(gym: Gym, runbook: Runbook, home: string): Promise<string[]> {
  const { env, answers } = gym.expected;
  const given: string[] = [];
  for (const [name, input] of Object.entries(runbook.inputs)) {
    const words = answers[name] ?? env[name];
    if (words === undefined) continue;
    const value = await gym.value(words);
    const file = join(home, `${name}.secret`);
    if (input.secret) writeFileSync(file, `${value}\n`, { mode: 0o600 });
    given.push(`'${name}=${input.secret ? `@${file}` : value}'`);
  }
  return given;
}
