import { wordText } from "./arguments.ts";
import { type Attempt, isKept } from "./attempt.ts";
import { absolutePath } from "./paths.ts";
import { probeKeys } from "./probe-keys.ts";
import { keptAfter, type SessionIndex } from "./session-index.ts";

/**
 * Commands that only look or only concern the shell, and that the fix cannot do without: what wrote a file that a kept
 * change reads, the login between the failure of a command and its success, and the command of a tool nobody knows
 * after which a look was taken again.
 */
export function withNeeded(index: SessionIndex): Attempt[] {
  const { attempts } = index;
  const kept = attempts.filter(isKept);
  const read = new Set(kept.flatMap(readFiles));
  const tools = attempts.flatMap(({ reading }) =>
    reading.effects.filter(({ nature }) => nature !== "unknown"),
  );
  const known = new Set(tools.map(({ tool }) => tool));
  return attempts.map((attempt) => {
    if (!mayBeNeeded(attempt)) return attempt;
    const isNeeded =
      isSource(attempt, kept, read) ||
      isDelivered(attempt, kept) ||
      isLetIn(attempt, attempts) ||
      isLookedAfter(attempt, index, known);
    return isNeeded ? { ...attempt, changes: true, looks: false, dropped: null } : attempt;
  });
}

function mayBeNeeded(attempt: Attempt): boolean {
  const { dropped, changes, reading } = attempt;
  if (isKept(attempt) || reading.worked !== true) return false;
  if (dropped === null) return true;
  const isOwn = dropped.why === "noise" && !/^typed by/.test(dropped.because);
  return isOwn && (!changes || /scratch/.test(dropped.because));
}

/** Files that a command writes: by redirection, or as its option for the output says. */
function writtenFiles({ reading }: Attempt): string[] {
  const path = (word: string): string => absolutePath(word, reading.cwd, reading.record.user);
  return reading.runs.flatMap(({ argv, redirects }) => {
    const words = argv.map(wordText);
    const named = words.flatMap((word, at) =>
      isOutput(words[0] ?? "", words[at - 1] ?? "")
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

/** Is the word after it the file to write? `curl -fsSo FILE`, `wget -qO FILE` too. */
const isOutput = (tool: string, option: string): boolean =>
  /^(-o|--output|--out|-out|--output-file|--output-document)$/.test(option) ||
  (tool.endsWith("curl") && /^-[a-zA-Z#]*o$/.test(option)) ||
  (tool.endsWith("wget") && /^-[a-zA-Z]*O$/.test(option));

/** The file at the end of a command that fetches something: `aws s3api get-object … /tmp/policy.json`. */
function fetchedFile(attempt: Attempt): string | null {
  const { runs, cwd, record, effects } = attempt.reading;
  const words = (runs.at(-1)?.argv ?? []).map(wordText);
  const [last = "", before = ""] = words.toReversed();
  const isFetch = words
    .slice(1, -1)
    .some((word) => /^(get|download|fetch|export|save|dump|pull|render)\b/.test(word));
  if (words.length < 3 || !isFetch || before.startsWith("-") || !/^(\/|~\/|\.\/)|^[\w-]+\.\w+$/.test(last))
    return null;
  const path = absolutePath(last, cwd, record.user);
  return effects.some(({ target }) => target.endsWith(`file:${path}`)) ? null : path;
}

/** Does it take the file as a file, not as a name of something of its own? */
function takesFile({ reading }: Attempt, path: string): boolean {
  const isPath = (word: string): boolean => absolutePath(word, reading.cwd, reading.record.user) === path;
  return reading.runs.some(({ argv, redirects }) => {
    const words = argv.map(wordText);
    const isNamed = words.some((word, at) => {
      const [, file] =
        /^(?:--?[\w-]+=)?(?:fileb?:\/\/|@)(.+)$/.exec(word) ?? /^--?[\w-]+=(.+)$/.exec(word) ?? [];
      if (file !== undefined) return isPath(file);
      return (
        isPath(word) &&
        (/^-/.test(words[at - 1] ?? "") || /^(cp|mv|install|scp|rsync|patch|tar|tee)$/.test(words[0] ?? ""))
      );
    });
    return (
      isNamed || redirects.some(({ op, target }) => op === "<" && target !== null && isPath(wordText(target)))
    );
  });
}

/** Files that the words of a command name. */
function readFiles({ reading }: Attempt): string[] {
  const words = reading.runs.flatMap(({ argv, redirects }) => [
    ...argv.slice(1).map(wordText),
    ...redirects.flatMap(({ op, target }) => (op === "<" && target !== null ? [wordText(target)] : [])),
  ]);
  return words
    .filter((word) => word.includes("/") || word.includes("."))
    .map((word) =>
      absolutePath(word.replace(/^(--?[\w-]+=)?(@|fileb?:\/\/)?/, ""), reading.cwd, reading.record.user),
    );
}

/** Did it write a file which a later step of the fix names? */
function isSource(attempt: Attempt, kept: readonly Attempt[], read: ReadonlySet<string>): boolean {
  const fetched = fetchedFile(attempt);
  if (fetched !== null && kept.some((later) => later.at > attempt.at && takesFile(later, fetched)))
    return true;
  const files = writtenFiles(attempt).filter((file) => read.has(file));
  return (
    files.length > 0 &&
    kept.some((later) => later.at > attempt.at && readFiles(later).some((file) => files.includes(file)))
  );
}

/** A commit, a branch or a request for a merge, which a later step of the fix hands on from the same tree. */
function isDelivered({ at, reading }: Attempt, kept: readonly Attempt[]): boolean {
  const isPart =
    /^git (-C \S+ )?(add|commit|rm|mv|merge|cherry-pick|switch -[cC]|checkout -[bB])\b|^(gh|glab|hub) (pr|mr) create\b/.test(
      reading.key,
    );
  return (
    isPart &&
    kept.some(
      (later) =>
        later.at > at &&
        later.reading.cwd === reading.cwd &&
        /^git (-C \S+ )?push\b|^(gh|glab|hub) (pr|mr) merge\b/.test(later.reading.key),
    )
  );
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
function isLookedAfter({ at, reading }: Attempt, index: SessionIndex, known: ReadonlySet<string>): boolean {
  const isPlain = reading.nature === "unknown" && !reading.command.includes("|");
  if (!isPlain || (reading.runs[0]?.argv.length ?? 0) < 2) return false;
  // Its own tool shows what it did.
  if (!known.has(reading.effects[0]?.tool ?? "")) return false;
  const next = keptAfter(index, at, 1)[0]?.at ?? index.attempts.length;
  return index.attempts
    .slice(at + 1, Math.min(next, at + 60))
    .some(
      ({ looks, reading: look }) =>
        looks && probeKeys(look).some((key) => (index.asked.get(key)?.[0] ?? at) < at),
    );
}
