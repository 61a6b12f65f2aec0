import { describe, expect, it } from "vitest";
import type { BundleRecord } from "../../base/model/draft.ts";
import { indexChanges } from "./change-index.ts";
import { evidenceOf } from "./evidence.ts";
import { weights } from "./evidence-weights.ts";
import { readRecords } from "./reading.ts";
import { sortedAlone } from "./sorting.ts";
import { doubtsOf, isSurelyNeeded, isTry } from "./weigh.ts";

type Typed = readonly [exit: number, command: string];

const session = (...typed: readonly Typed[]) =>
  sortedAlone(
    readRecords(
      typed.map(
        ([exitCode, command], at): BundleRecord => ({
          n: at + 1,
          command,
          startedAt: new Date(Date.UTC(2026, 2, 2, 2, 11, at)).toISOString(),
          durationMs: 100,
          exitCode,
          cwd: "/root",
          shell: "bash",
          host: "web-1",
          user: "root",
          terminal: "pts/0",
          note: false,
          output: null,
        }),
      ),
    ),
    {},
  );

const doubted = (...typed: readonly Typed[]) =>
  [...doubtsOf(session(...typed))].flatMap(([{ reading }, doubt]) =>
    isTry(doubt) ? [[reading.command, doubt.because]] : [],
  );

const needed = (...typed: readonly Typed[]) =>
  [...doubtsOf(session(...typed))].flatMap(([{ reading }, doubt]) =>
    isSurelyNeeded(doubt) ? [reading.command] : [],
  );

describe("a change that probably did not help", () => {
  it("is one after which the same was asked again, new questions came up, and the work went on elsewhere", () => {
    expect(
      doubted(
        [0, "systemctl status shop-api"],
        [0, "curl -s -o /dev/null -w '%{http_code}' http://localhost:8080/health"],
        [0, "systemctl restart shop-api"],
        [0, "curl -s -o /dev/null -w '%{http_code}' http://localhost:8080/health"],
        [0, "journalctl -u shop-api -n 50"],
        [0, "df -h /var"],
        [0, "sed -i 's/pool=5/pool=50/' /etc/shop/api.conf"],
        [0, "systemctl reload shop-api"],
        [0, "curl -s -o /dev/null -w '%{http_code}' http://localhost:8080/health"],
      ),
    ).toEqual([["systemctl restart shop-api", expect.stringMatching(/asked again|search for the cause/)]]);
  });

  it("is no step of a row that ends the session, nor one half of a stop and start", () => {
    expect(
      doubted(
        [0, "df -h /srv"],
        [0, "systemctl stop shop-api"],
        [0, "mv /srv/cache /srv/cache.old"],
        [0, "mkdir /srv/cache"],
        [0, "chown shop:shop /srv/cache"],
        [0, "systemctl start shop-api"],
        [0, "df -h /srv"],
      ),
    ).toEqual([]);
  });

  it("is not one that had failed in another spelling, put into effect, and seen to work in the end", () => {
    expect(
      needed(
        [1, "curl -fsS http://localhost:8080/health"],
        [0, "journalctl -u shop-api -n 50"],
        [2, "sed -i 's/pool=5/pool=50/' /etc/shop/api.cnf"],
        [0, "sed -i 's/pool=5/pool=50/' /etc/shop/api.conf"],
        [0, "systemctl reload shop-api"],
        [0, "curl -fsS http://localhost:8080/health"],
      ),
    ).toContain("sed -i 's/pool=5/pool=50/' /etc/shop/api.conf");
  });

  it("is not the opening of a bracket around the work", () => {
    expect(
      doubted(
        [0, "shopctl node list"],
        [0, "shopctl node set web-3 state drain"],
        [0, "shopctl node list"],
        [0, "rm -rf /srv/shop/cache"],
        [0, "systemctl restart shop"],
        [0, "shopctl node set web-3 state ready"],
        [0, "shopctl node list"],
      ),
    ).toEqual([]);
  });

  it("is never all that was done", () => {
    expect(
      doubted([1, "mount /data"], [0, "systemctl restart nfs-client.target"], [1, "mount /data"]),
    ).toEqual([]);
  });

  it("is told by evidence of which each has its weight, and each weight its evidence", () => {
    const natures = "edit kick pause resume set add remove kill run send loosen tighten".split(" ");
    const index = indexChanges(
      session([0, "systemctl restart a"], [0, "df -h"], [0, "rm /srv/x"], [0, "df -h"]),
    );
    const [change] = index.changes;
    const named = change === undefined ? [] : Object.keys(evidenceOf(change, index));
    const around = [...natures, "none"].flatMap((nature) => [`next: ${nature}`, `before: ${nature}`]);
    expect([...new Set([...named, ...natures, ...around])].sort()).toEqual(Object.keys(weights).sort());
  });

  it("is found in a session of ten thousand changes as fast as they are read", () => {
    const typed = Array.from(
      { length: 10_000 },
      (_, n): Typed => [
        0,
        n % 3 === 0 ? `sysctl -w net.core.setting${n}=${n}` : `sysctl net.core.setting${n % 50}`,
      ],
    );
    const attempts = session(...typed);
    expect([...doubtsOf(attempts).values()].filter(isTry).length).toBeLessThan(5_000);
  });
});
