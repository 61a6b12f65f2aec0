import type { Journal } from "../base/ports/journal.ts";
import type { Application } from "../loops/application.ts";
import { type Autonomy, type AutonomyRow, createAutonomy } from "../loops/autonomy.ts";
import { createDesk, type Desk } from "../loops/autonomy-desk.ts";
import type { OperateDeps } from "../loops/operate-deps.ts";

type Deciding = Required<Pick<OperateDeps, "autonomy" | "daemonRuns" | "probe" | "paused">>;

interface Room {
  readonly autonomy: Autonomy;
  readonly probe: Deciding["probe"];
}

/** One for each workspace: what the audit and the guards said is kept for a while. */
const rooms = new WeakMap<Application, Promise<Room>>();

function roomOf(app: Application): Promise<Room> {
  const known = rooms.get(app);
  if (known !== undefined) return known;
  const made = makeRoom(app);
  rooms.set(app, made);
  return made;
}

async function makeRoom(app: Application): Promise<Room> {
  const journal = await app.journal();
  const { clock } = app;
  return {
    autonomy: createAutonomy({
      journal,
      ledger: await app.ledger(),
      clock,
      paused: () => isPaused(app),
      settings: () => app.settings().autonomy,
    }),
    probe: probeLater(app, journal),
  };
}

/** Read when the first runbook has to be measured: until then a daemon carries nothing that executes. */
function probeLater(app: Application, journal: Journal): Deciding["probe"] {
  let made: Promise<Deciding["probe"]> | null = null;
  const make = async (): Promise<Deciding["probe"]> => {
    const { createProbe } = await import("../loops/operate-probe.ts");
    const executing = async () => await app.executing(await app.approver(nobody), () => undefined);
    return createProbe({ executing, journal, clock: app.clock });
  };
  return async (known) => {
    made ??= make();
    return await (await made)(known);
  };
}

const nobody = { yes: false, color: false } as const;

const isPaused = (app: Application): boolean => app.pauses.now().operator !== null;

/** What decides whether a person is asked. */
export async function decidingDeps(app: Application): Promise<Deciding> {
  const { autonomy, probe } = await roomOf(app);
  const locks = await app.locks();
  return {
    autonomy: (question) => autonomy.decide(question),
    paused: () => isPaused(app),
    daemonRuns: () => {
      const free = locks.hold("daemon");
      free?.release();
      return free === null;
    },
    probe,
  };
}

/** The daemon's desk for what runs by itself. */
export async function openDesk(app: Application, say: (text: string) => void): Promise<Desk> {
  const { autonomy } = await roomOf(app);
  const claims = await app.claims();
  const { operator } = await app.stores();
  return createDesk({
    operator,
    operating: () => app.operating(),
    approving: () => app.approving(),
    executing: (approver, tell) => app.executing(approver, tell),
    claims,
    locks: await app.locks(),
    clock: app.clock,
    log: app.log,
    paused: () => isPaused(app),
    decideNow: (question) => autonomy.decideNow(question),
    say,
  });
}

/** Each runbook that says `autonomy: auto`, and why it would run by itself now or not, apart from the alert. */
export async function autonomyRows(app: Application): Promise<AutonomyRow[]> {
  // To understand and judge every file costs more than all the rest of `status`.
  const files = (await app.shelf()).list("approved");
  if (!files.some(({ text }) => /\bautonomy\b/.test(text))) return [];
  const { autonomy } = await roomOf(app);
  const approved = [...(await (await app.operating()).approved()).values()];
  return approved
    .filter(({ runbook }) => runbook.autonomy === "auto")
    .map((known) => ({
      runbook: known.runbook.id,
      ...autonomy.decide({ known, pattern: null, match: "exact", guards: [] }),
    }));
}
