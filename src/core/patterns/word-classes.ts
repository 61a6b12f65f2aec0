/**
 * The mask set: what makes a word of a log line a value instead of a part of the message.
 * Raised whenever a rule below changes what two lines share; patterns learned before keep their own number.
 */
export const maskVersion = 3;

/** Stands for a value in a signature. A control byte, because `*` and `<*>` occur in real log text. */
export const wildcard = "\u0001";

/** What a character does to the word it stands in. 0: nothing. */
export const charBit = {
  delimiter: 1,
  digit: 2,
  slash: 4,
  dot: 8,
  backslash: 16,
  /** Ends a sentence; taken off the end of a word. */
  stop: 32,
  at: 64,
} as const;

/** UTF-16 unit to its bits. Everything from 128 on is a letter. One table for all units spares a comparison per character. */
export const charBits: Uint8Array = buildCharBits();

function buildCharBits(): Uint8Array {
  const bits = new Uint8Array(0x10000);
  const set = (chars: string, bit: number): void => {
    for (const char of chars) bits[char.charCodeAt(0)] = bit;
  };
  bits.fill(charBit.delimiter, 0, 33);
  bits[127] = charBit.delimiter;
  set(",;:=()[]{}\"'<>|", charBit.delimiter);
  set("0123456789", charBit.digit);
  set("/", charBit.slash);
  set(".", charBit.dot | charBit.stop);
  set("\\", charBit.backslash);
  set("!?", charBit.stop);
  set("@", charBit.at);
  return bits;
}

/** Words that change how the next or the same word is read. */
export const wordRole = {
  none: 0,
  /** The next word is a name: `user root`, `pod api`. */
  cue: 1,
  /** Part of a date when a number stands next to it. */
  month: 2,
  weekday: 3,
  /** Belongs to the number before it. */
  unit: 4,
  /** Never a name: `user unknown`, `host is down`, `container exited`. */
  telling: 5,
} as const;

const cues = "user username host hostname rhost pod container uid pid";
const telling =
  "a an the is are was were be been has have had not no in on at to of for from with by and or but as into cannot could does did do will would can may must should unknown name names down up out off lost gone died dead unreachable unavailable ready healthy unhealthy disabled enabled denied failed exited started stopped killed crashed removed created deleted evicted already went came got left entry table database account key space agent group groups id input process mode data error errors";
const months =
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April June July August September October November December";
const weekdays = "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
const units =
  "B KB MB GB TB PB KiB MiB GiB TiB kB kb byte bytes Bytes ms us ns µs s sec secs second seconds min mins minute minutes hour hours hr hrs day days msec usec Hz KHz MHz GHz bps Kbps Mbps Gbps % percent";

/** FNV-1a over UTF-16 units; the scanner computes the same while it walks. */
export function hashWord(text: string, start = 0, end = text.length): number {
  let hash = hashSeed;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), hashPrime);
  return hash === 0 ? 1 : hash;
}
export const hashSeed = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;

const roles = new Map<number, number>();
/** A cheap first question, so that most words never reach the map. */
const roleFilter = new Uint8Array(4096);
for (const [words, role] of [
  [cues, wordRole.cue],
  [months, wordRole.month],
  [weekdays, wordRole.weekday],
  [units, wordRole.unit],
  [telling, wordRole.telling],
] as const) {
  for (const word of words.split(" ")) {
    const hash = hashWord(word);
    roles.set(hash, role);
    roleFilter[hash & 4095] = 1;
  }
}

/** The role of a word by its hash. */
export const roleOf = (hash: number): number =>
  roleFilter[hash & 4095] === 0 ? wordRole.none : (roles.get(hash) ?? wordRole.none);

const hostEnd =
  /\.(?:com|net|org|edu|gov|io|dev|app|cloud|local|localdomain|internal|lan|cn|hk|tw|jp|de|uk|ru|fr|br|in|it|nl|us|eu|info|biz|ch|at|pl|se|ca|au|kr)$/;

/** A file or a systemd unit by its own name; a dotted name of a package has more dots. */
const fileEnd =
  /^[\w-]+(?:\.tar)?\.(?:service|socket|timer|mount|scope|slice|target|swap|exe|dll|sys|so|jar|war|zip|gz|tgz|tar|rpm|deb|msi|apk|iso|img|bin|dat|db|log|txt|csv|pdf|png|jpe?g|gif|svg|ico|html?|css|js|php|jsp|aspx?|py|pl|rb|sh|bat|ps1|cfg|conf|ini|ya?ml|json|xml|pcap(?:ng)?|plist|tmp|bak|lock|pid|sock)$/i;

/** A word without digits that has dots, slashes, backslashes or an at sign: is it a value? `next` is the character after it. */
export function isStructuredValue(word: string, bits: number, next: string): boolean {
  if (bits & charBit.slash) {
    if (word.startsWith("/")) return word.length > 1;
    return (word.match(/\//g) ?? []).length > 1 || /\/[\w-]+\.\w{1,5}$/.test(word) || word.startsWith("~/");
  }
  if (bits & charBit.backslash) return /\\[^\\]+\\|^\\\w/.test(word);
  if (bits & charBit.at) return /^[^@]+@[\w-]+(\.[\w-]+)+$/.test(word);
  if (next === "(" || next === "." || !/^[\w.-]+$/.test(word)) return false;
  return hostEnd.test(word) || fileEnd.test(word);
}
