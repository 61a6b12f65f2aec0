import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ShellName } from "../../base/model/scalars.ts";
import { followHistory } from "./follow-history.ts";
import { type HistoryPosition, readPosition } from "./history-position.ts";

const mac = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A follower as the observer runs it: position and segments kept between readings, drained each time. */
class Follower {
  position: HistoryPosition | null = null;
  private readonly segments = new Map<string, string>();
  private readonly format: ShellName;
  private readonly firstSight: "start" | "end";

  constructor(format: ShellName, firstSight: "start" | "end" = "start") {
    this.format = format;
    this.firstSight = firstSight;
  }

  read(content: Uint8Array | string, quietMs = 0): string[] {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const texts: string[] = [];
    for (;;) {
      const advance = followHistory(
        {
          format: this.format,
          size: bytes.length,
          quietMs,
          firstSight: this.firstSight,
          bytes: (from, to) => bytes.subarray(from, to),
        },
        readPosition(this.position === null ? null : JSON.stringify(this.position)),
        { mac, segment: (generation, index) => this.segments.get(`${generation % 2}.${index}`) ?? "" },
      );
      for (const s of advance.segments) this.segments.set(`${s.generation % 2}.${s.index}`, s.text);
      this.position = advance.position;
      texts.push(...advance.entries.map((entry) => entry.text));
      if (advance.state !== "more") return texts;
    }
  }
}

const fixtures = fileURLToPath(new URL("../../../test/fixtures/history/", import.meta.url));
const Sequence = z.object({
  initial_commands: z.array(z.string()),
  recoverable_new_commands: z.array(z.string()),
  grade: z.string().optional(),
  steps: z.array(z.object({ event: z.string(), content_b64: z.string() })),
});

describe.each(readdirSync(fixtures).filter((name) => name.startsWith("tail-")))(
  "the changes of %s",
  (name) => {
    const sequence = Sequence.parse(JSON.parse(readFileSync(fixtures + name, "utf8")));
    const format = ShellName.parse(name.split("-")[1]);
    const play = (firstSight: "start" | "end"): string[][] => {
      const follower = new Follower(format, firstSight);
      return sequence.steps.map((step) =>
        follower.read(new Uint8Array(Buffer.from(step.content_b64, "base64"))),
      );
    };

    it.each(["start", "end"] as const)("give each new command (first sight: %s)", (firstSight) => {
      const [first, ...rest] = play(firstSight);
      expect(first).toEqual(firstSight === "end" ? [] : sequence.initial_commands);
      const found = rest.flat();
      if (sequence.grade === "at-least-once") {
        expect(new Set(found)).toEqual(new Set(sequence.recoverable_new_commands));
      } else {
        expect(found.sort()).toEqual([...sequence.recoverable_new_commands].sort());
      }
    });
  },
);

describe("following a history file", () => {
  it("gives a command again when it is typed again and the head was cut off", () => {
    const follower = new Follower("bash");
    follower.read("ls\na\nb\nc\n");
    expect(follower.read("b\nc\nls\n")).toEqual(["ls"]);
  });
  it("does not repeat what one shell removed and another brought back", () => {
    const follower = new Follower("zsh", "end");
    follower.read("old\n");
    expect(follower.read("old\na0\na1\n")).toEqual(["a0", "a1"]);
    expect(follower.read("old\nb0\n")).toEqual(["b0"]);
    expect(follower.read("old\na0\na1\nc0\n")).toEqual(["c0"]);
  });
  it("survives a look at a half-written file", () => {
    const follower = new Follower("zsh", "end");
    follower.read("a\nb\nc\n");
    expect(follower.read("")).toEqual([]);
    expect(follower.read("a\n")).toEqual([]);
    expect(follower.read("a\nb\nc\nd\n")).toEqual(["d"]);
  });
  it("counts a command typed again as new when the shell drops the older one", () => {
    const follower = new Follower("zsh", "end");
    follower.read(": 100:0;ls\n: 101:0;pwd\n");
    expect(follower.read(": 101:0;pwd\n: 200:0;ls\n")).toEqual(["ls"]);
  });
  it("does not repeat lines whose invented times appear later", () => {
    const follower = new Follower("zsh", "end");
    follower.read("x\ny\n");
    expect(follower.read(": 500:0;x\n: 500:0;y\n: 501:0;z\n")).toEqual(["z"]);
  });
  it("does not repeat entries when a trimmed file now starts with a timestamp and is read in joined form", () => {
    const follower = new Follower("bash", "end");
    follower.read("old\n#100\ncat <<E\nx\nE\n#101\nls\n");
    expect(follower.read("#100\ncat <<E\nx\nE\n#101\nls\n#102\npwd\n")).toEqual(["pwd"]);
  });
  it.each(readdirSync(fixtures).filter((name) => name.endsWith(".hist")))(
    "gives the same entries when a second reading follows a cut at any byte: %s",
    (name) => {
      const bytes = new Uint8Array(readFileSync(fixtures + name));
      const format = ShellName.parse(name.split("-")[0]);
      const whole = new Follower(format).read(bytes);
      for (let cut = 0; cut <= bytes.length; cut++) {
        const follower = new Follower(format);
        const found = [...follower.read(bytes.subarray(0, cut)), ...follower.read(bytes)];
        expect(found, `cut at ${cut}`).toEqual(whole);
      }
    },
  );
  it("takes an incomplete last line once the file is quiet", () => {
    const follower = new Follower("bash");
    expect(follower.read("ls\npwd")).toEqual(["ls"]);
    expect(follower.read("ls\npwd", 60_000)).toEqual(["pwd"]);
  });

  it("takes nothing old for new when a file of many megabytes is rewritten", () => {
    const lines = Array.from(
      { length: 70_000 },
      (_, i) => `: ${1_700_000_000 + i}:0;echo ${"a line of some length ".repeat(5)}${i}\n`,
    );
    const follower = new Follower("zsh", "end");
    expect(follower.read(lines.join(""))).toEqual([]);
    const shorter = lines.filter((_, i) => i % 10 !== 3);
    expect(follower.read(`${shorter.join("")}: 1800000000:0;new\n`)).toEqual(["new"]);
  });

  it("gives every entry exactly once, however a growing file is cut", () => {
    const command = fc.stringMatching(/^[a-c]{1,2}$/);
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 400 }),
        fc.array(fc.nat(400), { maxLength: 6 }),
        (commands, cuts) => {
          const follower = new Follower("bash");
          const found: string[] = [];
          for (const cut of [...cuts].sort((a, b) => a - b)) {
            found.push(
              ...follower.read(
                commands
                  .slice(0, cut)
                  .map((c) => `${c}\n`)
                  .join(""),
              ),
            );
          }
          found.push(...follower.read(commands.map((c) => `${c}\n`).join("")));
          expect(found).toEqual(commands);
        },
      ),
    );
  });
});
