/** Mail servers, telephony, directory names: mail, voice and name servers. Rows from the tools' manuals. Grammar: `table.ts`. */
export const mailTools = `
postqueue takes=-i,-s,-c
  +-f +-i +-s : kick mail-queue:-i,-s
  * : probe
mailq,exiqgrep,qshape,postcat,doveconf,exipick,exiqsumm,exinext,exiwhat,eximstats,pflogsumm,postfinger,swaks,opendkim-testkey,opendkim-testmsg,opendmarc-check,list_members,list_lists,list_owners,mailgraph,smtp-source,smtp-sink,qmail-qstat,qmail-qread,spfquery,checkdmarc,mailstat
  * : probe
exim,exim4,sendmail takes=-bt,-odf,-C,-f,-D,-be
  +-Mvl +-Mvh +-Mvb +-Mvc +-bp +-bpc +-bpr +-bpu +-bt +-bV +-bP +-be +-brt +-bh : probe
  +-Mrm +-Mg : remove mail:*
  +-Mf : pause mail:*
  +-Mt : resume mail:*
  +-Mar +-Mmad +-Mes +-MCq : run mail:*
  +-q +-qf +-qff +-qi +-qR +-R +-S : kick mail-queue:0
  +-M : kick mail-delivery:*
  +-bd : resume service:exim
  +-bi : run mail-aliases:0
  * : probe
postsuper takes=-c
  +-d : remove mail:*
  +-h : pause mail:*
  +-H : resume mail:*
  +-r : kick mail-queue:*
  +-p +-s : run mail-queue:0
  * : run mail-queue:0
exim4-rm,qmqtool,qmHandle,exim_tidydb,exim_fixdb,exiqclean
  +-s +-l +-S : probe
  +-d +-D : remove mail:*
  +-r +-f : kick mail-queue:*
  * : run mail-queue:all
postconf takes=-c,-C
  +-e : set postconf:*
  +-X +-MX : remove postconf:*
  +-# : remove postconf:*
  +-Me +-P : set postconf:*
  * : look
postmulti takes=-i,-I,-G,-g,-e
  +-l : look
  +-p : run mail-instance:-i,*
  +-e : run mail-instance:-I,-i,-e
  * : run mail-instance:all
postfix,dovecot
  reload : kick service:0
  start : resume service:0
  stop abort : pause service:0
  check status +-n +-a : probe
  flush : kick mail-queue:0
  set-permissions upgrade-configuration : run postfix:0
  +--version : look
  * : resume service:0
postmap,postalias takes=-c,-d,-q
  +-q +-s : look
  +-d : remove mail-map:last
  * : run mail-map:*
doveadm takes=-u,-f,-S,-F,-c,-o,-m
  director.status director.map director.ring.status who log.errors log.find log.test quota.get mailbox.list mailbox.status search fetch auth.test auth.lookup user replicator.status replicator.dsync-status instance.list dict.get config stats.dump acl.get acl.list acl.debug dump service.status process.status proxy.list mailbox.path zlibconnect : probe
  kick proxy.kick auth.cache.flush director.flush director.kick fts.rescan log.reopen penalty.reset reload : kick mail:all
  stop director.down service.stop : pause service:dovecot
  director.up : resume director:*
  director.move director.update dict.set quota.set acl.set mailbox.metadata.set : set mailbox:-u,*
  expunge mailbox.delete deduplicate acl.delete acl.remove dict.unset mailbox.metadata.unset director.remove : remove mailbox:-u,*
  index force-resync purge altmove quota.recalc backup sync import copy move replicator.replicate replicator.add replicator.remove mailbox.create mailbox.rename mailbox.subscribe mailbox.update batch dsync flags.* rebuild.* fts.optimize sis.deduplicate : run mailbox:-u,*
  pw : look
  penalty mailbox.metadata : probe
  * : probe
rspamc,rspamadm takes=-h,-p,-P,-f,-w,-c,-n
  stat uptime counters symbols errors configtest confighelp configdump fuzzy_ping grep vault.list fuzzy_stat control.stat : probe
  learn_spam learn_ham fuzzy_add fuzzy_convert statconvert statreset stat_reset : run spam-filter:*
  fuzzy_del fuzzy_delhash : remove spam-filter:*
  control.reload control.reresolve control.recompile control.hyperscan_loaded : kick spam-filter:0
  pw signtool dkim_keygen keypair : look
  * : probe
spamassassin,spamc
  +-r +--report +-k +--revoke +-W +-R : run spam-filter:0
  * : probe
sa-update,sa-learn,sa-compile,freshclam,clamav-unofficial-sigs.sh,cvdupdate,maldet-update takes=--dump,--channel
  +--dump +--check +--lint +--version +-V +--list-mirrors +--checkonly : probe
  * : run spam-filter:*
opendkim-genkey,rspamadm-dkim,amavisd-genrsa,dkim-genkey takes=-d,-s,-D,-b
  * : add mail-key:-d,-s
amavisd-release
  * : run mail:*
amavisd,amavisd-new,opendkim,opendmarc,rspamd,milter-greylist,postgrey,postsrsd,policyd-spf takes=-c,-x,-p
  configtest showkeys testkeys +-n +-t +--configtest : conftest
  reload debug : kick service:0
  stop : pause service:0
  genrsa : add mail-key:*
  * : resume service:0
mailman,mailmanctl,withlist,mailman-web,postorius,sympa,sympa.pl,majordomo
  list_lists lists status members info version conf : probe
  restart reopen : kick service:mailman
  start : resume service:mailman
  stop : pause service:mailman
  unshunt : kick mail-queue:0
  create newlist addmembers add_members : add mail-list:all
  remove rmlist delmembers remove_members : remove mail-list:all
  * : run mail-list:all
zmcontrol,zmmailboxdctl,zmmtactl,zmproxyctl,zmldapctl,ldap,zmantivirusctl,zmantispamctl,zmcbpolicydctl,zmstorectl
  status +-v version : probe
  restart reload reloadssl : kick service:0
  start startup : resume service:0
  stop shutdown : pause service:0
  * : probe
zmprov,zmmailbox,zmlocalconfig,zmcertmgr,zmqstat,zmsoap,zmqaction takes=-a,-p,-m
  ga gaa gac gad gs gas gc gcf gacf gaqu gmi getAccount* get* gid gdl gdlm gqu desc describe viewdeployedcrt verifycrt checkcrtexpiration gams gaf gru s search : probe
  ma modifyAccount md modifyDomain ms modifyServer mcf modifyConfig mc modifyCos sp setPassword mdl : set zimbra:1-2
  ca createAccount cd createDomain cdl createDistributionList aaa adlm createcsr createcrt : add zimbra:1
  da deleteAccount dd deleteDomain ddl raa rdlm : remove zimbra:1
  fc flushCache : kick zimbra-cache:all
  +-e : set zimbra-config:*
  hold : pause mail:all
  release requeue : kick mail:all
  delete : remove mail:all
  rim reIndexMailbox deploycrt rmbx : run zimbra:all
  * : probe
asterisk,fs_cli,rasterisk,yate takes=-x,-rx,-H,-P,-p,-C,-T
  +-x +-rx : clitext
  dispatcher.reload *.reload : kick telephony:all
  * : probe
kamctl,kamcmd,kamcli,opensipsctl,opensips-cli,opensips-mi takes=-s,-f,-x,-U
  *.show* *.list* *.status *.stats *.get* *.dump* uptime ps core.* show monitor moni online fifo.*get* fifo.*list* fifo.ps fifo.uptime stats.* mi.*list* mi.*get* htable.dump tm.stats dlg.list pl.stats trap ping : probe
  dispatcher.set_state *.set *.set_* cfg.seti cfg.sets fifo.*_set_* : set sip:1-2
  *reload* *.reload* mi.*reload* fifo.*reload* dispatcher.reload address.reload : kick sip:all
  restart *.restart : kick service:kamailio
  start : resume service:kamailio
  stop : pause service:kamailio
  add *.add ul.add : add sip:all
  rm *.rm *.del* ul.rm htable.delete dlg.end_dlg dlg.terminate_dlg : remove sip:all
  passwd : set sip-account:1
  * : run sip:all
rtpengine-ctl,rtpproxy-ctl,fail2ban-regex,sipp,sipsak,sipexer takes=-ip,-port
  terminate : kill call:*
  set : set rtp:1
  * : probe
rndc takes=-s,-p,-k,-c,-y
  status stats dumpdb zonestatus recursing secroots showzone tsig-list nta+-dump serve-stale.status dnssec+-status null : probe
  freeze : pause dns-zone:*
  thaw : resume dns-zone:*
  reload reconfig retransfer refresh notify sync : kick dns-zone:*
  flush flushname flushtree : kick dns-cache:*
  querylog : set dns-querylog:0
  trace notrace : set dns-trace:0
  serve-stale nta validation : set dns-setting:all
  addzone : add dns-zone:1
  delzone : remove dns-zone:1
  modzone sign loadkeys signing dnssec managed-keys : run dns-zone:*
  stop halt : pause service:named
  * : kick dns:*
unbound-control takes=-c,-s
  status stats stats_noreset stats_shm dump_cache dump_requestlist dump_infra list_* get_option lookup view_list_* auth_zone_list : probe
  reload reload_keep_cache log_reopen : kick service:unbound
  flush flush_* load_cache auth_zone_reload auth_zone_transfer : kick dns-cache:*
  local_zone local_data local_zones local_datas view_local_zone view_local_data forward_add stub_add rpz_enable : add dns-data:*
  local_zone_remove local_data_remove local_zones_remove local_datas_remove view_local_data_remove forward_remove stub_remove rpz_disable : remove dns-data:*
  set_option verbosity insecure_add insecure_remove : set dns-setting:1
  forward : set dns-forward:0
  start : resume service:unbound
  stop : pause service:unbound
  * : kick dns:*
pdnsutil takes=--config-dir,--config-name
  check-zone check-all-zones list-* show-* zonemd-verify-file get-meta test-schema hash-password zone.list zone.check zone.show bench-db backend-lookup : probe
  rectify-zone rectify-all-zones zone.rectify : kick dns-zone:*
  add-record add-zone-key create-zone create-secondary-zone zone.create rrset.add add-autoprimary load-zone import-zone-key* generate-tsig-key import-tsig-key activate-tsig-key : add dns-record:1-3
  delete-rrset delete-zone zone.delete rrset.delete remove-zone-key remove-autoprimary delete-tsig-key deactivate-tsig-key clear-zone : remove dns-record:1-3
  replace-rrset rrset.replace : set dns-record:1-3
  set-meta set-kind set-option set-account set-nsec3 unset-nsec3 set-presigned unset-presigned change-secondary-zone-primary : set dns-meta:1-2
  activate-zone-key publish-zone-key unpublish-zone-key deactivate-zone-key : run dns-key:all
  edit-zone zone.edit : edit dns-zone:1
  increase-serial secure-zone secure-all-zones disable-dnssec zone.increase-serial : run dns-zone:*
  * : run dns:all
pdns_control,rec_control takes=--config-dir,--socket-dir,--config-name,--socket-pid
  show uptime rping ping version status list* list-zones get* get-all ccounts current-* dump-* top-* hash* help respsizes get-* : probe
  purge wipe-cache wipe-cache-typed flush : kick dns-cache:*
  rediscover reload reload-* cycle retrieve notify notify-host trace-regex : kick dns-zone:*
  set add-nta clear-nta add-ta clear-ta set-* add-dont-throttle* : set dns-setting:1
  quit stop quit-nicely : pause service:pdns
  * : kick dns:*
knotc,nsd-control,keymgr,kresctl takes=-c,-s,-C,-t
  status zone-status zone-read zone-check zone-diff zone-stats zone-get conf-read conf-get conf-list conf-check conf-diff conf-export stats stats_noreset zonestatus zonecheck serverpid print_tsig print_cookie_secrets list : probe
  reload zone-reload zone-refresh zone-retransfer zone-notify zone-flush transfer force_transfer notify reconfig log_reopen write repattern : kick dns-zone:*
  zone-freeze : pause dns-zone:*
  zone-thaw : resume dns-zone:*
  zone-set addzone addzones add_tsig zone-begin conf-set conf-begin zone-commit conf-commit : set dns-zone:all
  zone-unset delzone delzones del_tsig zone-purge conf-unset : remove dns-zone:all
  stop : pause service:0
  start : resume service:0
  * : run dns:all
nsupdate,knsupdate,samba_dnsupdate takes=-k,-y,-t,-p,-r,-u,-v
  * : set dns-update:*
named-checkconf,named-checkzone,named-compilezone,nsd-checkconf,nsd-checkzone,unbound-checkconf,kzonecheck,dnssec-verify,dnsmasq-check,dnslookup,dnstracer,dnsviz,zonemaster-cli,ldns-verify-zone,dnsperf,resperf,named-journalprint,named-rrchecker,delv,mdig,nsec3hash,ldns-walk,dnsrecon,doggo,kdig,khost,q takes=-t,-k,-i,-o,-D,-f,-F
  * : conftest
unbound-anchor,unbound-control-setup,dnssec-keygen,dnssec-signzone,dnssec-settime,dnssec-dsfromkey,rndc-confgen,tsig-keygen,ddns-confgen,ldns-signzone,kzonesign takes=-a,-c,-f,-o,-N,-b,-K,-L,-n
  +-l : look
  * : run dns-key:all
dnscontrol,octodns-sync,octodns-validate,lexicon,external-dns takes=--creds,--config,--config-file,--providers,--domains
  preview check check-creds fmt get-zones print-ir version list : probe
  +--doit push : run dns-zones:0
  create : add dns-record:all
  update : set dns-record:all
  delete : remove dns-record:all
  * : probe
`;
