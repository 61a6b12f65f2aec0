import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitFiles } from "./git-files.ts";

let tree = "";
const git = (...words: string[]): void => {
  execFileSync("git", ["-C", tree, "-c", "user.name=t", "-c", "user.email=t@t", ...words], {
    stdio: "ignore",
  });
};
beforeEach(() => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), "reifier-git-")));
  git("init", "-q");
  writeFileSync(join(tree, "app.conf"), "workers 1\n");
  writeFileSync(join(tree, "other.conf"), "same\n");
  git("add", ".");
  git("commit", "-q", "-m", "x");
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

const later = (): number => Date.now() + 2_000;

describe("files under git", () => {
  it("give their text at the session's start and now, where they differ", () => {
    writeFileSync(join(tree, "app.conf"), "workers 8\n");
    const paths = [join(tree, "app.conf"), join(tree, "other.conf")];
    expect(createGitFiles().changedSince(paths, later())).toEqual({
      [join(tree, "app.conf")]: { before: "workers 1\n", after: "workers 8\n" },
    });
  });
  it("are compared with what was committed before the session, also when the change is committed by now", () => {
    const start = later();
    writeFileSync(join(tree, "app.conf"), "workers 8\n");
    execFileSync(
      "git",
      ["-C", tree, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-am", "y"],
      {
        env: { ...process.env, GIT_COMMITTER_DATE: new Date(start + 60_000).toISOString() },
      },
    );
    expect(Object.values(createGitFiles().changedSince([join(tree, "app.conf")], start))).toEqual([
      { before: "workers 1\n", after: "workers 8\n" },
    ]);
  });
  it("leave out what is not under git, binary, or gone with no trace", () => {
    writeFileSync(join(tree, "new.bin"), "a\0b");
    const paths = [join(tree, "new.bin"), join(tree, "never"), "/etc/hostname"];
    expect(createGitFiles().changedSince(paths, later())).toEqual({});
  });
  it("tell which work trees hold a folder, and nothing for the others", () => {
    mkdirSync(join(tree, "deep", "er"), { recursive: true });
    expect(createGitFiles().workTrees([join(tree, "deep", "er"), tree, "/"])).toEqual([tree]);
  });
});
