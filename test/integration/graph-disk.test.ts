import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { graphProcess } from "./graph-process.ts";

/** Runs its arguments with a disk of their own at DIR; `before` runs first. Nothing outside sees the mount. */
const onDisk = (directory: string, size: string, before: string): string[] => [
  "unshare",
  "--user",
  "--map-root-user",
  "--mount",
  "sh",
  "-c",
  `mount -t tmpfs -o size=${size} tmpfs '${directory}' || { echo 'mount refused: allow user namespaces, or run as root'; exit 1; }
   ${before}
   "$@"`,
  "sh",
];

describe("the embedded store on a bad disk", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "reifier-disk-"));
    path = join(directory, "graph.db");
  });
  afterEach(() => {
    chmodSync(directory, 0o700);
    rmSync(directory, { recursive: true, force: true });
  });

  it("says that the disk is full, loses nothing that was stored, and goes on when there is room", async () => {
    const filledTwice = `head -c 300000 /dev/zero > '${directory}/ballast'; "$@" || exit 1; rm '${directory}/ballast'`;
    const filler = graphProcess(path, "fill", { shell: onDisk(directory, "1m", filledTwice) });
    expect(await filler.ended(), filler.lines.join("\n")).toBe(0);
    const runs = filler.lines.join("\n").split("\nclosed");
    const [first, second] = runs.map((run) => ({
      kept: Number(/^kept (\d+)$/m.exec(run)?.[1]),
      stored: run.match(/^stored /gm)?.length ?? 0,
      refusal: JSON.parse(/^refused (.*)$/m.exec(run)?.[1] ?? "null"),
    }));
    expect(first?.refusal).toEqual({
      code: "DISK_FULL",
      hint: expect.stringContaining("free some space"),
      exitCode: 2,
    });
    expect(first?.stored).toBeGreaterThan(1);
    expect(second?.kept).toBe(first?.stored);
    expect(second?.stored).toBeGreaterThan(first?.stored ?? 0);
  });

  it("says that a read-only directory cannot be written, before and after there is a store", async () => {
    const readOnly = (before: string) =>
      graphProcess(path, "write", {
        argument: "x",
        shell: onDisk(directory, "64m", `${before} mount -o remount,ro '${directory}'`),
      });
    const fresh = readOnly("");
    expect(await fresh.ended()).toBe(1);
    expect(failureOf(fresh.lines)).toMatchObject({
      code: "STORE_UNWRITABLE",
      hint: expect.stringContaining("writable"),
    });
    const existing = readOnly(`"$@" && `);
    expect(await existing.ended()).toBe(1);
    expect(existing.lines).toContain("closed");
    expect(failureOf(existing.lines)).toMatchObject({ code: "STORE_UNWRITABLE" });
  });
});

const failureOf = (lines: readonly string[]): unknown =>
  JSON.parse((lines.find((line) => line.startsWith("failed")) ?? "failed null").slice("failed ".length));
