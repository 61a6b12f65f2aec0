/** Commands that only read, whatever their words are. */
export const alwaysReads: ReadonlySet<string> = new Set(
  `cat head tail tac nl less more zless zmore zcat bzcat xzcat zgrep zegrep zfgrep bzgrep xzgrep zdiff grep egrep fgrep ag ack wc cut tr rev fold fmt
expand unexpand column comm diff cmp sdiff diff3 colordiff md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum file stat ls dir vdir
du df dust duf pwd echo printf true false : test [ [[ which whereis type whatis apropos man info help id whoami groups users who w last lastb lastlog
logname tty uname arch nproc uptime free vmstat iostat mpstat pidstat lscpu lsblk lspci lsusb lsmod modinfo lsof lsns lsipc lslocks lslogins lsmem ps pgrep
pidof pstree top htop atop btop iotop iftop nethogs getent getconf locale printenv basename dirname realpath readlink seq jq base64 base32 hexdump
od strings nm objdump readelf ldd size netstat nslookup dig host ping ping6 traceroute traceroute6 tracepath mtr whois getfacl lsattr getcap namei
numfmt sleep expr bc dc factor paste join tsort cal look tload nstat dmidecode lshw hwinfo sensors jobs times wait return exit break continue shift local
declare typeset unset getopts let read mapfile readarray cd pushd popd dirs set shopt ulimit hash pathchk nproc lsb_release
sestatus getenforce getsebool aa-status ausearch aureport mailq pg_isready pg_lsclusters pg_controldata pg_waldump jps jstat jstack
blkid findmnt zipinfo xxhsum tty runlevel systemd-cgls systemd-cgtop systemd-detect-virt systemd-path
showmount nfsstat rpcinfo smbstatus testparm ntpq ntpstat crm_mon stern procinfo slabtop numastat time
apt-cache dpkg-query pkg-config python-config rpmquery needs-restarting checkrestart lsinitramfs ipcs ipcalc sipcalc geoiplookup
trap alias unalias export readonly umask tput clear reset yes cowsay figlet watchgnupg cloud-id uuidgen mcookie`.split(
    /\s+/,
  ),
);

export interface ReadRule {
  /** The bare words start with one of these phrases (`|` between words that serve alike, `*` for any). */
  readonly subs?: readonly string[];
  /** One of these flags is given. */
  readonly flags?: readonly string[];
  /** None of these flags is. */
  readonly not?: readonly string[];
  /** At most so many bare words. */
  readonly most?: number;
  /** No word is one of these. */
  readonly without?: RegExp;
  /** Every bare word is one of these. */
  readonly only?: RegExp;
}

const phrases = (text: string): readonly string[] => text.split(/\s*,\s*/);
const subs = (text: string, more: Omit<ReadRule, "subs"> = {}): ReadRule => ({
  subs: phrases(text),
  ...more,
});
const flags = (text: string, more: Omit<ReadRule, "flags"> = {}): ReadRule => ({
  flags: text.split(" "),
  ...more,
});
const not = (text: string, more: Omit<ReadRule, "not"> = {}): ReadRule => ({ not: text.split(" "), ...more });
const bare = (most = 0, more: Omit<ReadRule, "most"> = {}): ReadRule => ({ most, ...more });
const without = (pattern: RegExp): ReadRule => ({ without: pattern });

const kubeReads = subs(
  "get, describe, logs, log, top, version, cluster-info, explain, api-resources, api-versions, diff, events, wait, options, auth can-i, auth whoami, config view|get-contexts|current-context|get-clusters|get-users, rollout status|history, plugin list, certificate list, status, projects, whoami",
);
const dockerReads = subs(
  "ps, logs, inspect, images, stats, top, port, diff, events, info, version, history, search, image ls|list|inspect|history, container ls|list|ps|inspect|logs|top|stats|diff|port, network ls|list|inspect, volume ls|list|inspect, system df|info|events, context ls|list|show|inspect, node ls|ps|inspect, service ls|list|ps|logs|inspect, stack ls|ps|services, secret ls, config ls, plugin ls, manifest inspect, compose ps|logs|config|top|images|ls|version|port|events, buildx ls|du|inspect, healthcheck, pod ps|inspect|logs|stats|top",
);
const listing = subs("list, ls, show, info, status, search, version");

/** Commands that only read in one of these forms; anything else they do is judged by the rules, else unknown. */
export const sometimesReads: Readonly<Record<string, readonly ReadRule[]>> = {
  sort: [not("-o --output")],
  uniq: [bare(1)],
  ss: [not("-K --kill")],
  tree: [not("-o")],
  rg: [not("--pre")],
  jmap: [flags("-histo -heap -finalizerinfo")],
  jinfo: [not("-flag")],
  "systemd-analyze": [
    bare(),
    subs(
      "blame, critical-chain, dump, plot, unit-paths, exit-status, capability, condition, verify, security, time",
    ),
  ],
  shuf: [not("-o --output")],
  xxd: [bare(1)],
  yq: [not("-i --inplace")],
  date: [{ not: ["-s", "--set"], only: /^\+/ }],
  hostname: [{ most: 0, not: ["-F", "--file", "-b", "--boot"] }],
  domainname: [bare()],
  dmesg: [not("-c -C --clear --read-clear -D -E -n --console-off --console-on --console-level")],
  history: [not("-c -d -w -a -n -r")],
  find: [not("-delete -fprint -fprint0 -fprintf -fls")],
  fd: [{}],
  fdfind: [{}],
  ifconfig: [bare(1, { not: ["-s"] })],
  route: [without(/^(add|del|delete|flush)$/)],
  arp: [not("-d -s -f --delete --set --file")],
  ip: [
    without(/^(add|del|delete|set|flush|change|replace|append|prepend|restore|up|down|exec|attach|detach)$/),
  ],
  bridge: [without(/^(add|del|delete|set|flush|replace|append)$/)],
  tc: [subs("qdisc show, class show, filter show, -s, qdisc, class"), flags("-s")],
  iptables: [
    flags("-L -S -C --list --list-rules", {
      not: ["-F", "-A", "-D", "-I", "-Z", "-X", "-P", "-R", "--flush", "--zero"],
    }),
  ],
  ip6tables: [
    flags("-L -S -C --list --list-rules", {
      not: ["-F", "-A", "-D", "-I", "-Z", "-X", "-P", "-R", "--flush", "--zero"],
    }),
  ],
  "iptables-save": [not("-f --file")],
  nft: [subs("list, describe"), flags("-c --check")],
  ufw: [subs("status, version, app list|info, show")],
  "firewall-cmd": [
    { most: 0, without: /^--(?!(state|list|get|query|info|permanent|zone|version|help|check-config))/ },
  ],
  ipset: [subs("list, -L, test"), flags("-L -l")],
  conntrack: [flags("-L -S -C -G -E --dump --stats --count", { not: ["-D", "-F", "-U", "-I"] })],
  ipvsadm: [flags("-l -L -Ln -ln --list")],
  ethtool: [
    flags("-i -S -k -g -c -a -n -T -m -d -P -x -l --show-features"),
    { most: 1, not: ["-s", "-K", "-G", "-C", "-A", "-N", "-E", "-p", "-r", "-t", "-X", "-L"] },
  ],
  tcpdump: [not("-w -z -W -G")],
  tshark: [not("-w")],
  nc: [flags("-z", { not: ["-e", "-c", "-l"] })],
  mount: [bare(0, { not: ["-a", "--all", "-o"] })],
  swapon: [flags("--show -s --summary", { most: 0 })],
  fdisk: [flags("-l --list")],
  sfdisk: [flags("-l --list -d --dump -V --verify")],
  gdisk: [flags("-l")],
  sgdisk: [flags("-p -i -v -O --print --info --verify", { not: ["-o", "-Z", "-z", "-d", "-n", "-t"] })],
  parted: [flags("-l --list"), { subs: ["* print"], most: 2 }],
  ...Object.fromEntries(
    "lvs pvs vgs lvdisplay pvdisplay vgdisplay lvscan pvscan vgscan lvmdiskscan"
      .split(" ")
      .map((name) => [name, [{}]]),
  ),
  dmsetup: [subs("ls, info, status, table, deps")],
  mdadm: [
    flags("--detail -D --examine -E --query -Q -Db -Dt -Es", {
      not: ["--stop", "--fail", "--remove", "--zero-superblock", "--create"],
    }),
  ],
  zpool: [subs("status, list, iostat, get, history, events")],
  zfs: [subs("list, get, holds, diff")],
  btrfs: [
    subs(
      "filesystem|fi show|df|usage|du, subvolume list|show, device stats|usage, scrub status, balance status, version",
    ),
  ],
  xfs_info: [{}],
  tune2fs: [flags("-l")],
  dumpe2fs: [{}],
  hdparm: [
    flags("-I -i -t -T -g -C", {
      not: ["-w", "-S", "-y", "-Y", "--security-erase", "--yes-i-know-what-i-am-doing"],
    }),
  ],
  nvme: [subs("list, smart-log, id-ctrl, id-ns, error-log, show-regs, list-subsys")],
  smartctl: [not("-t -s -o -S -X --test --set")],
  multipath: [flags("-l -ll")],
  iscsiadm: [without(/^(--login|--logout|-l|-u|--op|-o|new|delete|update)$/)],
  sysctl: [{ not: ["-w", "-p", "--write", "--load", "--system"], without: /=/ }],
  crontab: [flags("-l")],
  at: [flags("-l -c -V")],
  atq: [{}],
  systemctl: [
    subs(
      "status, is-active, is-enabled, is-failed, is-system-running, show, cat, list-units, list-unit-files, list-timers, list-jobs, list-dependencies, list-sockets, list-machines, get-default, show-environment, help",
    ),
    flags("--failed --version -l --all --state", { most: 0 }),
    { most: 0 },
  ],
  service: [subs("* status"), flags("--status-all")],
  "rc-service": [subs("* status")],
  "rc-status": [{}],
  chkconfig: [flags("--list")],
  journalctl: [
    not(
      "--vacuum-size --vacuum-time --vacuum-files --rotate --flush --sync --relinquish-var --smart-relinquish-var --setup-keys --update-catalog",
    ),
  ],
  loginctl: [
    subs(
      "list-sessions, session-status, show-session, list-users, user-status, show-user, list-seats, seat-status",
    ),
    bare(),
  ],
  timedatectl: [bare(), subs("status, show, timesync-status, list-timezones, show-timesync")],
  hostnamectl: [bare(0, { not: ["--static", "--pretty"] }), subs("status, hostname", { most: 1 })],
  localectl: [bare(), subs("status, list-locales, list-keymaps")],
  resolvectl: [
    bare(),
    subs("status, query, statistics, service, dns, domain", {
      without: /^(set|flush-caches|reset-statistics|revert)$/,
      most: 2,
    }),
  ],
  networkctl: [bare(), subs("list, status, lldp")],
  nmcli: [
    bare(),
    subs(
      "device status|show|s, dev status|show, d, connection show, con show, c, c show, c s, general status, general, g, radio, networking connectivity",
      { without: /^(up|down|delete|modify|add|off|on|disconnect|connect|wifi|set)$/ },
    ),
  ],
  coredumpctl: [bare(), subs("list, info")],
  kubectl: [kubeReads],
  k: [kubeReads],
  oc: [kubeReads],
  helm: [
    subs(
      "list, ls, status, history, get, show, search, version, template, lint, env, repo list, dependency list, diff",
    ),
  ],
  docker: [dockerReads],
  podman: [dockerReads],
  nerdctl: [dockerReads],
  "docker-compose": [subs("ps, logs, config, top, images, ls, version, port, events")],
  "podman-compose": [subs("ps, logs, config, version")],
  crictl: [subs("ps, images, img, logs, inspect, inspecti, inspectp, stats, statsp, pods, info, version")],
  ctr: [without(/^(rm|remove|delete|run|start|kill|create|pull|push|import|exec|prune|pause|resume|tag)$/)],
  lxc: [listing],
  incus: [listing],
  virsh: [
    subs(
      "list, dominfo, domstate, domblklist, domiflist, nodeinfo, version, dumpxml, net-list, pool-list, vol-list, capabilities, domstats, net-info, pool-info, snapshot-list",
    ),
  ],
  git: [
    subs(
      "status, log, diff, show, rev-parse, rev-list, describe, ls-files, ls-tree, ls-remote, cat-file, blame, annotate, shortlog, grep, name-rev, merge-base, for-each-ref, count-objects, fsck, whatchanged, cherry, diff-tree, diff-index, diff-files, show-ref, show-branch, var, version, help, check-ignore, check-attr, bisect log|view, worktree list, submodule status|summary, notes show|list, stash list|show, verify-commit, verify-tag, range-diff, reflog show, remote show|get-url, merge-tree, bundle verify, lfs ls-files|status|env",
      { not: ["--output", "--ext-diff", "-O", "--open-files-in-pager"] },
    ),
    {
      subs: ["branch"],
      most: 1,
      not: [
        "-d",
        "-D",
        "-m",
        "-M",
        "-c",
        "-C",
        "-f",
        "-u",
        "--delete",
        "--move",
        "--copy",
        "--force",
        "--set-upstream-to",
        "--unset-upstream",
        "--edit-description",
      ],
    },
    { subs: ["tag"], most: 1 },
    {
      subs: ["tag"],
      flags: ["-l", "--list", "-n", "--contains", "--points-at"],
      not: ["-d", "--delete", "-f", "--force"],
    },
    { subs: ["remote", "reflog", "worktree", "submodule"], most: 1 },
    {
      subs: ["config"],
      flags: ["--get", "--get-all", "--get-regexp", "--list", "-l"],
      not: ["--unset", "--add", "--replace-all"],
    },
    { subs: ["config get", "config list"] },
    { subs: ["archive"], flags: ["--list", "-l"] },
    { subs: ["apply"], flags: ["--check", "--stat", "--numstat", "--summary"], not: ["--apply"] },
    { subs: ["symbolic-ref"], most: 2, not: ["-d", "--delete", "-m"] },
  ],
  gh: [
    subs(
      "pr list|view|diff|checks|status, issue list|view|status, run list|view|watch, repo view|list, release list|view, workflow list|view, auth status, search, cache list, secret list, variable list, gist list|view, label list, status, project list|view|item-list, ruleset list|view, alias list, extension list",
    ),
    { subs: ["api"], not: ["-X", "-f", "-F", "--method", "--input", "--field", "--raw-field"] },
  ],
  glab: [
    subs(
      "mr list|view|diff, issue list|view, ci list|view|status|trace, repo view|list, release list|view, auth status",
    ),
  ],
  aws: [
    {
      subs: [
        "s3 ls",
        "* describe-*|list-*|head-*|ls|wait|lookup-*|search-*|scan|query|filter-*|batch-get-*|estimate-*|simulate-*|validate-*|test-*|preview-*|detect-*|get-*",
        "logs tail|start-query|get-query-results",
        "configure list|list-profiles|get",
        "sso list-*",
        "cloudformation validate-template",
      ],
      without: /^get-(session|federation)-token$/,
    },
    { subs: ["sts get-caller-identity", "ecr get-login-password", "eks get-token"] },
  ],
  gcloud: [
    {
      subs: [
        "* list|describe|read|info|get-*",
        "* * list|describe|read|get-*|log|tail|list-*",
        "* * * list|describe|read|get-*|list-*",
        "* * * * list|describe",
        "version",
        "info",
        "auth list",
        "config list|get-value|get",
        "auth print-*",
      ],
      without:
        /^(get-credentials|create|delete|update|set|add-\S+|remove-\S+|set-\S+|reset|stop|start|deploy)$/,
    },
  ],
  gsutil: [subs("ls, cat, du, stat, hash, version, logging get, lifecycle get, iam get, acl get")],
  az: [
    {
      subs: [
        "* list|show|list-*|show-*|get-*",
        "* * list|show|list-*|show-*|get-*|tail|query",
        "* * * list|show|list-*|show-*",
        "version",
        "account show|list",
      ],
      without: /^(get-credentials|create|delete|update|set|add|remove|start|stop|restart|purge)$/,
    },
  ],
  doctl: [{ subs: ["* list|get", "* * list|get", "account get", "version"] }],
  terraform: [
    subs(
      "plan, show, output, validate, version, providers, graph, state list|show|pull, workspace list|show, get, metadata functions",
    ),
    { subs: ["fmt"], flags: ["-check"] },
  ],
  tofu: [
    subs(
      "plan, show, output, validate, version, providers, graph, state list|show|pull, workspace list|show",
    ),
  ],
  terragrunt: [subs("plan, show, output, validate, graph-dependencies")],
  pulumi: [
    subs("preview, about, whoami, logs, version, stack ls|output|graph|history, config get, stack"),
    { subs: ["config"], most: 1 },
  ],
  packer: [subs("validate, inspect, version")],
  "ansible-inventory": [{}],
  "ansible-doc": [{}],
  "ansible-config": [subs("view, list, dump")],
  "ansible-lint": [{}],
  vault: [
    subs(
      "status, read, list, kv get|list|metadata, version, token lookup, policy read|list, secrets list, auth list, audit list, path-help, operator raft list-peers",
    ),
  ],
  consul: [
    subs(
      "members, info, catalog, kv get, operator raft list-peers, monitor, version, validate, intention list|get, services list",
    ),
  ],
  nomad: [
    subs(
      "status, job status|history|inspect|plan|validate, node status, alloc logs|status|fs, server members, version, deployment list|status, operator raft list-peers, namespace list",
    ),
  ],
  etcdctl: [
    subs(
      "get, member list, endpoint status|health|hashkv, watch, alarm list, version, snapshot status, user list|get, role list|get, lease list|timetolive, check perf",
    ),
  ],
  etcdutl: [subs("snapshot status, hashkv, version")],
  rabbitmqctl: [
    {
      subs: [
        "list_*",
        "status",
        "cluster_status",
        "ping",
        "report",
        "environment",
        "node_health_check",
        "help",
        "version",
      ],
    },
  ],
  "rabbitmq-diagnostics": [{}],
  "kafka-topics.sh": [flags("--list --describe", { not: ["--delete", "--create", "--alter"] })],
  "kafka-topics": [flags("--list --describe", { not: ["--delete", "--create", "--alter"] })],
  "kafka-consumer-groups.sh": [
    flags("--list --describe", { not: ["--delete", "--reset-offsets", "--delete-offsets"] }),
  ],
  "kafka-consumer-groups": [
    flags("--list --describe", { not: ["--delete", "--reset-offsets", "--delete-offsets"] }),
  ],
  "kafka-configs.sh": [flags("--describe", { not: ["--alter"] })],
  "kafka-console-consumer.sh": [{}],
  kcat: [flags("-L -C -Q", { not: ["-P"] })],
  nginx: [flags("-t -T -v -V", { not: ["-s"] })],
  apachectl: [
    subs("configtest, status, fullstatus"),
    flags("-t -S -M -v -V -l -L", { not: ["-k"], most: 0 }),
  ],
  apache2ctl: [
    subs("configtest, status, fullstatus"),
    flags("-t -S -M -v -V -l -L", { not: ["-k"], most: 0 }),
  ],
  httpd: [flags("-t -S -M -v -V -l -L", { not: ["-k"], most: 0 })],
  haproxy: [flags("-c -v -vv", { not: ["-D", "-sf", "-st"] })],
  sshd: [flags("-t -T")],
  caddy: [subs("validate, version, list-modules, environ, adapt")],
  traefik: [subs("version, healthcheck")],
  varnishadm: [
    subs("status, ping, panic.show, param.show, backend.list, ban.list, vcl.list, storage.list, vcl.show"),
  ],
  varnishstat: [{}],
  varnishlog: [not("-w")],
  "named-checkconf": [{}],
  "named-checkzone": [not("-o")],
  rndc: [subs("status")],
  postfix: [subs("check, status")],
  postqueue: [flags("-p -j")],
  postconf: [not("-e -# -X")],
  exim: [flags("-bp -bV -bpc")],
  doveconf: [{}],
  doveadm: [subs("who, log errors, service status, user, quota get, mailbox list|status")],
  php: [flags("-v -m -i -l --ini")],
  visudo: [flags("-c", { not: ["-f"] }), flags("-c")],
  promtool: [subs("check, query, test")],
  amtool: [subs("alert query, alert, silence query, config show, check-config, config routes")],
  logcli: [{}],
  mysqladmin: [
    subs("status, ping, version, processlist, extended-status, variables", {
      only: /^(status|ping|version|processlist|extended-status|variables)$/,
    }),
  ],
  mysqldump: [not("-r --result-file -T --tab --delete-master-logs --flush-logs -F --flush-privileges")],
  mariadb_dump: [not("-r --result-file")],
  pg_dump: [not("-f --file")],
  pg_dumpall: [not("-f --file -c --clean")],
  pg_ctl: [subs("status")],
  pg_ctlcluster: [subs("* * status")],
  mongostat: [{}],
  mongotop: [{}],
  repmgr: [subs("cluster show|matrix|crosscheck, node status|check")],
  patronictl: [subs("list, topology, history, show-config, version, query")],
  supervisorctl: [subs("status, tail, avail, pid, version, maintail"), bare()],
  monit: [subs("status, summary, report")],
  pm2: [
    subs(
      "ls, list, l, status, show, describe, logs, log, info, prettylist, jlist, monit, id, pid, report, env",
    ),
  ],
  forever: [subs("list, logs")],
  sv: [subs("status, s, check")],
  "s6-svstat": [{}],
  initctl: [subs("list, status, version")],
  openssl: [
    subs(
      "x509, s_client, verify, version, dgst, ciphers, req, asn1parse, crl, pkcs7, rsa, ec, pkey, list, errstr, sha256, md5, storeutl, ts, ocsp",
      {
        not: [
          "-out",
          "-keyout",
          "-signkey",
          "-sign",
          "-newkey",
          "-new",
          "-writerand",
          "-CAcreateserial",
          "-passout",
          "-set_serial",
        ],
      },
    ),
  ],
  keytool: [flags("-list -printcert -printcrl", { not: ["-delete", "-import", "-importcert"] })],
  certbot: [subs("certificates")],
  "ssh-keygen": [flags("-l -lf -F -lv", { not: ["-R"] })],
  "ssh-keyscan": [{}],
  "ssh-add": [flags("-l -L")],
  gpg: [
    flags("--list-keys --list-secret-keys -k -K --verify --fingerprint --list-packets --list-sigs", {
      not: ["--delete-keys", "--delete-secret-keys"],
    }),
  ],
  apt: [subs("list, show, policy, search, depends, rdepends, changelog, showsrc")],
  "apt-get": [subs("changelog, check, indextargets")],
  "apt-mark": [subs("showmanual, showauto, showhold")],
  aptitude: [subs("search, show, why, why-not, versions")],
  dpkg: [
    flags(
      "-l -L -S -s --list --listfiles --search --status --get-selections -p --print-avail -I --info -c --contents --audit -C -V --verify --print-architecture",
      {
        not: [
          "-i",
          "-r",
          "-P",
          "--purge",
          "--remove",
          "--install",
          "--set-selections",
          "--configure",
          "--unpack",
        ],
      },
    ),
  ],
  rpm: [
    flags("-q --query -qa -V --verify -K --checksig", {
      not: ["-e", "-i", "-U", "-F", "--erase", "--install", "--upgrade", "--import"],
    }),
  ],
  ...Object.fromEntries(
    ["yum", "dnf", "microdnf", "zypper"].map((name) => [
      name,
      [
        subs(
          "list, info, search, check-update, repolist, history list|info, provides, whatprovides, deplist, repoquery, updateinfo, lu, se, lr, if, check, grouplist, module list|info",
          { without: /^(undo|rollback|redo)$/ },
        ),
        { subs: ["history"], most: 1 },
      ],
    ]),
  ),
  apk: [subs("info, list, search, policy, version, stats, dot, audit")],
  pacman: [
    flags("-Q -Ss -Si -F -Qi -Ql -Qs", { not: ["-S", "-R", "-U"] }),
    { flags: ["-Ss", "-Si", "-Sl", "-Sg"], not: ["-y", "-u"] },
  ],
  snap: [subs("list, info, find, changes, services, version, connections, tasks, logs")],
  flatpak: [subs("list, info, search, remotes, history")],
  brew: [
    subs("list, ls, info, search, outdated, deps, doctor, config, services list, leaves, uses, --version"),
  ],
  ...Object.fromEntries(
    ["pip", "pip3"].map((name) => [
      name,
      [
        subs(
          "list, show, freeze, check, index, config list|get|debug, debug, cache list|info|dir, inspect, hash",
        ),
      ],
    ]),
  ),
  npm: [
    subs(
      "ls, list, ll, view, info, show, outdated, config get|list|ls, root, prefix, ping, whoami, search, explain, why, fund, doctor, bin, pack --dry-run, owner ls, dist-tag ls, team ls, access ls, docs",
    ),
    { subs: ["audit"], most: 1 },
  ],
  yarn: [
    subs("list, info, why, outdated, config list|get, versions, npm info, workspaces list|info, licenses"),
  ],
  pnpm: [subs("ls, list, why, outdated, root, config get|list, licenses, audit", { without: /^--fix$/ })],
  cargo: [subs("tree, metadata, search, version, locate-project, pkgid, verify-project, info")],
  go: [subs("version, env, list, doc, mod graph|why|verify", { not: ["-w", "-u"] })],
  gem: [subs("list, search, info, environment, env, specification, which, outdated, dependency")],
  bundle: [subs("list, show, info, outdated, check, platform, doctor")],
  composer: [subs("show, info, outdated, validate, diagnose, licenses, why, why-not, search, status")],
  mvn: [subs("dependency:tree, help:*, versions:display-*, validate")],
  java: [flags("-version --version -XshowSettings")],
  jcmd: [
    bare(0),
    subs(
      "* VM.version|VM.flags|VM.uptime|VM.command_line|VM.system_properties|Thread.print|GC.heap_info|GC.class_histogram|help|JFR.check|VM.native_memory",
    ),
  ],
  auditctl: [flags("-l -s -v")],
  "fail2ban-client": [subs("status, ping, version, get")],
  chage: [flags("-l --list")],
  passwd: [flags("-S --status")],
  sudo: [flags("-l -ll -v --list --validate")],
  quota: [{}],
  repquota: [{}],
  exportfs: [bare(0, { not: ["-a", "-r", "-u"] })],
  chronyc: [
    subs(
      "sources, tracking, sourcestats, activity, ntpdata, clients, serverstats, selectdata, authdata, rtcdata, smoothing",
    ),
  ],
  ceph: [
    flags("-s --status", { most: 0 }),
    subs(
      "status, health, df, versions, quorum_status, fsid, osd tree|df|status|stat|pool ls|dump|perf|lspools|find, mon stat|dump, mds stat, pg stat|dump|ls, orch ls|ps|host ls|status, log last, crash ls|info, device ls, fs ls|status, mgr services, progress, osd pool get|stats, auth ls|list, balancer status",
    ),
  ],
  gluster: [subs("volume status|info|list, peer status, pool list, volume heal * info")],
  pcs: [subs("status, config, resource config|status, property show|list, constraint list")],
  crm: [subs("status, configure show, resource status")],
  drbdadm: [subs("status, dstate, cstate, role, dump")],
  istioctl: [subs("proxy-status, ps, pc, proxy-config, analyze, version, validate, x describe")],
  linkerd: [subs("check, viz stat|top|tap|edges, version, diagnostics")],
  argocd: [
    subs(
      "app list|get|diff|history|logs|resources|manifests, cluster list|get, repo list|get, proj list|get, version, account list|can-i",
    ),
  ],
  flux: [subs("get, logs, check, stats, tree, trace, version, events, export")],
  velero: [
    subs(
      "get, describe, backup get|describe|logs, restore get|describe|logs, version, schedule get|describe",
    ),
  ],
  kubeadm: [
    subs("version, token list, certs check-expiration, config images list, config view|print, upgrade plan"),
  ],
  minikube: [subs("status, profile list, ip, logs, version, addons list, service list")],
  kind: [subs("get, version, export logs")],
  k3s: [subs("kubectl get|describe|logs, check-config, crictl ps|images|logs")],
  kubectx: [bare()],
  kubens: [bare()],
  heroku: [
    subs(
      "logs, ps, config, apps, releases, status, pg:info, pg:ps, pg:diagnose, addons, domains, apps:info, config:get, pg:backups, redis:info, run:list",
    ),
  ],
  fly: [subs("status, logs, releases, apps list, info, checks list, machine list|status, volumes list")],
  flyctl: [subs("status, logs, releases, apps list, info, checks list, machine list|status")],
  rclone: [
    subs(
      "ls, lsl, lsd, lsf, lsjson, size, about, check, cat, version, listremotes, md5sum, sha1sum, tree, config show|file",
    ),
  ],
  restic: [subs("snapshots, ls, stats, check, find, diff, cat, list, version, dump")],
  borg: [subs("list, info, diff, check", { not: ["--repair"] })],
  mc: [
    subs("ls, stat, du, cat, head, find, admin info, version info, alias list, diff, ping", {
      not: ["--exec"],
    }),
  ],
  s3cmd: [subs("ls, la, info, du")],
  duplicity: [subs("collection-status, list-current-files, verify")],
  pgbackrest: [subs("info, check, version")],
  barman: [subs("list-*, show-*, check, status, diagnose")],
  flyway: [subs("info, validate", { only: /^(info|validate)$/ })],
  liquibase: [subs("status, history, validate, diff, updateSQL|update-sql")],
  alembic: [subs("current, history, heads, show, branches, check")],
  unzip: [flags("-l -t -v -Z")],
  tar: [
    flags("-t --list", {
      not: [
        "-x",
        "-c",
        "-r",
        "-u",
        "--extract",
        "--create",
        "--delete",
        "--to-command",
        "--checkpoint-action",
      ],
    }),
  ],
  gzip: [flags("-l -t --list --test")],
  "7z": [subs("l, t, i")],
  logrotate: [flags("-d --debug")],
  lvmdiskscan: [{}],
  make: [flags("-n --dry-run --just-print --recon -q -p", { not: ["-f"] })],
  command: [flags("-v -V")],
  env: [bare()],
  uname: [{}],
  xargs: [bare()],
  exec: [bare()],
  stty: [bare(0), flags("-a")],
  ldconfig: [flags("-p")],
  alternatives: [flags("--display --list")],
  "update-alternatives": [flags("--display --list --query --get-selections")],
  "systemd-resolve": [flags("--status --statistics")],
  lpstat: [{}],
  lpq: [{}],
  lynx: [flags("-dump")],
  grpcurl: [subs("* list|describe")],
  grpc_health_probe: [{}],
};
