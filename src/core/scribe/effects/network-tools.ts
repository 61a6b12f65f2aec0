/** Networks, firewalls, web servers and load balancers, certificates. Grammar: `table.ts`. */
export const networkTools = `
curl,http,https,xh takes=-X,--request,-d,--data,--data-raw,--data-binary,--data-urlencode,--json,-H,--header,-u,--user,-o,--output,-w,--write-out,-m,--max-time,-F,--form,-T,--upload-file,-A,-e,-b,-c,-x,--proxy,--connect-timeout,--retry,--retry-delay,--resolve,--cacert,--cert,--key,-K,--unix-socket,--interface,-E,-r,-z,-y,-Y
  * : http
wget takes=-O,-o,-T,-t,--timeout,--tries,--header,--post-data,-P
  +--post-data +--method : http
  +-q +--spider +-qO- +-O- +-S : probe url:*
  * : look url:*
grpcurl takes=-d,-H,-proto,-import-path,-protoset,-authority,-max-time,-cacert,-cert,-key
  *.list *.describe : probe
  * : rpc
ping,ping6,fping,traceroute,tracepath,mtr,nmap,telnet,nc,ncat,netcat,hping3,dig,host,nslookup,unbound-host,kdig,dog,drill,delv,whois,arping,iperf3,sslscan,testssl,ab,hey,wrk,siege,grpc_health_probe,websocat,socat
  * : probe
openssl takes=-in,-out,-inkey,-key,-keyout,-signkey,-CA,-CAkey,-CAserial,-CAfile,-CApath,-certfile,-cert,-keyfile,-days,-subj,-addext,-extfile,-extensions,-config,-newkey,-name,-passin,-passout,-set_serial,-startdate,-enddate,-connect,-servername,-verify_hostname,-inform,-outform
  x509+-out req+-out ca+-out rsa+-out pkey+-out ec+-out pkcs12+-out crl+-out genrsa+-out genpkey+-out ecparam+-out dhparam+-out rand+-out enc+-out dgst+-out cms+-out smime+-out : set file:-out
  s_client verify x509 req ocsp rsa pkey dgst version ciphers crl pkcs12 : probe
  * : run
ip,ifconfig takes=
  *.show *.list *.ls *.get addr a address link l r route rule neigh n +-s +-br : ipread
  * : ipset
wg
  set : set wg:1-3
  setconf syncconf addconf : run wg-config:1
  * : probe
ethtool
  +-s +-K +-G +-L +-C +-A +-r +-E +-p +-N +-X +--set-priv-flags : set nic:1
  * : probe
wg-quick
  up : resume interface:1
  down : pause interface:1
  * : run wg-config:2
pdnsutil
  list-* show-* check-* check-all-zones test-* export-* bench-* b2b-migrate-check : probe
  replace-rrset : set dns-record:1-3
  add-record add-rrset : add dns-record:1-3
  delete-rrset delete-zone : remove dns-record:all
  increase-serial rectify-zone rectify-all-zones secure-zone hash-zone-record : run dns-zone:all
  * : run dns:all
pdns_control,rec_control
  notify notify-host retrieve purge reload rediscover wipe-cache reload-zones reload-lua-script cycle : kick dns:all
  set set-* : set pdns:all
  * : probe
nmcli takes=-f,--fields,-g,-t,-m
  con.mod con.modify connection.mod connection.modify c.mod c.modify device.modify dev.mod : nmset nm:all
  connection.up con.up device.connect dev.connect c.up networking.on radio.*.on : resume network:*
  connection.down con.down device.disconnect dev.disconnect c.down networking.off radio.*.off : pause network:*
  con.reload connection.reload general.reload device.reapply dev.reapply : kick network:0
  con.add connection.add : add network:all
  con.del con.delete connection.delete : remove network:all
  con.show connection.show con device.status dev.status device.show dev.show general.status general device dev radio show : probe
  * : run network:all
route,brctl,bridge,ovs-vsctl,tc,iw,iwconfig,birdc,netplan
  show get list status +-n : look
  add up : run network:*
  connection.up device.connect : resume network:*
  connection.down device.disconnect down : pause network:*
  connection.reload general.reload apply try : kick network:0
  -s +-s +-S +-i +-k : look
  * : run network:*
ifup
  * : resume interface:*
ifdown
  * : pause interface:*
nsupdate takes=-k,-y,-t,-p,-r,-u
  * : set dns-update:*
dhclient,dhcpcd,netplan-apply,rndc,unbound-control,nscd
  status stats* dump* list_* list-* check-* check* show-* lookup get_option zonestatus +--statistics : probe
  freeze : pause dns-zone:*
  thaw : resume dns-zone:*
  reload reconfig flush* +-i +-K : kick dns:*
  * : kick network:*
iptables,ip6tables,ebtables,arptables takes=-t,--table
  +-L +-S +--list +--list-rules +-C +-nL +-nvL +-vnL +-Ln : look
  * : firewall
iptables-restore,ip6tables-restore,netfilter-persistent,iptables-apply
  * : set firewall-rules:0
iptables-save,ip6tables-save
  * : look
nft takes=-f,-I,-D
  list monitor +-c +--check : look
  flush : run firewall:*
  delete add insert create replace : nftrule
  * : set firewall-rules:0
firewall-cmd
  +--add-port +--remove-port +--add-service +--remove-service +--add-rich-rule +--remove-rich-rule +--add-source +--remove-source +--add-interface +--remove-interface +--add-masquerade +--remove-masquerade +--add-forward-port +--remove-forward-port +--add-protocol +--remove-protocol +--add-icmp-block +--remove-icmp-block +--add-lockdown-whitelist-user : fwrule
  +--panic-off : loosen ufw:0
  +--panic-on : tighten ufw:0
  +--reload +--complete-reload +--runtime-to-permanent : kick firewall:0
  +--set-default-zone +--change-interface +--set-target +--set-log-denied : set firewall-zone:0
  * : look
ufw takes=
  status show version app.list +--list-all +--state +--get-active-zones +--list-ports +--list-services +--query-port : look
  disable +--panic-off : loosen ufw:0
  enable : tighten ufw:0
  reload +--reload +--complete-reload +--runtime-to-permanent : kick firewall:0
  delete : remove ufw-rule:*
  * : add ufw-rule:*
conntrack takes=-s,-d,-p,-f
  +-D +-F +--delete +--flush : kick conntrack:0
  +-U +-I : run conntrack:0
  * : probe
fail2ban-client,ipset,cscli
  status list test -L +-L get ping : look
  set.*.unbanip unban del +-D flush decisions.delete : remove ban:last
  set.*.banip add +-A decisions.add : add ban:last
  reload restart : kick service:*
  * : run
nginx,openresty,angie takes=-c,-p,-g,-s,-e
  +-t +-T : conftest
  +-v +-V : look
  +-s : kick web-server:0
  * : resume web-server:0
apachectl,apache2ctl,httpd takes=-k,-f
  configtest +-t +-S +-M : conftest
  graceful restart graceful-stop +-k : kick web-server:0
  start : resume web-server:0
  stop : pause web-server:0
  status fullstatus : probe
a2ensite,a2enmod,a2enconf,phpenmod
  * : add web-conf:*
a2dissite,a2dismod,a2disconf,phpdismod
  * : remove web-conf:*
haproxy takes=-f,-p,-x
  +-c : conftest
  +-vv +-v : look
  * : kick haproxy:0
named-checkconf,named-checkzone,postfix-check,visudo-check,sshd-check,dovecot-check,squid-check,unbound-checkconf,jsonlint,yamllint,xmllint,shellcheck
  * : conftest
promtool
  query.* tsdb.analyze tsdb.list debug.* : probe
  check.* test.* : conftest
  * : run tsdb:all
amtool takes=--alertmanager.url,-c,--comment,--duration,-a,--author,--config.file
  alert alert.query silence.query cluster.show config.show config.routes template.render : probe
  check-config : conftest
  silence.add : pause alert-silence:all
  silence.expire : resume alert-silence:all
  * : probe
caddy takes=--config,--adapter,--address
  validate adapt fmt version list-modules environ : conftest
  reload : kick web-server:0
  start run : resume web-server:0
  stop : pause web-server:0
  * : run web-server:all
squid takes=-f
  +-k : squidsignal
  +-z : run squid-cache:0
  * : resume service:0
sshd,dnsmasq,vsftpd takes=-f,-C
  +-t +-T +--test : conftest
  +-k : kick service:0
  * : resume service:0
varnishadm,varnishd,varnishlog,varnishstat
  ban ban.url : kick cache:0
  vcl.load : run varnish-vcl:1
  vcl.use : set varnish-vcl:0
  backend.set_health.*.sick : pause varnish-backend-maint:0
  backend.set_health : resume varnish-backend-maint:0
  param.set : set varnish:1
  * : look
certbot,acme.sh,lego,dehydrated takes=--cert-name,-d,-w,--webroot-path,-m,--email,--deploy-hook,--pre-hook,--post-hook
  +--dry-run : probe
  certificates +--list show_account : look
  renew +--renew +--renew-all certonly +--issue run +--cron +-c install : run certificate:--cert-name
  delete revoke : remove certificate:--cert-name
  * : run certificate:--cert-name
mail,mailx,sendmail,swaks takes=-s,-r,-a,-t,-f
  +-s +-t +-v +--to : probe
  * : trivial
postcat
  * : look
postqueue,mailq,postconf,exim,exiqgrep,qshape,doveadm
  +-f +-qff +-q +--flush : kick mail-queue:0
  +-e : set postconf:*
  +-Mrm : remove mail:*
  who log quota.get mailbox.list : look
  expunge altmove purge force-resync : run mailbox:all
  kick penalty reload : kick mail:0
  * : probe
postsuper,exim4-rm,qmqtool
  +-r +-H : kick mail-queue:*
  +-d : remove mail:*
  +-h : pause mail:*
postfix,dovecot
  reload : kick service:0
  start : resume service:0
  stop : pause service:0
  check status : probe
  flush : kick mail-queue:0
consul,vault,etcdctl,nomad,zkCli.sh,serf takes=-address,-namespace,--endpoints,--cacert,--cert,--key
  members info monitor list status get read kv.get kv.export operator.raft.list-peers endpoint.health endpoint.status member.list job.status node.status alloc.status alloc.logs alarm.list operator.autopilot health ls lookup token.lookup : probe
  login : local
  kv.put put write set : set kv:1
  kv.delete del delete rm : remove kv:*
  maint : run maintenance:*
  reload job.restart alloc.restart : kick job:*
  job.stop alloc.stop node.drain : pause job:*
  job.run : run job:*
  alarm.disarm defrag compaction snapshot.save operator.unseal operator.step-down move-leader leave force-leave operator.raft.remove-peer : run cluster:*
  * : run cluster:*
ssh-copy-id
  * : run authorized-keys:last
ssh,mosh,ssh-keygen,sftp takes=-i,-p,-l,-o,-L,-R,-D,-J,-F,-f,-t,-b,-C,-N
  ssh-keygen+-R +-R : run known-hosts:*
  * : local
scp,rsync ok=24 takes=-e,-P,-i,--exclude,--include,-p,--rsh,--exclude-from
  +-n +--dry-run : look
  * : set file:last
`;
