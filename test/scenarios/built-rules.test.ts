import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readPolicy } from "../../src/core/policy/policy-file.ts";
import { main } from "../support/product.ts";

it("the rules that the build has understood are those of blocklist.yaml, with their lines", () => {
  const path = fileURLToPath(new URL("../../blocklist.yaml", import.meta.url));
  const text = readFileSync(path, "utf8");
  const built = JSON.parse(readFileSync(join(dirname(main), "blocklist.json"), "utf8"));
  expect(built.sha256).toBe(createHash("sha256").update(text).digest("hex"));
  expect(readPolicy([{ path, text, understood: built.understood }])).toEqual(readPolicy([{ path, text }]));
});
