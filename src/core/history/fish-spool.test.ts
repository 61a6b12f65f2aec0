import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSpool } from "./spool-record.ts";

const encoder = new TextEncoder();
const spooled = (
  text: string,
  { uptime = "50.25", generation = "3", cwd = "/srv", boot = "1763712000" } = {},
) => `${uptime}\x1e@3\t${boot}\t${generation}\t0\t1 0\t250\x1e${cwd}\x1e${text}\x1e99.01\n`;
const parse = (text: string) => parseSpool(encoder.encode(text), "fish");

describe("a spool file of fish", () => {
  it("gives what the hook wrote, its time counted from uptime", () => {
    expect(parse(spooled("systemctl restart app", { cwd: "/srv/ü\tb" }))).toEqual({
      entries: [
        {
          sequence: "5025.3.0",
          startedAt: 1_763_712_050_000,
          endedAt: 1_763_712_050_250,
          exitCode: 0,
          cwd: "/srv/ü\tb",
          text: "systemctl restart app",
          kind: "command",
          cut: false,
        },
      ],
      damaged: 0,
      torn: false,
    });
  });
  it("tells commands of one hundredth apart, and those of a recording by its number", () => {
    const numbers = parse(
      spooled("a") +
        spooled("a") +
        spooled("a", { generation: "4" }) +
        spooled("b", { boot: "1763712000.7" }),
    ).entries.map(({ sequence }) => sequence);
    expect(numbers).toEqual(["5025.3.0", "5025.3.1", "5025.4.0", "7"]);
  });
  it("reads on after a record that was cut off, at whatever byte of its text", () => {
    const [first, torn, last] = [spooled("one"), spooled("two"), spooled("three")];
    for (let cut = torn.indexOf("\x1e") + 1; cut < torn.length - 1; cut++) {
      const { entries, damaged } = parse(first + torn.slice(0, cut) + last);
      expect([entries.map(({ text }) => text), damaged], `cut at ${cut}`).toEqual([["one", "three"], 1]);
    }
  });
  it("says when the last record is not complete", () => {
    const whole = spooled("one") + spooled("two");
    for (let cut = spooled("one").length + 1; cut < whole.length; cut++)
      expect(parse(whole.slice(0, cut)), `cut at ${cut}`).toMatchObject({
        entries: [{ text: "one" }],
        torn: true,
      });
  });
  it("gives every text back, whatever is in it but NUL", () => {
    const text = fc.string({ unit: "binary", minLength: 1 }).map((s) => s.replaceAll("\0", "\x1e"));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const { entries } = parse(texts.map((each) => spooled(each)).join(""));
        expect(entries.map((entry) => entry.text)).toEqual(texts);
      }),
    );
  });
  it("survives any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300, min: 1 }), (bytes) => {
        const { entries, damaged } = parseSpool(bytes, "fish");
        expect(entries.length + damaged).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
