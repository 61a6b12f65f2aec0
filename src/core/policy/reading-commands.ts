import { hostReads } from "./reading-host.ts";
import { platformReads } from "./reading-platforms.ts";
import type { ReadRule } from "./reading-rule.ts";
import { serviceReads } from "./reading-services.ts";
import { toolReads } from "./reading-tools.ts";

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

/** Commands that only read in one of these forms; anything else they do is judged by the rules, else unknown. */
export const sometimesReads: Readonly<Record<string, readonly ReadRule[]>> = merged([
  hostReads,
  platformReads,
  serviceReads,
  toolReads,
]);

/** A command that stands in several tables reads in any of their forms. */
function merged(
  tables: readonly Readonly<Record<string, readonly ReadRule[]>>[],
): Readonly<Record<string, readonly ReadRule[]>> {
  const all: Record<string, readonly ReadRule[]> = {};
  for (const table of tables) {
    for (const [name, rules] of Object.entries(table)) all[name] = [...(all[name] ?? []), ...rules];
  }
  return all;
}
