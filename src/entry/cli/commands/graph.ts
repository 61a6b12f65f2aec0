import { exitCode } from "../../../base/kernel/exit-code.ts";
import { rebuildGraph } from "../../../loops/rebuild.ts";
import type { Command } from "../cli.ts";

export const graphStats: Command = async (cli) => {
  const stats = await (await (await cli.app()).stores()).graph.stats();
  if (cli.print.json) cli.print.document(stats);
  else
    for (const [what, count] of Object.entries(stats))
      cli.print.answer(`${String(count).padStart(8)}  ${what}`);
  return exitCode.done;
};

export const graphRebuild: Command = async (cli) => {
  const app = await cli.app();
  await rebuildGraph(await app.approving());
  const stats = await (await app.stores()).graph.stats();
  if (cli.print.json) cli.print.document(stats);
  else
    cli.print.answer(
      `made again from runbooks, approvals and incidents: ${Object.entries(stats)
        .map(([what, count]) => `${count} ${what}`)
        .join(", ")}`,
    );
  return exitCode.done;
};
