import { describe, expect, it } from "vitest";
import { commandTable } from "../../entry/cli/command-table.ts";
import { isOwnCommand } from "./own-command.ts";

describe("talking to reifier", () => {
  it.each([
    "reifier",
    "reifier sessions end",
    "  /usr/local/bin/reifier pending",
    "npx reifier status",
    "npx --yes reifier status",
    "REIFIER_WORKSPACE=/w reifier confirm g-1",
    "npm start -- sessions end",
    "npm -s run start -- --json pending",
    "node dist/main.js sessions end",
    "node /srv/reifier/dist/main.js --workspace /w down",
  ])("is %s", (command) => {
    expect(isOwnCommand(command)).toBe(true);
  });

  it.each([
    "npm start",
    "npm start -- --port 80",
    "node dist/main.js",
    "node dist/main.js serve",
    "node server.js status",
    "systemctl restart reifier-proxy",
    "cat reifier.log",
    "echo reifier",
  ])("is not %s", (command) => {
    expect(isOwnCommand(command)).toBe(false);
  });

  it.each(commandTable.map(({ name }) => name))("knows the command %s", (name) => {
    expect(isOwnCommand(`npm start -- ${name}`)).toBe(true);
  });
});
