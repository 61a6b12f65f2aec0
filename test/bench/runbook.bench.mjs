import { codeBlocks } from "../../dist/modules/core/runbook/blocks.js";
import { parseRunbook } from "../../dist/modules/core/runbook/parse.js";

const blocks = (count) =>
  `---\nid: many\n---\n# Many\n\n${Array.from(
    { length: count },
    (_, i) =>
      `## Step ${i}\n\nSome words about step ${i}.\n\n\`\`\`sh {"name":"n${i}","role":"fix"}\necho ${i}\nls -la /tmp\n\`\`\`\n`,
  ).join("\n")}`;

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

function measure(rounds, work) {
  return median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

const figure = (name, value, unit, bar) => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
  bar,
  ok: value <= bar,
});

/** Listing and reading runbooks, small and absurd. Bars are wall-clock milliseconds on the two-core reference machine. */
// biome-ignore lint/suspicious/useAwait: every bench file has this shape
export async function* bench() {
  const hundred = blocks(100);
  codeBlocks(hundred);
  yield figure(
    "runbook: list 100 blocks",
    measure(15, () => codeBlocks(hundred)),
    "ms",
    25,
  );
  yield figure(
    "runbook: read 100 blocks as a runbook",
    measure(15, () => parseRunbook({ path: "a.md", text: hundred })),
    "ms",
    50,
  );
  const tenThousand = blocks(10_000);
  yield figure(
    "runbook: list 10,000 blocks",
    measure(1, () => codeBlocks(tenThousand)),
    "ms",
    2_000,
  );
  yield figure(
    "runbook: refuse 10,000 blocks as a runbook",
    measure(1, () => parseRunbook({ path: "a.md", text: tenThousand })),
    "ms",
    3_000,
  );
  const fiveMegabytes = `# Big\n\n\`\`\`sh\n${"echo hello world\n".repeat(300_000)}\`\`\`\n`;
  yield figure(
    "runbook: list one block of 5 MB",
    measure(1, () => codeBlocks(fiveMegabytes)),
    "ms",
    3_000,
  );
  yield figure(
    "runbook: refuse a runbook of 5 MB",
    measure(1, () => parseRunbook({ path: "a.md", text: fiveMegabytes })),
    "ms",
    500,
  );
  const list = `# L\n\n**Fix**:\n\n${Array.from({ length: 1_000 }, (_, i) => `${i + 1}. \`echo ${i}\``).join("\n")}\n`;
  yield figure(
    "runbook: read 1,000 commands of the short form",
    measure(3, () => parseRunbook({ path: "a.md", text: list })),
    "ms",
    2_000,
  );
  const found = codeBlocks(hundred).length;
  yield { name: "runbook: blocks found of 100", value: found, unit: "blocks", bar: 100, ok: found === 100 };
}
