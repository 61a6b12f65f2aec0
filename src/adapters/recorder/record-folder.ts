import { spawnSync } from "node:child_process";
import {
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { errorText, ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import { isAlive } from "./shell-process.ts";

/** Two pipes with names, between the recorder and its shell, and the shell's start-up files. */
export interface RecordFolder {
  readonly path: string;
  write(name: string, text: string): string;
  /** What the shell says. */
  listen(said: (bytes: Uint8Array) => void): void;
  answer(text: string): void;
  remove(): void;
}

/** Made below `parent` (0700), named after this process; what dead recorders left there goes. */
export function createRecordFolder(parent: string): RecordFolder {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  removeLeftovers(parent);
  const path = mkdtempSync(join(parent, `${process.pid}.`));
  const [to, back] = [join(path, "to"), join(path, "back")];
  const made = spawnSync("mkfifo", ["-m", "600", to, back], { encoding: "utf8" });
  if (made.status !== 0) {
    rmSync(path, { recursive: true, force: true });
    throw noPipes(made.stderr ?? errorText(made.error));
  }
  // Both ends stay open here, so that neither side ever waits for the other to open.
  const mode = constants.O_RDWR | constants.O_NONBLOCK;
  const [hearing, answering] = [openSync(to, mode), openSync(back, mode)];
  const pipe = new Socket({ fd: hearing, readable: true, writable: false });
  return {
    path,
    write: (name, text) => {
      const file = join(path, name);
      writeFileSync(file, text, { mode: 0o600, flag: "wx" });
      return file;
    },
    listen: (said) => void pipe.on("data", said),
    answer: (text) => {
      drain(answering);
      writeSync(answering, text);
    },
    remove: () => {
      pipe.destroy();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** An answer that came too late must not be taken for the next one. */
function drain(file: number): void {
  const bytes = new Uint8Array(4_096);
  try {
    while (readSync(file, bytes) > 0);
  } catch {
    // Empty: nothing waits to be read.
  }
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^(\d{1,10})\./.exec(name)?.[1] ?? "0");
    if (pid > 0 && !isAlive(pid, null)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

const noPipes = (why: string): ReifierError =>
  new ReifierError({
    code: "RECORD_UNUSABLE",
    message: `cannot make the pipes of the recording: ${why.trim()}`,
    hint: "is mkfifo installed, and does the workspace's file system know pipes? name another one: --workspace DIR",
    exitCode: exitCode.usage,
  });
