import { expect, test } from "vitest";
import { referencesOf } from "./references.ts";

test("commands are tied to the files and lines that define what they name", () => {
  const files = [
    { path: "Makefile", text: "all: build\n\nreindex: build\n\t./bin/reindex\n" },
    { path: "deploy/compose.yml", text: "services:\n  billing:\n    image: acme/billing:3\n" },
    { path: "units/worker.service", text: "[Service]\nExecStart=/srv/worker\n" },
    { path: "README.md", text: "make reindex is slow\n" },
  ];
  const found = referencesOf(
    ["make reindex", "docker compose restart billing", "systemctl restart worker"],
    files,
  );
  expect(found.map(({ path, line, name }) => `${path}:${line} ${name}`)).toEqual([
    "Makefile:3 reindex",
    "deploy/compose.yml:2 billing",
    "deploy/compose.yml:3 billing",
    "units/worker.service:1 worker",
    "units/worker.service:2 worker",
  ]);
});
