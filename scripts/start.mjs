// `npm start -- ARGS` is the built program; without ARGS it is `reifier up`. Builds first when the source is newer.
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = `${root}dist/main.js`;

if (!existsSync(built) || newest(`${root}src`) > statSync(built).mtimeMs) await import("./build.mjs");

const words = process.argv.slice(2);
process.argv = [process.execPath, built, ...(words.length === 0 ? ["up"] : words)];
await import(built);

function newest(directory) {
  let time = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (entry.isFile())
      time = Math.max(time, statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs);
  }
  return time;
}
