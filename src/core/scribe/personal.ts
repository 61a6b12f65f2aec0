import { isOwnCommand } from "../../base/shell/own-command.ts";
import { type Attempt, changesOf } from "./attempt.ts";
import { isChange } from "./effect.ts";
import { homeOf, isInside } from "./paths.ts";

const onesOwn =
  /\/(Downloads|Desktop|Documents|Pictures|Music|Videos|notes?|blog|dotfiles|thesis|homework|hobby|playground|sandbox-me|advent\w*|side-?project\w*|personal|private)(\/|$)|\/(todo|notes?|mail|letter|e-?mail|reply|shopping|diary|journal|scratch|ideas?)[\w-]*\.(txt|md|org|markdown)$|\/\.(bashrc|zshrc|profile|bash_profile|vimrc|gitconfig|tmux\.conf|inputrc|bash_aliases|bash_history|netrc|plan|project|signature|screenrc|nanorc|emacs|wgetrc|mailrc|muttrc|Xresources|xinitrc|psqlrc|editorconfig|hushlogin|mbox|lesshst|viminfo|ssh\/config|ssh\/known_hosts|config\/(fish|nvim|htop).*)$/i;
const lookingGlasses =
  /\b(install|add)\b.*\b(htop|strace|ltrace|tcpdump|jq|yq|tmux|screen|vim|nano|iotop|iftop|lsof|ncdu|mtr|mtr-tiny|dnsutils|bind-utils|net-tools|sysstat|tree|telnet|traceroute|curl|wget|less|ripgrep|ag|bat|fzf|nmap|socat|netcat\S*|bpftrace|perf|linux-tools\S*|gdb|psmisc|procps|git|httpie|pv|moreutils|bash-completion)\s*$/;

/** Why a change has nothing to do with the incident, or null. */
export function isPersonal(attempt: Attempt, attempts: readonly Attempt[], main: string): string | null {
  const { reading } = attempt;
  if (isOwnCommand(reading.record.command)) return "talks to reifier";
  const foreign = isForeign(attempt, main);
  if (foreign !== null) return foreign;
  if (!attempt.changes)
    return onesOwn.test(reading.effects.map((effect) => effect.target).join(" ")) ? "personal" : null;
  if (
    /^(brew|mas|softwareupdate|winget|choco|(npm|yarn|pnpm|bun)( run)? (lint|test|dev|format|typecheck))\b/.test(
      reading.key,
    )
  )
    return "concerns the own machine";
  if (lookingGlasses.test(reading.key)) return "installs a tool to look with";
  if (isCleanUp(attempt, attempts)) return "removes what a probe had written";
  return onPaths(attempt, attempts) ?? inOwnTree(attempt, attempts) ?? sweptUp(attempt, attempts);
}

/** The files that it changes are the person's own, or nothing used them. */
function onPaths(attempt: Attempt, attempts: readonly Attempt[]): string | null {
  const paths = changesOf(attempt).map(
    ({ target }) => /^(?:file|line|content|mode|chown):([^:]*)/.exec(target)?.[1] ?? null,
  );
  if (paths.length > 0 && paths.every((path) => path !== null && onesOwn.test(path))) return "personal";
  if (isScratch(attempt) && !isUsedAny(paths, attempt, attempts)) return "a scratch file that nothing used";
  const home = homeOf(attempt.reading.record.user);
  const isAtHome =
    paths.length > 0 && paths.every((path) => path !== null && isInside(path, home) && path !== home);
  return isAtHome && home !== "/root" && !isUsedAny(paths, attempt, attempts) ? "personal" : null;
}

/** It works on the tree it stands in, and that is the person's own. */
function inOwnTree(attempt: Attempt, attempts: readonly Attempt[]): string | null {
  const { effects, cwd, record } = attempt.reading;
  const isGit = effects.every((effect) => effect.tool === "git");
  const isLast =
    isGit && !attempts.slice(attempt.at + 1).some((other) => other.changes && other.dropped === null);
  if (attempt.reading.nature === "kick" && isGit && (isLast || !isWorkedIn(attempt, attempts)))
    return "brought a checkout up to date";
  if (isGit && onesOwn.test(effects.map(({ target }) => target).join(" "))) return "personal";
  const isOfPlace = isGit || effects.every(({ target }) => target.endsWith(`@${cwd}`));
  if (!isOfPlace || cwd === null) return null;
  const home = homeOf(record.user);
  const isOwn =
    (onesOwn.test(`${cwd}/`) && (isGit || isInside(cwd, home))) ||
    isExcursion(attempt, attempts, home) ||
    (isInside(cwd, home) && isAfterAll(attempt, attempts) && !isWorkedIn(attempt, attempts));
  return isOwn ? "personal" : null;
}

const treeTools =
  /^(-u \S+ )?(make|just|task|rake|docker-compose|docker (compose|build|stack)|terraform|tofu|ansible\S*|helm|kustomize|npm|pnpm|yarn|bundle|cap|pulumi|git (push|revert|commit|checkout|switch|merge|reset)|bash|sh|python\S*|\.\/\S+|bin\/\S+)\b|\s-[fk] /;

/** Does another change read or write the tree that it stands in? */
function isWorkedIn(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const { cwd } = attempt.reading;
  if (cwd === null) return false;
  return attempts.some((other) => {
    if (other === attempt || !other.changes || other.reading.key === attempt.reading.key) return false;
    const { reading } = other;
    const isThere = reading.cwd !== null && (isInside(reading.cwd, cwd) || isInside(cwd, reading.cwd));
    const isOn = reading.effects.some(
      ({ target }) => target.includes(`:${cwd}/`) || target.endsWith(`@${cwd}`),
    );
    return isOn || (isThere && treeTools.test(reading.key));
  });
}

/** Nothing changed and nothing was looked at any more: whatever is done now has no part in it. */
const isAfterAll = ({ at }: Attempt, attempts: readonly Attempt[]): boolean => {
  const before = attempts.slice(0, at).findLast(({ reading }) => !/^(trivial|local)$/.test(reading.nature));
  const isOver = ({ changes, looks, dropped }: Attempt): boolean => dropped !== null || (!changes && !looks);
  return before?.looks === true && attempts.slice(at + 1).every(isOver);
};

/** It removes the very thing that a look had written to see whether writing works. */
function isCleanUp({ at, reading }: Attempt, attempts: readonly Attempt[]): boolean {
  const [removed, ...more] = reading.effects;
  const name = /([^\s:>]*[/.@][^\s:>]*)$/.exec(removed?.target ?? "")?.[1] ?? "";
  if (removed?.nature !== "remove" || more.length > 0 || name.length < 4) return false;
  return attempts
    .slice(Math.max(0, at - mostEarlier), at)
    .some(
      ({ looks, reading: probe }) =>
        looks && isChange(probe.nature) && probe.command.includes(name.replace(/^\w+\//, "")),
    );
}

/** Further back nobody wrote what is cleaned up now. */
const mostEarlier = 100;

/** A file in a scratch directory that no command had named before, removed when all was done. */
function sweptUp(attempt: Attempt, attempts: readonly Attempt[]): string | null {
  const isOwn = changesOf(attempt).every(
    ({ nature, target }) =>
      nature === "remove" && /^file:(\/var)?\/tmp\/[^*?]+$/.test(target) && !/lock|pid|sock/.test(target),
  );
  if (!isOwn || /\s-\w*r/i.test(attempt.reading.key) || !isAfterAll(attempt, attempts)) return null;
  const paths = changesOf(attempt).map(({ target }) => target.slice("file:".length));
  return isUsedAny(paths, attempt, attempts) ? null : "a scratch file that nothing used";
}

/** Where people keep trees of their own. */
const workshop = /^\/(src|code|dev|git|repos?|projects?|workspace|github)\/./;

/** A step aside into a tree at home that nothing before and nothing after it has to do with. */
function isExcursion({ at, reading }: Attempt, attempts: readonly Attempt[], home: string): boolean {
  const { cwd } = reading;
  if (cwd === null || !workshop.test(cwd.slice(home.length)) || !isInside(cwd, home)) return false;
  const isThere = (other: Attempt): boolean => other.reading.cwd !== null && isInside(other.reading.cwd, cwd);
  const first = attempts.slice(0, at).findLastIndex((other) => !isThere(other));
  const length = attempts.slice(at).findIndex((other) => !isThere(other));
  if (first < 0 || length < 0 || at + length - first > 5) return false;
  const name = cwd.slice(cwd.lastIndexOf("/") + 1);
  return !attempts.some(
    (other, i) => (i < first || i >= at + length) && (isThere(other) || other.reading.command.includes(name)),
  );
}

/** Typed by somebody else, or about the runbooks themselves. */
function isForeign({ reading }: Attempt, main: string): string | null {
  const { user } = reading.record;
  if (user !== main && user !== "root" && user !== "") return `typed by ${user}`;
  const isMove = /^\s*(sudo\s+)?(mv|git mv)\b/.test(reading.command);
  return isMove && /(^|[\s/])runbooks\/(approved|retired)\//.test(reading.command)
    ? "housekeeping of runbooks"
    : null;
}

/** It only copies or writes something aside. */
const isScratch = (attempt: Attempt): boolean =>
  changesOf(attempt).every(
    ({ nature, target }) => /^(set|add)$/.test(nature) && /^file:(\/var)?\/tmp(\/|$)/.test(target),
  );

const isUsedAny = (
  paths: readonly (string | null)[],
  attempt: Attempt,
  attempts: readonly Attempt[],
): boolean => paths.some((path) => path !== null && isUsed(path, attempt, attempts));

/** Who did most of the work. */
export function mainUser(attempts: readonly Attempt[]): string {
  const times = new Map<string, number>();
  for (const { reading } of attempts)
    times.set(reading.record.user, (times.get(reading.record.user) ?? 0) + 1);
  return [...times].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0])[0];
}

/** Does another command of the session name the file, or work on the directory it lies in? */
function isUsed(path: string, attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return attempts.some((other) => {
    if (other === attempt || other.reading.nature === "trivial") return false;
    if (other.reading.command.includes(name) && other.reading.key !== attempt.reading.key) return true;
    const isTree =
      /^(sudo )?(make|docker|docker-compose|terraform|tofu|ansible\S*|helm|kubectl|npm|kustomize|git push|git revert|bundle|cap|pulumi)\b/.test(
        other.reading.key,
      );
    return isTree && other.reading.cwd !== null && isInside(path, other.reading.cwd);
  });
}
