import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommandSource } from "../../src/adapters/tail/command.ts";
import { createFilePositions } from "../../src/adapters/tail/file-positions.ts";
import { createJournalSource } from "../../src/adapters/tail/journal.ts";
import type { LogLine, LogSource } from "../../src/base/ports/log-source.ts";
import { createEventReader } from "../../src/core/patterns/events.ts";
import { until } from "../support/product.ts";

// There is no systemd where the tests run, so `journalctl` is a script that keeps its promises: entries as JSON lines,
// from the one behind `--after-cursor` or from the end, and following until it is killed.
const standIn = (folder: string): string => `#!/bin/bash
printf '%s\\n' "$*" >> ${folder}/asked
after=; all=
for word; do
  case $word in
    --after-cursor=*) after=\${word#--after-cursor=} ;;
    --no-tail) all=1 ;;
  esac
done
[ -e ${folder}/refuse ] && { echo "Failed to seek to cursor: Invalid argument" >&2; exit 1; }
start=$(($(wc -l < ${folder}/journal) + 1))
[ -n "$all" ] && start=$(($(grep -n -F "\\"$after\\"" ${folder}/journal | cut -d: -f1) + 1))
exec tail -n "+$start" -f ${folder}/journal
`;

let folder = "";
const open: LogSource[] = [];
let lines: LogLine[] = [];
let warnings: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-journal-"));
  mkdirSync(join(folder, "bin"));
  const script = join(folder, "bin", "journalctl");
  writeFileSync(script, standIn(folder));
  chmodSync(script, 0o755);
  writeFileSync(join(folder, "journal"), "");
  lines = [];
  warnings = [];
});
afterEach(async () => {
  for (const source of open.splice(0)) await source.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
function logged(message: string | readonly number[], facts: Record<string, string> = {}): void {
  number += 1;
  const entry = {
    __CURSOR: `s=1;i=${number}`,
    __REALTIME_TIMESTAMP: String(1_773_220_364_003_000 + number),
    _SYSTEMD_UNIT: "app.service",
    PRIORITY: "6",
    MESSAGE: message,
    ...facts,
  };
  appendFileSync(join(folder, "journal"), `${JSON.stringify(entry)}\n`);
}

const common = () => ({
  environment: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}` },
  cwd: folder,
  maxLineBytes: 4096,
  onWarning: (text: string) => void warnings.push(text),
});

async function follow(
  source: LogSource,
  take?: (batch: readonly LogLine[]) => Promise<void>,
): Promise<LogSource> {
  open.push(source);
  await source.start(async (batch) => {
    await take?.(batch);
    lines.push(...batch);
  });
  return source;
}

const journal = (unit: string | null = null): LogSource =>
  createJournalSource({
    ...common(),
    unit,
    source: "journald",
    positions: createFilePositions(join(folder, "positions")),
  });

const asked = (): string[] =>
  existsSync(join(folder, "asked")) ? readFileSync(join(folder, "asked"), "utf8").trim().split("\n") : [];
const messages = (): unknown[] => lines.map(({ text }) => JSON.parse(text).MESSAGE);

describe("the journal as a source", () => {
  it("gives what comes after the start, by unit", async () => {
    logged("before");
    await follow(journal("app.service"));
    await until(() => asked().length === 1, "journalctl");
    await new Promise((resolve) => setTimeout(resolve, 200));
    logged("one");
    logged("two", { _SYSTEMD_UNIT: "other.service" });
    await until(() => lines.length === 2, "two entries");
    expect(messages()).toEqual(["one", "two"]);
    expect(lines.map(({ file }) => file)).toEqual(["journald:app.service", "journald:other.service"]);
    expect(asked()[0]).toContain("--unit=app.service");
    expect(asked()[0]).toContain("--lines=0");
  });

  it("goes on behind the last entry that was stored, with nothing lost or given twice over a stop", async () => {
    const first = await follow(journal());
    await until(() => asked().length === 1, "journalctl");
    await new Promise((resolve) => setTimeout(resolve, 200));
    logged("one");
    await until(() => lines.length === 1, "the first entry");
    await first.close();
    logged("two");
    logged("three");
    await follow(journal());
    await until(() => lines.length === 3, "the entries of the meantime");
    expect(messages()).toEqual(["one", "two", "three"]);
    expect(asked()[1]).toContain("--after-cursor=s=1;i=");
  });

  it("gives an entry again that the consumer could not store", async () => {
    const first = await follow(journal());
    await until(() => asked().length === 1, "journalctl");
    await new Promise((resolve) => setTimeout(resolve, 200));
    logged("stored");
    await until(() => lines.length === 1, "the first entry");
    await first.close();
    let failures = 0;
    await follow(journal(), () =>
      failures++ === 0 ? Promise.reject(new Error("disk full")) : Promise.resolve(),
    );
    logged("again");
    await until(() => lines.length === 2, "the entry to come again");
    expect(messages()).toEqual(["stored", "again"]);
    expect(failures).toBe(2);
  });

  it("forgets a place that journalctl does not know any more, says so, and goes on from the end", async () => {
    createFilePositions(join(folder, "positions")).save("journald:", "s=gone;i=1");
    writeFileSync(join(folder, "refuse"), "");
    await follow(journal());
    await until(() => warnings.some((text) => text.includes("followed from its end")), "the warning", 20_000);
    expect(warnings.join("\n")).toContain("Failed to seek to cursor");
    rmSync(join(folder, "refuse"));
    await until(() => asked().at(-1)?.includes("--lines=0") ?? false, "a start from the end", 20_000);
  });

  it("that is not there is said, and tried again", async () => {
    rmSync(join(folder, "bin", "journalctl"));
    const nowhere = { ...common(), environment: { PATH: join(folder, "bin") } };
    await follow(
      createJournalSource({
        ...nowhere,
        unit: null,
        source: "journald",
        positions: { load: () => null, save: () => undefined },
      }),
    );
    await until(() => warnings.some((text) => text.includes("is started again")), "the warning");
  });

  it("is understood: priority, message as bytes, and a trace that a service printed line by line", async () => {
    await follow(journal());
    await until(() => asked().length === 1, "journalctl");
    await new Promise((resolve) => setTimeout(resolve, 200));
    logged("could not bind", { PRIORITY: "3" });
    logged([...Buffer.from("disk \u00e9 failed")], { PRIORITY: "2" });
    logged("2026-03-11 09:12:44,003 ERROR [main] a.B: could not save");
    logged("java.lang.IllegalStateException: closed");
    logged("\tat a.B.save(B.java:41)");
    logged("listening on 8080");
    await until(() => lines.length === 6, "six entries");
    const reader = createEventReader();
    const events = [...lines.flatMap(({ text }) => reader.push(text)), ...reader.flush()];
    expect(events.map(({ lines: span, level, error, message }) => ({ span, level, error, message }))).toEqual(
      [
        { span: [1, 1], level: "error", error: true, message: "could not bind" },
        { span: [2, 2], level: "fatal", error: true, message: "disk \u00e9 failed" },
        { span: [3, 5], level: "error", error: true, message: "could not save" },
        { span: [6, 6], level: "info", error: false, message: "listening on 8080" },
      ],
    );
  });
});

const program = (text: string): readonly string[] => [process.execPath, "-e", text];

describe("a program's output as a source", () => {
  const command = (words: readonly string[]): LogSource =>
    createCommandSource({ ...common(), command: words, source: "app" });

  it("gives its lines, the last one without a newline too, and starts it again when it ends", async () => {
    await follow(command(program('process.stdout.write("a\\nb\\nlast")')));
    await until(() => lines.length >= 6, "two lives of the program");
    expect(lines.slice(0, 3).map(({ text }) => text)).toEqual(["a", "b", "last"]);
    expect(lines[0]?.source).toBe("app");
    expect(warnings[0]).toContain("it is started again");
  });

  it("no shell reads its words, and our own variables are not handed on by the product", async () => {
    await follow(command([...program("console.log(process.argv[1])"), "$(touch owned); `id`"]));
    await until(() => lines.length >= 1, "its line");
    expect(lines[0]?.text).toBe("$(touch owned); `id`");
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });

  it("waits longer each time for a program that ends at once", async () => {
    writeFileSync(join(folder, "starts"), "");
    await follow(command(["sh", "-c", `date +%s%N >> ${folder}/starts`]));
    const starts = () => readFileSync(join(folder, "starts"), "utf8").trim().split("\n").map(Number);
    await until(() => starts().length >= 3, "three starts");
    const [first = 0, second = 0, third = 0] = starts();
    expect((third - second) / (second - first)).toBeGreaterThan(1.4);
  });

  it("what it says on stderr goes to the log, and an endless line is cut", async () => {
    await follow(
      command(program('console.error("low on memory"); console.log("x".repeat(3e6)); console.log("after")')),
    );
    await until(() => lines.length >= 2, "two lines");
    expect(lines[0]).toMatchObject({ truncated: true });
    expect(lines[0]?.text).toHaveLength(4096);
    expect(lines[1]?.text).toBe("after");
    expect(warnings.join("\n")).toContain("low on memory");
  });

  it("waits while the consumer is busy, instead of filling the memory", async () => {
    let release = (): void => undefined;
    const busy = new Promise<void>((resolve) => {
      release = resolve;
    });
    const text = `let n=0;const go=()=>{while(n<3e4){n++;if(!process.stdout.write("line "+n+" ".repeat(200)+"\\n"))return process.stdout.once("drain",go)}
      require("fs").writeFileSync("${folder}/done","")};go();setInterval(()=>{},1e3)`;
    await follow(command(program(text)), () => busy);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(existsSync(join(folder, "done"))).toBe(false);
    release();
    await until(() => lines.length === 30_000, "all lines");
  });

  it("ends with everything it started when the source is closed", async () => {
    const source = await follow(command(["sh", "-c", "sleep 300 & echo $!; wait"]));
    await until(() => lines.length === 1, "the process id");
    const pid = Number(lines[0]?.text);
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    await source.close();
    await until(() => !existsSync(`/proc/${pid}`) || isZombie(pid), "the end of what it started");
  });
});

const isZombie = (pid: number): boolean => / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
