import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFilePositions } from "../../src/adapters/tail/file-positions.ts";
import { createTail, type TailOptions } from "../../src/adapters/tail/tail.ts";
import type { LogLine, LogSource } from "../../src/base/ports/log-source.ts";
import { until } from "../support/product.ts";

let directory = "";
let log = "";
const open: LogSource[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tail-"));
  log = join(directory, "app.log");
});
afterEach(async () => {
  for (const tail of open.splice(0)) await tail.close();
  rmSync(directory, { recursive: true, force: true });
});

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}-${i}`);
const append = (lines: readonly string[], path = log): void =>
  appendFileSync(path, lines.map((line) => `${line}\n`).join(""));

interface Follower {
  readonly lines: LogLine[];
  readonly warnings: string[];
  readonly tail: LogSource;
  texts(): string[];
  until(count: number): Promise<string[]>;
}

async function follow(
  options: Partial<TailOptions> & { readonly take?: (lines: readonly LogLine[]) => Promise<void> } = {},
): Promise<Follower> {
  const lines: LogLine[] = [];
  const warnings: string[] = [];
  const tail = createTail({
    sources: [{ path: log, source: "app" }],
    positions: createFilePositions(join(directory, "state")),
    from: "start",
    maxLineBytes: 4096,
    onWarning: (text) => warnings.push(text),
    ...options,
  });
  open.push(tail);
  await tail.start(async (batch) => {
    await options.take?.(batch);
    lines.push(...batch);
  });
  const texts = (): string[] => lines.map(({ text }) => text);
  const untilTaken = async (count: number): Promise<string[]> => {
    const end = Date.now() + 8000;
    while (lines.length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 150));
    return texts();
  };
  return { lines, warnings, tail, texts, until: untilTaken };
}

describe("following a file", () => {
  it("gives what is there and what comes, in order, with offsets", async () => {
    append(numbered("a", 3));
    const follower = await follow();
    await follower.until(3);
    append(numbered("b", 2));
    expect(await follower.until(5)).toEqual([...numbered("a", 3), ...numbered("b", 2)]);
    expect(follower.lines.map(({ offset }) => offset)).toEqual([0, 4, 8, 12, 16]);
    expect(follower.lines[0]).toMatchObject({ file: log, source: "app", truncated: false });
    expect(follower.tail.following()).toEqual([log]);
  });

  it("whole blocks of bytes hold the same lines, through a rotation too", async () => {
    const blocks: Buffer[] = [];
    const follower = await follow({
      onBlock: (block) => Promise.resolve(void blocks.push(Buffer.from(block.bytes))),
    });
    append(numbered("a", 3));
    await new Promise((resolve) => setTimeout(resolve, 300));
    appendFileSync(log, "half");
    await new Promise((resolve) => setTimeout(resolve, 300));
    appendFileSync(log, " a line\n");
    await new Promise((resolve) => setTimeout(resolve, 300));
    renameSync(log, `${log}.1`);
    append(numbered("b", 2));
    appendFileSync(log, "with a return\r\n");
    const text = (): string => Buffer.concat(blocks).toString();
    expect(await follower.until(3)).toEqual(["b-0", "b-1", "with a return"]);
    expect(text()).toBe("a-0\na-1\na-2\nhalf a line\n");
  });

  it("from the end, only what comes; a line that was half written is whole", async () => {
    writeFileSync(log, "old\nhalf");
    const follower = await follow({ from: "end" });
    appendFileSync(log, " done\nnew\n");
    expect(await follower.until(2)).toEqual(["half done", "new"]);
  });

  it("a renamed file is read to its end, also what its writer adds late, then the new one", async () => {
    append(numbered("a", 5));
    const follower = await follow();
    await follower.until(5);
    renameSync(log, `${log}.1`);
    append(numbered("late", 2), `${log}.1`);
    append(numbered("n", 2));
    expect((await follower.until(9)).sort()).toEqual(
      [...numbered("a", 5), ...numbered("late", 2), ...numbered("n", 2)].sort(),
    );
    append(["later still"], `${log}.1`);
    expect(await follower.until(10)).toContain("later still");
  });

  it("a file that was copied and emptied starts again", async () => {
    append(numbered("a", 50));
    const follower = await follow();
    await follower.until(50);
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    append(numbered("n", 2));
    expect(await follower.until(52)).toEqual([...numbered("a", 50), ...numbered("n", 2)]);
  });

  it("also when it has grown past the old offset, or to the very same size", async () => {
    append(numbered("a", 5));
    const follower = await follow();
    await follower.until(5);
    writeFileSync(log, numbered("longer", 9).join("\n").concat("\n"));
    expect(await follower.until(14)).toEqual([...numbered("a", 5), ...numbered("longer", 9)]);
    writeFileSync(log, numbered("LONGER", 9).join("\n").concat("\n"));
    expect((await follower.until(23)).slice(14)).toEqual(numbered("LONGER", 9));
  });

  it("after a clean stop nothing is lost and nothing repeated", async () => {
    append(numbered("a", 20));
    const first = await follow();
    await first.until(20);
    await first.tail.close();
    append(numbered("b", 3));
    expect(await (await follow()).until(3)).toEqual(numbered("b", 3));
  });

  it("rotated while stopped: the rest of the old file, then the new one", async () => {
    append(numbered("a", 20));
    const first = await follow();
    await first.until(20);
    await first.tail.close();
    append(["unseen"]);
    renameSync(log, `${log}.1`);
    append(numbered("new", 4));
    expect(await (await follow()).until(5)).toEqual(["unseen", ...numbered("new", 4)]);
  });

  it("emptied while stopped and grown past the old offset: from its start", async () => {
    append(numbered("a", 3));
    const first = await follow();
    await first.until(3);
    await first.tail.close();
    writeFileSync(log, numbered("other", 9).join("\n").concat("\n"));
    expect(await (await follow()).until(9)).toEqual(numbered("other", 9));
  });

  it("the position moves only after the lines were taken", async () => {
    append(numbered("a", 3));
    const failing = await follow({ take: () => Promise.reject(new Error("disk full")) });
    await until(() => failing.warnings.join().includes("disk full"), "it to be said");
    await failing.tail.close();
    expect(await (await follow()).until(3)).toEqual(numbered("a", 3));
  });

  it("lines that could not be taken come again while it runs", async () => {
    append(numbered("a", 3));
    let refusals = 2;
    const follower = await follow({
      take: () => (refusals-- > 0 ? Promise.reject(new Error("busy")) : Promise.resolve()),
    });
    expect(await follower.until(3)).toEqual(numbered("a", 3));
  });

  it("a slow consumer is never called twice at once", async () => {
    append(numbered("a", 20_000));
    let running = 0;
    let most = 0;
    const follower = await follow({
      take: async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
      },
    });
    expect((await follower.until(20_000)).length).toBe(20_000);
    expect(most).toBe(1);
  });

  it("files that appear later match a glob, rotated ones are not read twice", async () => {
    const logs = join(directory, "logs");
    mkdirSync(logs);
    const follower = await follow({ sources: [{ path: join(logs, "*.log*"), source: "all" }] });
    append(numbered("a", 2), join(logs, "a.log"));
    append(numbered("b", 2), join(logs, "b.log"));
    expect((await follower.until(4)).sort()).toEqual(["a-0", "a-1", "b-0", "b-1"]);
    renameSync(join(logs, "a.log"), join(logs, "a.log.1"));
    append(["fresh"], join(logs, "a.log"));
    await follower.until(5);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(follower.texts().sort()).toEqual(["a-0", "a-1", "b-0", "b-1", "fresh"]);
  });

  it("a file that is gone and comes back goes on; one that may not be read is said", async () => {
    append(["one"]);
    const follower = await follow();
    await follower.until(1);
    rmSync(log);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    append(["two"]);
    expect(await follower.until(2)).toEqual(["one", "two"]);
    const pipe = join(directory, "dir.log");
    mkdirSync(pipe);
    chmodSync(pipe, 0o755);
    expect((await follow({ sources: [{ path: pipe, source: "x" }] })).tail.following()).toEqual([]);
  });

  it("binary data, long lines and invalid UTF-8 do not stop it", async () => {
    writeFileSync(
      log,
      Buffer.concat([
        Buffer.from("first\n"),
        Buffer.alloc(100_000, 0xff),
        Buffer.from("\n\0\x1b[31m\n"),
        Buffer.from("last\n"),
      ]),
    );
    const follower = await follow();
    const texts = await follower.until(4);
    expect([texts[0], texts[2], texts[3]]).toEqual(["first", "\0\x1b[31m", "last"]);
    expect(follower.lines[1]?.truncated).toBe(true);
  });

  it("a damaged position is no position", async () => {
    append(["one"]);
    const positions = { load: () => "{broken", save: () => {} };
    expect(await (await follow({ positions })).until(1)).toEqual(["one"]);
  });
});
