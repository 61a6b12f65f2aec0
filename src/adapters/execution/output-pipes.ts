import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { scratchRoot } from "./block-scratch.ts";

/**
 * Real pipes for stdout and stderr. What Node makes itself are sockets, on which `> /dev/stderr` and `tee /dev/stdout`
 * fail; so these are named ones, made once and used again by the next block when nobody holds them any more.
 */
export interface OutputPipes {
  readonly directory: string;
  /** `onChunk` must be done with the bytes when it returns: the next ones come in the same memory. */
  take(onChunk: (stream: "stdout" | "stderr", chunk: Buffer) => void): Promise<PipePair>;
}

export interface PipePair {
  /** Write ends, for the block's stdio. */
  readonly write: { readonly stdout: Descriptor; readonly stderr: Descriptor };
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** The block has its copies: from now on the streams end when the last of its processes lets go. */
  started(): void;
  /** Nobody listens any more. A pipe that a service still holds gets a reader of its own, so that it can write on. */
  done(): void;
}

/** execa hands on any open descriptor; its types know 3 to 9 only. */
type Descriptor = 3;

interface Ends {
  readonly path: string;
  readonly write: Descriptor;
  readonly read: Socket;
}

const chunkBytes = 64 * 1024;

export function createOutputPipes(tools: { readonly mkfifo: string; readonly cat: string }): OutputPipes {
  const directory = mkdtempSync(join(scratchRoot(), "reifier-pipes-"));
  const free: string[] = [];
  let made = 0;

  const makePath = async (): Promise<string> => {
    const path = free.pop();
    if (path !== undefined) return path;
    made += 2;
    const fresh = [join(directory, String(made)), join(directory, String(made + 1))];
    await execa(tools.mkfifo, ["-m", "600", ...fresh]);
    free.push(...fresh.slice(1));
    return fresh[0] ?? "";
  };
  const finish = (ends: Ends): void => {
    if (ends.read.readableEnded) {
      free.push(ends.path);
    } else {
      readOn(ends.path, tools.cat);
      rmSync(ends.path, { force: true });
    }
    ends.read.destroy();
  };

  return {
    directory,
    take: async (onChunk) => {
      const stdout = openEnds(await makePath(), (chunk) => onChunk("stdout", chunk));
      const stderr = openEnds(await makePath(), (chunk) => onChunk("stderr", chunk));
      return {
        write: { stdout: stdout.write, stderr: stderr.write },
        stdout: stdout.read,
        stderr: stderr.read,
        started: () => {
          closeSync(stdout.write);
          closeSync(stderr.write);
        },
        done: () => {
          finish(stdout);
          finish(stderr);
        },
      };
    },
  };
}

/** The reader first: a write end can only be opened where somebody reads. */
function openEnds(path: string, onChunk: (chunk: Buffer) => void): Ends {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const write = descriptor(openSync(path, constants.O_WRONLY));
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const callback = (bytes: number): boolean => {
    onChunk(buffer.subarray(0, bytes));
    return true;
  };
  // One buffer for all that comes: 20 MB of output must not be 20 MB of garbage.
  const options: SocketConstructorOpts & { onread: OnReadOpts } = {
    fd,
    readable: true,
    writable: false,
    onread: { buffer, callback },
  };
  const read = new Socket(options);
  read.resume();
  // A reset ends the stream like any other end.
  read.on("error", () => undefined);
  return { path, write, read };
}

function descriptor(fd: number): Descriptor {
  if (!isDescriptor(fd)) throw new Error(`descriptor ${fd} is a standard stream`);
  return fd;
}

const isDescriptor = (fd: number): fd is Descriptor => fd > 2;

/** A `cat` into nothing that lives as long as somebody writes; without it the service would die of SIGPIPE. */
function readOn(path: string, cat: string): void {
  // While this end is open the next open cannot wait for a writer that has just gone.
  const keeper = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const read = descriptor(openSync(path, constants.O_RDONLY));
  closeSync(keeper);
  const reader = execa(cat, [], {
    stdin: read,
    stdout: "ignore",
    stderr: "ignore",
    detached: true,
    cleanup: false,
    reject: false,
    extendEnv: false,
    env: {},
    cwd: "/",
  });
  reader.unref();
  closeSync(read);
}
