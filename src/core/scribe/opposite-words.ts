import { wordText } from "./arguments.ts";
import { type Attempt, changesOf } from "./attempt.ts";
import { isLasting } from "./effect.ts";
import type { Overtaker } from "./put-back-changes.ts";
import { keptAfter, type SessionIndex } from "./session-index.ts";

/** Words of putting something in place, and those of taking the same away, as data. */
const opposites: readonly (readonly [string, string])[] =
  "add:remove add:rm add:del add:delete add:drop set:unset set:reset set:revert set:clear set-property:revert create:delete create:destroy create:remove enable:disable on:off hold:release hold:unhold attach:detach register:deregister register:unregister grant:revoke join:leave ban:unban banip:unbanip block:unblock lock:unlock freeze:unfreeze freeze:thaw apply:delete insert:delete assign:unassign tag:untag label:unlabel link:unlink start:stop up:down mount:umount mount:unmount mask:unmask quarantine:unquarantine fence:unfence silence:unsilence suspend:unsuspend mute:unmute pin:unpin importcert:delete import:delete allow:deny -m:-x drain:ready drain:active drain:resume drain:undrain maint:ready maintenance:active cordon:uncordon pause:unpause pause:resume suspend:resume disconnect:connect disconnect-node:connect-node"
    .split(" ")
    .map((pair) => [pair.split(":")[0] ?? "", pair.split(":")[1] ?? ""] as const);

/**
 * Put in place and taken away again by the same tool in the opposite words, with no other lasting change between: a try.
 * Of a start and stop only the table of effects tells.
 */
export function takenBackInWords(attempt: Attempt, index: SessionIndex): Overtaker | null {
  const first = wordsOfOne(attempt);
  if (first === null || changesOf(attempt).some(({ nature }) => nature === "resume" || nature === "pause"))
    return null;
  for (const later of keptAfter(index, attempt.at)) {
    const second = wordsOfOne(later);
    if (second !== null && isOpposite(first, second)) return { attempt: later, undoes: true };
    if (changesOf(later).some(({ nature }) => isLasting(nature) || nature === "resume")) return null;
  }
  return null;
}

/** Is the second the first in the opposite words? */
export function saysOpposite(a: Attempt, b: Attempt): boolean {
  const [tool, other] = [a, b].map(({ reading }) => reading.runs[0]?.argv[0]);
  if (tool === undefined || other === undefined || wordText(tool) !== wordText(other)) return false;
  const [first, second] = [wordsOfOne(a), wordsOfOne(b)];
  return first !== null && second !== null && isOpposite(first, second);
}

const wordsOfOne = ({ reading }: Attempt): readonly string[] | null =>
  reading.runs.length === 1 ? (reading.runs[0]?.argv.map(wordText) ?? null) : null;

/**
 * Same tool, one word its opposite, and every other word of the second in the first as well; of `user:ana:rw` the
 * beginning is enough.
 */
function isOpposite(first: readonly string[], second: readonly string[]): boolean {
  if (first[0] !== second[0] || second.length < 3) return false;
  const isGiven = (word: string): boolean =>
    first.some(
      (one) =>
        one === word || (word.length > 2 && /^[:=]/.test(one.slice(word.length)) && one.startsWith(word)),
    );
  const others = second.slice(1).filter((word) => !isGiven(word) && !assents.test(word));
  const [word = "", ...more] = others;
  if (more.length > 0) return false;
  return first.some((one) => !second.includes(one) && areOpposite(one, word));
}

/** Options that only answer the question whether one is sure. */
const assents = /^(?:-[qyf]|--(?:quiet|yes|force|assume-yes|no-prompt|confirm))$/;

function areOpposite(first: string, second: string): boolean {
  if (/^[-+]\w+$/.test(first) && first.slice(1) === second.slice(1) && first !== second) return true;
  const dash = /^-{0,2}/.exec(first)?.[0] ?? "";
  return opposites.some(([a, b]) => {
    if (first === a && second === b) return true;
    // `suspend-processes`, `stop_app`.
    if (/^[-_]/.test(first.slice(a.length)) && first.startsWith(a) && second === b + first.slice(a.length))
      return true;
    return (
      dash !== "" && first.startsWith(dash + a) && second === dash + b + first.slice(dash.length + a.length)
    );
  });
}
