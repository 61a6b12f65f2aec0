// A real Neo4j Community server on a loopback port, with authentication, for tests and figures. It needs Java 17 and Maven
// (test/packages.txt); Maven fetches the jars once and keeps them in its cache.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const pom = fileURLToPath(new URL("pom.xml", import.meta.url));
const startMs = 180_000;

/** Which of the programs that a server needs are missing; empty when it can be started. */
export function missingPrograms() {
  const packages = { java: "openjdk-17-jdk-headless", mvn: "maven" };
  return Object.entries(packages)
    .filter(([program]) => spawnSync(program, ["-version"], { stdio: "ignore" }).error !== undefined)
    .map(([, name]) => name);
}

/** The jars' paths as Java wants them; asked from Maven when they are not known or gone. */
function classPath() {
  const cache = join(root, "node_modules/.cache/reifier-neo4j");
  const file = join(cache, "classpath");
  const known = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (known !== "" && known.split(":").every((jar) => existsSync(jar))) return known;
  mkdirSync(cache, { recursive: true });
  const goal = ["-q", "-B", "-f", pom, "dependency:build-classpath", `-Dmdep.outputFile=${file}`];
  const offline = spawnSync("mvn", ["-o", ...goal], { stdio: "ignore" });
  if (offline.status !== 0) execFileSync("mvn", goal, { stdio: ["ignore", 2, 2] });
  return readFileSync(file, "utf8").trim();
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A Bolt handshake: a live server answers its magic and four proposals with four bytes. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const done = (live) => {
      socket.destroy();
      resolve(live);
    };
    socket.once("error", () => done(false));
    socket.once("close", () => resolve(false));
    socket.once("data", () => done(true));
    socket.once("connect", () =>
      socket.write(Buffer.from("6060b01700000405000000050000000400000003", "hex")),
    );
    socket.setTimeout(1_000, () => done(false));
  });
}

function writeSettings(home, port) {
  for (const folder of ["conf", "data", "logs", "run", "plugins", "import"])
    mkdirSync(join(home, folder), { recursive: true });
  const settings = {
    "server.default_listen_address": "127.0.0.1",
    "server.bolt.enabled": true,
    "server.bolt.listen_address": `127.0.0.1:${port}`,
    "server.bolt.advertised_address": `127.0.0.1:${port}`,
    "server.http.enabled": false,
    "server.https.enabled": false,
    "dbms.usage_report.enabled": false,
    "dbms.security.auth_enabled": true,
    "server.memory.heap.initial_size": "512m",
    "server.memory.heap.max_size": "512m",
    "server.memory.pagecache.size": "128m",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(home, "conf/neo4j.conf"), `${lines.join("\n")}\n`);
}

function javaWords({ jars, home, steady }) {
  const opens = ["java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"].map(
    (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
  );
  const compiler = steady ? [] : ["-XX:TieredStopAtLevel=1"];
  const memory = ["-Xms512m", "-Xmx512m", "-XX:+UseG1GC"];
  const settings = ["-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true", ...opens];
  const main = ["org.neo4j.server.CommunityEntryPoint", `--home-dir=${home}`, `--config-dir=${home}/conf`];
  return [...compiler, ...memory, ...settings, "-cp", jars, ...main];
}

/**
 * Starts a server with an empty database. Throws an error that names the Debian packages where Java or Maven is missing.
 * `steady`: for figures; without it less is compiled, which suits a server that lives for a minute.
 * `kill` ends it at once and keeps its data, `start` starts it again, `pause` and `resume` stop it in the middle of
 * whatever it does, `stop` ends it and removes everything.
 */
export async function startNeo4j({ steady = false } = {}) {
  const missing = missingPrograms();
  if (missing.length > 0)
    throw new Error(`a Neo4j server needs ${missing.join(" and ")}: apt-get install ${missing.join(" ")}`);
  const jars = classPath();
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), "reifier-neo4j-"));
  const password = `test-${randomUUID()}`;
  writeSettings(home, port);
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, "conf") };
  const admin = ["-XX:TieredStopAtLevel=1", "-cp", jars, "org.neo4j.cli.AdminTool"];
  execFileSync("java", [...admin, "dbms", "set-initial-password", password], { env, stdio: "pipe" });
  const words = javaWords({ jars, home, steady });
  let child = null;
  let ended = Promise.resolve();
  const start = async () => {
    if (child !== null && child.exitCode === null && child.signalCode === null) return;
    const out = openSync(join(home, "logs/console.log"), "a");
    child = spawn("java", words, { env, stdio: ["ignore", out, out] });
    const own = child;
    ended = new Promise((resolve) => own.once("exit", resolve));
    const last = Date.now() + startMs;
    while (!(await answers(port))) {
      if (own.exitCode !== null || own.signalCode !== null || Date.now() > last) {
        own.kill("SIGKILL");
        throw new Error(
          `neo4j did not start:\n${readFileSync(join(home, "logs/console.log"), "utf8").slice(-2_000)}`,
        );
      }
      await wait(100);
    }
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    port,
    url: `bolt://127.0.0.1:${port}`,
    user: "neo4j",
    password,
    start,
    kill,
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    stop: async () => {
      await kill();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
