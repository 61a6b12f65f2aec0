import { instancePattern } from "./volatile-instances.ts";
import { namePattern, numberPattern, type TextRule } from "./volatile-rules.ts";

/** A disk of which a partition may be named; the parts of it follow the disk. */
const disk = "(\\/dev\\/(?:[shv]d[a-z]{1,2}|nvme\\d+n\\d+))";
const withinRun = "[^|;&\\n]";

/**
 * Things that a language of its own names inside a word: a socket's command, SQL, a URL, JSON, a switch's
 * configuration. The first group is the value.
 */
export const namedRules: readonly TextRule[] = [
  // Servers behind a balancer or a cache.
  {
    when: /\b(?:set|enable|disable|add|del)\s+(?:server|health|agent)\s+[\w.-]{1,80}\/([\w.-]*\d[\w.-]*)/g,
    name: "server",
    pattern: namePattern,
  },
  { when: /\bbackend\.set_health\s+['"]?([\w.-]*\d[\w.-]*)/g, name: "server", pattern: namePattern },
  // Members of a replica set, shards and nodes of a collection, nodes that an index must leave.
  {
    when: /\brs\.(?:remove|add|addArb|freeze)\(\s*["']([\w.-]*\d[\w.:-]*)["']/g,
    name: "member",
    pattern: instancePattern,
  },
  {
    when: /\bsystem\s+drop\s+replica\s+'([\w.-]*\d)'/gi,
    name: "replica",
    pattern: namePattern,
  },
  {
    when: /[?&](?:shard|node|core|instance|worker|server|broker|partition)=([\w.-]*\d[\w.:@-]*)/g,
    name: "keyed",
    pattern: instancePattern,
  },
  {
    when: /\bexclude\._(?:name|ip|host)["']?\s*[:=]\s*["']([\w.,-]*\d[\w.,-]*)/g,
    name: "node",
    pattern: instancePattern,
  },
  {
    when: /"(?:(?:from_|to_)?node|node_?name|instance|worker|member|machine|broker|runner|agent|peer)"\s*:\s*"([A-Za-z][\w.:@-]*\d)"/gi,
    name: "keyed",
    pattern: instancePattern,
  },
  {
    when: /(?<=(?::\/\/|:\d{2,5}\/|\$\{?\w{1,40}\}?\/)[^\s"']{0,200}\/?(?:nodes|workers|instances|servers|machines|members|replicas|brokers|cells|agents|runners|executors|backends|computer|deregister)\/)([A-Za-z][\w.@-]*\d)(?=[/?"'\s]|$)/g,
    name: "node",
    pattern: instancePattern,
  },
  {
    when: /\b(?:kubectl|oc|k)\s[^|;&\n]{0,80}?\b(?:exec|debug)\s+(?:-[it]+\s+|-[nc]\s+\S+\s+|--\S+\s+)*(?:pods?\/)?([a-z][a-z0-9-]*-\d+)(?!\S)/g,
    name: "pod",
    pattern: namePattern,
  },
  {
    when: /(?<=(?::\/\/|:\d{2,5}\/|\$\{?\w{1,40}\}?\/)[^\s"']{0,200}\/?(?:tenants|customers|orders|jobs|tasks|runs|messages|sessions|builds|imports|exports|batches|tickets|invoices|payments|backups)\/)((?!v\d+[/"'\s])[A-Za-z][\w.@-]*\d)(?=[/?"'\s]|$)/g,
    name: "id",
    pattern: namePattern,
  },
  // What an option calls by its kind, and where a way back leads to.
  {
    when: /--(?:msg|job|task|order|event|build|session|txn|transaction|invoice|payment|ticket|request|shipment|reservation)[= ]['"]?([\w-]*\d[\w-]*)(?![\w.:/=-])/g,
    name: "keyed",
    pattern: namePattern,
  },
  {
    when: /\b(?:rollback|roll-back|revert|restore|recover)\b[^|;&\n]{0,120}?\s--(?:to|backup|snapshot|release|revision|build)[= ]['"]?([\w.:-]*\d[\w.:-]*)/g,
    name: "version",
    pattern: namePattern,
  },
  // Rows that a host or worker holds.
  {
    when: /(?<=\b(?:where|and)\s{1,4}[\w."]{0,40}(?:host(?:name)?|node|worker|instance|server|member|replica|machine|agent|runner|holder|owner|_by)(?:_?(?:name|id))?"?(?:\[\d\])?\s{0,2}=\s{0,2}')([\w.-]*@?[A-Za-z][\w.-]*\d)(?=')/gi,
    name: "node",
    pattern: instancePattern,
  },
  // Replication slots.
  {
    when: /\bpg_(?:drop_replication_slot|replication_slot_advance)\s*\(\s*'([\w-]+)'/gi,
    name: "slot",
    pattern: namePattern,
  },
  { when: /\bdrop_replication_slot\s+"?(\w+)/gi, name: "slot", pattern: namePattern },
  { when: /--partition[= ](\d+)(?![\w.])/g, name: "partition", pattern: numberPattern },
  { when: /--offset[= ](\d{3,})(?![\w.])/g, name: "offset", pattern: numberPattern },
  // Snapshots of an index, documents by their key, clients of a file system, inodes, devices on a bus, dynos.
  {
    when: /\/_snapshot\/[\w.-]+\/([\w.-]*\d[\w.-]*)/g,
    name: "snapshot",
    pattern: namePattern,
  },
  {
    when: /(?<!\w)_id["']?\s*:\s*(?:ObjectId\()?["']?([\w-]*\d[\w-]*)/g,
    name: "row_id",
    pattern: namePattern,
  },
  { when: /\bclient\s+evict\s+(?:id=)?(\d+)/g, name: "client_id", pattern: numberPattern },
  { when: /\bfind\s[^|;&\n]{0,200}?-inum\s+(\d+)/g, name: "inode", pattern: numberPattern },
  {
    when: /(?<![\w:])([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])(?![\w.])/gi,
    name: "pci_address",
    pattern: "^[0-9A-Fa-f:.]+$",
  },
  { when: /\bps:(?:restart|stop|kill)\s+([a-z]\w*\.\d+)/g, name: "dyno", pattern: namePattern },
  {
    when: /\b(?:gh\s+pr|glab\s+mr)\s+(?:merge|close|revert|reopen|ready|approve)\s+(\d+)/g,
    name: "pull_request",
    pattern: numberPattern,
  },
  // One partition of a topic, one version of a template, one branch made for the change.
  {
    when: /--topic[= ]['"]?([\w.-]{1,249}:\d+(?:,\d+)*)(?![\w:])/g,
    name: "topic_partition",
    pattern: "^[\\w.-]+:[0-9,]+$",
  },
  { when: /(?<=[\w-],\w{0,20}Version=)(\d+)(?![\w.])/g, name: "version", pattern: numberPattern },
  {
    when: /\bgit\s(?:-\S+\s+)*(?:switch\s+(?:-c|-C|--create)|checkout\s+-[bB]|push\s+(?:-u|--set-upstream)\s+\w+)\s+(?!(?:main|master|dev|develop|trunk|prod|production|staging|HEAD)(?:\s|$))([A-Za-z][\w./-]*)/g,
    name: "branch",
    pattern: "^[A-Za-z0-9][\\w./-]*$",
  },
  // A zone's serial: the day and two digits more.
  {
    when: /(?<![\w.])(20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d\d)(?![\w.])/g,
    name: "serial",
    pattern: "^[0-9]{10}$",
  },
  // Ports of switches.
  {
    when: /(?<![\w/.-])((?:Gi|Te|Fa|Tw|Twe|Fo|Hu|Et|Eth|Ethernet|\w{2,16}GigE|\w{0,16}GigabitEthernet|FastEthernet|[gxe][et]-)\d+(?:\/\d+)+)(?![\w/])/gi,
    name: "port",
    pattern: "^[A-Za-z-]+[0-9/]+$",
  },
  // Members of an array or a pool that fail and are replaced.
  {
    when: new RegExp(
      `(?<=\\bmdadm\\s${withinRun}{0,200}(?:--(?:fail|set-faulty|remove|add|re-add|add-spare|replace|with)|-[fra])[ =](?:/dev/md\\S{1,20} )?)${disk}`,
      "g",
    ),
    name: "disk",
    pattern: "^/dev/[a-z0-9]+$",
  },
  {
    when: new RegExp(
      `(?<=\\b(?:ceph-volume lvm (?:zap|create|prepare)|zpool (?:offline|online|replace|detach|attach)|btrfs (?:replace start|device (?:delete|remove)))\\s${withinRun}{0,80})${disk}`,
      "g",
    ),
    name: "disk",
    pattern: "^/dev/[a-z0-9]+$",
  },
  // What may be a part of the system as well.
  {
    when: /(?:\bflags?\s+(?:set|toggle|update|enable|disable|on|off)\s+|--flag[= ]|\/(?:feature-?)?(?:flags|toggles)\/)([A-Za-z][\w.-]{2,80})(?=["'/?\s]|$)/g,
    name: "flag",
    pattern: namePattern,
    needsLook: true,
  },
  {
    when: /\b(?:chmod|chown|chgrp|setfacl|restorecon)\s[^|;&\n]{0,200}?\/home\/([a-z][\w.-]{1,31})(?=[/\s"']|$)/g,
    name: "user",
    pattern: namePattern,
    needsLook: true,
  },
];
