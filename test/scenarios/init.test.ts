import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Terminal } from "../support/keys.ts";
import { Product } from "../support/product.ts";

let product: Product;
let terminal: Terminal | null = null;
let home = "";
beforeEach(() => {
  product = new Product("");
  home = join(dirname(product.workspace), "home");
  mkdirSync(home);
});
afterEach(() => {
  terminal?.kill();
  product.remove();
});

const rc = (name: string): string => join(home, name);
const start = (words: readonly string[] = ["init"]): Terminal => {
  terminal = new Terminal(words, { workspace: product.workspace, env: { HOME: home, SHELL: "/bin/bash" } });
  return terminal;
};

/** A machine without a log of this week is not asked about one. */
async function declineLogs(screen: Terminal): Promise<void> {
  if ((await screen.showsOneOf(["Patrol which?", "Next: reifier up"])) === "Patrol which?")
    screen.press("\r");
}

/** Two sessions with times, a week apart: one mended something, one looked around. */
function writeHistory(): void {
  const lines = [
    ["#1772417460", "tail -n 50 /var/log/app.log"],
    ["#1772417480", "sudo systemctl stop app"],
    ["#1772417490", "sudo rm /var/cache/app.lock"],
    ["#1772417500", "sudo systemctl start app"],
    ["#1773017500", "ls"],
    ["#1773017510", "uptime"],
  ];
  writeFileSync(rc(".bash_history"), `${lines.flat().join("\n")}\n`);
}

describe("init on a terminal", () => {
  it("explains, adds the rc line only after a yes, and drafts the past incidents that are chosen", async () => {
    writeHistory();
    writeFileSync(rc(".bashrc"), "alias ll='ls -l'\n");
    const screen = start();
    await screen.shows("What is recorded:");
    await screen.shows("What never is:");
    await screen.shows("Record bash: add the line to");
    screen.press("y\r");
    await screen.shows("Look for past incidents in");
    screen.press("y\r");
    await screen.shows("6 commands read");
    await screen.shows("1 past session looks like incident work, 1 does not.");
    await screen.shows("4 commands: ");
    await screen.shows("Draft which?");
    screen.press("1\r");
    await screen.shows("I've drafted runbooks/drafts/incident_20260302");
    await declineLogs(screen);
    expect(await screen.ends()).toBe(0);
    expect(readFileSync(rc(".bashrc"), "utf8")).toMatch(
      /^alias ll='ls -l'\n\[ -r .*hook\.bash \] && \. .*hook\.bash\n$/,
    );
  });

  it("changes nothing after Enter, no, and Ctrl-C, which ends it", async () => {
    writeFileSync(rc(".bashrc"), "# mine\n");
    for (const keys of ["\r", "n\r", "\u0003"]) {
      const screen = start();
      await screen.shows("Record bash: add the line to");
      screen.press(keys);
      if (keys !== "\u0003") await declineLogs(screen);
      expect(await screen.ends()).toBe(keys === "\u0003" ? 130 : 0);
      expect(readFileSync(rc(".bashrc"), "utf8")).toBe("# mine\n");
    }
  });

  it("writes the chosen logs into the settings", async () => {
    const screen = start();
    await screen.shows("Record bash");
    screen.press("n\r");
    const offers = (await screen.showsOneOf(["Patrol which?", "Next: reifier up"])) === "Patrol which?";
    if (offers) screen.press("1\r");
    await screen.ends();
    const settings = readFileSync(join(product.workspace, "reifier.yaml"), "utf8");
    if (offers) expect(settings).toMatch(/\npatrol:\n {2}logs:\n {4}- \{path: "\/var\/log\//);
    else expect(settings, "no log here was written lately").not.toContain("\npatrol:");
    expect((await product.ask(["status"])).code).toBe(0);
  });
});

describe("init with an rc file that", () => {
  it("is a symlink into a dotfiles repository: the link stays, the file it points to gets the line", async () => {
    writeFileSync(rc("dotfile"), "# dotfiles\n");
    symlinkSync(rc("dotfile"), rc(".bashrc"));
    const added = await product.ask(["init", "--shell", "bash", "--yes"], { env: { HOME: home } });
    expect(added.code, added.stderr).toBe(0);
    expect(lstatSync(rc(".bashrc")).isSymbolicLink()).toBe(true);
    expect(readFileSync(rc("dotfile"), "utf8")).toContain("hook.bash");
    expect((await product.ask(["init", "--undo"], { env: { HOME: home } })).code).toBe(0);
    expect(readFileSync(rc("dotfile"), "utf8")).toBe("# dotfiles\n");
  });

  it("is a link to a file that is not there yet: the link stays, the file is made", async () => {
    symlinkSync(rc("dotfiles/bashrc"), rc(".bashrc"));
    const env = { HOME: home };
    expect((await product.ask(["init", "--shell", "bash", "--yes"], { env })).code).toBe(0);
    expect(lstatSync(rc(".bashrc")).isSymbolicLink()).toBe(true);
    expect(readFileSync(rc("dotfiles/bashrc"), "utf8")).toContain("hook.bash");
  });

  it("is a folder: says so and what to do", async () => {
    mkdirSync(rc(".bashrc"));
    const refused = await product.ask(["init", "--shell", "bash", "--yes"], { env: { HOME: home } });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("hint: ");
    expect(refused.stderr).not.toContain("defect");
  });

  it("is that of an account whose shell is unknown: says so and goes on with bash", async () => {
    const shown = await product.ask(["init"], { env: { HOME: home, SHELL: "/bin/tcsh" } });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain(
      "tcsh cannot be recorded; bash, zsh and fish can, and this is about bash.",
    );
    expect(shown.stdout).toContain(`add this line to ${rc(".bashrc")}`);
  });

  it("belongs to an unknown shell: names the nearest one that can be recorded", async () => {
    const refused = await product.ask(["init", "--shell", "ksh"], { env: { HOME: home } });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("did you mean zsh?");
    expect(existsSync(rc(".kshrc"))).toBe(false);
  });
});
