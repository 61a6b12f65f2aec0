import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { useBesieged } from "../support/besieged.ts";
import { main, until } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const besieged = useBesieged();

describe("a yes", () => {
  it("is not given by --yes for high risk, a closed stdin, a pipe of y or a pasted y", async () => {
    await besieged().approved("high", {
      fix: `echo high >> ${besieged().trace()}\nrm -rf ${besieged().trace("data")}`,
      attributes: ' {"risk":"destructive"}',
    });
    await besieged().approved("one");
    const high = await besieged().suggestionOf("high");
    const one = await besieged().suggestionOf("one");
    expect((await besieged().product.ask(["confirm", high, "--yes"])).code).toBe(11);
    expect((await besieged().product.ask(["confirm", one])).code).toBe(11);
    expect((await besieged().product.ask(["confirm", one], { input: "y\ny\ny\n" })).code).toBe(11);
    expect(await besieged().suggestionOf("one")).toBe(one);
    const person = await besieged().terminal();
    person.press(`r confirm ${one}\ry\r`);
    await person.shows("anything else is no: ");
    person.press("\r");
    await person.shows("exit=11");
    expect(besieged().ran()).toBe("");
  });

  it("counts once, for two confirms at the same time", async () => {
    await besieged().approved("one", { fix: `echo one >> ${besieged().trace()}; sleep 1` });
    const id = await besieged().suggestionOf("one");
    const codes = await Promise.all([0, 1, 2].map(() => besieged().product.ask(["confirm", id, "--yes"])));
    expect(besieged().ran()).toBe("one\n");
    expect(codes.map(({ code }) => code).filter((code) => code === 1)).toHaveLength(1);
  });

  it("counts once, also when confirm is killed in the middle", async () => {
    await besieged().approved("one", {
      fix: `echo one >> ${besieged().trace()}; sleep 77.7; echo late >> ${besieged().trace()}`,
    });
    const id = await besieged().suggestionOf("one");
    const person = await besieged().terminal();
    person.press(
      `${process.execPath} ${main} --workspace ${besieged().product.workspace} confirm ${id} --yes & pid=$!; wait\r`,
    );
    await until(() => besieged().ran() !== "", "the block to run");
    person.press("\x03");
    await person.prompted();
    await person.type("kill -9 $pid");
    const sleeping = (): boolean =>
      readdirSync("/proc").some((pid) => {
        const path = join("/proc", pid, "cmdline");
        return /^\d+$/.test(pid) && existsSync(path) && readOrEmpty(path) === "sleep\u000077.7\u0000";
      });
    await until(() => !sleeping(), "the tree to end");
    await besieged().up();
    const again = await besieged().product.ask(["confirm", id, "--yes"]);
    expect([2, 10]).toContain(again.code);
    expect(besieged().ran()).toBe("one\n");
  });
});

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // It ended between the look and the reading.
  }
};
