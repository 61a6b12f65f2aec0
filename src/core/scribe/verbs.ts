import { isChange, type Nature } from "./effect.ts";

/** What a tool nobody knows most likely does when one of its words says so, as data. */
const words: Readonly<Partial<Record<Nature, string>>> = {
  probe:
    "status check health healthcheck test ping verify validate doctor inspect describe info stats smoke probe wait dry-run isalive alive ready-check selftest lag lint configtest analyze analyse audit ruok healthz readyz livez recheck retest",
  local: "login logout signin",
  look: "show states list ls get view version help print history diff top ps search query find count whoami explain plan cat read dump-config config-get peek tree report about lookup summary overview state usage tasks-list who whois mtr trace sample measure compare revisions releases pid id env about uptime",
  log: "log logs events journal tail",
  kick: "kickstart reconcile sync restart reload refresh rotate flush retry rerun requeue kick bounce recycle reconnect resync invalidate replay trigger redeploy restartall reboot reconnect rebalance rehash hup cancel disconnect close rescan reconfigure-all restage cycle cold warm forcerenew redeliver republish",
  kill: "kill terminate abort end hangup",
  pause:
    "stop disable deactivate pause drain cordon suspend maintenance down quiesce standby detach offline freeze decommission maint hold fence quarantine lock block inhibit silence mute park evacuate blackhole poweroff halt shutdown evac throttle quiet disarm exclude",
  resume:
    "start enable resume undrain uncordon up activate attach online unpause unfreeze recommission ready unfence unquarantine begin continue startup unhold unsuspend uninhibit reenable thaw poweron wake unthrottle arm rearm unquiet",
  set: "set alter update scale resize configure promote switch assign patch modify change rollback revert edit use point rename pin tune adjust tag label annotate move migrate-to override seek profile shift replace bump increase decrease increment notify raise lower setpoint swap override overwrite relocate relabel divert mark",
  add: "add create install new register allow grant attach import insert upload put whitelist apply-license enroll join link mount schedule subscribe permit bind pair inject issue submit",
  remove:
    "remove delete rm del uninstall purge drop destroy revoke release clean cleanup clear prune unlock reap discard evict expire trim ban deny unset vacuum forget deregister unregister unsubscribe unlink unmount withdraw wipe expunge gc delist uncache ack dismiss unbind unpair unmap unload eject void refund",
  run: "run reconfigure scrub repair fix migrate deploy rebuild reindex recover restore apply reset renew failover force upgrade downgrade undeploy heal regenerate generate rebuild load execute exec reprocess backfill bootstrap init compact optimize provision release-lock takeover elect demote resubmit renew sign stamp merge push process publish shrink grow expand extend rollover advance skip redrive recalc recalculate recompute resilver resequence rejoin resign reissue rescore learn train revert-all settle finalize complete commit approve reject resolve correct convert split reassign redistribute rehome resize-all rekey unblock unstick unjam unfreeze-all drop-lock ktadd ktrem cpw addprinc delprinc modprinc randkey recycle-all bootstrap-all reseed requalify reinit reinitialize reinstall seal unseal calibrate flash dispatch resend finish transfer feed",
};

const natures = new Map<string, Nature>();
for (const [nature, text] of Object.entries(words)) {
  for (const word of text.split(" ")) if (!natures.has(word)) natures.set(word, asNature(nature));
}

function asNature(text: string): Nature {
  switch (text) {
    case "probe":
    case "look":
    case "log":
    case "local":
    case "kick":
    case "kill":
    case "pause":
    case "resume":
    case "set":
    case "add":
    case "remove":
      return text;
    default:
      return "run";
  }
}

/** Words of doing that also name a thing, as logs do. */
const nouns =
  /^(lock|block|link|mount|label|tag|profile|state|usage|schedule|trace|sample|commit|lease|silence|process)$/;

/** Is it a word of doing, in any of its forms? It names no thing. */
export const isVerb = (word: string): boolean =>
  !nouns.test(word) &&
  [word, word.replace(/(s|d|ed|ing|ion)$/, ""), word.replace(/(ed|ing|ion)$/, "e")].some((form) =>
    natures.has(form),
  );

/** Words that ask, whatever doing they stand beside: `lock holders`, `replay status 4411`. */
const asking =
  /^(status|state|show|list|ls|get|info|depth|size|count|peek|history|holders|holds|diff|describe|inspect|stat|stats|lag|progress|details?|report|summary|length|age)$/;

/** Words that say at the end of a compound that it asks (`restart-history`); a `block-list` is a thing. */
const askingEnd = /^(status|history|info|stats|holders|depth|progress|lag|diff)$/;

/** Doing that is no thing one asks about: what follows it is what it is done to (`clear history`, `reset status`). */
const taking =
  /^(set|add|create|new|delete|remove|rm|del|clear|clean|cleanup|reset|purge|drop|flush|update|patch|edit|put|wipe|trim|truncate|rotate|enable|disable|kill|run|generate|rebuild|refresh|recalc|recalculate|recompute|regenerate|unset|push|publish|send|load|execute|exec|forget|prune|expire)$/;

/** Things that are asked for by their name alone, and changed when a word of doing follows: `state reset`. */
const shownThing =
  /^(status|state|states|logs?|events|journal|report|tree|env|usage|info|stats|summary|audit|history|releases|revisions|peers)$/;

/** Is it a plain word of doing, and the name of nothing? */
export function isOrder(word: string): boolean {
  const nature = nouns.test(word) ? undefined : natures.get(word);
  return nature !== undefined && isChange(nature);
}

/** What one word says: the whole word first, then its parts (`check_disk.sh`, `cache:clear`, `unbanIp`). */
export function verbNature(word: string): Nature | null {
  const plain = word.replace(/^--?/, "");
  const whole = natures.get(plain.toLowerCase());
  if (whole) return whole;
  const parts = plain
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part !== "");
  // The verb of `state.apply` and `test.ping` stands last.
  if (/^[a-z_]+\.[a-z_]+$/i.test(plain)) parts.reverse();
  else if (parts.length > 1 && askingEnd.test(parts.at(-1) ?? "") && !taking.test(parts[0] ?? ""))
    return "probe";
  for (const part of parts) {
    const nature = natures.get(part);
    if (nature) return nature;
  }
  const compound = compoundNature(plain);
  if (compound) return compound;
  // `showmigrations`, `getsebool`, `listusers`: one asks by such a beginning, whatever follows.
  if (/^(show|list|get|check|describe|inspect|print|query)(?!point|out|sum)[a-z_]{3,}/i.test(plain))
    return "probe";
  // `unshunt`, `dislodge`: it takes something back.
  return /^(un|dis)(?!k?now|it|ix|cover|tr|play|k)[a-z]{4,}$/.test(plain) ? "run" : null;
}

/** Words that begin with `re` and are no doing again. */
const noAgain =
  /^re(al|alm|ads?|ady|port(s|er|ing)?|cords?|cent|ceive[sd]?|ceipts?|cipes?|d|dis|director(y|ies)|ducer?|f|fs|ference[sd]?|gex|gions?|gistr\w*|gister\w*|lations?|lay(s|ed)?|lease[sd]?|mote[sd]?|nder(er)?|pl|pos?|positor\w*|plicas?|plication|plicate[sd]?|quests?|quire\w*|s|search|serve[sd]?|servations?|sources?|spon\w*|st|sults?|tention|tr(y|ies)|turns?|venue|verse|views?|visions?|ward\w*)$/;

/** `reloadxml`, `clearcache`: a strong word with what it is about; `recount`, `resplice`: to do it again. */
function compoundNature(word: string): Nature | null {
  const [, strong] =
    /^(reload|restart|flush|purge|delete|remove|disable|enable|reset|clear|drain|unlock|rebuild|kill|unban|reindex|requeue)(?!d$|s$|ed$|es$|ing$|ion$|er$|able$)[a-z]{2,}$/.exec(
      word,
    ) ?? [];
  if (strong !== undefined) return natures.get(strong) ?? "run";
  const again = /^re[a-z]{4,}$/.test(word) && !noAgain.test(word) ? natures.get(word.slice(2)) : undefined;
  if (again !== undefined && isChange(again)) return again;
  return /^re[a-z]{4,}$/.test(word) && !/(s|ed|ing|tion|er|or|al|ic|ty)$/.test(word) && !noAgain.test(word)
    ? "run"
    : null;
}

/** What a word asks by itself, by its beginning (`check_disk`) or its last part (`lock:status`, `test.ping`). */
function askedBy(word: string): Nature | null {
  const whole = natures.get(word.toLowerCase());
  if (whole) return whole;
  const [first = "", ...others] = word.toLowerCase().split(/[-_]/);
  if (others.length > 0) return natures.get(first) ?? null;
  const last = word.split(/[:.]/).at(-1) ?? "";
  return last === word ? verbNature(word) : (natures.get(last.toLowerCase()) ?? null);
}

/** Does a command whose tool mostly changes things only ask this time? */
export function onlyAsks(operands: readonly string[], flags: readonly string[]): boolean {
  if (operands.some((word) => /^(test|dry_?run|check|noop)=(true|1|yes)$/i.test(word))) return true;
  if (
    flags.some((flag) =>
      /^--?(dry-run|noop|no-op|simulate|whatif|what-if|help|list|status|show|version|plan|preview|check|report|stats|info|print|describe)$/.test(
        flag,
      ),
    )
  )
    return true;
  const said = operands.slice(0, 3).flatMap((word) => (word.includes("/") ? [] : (askedBy(word) ?? [])));
  return said.length > 0 && said.every((nature) => nature === "probe" || nature === "look");
}

const careful =
  /^--?(dry-run|dryrun|dry|check|noop|no-op|simulate|whatif|what-if|help|h|list|status|test|verify|info|show|preview|plan|print|report|stats|summary|describe|validate|lint|diff)$/;
const decided =
  /^--?(force|yes|fix|apply|commit|execute|write|now|confirm|repair|delete|reset|restart|reload|stop|start|enable|disable|remove|clear|flush|purge|rebuild|unlock|load|add|set|sync|rotate|import|importcert|resume|kill|drop|create|update|install|uninstall|promote|failover|release|rebalance|rescan|reindex|resubmit|renew|syncusers|cleanup|unset|revoke|drain|undrain|recover|restore|rollback|redeploy|requeue|retry|expire|register|unregister|switch|takeover|trim|compact|vacuum|migrate|upgrade|execute|go|really|for-real|no-dry-run)$/;

/** The first of the operands that says what is done. What is kept for speed only comes back by itself. */
function saidFirst(operands: readonly string[]): { nature: Nature; at: number } | null {
  for (const [at, word] of operands.slice(0, 3).entries()) {
    if (word.includes("/") && at > 0) return null;
    if (/\s/.test(word) && !word.includes("(")) continue;
    const nature = verbNature(word);
    if (!nature) continue;
    const other = otherwiseSaid(operands, at, nature);
    if (other !== null) return other;
    return {
      nature: nature === "remove" && operands.some((one) => /cache/i.test(one)) ? "kick" : nature,
      at,
    };
  }
  return null;
}

/** A word of doing may be the name of what is asked about (`lock holders`), one of asking that of what is changed. */
function otherwiseSaid(
  operands: readonly string[],
  at: number,
  nature: Nature,
): { nature: Nature; at: number } | null {
  const word = operands[at]?.toLowerCase() ?? "";
  if (isChange(nature)) {
    if (taking.test(word)) return null;
    const asked = operands.slice(0, 4).findIndex((one, i) => i > at && asking.test(one.toLowerCase()));
    return asked < 0 ? null : { nature: "probe", at: asked };
  }
  if (!shownThing.test(word)) return null;
  const next = operands[at + 1]?.toLowerCase() ?? "";
  const done = nouns.test(next) || next === "run" ? undefined : natures.get(next);
  return done !== undefined && isChange(done) ? { nature: done, at: at + 1 } : null;
}

/** `tool releases`, `tool nodes --group edge`: the name of many things, and nothing to do with them. */
const manyThings = /^[a-z][a-z-]+[^s\W]s$/;

/** What is asked for by its bare name, where no word says that anything is done. */
const bareThing =
  /^(depth|size|holders|progress|age|length|diag|diff|pacing|where|why|blame|inventory|active|expiring|pending|current|trend|balance|balancer|dump|scan|leader|eta|queue|backlog|map|free|last|mine|tps)$/;
const isShown = (word: string): boolean => manyThings.test(word) || bareThing.test(word);

const switched = /^(on|off|enabled|disabled|true|false)$/i;

/** `valve V12 open`, `backend app-3 out`, `endpoint ranker v3=100`: how a thing shall be stands last. */
function isSetting(operands: readonly string[]): boolean {
  const last = operands.at(-1) ?? "";
  if (operands.length < 2) return false;
  return (
    switched.test(last) ||
    /^[a-z][\w.-]*=\S+$/i.test(last) ||
    (operands.length > 2 && /^(open|closed|in|out)$/.test(last))
  );
}

/** What the words of an unknown tool say together, and which operand named it. */
export function natureOfWords(
  tool: string,
  operands: readonly string[],
  flags: readonly string[],
): { nature: Nature; at: number } | null {
  if (flags.some((flag) => careful.test(flag))) return { nature: "probe", at: -1 };
  const said = saidFirst(operands);
  if (said !== null) return said;
  const own = verbNature(tool.replace(/\.(sh|py|rb|pl|js)$/, ""));
  if (isSetting(operands)) return { nature: "set", at: -1 };
  const flag = flags.find((given) => decided.test(given));
  const isAsked = operands.slice(0, 3).some(isShown);
  const isOwnDoing = own !== null && isChange(own) && !/(ctl|cli|adm|admin)$/.test(tool);
  if (isAsked && flag === undefined && !isOwnDoing)
    return { nature: "look", at: operands.findIndex(isShown) };
  if (flag) return { nature: verbNature(flag) ?? "run", at: -1 };
  return own ? { nature: own, at: -1 } : null;
}
