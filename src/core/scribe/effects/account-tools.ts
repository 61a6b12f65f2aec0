/** Accounts, locks, access lists, directories, mandatory access control. Rows from the tools' manuals. Grammar: `table.ts`. */
export const accountTools = `
usermod takes=-G,-aG,-rG,-g,-s,-d,-e,-u,-c,-l,-f,-p,--groups,--gid,--shell,--home,--expiredate,--uid,--login,-v,-V,-w,-W
  +-L +--lock : pause account-lock:last
  +-U +--unlock : resume account-lock:last
  +-e +--expiredate : set account-expiry:last
  +-s +--shell : set account-shell:last
  +-aG +-Ga +-a : add account-groups:last
  +-rG : remove account-groups:last
  +-G +--groups +-g +--gid : set account-groups:last
  * : set account:last
passwd takes=-x,-n,-w,-i,-R,--maximum,--minimum
  +-S +--status : look account:last
  +-l +--lock : pause account-lock:last
  +-u +--unlock : resume account-lock:last
  +-d +--delete +-e +--expire : set account-password:last
  * : set account-password:last
chage takes=-E,-M,-m,-W,-I,-d,--expiredate,--maxdays,--mindays,--warndays,--inactive,--lastday
  +-l +--list : look account:last
  +-E +--expiredate : set account-expiry:last
  +-M +--maxdays +-m +--mindays +-W +--warndays : set account-password-age:last
  +-I +--inactive : set account-inactivity:last
  * : set account-last-change:last
chpasswd,newusers,chfn,chsh takes=-c,-e,-s,-R,-S
  +-l +--list-shells : look
  * : set account-password:all
gpasswd takes=-a,-d,-M,-A,--add,--delete
  +-a +--add : add account-groups:last
  +-d +--delete : remove account-groups:last
  * : set account-groups:last
groupmod takes=-g,-n,-U
  * : set group:last
groupmems,pw,dscl,sysadminctl,accessgroup takes=-a,-d,-g,-n,-u
  +-l +-p usershow groupshow *.-read *.read *.list : look
  lock : pause account-lock:last
  unlock : resume account-lock:last
  useradd groupadd adduser *.create *.append +-a +-addUser : add account:last
  userdel groupdel *.delete +-d +-deleteUser : remove account:last
  * : set account:last
pwck,grpck,lastlog2,ac,users,wtmpdb,aulast,aulastlog,aureport,ausyscall,auvirt,logins,pinky
  * : look
faillock takes=--user,--dir
  +--reset : kick lockout:--user
  * : probe
pam_tally2,pam_tally,faillog takes=--user,-u,--file,-f,-m,-l
  +-r +--reset +--reset=0 : kick lockout:--user,-u
  +-m +-l : set lockout:--user,-u
  * : probe
pam-auth-update
  +--remove +--disable : pause pam-profile:*
  +--enable +--package +--force : resume pam-profile:*
  * : interactive
authselect,authconfig
  current list check show list-features test requirements backup-list +--test : probe
  select : set auth-profile:0
  enable-feature : resume auth-feature:*
  disable-feature : pause auth-feature:*
  apply-changes +--update +--updateall : run auth-profile:0
  * : run auth-profile:all
google-authenticator,oathtool,pamtester
  * : probe
getfacl,getfattr,lsattr,getcap,getpcaps,capsh,nfs4_getfacl,ls-acl
  * : look file:*
nfs4_setfacl takes=-a,-x,-s,-m,-A,-S,-M
  * : set file-access:last
setenforce
  0 permissive Permissive : loosen selinux:0
  1 enforcing Enforcing : tighten selinux:0
semanage takes=-t,-p,-s,-r,-S,-e,-f
  *+-l *+--list *+-E *.+-l export : look
  permissive+-a : loosen selinux-domain:last
  permissive+-d : tighten selinux-domain:last
  *+-a *+--add : add selinux:*
  *+-d *+--delete : remove selinux:*
  *+-m *+--modify : set selinux:1
  import : run selinux:0
  dontaudit.off : loosen selinux-audit:0
  dontaudit.on : tighten selinux-audit:0
  * : run selinux:all
semodule takes=-i,-r,-e,-d,-X,-p,-s,-E,--install,--remove,--enable,--disable
  +-l +-lfull +--list +-E : look
  +-i +--install : add selinux-module:all
  +-r +--remove : remove selinux-module:-r,--remove
  +-e +--enable : resume selinux-module:-e,--enable
  +-d +--disable : pause selinux-module:-d,--disable
  +-DB : loosen selinux-audit:0
  +-B +-R : kick selinux:0
  * : run selinux:all
setsebool,togglesebool takes=
  * : set selinux-boolean:1
restorecon,fixfiles takes=-e,-f,-B
  +-n check : look file:*
  verify : look
  * : run file-context:last
chcon takes=-t,-u,-r,-l,--reference,--type
  * : set file-context:*
getenforce,getsebool,sestatus,ausearch,sealert,audit2why,matchpathcon,seinfo,sesearch,selinuxenabled,secon,sepolicy,avcstat,aa-status,aa-unconfined,aa-enabled,apparmor_status,semanage-list
  * : probe
aa-complain,aa-disable,aa-teardown
  * : loosen apparmor:*
aa-enforce
  * : tighten apparmor:*
aa-remove-unknown
  * : kick apparmor:0
aa-logprof,aa-genprof,aa-autodep,aa-cleanprof
  * : edit apparmor-profiles:0
apparmor_parser takes=-I,-L,-o
  +-Q +-p +-N +-K+-Q : conftest
  +-R +--remove : loosen apparmor:*
  +-r +--replace : kick apparmor:*
  +-C +--Complain : loosen apparmor:*
  * : tighten apparmor:*
auditctl takes=-w,-p,-k,-a,-A,-F,-S,-d,-W,-e,-b,-f,-r
  +-l +-s : look
  +-D : remove audit-rules:0
  +-d +-W : remove audit-rule:-d,-W,-F,-S,-k
  +-w +-a +-A : add audit-rule:-w,-a,-F,-S,-k
  +-e +-b +-f +-r : set audit-setting:0
  +-R : run audit-rules:0
  * : look
augenrules
  +--check : conftest
  * : kick audit-rules:0
aide,tripwire,rkhunter,chkrootkit,lynis,oscap,clamscan,clamdscan,maldet,yara,osqueryi,osqueryctl,wazuh-control,ossec-control,sha256deep,debsums-check,unhide,trivy,grype,syft,nikto,openvas
  status info list check-config configtest config-check +--config-check : probe
  update +--update +--propupd +--init init : run security-database:0
  restart reload : kick service:*
  start : resume service:*
  stop : pause service:*
  +--remove +--remediate +--quarantine : run security:all
  * : probe
sss_cache takes=-u,-g,-n,-d,-s,-H
  * : kick directory-cache:0
sssctl takes=-s,-o
  cache-remove cache-expire cache-index : kick directory-cache:0
  client-data-backup client-data-restore cache-upgrade : run directory-cache:0
  logs-remove : remove directory-logs:0
  debug-level.* : set directory-debug:0
  * : probe
sss_override,nscd-override takes=-n,-u,-g
  *.show *.find user-find group-find user-show group-show user-export : look
  user-add group-add : add directory-override:1
  user-del group-del : remove directory-override:1
  * : run directory-override:all
nscd takes=-i,-g,-K,-d,-f
  +-g : probe
  +-i +-K : kick name-cache:-i
  * : resume service:0
slappasswd,ldapsearch,ldapwhoami,ldapcompare,slapcat,slaptest,slapacl,slapauth,slapdn,ldapurl,dsquery,ldeep,adfind,ldbsearch takes=-H,-D,-w,-y,-b,-s,-h,-p,-f,-F,-n,-l,-Y
  * : probe
ldapmodify,ldapadd,ldappasswd,slapadd,slapindex,ldapmodrdn,slapmodify,ldapvi,ldbmodify,ldbadd,ldbedit,ldapexop takes=-H,-D,-w,-y,-f,-Y,-b,-h,-p,-n,-F,-l,-s,-S,-T
  +--dry-run : probe
  * : run ldap:-f,-n,-b,*
kinit,kdestroy,kswitch
  * : local
klist,kvno,kproplog,ktutil-list,sclient
  * : probe
kadmin,kadmin.local takes=-p,-q,-r,-s,-k,-t,-w,-x
  +-q : clitext
  get_principal getprinc list_principals listprincs get_policy getpol list_policies listpols getprivs get_privs : probe
  add_principal addprinc ank ktadd xst add_policy addpol : add principal:*
  delete_principal delprinc ktremove ktrem delete_policy delpol : remove principal:*
  modify_principal modprinc modify_policy modpol change_password cpw setstr : set principal:last
  * : interactive
ktutil,kdb5_util,kprop,kpropd
  stat dump list : look
  load create stash : run kerberos-database:0
  * : run kerberos:all
ipactl
  status : probe
  restart : kick service:ipa
  start : resume service:ipa
  stop : pause service:ipa
  * : probe
ipa takes=
  *-show *-find *-status ping env help config-show host-find topologysegment-find server-role-find : probe
  *-unlock user-enable *-enable : resume directory:*
  *-disable user-disable : pause directory:*
  *-add *-add-* user-stage permission-add : add directory:1
  *-del *-remove-* : remove directory:1
  *-mod config-mod passwd : set directory:1
  * : run directory:all
ipa-healthcheck,getcert-list,ipa-acme-status,ipa-cert-check,ipa-crlgen-status
  * : probe
getcert,ipa-getcert,selfsign-getcert,local-getcert takes=-i,-d,-n,-f,-k,-c,-t,-r,-K,-D,-N
  list status list-cas : probe
  resubmit rekey refresh refresh-ca : run certificate:-i,-f,-n
  request start-tracking add-ca : add certificate:-i,-f,-n
  stop-tracking remove-ca : remove certificate:-i,-f,-n
  * : run certificate:all
ipa-certupdate,ipa-cert-fix,ipa-server-upgrade,ipa-getkeytab,ipa-rmkeytab,ipa-client-install,ipa-server-install,ipa-replica-install,ipa-backup,ipa-restore,ipa-dns-install takes=-p,-k,-s,-r
  * : run ipa:all
ipa-replica-manage,ipa-csreplica-manage takes=--from,-p,-H
  list list-ruv list-clean-ruv dnarange-show dnanextrange-show : probe
  force-sync : kick replication:--from
  re-initialize : run replication:--from
  connect : add replication:*
  disconnect del : remove replication:*
  clean-ruv abort-clean-ruv clean-dangling-ruv : run replication-update-vectors:*
  * : run replication:all
samba-tool takes=-U,-H,-k,-s,-d,--configfile,--username
  dbcheck+--fix : run directory:0
  dbcheck : probe
  user.enable user.unlock group.addmembers : resume directory:1
  user.disable : pause directory:1
  *.show *.list *.listusers *.listmembers *.info *.query drs.showrepl drs.options fsmo.show domain.level.show domain.passwordsettings.show testparm *.listusers dns.serverinfo dns.zonelist processes time ntacl.get *.*.show : probe
  drs.replicate drs.kcc : kick replication:all
  ntacl.sysvolreset : run sysvol:0
  ntacl.sysvolcheck : probe
  user.setpassword user.setexpiry domain.passwordsettings.set domain.level.raise user.edit : set directory:all
  *.create *.add dns.add user.create : add directory:all
  *.delete *.remove group.removemembers : remove directory:all
  * : run directory:all
net,realm,adcli,authconfig-gtk takes=-U,-S,-k,-w,-W,-D,--domain,--login-user,-C
  ads.testjoin ads.info ads.status ads.lookup ads.workgroup ads.search rpc.testjoin rpc.info lookup time conf.list conf.showshare cache.list usershare.list usershare.info sam.list sam.show getlocalsid getdomainsid idmap.dump list discover info testjoin show-computer idmap.check status status.sessions : probe
  cache.flush cache.del* ads.keytab.flush : kick directory-cache:0
  join ads.join rpc.join : run domain:0
  leave ads.leave : remove domain:0
  permit : add domain-access:all
  deny : remove domain-access:all
  ads.keytab.add ads.keytab.create usershare.add sam.createlocalgroup conf.addshare : add directory:all
  usershare.delete conf.delshare : remove directory:all
  conf.setparm setlocalsid setdomainsid sam.set : set directory:1-3
  rpc.service.start : resume service:last
  rpc.service.stop rpc.shutdown : pause service:last
  update changetrustpw ads.changetrustpw reset-computer : run domain-account:0
  * : run directory:all
smbstatus,testparm,rpcclient,nmblookup,smbclient,smbtree,wbinfo,smbget,smbtorture,profiles
  +--ping-dc +-t : probe
  +-c : clitext
  * : probe
smbcontrol takes=-t,-i
  *.ping *.pool-usage *.debuglevel *.num-children : probe
  *.shutdown : pause service:1
  *.debug : set samba-debug:1
  *.close-share *.kill-client-ip *.close-denied-share *.force-election *.reload-* *.online *.idmap *.disconnect* *.printnotify : kick samba:all
  *.offline : pause samba:1
  * : kick samba:all
pdbedit takes=-u,-f,-p,-h,-i,-e,-c,-P,-C
  +-a : add samba-account:-u
  +-x : remove samba-account:-u
  +-r +-c +-C +-z : set samba-account:-u
  * : look
smbpasswd takes=-U,-r,-D
  +-a : add samba-account:last
  +-x : remove samba-account:last
  +-d : pause samba-account:last
  +-e : resume samba-account:last
  * : set samba-account:last
smbcacls,sharesec takes=-U,-a,-d,-m,-M,-D,-S
  +-a +-M +-S +-m +-D +-d +-R : set share-access:all
  * : look
dsctl,dsconf,dsidm takes=-D,-w,-W,-b,-y
  *.status *.monitor *.monitor.* *.healthcheck *.*.list *.*.get *.*.show *.*.status *.*.*.list *.*.*.get *.*.get-* : probe
  *.restart *.replication.poke-agmt *.repl-agmt.poke *.plugin.restart : kick directory:all
  *.start *.*.enable *.*.*.enable *.*.unlock *.repl-agmt.enable : resume directory:all
  *.stop *.*.disable *.*.*.disable *.*.lock : pause directory:all
  *.*.replace *.*.set *.*.modify *.*.*.set : set directory:all
  *.*.create *.*.add : add directory:all
  *.*.delete *.*.remove : remove directory:all
  * : run directory:all
htpasswd,htdigest,mosquitto_passwd takes=
  +-D : remove password-file:1-2
  +-v +-n : probe
  +-c : set password-file:1-2
  * : set password-file:1-2
`;
