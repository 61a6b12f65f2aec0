import { errorText } from "../base/kernel/errors.ts";
import type { DraftDeps, Drafted } from "./draft-deps.ts";

/** Asks the narrator while the daemon goes on: its answer may take a minute, and nothing waits for it. */
export interface Rewording {
  /** The draft is on the shelf already; its words come when they come, one draft after the other. */
  take(deps: DraftDeps, drafted: Drafted): void;
  /** Lets a question that is under way go unanswered; the drafts stay as they are. */
  stop(): Promise<void>;
}

export function createRewording(say: (text: string) => void): Rewording {
  const ending = new AbortController();
  let last: Promise<void> = Promise.resolve();
  return {
    take: (deps, drafted) => {
      if (deps.narrator === null || drafted.path === null) return;
      last = last.then(async () => {
        if (ending.signal.aborted) return;
        try {
          const { rewordDraft } = await import("./draft.ts");
          const { notice } = await rewordDraft(deps, drafted, ending.signal);
          if (notice !== null) say(`${drafted.path}: ${notice}`);
        } catch (error) {
          say(`${drafted.path}: could not be worded: ${errorText(error)}`);
        }
      });
    },
    stop: async () => {
      ending.abort();
      await last;
    },
  };
}
