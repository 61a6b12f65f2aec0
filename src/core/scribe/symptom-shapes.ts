/** What the lines of logs look like that tell of trouble, as data. */
export const grave =
  /\b(fatal|panic|emerg|alert|crit(?:ical)?|segfault|oom|out of memory|no space left|corrupt\w*|lockup|hung task|split.brain)\b|\bBUG:/i;
export const error =
  /\b(err(?:or)?|exception|fail(?:ed|ure|s|ing)?|cannot|can't|could not|unable|refused|denied|timed? ?out|timeout|unreachable|unhealthy|no healthy|invalid|unexpected|expired|not found|no such|too many|deadlock|still waiting|blocked|exceeded|reset by peer|broken|stale|down|exhausted|back-?off|crash\w*|killed|oom\w*|full|rejected|aborted|lost|lag\w*|duplicate|conflict|undefined|unavailable|read-only|already exists|50[0234]|traceback|missing|backlog|throttl\w*|overload\w*|unresponsive|offline|stuck|pressure|hogging|degraded|fault\w*|dropp(?:ed|ing)|flap\w*|inactive|suspended|not indexed|unauthori[sz]ed|mismatch|insufficient|not enough|no valid|lack of|deadline|limiting|flood\w*|slow|leak\w*|spike|not[- ]?(?:ready|healthy|writable|responding)|notready|warn\w* .*took|skew)\b|\w+(?:Error|Exception)\b|E!/i;
export const mild = /\b(warn(?:ing)?|deprecated|retrying)\b/i;

/** Services of every host that complain for years of nothing; `*` stands for any ending. */
const housekeepers =
  "dbus dbus-* systemd-logind systemd-resolved systemd-timesyncd systemd-udevd snapd snap* fwupd* irqbalance packagekit* polkit* modemmanager avahi-daemon cups* udisksd upowerd accounts-daemon rtkit-daemon thermald colord gnome-* gdm* pulseaudio pipewire wireplumber bluetoothd wpa_supplicant networkmanager node_exporter telegraf collectd osqueryd filebeat metricbeat auditbeat vector fluent-bit fluentbit fluentd td-agent promtail puppet* chef-client salt-minion chronyd ntpd cron crond anacron atd man-db multipathd smartd mdmonitor sshd sudo su postfix/smtp logrotate rsyslogd auditd kauditd zabbix_agentd* nrpe snmpd amazon-ssm-agent google_* waagent walinuxagent cloud-init unattended-upgrade* apt-* motd-news ubuntu-advantage landscape* named-cache lldpd acpid rngd rpcbind systemd-coredump tuned firewalld abrt* sssd* nscd oddjobd dnf dnf-* yum-cron fail2ban* clamd freshclam crowdsec falco wazuh* datadog-agent newrelic-infra dd-agent nessusd qualys* tailscaled teleport";

const exactly = new Set(housekeepers.split(" ").filter((name) => !name.endsWith("*")));
const beginnings = housekeepers.split(" ").flatMap((name) => (name.endsWith("*") ? [name.slice(0, -1)] : []));

/** Does the line come from such a service, or is it idle talk of the kernel or the init system? */
export function isHousekeeping(source: string, text: string): boolean {
  const name = source.toLowerCase();
  return (
    exactly.has(name) || beginnings.some((beginning) => name.startsWith(beginning)) || idleTalk.test(text)
  );
}

const idleTalk =
  /UFW (AUDIT|BLOCK|ALLOW)|perf: interrupt took too long|usb \d[\d.-]*:|audit: (backlog|type=)|link is not ready|IPv6: ADDRCONF|promiscuous|clocksource|martian source|Deactivated successfully|Started |Finished |Reached target|Accepted publickey|session (opened|closed)|Connection closed by authenticating user|Removed session|New session|collector failed.*mdstat/;
