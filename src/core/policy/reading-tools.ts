import { bare, flags, not, type ReadRule, subs, without } from "./reading-rule.ts";

/** Asked for its version; `-v` means "verbose" to the others, which then run what comes in. */
const version = flags("--version -version", { most: 0 });
const shortVersion = flags("-v --version", { most: 0, not: ["-e", "-E", "-c", "-r", "-i", "-p", "-f"] });
const listShow: ReadRule = {
  only: /^[\w-]+$/,
  without:
    /^(create|delete|set|unset|add|remove|reboot|stop|start|migrate|resize|rebuild|restore|save|import|update|lock|unlock|suspend|resume|rescue|shelve|evacuate|purge|login|ssh|exec|run)$/,
};
const djangoReads =
  /^(showmigrations|check|diffsettings|inspectdb|sqlmigrate|version|help|findstatic|show_urls)$/;

/** Languages, frameworks, mail, name servers, measuring. */
export const toolReads: Readonly<Record<string, readonly ReadRule[]>> = {
  ...Object.fromEntries(
    "deno bun java javac python python2 python3 bash sh zsh fish lua Rscript tclsh gdb cargo rustc mvn gradle dotnet gcc npm yarn pnpm pip pip3 gem bundle composer poetry conda docker podman git screen tmux vim nvim emacs nano awk gawk sed expect pwsh"
      .split(" ")
      .map((name) => [name, [version]]),
  ),
  ...Object.fromEntries("node nodejs perl ruby make".split(" ").map((name) => [name, [shortVersion]])),
  php: [
    flags("-v -m -i --version --modules --info --ini", {
      most: 0,
      not: ["-r", "-f", "-B", "-R", "-F", "-S", "-a"],
    }),
  ],
  "php-fpm": [flags("-t -v -m")],
  rails: [subs("db:migrate:status, routes, about, stats, notes, db:version, version, middleware")],
  rake: [subs("db:migrate:status, routes, about, stats, notes, db:version"), flags("-T --tasks -P -n")],
  artisan: [subs("migrate:status, route:list, about, list, schedule:list, queue:failed, config:show")],
  "manage.py": [{ subs: ["*"], only: djangoReads }],
  "django-admin": [{ subs: ["*"], only: djangoReads }],
  cdk: [subs("diff, list, ls, synth, doctor, docs, metadata")],
  sam: [subs("validate, logs, list, version")],
  serverless: [subs("info, logs, print")],
  sls: [subs("info, logs, print")],
  eb: [subs("status, health, events, list, logs, printenv")],
  openstack: [{ ...listShow, subs: ["* list|show", "* * list|show", "* * * list|show", "catalog list"] }],
  nova: [subs("list, show, flavor-list, image-list")],
  nodetool: [
    subs(
      "status, info, ring, tpstats, compactionstats, describecluster, netstats, tablestats, cfstats, gossipinfo, getendpoints, version, proxyhistograms, tablehistograms, gcstats, failuredetector, statusbinary, statusgossip, statushandoff, statusbackup, toppartitions, viewbuildstatus, listsnapshots, describering, getcompactionthroughput, getstreamthroughput",
    ),
  ],
  mongostat: [{}],
  mongotop: [{}],
  "memcached-tool": [{ most: 1 }, subs("* stats|settings|sizes|display")],
  "pt-query-digest": [not("--review --history --execute")],
  mysqltuner: [{}],
  mytop: [{}],
  pg_top: [{}],
  pg_activity: [{}],
  pgbadger: [{}],
  varnishstat: [{}],
  varnishlog: [not("-w -D")],
  varnishtop: [{}],
  varnishadm: [subs("status, backend.list, vcl.list, param.show, ban.list, panic.show, ping, banner")],
  postconf: [not("-e -M -F -X -#")],
  postfix: [subs("status, check")],
  postqueue: [flags("-p -j", { not: ["-f", "-i", "-s"] })],
  exim: [flags("-bp -bpc -bt -bV")],
  exim4: [flags("-bp -bpc -bt -bV")],
  doveadm: [subs("who, log find, user, stats dump, mailbox list|status, replicator status")],
  doveconf: [{}],
  rndc: [subs("status, stats, recursing, zonestatus")],
  "named-checkzone": [not("-o -D")],
  "unbound-control": [subs("status, stats, stats_noreset, list_*, lookup, get_option")],
  "unbound-checkconf": [{}],
  pdns_control: [subs("rping, show, list, version, uptime")],
  squid: [flags("-k", { only: /^(parse|check)$/ })],
  squidclient: [subs("mgr:*")],
  sar: [not("-o")],
  sadf: [{}],
  pmap: [{}],
  smem: [{}],
  dstat: [not("--output")],
  glances: [not("-w -s --webserver --server --export")],
  nmon: [not("-f -F")],
  vnstat: [not("--add --remove --delete --create --update --rebuildtotal")],
  bpftrace: [flags("-l")],
  ncdu: [flags("-o")],
  locate: [{}],
  plocate: [{}],
  mlocate: [{}],
  xmllint: [not("--output -o --dropdtd")],
  fuser: [not("-k -K -i --kill")],
  ssh: [flags("-V", { most: 0 }), flags("-G -Q")],
  "zkCli.sh": [subs("ls|get|stat|getAcl|ls2")],
  perf: [subs("top, list, report, script, annotate, version")],
  ethtool: [
    bare(1, { not: ["-s", "-K", "-G", "-A", "-C", "-E", "-f", "-r", "-t", "-p", "-L", "-X", "-N", "-U"] }),
    flags("-i -k -S -g -a -c -l -n -x -T -m --show-features --show-ring --statistics --driver", {
      not: ["-s", "-K", "-G", "-A", "-C", "-E"],
    }),
  ],
  iw: [subs("dev, list, reg get"), without(/^(set|del|add|connect|disconnect|join|leave)$/)],
  udevadm: [subs("info, monitor, settle, verify")],
  busctl: [bare(), subs("list, tree, status, introspect, monitor, get-property")],
  "systemd-delta": [{}],
  needrestart: [flags("-b -l", { not: ["-r"] })],
  "apt-mark": [subs("showhold, showmanual, showauto")],
  debsums: [not("-g --generate")],
  "apt-file": [subs("search, list, show, find")],
  istioctl: [subs("proxy-status, ps, proxy-config, pc, analyze, version, describe, x describe, bug-report")],
  linkerd: [subs("check, version, stat, top, tap, edges, diagnostics, viz stat|top|tap|check")],
  cilium: [subs("status, version, endpoint list, service list, policy get, monitor, connectivity status")],
  calicoctl: [subs("get, version, node status, ipam show|check")],
  talosctl: [
    subs(
      "get, health, version, services, logs, dmesg, etcd members|status, containers, stats, memory, mounts, ls, list, read, config info|contexts, dashboard",
    ),
  ],
  salt: [
    subs(
      "* test.ping|test.version|grains.items|grains.get|grains.item|status.*|service.status|disk.usage|network.*|pkg.version|pkg.list_pkgs",
    ),
  ],
  "salt-run": [subs("manage.status|manage.up|manage.down|jobs.active|jobs.list_jobs")],
  knife: [subs("node|client|role|environment|cookbook list|show, status, search")],
  puppet: [subs("facts, config print, resource, module list, parser validate", { most: 3 })],
  facter: [{}],
  ohai: [{}],
  ipmitool: [
    subs(
      "sensor, sdr, sel list|info|elist, fru, chassis status, power status, mc info, lan print, user list, sensor list, chassis power status",
    ),
  ],
  megacli: [flags("-AdpAllInfo -LDInfo -PDList -AdpBbuCmd -ShowSummary")],
  storcli: [subs("show, * show")],
  ssacli: [without(/^(create|delete|modify|add|remove)$/)],
  mtail: [flags("-version")],
  k6: [subs("version, inspect")],
  trivy: [subs("image, fs, config, repo, version")],
  cosign: [subs("verify, tree, triangulate, version")],
  nmap: [not("--script -oN -oX -oG -oA --script-args -sU")],
  arping: [not("-s -U -A")],
  fping: [{}],
  hping3: [flags("-c", { not: ["--flood", "-i", "--faster", "--fast"] })],
  speedtest: [{}],
  iperf3: [flags("-c")],
};
