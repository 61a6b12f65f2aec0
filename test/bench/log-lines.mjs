// Lines as several programs of several hosts write them, for figures: the same numbers give the same lines.

/** A generator of numbers below `limit`, the same in each run. */
function randomNumbers(seed) {
  let state = seed;
  return (limit) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

const int = randomNumbers(42);
const pick = (list) => list[int(list.length)];
const letters = (count, from) => Array.from({ length: count }, () => from[int(from.length)]).join("");
const hex = (count) => letters(count, "0123456789abcdef");
const word = () => letters(4 + int(6), "abcdefghijklmnopqrstuvwxyz");
const address = () => `10.${int(256)}.${int(256)}.${int(256)}`;
const host = () => pick(["web-1", "web-2", "db-1", "cache-3"]);

const syslog = (now) => `${now.toDateString().slice(4, 10)} ${now.toISOString().slice(11, 19)} ${host()}`;
const spaced = (now) => now.toISOString().replace("T", " ");

const programs = [
  (now) =>
    `${syslog(now)} sshd[${int(30_000)}]: Failed password for root from ${address()} port ${int(65_000)} ssh2`,
  (now) => `${syslog(now)} systemd[1]: Started Session ${int(9_999)} of user deploy.`,
  (now) =>
    `${address()} - - [${now.toUTCString().slice(5, 16).replaceAll(" ", "/")}:${now.toISOString().slice(11, 19)} +0000] "GET /cart HTTP/1.1" ${pick([200, 200, 304, 404, 502])} ${int(90_000)} "-" "Mozilla/5.0"`,
  (now) =>
    JSON.stringify({
      ts: now.toISOString(),
      level: pick(["info", "info", "warn", "error"]),
      msg: pick(["request done", "upstream timed out", "cart not found"]),
      trace: hex(32),
      ms: int(2_000),
    }),
  (now) =>
    `time=${now.toISOString()} level=${pick(["info", "warn", "error"])} msg="${pick(["scrape finished", "remote write failed"])}" dur=${int(900)}ms`,
  (now) =>
    `${spaced(now).slice(0, 23)} UTC [${int(30_000)}] ${pick(["LOG:  checkpoint complete", "ERROR:  duplicate key value violates unique constraint"])}`,
  (now) =>
    `${spaced(now).slice(0, 19)},${100 + int(900)} ${pick(["INFO", "INFO", "WARN", "ERROR"])} [worker-${int(20)}] com.acme.Orders - order ${int(1e7)} ${pick(["stored", "queued", `lost: connection reset by ${address()}`])}`,
  (now) =>
    `${now.toISOString()} ERROR api: java.net.ConnectException: Connection refused to ${address()}\n\tat com.acme.Net.connect(Net.java:${int(300)})\n\tat com.acme.Pool.get(Pool.java:${int(300)})`,
  (now) => `${now.toISOString()} INFO größe=${int(99)} naïve café “quoted” ${word()} done in ${int(99)}ms`,
];

const kinds = {
  mixed: (now) => pick(programs)(now),
  distinct: (now) =>
    `${now.toISOString()} ERROR [${host()}] ${word()} ${word()} failed to ${word()} the ${word()} of ${word()}`,
  secrets: (now) =>
    `${now.toISOString()} ERROR auth: request of ${word()} with token=${hex(32)} rejected for ${word()}`,
};

/** Lines of a kind: `mixed` programs, errors that are all `distinct`, or errors that each leak a token (`secrets`). */
export function logLines(kind, count) {
  const now = new Date();
  let text = "";
  for (let lines = 0; lines < count; ) {
    const event = kinds[kind](now);
    lines += event.split("\n").length;
    text += `${event}\n`;
  }
  return text;
}
