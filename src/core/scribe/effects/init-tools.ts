/** Service managers, process supervisors and what belongs to systemd. Rows from the tools' manuals. Grammar: `table.ts`. */
export const initTools = `
systemd-analyze,systemd-delta,busctl,systemd-path,systemd-id128,systemd-escape,varlinkctl,systemd-dissect takes=-H,-M,--host,--machine,-p
  call set-property : run bus:1-3
  monitor capture : follow
  * : probe
systemd-tmpfiles,systemd-sysusers,systemd-hwdb,systemd-machine-id-setup,systemd-firstboot,systemd-sysctl,systemd-sysext,systemd-confext takes=--prefix,--root
  +--cat-config +--dry-run status list query : look
  +--clean : kick temporary-files:0
  refresh : kick extensions:0
  * : run system-files:all
systemd-run,systemd-nspawn takes=--unit,-u,-p,--property,--on-active,--on-calendar,--uid,--gid,--slice,--description,-E,--setenv,-M,-H,-D,-b,--working-directory
  +--unit +-u +--on-active +--on-calendar +--on-boot +--on-unit-active : run unit:--unit,-u
  * : run command:all
loginctl takes=-p,-n,-o,-s,--signal,-H
  terminate-session kill-session terminate-seat : kill login:*
  terminate-user kill-user : kill login-user:*
  enable-linger : resume linger:*
  disable-linger : pause linger:*
  lock-session lock-sessions : pause session-lock:*
  unlock-session unlock-sessions : resume session-lock:*
  activate attach flush-devices : kick seat:*
  * : look
coredumpctl takes=-o,-n,-S,-U,-D,-F,-q
  * : look
machinectl takes=-H,-M,-n,-o,-p,-s,--signal,--setenv,--uid
  list list-images show show-image status image-status : probe
  reboot : kick machine:*
  poweroff stop : pause machine:*
  start enable : resume machine:*
  disable : pause machine-enablement:*
  terminate kill : kill machine:*
  shell login : interactive
  remove clean : remove machine-image:*
  read-only set-limit rename : set machine-image:1
  pull-* import-* clone copy-to bind : add machine-image:all
  * : run machine:all
portablectl
  list is-attached inspect get-default : probe
  attach : resume service:1
  detach : pause service:1
  reattach : kick service:1
  * : run service:1
hostnamectl
  set-hostname hostname.* set-icon-name set-chassis set-deployment set-location chassis.* deployment.* location.* : set host-name:0
  * : look
timedatectl
  set-ntp : set ntp:0
  set-timezone : set timezone:0
  set-time set-local-rtc : kick clock:0
  ntp-servers : set ntp-servers:1
  revert : remove ntp-servers:1
  * : probe
localectl
  set-* : set locale:0
  * : look
networkctl
  reload : kick network:0
  reconfigure renew forcerenew : kick network:*
  up unmask : resume interface:*
  down mask : pause interface:*
  delete : remove interface:*
  edit : edit network-file:*
  * : probe
resolvectl,systemd-resolve takes=-i,--interface,-t,-c,-p,--set-dns,--set-domain
  flush-caches reset-server-features +--flush-caches +--reset-server-features : kick dns-cache:0
  reset-statistics +--reset-statistics : run dns-statistics:0
  dns.*.* : set link-dns:1
  domain.*.* : set link-domain:1
  default-route.*.* llmnr.*.* mdns.*.* dnssec.*.* dnsovertls.*.* nta.*.* : set link-resolver:all
  revert : remove link-dns:1
  log-level.* : set resolver-log-level:0
  +--set-dns +--set-domain : set link-dns:-i,--interface
  monitor : follow
  * : probe
homectl,userdbctl,systemd-cryptenroll,systemd-creds,systemd-ac-power
  list inspect user users group groups services +-h dump : look
  lock : pause home:*
  unlock activate : resume home:*
  deactivate : pause home:*
  * : verbs account:all
rc-status,rc-depend,runlevel,svstat,s6-svstat,s6-rc-db,pcp,pmstat,pminfo,uptimed,svcs,chroot-status,tini
  * : probe
rc-update,update-rc
  show : look
  add : resume enablement:1
  del delete : pause enablement:1
  +-u : kick enablement-cache:0
  * : look
openrc
  * : kick runlevel:0
chkconfig,sysv-rc-conf takes=--level,--levels
  +--list : look
  +--add : add enablement:*
  +--del : remove enablement:*
  *.on : resume enablement:1
  *.off : pause enablement:1
  *.reset *.resetpriorities : kick enablement:1
  * : look
update-rc.d
  *.enable : resume enablement:1
  *.disable : pause enablement:1
  *.remove : remove enablement:1
  *.defaults *.defaults-disabled : run enablement:1
  * : run enablement:1
insserv
  +-r : remove enablement:*
  * : resume enablement:*
sv,runsvctrl takes=-w
  status s check : probe service:*
  restart reload hup force-restart force-reload t term 1 2 h i quit q alarm a interrupt try-restart : kick service:*
  start up u once o cont c : resume service:*
  stop down d pause p exit x force-stop shutdown force-shutdown : pause service:*
  kill k : kill service:*
  * : run service:all
s6-svc,svc,nosh,perpctl
  +-r +-t +-h +-a +-1 +-2 +-i +-q +-wR : kick service:*
  +-d +-x +-D +-p +-O : pause service:*
  +-u +-U +-o +-c : resume service:*
  +-k : kill service:*
  R t h : kick service:rest
  d : pause service:rest
  u : resume service:rest
  * : run service:*
s6-rc takes=-l,-t,-n
  list listall diff +-a : probe
  change+-d +-d : pause service:rest
  change+-u +-u : resume service:rest
  change+-r +-r : kick service:rest
  change : resume service:rest
  * : run service:all
s6-rc-update,s6-rc-compile,s6-svscanctl,s6-rc-init
  * : kick supervisor:0
initctl
  list status version show-config check-config : probe service:*
  restart reload : kick service:*
  reload-configuration emit notify-disk-writeable : kick supervisor:0
  start : resume service:*
  stop : pause service:*
  * : run service:*
svcadm takes=-z
  restart refresh clear mark.* : kick service:last
  enable : resume service:last
  disable : pause service:last
  milestone : set runlevel:0
  * : run service:last
svccfg takes=-s,-f
  list listprop export validate : look
  import apply : run service-file:*
  delete : remove service-file:*
  setprop addpropvalue : set service-property:-s,1
  * : run service-file:all
launchctl takes=-S,-D
  list print print-disabled blame version dumpstate managername procinfo getenv : probe
  kickstart : kick service:last
  stop : kick service:last
  kill : kill service:last
  bootstrap load enable start : resume service:last
  bootout unload disable remove : pause service:last
  setenv : set launch-environment:1
  * : run service:last
rcctl
  check ls get configtest : probe service:*
  restart reload : kick service:*
  start enable : resume service:*
  stop disable : pause service:*
  set : set service-setting:1-2
  * : run service:*
service,invoke-rc.d
  *.status *.configtest *.check *.config-test *.checkconfig *.testconfig *.checkconf *.info *.list *.show *.rcvar *.onestatus : probe service:1
  *.restart *.reload *.force-reload *.condrestart *.try-restart *.graceful *.onerestart *.onereload *.rotate *.try-reload-or-restart *.reopen-logs : kick service:1
  *.start *.onestart : resume service:1
  *.stop *.onestop *.quit : pause service:1
  *.enable : resume enablement:1
  *.disable : pause enablement:1
  *.zap : run service-state:1
  +--status-all +-e +-l : look
  * : run service:1
rc-service,rc takes=
  *.status *.describe +-l +--list +-e : probe service:1
  *.restart *.reload : kick service:1
  *.zap : run service-state:1
  *.start : resume service:1
  *.stop : pause service:1
  * : kick runlevel:0
supervisorctl takes=-c,-s,-u,-p
  status avail pid maintail fg version help : probe
  tail.+-f : follow
  tail : log service:1
  restart signal : kick service:*
  start : resume service:*
  stop : pause service:*
  clear : run service-log:*
  add : resume supervisor-program:*
  remove : pause supervisor-program:*
  reread update reload : kick supervisor:0
  shutdown : pause supervisor:0
  * : look
monit takes=-c,-g,-l,-d
  summary status report procmatch validate +-t +-V : probe
  restart : kick service:*
  reload : kick supervisor:0
  start : resume service:*
  stop : pause service:*
  monitor : resume monitoring:*
  unmonitor : pause monitoring:*
  quit : pause supervisor:0
  * : resume supervisor:0
pm2 takes=-n,--name,-i,--instances,--only,--env,--lines,-e,-o,-f
  logs+--nostream logs+--lines : log service:1
  logs monit dashboard : follow
  list ls l status show describe info jlist prettylist ping env id conf get pid report prettylist inspect : probe
  restart reload gracefulReload sendSignal trigger updatePM2 update : kick service:1
  start resurrect serve : resume service:1
  stop : pause service:1
  delete del : remove service:1
  kill : pause supervisor:0
  scale : set service-scale:1
  set : set pm2-setting:1
  flush reloadLogs : kick service-log:0
  reset : run service-counters:1
  save dump startup unstartup cleardump : run pm2-startup:0
  * : run service:all
circusctl,god,eye,bluepill,forever,overmind,foreman,honcho,shoreman,procodile,immortalctl,dinitctl,finit,initng,nodemon-ctl takes=--endpoint,-c,-p,-t
  status list info numprocesses stats options listpids globaloptions get dstats numwatchers x explain history logs log tree : probe
  restart reload respawn rebuild : kick service:*
  start load resume unpin monitor enable run : resume service:*
  stop quit unmonitor rmwatcher disable : pause service:*
  incr decr : set service-scale:1
  set : set service-setting:1-2
  signal : kick service:1
  kill : kill service:*
  remove delete : remove service:*
  * : verbs service:all
atq
  * : probe
atrm
  * : remove job:*
at,batch takes=-f,-q,-t
  +-l +-c : look
  +-d +-r : remove job:*
  * : add job:all
anacron takes=-t,-S
  +-T +-V : conftest
  * : run job:*
fcrontab takes=-u
  +-l : look
  +-e : edit crontab:-u
  +-r : remove crontab:-u
  +-z : kick crontab:0
  * : set crontab:-u
logrotate takes=-s,--state,-l,-m
  +-d +--debug : look
  * : kick logs:all
savelog,newsyslog,cronolog,tmpreaper,tmpwatch
  +-n +-t : look
  * : kick logs:all
needs-restarting,needrestart,checkrestart,dnf-automatic-check,reboot-required
  * : probe
`;
