import { bare, flags, not, type ReadRule, subs } from "./reading-rule.ts";

/** Servers, packages, languages, backups. */
export const serviceReads: Readonly<Record<string, readonly ReadRule[]>> = {
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
