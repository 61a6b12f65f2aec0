/** Network links, routes, tunnels, switches, packet filters, what shows the traffic. Rows from the tools' manuals. Grammar: `table.ts`. */
export const linkTools = `
nmcli takes=-f,--fields,-m,--mode,-w,--wait,-g,--get-values,-e,-c
  c*.up d*.connect d*.up n*.on networking.on radio.*.on : resume network:*
  c*.down d*.disconnect d*.down networking.off n*.off radio.*.off : pause network:*
  c*.mod* d*.mod* : set network-setting:1-2
  c*.add c*.clone d*.wifi.connect c*.import : add network-connection:all
  c*.del* d*.del* : remove network-connection:*
  c*.reload c*.load g*.reload d*.reapply d*.wifi.rescan : kick network:*
  d*.set : set device-setting:1-2
  g*.hostname.* : set host-name:0
  c*.edit : edit network-connection:*
  monitor c*.monitor d*.monitor : follow
  * : probe
nmtui,nmtui-edit,nmtui-connect
  * : interactive
netplan
  get status info ip generate : probe
  apply try rebind : kick network:0
  set : set netplan:1
  migrate : run netplan:0
  * : probe
ethtool takes=
  +-s +--change : set nic-link:1
  +-K +-G +-L +-C +-A +-X +-N +-U +-E +--set-priv-flags +--features-set +--set-ring +--offload +--set-channels +--coalesce-set +--pause-set +--set-eee +--set-fec +--config-nfc +--config-ntuple : set nic:1-2
  +-r +-p +--reset +-f : kick nic:1
  +-t : probe nic:1
  * : probe nic:1
tc takes=-b
  qdisc.add : add qdisc:2-3
  qdisc.del qdisc.delete : remove qdisc:2-3
  qdisc.replace qdisc.change : set qdisc:2-3
  *.add : add traffic:all
  *.del *.delete : remove traffic:all
  *.replace *.change : set traffic:all
  +-b +-batch : run traffic:0
  * : look
bridge takes=
  *.add *.append : add bridge:all
  *.del *.delete : remove bridge:all
  *.set *.replace : set bridge:all
  monitor : follow
  * : look
brctl
  show showmacs showstp : look
  addbr addif : add bridge:*
  delbr delif : remove bridge:*
  stp set* : set bridge:1
  * : run bridge:all
ifconfig
  *.up : resume interface:1
  *.down : pause interface:1
  *.*+-a : look
  *.mtu.* *.netmask.* *.txqueuelen.* *.hw.* *.inet.* *.promisc : set interface:1
  *.* : set interface-address:1
  * : look
ifreload,ifup-ctl
  * : kick network:0
ifquery,ifstat,ifplugstatus,lldpctl,cdpr,mii-diag,nstat,ipcalc,sipcalc,netdiscover,vnstat,tshark,dumpcap,termshark,ngrep,tcpflow,tcptrack,ssldump,sngrep,iptstate,arp-scan,rdisc6,ndisc6,tcptraceroute,paris-traceroute,trace,oping,sockstat,vlanctl,lnstat,rtacct,routel,darkstat,iftop-t,nfdump,pcapinfo,capinfos,nicstat,ipaddr,tcpstat,ntop,dnstop,httping,hping,nping,masscan,zmap,bmon-o,netperf,iperf,qperf,ib_write_bw,ib_send_lat,uperf,sockperf,pktgen,mausezahn,bing,pathchar,speedtest,speedtest-cli,curlie,fast,dublin-traceroute,tcping,psping,nuttcp
  * : probe
ifenslave
  +-d : remove bond:*
  +-c : set bond:1
  * : add bond:*
mii-tool
  +-F +-A : set nic:last
  +-r +-R : kick nic:last
  * : probe
route
  add : add route:all
  del delete : remove route:all
  change : set route:1-2
  flush : kick route:0
  get show print : look
  * : look
arp,arping,ndp
  +-d : remove neighbour:1
  +-s : add neighbour:1
  * : probe
ss
  +-K +--kill : kill socket:all
  * : probe listening:0
firewall-cmd,firewall-offline-cmd takes=--zone,--policy,--timeout,--ipset,--direct
  +--panic-on : tighten firewall-panic:0
  +--panic-off : loosen firewall-panic:0
  +--reload +--complete-reload +--runtime-to-permanent +--reset-to-defaults : kick firewall:0
  +--check-config : conftest
  +--add-port : add firewall-rule:--zone,--add-port
  +--add-service : add firewall-rule:--zone,--add-service
  +--add-source : add firewall-rule:--zone,--add-source
  +--add-rich-rule : add firewall-rule:--zone,--add-rich-rule
  +--add-interface : add firewall-rule:--zone,--add-interface
  +--add-masquerade : add firewall-masquerade:--zone
  +--add-forward-port : add firewall-rule:--zone,--add-forward-port
  +--add-icmp-block : add firewall-rule:--zone,--add-icmp-block
  +--remove-port : remove firewall-rule:--zone,--remove-port
  +--remove-service : remove firewall-rule:--zone,--remove-service
  +--remove-source : remove firewall-rule:--zone,--remove-source
  +--remove-rich-rule : remove firewall-rule:--zone,--remove-rich-rule
  +--remove-interface : remove firewall-rule:--zone,--remove-interface
  +--remove-masquerade : remove firewall-masquerade:--zone
  +--remove-forward-port : remove firewall-rule:--zone,--remove-forward-port
  +--remove-icmp-block : remove firewall-rule:--zone,--remove-icmp-block
  +--set-default-zone +--set-target +--set-log-denied +--change-interface +--change-zone +--set-description : set firewall-zone:--zone
  +--new-zone +--new-service +--new-ipset +--add-entry +--add-entries-from-file : add firewall-zone:--zone,--ipset,--new-zone,--add-entry
  +--delete-zone +--delete-service +--delete-ipset +--remove-entry : remove firewall-zone:--zone,--ipset,--delete-zone,--remove-entry
  * : look
nft takes=-f,-I,-D
  +-c +--check : conftest
  list monitor describe export : look
  flush reset : run firewall:all
  delete destroy add insert create replace rename : nftrule
  +-f +--file : set firewall-rules:-f
  * : set firewall-rules:0
pfctl,ipfw,ipf takes=-f,-a,-t,-T,-k,-s
  +-n : conftest
  +-s +-v list show : look
  +-e enable : tighten firewall:0
  +-d disable : loosen firewall:0
  +-k : kill firewall-states:-k
  +-t : set firewall-table:-t
  +-f : set firewall-rules:0
  +-F flush : run firewall:all
  add : add rule:all
  delete : remove rule:all
  * : run firewall:all
shorewall,ferm,fwbuilder,firehol,vuurmuur
  check status show try version dump logwatch : probe
  restart reload refresh : kick firewall:0
  start : tighten firewall-on:0
  stop clear : loosen firewall-on:0
  allow drop reject : set ban:*
  * : run firewall:all
ipvsadm takes=-t,-u,-f,-r,-w,-s,-p,--set
  +-L +-l +-Ln +-ln +--list +-S +--save : probe
  +-A +--add-service : add virtual-service:-t,-u,-f
  +-a +--add-server : add virtual-server:-t,-u,-f,-r
  +-D +--delete-service : remove virtual-service:-t,-u,-f
  +-d +--delete-server : remove virtual-server:-t,-u,-f,-r
  +-E +-e +--edit-server +--edit-service : set virtual-server:-t,-u,-f,-r
  +-Z +--zero : kick virtual-server:0
  +--set : set virtual-timeouts:0
  * : run virtual-server:0
wg takes=
  set.*.peer.*.remove : remove wg-peer:1-3
  set : set wg:1-3
  setconf syncconf addconf : run wg-config:1
  genkey genpsk pubkey : look
  * : probe
tailscale,headscale,netbird,nebula-cert,zerotier-cli,twingate,warp-cli takes=-n,-i,-u
  up connect join start enable : resume tunnel:all
  down disconnect leave stop disable : pause tunnel:all
  set : set tunnel:all
  nodes.delete : remove tunnel-node:all
  nodes.expire logout : kick tunnel-node:all
  login register : local
  * : probe
openvpn,openvpn3,openconnect,vpnc,pppd,sshuttle,autossh,stunnel,hans,gost,frpc,ngrok,chisel,bore takes=--config,-c,--writepid
  +--version +--help +--show-ciphers +-version sessions-list verify status : look
  session-manage+--restart reload : kick tunnel:all
  session-manage+--disconnect : pause tunnel:all
  * : resume tunnel:all
swanctl,ipsec,strongswan takes=-c,--ike,--child,-i,--file
  up route start add +-i +--initiate +--install +-p : resume ipsec:--ike,--child,*
  down unroute stop delete +-t +--terminate +--uninstall : pause ipsec:--ike,--child,*
  reload update rereadall rereadsecrets rereadcacerts rereadcrls rereadaacerts restart purgecrls purgeocsp purgeike auto.+--rereadall +-q +--load-all +--load-conns +--load-creds +--load-pools +--reload-settings +--rekey +--flush-certs : kick ipsec:0
  auto+--up : resume ipsec:last
  auto+--down : pause ipsec:last
  auto+--add auto+--replace : run ipsec:last
  * : probe
ovs-vsctl takes=--db,-t
  show list* get find br-exists port-to-br iface-to-br get-controller get-manager get-fail-mode wait-until : probe
  add-port add-br add-bond add : add switch-port:*
  del-port del-br remove clear : remove switch-port:*
  set set-controller set-manager set-fail-mode set-ssl : set switch:1-3
  del-controller del-manager : remove switch-controller:*
  emer-reset : kick switch:0
  * : look
ovs-ofctl,ovs-dpctl,dpctl takes=-O,-m
  dump* show* snoop query* monitor ofp-parse : probe
  add-flow add-flows add-group add-if add-dp : add flow:1
  del-flows del-group del-if del-dp del-flow : remove flow:1
  mod-flows replace-flows mod-group mod-port set-frags : set flow:1
  diff-flows : look
  * : run flow:all
ovs-appctl,ovn-appctl,ovs-ctl,ovn-ctl takes=-t,-T
  *restart *reopen *flush *reload *reconnect *compact : kick switch:all
  fdb/flush : kick switch:all
  exit stop : pause switch:all
  start* : resume switch:all
  vlog/set : set switch-log:0
  *lacp/set* bond/* : set switch-bond:1-2
  * : probe
ovn-nbctl,ovn-sbctl takes=--db
  show list* get* find *-list ls-list lr-list dump* lflow-list : probe
  *-add create add : add overlay:all
  *-del destroy remove clear : remove overlay:all
  *-set-* set : set overlay:1-3
  * : run overlay:all
iw
  dev.*.connect : resume network:1
  dev.*.disconnect : pause network:1
  dev.*.set.* phy.*.set.* reg.set : set wireless:all
  dev.*.del : remove wireless:1
  event : follow
  * : probe
iwconfig,iwlist
  *.*.* : set wireless:1-2
  * : probe
wpa_cli takes=-i
  status list_networks scan_results ping level signal_poll : probe
  reconfigure reassociate scan reconnect reattach : kick wireless:0
  enable_network select_network : resume wireless:1
  disable_network disconnect : pause wireless:1
  * : run wireless:all
birdc,birdc6,birdcl,bird-cli takes=-s,-r
  show dump : probe
  configure.check : conftest
  configure restart reload refresh : kick routing:*
  enable : resume routing:*
  disable : pause routing:*
  down graceful : pause routing:0
  debug echo eval mrtdump restrict : set routing-debug:*
  * : probe
gobgp takes=-u,-p,-a
  neighbor.*.softreset* neighbor.*.reset : kick bgp:1
  neighbor.*.disable neighbor.*.shutdown : pause bgp:1
  neighbor.*.enable : resume bgp:1
  neighbor.add global.rib.add vrf.add policy.add : add bgp:all
  neighbor.del global.rib.del vrf.del policy.del : remove bgp:all
  * : probe
exabgpcli,frr-reload.py,vtysh-write,frrinit.sh,watchfrr.sh,bgpctl,ospfctl,ospf6ctl
  show version status +--test : probe
  neighbor.*.up : resume bgp:1
  neighbor.*.down : pause bgp:1
  neighbor.*.clear neighbor.*.refresh reload +--reload restart fib.* : kick routing:all
  start : resume routing:0
  stop : pause routing:0
  announce : add route:all
  withdraw : remove route:all
  * : run routing:all
keepalived,vrrpd,ucarp,conntrackd,radvd,dhcpd,kea-dhcp4,kea-dhcp6,kea-ctrl-agent,named,unbound,nsd,pdns_server,pdns_recursor,coredns,dnsdist,openntpd,haproxy-check,lldpd,snmpd,snmptrapd,radiusd,freeradius,slapd,smbd,nmbd,winbindd,nfsd,rpc.nfsd,rpc.mountd,cupsd,vsftpd,proftpd,pure-ftpd,dovecot-server,rsyslogd,auditd,crond,atd,xinetd,inetd,postgres,postmaster,mysqld,mariadbd,etcd,kubelet,containerd,dockerd,crio,traefik,envoy,lighttpd,h2o,php-fpm,puma,unicorn_rails,thin,squid3,varnishncsa,collectd,prometheus,alertmanager,node_exporter,mosquitto,kamailio,opensips,rtpengine,coturn,turnserver,slurmctld,slurmd,slurmdbd,suricata,snort,clamd,bird,bird6,hostapd,wpa_supplicant,dbus-daemon,beanstalkd,gearmand,statsd,gmond,gmetad,riemann,victoria-metrics,loki,tempo,jaeger,otelcol,statsite,carbon-cache.py,searchd,manticore,meilisearch,typesense-server,qdrant,sphinxd,rpcbind,gssproxy,sssd,nslcd,nscd-daemon,polkitd,multipathd-daemon,iscsid,pmcd takes=-c,-f,-p,--config,-conf,--config.file,--configfile,-config,-D,-S,--signal,-y,-s,-R
  +-t +-T +-tt +-ttt +-TT +-C +--test +--config-test +--test-config +--configtest +--check-config +--check +-testconfig +--validate +-N1 +--configtest-only +--dry-run : conftest
  +--version +-v +-V +--help +-h +-version +-help : look
  +-R +--signal +--reload : kick service:0
  inspect validate healthcheck version : probe
  * : resume service:0
ntpd,chronyd takes=-f,-c,-p,-u,-i
  +-q +-gq +-Q : kick clock:0
  * : resume service:0
dhclient,dhcpcd,udhcpc,pump takes=-i,-pf,-lf,-cf
  +--version +-V +-T +-U : look
  * : kick lease:*
`;
