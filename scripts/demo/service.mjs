// A small shop that holds a lock file while it runs and refuses to start when one is there: a real service with a real fault.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

const [folder, port] = process.argv.slice(2);
const lock = `${folder}/shop.lock`;
const log = (level, text) => console.log(`${new Date().toISOString()} ${level} shop: ${text}`);

if (existsSync(lock)) {
  log(
    "ERROR",
    `could not acquire lock ${lock}: held by pid ${readFileSync(lock, "utf8").trim()}, CPU usage 97%`,
  );
  process.exit(1);
}
writeFileSync(lock, `${process.pid}\n`);
process.on("SIGTERM", () => {
  rmSync(lock, { force: true });
  process.exit(0);
});
createServer((_request, response) => response.end('{"status":"ok"}\n')).listen(
  Number(port),
  "127.0.0.1",
  () => log("INFO", `listening on ${port}`),
);
