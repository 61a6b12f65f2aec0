import { afterEach, beforeEach, describe } from "vitest";
import type { MemoryGraph } from "../../../base/ports/graph-store.ts";
import { askingContract } from "./asking.contract.ts";
import { keepingContract } from "./keeping.contract.ts";
import { snapshotContract } from "./snapshot.contract.ts";

/** What every store behind the port must do; `make` returns an empty one. */
export function memoryGraphContract(name: string, make: () => Promise<MemoryGraph>): void {
  describe(`memory graph: ${name}`, () => {
    let graph: MemoryGraph;
    beforeEach(async () => {
      graph = await make();
    });
    afterEach(async () => {
      await graph.close();
    });
    const opened = (): MemoryGraph => graph;
    keepingContract(opened);
    askingContract(opened);
    snapshotContract(opened);
  });
}
