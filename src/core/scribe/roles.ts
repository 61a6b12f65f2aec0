import { type Attempt, changesOf, drop, isKept, wordsOf } from "./attempt.ts";
import { isLasting } from "./effect.ts";
import { chooseVerify, isAboutFix, isEndless, type Proof } from "./verify.ts";

export interface Roles {
  readonly fix: readonly Attempt[];
  /** Configuration tests that passed between a change and the restart or reload that applied it: they guard the fix. */
  readonly gates: readonly Attempt[];
  readonly diagnose: readonly Attempt[];
  readonly verify: readonly Attempt[];
  /** Records that a verify step stands for besides its own. */
  readonly alike: ReadonlyMap<Attempt, readonly Attempt[]>;
}

const mostDiagnose = 12;

/** Gives each record that is left its role; the others get their reason. */
export function giveRoles(attempts: readonly Attempt[]): Roles {
  const fix = attempts.filter(isKept);
  const gates = chooseGates(attempts);
  const proofs = withGates(chooseVerify(attempts, fix), gates);
  const verify = proofs.map(({ attempt }) => attempt);
  const alike = new Map(proofs.map(({ attempt, earlier }) => [attempt, earlier] as const));
  const chosen = new Set([...verify, ...gates, ...proofs.flatMap(({ earlier }) => earlier)]);
  const diagnose = chooseDiagnose(attempts, fix, chosen);
  for (const attempt of diagnose) chosen.add(attempt);
  const last = new Map(attempts.map(({ at, reading }) => [reading.key, at] as const));
  for (const attempt of attempts) {
    if (chosen.has(attempt) || isKept(attempt)) continue;
    drop(attempt, ...leftOut(attempt, last));
  }
  return { fix, gates, diagnose, verify, alike };
}

/** What guarded the fix shows afterwards that what is in place is sound: each test at the last place where it passed. */
function withGates(proofs: readonly Proof[], gates: readonly Attempt[]): Proof[] {
  const isSame = (one: Attempt, other: Attempt): boolean => one.reading.key === other.reading.key;
  const guards = gates.filter(
    (gate) => !proofs.some(({ attempt }) => isSame(attempt, gate) && attempt.at >= gate.at),
  );
  const last = guards.filter((gate) => !guards.some((one) => isSame(one, gate) && one.at > gate.at));
  const again = last.map((attempt): Proof => {
    const passed = proofs.filter((proof) => isSame(proof.attempt, attempt));
    return { attempt, earlier: passed.flatMap((proof) => [...proof.earlier, proof.attempt]) };
  });
  const others = proofs.filter(({ attempt }) => !last.some((gate) => isSame(gate, attempt)));
  return [...others, ...again].sort((a, b) => a.attempt.at - b.attempt.at);
}

function chooseGates(attempts: readonly Attempt[]): Attempt[] {
  const gates = attempts.filter((attempt) => {
    const { effects, worked } = attempt.reading;
    if (
      worked !== true ||
      attempt.dropped !== null ||
      !effects.some(({ target }) => target.endsWith("config-test"))
    )
      return false;
    const before = attempts.slice(0, attempt.at).findLast(isKept);
    const after = attempts.slice(attempt.at + 1).find(isKept);
    if (!before || !after) return false;
    const isApplied = changesOf(after).every(({ nature }) => nature === "kick" || nature === "resume");
    return isApplied && changesOf(before).some(({ nature }) => isLasting(nature));
  });
  // Of the same test twice with no change between that is kept, the later one guards.
  return gates.filter(
    (gate) =>
      !gates.some(
        (one) =>
          one.at > gate.at &&
          one.reading.key === gate.reading.key &&
          !attempts.slice(gate.at, one.at).some(isKept),
      ),
  );
}

function leftOut(
  attempt: Attempt,
  last: ReadonlyMap<string, number>,
): ["failed" | "noise" | "duplicate" | "diagnose-extra", string] {
  if (attempt.reading.nature === "unknown") return ["noise", "not known to change or show anything"];
  if ((last.get(attempt.reading.key) ?? -1) > attempt.at) return ["duplicate", "looked at again"];
  if (attempt.reading.worked === false)
    return ["failed", `failed with exit code ${attempt.reading.record.exitCode}`];
  return ["diagnose-extra", "looking around"];
}

function chooseDiagnose(
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
  taken: ReadonlySet<Attempt>,
): Attempt[] {
  const last = fix.at(-1)?.at ?? attempts.length;
  const seen = new Set<string>();
  const passed = new Map<string, number>();
  for (const { at, reading } of attempts) if (reading.worked === true) passed.set(reading.key, at);
  const about = wordsOf(fix.map(({ reading }) => reading.command).join(" "));
  const looks: Attempt[] = [];
  for (const attempt of attempts) {
    const { reading } = attempt;
    const isShown = reading.worked !== false || isTellingFailure(attempt, passed);
    if (
      attempt.at >= last ||
      taken.has(attempt) ||
      !attempt.looks ||
      attempt.dropped !== null ||
      !isShown ||
      isEndless(attempt)
    )
      continue;
    if (attempt.reading.effects.some(({ nature }) => nature === "send" || nature === "add")) continue;
    if (seen.has(reading.key)) continue;
    seen.add(reading.key);
    looks.push(attempt);
  }
  if (looks.length <= mostDiagnose) return looks;
  const rank = (attempt: Attempt): number =>
    (isAboutFix(attempt, about) ? 2 : 0) +
    (attempt.reading.nature === "log" ? 1 : 0) +
    (attempt.reading.worked === false ? 1 : 0);
  const best = new Set([...looks].sort((a, b) => rank(b) - rank(a) || a.at - b.at).slice(0, mostDiagnose));
  return looks.filter((attempt) => best.has(attempt));
}

/** A probe that failed tells something; a mistyped look does not. */
function isTellingFailure({ at, reading }: Attempt, passed: ReadonlyMap<string, number>): boolean {
  if ((passed.get(reading.key) ?? -1) > at) return true;
  const [name = ""] = reading.key.split(" ");
  const isFamiliar = /^(systemctl|service|curl|nc|ping|ps|grep|diff|test|nginx|ss|pgrep|kubectl-wait)$/.test(
    name,
  );
  return (
    isFamiliar &&
    reading.nature !== "log" &&
    reading.record.exitCode !== 2 &&
    !(name === "curl" && reading.record.exitCode === 3)
  );
}
