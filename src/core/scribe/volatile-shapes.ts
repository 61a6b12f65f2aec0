import { namePattern, segmentPattern, type VolatileValue } from "./volatile-rules.ts";

/** A longer word is data, and a name has no need of it. */
const longestName = 160;

/**
 * Values that tell by their shape alone that somebody's counter, clock or generator made them, wherever they stand:
 * every word and every part of a path is looked at once.
 */
export function shapesIn(text: string): VolatileValue[] {
  const found: VolatileValue[] = [];
  for (const match of text.matchAll(/[^\s/='"`,;|&(){}<>[\]$*?]+/g)) {
    const token = match[0].replace(/[.:]+$/, "");
    if (token.length < 2 || token.length > longestName || /^[-‹]/.test(token)) continue;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const shape = shapeOf(token, before, text.charAt(match.index + match[0].length));
    if (shape) found.push({ value: token, ...shape });
  }
  return found;
}

type Shape = Pick<VolatileValue, "name" | "pattern">;

function shapeOf(token: string, before: string, after: string): Shape | null {
  if (/^\d+$/.test(token)) return numberInPath(token, before, after);
  if (token.length < 4 || !/\d/.test(token) || isOfTheSystem(token)) return null;
  const shape = shapes.find(({ is }) => is(token));
  if (!shape || (shape.name === "id" && /\/etc\/\S*$/.test(before))) return null;
  const isFile = before.endsWith("/") && after !== "/" && /\.[a-z]\w{0,4}$/i.test(token);
  return { name: isFile ? "file_name" : shape.name, pattern: segmentPattern };
}

/** `/var/lib/prometheus/wal/00002291`, `http://ci:8080/job/4711/stop`. */
function numberInPath(token: string, before: string, after: string): Shape | null {
  const folder = /([\w.-]+)\/$/.exec(before)?.[1];
  if (folder === undefined || /^\d+$/.test(folder) || /^(19|20)\d\d$/.test(token) || /^\d{12}$/.test(token))
    return null;
  const isUrl = /(:\/\/|[\w.-]:\d+\/)\S*$/.test(before);
  if (isUrl) {
    const isFixed = /^(v\d+|projects?|groups?|orgs?|teams?|clusters?|zones?|apps?|dashboards?|users?)$/i.test(
      folder,
    );
    return isFixed ? null : { name: nounOf(folder), pattern: "^[0-9]+$" };
  }
  if (/\/(proc|sys|dev|user)\/\S*$/.test(before)) return null;
  const isOneOfMany = /^(snapshots?|releases?|builds?|jobs?|versions?|runs?|sessions?)$/i.test(
    folder.replace(/^\./, ""),
  );
  const isCounted = token.length > 3 && (token.startsWith("0") || token.length > 4 || isOneOfMany);
  return isCounted && (after !== "/" || isOneOfMany) ? { name: "file_name", pattern: "^[0-9]+$" } : null;
}

/** `jobs` counts jobs: `job_id`. */
const nounOf = (folder: string): string => {
  const noun = folder.toLowerCase().replace(/\W+/g, "_").replace(/s$/, "");
  return /^[a-z]\w{1,20}$/.test(noun) ? `${noun}_id` : "id";
};

/** Hosts, images, sizes, character sets, standards: what looks like a counter and is a constant. */
const isOfTheSystem = (token: string): boolean =>
  /^\d+(\.\d+)?[kmgtp]?i?b?$/i.test(token) ||
  /^(utf|iso|cp|cve|rfc|sha|md|aes|rsa|ed|port|java|jdk|python|ubuntu|windows|ipv?|tcp|udp|iqn|eui|nqn|UTC|GMT)[-_.]?\d/i.test(
    token,
  ) ||
  /\.(com|net|org|io|local|internal|example|cloud|dev)(:\d+)?$/i.test(token) ||
  /^arn:/.test(token);

/** Most telling first. */
const shapes: readonly { readonly name: string; readonly is: (token: string) => boolean }[] = [
  { name: "disk", is: (token) => /^(ata|scsi|nvme|wwn|usb|sas|dm-uuid)-[\w.:-]*[\dA-F]{4}/.test(token) },
  // What Cassandra and its kin name their tables' files by, and what a dead process leaves.
  { name: "file_name", is: (token) => /^[a-z]{2}-\d+-big(-[\w.]+)?$/.test(token) },
  { name: "file_name", is: (token) => /^(core|hs_err_pid|java_pid|pgsql_tmp)\.?\d{3,}[\w.]*$/.test(token) },
  { name: "file_name", is: (token) => /^(tmp\.\w{6,12}|\.nfs[0-9a-f]{12,}|#sql[\w-]+)$/.test(token) },
  // A write-ahead segment.
  { name: "segment", is: (token) => /^[0-9A-F]{24}(\.\w+)?$/.test(token) },
  // Seconds or milliseconds since 1970, or a counter as long.
  {
    name: "dated_name",
    is: (token) => /\d{9,}/.test(token) && /[A-Za-z]/.test(token) && !/[:@]/.test(token),
  },
  // Chunks of a buffer: a letter for the queue and the chunk's id.
  {
    name: "file_name",
    is: (token) => /(?:^|\.)[a-z](?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{16,32}(?:\.|$)/.test(token),
  },
  { name: "resource", is: (token) => token.split(/[-_.]/).some(isMixedHex) },
  // Two short hashes side by side.
  { name: "id", is: (token) => /-(?=\d*[a-f])[0-9a-f]{6}-(?=[a-f]*\d)[0-9a-f]{6,12}$/.test(token) },
  { name: "id", is: (token) => token.split(/[-_.]/).some(isRandom) },
  // An address with dashes, as clouds and registries name what runs there.
  { name: "instance", is: (token) => /^[a-z][a-z-]*-(\d{1,3}-){3}\d{1,3}$/.test(token) },
  { name: "id", is: (token) => /^[A-Za-z]\w*[-_]\d{5,}(\.\w{1,5}){0,2}$/.test(token) },
];

/** Letters and digits as in no word and no count. */
const isMixedHex = (part: string): boolean =>
  /^[0-9a-f]{8,64}$/.test(part) && /\d/.test(part) && /[a-f]/.test(part);

/** Small and big letters and digits in no order: what a generator of short ids makes. */
const isRandom = (part: string): boolean =>
  /^[A-Za-z0-9]{8,32}$/.test(part) &&
  /[a-z]/.test(part) &&
  /[A-Z]/.test(part) &&
  (part.match(/\d+(?=[A-Za-z])/g)?.length ?? 0) >= 2;

/** What Kubernetes puts at the end of a name that it makes itself: no vowels, no 0, 1 or 3. */
const generatedSuffix = /^[a-z][a-z0-9.-]*-(?=[a-z]*\d)[bcdfghjklmnpqrstvwxz2456789]{5}$/;
export const clusterTools =
  /^(kubectl|kubecolor|k|oc|k3s|argo|argocd|tkn|velero|flux|virtctl|cmctl|kn|istioctl|kubectl-argo-rollouts)$/;
const kindWords: Readonly<Record<string, string>> = {
  po: "pod",
  pod: "pod",
  pods: "pod",
  job: "job",
  jobs: "job",
  workflow: "workflow",
  wf: "workflow",
  pipelinerun: "run",
  pr: "run",
  pvc: "claim",
  rs: "replicaset",
  restore: "restore",
  backup: "backup",
};

/** Names with such an end among the words of a cluster's tool, called by their kind. */
export function generatedNames(tool: string, words: readonly string[]): VolatileValue[] {
  if (!clusterTools.test(tool)) return [];
  return words.flatMap((word, at) => {
    const name = word.slice(word.lastIndexOf("/") + 1);
    if (!generatedSuffix.test(name) || /(^|-)(pool|node)-/.test(name)) return [];
    const kind = (word.includes("/") ? word.slice(0, word.indexOf("/")) : words[at - 1]) ?? "";
    return [{ value: name, name: kindWords[kind] ?? "resource", pattern: namePattern }];
  });
}
