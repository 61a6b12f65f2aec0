import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { Pending, useBesieged } from "../support/besieged.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const besieged = useBesieged();

describe("what a person did not approve byte for byte", () => {
  it("does not run: edited, linked, open to others, copied under its id, or put in its place", async () => {
    const file = await besieged().approved("one");
    await besieged().approved("two");
    const text = readFileSync(file, "utf8");
    const attacks: [string, () => void][] = [
      ["edited", () => writeFileSync(file, text.replace("echo one", "echo EVIL"))],
      ["one space more", () => writeFileSync(file, text.replace("echo one", "echo  one"))],
      [
        "symlink",
        () => {
          renameSync(file, besieged().trace("moved"));
          symlinkSync(besieged().trace("moved"), file);
        },
      ],
      [
        "hard link",
        () => {
          renameSync(file, besieged().trace("moved"));
          linkSync(besieged().trace("moved"), file);
        },
      ],
      ["writable by others", () => chmodSync(file, 0o666)],
      [
        "another's text under its id",
        () => {
          writeFileSync(
            file,
            readFileSync(besieged().approvedFile("two"), "utf8").replace("id: two", "id: one"),
          );
        },
      ],
      [
        "folder is a link",
        () => {
          renameSync(dirname(file), besieged().trace("folder"));
          symlinkSync(besieged().trace("folder"), dirname(file));
        },
      ],
    ];
    for (const [name, attack] of attacks) {
      attack();
      expect(await besieged().runs("one"), name).toBe(10);
      expect(besieged().ran(), name).toBe("");
      if (existsSync(besieged().trace("folder"))) {
        rmSync(dirname(file));
        renameSync(besieged().trace("folder"), dirname(file));
      }
      rmSync(file, { force: true });
      rmSync(besieged().trace("moved"), { force: true });
      writeFileSync(file, text, { mode: 0o600 });
    }
    expect(await besieged().runs("one")).toBe(1);
    expect(besieged().ran()).toBe("one\n");
  });

  it("does not run with a forged line in the ledger, a copied head, or a stranger in approved/", async () => {
    await besieged().approved("one");
    const ledger = join(besieged().product.workspace, "state", "approvals.jsonl");
    const line = readFileSync(ledger, "utf8").trim();
    appendFileSync(ledger, `${line.replaceAll('"one"', '"evil"').replace('"seq":1', '"seq":2')}\n`);
    const head = readFileSync(besieged().approvedFile("one"), "utf8").replaceAll("id: one", "id: evil");
    writeFileSync(besieged().approvedFile("evil"), head.replace("echo one", "echo evil"));
    expect(await besieged().runs("evil")).toBe(10);
    copyFileSync(besieged().approvedFile("one"), besieged().approvedFile("twin"));
    appendFileSync(
      besieged().approvedFile("twin"),
      `\n## Fix\n\n\`\`\`sh\necho twin >> ${besieged().trace()}\n\`\`\`\n`,
    );
    expect(await besieged().runs(besieged().approvedFile("twin"))).toBe(10);
    expect(besieged().ran()).toBe("");
    expect((await besieged().product.ask(["doctor"])).stdout).toContain(
      "were not made with this workspace's key",
    );
  });

  it("does not run after a move on which its bytes changed; it is offered instead", async () => {
    const path = besieged().draft("moved");
    await besieged().product.ask(["runbooks"]);
    writeFileSync(path, readFileSync(path, "utf8").replace("echo moved", "echo EVIL"));
    renameSync(path, besieged().approvedFile("moved"));
    expect(await besieged().runs("moved")).toBe(10);
    expect(besieged().ran()).toBe("");
    const offered = Pending.parse(await besieged().product.json(["pending"]));
    expect(offered).toMatchObject([{ kind: "approve", runbook: "moved" }]);
    // A person sees what is another than in the draft, before and when they answer.
    const difference = /^\s*-echo moved .*\n\s*\+echo EVIL /m;
    expect((await besieged().product.ask(["pending"])).stdout).toMatch(difference);
    expect((await besieged().product.ask(["confirm", offered[0]?.id ?? "", "--yes"])).code).toBe(2);
  });

  it("is not approved when the file is swapped while the id is typed", async () => {
    const path = besieged().draft("alone", { head: "autonomy: auto\n" });
    const person = await besieged().terminal();
    person.press("r approve alone --autonomy\r");
    await person.shows("to allow it to run by itself: ");
    writeFileSync(path, readFileSync(path, "utf8").replace("echo alone", "echo EVIL"));
    person.press("alone\r");
    await person.shows("exit=1");
    expect(person.screen).toContain("changed while it was approved");
    expect(await besieged().runs("alone")).toBe(10);
  });

  it("does not run when the file is swapped while confirm asks", async () => {
    const file = await besieged().approved("one");
    const person = await besieged().terminal();
    person.press(`r confirm ${await besieged().suggestionOf("one")}\r`);
    await person.shows("anything else is no: ");
    writeFileSync(file, readFileSync(file, "utf8").replace("echo one", "echo EVIL"));
    person.press("y\r");
    await person.shows("exit=");
    expect(besieged().ran()).toBe("one\n");
  });

  it("does not run when its approval is taken back while confirm asks", async () => {
    await besieged().approved("one");
    const person = await besieged().terminal();
    person.press(`r confirm ${await besieged().suggestionOf("one")}\r`);
    await person.shows("anything else is no: ");
    expect((await besieged().product.ask(["retire", "one"])).code).toBe(0);
    person.press("y\r");
    await person.shows("exit=10");
    expect(besieged().ran()).toBe("");
  });
});
