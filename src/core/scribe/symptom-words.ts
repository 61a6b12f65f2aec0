import { type Attempt, wordsOf } from "./attempt.ts";
import { isVerb } from "./verbs.ts";

/** Words that every tool and every log has. */
const common = new Set(
  "timeout timed get set list show status start stop run user users with from not has had was are for and the failed error errors warning level msg time new name info check exec logs log tail grep cat head systemctl journalctl systemd sudo curl http localhost pager lines output root daily system example main when will can due this that server client service unit state out into does doing done one two".split(
    " ",
  ),
);

/**
 * The beginnings of words, and of the parts of those that are put together: `nf_conntrack_max` also names conntrack, and
 * a replica is meant by replication.
 */
export function partsOf(text: string): Set<string> {
  const parts = text.replace(/[_\d]+/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  const words = wordsOf(`${text} ${parts}`);
  const kept = [...words].filter((word) => !common.has(word) && !isVerb(word));
  return new Set(kept.flatMap((word) => [word.slice(0, 6), ...(served(word) ?? [])]));
}

/** What a tool serves: `etcdctl` is about etcd, `rabbitmqadmin` about rabbitmq. */
const served = (word: string): readonly string[] | null => {
  const [, thing] =
    /^(?!sys|jour|host|time|login|resolv|boot|local|core|blk|los)([a-z]{4,})(?:ctl|cli|adm|admin|tool|client)$/.exec(
      word,
    ) ?? [];
  return thing === undefined ? null : [thing.slice(0, 6)];
};

/** All that a command names, in words that a log may hold as well. */
export const named = ({ reading }: Attempt): string =>
  `${reading.command} ${reading.effects.map(({ target }) => target).join(" ")}`;

/** The same with the names under which the tool's servers log. */
export const described = (attempt: Attempt): string => `${named(attempt)} ${kin(attempt.reading.command)}`;

/** Files and directories that the session was about, of at least two parts. */
export const pathsOf = (attempts: readonly Attempt[]): Set<string> =>
  new Set(
    attempts.flatMap(({ reading }) =>
      reading.effects.flatMap(
        ({ target }) => /^(?:file|line|mode|content|mount|script):(\/[^/:]+\/[^:]+)/.exec(target)?.[1] ?? [],
      ),
    ),
  );

/** Does the line name one of these paths, or something below it? */
export const namesPath = (text: string, paths: ReadonlySet<string>): boolean =>
  [...text.matchAll(/(?<![\w/])\/[\w.-]+(?:\/[\w.@+-]+)+/g)].some(([path]) => {
    for (let at = path.length; at > 0; at = path.lastIndexOf("/", at - 1))
      if (paths.has(path.slice(0, at))) return true;
    return false;
  });

/** What curl's exit codes mean, in the words of a log. */
const curlCodes: Readonly<Record<number, RegExp>> = {
  6: /resolve|lookup|nxdomain|no such host/i,
  7: /refused/i,
  28: /timed? ?out/i,
  35: /tls|ssl|certificate|handshake/i,
  52: /reset|empty|closed/i,
  56: /reset|closed/i,
  60: /certificate|x509/i,
};

/** Does the line say what a probe of the session met? */
export const isMet = (text: string, attempts: readonly Attempt[]): boolean =>
  attempts.some(({ reading: { key, record } }) =>
    key.startsWith("curl") ? curlCodes[record.exitCode ?? 0]?.test(text) : false,
  );

/** Other names that a tool's servers log under, as data. */
const kinships: readonly (readonly [RegExp, string])[] = [
  [/\b(psql|pg_\w+)\b/, "postgres postgresql"],
  [/\bmysql|mariadb\b/, "mysqld mariadbd innodb"],
  [/\bredis-cli\b/, "redis maxmemory"],
  [/\b(kubectl|helm|oc)\b/, "kubelet pod container"],
  [/\bdocker\b/, "dockerd containerd"],
  [/:9200|_cat\/|_cluster/, "elasticsearch opensearch index"],
  [/\b(df|du|vacuum|lvextend|truncate|prune)\b/, "space disk device"],
  [/\b(apt|apt-get|dpkg)\b/, "dpkg apt lock"],
  [/\b(iptables|nft|ufw)\b/, "connection timed refused"],
  [/\bcertbot|openssl\b/, "certificate expired tls"],
  [/\bumount|mount\b/, "stale handle mount"],
  [/\bulimit|nofile\b/, "open files"],
  [/\brabbitmqctl\b/, "rabbit rabbitmq"],
  [/\bmongosh?\b/, "mongod replication"],
  [/\bselinux|semanage|setenforce|restorecon|chmod|chown\b/, "permission denied avc"],
  [/\bkill|pkill\b/, "cpu memory process"],
  [/\b(free|swapon|mkswap|swapoff|vmstat)\b|\boom\b/, "memory oom killed swap"],
  [/\b(chronyc|ntpq|timedatectl|hwclock)\b/, "clock skew time ntp chrony"],
  [/\b(dig|nslookup|resolvectl|rndc)\b/, "dns resolve resolution lookup nxdomain named"],
  [/\b(smartctl|mdadm|zpool|dmesg)\b/, "disk sector device degraded"],
  [/\b(ss|netstat|lsof)\b/, "socket address port listen"],
  [/\b(airflow|celery|sidekiq)\b/, "worker task queue scheduler"],
  [/\b(terraform|tofu)\b/, "state lock resource provider"],
  [/\b(exportfs|showmount|nfsstat)\b/, "nfs stale handle"],
  [/\b(passwd|chage|usermod|faillock)\b/, "account expired locked authentication pam"],
  [/\b(etcdctl|consul|zk\w+)\b/, "etcd raft quorum leader mvcc space"],
  [/\bkeepalived\b/, "vrrp backup master"],
];
const kin = (command: string): string =>
  kinships
    .filter(([when]) => when.test(command))
    .map(([, words]) => words)
    .join(" ");
