import { readHeader } from "./header.ts";
import { type HeaderLayout, layoutOf, startByLayout } from "./header-layout.ts";
import { readJsonLine } from "./json-line.ts";

/** Where the message of a line starts. `text` is the line itself, or the message taken out of a JSON document. */
interface MessagePlace {
  text: string;
  start: number;
}

export interface Framer {
  /** The object is reused: read it before the next call. */
  messageStart(line: string): MessagePlace;
}

/** Header shapes remembered per source, the one used last in front. */
const maxLayouts = 12;

/** Finds where messages start, quickly: the shapes of headers seen before are tried first. One per source. */
export function createFramer(): Framer {
  const place: MessagePlace = { text: "", start: 0 };
  const layouts: HeaderLayout[] = [];

  const byKnownLayout = (line: string): number => {
    for (let i = 0; i < layouts.length; i++) {
      const layout = layouts[i];
      const start = layout === undefined ? -1 : startByLayout(layout, line);
      if (layout === undefined || start < 0) continue;
      if (i > 0) {
        layouts.splice(i, 1);
        layouts.unshift(layout);
      }
      return start;
    }
    return -1;
  };

  return {
    messageStart(line) {
      place.text = line;
      place.start = 0;
      if (line.charCodeAt(0) === 123) {
        place.text = readJsonLine(line)?.message ?? line;
        return place;
      }
      const known = byKnownLayout(line);
      if (known >= 0) {
        place.start = known;
        return place;
      }
      const { start, ended } = readHeader(line);
      place.start = start;
      if (start > 0) {
        layouts.unshift(layoutOf(line, start, ended));
        if (layouts.length > maxLayouts) layouts.pop();
      }
      return place;
    },
  };
}
