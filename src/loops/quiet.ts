import { isoTime } from "../base/kernel/clock.ts";
import type { Evidence } from "../base/ports/operator-store.ts";
import { draftWithoutSession } from "../core/scribe/draft-without-session.ts";
import type { DraftDeps, Drafted } from "./draft-deps.ts";
import { isError } from "./evidence-level.ts";

/** An error that stayed away this long is taken for mended (CONTRACT §7). */
const quietMs = 600_000;
const lookBackMs = 86_400_000;
/** A log that says something new each time asks no thousand questions: only the most frequent errors of a day are. */
const mostKinds = 20;

/**
 * Error patterns that appeared and then stayed quiet for ten minutes although no session changed anything: somebody may
 * have fixed them where no shell was watching. One draft per pattern and appearance asks.
 */
export async function draftQuietPatterns(deps: DraftDeps): Promise<Drafted[]> {
  const now = deps.clock.now();
  const drafted: Drafted[] = [];
  for (const { pattern, first, last } of deps.operator.errorKinds(now - lookBackMs, now, mostKinds)) {
    const key = `quiet:${pattern}`;
    if (now - last < quietMs || Number(deps.operator.position(key) ?? 0) >= last) continue;
    deps.operator.savePosition(key, String(last));
    if (sessionBetween(deps, first, now)) continue;
    // A service warns all day, and nobody has to have fixed anything when it stops.
    const events = deps.operator.evidence(first, last, pattern).filter(isError);
    drafted.push(await ask(deps, events, first));
  }
  return drafted;
}

/** Whoever worked in a shell meanwhile may have mended it there; that session tells its own story. */
const sessionBetween = (deps: DraftDeps, from: number, to: number): boolean =>
  deps.records.sessions({ limit: 50 }).some((session) => {
    const end = session.endedAt === null ? to : Date.parse(session.endedAt);
    return end >= from && Date.parse(session.startedAt) <= to;
  });

async function ask(deps: DraftDeps, events: readonly Evidence[], first: number): Promise<Drafted> {
  const result = draftWithoutSession({
    host: deps.host,
    from: isoTime(first),
    to: isoTime(deps.clock.now()),
    evidence: events.map((event) => ({
      source: event.source,
      at: isoTime(event.at),
      level: event.level,
      message: event.message,
      count: event.times,
    })),
  });
  const path = deps.shelf.addDraft(
    `incident_${isoTime(first).slice(0, 10).replaceAll("-", "")}`,
    result.draft,
  );
  deps.journal.append({
    actor: "scribe",
    type: "draft.written",
    subject: path,
    data: { session: null, reason: "no-session" },
  });
  const says = `I saw no shell commands. Did you fix this via GUI? (${path})`;
  await deps.notifier.tell({ kind: "draft", id: path, title: result.title, text: says });
  return { session: "", path, reason: "no-session", says, result: { ...result, path }, sketch: null };
}
