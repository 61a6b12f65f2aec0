import { createHmac } from "node:crypto";
import type { EmbeddedStore } from "../../src/adapters/graph/embedded.ts";
import type { RecorderSource } from "../../src/base/ports/recorder-source.ts";
import { createRedactor } from "../../src/base/redact/redactor.ts";
import { createObserver, type Observer } from "../../src/loops/observe.ts";

/** The install key of these tests. */
export const testMac = (purpose: string, text: string): string =>
  createHmac("sha256", `test ${purpose}`).update(text).digest("hex");

/** An observer as the program makes it, for sam on web-1, that says nothing. */
export function observerOf(
  store: EmbeddedStore,
  sources: readonly RecorderSource[],
  now: () => number = Date.now,
): Observer {
  return createObserver({
    store: store.records,
    sources,
    redactor: createRedactor((text) => testMac("redaction", text)),
    key: { mac: testMac },
    clock: { now },
    log: { info: () => undefined, warn: () => undefined },
    host: "web-1",
    user: "sam",
    gapMs: 300_000,
    ignore: [],
  });
}
