import { bare, flags, not, type ReadRule, subs, without } from "./reading-rule.ts";

/** The host's own tools: files, network, disks, systemd. */
export const hostReads: Readonly<Record<string, readonly ReadRule[]>> = {
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
};
