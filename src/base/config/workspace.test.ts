import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Environment } from "./environment.ts";
import { loadInstallKey } from "./install-key.ts";
import { chooseWorkspace, prepareWorkspace, workspacePaths } from "./workspace.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-workspace-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (facts: Partial<Environment>): Environment => ({
  workspace: null,
  home: "/home/ana",
  user: "ana",
  uid: process.getuid?.() ?? -1,
  host: "web-1",
  noColor: false,
  runtimeDirectory: null,
  variables: {},
  ...facts,
});

describe("chooseWorkspace", () => {
  it("takes the option, else the variable, else ./workspace with settings, else the home folder", () => {
    expect(chooseWorkspace("w", folder, environment({ workspace: "/v" }))).toEqual({
      path: join(folder, "w"),
      why: "--workspace",
    });
    expect(chooseWorkspace(undefined, folder, environment({ workspace: "/v" }))).toEqual({
      path: "/v",
      why: "$REIFIER_WORKSPACE",
    });
    mkdirSync(join(folder, "workspace"));
    expect(chooseWorkspace(undefined, folder, environment({})).path).toBe("/home/ana/.reifier");
    writeFileSync(join(folder, "workspace", "reifier.yaml"), "");
    expect(chooseWorkspace(undefined, folder, environment({})).path).toBe(join(folder, "workspace"));
  });
  it("refuses an empty --workspace: the directory it was typed in was not meant", () => {
    expect(() => chooseWorkspace("", folder, environment({}))).toThrow(/--workspace is empty/);
  });
  it("says what to type where there is no home", () => {
    expect(() => chooseWorkspace(undefined, folder, environment({ home: null }))).toThrow(
      /no home directory/,
    );
  });
});

describe("prepareWorkspace", () => {
  const uid = process.getuid?.() ?? -1;
  it("makes every folder private, once", () => {
    const paths = workspacePaths(join(folder, "w"));
    expect(prepareWorkspace(paths, uid).length).toBeGreaterThan(5);
    expect(statSync(paths.spool).mode & 0o777).toBe(0o700);
    expect(prepareWorkspace(paths, uid)).toEqual([]);
  });
  it("makes what is missing above it, and says at once where nothing can be made", () => {
    expect(prepareWorkspace(workspacePaths(join(folder, "a/b/c")), uid).length).toBeGreaterThan(5);
    writeFileSync(join(folder, "file"), "");
    for (const path of ["/proc/nothing/w", "/dev/null", "/dev/null/w", join(folder, "file/w")])
      expect(() => prepareWorkspace(workspacePaths(path), uid), path).toThrow(/cannot use the workspace/);
  });
  it("refuses a workspace that others may write, or that is another user's", () => {
    const paths = workspacePaths(folder);
    prepareWorkspace(paths, uid);
    expect(() => prepareWorkspace(paths, uid + 1)).toThrow(/belongs to another user/);
    chmodSync(paths.state, 0o777);
    expect(() => prepareWorkspace(paths, uid)).toThrow(/written by other users/);
  });
  it("closes a folder that a clone left open to its group, before anything is in it", () => {
    const paths = workspacePaths(join(folder, "cloned"));
    mkdirSync(paths.root);
    chmodSync(paths.root, 0o775);
    prepareWorkspace(paths, uid);
    expect(statSync(paths.root).mode & 0o777).toBe(0o755);
  });
  it("says what to do when a file stands in the way", () => {
    writeFileSync(join(folder, "w"), "");
    expect(() => prepareWorkspace(workspacePaths(join(folder, "w")), uid)).toThrow(
      /cannot use the workspace/,
    );
  });
});

describe("loadInstallKey", () => {
  it("is made once, private, and separates its uses", () => {
    const path = join(folder, "key");
    const key = loadInstallKey(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadInstallKey(path).mac("audit", "x")).toBe(key.mac("audit", "x"));
    expect(key.mac("audit", "x")).not.toBe(key.mac("approvals", "x"));
  });
  it("refuses a key that others can read, or a file that is no key", () => {
    const path = join(folder, "key");
    loadInstallKey(path);
    chmodSync(path, 0o644);
    expect(() => loadInstallKey(path)).toThrow(/only you can read/);
    writeFileSync(join(folder, "other"), "not a key", { mode: 0o600 });
    expect(() => loadInstallKey(join(folder, "other"))).toThrow(/does not hold a key/);
  });
});
