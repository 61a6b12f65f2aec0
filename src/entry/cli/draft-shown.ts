import { visible } from "../../base/kernel/visible.ts";
import type { DraftDeps } from "../../loops/draft-deps.ts";
import type { Cli } from "./cli.ts";

/** Says what was drafted. Who has read it on this terminal is not told again at the next prompt. */
export async function showDrafted(
  cli: Cli,
  deps: Pick<DraftDeps, "notifier">,
  { session, path, says }: { readonly session: string; readonly path: string | null; readonly says: string },
): Promise<void> {
  cli.print.answer(visible(says));
  if (cli.streams.stdout.isTTY === true) await deps.notifier.clear(path ?? session);
}
