import { z } from "zod";

/** Why something that arrived was not kept, in the words of `doctor`. */
export const leftOutWhy = [
  { why: "ignored", words: "by observe.ignore" },
  { why: "paused", words: "typed or arrived while recording was paused" },
  { why: "damaged", words: "damaged in the spool (a full disk, a killed machine)" },
  { why: "cut", words: "kept, but cut: longer than 64 KiB" },
] as const;

export type LeftOutReason = (typeof leftOutWhy)[number]["why"];

const LeftOut = z.record(z.string(), z.number().int());

/** How many for each reason, since the workspace was made. */
export type LeftOut = Readonly<Partial<Record<LeftOutReason, number>>>;

/** Name of the position in the record store that holds the counts. */
export const leftOutPosition = "left-out";

/** Counts that were stored before; none where they are damaged. */
export function readLeftOut(text: string | null): LeftOut {
  try {
    return LeftOut.parse(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

export function addLeftOut(before: LeftOut, more: LeftOut): LeftOut {
  const sum: Partial<Record<LeftOutReason, number>> = { ...before };
  for (const { why } of leftOutWhy) {
    const count = (before[why] ?? 0) + (more[why] ?? 0);
    if (count > 0) sum[why] = count;
  }
  return sum;
}
