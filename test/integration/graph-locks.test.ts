import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocks } from "../../src/adapters/graph/locks.ts";
import { type GraphProcess, graphProcess } from "./graph-process.ts";

describe("locks over processes", () => {
  let directory: string;
  let started: GraphProcess[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "reifier-locks-"));
    started = [];
  });
  afterEach(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await Promise.all(started.map((one) => one.ended()));
    rmSync(directory, { recursive: true, force: true });
  });
  const start = (role: string, argument = ""): GraphProcess => {
    const made = graphProcess(directory, role, { argument });
    started.push(made);
    return made;
  };
  const tried = async (): Promise<string | undefined> => {
    const other = start("try");
    await other.ended();
    return other.lines[0];
  };

  it("is held by one process, and free at once when that one is killed", async () => {
    for (let round = 0; round < 3; round++) {
      const holder = start("hold");
      // It has looked at the lock a second time by then, which must not have dropped the first hold.
      await holder.said("refused");
      expect(holder.lines).toEqual(["held", "refused"]);
      expect(await tried()).toBe("refused");
      expect(createLocks(directory).hold("daemon")).toBeNull();
      holder.child.kill("SIGKILL");
      await holder.ended();
      expect(await tried()).toBe("held");
    }
  });

  it("survives that this process opens and closes the same lock beside it", async () => {
    const locks = createLocks(directory);
    const held = locks.hold("daemon");
    for (let n = 0; n < 5; n++) expect(createLocks(directory).hold("daemon")).toBeNull();
    createLocks(directory).within("journal", 0, () => undefined);
    expect(await tried()).toBe("refused");
    held?.release();
    expect(await tried()).toBe("held");
  });

  it("lets one process at a time into the work", async () => {
    const workers = ["150", "150", "150"].map((times) => start("count", times));
    expect(await Promise.all(workers.map((worker) => worker.ended()))).toEqual([0, 0, 0]);
    expect(readFileSync(join(directory, "counter"), "utf8")).toBe("450");
  });
});
