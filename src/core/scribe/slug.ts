import { type Attempt, changesOf } from "./attempt.ts";
import type { Symptom } from "./symptom.ts";

/** What a symptom is about in one or two words, the first that fits. */
const ailments: readonly (readonly [RegExp, string])[] = [
  [/no space left|disk (is )?full|storage-full|disk usage|watermark/i, "disk_full"],
  [/too many open files|emfile/i, "open_files"],
  [/deadlock|lock timeout|still waiting|lock(ed|up)?\b|idle in transaction/i, "lockup"],
  [/out of memory|\boom\b|maxmemory|memory (limit|alarm|resource)/i, "memory"],
  [/certificate|x509|tls|ssl/i, "certificate"],
  [/crashloop|back-?off/i, "crashloop"],
  [/read-only/i, "read_only"],
  [/permission denied|forbidden|access denied/i, "permission"],
  [/no such host|could not resolve|name resolution|nxdomain|lookup/i, "dns"],
  [/timed? ?out/i, "timeout"],
  [/refused|no live upstreams|unreachable|502|503|no server available/i, "unavailable"],
  [/stale file handle/i, "stale_mount"],
  [/\b(replica\w*|lag)\b/i, "replication"],
  [/\bcpu\b|load average/i, "cpu"],
  [/invalid|syntax|unknown directive|configuration|config/i, "config"],
  [/modulenotfound|no module named|cannot find module/i, "module"],
  [/pidfile|pid file|lock file|already (exists|running)/i, "stale_lock"],
  [/too many connections|connection/i, "connection"],
  [/failed|error|exception|panic|fatal/i, "error"],
];

const families: readonly (readonly [RegExp, string])[] = [
  [/^(psql|pg_\w+|mysql|mariadb|mysqladmin|mongosh?|sqlite3|cqlsh)$/, "db"],
  [/^(redis-cli|valkey-cli)$/, "redis"],
  [/^(kubectl|k|oc|helm)$/, "k8s"],
  [/^(apt|apt-get|dpkg|dnf|yum)$/, "packages"],
  [/^(iptables|nft|ufw|ip|route)$/, "network"],
  [/^(certbot|openssl)$/, "cert"],
  [/^(docker|podman|docker-compose)$/, "docker"],
  [/^(rabbitmqctl|rabbitmqadmin)$/, "rabbitmq"],
  [/^kafka-/, "kafka"],
];

/** `db_lockup_fix`: what was mended, what ailed it. null without a fix. */
export function slugOf(fix: readonly Attempt[], symptom: Symptom | null): string | null {
  if (fix.length === 0) return null;
  const ailment = symptom === null ? null : ailments.find(([when]) => when.test(symptom.text))?.[1];
  const thing = thingOf(fix);
  const parts = [thing, ailment ?? null, "fix"].filter(
    (part): part is string => part !== null && part !== "",
  );
  const words = parts
    .join("_")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .split("_")
    .filter((word, at, all) => word !== "" && all.indexOf(word) === at);
  return words.slice(0, 6).join("_").slice(0, 48).replace(/_+$/, "") || null;
}

function thingOf(fix: readonly Attempt[]): string | null {
  for (const attempt of fix) {
    for (const { target, tool } of changesOf(attempt)) {
      const service = /^(?:.*\/)?service:([\w@.-]+)/.exec(target)?.[1];
      if (service) return service.replace(/@.*|\.service$/g, "").slice(0, 24);
      const family = families.find(([when]) => when.test(tool))?.[1];
      if (family) return family;
    }
  }
  const tool = fix.flatMap(changesOf)[0]?.tool ?? "";
  return /^(rm|mv|cp|sed|tee|chmod|chown|truncate|kill|echo|vim|vi|nano|ln|touch|bash|sh|curl|find|xargs)$/.test(
    tool,
  )
    ? null
    : tool.replace(/\.\w+$/, "").slice(0, 24);
}
