import { z } from "zod";
import type { LogLine, LogSource } from "../../base/ports/log-source.ts";
import { createLineStream } from "./line-stream.ts";
import type { Positions } from "./tail.ts";

export interface JournalOptions {
  /** Only this unit; null: the whole journal. */
  readonly unit: string | null;
  readonly source: string;
  readonly positions: Positions;
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly maxLineBytes: number;
  readonly onWarning: (text: string) => void;
}

/** What an entry needs to be understood; cursor and time are always given. */
const fields = "MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_SYSTEMD_UNIT";
/** After so many starts that ended at once the stored cursor is suspected, and forgotten. */
const maxRefusals = 3;
const atOnceMs = 2_000;

const Entry = z.object({
  __CURSOR: z.string(),
  _SYSTEMD_UNIT: z.string().optional(),
  SYSLOG_IDENTIFIER: z.string().optional(),
});

/**
 * Follows the systemd journal by `journalctl`, from the entry after the last one that was stored; at first sight from its
 * end. Each unit is a log of its own, so two traces never mix.
 */
export function createJournalSource(options: JournalOptions): LogSource {
  const { unit, source, positions } = options;
  const key = `journald:${unit ?? ""}`;
  const name = unit === null ? "journald" : `journald: ${unit}`;
  let cursor = positions.load(key);
  let refusals = 0;
  return createLineStream({
    ...options,
    name,
    command: () => [
      "journalctl",
      "--follow",
      "--output=json",
      `--output-fields=${fields}`,
      "--quiet",
      "--no-pager",
      ...(unit === null ? [] : [`--unit=${unit}`]),
      ...(cursor === null ? ["--lines=0"] : ["--no-tail", `--after-cursor=${cursor}`]),
    ],
    read: (lines) =>
      lines.map(
        ({ text, offset, truncated }): LogLine => ({
          file: `journald:${unitOf(text) ?? unit ?? ""}`,
          source,
          text,
          offset,
          truncated,
        }),
      ),
    stored: (lines) => {
      const last = lines.findLast(({ text }) => entryOf(text) !== null);
      const stored = last === undefined ? null : (entryOf(last.text)?.__CURSOR ?? null);
      if (stored === null) return;
      cursor = stored;
      refusals = 0;
      positions.save(key, stored);
    },
    ended: ({ code, ranMs }) => {
      options.onWarning(
        `${name}: journalctl ended (${code ?? "not started, or by a signal"}); it is started again`,
      );
      refusals = ranMs < atOnceMs ? refusals + 1 : 0;
      if (refusals < maxRefusals || cursor === null) return;
      options.onWarning(
        `${name}: the place in the journal is not known any more; it is followed from its end`,
      );
      cursor = null;
    },
  });
}

function entryOf(text: string): z.infer<typeof Entry> | null {
  try {
    return Entry.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // a notice of journalctl's own, or a line that was cut
  }
}

function unitOf(text: string): string | null {
  const entry = entryOf(text);
  return entry?._SYSTEMD_UNIT ?? entry?.SYSLOG_IDENTIFIER ?? null;
}
