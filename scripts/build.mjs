// Compiles src/ to dist/ and makes the program executable, as `npx reifier` needs it. stdout stays clean for the program.
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}tsconfig.build.json`],
  {
    stdio: ["ignore", 2, 2],
  },
);
if (run.status !== 0) process.exit(run.status ?? 1);
chmodSync(`${root}dist/main.js`, 0o755);
