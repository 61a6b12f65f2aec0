import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openShells } from "../../src/adapters/recorder/open-shells.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { Recording } from "../support/recording.ts";

let recording: Recording;
beforeEach(() => {
  recording = new Recording();
});
afterEach(() => {
  recording.remove();
});

const start = (shell: ShellName, rc = "", after = "") => recording.start(shell, rc, after);

const taken = () => recording.taken().map((record) => [record.command, record.exitCode]);
const problems = () => openShells(recording.spool, process.getuid?.() ?? -1).map(({ problem }) => problem);

describe("settings that an administrator made readonly", () => {
  it.each([
    ["HISTTIMEFORMAT", "readonly HISTTIMEFORMAT='%F %T '"],
    ["IFS", "IFS=$' \\t\\n0123'; readonly IFS"],
    ["HISTCONTROL", "readonly HISTCONTROL=ignoreboth"],
  ])("%s: commands are recorded all the same, without a time in their text", async (_, rc) => {
    const shell = await start("bash", rc);
    for (const line of ["echo one", "(exit 4)", " echo hidden-canary", "echo 'two  2'"])
      await shell.type(line);
    expect(taken()).toEqual([
      ["echo one", 0],
      ["(exit 4)", 4],
      ["echo 'two  2'", 0],
    ]);
    expect(recording.everyByte()).not.toContain("hidden-canary");
  });

  it("PS0: commands are recorded without a start", async () => {
    const shell = await start("bash", "readonly PS0=''");
    await shell.type("echo one");
    expect(recording.taken().map((record) => [record.command, record.durationMs])).toEqual([
      ["echo one", null],
    ]);
  });

  it("PROMPT_COMMAND: nothing is recorded, the shell is as it was, and its marker says so for doctor", async () => {
    const shell = await start("bash", "readonly PROMPT_COMMAND='true'");
    const screen = await shell.type("echo one");
    expect(screen).not.toContain("readonly");
    expect(taken()).toEqual([]);
    expect(problems()).toEqual(["PROMPT_COMMAND is readonly"]);
  });

  it("a shell without a history file says so", async () => {
    await start("bash", "HISTFILE=");
    expect(problems()).toEqual(["this shell keeps no history file"]);
  });
});

it.each(["5 0", "4 4", "3 2"])(
  "a bash of version %s is left alone: nothing is installed, and nothing said",
  async (version) => {
    const hook = join(recording.state, "hook.bash");
    writeFileSync(hook, readFileSync(hook, "utf8").replaceAll("BASH_VERSINFO", "OLD_VERSION"));
    const shell = await start("bash", `OLD_VERSION=(${version}); PROMPT_COMMAND='seen=1'; unset PS0`);
    expect(
      await shell.type('echo "[$PROMPT_COMMAND] [${PS0-none}] $(declare -F | grep -c _reifier)"'),
    ).toContain("[seen=1] [none] 0");
    expect(shell.screen).not.toMatch(/bash:|_reifier_/);
    expect(readdirSync(recording.spool)).toEqual([]);
  },
);

it("bash under set -u without HISTCONTROL, HISTIGNORE or HISTTIMEFORMAT: repeats and hidden commands", async () => {
  const shell = await start("bash", "unset HISTCONTROL HISTIGNORE HISTTIMEFORMAT; set -u");
  for (const line of ["echo one", "echo one", " echo hidden-canary", "echo one"])
    expect(await shell.type(line)).not.toContain("unbound");
  expect(taken()).toHaveLength(3);
  expect(recording.everyByte()).not.toContain("hidden-canary");
});

it("bash with HISTIGNORE alone: a leading space hides too", async () => {
  const shell = await start("bash", "HISTIGNORE='echo ignored*'");
  for (const line of ["echo one", " echo hidden-canary", "echo ignored-canary", "echo two"])
    await shell.type(line);
  expect(taken().map(([command]) => command)).toEqual(["echo one", "echo two"]);
  expect(recording.everyByte()).not.toContain("canary");
});

describe("PROMPT_COMMAND", () => {
  it.each([
    ["is set before", "PROMPT_COMMAND='seen=1'", ""],
    ["is set after", "", "PROMPT_COMMAND='seen=1'"],
    [
      "gets a second command after",
      "PROMPT_COMMAND='a=1'",
      'PROMPT_COMMAND="${PROMPT_COMMAND:+$PROMPT_COMMAND; }seen=1"',
    ],
    ["is an array that grows after", "PROMPT_COMMAND=('a=1')", "PROMPT_COMMAND+=('seen=1')"],
    ["is replaced by an array after", "", "PROMPT_COMMAND=('seen=1' \"${PROMPT_COMMAND[@]}\")"],
  ])("%s: both run, and $? is the command's", async (_, rc, after) => {
    const shell = await start("bash", rc, after);
    await shell.type("(exit 3)");
    expect(await shell.type("echo status=$? seen=$seen")).toContain("status=3 seen=1");
    expect(taken()).toEqual([
      ["(exit 3)", 3],
      ["echo status=$? seen=$seen", 0],
    ]);
  });

  it("replaced by hand: the hook is back at the next prompt", async () => {
    const shell = await start("bash");
    await shell.type("PROMPT_COMMAND='true'");
    await shell.type("echo one");
    await shell.type("echo two");
    expect(taken().map(([command]) => command)).toEqual(expect.arrayContaining(["echo one", "echo two"]));
  });
});

describe("options of zsh that change how functions read", () => {
  it.each([
    "setopt ksh_arrays sh_word_split",
    "setopt no_unset err_return",
    "setopt glob_subst no_clobber",
    "setopt null_glob extended_glob ksh_glob",
    "setopt sh_glob",
    "setopt posix_builtins posix_identifiers warn_create_global",
    "setopt interactive_comments hist_ignore_space share_history",
  ])("%s", async (rc) => {
    const shell = await start("zsh", rc, rc);
    for (const line of ["echo one", "(exit 4)", " echo hidden-canary", "echo 'a  b' *"]) {
      expect(await shell.type(line)).not.toMatch(/_reifier|read-only|bad /);
    }
    expect(taken()).toEqual([
      ["echo one", 0],
      ["(exit 4)", 4],
      ["echo 'a  b' *", 0],
    ]);
    expect(recording.everyByte()).not.toContain("hidden-canary");
  });
});

describe("a shell in a shell", () => {
  it.each<[ShellName, ShellName]>([
    ["bash", "zsh"],
    ["zsh", "bash"],
    ["bash", "fish"],
    ["fish", "bash"],
  ])(
    "%s: the record of the inner %s says in which shell it stands, and nothing was exported for it",
    async (outer, inner) => {
      writeFileSync(join(recording.home, `.${inner}rc`), `${recording.line(inner)}\nPS1='<<90>> '\n`);
      const shell = await start(outer);
      const id = readdirSync(recording.spool)
        .find((name) => name.endsWith(".shell"))
        ?.replace(/\.shell$/, "");
      if (inner === "fish") {
        // The folder's name has a quote in it, which no three shells agree on.
        writeFileSync(join(recording.home, ".config-fish"), readFileSync(join(recording.state, "hook.fish")));
        shell.press(`fish -i -C 'source ~/.config-fish; function fish_prompt; echo "<<"90">> "; end'\r`);
      } else shell.press(`${inner} -i\r`);
      await shell.shows("<<90>>");
      shell.press("echo inside\r");
      const records: ReturnType<Recording["taken"]> = [];
      await expect
        .poll(() => records.push(...recording.taken()) && records.map((record) => record.command), {
          timeout: 10_000,
        })
        .toEqual(["echo inside"]);
      expect(records[0]?.terminal).toContain(`in:${id}`);
      shell.press("exit\r");
      await shell.prompted();
      expect(readFileSync(`/proc/${shell.pid}/environ`, "utf8")).not.toContain("REIFIER_");
    },
  );
});
