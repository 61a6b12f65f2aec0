import { errorText, ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";

interface Subscription {
  dispose(): void;
}

/** The part of the pty package that is used, with what it does in fact: without an encoding it takes and gives bytes. */
export interface Pty {
  readonly pid: number;
  onData(listener: (data: unknown) => void): Subscription;
  onExit(listener: (end: { exitCode: number; signal?: number }) => void): Subscription;
  write(data: string | Uint8Array): void;
  resize(columns: number, rows: number): void;
  pause(): void;
  resume(): void;
  kill(signal?: string): void;
}

interface PtyOptions {
  readonly name: string;
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly encoding: null;
}

export interface PtyModule {
  spawn(file: string, words: readonly string[], options: PtyOptions): Pty;
}

const isPtyModule = (value: unknown): value is PtyModule =>
  typeof value === "object" && value !== null && "spawn" in value && typeof value.spawn === "function";

/** The optional package; throws `PTY_MISSING` (exit 2) where it, or its part for this system, is not installed. */
export async function loadPty(
  load: () => Promise<unknown> = () => import("@lydell/node-pty"),
): Promise<PtyModule> {
  try {
    const loaded: unknown = await load();
    if (isPtyModule(loaded)) return loaded;
    throw new Error("it holds no spawn()");
  } catch (error) {
    throw new ReifierError(
      {
        code: "PTY_MISSING",
        message: `record needs the optional package @lydell/node-pty: ${errorText(error)}`,
        hint: "where reifier is installed, type: npm install --include=optional; without it the hook still records commands",
        exitCode: exitCode.usage,
      },
      { cause: error },
    );
  }
}
