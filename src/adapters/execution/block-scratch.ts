import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A private directory (0700) for the few bytes that a block hands to the next one. */
export interface BlockScratch {
  readonly directory: string;
  readonly stateFile: string;
  readonly outputFile: string;
  /** What the block's shell ended with; null when it never came to its end (killed, replaced by `exec`). */
  state(): { readonly cwd: string; readonly exported: Readonly<Record<string, string>> } | null;
  /** Children that the block's shell had when it ended, orphans that it adopted among them. */
  left(): readonly number[];
  /** Lines `k=v` of `$RUNBOOK_OUTPUT`, the last of a name. */
  outputs(): Readonly<Record<string, string>>;
  remove(): void;
}

const maxBytes = 1 << 20;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The shell's own bookkeeping, and what is set anew for each block. */
const notCarried = new Set(["PWD", "OLDPWD", "SHLVL", "_", "REIFIER_EXECUTION", "RUNBOOK_OUTPUT"]);

/** Memory-backed where there is `/dev/shm`: a runbook against a full disk must not need the disk. */
export const scratchRoot = (): string => (writableDirectory("/dev/shm") ? "/dev/shm" : tmpdir());

export function makeScratch(): BlockScratch {
  const directory = mkdtempSync(join(scratchRoot(), "reifier-"));
  const stateFile = join(directory, "state");
  const outputFile = join(directory, "output");
  writeFileSync(outputFile, "", { mode: 0o600 });
  return {
    directory,
    stateFile,
    outputFile,
    state: () => readState(stateFile),
    left: () =>
      (readBounded(`${stateFile}.left`) ?? "")
        .split(" ")
        .map(Number)
        .filter((pid) => pid > 1),
    outputs: () => readOutputs(outputFile),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function writableDirectory(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readState(path: string): ReturnType<BlockScratch["state"]> {
  const text = readBounded(path);
  if (text === null || !text.endsWith("\0")) return null;
  const [cwd = "", ...pairs] = text.slice(0, -1).split("\0");
  const exported: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    if (variableName.test(name) && !notCarried.has(name)) exported[name] = pair.slice(at + 1);
  }
  return { cwd, exported };
}

function readOutputs(path: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const line of (readBounded(path) ?? "").split("\n")) {
    const at = line.indexOf("=");
    const name = line.slice(0, at);
    if (at > 0 && variableName.test(name)) outputs[name] = line.slice(at + 1).replace(/\r$/, "");
  }
  return outputs;
}

/** null when it is missing or larger than anything honest; the block may have replaced it by anything. */
function readBounded(path: string): string | null {
  try {
    const facts = statSync(path);
    return facts.isFile() && facts.size <= maxBytes ? readFileSync(path, "utf8") : null;
  } catch {
    return null;
  }
}
