import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ParsedHistory, ParseOptions } from "./history-entry.ts";
import { parseBash, startsJoined } from "./parse-bash.ts";
import { parseFish } from "./parse-fish.ts";
import { parseZsh } from "./parse-zsh.ts";

const fixtures = fileURLToPath(new URL("../../../test/fixtures/history/", import.meta.url));
const Expected = z.object({
  entries: z.array(
    z.object({ command: z.string(), timestamp: z.number().nullable(), duration_s: z.number().nullable() }),
  ),
});
const samples = readdirSync(fixtures)
  .filter((name) => name.endsWith(".hist"))
  .map((name) => name.replace(".hist", ""));

const encoder = new TextEncoder();
const parse = (format: string, bytes: Uint8Array, options: ParseOptions): ParsedHistory => {
  if (format.startsWith("bash")) return parseBash(bytes, options);
  return format.startsWith("zsh") ? parseZsh(bytes, options) : parseFish(bytes, options);
};
const facts = (parsed: ParsedHistory) =>
  parsed.entries.map(({ text, time, elapsed }) => ({ text, time, elapsed }));
const read = (format: string, text: string, final = false) => {
  const bytes = encoder.encode(text);
  return parse(format, bytes, { final, joined: startsJoined(bytes) });
};
const texts = (format: string, text: string, final = false) =>
  read(format, text, final).entries.map((e) => e.text);

describe.each(samples)("the history file %s", (name) => {
  const bytes = new Uint8Array(readFileSync(`${fixtures}${name}.hist`));
  const { entries } = Expected.parse(JSON.parse(readFileSync(`${fixtures}${name}.expected.json`, "utf8")));
  const joined = startsJoined(bytes);

  it("gives the entries its shell has", () => {
    expect(facts(parse(name, bytes, { final: false, joined }))).toEqual(
      entries.map((e) => ({ text: e.command, time: e.timestamp, elapsed: e.duration_s })),
    );
  });

  it("gives the same entries when it is cut in two at any byte", () => {
    const whole = facts(parse(name, bytes, { final: false, joined }));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const first = parse(name, bytes.subarray(0, cut), { final: false, joined });
      const second = parse(name, bytes.subarray(first.consumed), { final: false, joined });
      expect([...facts(first), ...facts(second)], `cut at ${cut}`).toEqual(whole);
    }
  });
});

describe("bash", () => {
  it("takes `#` and a digit for a timestamp, whatever follows", () => {
    expect(facts(read("bash", "#100\na\n#17x\nb\n#notts\n"))).toEqual([
      { text: "a", time: 100, elapsed: null },
      { text: "b\n#notts", time: 17, elapsed: null },
    ]);
  });
  it("keeps lines apart when the file does not start with a timestamp", () => {
    expect(facts(read("bash", "old\n#100\na\nb\n"))).toEqual([
      { text: "old", time: null, elapsed: null },
      { text: "a", time: 100, elapsed: null },
      { text: "b", time: null, elapsed: null },
    ]);
  });
  it("waits for the rest of an unfinished last entry, unless nothing more will come", () => {
    const text = "#1\necho a\n#2\ncat <<EOF\nline\n";
    expect(texts("bash", text)).toEqual(["echo a"]);
    expect(texts("bash", text, true)).toEqual(["echo a", "cat <<EOF\nline"]);
  });
  it("waits for the newline of the last line", () => {
    expect(texts("bash", "ls\necho ha")).toEqual(["ls"]);
  });
  it("reads invalid UTF-8 and NUL bytes without losing the other entries", () => {
    const bytes = new Uint8Array([0x61, 0xff, 0x0a, 0x62, 0x00, 0x0a, 0x63, 0x0a]);
    expect(parseBash(bytes, { final: false, joined: false }).entries.map((e) => e.text)).toEqual([
      "a\ufffd",
      "b\ufffd",
      "c",
    ]);
  });
  it("cuts a command of a megabyte and says so", () => {
    const [entry] = read("bash", `echo ${"x".repeat(1024 * 1024)}\nls\n`).entries;
    expect(entry?.cut).toBe(true);
    expect(entry?.text.length).toBeLessThan(70_000);
  });
});

describe("zsh", () => {
  it("reads plain and extended lines in one file", () => {
    expect(facts(read("zsh", "ls\n: 100:3;make\n\\:x\n"))).toEqual([
      { text: "ls", time: null, elapsed: null },
      { text: "make", time: 100, elapsed: 3 },
      { text: ":x", time: null, elapsed: null },
    ]);
  });
  it("removes only the space that guards a backslash at the end", () => {
    expect(texts("zsh", "echo a\\\\ \necho b  \n")).toEqual(["echo a\\\\", "echo b  "]);
  });
});

describe("fish", () => {
  it("takes an entry without a time when the next one begins", () => {
    expect(facts(read("fish", "- cmd: a\n- cmd: b\n  when: 5\n"))).toEqual([
      { text: "a", time: null, elapsed: null },
      { text: "b", time: 5, elapsed: null },
    ]);
  });
});
