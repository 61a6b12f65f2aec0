import type { Reading } from "./reading.ts";

/** What makes two looks the same probe: the text, or the tool and the thing it asks (`curl -sS URL`, `curl -fsS URL`). */
export function probeKeys(reading: Reading): string[] {
  const asked = reading.effects.filter(({ target }) => target !== "" && !target.endsWith(":"));
  return [reading.key, ...asked.map(({ tool, target }) => `${tool} ${target}`)];
}
