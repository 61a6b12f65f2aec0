import { systemClock } from "../../base/kernel/clock.ts";
import { openEmbedded } from "./embedded.ts";
import { memoryGraphContract } from "./memory-graph.contract.ts";

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
