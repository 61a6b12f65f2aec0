import { wordText } from "./arguments.ts";
import { type Attempt, isKept } from "./attempt.ts";
import { absolutePath } from "./paths.ts";
import { probeKeys } from "./probe-keys.ts";

/**
 * Commands that only look or only concern the shell, and that the fix cannot do without: what wrote a file that a kept
 * change reads, the login between the failure of a command and its success, and the command of a tool nobody knows
 * after which a look was taken again.
 */
export function withNeeded(attempts: readonly Attempt[]): Attempt[] {
  const kept = attempts.filter(isKept);
  return attempts.map((attempt) => {
    if (isKept(attempt) || attempt.reading.worked !== true || !mayBeNeeded(attempt)) return attempt;
    const isNeeded =
      isSource(attempt, kept) || isLetIn(attempt, attempts) || isLookedAfter(attempt, attempts);
    return isNeeded ? { ...attempt, changes: true, looks: false, dropped: null } : attempt;
  });
}

const mayBeNeeded = ({ dropped, changes }: Attempt): boolean =>
  dropped === null ||
  (dropped.why === "noise" &&
    !/^typed by/.test(dropped.because) &&
    (!changes || /scratch/.test(dropped.because)));

/** Files that a command writes: by redirection, or as its option for the output says. */
function writtenFiles({ reading }: Attempt): string[] {
  const path = (word: string): string => absolutePath(word, reading.cwd, reading.record.user);
  return reading.runs.flatMap(({ argv, redirects }) => {
    const words = argv.map(wordText);
    const named = words.flatMap((word, at) =>
      /^(-o|--output|--out|-out|--output-file|--output-document)$/.test(words[at - 1] ?? "")
        ? [word]
        : (/^--(?:output|out)=(.+)$/.exec(word)?.[1] ?? []),
    );
    const sent = redirects.flatMap(({ op, fd, target }) =>
      /^(&>|>|>>|>\|)$/.test(op) && fd !== 2 && target !== null ? [wordText(target)] : [],
    );
    return [...named, ...sent]
      .filter((word) => word.includes("/") || word.includes("."))
      .filter((word) => !/^\/dev\//.test(word))
      .map(path);
  });
}

/** Is it the last that wrote a file which a later step of the fix names? */
function isSource(attempt: Attempt, kept: readonly Attempt[]): boolean {
  const files = writtenFiles(attempt);
  if (files.length === 0) return false;
  return kept.some(({ at, reading }) => {
    if (at <= attempt.at) return false;
    const words = reading.runs.flatMap(({ argv, redirects }) => [
      ...argv.slice(1).map(wordText),
      ...redirects.flatMap(({ op, target }) => (op === "<" && target !== null ? [wordText(target)] : [])),
    ]);
    return words.some((word) =>
      files.includes(absolutePath(word.replace(/^(@|--?[\w-]+=)/, ""), reading.cwd, reading.record.user)),
    );
  });
}

const entrance = /\b(login|signin|kinit|ssh-add|sso|authenticate)\b/;

/** A command failed before it and worked after it, and nothing else was changed in between. */
function isLetIn(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  if (attempt.reading.nature !== "local" || !entrance.test(attempt.reading.command)) return false;
  return attempts.slice(0, attempt.at).some((failed) => {
    if (failed.reading.worked !== false || failed.reading.record.exitCode === 127) return false;
    const passed = attempts.slice(attempt.at + 1).find(({ reading }) => reading.key === failed.reading.key);
    return passed?.reading.worked === true && !attempts.slice(failed.at, passed.at).some(isKept);
  });
}

/** The same look before and after it, and nothing that is known to change anything between the two. */
function isLookedAfter(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const { reading } = attempt;
  if (
    reading.nature !== "unknown" ||
    (reading.runs[0]?.argv.length ?? 0) < 2 ||
    reading.command.includes("|")
  )
    return false;
  const tool = reading.effects[0]?.tool ?? "";
  const next = attempts.slice(attempt.at + 1).find(isKept)?.at ?? attempts.length;
  const after = new Set(
    attempts
      .slice(attempt.at + 1, next)
      .filter(({ looks }) => looks)
      .flatMap((look) => probeKeys(look.reading)),
  );
  const isAsked = attempts
    .slice(0, attempt.at)
    .some((look) => look.looks && probeKeys(look.reading).some((key) => after.has(key)));
  if (!isAsked) return false;
  // Its own tool shows what it did.
  return attempts.some(
    (other) =>
      other !== attempt &&
      other.reading.effects.some((effect) => effect.tool === tool && effect.nature !== "unknown"),
  );
}
