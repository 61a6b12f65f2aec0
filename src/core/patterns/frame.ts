import { readHeader } from "./header.ts";

/** Where the message of a line starts. `text` is the line itself, or the message taken out of a JSON document. */
export interface MessagePlace {
  text: string;
  start: number;
}

export interface Framer {
  /** The object is reused: read it before the next call. */
  messageStart(line: string): MessagePlace;
}

export function createFramer(): Framer {
  const place: MessagePlace = { text: "", start: 0 };
  return {
    messageStart(line) {
      place.text = line;
      place.start = readHeader(line).start;
      return place;
    },
  };
}
