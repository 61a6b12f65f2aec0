import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { createLocks } from "../../src/adapters/graph/locks.ts";
import { createJournal } from "../../src/adapters/journal/journal.ts";
import { loadInstallKey } from "../../src/base/config/install-key.ts";
import type { ErrorPattern } from "../../src/base/model/pattern.ts";
import { type GuardSentence, Runbook } from "../../src/base/model/runbook.ts";
import type { Notice } from "../../src/base/ports/notifier.ts";
import { createRedactor } from "../../src/base/redact/redactor.ts";
import { learnPattern } from "../../src/core/patterns/learn.ts";
import type { PatrolDeps } from "../../src/loops/patrol.ts";

/** `Only do this if CPU > 90%`. */
export const busyGuard: GuardSentence = {
  text: "Only do this if CPU > 90%",
  name: "CPU",
  op: ">",
  number: 90,
  unit: "%",
  word: null,
  negated: false,
  line: 3,
};

interface Facts {
  readonly id: string;
  readonly title: string;
  /** A line of the error that the runbook is linked to. */
  readonly example: string;
  readonly host?: string;
  readonly alerts?: readonly string[];
  readonly guards?: readonly GuardSentence[];
}

/** The real rooms around the operator in a temporary folder: one approved runbook for one error, and a clock to move. */
export class Operating {
  now = Date.parse("2026-03-02T02:00:00Z");
  guards: readonly GuardSentence[];
  readonly told: Notice[] = [];
  /** Notices that were taken back. */
  readonly cleared: string[] = [];
  readonly store: EmbeddedStore;
  readonly deps: PatrolDeps;
  readonly pattern: ErrorPattern;
  private readonly folder: string;

  private constructor(facts: Facts) {
    this.folder = mkdtempSync(join(tmpdir(), "reifier-operating-"));
    this.guards = facts.guards ?? [];
    this.pattern = learnPattern(facts.example);
    const clock = { now: () => this.now };
    const key = loadInstallKey(join(this.folder, "key"));
    this.store = openEmbedded({ path: join(this.folder, "graph.db"), clock });
    this.deps = {
      graph: this.store.graph,
      operator: this.store.operator,
      journal: createJournal({
        path: join(this.folder, "audit", "audit.jsonl"),
        key,
        locks: createLocks(this.folder),
        clock,
      }),
      notifier: {
        tell: (notice) => Promise.resolve(void this.told.push(notice)),
        clear: (id) => Promise.resolve(void this.cleared.push(id)),
      },
      redactor: createRedactor((text) => key.mac("redaction", text)),
      log: { info: () => undefined, warn: () => undefined },
      clock,
      zoneMinutes: 0,
      host: facts.host ?? "db-1",
      maxAgeSeconds: 600,
      suggestionTtlSeconds: 86_400,
      approved: () =>
        Promise.resolve(
          new Map([[facts.id, { runbook: runbookOf(facts, this.guards), risk: "medium" as const }]]),
        ),
    };
  }

  static async open(facts: Facts): Promise<Operating> {
    const room = new Operating(facts);
    const { graph } = room.store;
    await graph.recordPattern(room.pattern);
    await graph.saveRunbook({
      id: facts.id,
      title: facts.title,
      path: `runbooks/approved/${facts.id}.md`,
      status: "approved",
      digest: "d",
      approvedBy: null,
      approvedAt: null,
      commands: [],
    });
    await graph.link(room.pattern.id, facts.id);
    return room;
  }

  /** Suggestions that wait. */
  open() {
    return this.store.operator.suggestions("open");
  }

  close(): void {
    this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const runbookOf = ({ id, title, example, alerts = [] }: Facts, guards: readonly GuardSentence[]): Runbook =>
  Runbook.parse({
    id,
    title,
    declaredStatus: null,
    owner: null,
    severity: null,
    symptoms: [example],
    alerts: [...alerts],
    inputs: {},
    cwd: null,
    env: [],
    onVerifyFail: "offer",
    autonomy: "confirm",
    sandbox: null,
    sourceSessions: [],
    guards: [...guards],
    steps: [],
    digest: "d",
    digestWithoutGuards: "d",
  });
