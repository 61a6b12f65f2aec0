import { errorText } from "../../base/kernel/errors.ts";

/** A wake-up that never misses for long: the system's notices, and a poll every second behind them. */
export interface FolderWatch {
  /** Why only the poll is left (no more inotify watches, say); null while notices work. */
  readonly trouble: () => string | null;
  close(): Promise<void>;
}

/** Watches a file or the entries of a folder. `poll` runs every `pollMs` whatever the system says. */
export async function watchPath(
  path: string,
  options: {
    readonly wake: () => void;
    readonly poll: () => void;
    readonly pollMs: number;
    /** Of a folder's entries, those that matter; all by default. */
    readonly only?: (path: string) => boolean;
  },
): Promise<FolderWatch> {
  let trouble: string | null = null;
  const { only } = options;
  // Only a daemon watches; every command reads the spool.
  const { watch } = await import("chokidar");
  const watcher = watch(path, {
    depth: 0,
    ignoreInitial: true,
    ignorePermissionErrors: true,
    ...(only === undefined ? {} : { ignored: (entry: string) => entry !== path && !only(entry) }),
  });
  await new Promise<void>((resolve) => {
    watcher.on("all", options.wake);
    watcher.on("error", (error) => {
      trouble = errorText(error);
      watcher.close().catch(() => undefined);
      resolve();
    });
    watcher.on("ready", resolve);
  });
  // Keeps the program going: without the system's notices nothing else would.
  const timer = setInterval(options.poll, options.pollMs);
  return {
    trouble: () => trouble,
    close: async () => {
      clearInterval(timer);
      await watcher.close();
    },
  };
}
