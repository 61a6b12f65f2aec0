import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main, Product } from "../support/product.ts";

/** The account `nobody`, which file modes bind; root, as which CI runs, passes them all. */
const nobody = 65_534;
/** An account that no file knows, as containers have them. */
const homeless = 54_321;

let root = "";
beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-nobody-");
  chmodSync(root, 0o755);
  mkdirSync(join(root, "home"), { mode: 0o700 });
  chownSync(join(root, "home"), nobody, nobody);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const home = (name: string): string => join(root, "home", name);

const identityOf = (uid: number): string[] =>
  process.getuid?.() === 0 ? [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"] : [];

/** A command of the built program as that account. */
function asNobody(words: readonly string[]): { code: number | null; out: string; err: string } {
  const ended = spawnSync("/usr/bin/setpriv", [...identityOf(nobody), process.execPath, main, ...words], {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", HOME: join(root, "home"), LANG: "C.UTF-8" },
    cwd: join(root, "home"),
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

const runbook = '---\nid: lock\nsymptoms: ["x"]\n---\n# Lock\n\n**Fix**:\n\n1. `touch healed`\n';

function draft(name = "lock.md"): string {
  expect(asNobody(["status"]).code).toBe(0);
  const path = home(`.reifier/runbooks/drafts/${name}`);
  writeFileSync(path, runbook, { mode: 0o600 });
  chownSync(path, nobody, nobody);
  return path;
}

describe("as an account that file modes bind", { timeout: 120_000 }, () => {
  it("a workspace that cannot be made says which and what to do", () => {
    chmodSync(join(root, "home"), 0o500);
    const refused = asNobody(["status"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/^reifier: cannot use the workspace .*\nhint: name a writable place/);
  });

  it("a home that can only be read: another workspace works, and the rc line is left to the person", () => {
    const elsewhere = join(root, "elsewhere");
    mkdirSync(elsewhere, { mode: 0o700 });
    chownSync(elsewhere, nobody, nobody);
    chmodSync(join(root, "home"), 0o500);
    const at = ["--workspace", join(elsewhere, "w")];
    expect(asNobody([...at, "status"]).code).toBe(0);
    expect(asNobody([...at, "init", "--shell", "bash"]).out).toContain("add this line to");
    for (const shell of ["bash", "zsh", "fish"]) {
      const refused = asNobody([...at, "init", "--shell", shell, "--yes"]);
      expect(refused.code, shell).toBe(2);
      expect(refused.err).toMatch(/^reifier: cannot write .*\nhint: .*add the line by hand\n$/);
    }
    const service = asNobody([...at, "service", "install"]);
    expect(service.code).toBe(2);
    expect(service.err).toContain("hint: write the text above there yourself");
  });

  it("an rc file that its owner closed stays as it is, also in a folder that can be written", () => {
    const rc = home(".bashrc");
    writeFileSync(rc, "# closed\n", { mode: 0o444 });
    chownSync(rc, nobody, nobody);
    const refused = asNobody(["init", "--shell", "bash", "--yes"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("hint: check the owner and mode of the file");
    expect(readFileSync(rc, "utf8")).toBe("# closed\n");
  });

  it("no home at all: says what to name, and works with a workspace that is named", () => {
    const elsewhere = join(root, "elsewhere");
    mkdirSync(elsewhere, { mode: 0o700 });
    chownSync(elsewhere, homeless, homeless);
    const without = (words: readonly string[]) =>
      spawnSync("/usr/bin/setpriv", [...identityOf(homeless), process.execPath, main, ...words], {
        encoding: "utf8",
        env: { PATH: "/usr/bin:/bin" },
        cwd: "/",
      });
    const refused = without(["status"]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toBe(
      "reifier: there is no home directory to keep the workspace in\nhint: name one: reifier --workspace DIR …\n",
    );
    expect(without(["--help"]).stdout).toContain("workspace: none: there is no home directory");
    const named = join(elsewhere, "w");
    for (const words of [["status"], ["sessions"], ["doctor"], ["hook", "bash"]])
      expect(without(["--workspace", named, ...words]).stderr, words.join(" ")).not.toMatch(/^reifier: /m);
    const init = without(["--workspace", named, "init"]);
    expect(init.status).toBe(2);
    expect(init.stderr).toContain("hint: set HOME, or print the hook: reifier hook bash");
  });

  it("a second account is refused at a private workspace whose daemon runs, and changes nothing there", async () => {
    const product = new Product("operator: {onApprove: register}\n");
    const daemon = await product.up();
    try {
      for (const words of [["status"], ["pending"], ["up"], ["down"], ["approve", "x"]]) {
        const refused = asNobody(["--workspace", product.workspace, ...words]);
        expect(refused.code, words.join(" ")).toBe(2);
        expect(refused.err).toMatch(/^reifier: .+\nhint: .+\n$/);
        expect(refused.err).not.toContain("defect");
      }
      expect(daemon.ended).toBe(false);
      expect(await product.json(["status"])).toMatchObject({ running: true, pid: daemon.pid });
    } finally {
      await daemon.stop();
      product.remove();
    }
  });

  it("a workspace of somebody else is refused", () => {
    const other = join(root, "other");
    mkdirSync(other, { mode: 0o755 });
    const refused = asNobody(["--workspace", other, "status"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("hint: ");
  });

  it("approves and runs its own runbook, and not one that others may write or that belongs to somebody else", () => {
    draft();
    expect(asNobody(["approve", "lock"]).code).toBe(0);
    const approved = home(".reifier/runbooks/approved/lock.md");
    expect(asNobody(["run", "lock", "--yes"]).code, "no verify step: unverified").toBe(1);
    chmodSync(approved, 0o666);
    const open = asNobody(["run", "lock", "--yes"]);
    expect(open.code).toBe(10);
    expect(`${open.out}${open.err}`).toContain("writable");
    chmodSync(approved, 0o644);
    if (process.getuid?.() === 0) chownSync(approved, 12_345, 12_345);
    expect(asNobody(["run", "lock", "--yes"]).code).toBe(process.getuid?.() === 0 ? 10 : 1);
  });

  it("an approved/ folder that cannot be written keeps the draft a draft, and says what to do", () => {
    draft();
    chmodSync(home(".reifier/runbooks/approved"), 0o500);
    const refused = asNobody(["approve", "lock"]);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain("hint: ");
    expect(refused.err).not.toContain("defect");
    chmodSync(home(".reifier/runbooks/approved"), 0o700);
    expect(asNobody(["approve", "lock"]).code).toBe(0);
  });

  it("makes everything closed to others, also under umask 000", () => {
    const words = [
      "-c",
      'umask 000; exec "$@"',
      "umask",
      "/usr/bin/setpriv",
      ...identityOf(nobody),
      process.execPath,
      main,
    ];
    const options = { env: { PATH: "/usr/bin:/bin", HOME: join(root, "home") }, cwd: join(root, "home") };
    const history = home("history");
    writeFileSync(history, "uptime\n", { mode: 0o644 });
    execFileSync("bash", [...words, "observe", "--history", history, "--format", "bash", "--once"], options);
    execFileSync("bash", [...words, "audit"], options);
    const found = execFileSync("find", [home(".reifier"), "-perm", "/077", "-not", "-type", "l"], {
      encoding: "utf8",
    });
    expect(found).toBe("");
  });
});
