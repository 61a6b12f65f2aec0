import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOfSpoolEntry } from "./make-record.ts";
import { parseSpool } from "./spool-record.ts";

const encoder = new TextEncoder();
const spooled = (sequence: number, text: string, cwd = "/srv"): string =>
  `\0@1\t${sequence}\t1763712000200000\t1763712000300000\t3\tc\t1 3\0${cwd}\0  ${sequence}  ${text}\n\0.\0`;
const parse = (text: string) => parseSpool(encoder.encode(text), "bash");
const owner = { host: "web-1", user: "sam" };

describe("a spool file", () => {
  it("gives what the hook wrote", () => {
    expect(parse(spooled(7, "systemctl restart app", "/srv/a\tb\nc")).entries).toEqual([
      {
        sequence: "7",
        startedAt: 1_763_712_000_200,
        endedAt: 1_763_712_000_300,
        exitCode: 3,
        cwd: "/srv/a\tb\nc",
        text: "systemctl restart app",
        kind: "command",
        cut: false,
      },
    ]);
  });
  it("counts the time from uptime where a shell has no clock", () => {
    const text = "\0@2\t3\t1763712000\t50.25\t250\t0\t0\0/\0ls\0.\0";
    expect(parseSpool(encoder.encode(text), "fish").entries[0]).toMatchObject({
      sequence: "3",
      startedAt: 1_763_712_050_000,
      endedAt: 1_763_712_050_250,
    });
  });
  it("keeps leading blanks, lines and a final newline of the text apart from bash's listing", () => {
    const texts = parse(spooled(1, "cat <<E\n x\nE\n") + spooled(2, "  two")).entries.map(
      (entry) => entry.text,
    );
    expect(texts).toEqual(["cat <<E\n x\nE\n", "  two"]);
  });
  it("finds itself again after a record that was cut off, at whatever byte", () => {
    const [first, torn, last] = [spooled(1, "one"), spooled(2, "two"), spooled(3, "three")];
    for (let cut = 1; cut < torn.length; cut++) {
      const { entries } = parse(first + torn.slice(0, cut) + last);
      expect(
        entries.map((entry) => entry.text).filter((text) => text !== "two"),
        `cut at ${cut}`,
      ).toEqual(["one", "three"]);
    }
  });
  it("says when the last record is not complete", () => {
    const whole = spooled(1, "one") + spooled(2, "two");
    expect(parse(whole)).toMatchObject({ damaged: 0, torn: false });
    for (let cut = spooled(1, "one").length + 2; cut < whole.length; cut++) {
      const content = parse(whole.slice(0, cut));
      expect([content.entries.length, content.torn], `cut at ${cut}`).toEqual([1, true]);
    }
  });
  it("survives any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { entries, damaged } = parseSpool(bytes, "zsh");
        expect(entries.length + damaged).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
  it("gives every text back, whatever is in it but NUL", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary", minLength: 1 }).map((s) => s.replaceAll("\0", "x"))),
        (texts) => {
          const content = parse(texts.map((text, i) => spooled(i, text)).join(""));
          expect(content.entries.map((entry) => entry.text)).toEqual(texts);
        },
      ),
    );
  });
});

describe("a record of the spool", () => {
  const entry = (over: object) => ({
    sequence: "1",
    startedAt: 1_000,
    endedAt: 3_000,
    exitCode: 0,
    cwd: "/",
    text: "ls",
    kind: "command" as const,
    cut: false,
    ...over,
  });
  const shell = { name: "bash" as const, terminal: "pts/0:1" };

  it("has no negative duration when the clock was put back", () => {
    expect(recordOfSpoolEntry(entry({ startedAt: 9_000 }), shell, owner)?.durationMs).toBe(0);
  });
  it("of a typed comment is a note without an exit code", () => {
    const note = recordOfSpoolEntry(
      entry({ text: "# it was the disk", kind: "idle", startedAt: null }),
      shell,
      owner,
    );
    expect(note).toMatchObject({
      note: true,
      exitCode: null,
      durationMs: null,
      startedAt: "1970-01-01T00:00:03.000Z",
    });
  });
  it("does not exist for a syntax error or an empty text", () => {
    expect(recordOfSpoolEntry(entry({ text: "fi", kind: "idle" }), shell, owner)).toBeNull();
    expect(recordOfSpoolEntry(entry({ text: "  " }), shell, owner)).toBeNull();
  });
});
