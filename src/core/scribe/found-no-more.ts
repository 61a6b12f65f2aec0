import { toolName, wordText } from "./arguments.ts";
import { type Attempt, changesOf } from "./attempt.ts";

/** Tools that say with exit code 1 that they found nothing. */
const finders =
  /^(e?grep|fgrep|zgrep|rg|pgrep|pidof|ps|lsof|fuser|findmnt|mountpoint|getent|ausearch|coredumpctl)$/;

/** Tools that show one thing by its name, and refuse when there is none of it. */
const getters =
  /\b(kubectl|oc|docker|podman|virsh|openstack|aws|gcloud|az|nomad|consul)\s.*\b(get|inspect|describe\S*|show|dominfo|status)\b|^(ls|stat|id|test)\s/;

const trouble = /err|fail|oom|denied|refused|timeout|exception|fatal|panic|warn|reset|throttl/i;
const wellness = /run|ready|ok|up|health|complete|true|active|success|online|green|0/i;

/** The command that gave the exit code: the last of the pipe. */
function lastWords({ reading }: Attempt): string[] {
  const words = reading.runs.at(-1)?.argv.map(wordText) ?? [];
  return [toolName(words[0] ?? ""), ...words.slice(1)];
}

/** `… | grep -c refused` with exit code 1: it counted none. */
export function isCountOfNone(attempt: Attempt): boolean {
  const [tool = "", ...words] = lastWords(attempt);
  return (
    attempt.reading.record.exitCode === 1 &&
    /^([ef]?grep|zgrep|rg)$/.test(tool) &&
    words.some((word) => /^-[a-zA-Z]*c[a-zA-Z]*$|^--count$/.test(word))
  );
}

/** A search for trouble, or for all that is not well, that finds nothing. */
function isCleanSearch(tool: string, words: readonly string[]): boolean {
  if (!/grep$|^rg$/.test(tool)) return tool === "ausearch" || tool === "coredumpctl";
  const isInverse = words.some((word) => /^-[a-zA-Z]*v[a-zA-Z]*$/.test(word));
  const text = words.filter((word) => !word.startsWith("-")).join(" ");
  return isInverse ? wellness.test(text) : trouble.test(text);
}

/** What was found or shown before a change is not there any more: the tool says so with exit code 1. */
export function isFoundNoMore(attempt: Attempt, attempts: readonly Attempt[], change: Attempt): boolean {
  const { reading, looks } = attempt;
  if (looks && isRunOut(attempt, attempts, change)) return true;
  if (!looks || reading.record.exitCode !== 1) return false;
  if (isCountOfNone(attempt)) return true;
  const [tool = "", ...words] = lastWords(attempt);
  const isFinder = finders.test(tool) || /systemctl is-failed\b/.test(reading.key);
  if (isFinder && isCleanSearch(tool, words)) return true;
  const isKilled = changesOf(change).some(({ nature }) => nature === "kill" || nature === "pause");
  if (isKilled && /^(ps|pgrep|pidof|lsof|fuser)$/.test(tool)) return true;
  if (!isFinder && !getters.test(reading.key)) return false;
  const wanted = stem(reading.key);
  return attempts.some(
    (one) =>
      one.at < change.at && one.looks && one.reading.worked === true && stem(one.reading.key) === wanted,
  );
}

/** Without options, numbers and times, which differ from one asking to the next. */
const stem = (key: string): string =>
  key
    .replace(/\s(-o|--output)[= ]?('[^']*'|"[^"]*"|\S+)/g, "")
    .replace(/\s-[a-z]+\b|'[^']*ago'|\d+/g, "")
    .trim();

/** `systemctl is-active backup` says 3 of a service that a timer starts and that has done its work. */
function isRunOut({ reading }: Attempt, attempts: readonly Attempt[], change: Attempt): boolean {
  if (reading.record.exitCode !== 3 || !/systemctl (is-active|status)\b/.test(reading.key)) return false;
  const started = changesOf(change).flatMap(({ nature, target }) =>
    nature === "resume" || nature === "kick" ? (/^(?:.*>)?service:(.+)$/.exec(target)?.[1] ?? []) : [],
  );
  return started.some(
    (name) =>
      new RegExp(`\\s${name.replace(/[^\w-]/g, ".")}(\\.service)?(\\s|$)`).test(reading.key) &&
      attempts.some((one) => one.reading.command.includes(`${name}.timer`)),
  );
}
