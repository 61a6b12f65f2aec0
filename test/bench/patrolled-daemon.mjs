// A daemon that patrols log files, for figures.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

const names = "abcdefghijklmnopqrstuvwxy";
export const mostRunbooks = names.length;

/** What the runbook `fix-NUMBER` is for. */
export const symptom = (i) =>
  `module ${names[i].repeat(4)} could not reach its ${names[i].repeat(3)} peer any more`;

const runbook = (i) => `---
id: fix-${i}
symptoms: ["${symptom(i)}"]
---

# Fix ${symptom(i)}

## Fix

\`\`\`sh
true
\`\`\`
`;

/** Patrols `logs` (paths or globs), with approved runbooks for some of their lines. */
export async function startDaemon(directory, { logs, runbooks }) {
  const workspace = join(directory, `workspace-${runbooks}`);
  mkdirSync(join(workspace, "runbooks", "drafts"), { recursive: true });
  const sources = logs.map((path) => `{path: ${path}}`).join(", ");
  writeFileSync(
    join(workspace, "reifier.yaml"),
    `operator: {onApprove: register}\npatrol: {logs: [${sources}]}\n`,
  );
  const env = { PATH: process.env.PATH, HOME: directory };
  for (let i = 0; i < runbooks; i++) {
    writeFileSync(join(workspace, "runbooks", "drafts", `fix-${i}.md`), runbook(i));
    execFileSync(process.execPath, [program, "--workspace", workspace, "approve", `fix-${i}`], {
      env,
      stdio: "ignore",
    });
  }
  const child = spawn(process.execPath, [program, "--workspace", workspace, "up"], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  while (!said.includes("is watching")) {
    if (child.exitCode !== null) throw new Error("the daemon did not start");
    await wait(50);
  }
  await wait(1_500);
  const proc = (file) => readFileSync(`/proc/${child.pid}/${file}`, "utf8");
  return {
    workspace,
    /** Resident memory in MB (10^6 bytes): `VmRSS` now, `VmHWM` at its highest. */
    megabytes: (what) => (Number(new RegExp(`${what}:\\s+(\\d+)`).exec(proc("status"))?.[1]) * 1024) / 1e6,
    /** Bytes read so far, of whatever it read. */
    bytesRead: () => Number(/rchar: (\d+)/.exec(proc("io"))?.[1]),
    cpuSeconds: () => {
      const fields = proc("stat").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
    },
  };
}
