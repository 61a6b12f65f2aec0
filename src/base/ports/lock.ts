/** Mutual exclusion over processes of one workspace, let go by the system when a holder dies. */
export interface Locks {
  /** Runs `work` while holding the named lock; waits at most `waitMs` and throws `LOCKED` (exit 1) after that. */
  within<T>(name: "journal" | "approvals" | "shelf" | "notices", waitMs: number, work: () => T): T;
  /** Takes the lock for as long as the process keeps the handle, or returns null when another process holds it. */
  hold(name: "daemon" | "run" | "graph-sync"): LockHandle | null;
}

export interface LockHandle {
  release(): void;
}
