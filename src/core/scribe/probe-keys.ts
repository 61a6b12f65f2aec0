import type { Reading } from "./reading.ts";

/** What makes two looks the same probe: the text, or the tool and the thing it asks (`curl -sS URL`, `curl -fsS URL`). */
export function probeKeys(reading: Reading): string[] {
  const asked = reading.effects.filter(({ target }) => target !== "" && !target.endsWith(":"));
  return [reading.key, ...asked.map(({ tool, target }) => `${tool} ${target}`)];
}

/** A look without how much of it is shown and since when: `journalctl -u x -n 20` and `journalctl -u x --since -1min`. */
export const lookStem = ({ key }: Reading): string =>
  key
    .replace(/\s*\|.*$/, "")
    .replace(
      /(?:\s|-n)\d+\b|\s(?:-n|--since|--lines|--tail)[= ]\s*(?:'[^']*'|"[^"]*"|\S+)|\s--no-pager\b|\s-[xefqr]+\b/g,
      "",
    );

/** All by which a look is known when it is taken again. */
export const askedFor = (reading: Reading): string[] => [...probeKeys(reading), lookStem(reading)];
