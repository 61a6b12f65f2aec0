import type { VolatileValue } from "./volatile-rules.ts";

const pattern = "^[0-9./:]+$";
const quad = /(?<![\w.-])((?:\d{1,3}\.){3}\d{1,3})(\/\d{1,2})?(:\d{1,5})?(?![\w.-]|\/\w)/g;

/** This host and networks of no host. */
const nowhere = /^(0|127|169\.254|2(2[4-9]|[345]\d))\./;
const resolvers = /^(1\.[01]\.[01]\.1|8\.8\.[48]\.[48]|9\.9\.9\.9)$/;
/** Where a cloud's own health checks and proxies come from (Google Cloud, "Firewall rules for load balancing"). */
const cloudProbes = /^(130\.211\.0\.0\/22|35\.191\.0\.0\/16|209\.85\.(152|204)\.0\/22|35\.235\.240\.0\/20)$/;
/** In a router's words: the one peer that is set up anew or cleared. */
const neighbour = /\b(?:neighbor|clear(?: ip)? bgp)\s+((?:\d{1,3}\.){3}\d{1,3})(?![\d.])/g;
const ownNetwork = /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Tools that let peers in, keep them out or cut them off: every address in them is somebody else's. */
const peerTools =
  /^(iptables|ip6tables|ufw|firewall-cmd|nft|fail2ban-client|ipset|arp|conntrack|cscli|csf|tcpkill|mysqladmin|pfctl|ss)$/;
/** Tools that write the system's own settings, or use what is set up. */
const settingTools =
  /^(ip|ifconfig|route|nmcli|resolvectl|netplan|networkctl|hostnamectl|lpadmin|sysctl|mount|exportfs|iscsiadm|chronyc|ntpdate|echo|printf|tee|cat|sed|awk|perl|ansible|ansible-playbook|ssh|scp|rsync|curl|wget|ping|dig|host|nslookup|nc|telnet)$/;

/**
 * Addresses of peers in what a tool is given. One's own network stands for the system where the tool writes a setting,
 * or where a whole network is named.
 */
export function addressesIn(tool: string, words: readonly string[], stdin: string): VolatileValue[] {
  const [, first = ""] = words;
  if (tool === "ip" && /^a(ddr(ess)?)?$/.test(first)) return [];
  const text = `${words.slice(1).join(" ")} ${stdin.slice(0, 20_000)}`;
  if (/^(vtysh|birdc|gobgp)$/.test(tool)) return neighboursIn(text);
  const isPeers = peerTools.test(tool) || (tool === "ip" && /^n(ei(gh(bou?r)?)?)?$/.test(first));
  const four = [...text.matchAll(quad)].flatMap(([all = "", host = "", net = "", port = ""]) => {
    if (nowhere.test(host) || resolvers.test(host) || cloudProbes.test(host + net)) return [];
    if (!ownNetwork.test(host)) return [{ value: all, name: port === "" ? "address" : "endpoint", pattern }];
    const isNetwork = net !== "" && (!isPeers || Number(net.slice(1)) <= 24);
    return isNetwork || (!isPeers && settingTools.test(tool))
      ? []
      : [{ value: host, name: "address", pattern }];
  });
  const six = [...text.matchAll(globalSix)].flatMap(([all]) =>
    knownSix.test(all) ? [] : [{ value: all, name: "address", pattern: "^[0-9A-Fa-f:/]+$" }],
  );
  return [...four, ...six];
}

/** Neighbours beyond one's own network. */
const neighboursIn = (text: string): VolatileValue[] =>
  [...text.matchAll(neighbour)].flatMap(([, value = ""]) =>
    nowhere.test(value) || ownNetwork.test(value) ? [] : [{ value, name: "address", pattern }],
  );

const knownSix = /^(2001:4860:4860|2606:4700:4700|2620:fe):/;
/** 2000::/3. */
const globalSix = /(?<![\w:.])2[0-9a-f]{3}:(?:[0-9a-f]{0,4}:){2,6}[0-9a-f]{0,4}(?:\/\d{1,3})?(?![\w:])/gi;
