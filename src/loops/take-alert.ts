import type { Alert, AlertInput, PatternMatch } from "../base/model/alert.ts";
import { valuesOf } from "../core/patterns/guards.ts";
import type { Matcher } from "../core/patterns/match.ts";
import { type Raised, raise } from "./operate.ts";
import { type Known, type PatrolDeps, readKnown } from "./patrol.ts";
import { cleaned } from "./patrol-clean.ts";
import { alertOf, seenFrom } from "./patrol-raises.ts";
import { ruleMatch } from "./patrol-rules.ts";

/** An alert handed in from outside, what it matched and what became of it. */
export interface TakenAlert {
  readonly alert: Alert;
  readonly match: PatternMatch | null;
  readonly raised: Raised | null;
}

/** One alert handed in from outside. `texts` say the same in other words (a summary): each of them may fit a pattern. */
export async function takeAlert(
  deps: PatrolDeps,
  input: AlertInput,
  texts: readonly string[] = [],
): Promise<TakenAlert> {
  const known = await readKnown(deps);
  return await takeKnown(deps, known, input, texts);
}

/** The same for alerts that came together: runbooks and patterns are read once for all of them. */
export async function alertTaker(
  deps: PatrolDeps,
): Promise<(taking: PatrolDeps, input: AlertInput, texts: readonly string[]) => Promise<TakenAlert>> {
  const known = await readKnown(deps);
  return (taking, input, texts) => takeKnown(taking, known, input, texts);
}

async function takeKnown(
  deps: PatrolDeps,
  known: Known,
  input: AlertInput,
  texts: readonly string[],
): Promise<TakenAlert> {
  const now = deps.clock.now();
  const alert = cleanAlert(deps, input, texts);
  const { message, title } = alert;
  const clean = texts.map((text) => deps.redactor.text(text).text);
  const match =
    ruleMatch(known.rules, alert) ??
    bestOf(known.matcher, [message, ...(title === null ? [] : [title]), ...clean]);
  const at = Date.parse(alert.startsAt);
  const { pattern, evidence } = cleaned(deps, {
    source: alert.source,
    match,
    raw: message,
    whole: message,
    at,
    level: "error",
    times: 1,
  });
  deps.operator.addEvidence([evidence]);
  await deps.graph.sawPatterns(deps.host, [{ pattern, at: now, times: 1 }]);
  const raised = match === null ? null : await raise(seenFrom(deps, known), alert, match, 1);
  return { alert, match, raised };
}

/** What came in as an alert of ours, without its secrets. The numbers of all its texts are its values. */
function cleanAlert(deps: PatrolDeps, input: AlertInput, texts: readonly string[]): Alert {
  const clean = (text: string): string => deps.redactor.text(text).text;
  const base = alertOf(clean(input.source ?? "alert"), clean(input.message), deps.clock.now());
  const given = Object.entries(input.values ?? {}).filter(
    ([name, { value }]) => deps.redactor.text(`${name}=${value}`).count === 0,
  );
  const said = texts.map((text) => valuesOf(clean(text)));
  return {
    ...base,
    id: clean(input.id ?? base.id),
    title: input.title === undefined || input.title === null ? null : clean(input.title),
    severity: input.severity ?? null,
    labels: input.labels ?? {},
    values: Object.assign({}, ...said, base.values, Object.fromEntries(given)),
    // A time that is none, or lies ahead of this machine's clock, says nothing: the alert is of now.
    startsAt: Date.parse(input.startsAt ?? "") <= deps.clock.now() ? (input.startsAt ?? "") : base.startsAt,
  };
}

/** The best match among texts that speak of one thing; of equals the first. */
function bestOf(matcher: Matcher, texts: readonly string[]): PatternMatch | null {
  let best: PatternMatch | null = null;
  for (const text of texts) {
    const match = matcher.match(text);
    if (match !== null && match.score > (best?.score ?? 0)) best = match;
  }
  return best;
}
