// The services that the tests drive, as Debian packages (test/packages.txt). As root they are installed here;
// otherwise this says exactly what is missing and fails, because a test that silently skips a service proves nothing.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const wanted = readFileSync(new URL("../test/packages.txt", import.meta.url), "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith("#"));

const hasDpkg = spawnSync("dpkg-query", ["--version"]).status === 0;
const missing = wanted.filter((name) => !installed(name));
if (missing.length > 0) {
  if (!hasDpkg)
    fail(
      "the tests drive real services and need a Debian-like system",
      `install the equivalents of: ${missing.join(" ")}`,
    );
  if (process.getuid?.() !== 0)
    fail(
      `these Debian packages are missing: ${missing.join(" ")}`,
      `type: sudo apt-get install ${missing.join(" ")}`,
    );
  install(missing);
}

function installed(name) {
  if (!hasDpkg) return false;
  const asked = spawnSync("dpkg-query", ["-W", "-f=$" + "{db:Status-Status}", name], { encoding: "utf8" });
  return asked.status === 0 && asked.stdout === "installed";
}

function install(names) {
  console.error(`installing for the tests: ${names.join(" ")}`);
  // No service is started by its package, and PostgreSQL makes no cluster of its own: tests start private ones.
  const policy = "/usr/sbin/policy-rc.d";
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  const cluster = "/etc/postgresql-common/createcluster.conf";
  if (!existsSync(cluster)) {
    mkdirSync("/etc/postgresql-common", { recursive: true });
    writeFileSync(cluster, "create_main_cluster = false\n");
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: ["ignore", "inherit", "inherit"], env: environment });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], {
      stdio: ["ignore", "ignore", "inherit"],
      env: environment,
    });
  } catch {
    fail(
      `apt-get could not install: ${names.join(" ")}`,
      `try it by hand: apt-get update && apt-get install ${names.join(" ")}`,
    );
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

function fail(what, hint) {
  console.error(`reifier tests: ${what}\nhint: ${hint}`);
  process.exit(2);
}
