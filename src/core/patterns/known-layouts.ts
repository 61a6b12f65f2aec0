import { type HeaderLayout, isExtendedBy, startByLayout } from "./header-layout.ts";

/** So many shapes of headers are remembered per source, the one used last in front. */
const maxLayouts = 16;

interface Known {
  readonly layout: HeaderLayout;
  /** Those that begin with the same parts and go on: where one of them fits too, it is the header. */
  readonly longer: readonly HeaderLayout[];
}

/** The shapes of headers that one source writes. */
export class KnownLayouts {
  #known: Known[] = [];

  add(layout: HeaderLayout): void {
    const layouts = [layout, ...this.#known.map((known) => known.layout)].slice(0, maxLayouts);
    this.#known = layouts.map((one) => ({
      layout: one,
      longer: layouts.filter((other) => isExtendedBy(one, other)),
    }));
  }

  /** Where the message starts if the line has the shape of a known header, else -1. */
  startOf(line: string): number {
    for (let at = 0; at < this.#known.length; at++) {
      const known = this.#known[at];
      const start = known === undefined ? -1 : startByLayout(known.layout, line);
      if (known === undefined || start < 0) continue;
      if (at > 0) {
        this.#known.splice(at, 1);
        this.#known.unshift(known);
      }
      return longestStart(known.longer, line, start);
    }
    return -1;
  }
}

function longestStart(longer: readonly HeaderLayout[], line: string, start: number): number {
  let longest = start;
  for (const layout of longer) longest = Math.max(longest, startByLayout(layout, line));
  return longest;
}
