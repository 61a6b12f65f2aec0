import { chmodSync, existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorText, ReifierError, systemCode, usageError } from "../kernel/errors.ts";
import { exitCode } from "../kernel/exit-code.ts";
import { factsOf, makeFolder } from "../kernel/make-folder.ts";
import type { Environment } from "./environment.ts";

/** Which workspace is used, and why: both are shown by `--help` and `status`. */
export interface WorkspaceChoice {
  readonly path: string;
  readonly why: "--workspace" | "$REIFIER_WORKSPACE" | "./workspace holds reifier.yaml" | "default";
}

export function chooseWorkspace(
  option: string | undefined,
  directory: string,
  environment: Environment,
): WorkspaceChoice {
  // `--workspace "$DIR"` with an unset variable: the directory it was typed in was not meant.
  if (option === "") throw usageError("--workspace is empty", "name a folder: reifier --workspace DIR …");
  if (option !== undefined) return { path: resolve(directory, option), why: "--workspace" };
  if (environment.workspace !== null)
    return { path: resolve(directory, environment.workspace), why: "$REIFIER_WORKSPACE" };
  const local = join(directory, "workspace");
  if (existsSync(join(local, "reifier.yaml"))) return { path: local, why: "./workspace holds reifier.yaml" };
  if (environment.home === null) {
    throw usageError(
      "there is no home directory to keep the workspace in",
      "name one: reifier --workspace DIR …",
    );
  }
  return { path: join(environment.home, ".reifier"), why: "default" };
}

/** Where everything of a workspace is. Paths are absolute. */
export interface WorkspacePaths {
  readonly root: string;
  readonly settings: string;
  readonly blocklist: string;
  readonly runbooks: string;
  readonly incidents: string;
  readonly audit: string;
  readonly state: string;
  readonly spool: string;
  /** Sealed copies of edited files. */
  readonly shadow: string;
  readonly graph: string;
  readonly locks: string;
  readonly approvals: string;
  readonly key: string;
  readonly notices: string;
  readonly log: string;
  readonly pid: string;
}

export function workspacePaths(root: string): WorkspacePaths {
  const state = join(root, "state");
  return {
    root,
    settings: join(root, "reifier.yaml"),
    blocklist: join(root, "blocklist.yaml"),
    runbooks: join(root, "runbooks"),
    incidents: join(root, "incidents"),
    audit: join(root, "audit", "audit.jsonl"),
    state,
    spool: join(state, "spool"),
    shadow: join(state, "shadow"),
    graph: join(state, "graph.db"),
    locks: join(state, "locks"),
    approvals: join(state, "approvals.jsonl"),
    key: join(state, "key"),
    notices: join(state, "notices"),
    log: join(state, "reifier.log"),
    pid: join(state, "pid"),
  };
}

/** Makes the folders that are missing (0700) and returns those it made. Refuses a workspace of somebody else. */
export function prepareWorkspace(paths: WorkspacePaths, uid: number): string[] {
  const folders = [
    paths.root,
    paths.runbooks,
    join(paths.runbooks, "drafts"),
    join(paths.runbooks, "approved"),
    join(paths.runbooks, "retired"),
    paths.incidents,
    join(paths.root, "audit"),
    paths.state,
    paths.spool,
    paths.locks,
  ];
  closeNewFolder(paths, uid);
  const made: string[] = [];
  for (const folder of folders) if (makeFolderOf(paths.root, folder)) made.push(folder);
  for (const folder of [paths.root, paths.state]) refuseUnsafe(folder, uid);
  return made;
}

/**
 * A folder that came from a clone or a copy under umask 002 is writable by its group. While it holds no state there is
 * nothing in it that could have been forged, so it is closed instead of refused.
 */
function closeNewFolder({ root, state }: WorkspacePaths, uid: number): void {
  const facts = factsOf(root);
  if (facts === null || !facts.isDirectory() || facts.uid !== uid || existsSync(state)) return;
  if ((facts.mode & 0o022) !== 0) chmodSync(root, facts.mode & 0o755);
}

function makeFolderOf(root: string, folder: string): boolean {
  try {
    return makeFolder(folder, 0o700);
  } catch (error) {
    throw new ReifierError(
      {
        code: "WORKSPACE_UNUSABLE",
        message: `cannot use the workspace ${root}: ${errorText(error)}`,
        hint: workspaceHint(systemCode(error), folder),
        exitCode: exitCode.usage,
      },
      { cause: error },
    );
  }
}

function workspaceHint(code: string | null, folder: string): string {
  if (code === "ENOSPC") return `free some space on the disk that holds ${folder}`;
  if (code === "ENOTDIR" || code === "EEXIST")
    return `${folder} or a part of it is a file; name another place with --workspace DIR`;
  return "name a writable place with --workspace DIR, or set REIFIER_WORKSPACE";
}

/** State that another account owns or may write could be forged, so nothing is done with it. */
function refuseUnsafe(folder: string, uid: number): void {
  const facts = statSync(folder);
  const foreign = uid >= 0 && facts.uid !== uid;
  const open = (facts.mode & 0o022) !== 0;
  if (!foreign && !open) return;
  throw new ReifierError({
    code: "WORKSPACE_UNSAFE",
    message: foreign
      ? `${folder} belongs to another user (uid ${facts.uid})`
      : `${folder} can be written by other users`,
    hint: foreign ? "use a workspace of your own: --workspace DIR" : `type: chmod go-w ${folder}`,
    exitCode: exitCode.usage,
  });
}
