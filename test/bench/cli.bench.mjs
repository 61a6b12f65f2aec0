import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const rounds = 15;

/** CPU milliseconds (user and system) of one process, the median of several runs. */
function cpu(words) {
  const all = [];
  for (let i = 0; i < rounds; i++) {
    const run = spawnSync(
      "bash",
      ["-c", 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1', "bash", process.execPath, ...words],
      {
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C" },
      },
    );
    const [user = 0, system = 0] = run.stderr.trim().split(" ").map(Number);
    all.push((user + system) * 1000);
  }
  return all.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

/** What starting the program costs, over a bare node in the same run. */
export function* bench() {
  const workspace = mkdtempSync(join(tmpdir(), "reifier-bench-"));
  try {
    const bare = cpu(["-e", "0"]);
    const row = (name, words, bar) => {
      const value = Math.round(cpu([main, "--workspace", workspace, ...words]) - bare);
      return { name, value, unit: "ms CPU over bare node", bar: `<= ${bar}`, ok: value <= bar };
    };
    yield row("cli: --help", ["--help"], 40);
    yield row("cli: an unknown command", ["sesions"], 40);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
