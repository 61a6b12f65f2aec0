import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createConnection, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { errorText } from "../../base/kernel/errors.ts";

/** What a running daemon says of itself at this moment. */
export const LiveStatus = z.object({
  pid: z.int(),
  /** Resident memory, bytes. */
  memoryBytes: z.number(),
  patrolling: z.array(z.string()),
  /** End of the last look at sessions, suggestions and settings; epoch milliseconds, null before the first. */
  tickedAt: z.number().nullable(),
});
export type LiveStatus = z.infer<typeof LiveStatus>;

const Request = z.object({ ask: z.enum(["status", "stop"]) });
type Ask = z.infer<typeof Request>["ask"];

export interface ControlHandlers {
  status(): LiveStatus;
  stop(): void;
}

export interface Control {
  close(): Promise<void>;
}

/** The kernel's limit for a socket's path is 108 bytes on Linux and 104 on macOS, with the closing NUL. */
const longestPath = 103;
const requestLimit = 1_024;
const idleMs = 2_000;

/** `state/socket`, or a name of this workspace in the account's runtime folder when that path is too long; else null. */
export function socketPath(state: string, runtimeDirectory: string | null): string | null {
  const name = `reifier-${createHash("sha256").update(state).digest("hex").slice(0, 16)}.sock`;
  const places = [
    join(state, "socket"),
    ...(runtimeDirectory === null ? [] : [join(runtimeDirectory, name)]),
  ];
  return places.find((path) => Buffer.byteLength(path) <= longestPath) ?? null;
}

/**
 * Answers `{"ask":"status"}` and `{"ask":"stop"}`, one JSON line each, on a socket that only this account can open. The
 * caller holds the daemon's lock, so a socket that is there already is a dead one's.
 */
export function serveControl(path: string, handlers: ControlHandlers): Promise<Control> {
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    hear(socket, handlers);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      server.off("error", reject);
      resolve({
        close: () =>
          new Promise((closed) => {
            for (const socket of open) socket.destroy();
            server.close(() => closed());
          }),
      });
    });
  });
}

function hear(socket: Socket, handlers: ControlHandlers): void {
  let text = "";
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on("error", () => socket.destroy()); // The other side went away: there is nobody to tell.
  socket.on("data", (chunk) => {
    text += chunk.toString("utf8");
    if (text.length > requestLimit) socket.destroy();
    else if (text.includes("\n")) socket.end(`${JSON.stringify(answer(text, handlers))}\n`);
  });
}

function answer(text: string, handlers: ControlHandlers): unknown {
  try {
    const { ask } = Request.parse(JSON.parse(text));
    if (ask === "status") return handlers.status();
    handlers.stop();
    return { stopping: true };
  } catch (error) {
    return { error: errorText(error) };
  }
}

/** The daemon's answer, or null when there is none within the deadline: nothing ever waits for a hung daemon. */
export function askDaemon(path: string | null, ask: Ask, deadlineMs = 500): Promise<unknown> {
  if (path === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    let text = "";
    const socket = createConnection(path);
    const finish = (value: unknown): void => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(value);
    };
    const deadline = setTimeout(() => finish(null), deadlineMs);
    socket.on("connect", () => socket.write(`${JSON.stringify({ ask })}\n`));
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
    });
    socket.on("error", () => finish(null));
    socket.on("end", () => finish(parsed(text)));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Cut short by a daemon that ended: no answer.
  }
}
