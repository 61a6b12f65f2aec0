import type { Clock } from "../base/kernel/clock.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { AlertClaims } from "../base/ports/alert-claims.ts";
import type { Approver } from "../base/ports/approver.ts";
import type { Locks } from "../base/ports/lock.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import type { ExecuteDeps } from "./execute-deps.ts";
import type { OperateDeps } from "./operate-deps.ts";

/** What the desk needs, taken anew for each suggestion: settings, approvals and policy may have changed since. */
export interface DeskDeps {
  operating(): Promise<OperateDeps>;
  approving(): Promise<ApproveDeps>;
  executing(approver: Approver, say: (text: string) => void): Promise<ExecuteDeps>;
  readonly operator: Pick<OperatorStore, "suggestions">;
  readonly claims: AlertClaims;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly log: Logger;
  readonly paused: () => boolean;
  /** By the audit as it is now. */
  readonly decideNow: NonNullable<OperateDeps["autonomy"]>;
  /** For the screen and the log of the daemon. */
  readonly say: (text: string) => void;
}
