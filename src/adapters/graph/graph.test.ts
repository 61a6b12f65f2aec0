import { systemClock } from "../../base/kernel/clock.ts";
import { memoryGraphContract } from "./contract/memory-graph.contract.ts";
import { openEmbedded } from "./embedded.ts";

memoryGraphContract("embedded", () => {
  const store = openEmbedded({ path: ":memory:", clock: systemClock });
  const close = store.graph.close;
  return Promise.resolve({
    ...store.graph,
    close: async () => {
      await close();
      store.close();
    },
  });
});
