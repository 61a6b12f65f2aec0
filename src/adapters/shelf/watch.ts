import type { FSWatcher } from "chokidar";

interface ShelfWatch {
  start(wake: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Several changes of one save or move are one wake. */
const settleMs = 100;

/** Wakes somebody when a file under the folder may have come, changed or gone. It never says which: they look. */
export function createShelfWatch(folder: string): ShelfWatch {
  let watcher: FSWatcher | null = null;
  let pending: NodeJS.Timeout | null = null;
  return {
    start: async (wake) => {
      // Only a daemon watches; every command reads the shelf.
      const { watch: watchPaths } = await import("chokidar");
      const started = watchPaths(folder, { depth: 2, followSymlinks: false, ignoreInitial: true });
      watcher = started;
      started.on("all", () => {
        pending ??= setTimeout(() => {
          pending = null;
          wake();
        }, settleMs);
      });
      // A watch that fails (too many watches, a folder that went) is no reason to end: the next turn looks anyway.
      started.on("error", () => wake());
      await new Promise<void>((ready) => started.once("ready", () => ready()));
    },
    close: async () => {
      if (pending !== null) clearTimeout(pending);
      pending = null;
      await watcher?.close();
      watcher = null;
    },
  };
}
