/** An earlier draft or runbook, as far as the scribe must know it. */
export interface KnownRunbook {
  readonly id: string;
  readonly title: string;
  /** Its fix commands, in order. */
  readonly fixes: readonly string[];
  readonly symptoms?: readonly string[];
  /** `approved`: it could have been run instead. */
  readonly status?: string;
}

/** How much of the two fixes must agree. */
const enough = 0.8;

/** The known runbook whose fix is this one, whatever pids, pods, dates, secrets and order it had; the closest, else null. */
export function sameAs(fixes: readonly string[], known: readonly KnownRunbook[]): KnownRunbook | null {
  if (fixes.length === 0) return null;
  const own = fixes.map(shapeOf);
  let best: { runbook: KnownRunbook; score: number } | null = null;
  for (const runbook of known) {
    if (runbook.fixes.length === 0) continue;
    const score = agreement(own, runbook.fixes.map(shapeOf));
    if (score >= enough && (best === null || score >= best.score)) best = { runbook, score };
  }
  return best?.runbook ?? null;
}

/** The words of a command without what differs from day to day. */
function shapeOf(command: string): ReadonlySet<string> {
  const plain = command
    .replace(/^\s*(?:sudo|doas)\s+(?:-[EHn]+\s+)*/, "")
    .replace(/'"\$\{?\w+\}?"\$?'|"?\$\{?\w+\}?"?|‹redacted:[^›]*›/g, " ")
    .replace(/\b(?=[\w-]*\d)[\w.-]*[a-f0-9]{5,}[\w.-]*\b/gi, " ")
    .replace(/\b\d[\d.:TZ_-]*\b/g, " ");
  return new Set(plain.toLowerCase().match(/[a-z_][\w.*-]*|--?[a-z][\w-]*/g) ?? []);
}

function agreement(a: readonly ReadonlySet<string>[], b: readonly ReadonlySet<string>[]): number {
  const free = new Set(b.keys());
  let matched = 0;
  for (const words of a) {
    let best = -1;
    let bestScore = 0.75;
    for (const at of free) {
      const score = overlap(words, b[at] ?? new Set());
      if (score > bestScore) {
        best = at;
        bestScore = score;
      }
    }
    if (best < 0) continue;
    free.delete(best);
    matched += 1;
  }
  return (2 * matched) / (a.length + b.length);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 1;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return (2 * shared) / (a.size + b.size);
}
