import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { useBesieged } from "../support/besieged.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const besieged = useBesieged();

describe("a policy that cannot be trusted", () => {
  it("stops what executes: broken, unreadable, gone behind a link, open to everybody, or failing its own examples", async () => {
    await besieged().approved("one");
    const path = join(besieged().product.workspace, "blocklist.yaml");
    const rule = (example: string): string =>
      `schema: 1\nrules:\n  - {id: own, verdict: deny, category: own, reason: never, when: {command: [frobnicate]}, mustCatch: ["${example}"], mustPass: ["ls"]}\n`;
    const attacks: [string, () => void][] = [
      ["broken YAML", () => writeFileSync(path, "rules: [\n")],
      ["unknown key", () => writeFileSync(path, "schema: 1\nrulez: []\n")],
      ["a folder", () => mkdirSync(path)],
      ["a link to nothing", () => symlinkSync("/nonexistent/rules.yaml", path)],
      [
        "open to everybody",
        () => {
          writeFileSync(path, rule("frobnicate x"));
          chmodSync(path, 0o666);
        },
      ],
      ["an example that is not caught", () => writeFileSync(path, rule("frobincate x"))],
    ];
    for (const [name, attack] of attacks) {
      rmSync(path, { recursive: true, force: true });
      attack();
      const run = await besieged().product.ask(["run", "one", "--yes"]);
      expect(run.code, name).toBe(2);
      expect(run.stderr, name).toMatch(/^reifier: .*blocklist\.yaml.*\nhint: .+\n$/);
      expect((await besieged().product.ask(["check", "ls"])).code, name).toBe(2);
      expect(besieged().ran(), name).toBe("");
    }
    rmSync(path);
    writeFileSync(path, rule("frobnicate x"));
    expect((await besieged().product.ask(["check", "frobnicate"])).code).toBe(10);
    expect(await besieged().runs("one")).toBe(1);
  });

  it("settings that everybody can write, or that make no sense, stop everything", async () => {
    await besieged().approved("one");
    const path = join(besieged().product.workspace, "reifier.yaml");
    for (const text of [
      "operator: {promptTimeoutSeconds: -1}\n",
      "autonomy: {enabled: perhaps}\n",
      "operater: {}\n",
      "{{{",
    ]) {
      writeFileSync(path, text);
      expect(await besieged().runs("one"), text).toBe(2);
    }
    writeFileSync(path, "notify: {command: null}\n");
    chmodSync(path, 0o666);
    expect(await besieged().runs("one")).toBe(2);
    expect(besieged().ran()).toBe("");
  });

  it("that are broken keep nobody from ending what runs: down, abort, pause --operator", async () => {
    const { product } = besieged();
    const daemon = await product.up();
    writeFileSync(join(product.workspace, "reifier.yaml"), "operater: {}\n");
    expect((await product.ask(["status"])).code).toBe(2);
    expect((await product.ask(["pause"])).code, "what is never to be recorded is not known").toBe(2);
    expect((await product.ask(["pause", "--operator"])).code).toBe(0);
    expect((await product.ask(["abort", "x-none"])).stderr).toContain("there is no execution x-none");
    expect(await product.ask(["down"])).toMatchObject({ code: 0, stdout: `stopped (pid ${daemon.pid})\n` });
    expect(daemon.ended).toBe(true);
  });
});
