import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { useBesieged } from "../support/besieged.ts";
import { until } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const besieged = useBesieged();

/** What a start-up file of a hardened host, or of somebody playful, holds. */
const startUps = [
  "readonly HISTTIMEFORMAT='%F %T '",
  "readonly PROMPT_COMMAND='history -a'",
  "readonly PS0='x'",
  "readonly IFS",
  "set -u; set -C; shopt -s failglob nullglob",
  "set -o posix",
  "alias printf='echo EVIL' local='echo EVIL' read='echo EVIL' umask='echo EVIL' history='echo EVIL'",
  "printf() { echo EVIL; }; umask() { echo EVIL; }; read() { echo EVIL; }; fc() { echo EVIL; }",
  "set -E; trap 'echo ERR' ERR",
];

describe("a recorded shell", () => {
  it("shows the same as one without the hook, whatever its start-up file did", async () => {
    const hook = besieged().product.write(
      "state/hook.bash",
      (await besieged().product.ask(["hook", "bash"])).stdout,
    );
    const home = join(dirname(besieged().product.workspace), "person");
    mkdirSync(home);
    const screenWith = async (rc: string): Promise<string> => {
      const shell = await besieged().shell({ home, rc });
      for (const line of [
        "echo one; echo two >&2",
        "false",
        "echo rc=$?",
        "readonly PS0 HISTTIMEFORMAT",
        "ls /",
      ])
        await shell.type(line);
      shell.kill();
      return shell.screen;
    };
    for (const rc of startUps) expect(await screenWith(`${rc}\n. ${hook}`), rc).toBe(await screenWith(rc));
  });

  it("lets no trap of its person print into what is recorded", async () => {
    await besieged().up();
    const home = join(dirname(besieged().product.workspace), "person");
    mkdirSync(home);
    const rc = `set -T\ntrap 'echo "rm -rf /"' DEBUG\n. ${join(besieged().product.workspace, "state", "hook.bash")}`;
    const shell = await besieged().shell({ home, rc });
    for (const line of ["echo one", "echo two"]) await shell.type(line);
    await shell.exit();
    const recorded = async (): Promise<string> => {
      const sessions = z
        .array(z.object({ id: z.string() }))
        .parse(await besieged().product.json(["sessions"]));
      const [first] = sessions;
      return first === undefined ? "" : (await besieged().product.ask(["sessions", "show", first.id])).stdout;
    };
    await until(async () => (await recorded()).includes("echo two"), "the records");
    expect(await recorded()).not.toContain("rm -rf");
  });
});
