import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { createSpoolSource } from "../../src/adapters/recorder/spool-source.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import type { RecorderSource } from "../../src/base/ports/recorder-source.ts";
import { observerOf } from "../support/observing.ts";
import { Recording } from "../support/recording.ts";

let recording: Recording;
let store: EmbeddedStore;
let undo: (() => void)[];
beforeEach(() => {
  recording = new Recording();
  store = openEmbedded({ path: join(recording.state, "graph.db"), clock: { now: Date.now } });
  undo = [];
});
afterEach(() => {
  for (const step of undo.reverse()) step();
  store.close();
  recording.remove();
});

/** A spool on a file system of its own. */
function mountSpool(size: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0700`, "tmpfs", recording.spool]);
  undo.push(() => execFileSync("umount", ["-l", recording.spool]));
}
const takeIn = (source: RecorderSource) => observerOf(store, [source]).takeIn();
const spool = () =>
  createSpoolSource({ folder: recording.spool, uid: process.getuid?.() ?? -1, now: Date.now });

describe.each<ShellName>(["bash", "zsh", "fish"])("a full disk under the spool of %s", (name) => {
  it("leaves the prompt silent and the exit code alone; the next commands are kept once there is room", async () => {
    mountSpool("128k");
    const shell = await recording.start(name);
    await shell.type("echo before");
    const ballast = join(recording.spool, "ballast");
    const { bsize, bfree } = statfsSync(recording.spool);
    writeFileSync(ballast, Buffer.alloc(bsize * bfree));
    const long = "x".repeat(6_000);
    const last = name === "fish" ? "$status" : "$?";
    await shell.type(`echo ${long}`);
    await shell.type("sh -c 'exit 5'");
    const screen = await shell.type(`echo rc=${last}`);
    expect(screen).toContain("rc=5");
    // fish reports a failed write itself, past every redirection: where nobody told it of the full disk (the next test), it is
    // given one occasion, and then rests.
    const said = shell.screen.match(/No space|write error|_reifier/gi) ?? [];
    expect(said.length).toBeLessThanOrEqual(name === "fish" ? 1 : 0);
    rmSync(ballast);
    // It rests for five minutes, which are over now.
    if (name === "fish") await shell.type("set -g _reifier_until 0");
    await shell.type("echo after");
    await shell.exit();
    const found = takeIn(spool()).added.map(({ command }) => command);
    expect([found[0], found.at(-1)]).toEqual(["echo before", "echo after"]);
    expect(readdirSync(recording.spool)).toEqual([]);
  });
});

it("a full disk under fish, with an observer: nothing is said, and recording goes on once there is room", async () => {
  mountSpool("1m");
  const source = spool();
  await source.watch(() => takeIn(source));
  undo.push(() => void source.close());
  const shell = await recording.start("fish");
  await shell.type("echo before");
  const { bsize, bavail } = statfsSync(recording.spool);
  const ballast = join(recording.spool, "ballast");
  writeFileSync(ballast, Buffer.alloc(bsize * bavail - 4_096));
  await expect.poll(() => existsSync(join(recording.state, "full")), { timeout: 10_000 }).toBe(true);
  writeFileSync(join(recording.spool, "the rest"), Buffer.alloc(4_096));
  for (const line of [`echo ${"x".repeat(6_000)}`, "sh -c 'exit 5'"]) await shell.type(line);
  expect(await shell.type("echo rc=$status")).toContain("rc=5");
  const late = await recording.start("fish");
  await late.type("echo started while it is full");
  expect(shell.screen + late.screen).not.toMatch(/No space|write:|_reifier/i);
  rmSync(ballast);
  await expect.poll(() => existsSync(join(recording.state, "full")), { timeout: 10_000 }).toBe(false);
  await shell.type("echo after");
  const kept = () => store.records.sessions().flatMap(({ records }) => records.map(({ command }) => command));
  await expect.poll(kept, { timeout: 10_000 }).toEqual(["echo before", "echo after"]);
});

it("word of a full disk that nobody renews counts no longer: fish records again", async () => {
  const shell = await recording.start("fish");
  const word = join(recording.state, "full");
  writeFileSync(word, `${String(Math.ceil(uptime()) + 120).padStart(12, "0")}\n`);
  await shell.type("echo full");
  writeFileSync(word, `${String(Math.floor(uptime()) - 1).padStart(12, "0")}\n`);
  await shell.type("echo stale");
  expect(recording.taken().map(({ command }) => command)).toEqual(["echo stale"]);
});
