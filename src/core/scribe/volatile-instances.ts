import { namePattern, type VolatileValue } from "./volatile-rules.ts";
import { clusterTools } from "./volatile-shapes.ts";

/** Names of hosts, several of them as `n[01-04]`, with an account before `@` or a port after `:`. */
export const instancePattern = "^[A-Za-z0-9][A-Za-z0-9_.,:@[\\]-]*$";

/** What ends in a digit and is a version, a standard, a link or a device. */
const noFamily =
  /^(?:v\d|(?:eth|ens|enp|eno|bond|br|wg|tun|tap|veth|vlan|lo|md|dm|vg|lv|gv|sd[a-z]|utf|ipv?|sha|md|http|python|php|java|jdk|openjdk)-?\d)|[-_.]v\d+$/i;
const familyName =
  /^(?:[\w.-]{1,64}@)?[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*(?:\.[A-Za-z][\w-]*)*(?::\d{1,5}\w{0,20})?$/;

/** One or more of a family that somebody numbered: `edge-04`, `db3.example.net`, `rabbit@mq-2`, `gpu[01-16]`; no version. */
export const isInstance = (word: string): boolean =>
  isOfFamily(word) || (word.includes(",") && word.length <= 400 && word.split(",").every(isOfFamily));

function isOfFamily(word: string): boolean {
  if (word.length > 120 || noFamily.test(word)) return false;
  const range = /^[A-Za-z][\w.-]*\[[\d,-]+\](?:\.[\w.-]+)?$/;
  if (range.test(word)) return true;
  const first = (word.slice(word.indexOf("@") + 1).split(":")[0] ?? "").split(".")[0] ?? "";
  return familyName.test(word) && /\d[a-z]?$/.test(first);
}

/** Sub-commands that take one of many out, bring it back or make it anew. */
const memberVerb =
  /^(?:drain|undrain|cordon|uncordon|evict|evacuate|reinit|reinitialize|rejoin|decommission|recommission|deregister|quarantine|isolate|reboot|reprovision|fence|unfence|eject|reimage|force[-_]leave|forget(?:[-_]\w+)*|(?:remove|delete|del|rm|detach|disable|enable|offline|online|standby|unstandby|deactivate|connect|disconnect|reset|fail)[-_](?:node|host|server|machine|member|peer|worker|replica|broker|minion|agent|runner|backend|target)s?|delnode|kill-node)$/;
const memberNouns =
  "node|server|host|worker|machine|member|peer|cell|shard|replica|brick|broker|vm|instance|agent|runner|executor|minion|backend";
const memberNoun = new RegExp(`^(${memberNouns})s?$`);
const nounAndName = new RegExp(`^(${memberNouns})s?/(.+)$`);
const keyAndName = new RegExp(`^(${memberNouns}|nodename|nodelist|disk)s?=(.+)$`, "i");
const memberOption =
  /^--(?:[a-z]+-)*?(node|candidate|leader|member|worker|machine|peer|replica|shard|instance|cache-cluster)s?(?:-(?:id|ids|name|names|identifier))?$/;

/** Tools that keep machines and disks of others: every numbered name in their words is one of many. */
const keepsMachines =
  /^(?:virsh|xl|incus|lxc|openstack|nova|cinder|govc|VBoxManage|vagrant|multipass|juju|maas)$/;
/** Tools whose words name units, files and hosts that stay. */
const namesUnits =
  /^(?:systemctl|service|supervisorctl|pm2|rc-service|sv|initctl|docker-compose|ssh|scp|rsync|mosh|sed|awk|grep|echo|printf|tee|cat|cp|mv|rm|ln|ls|cd|mount|umount|apt|apt-get|dnf|yum|curl|wget|ping|nc|psql|mysql|ansible|ansible-playbook)$/;
/** Options that no value follows. */
const bareOption =
  /^(?:-[fyqv]|-?-(?:yes|force|wait|now|all|hard|soft|enable|disable|active|on|off|reset|self|permanent|purge|ignore-daemonsets|delete-emptydir-data|delete-local-data|ignore-errors|no-wait|quiet|verbose))$/;

/** Machines and their like that one run takes by name as what it acts on. */
export function instancesIn(tool: string, words: readonly string[]): VolatileValue[] {
  if (namesUnits.test(tool)) return [];
  const operands = operandsOf(words);
  const ofTool = clusterTools.test(tool) ? ofCluster(operands) : [];
  return [...ofTool, ...byWordBefore(tool, operands), ...byOwnKey(words)].filter(({ value }) =>
    isInstance(value),
  );
}

/** Words that are neither options nor may be the value of one. */
const operandsOf = (words: readonly string[]): string[] =>
  words.filter((word, at) => {
    const before = words[at - 1] ?? "";
    const isValue = before.startsWith("-") && !before.includes("=") && !bareOption.test(before);
    return at > 0 && !word.startsWith("-") && !isValue;
  });

/** `node drain NAME`, `cordon NAME`. */
function byWordBefore(tool: string, operands: readonly string[]): VolatileValue[] {
  const isContainers = /^(?:docker|podman|nerdctl)$/.test(tool);
  const nounAt = operands.slice(0, isContainers ? 1 : 4).findIndex((word) => memberNoun.test(word));
  const verbAt = isContainers ? -1 : operands.findIndex((word) => memberVerb.test(word));
  const starts = [nounAt, verbAt].filter((at) => at >= 0);
  const from = keepsMachines.test(tool) ? 1 : Math.min(...starts, operands.length);
  const noun = keepsMachines.test(tool) ? "name" : (memberNoun.exec(operands[nounAt] ?? "")?.[1] ?? "node");
  return operands
    .slice(from)
    .flatMap((word, at) => (at === 0 && from === nounAt ? [] : [instance(word, noun)]));
}

/** `nodename=NAME`, `--candidate NAME`. */
function byOwnKey(words: readonly string[]): VolatileValue[] {
  return words.slice(1).flatMap((word, at) => {
    const [, key, name] = keyAndName.exec(word) ?? [];
    if (key !== undefined && name !== undefined) return [instance(name, key.replace(/(name|list)$/i, ""))];
    const [option = "", value] = word.split("=", 2);
    const [, noun] = memberOption.exec(option) ?? [];
    if (words[0] === "az" && /^(?:-n|--name)$/.test(option) && /^vms?$/.test(words[1] ?? ""))
      return [instance(words[at + 2] ?? "", "vm")];
    if (noun === undefined) return [];
    return [
      instance(
        value ?? words[at + 2] ?? "",
        /^(?:candidate|leader|cache-cluster)$/.test(noun) ? "node" : noun,
      ),
    ];
  });
}

/** Kinds that a controller makes and makes again. */
const passingKind =
  /^(?:certificaterequests?|orders?|challenges?|jobs?|replicasets?|rs|volumeattachments?|nodeclaims?|csr|certificatesigningrequests?|pvc|persistentvolumeclaims?|pv|persistentvolumes?|leases?|volumesnapshots?|backups?|restores?|workflows?|pipelineruns?|taskruns?)$/;

/** `delete certificaterequest NAME`, `taint node/NAME`. */
function ofCluster(operands: readonly string[]): VolatileValue[] {
  const at = operands.findIndex((word) => /^(?:delete|annotate|label)$/.test(word));
  const kind = (operands[at + 1] ?? "").split(".")[0] ?? "";
  const named = at >= 0 && passingKind.test(kind) ? operands.slice(at + 2) : [];
  return [
    ...named.map((value) => ({ value, name: "resource", pattern: namePattern })),
    ...operands.flatMap((word) => {
      const [, noun, name] = nounAndName.exec(word) ?? [];
      return noun === undefined || name === undefined ? [] : [instance(name, noun)];
    }),
  ];
}

const instance = (value: string, noun: string): VolatileValue => ({
  value,
  name: noun.toLowerCase(),
  pattern: instancePattern,
});
