/** Programs of particular services: schedulers, big data, telephony, directories, storage arrays, backups. Grammar: `table.ts`. */
export const serviceTools = `
airflow takes=-d,--dag-id,-t,--task-regex,-s,--start-date,-e,--end-date,-r,--run-id,--state,-o,-S,--subdir
  *.list *.list-* *.list_* *.state *.states-* *.details *.show *.get *.get-value *.report *.check info version config.list jobs.check dags.next-execution tasks.test : probe
  dags.pause : pause dag:1
  dags.unpause : resume dag:1
  tasks.clear : run dag-task:1
  dags.trigger dags.backfill : run dag:1
  tasks.run : run dag-task:1-2
  pools.set variables.set connections.add : set airflow:1-2
  *.delete : remove airflow:all
  scheduler webserver worker triggerer celery : resume airflow:0
  * : run airflow:all
hdfs,hadoop,yarn,mapred,hbase takes=-D,-fs,-conf,-appStates,-u
  dfsadmin+-safemode+-x : run hdfs:all
  dfsadmin.enter : pause hdfs-safemode:0
  dfsadmin.leave dfsadmin.forceExit : resume hdfs-safemode:0
  dfsadmin.get dfsadmin+-report dfsadmin+-printTopology haadmin+-getServiceState haadmin+-checkHealth haadmin+-getAllServiceState rmadmin+-getServiceState : probe
  dfsadmin+-refreshNodes dfsadmin+-refreshServiceAcl rmadmin+-refreshQueues rmadmin+-refreshNodes : kick hdfs:all
  fsck+-delete fsck+-move : run hdfs-files:1
  fsck application+-list application+-status node+-list app+-list top logs version : probe
  dfs+-ls dfs+-cat dfs+-du dfs+-df dfs+-count dfs+-test dfs+-stat dfs+-tail fs+-ls fs+-cat fs+-du fs+-df fs+-count fs+-test fs+-stat fs+-tail : look hdfs-file:*
  dfs+-rm fs+-rm : remove hdfs-file:rest
  application+-kill app+-kill : kill yarn-application:rest
  haadmin+-failover : run hdfs-role:0
  --daemon.start start : resume daemon:last
  --daemon.stop stop : pause daemon:last
  * : run hdfs:all
spark-submit,flink,storm,zeppelin
  list info status version +--status : probe
  cancel stop kill +--kill : kill job:all
  * : run job:all
solr,solrctl,zkcli
  status healthcheck version api : probe
  restart : kick service:solr
  start : resume service:solr
  stop : pause service:solr
  * : run solr:all
kamctl,kamcmd,opensipsctl,opensips-cli
  *.show *.list *.status *.stats *.get uptime ps core.* show monitor : probe
  * : verbs
asterisk,fs_cli takes=-x,-rx,-H,-P,-p
  +-x +-rx : clitext
  * : probe
swanctl,ipsec,strongswan takes=-c,--ike,--child,-i
  status statusall listall listcerts listsas leases version +-l +-L +-P +-S +--list-sas +--list-conns +--stats : probe
  reload update rereadall rereadsecrets rereadcacerts restart +-q +--load-all +--load-conns +--load-creds : kick ipsec:0
  up route start +-i +--initiate : resume ipsec:all
  down unroute stop +-t +--terminate : pause ipsec:all
  * : run ipsec:all
vtysh,gobgp,bird-cli takes=-c,-d,-f
  +-c : clitext
  neighbor global.rib : probe
  * : probe
knotc,nsd-control,unbound-anchor
  status zone-status zone-read conf-read stats stats_noreset zonestatus conf-check zone-check : probe
  reload zone-reload zone-refresh zone-retransfer zone-flush transfer force_transfer notify : kick dns:*
  * : run dns:all
conntrackd,keepalived-ctl
  +-s : probe
  * : kick conntrack:0
uwsgi,gunicorn,unicorn
  +--reload : kick process:*
  +--stop : pause process:*
  +--version +--check-config : probe
  * : resume process:*
lsnrctl,srvctl,crsctl,dgmgrl,adrci
  status services show check config stat query : probe
  reload : kick listener:*
  start enable : resume oracle:all
  stop disable : pause oracle:all
  * : run oracle:all
etcdutl
  * : run etcd:all
tgtadm,targetcli,storcli,storcli64,megacli,MegaCli64,perccli,arcconf,hpssacli,ssacli,ipmitool,racadm,omreport,omconfig takes=-H,-U,-P,-I,-L
  ls show status getconfig report info *.show *.list *.status sdr sel.list sel.elist fru sensor chassis.status power.status mc.info lan.print getsysinfo getsel +-LDInfo +-PDList +-AdpAllInfo +-ShowSummary : probe
  power.cycle power.reset chassis.power mc.reset serveraction racreset : kick host:0
  power.on : resume host:0
  power.off power.soft : pause host:0
  sel.clear : run bmc-log:0
  * : run array:all
lldpcli,teamdctl,bondctl,ethtool-look
  * : look
csf
  +-l +-g +-s +-t : look
  +-r +-ra : kick firewall:0
  +-d +-td : add ban:*
  +-dr +-tr : remove ban:*
  +-x : loosen ufw:0
  +-e : tighten ufw:0
  * : run firewall:all
clamscan,clamdscan,auditctl,aide,rkhunter,lynis,debsecan
  +-D : remove audit-rule:0
  +-w +-a +-A : add audit-rule:all
  * : look
salt-key
  +-L +-l +--list-all +--list : probe
  +-a +-A +--accept : add salt-key:*
  +-d +-D +--delete : remove salt-key:*
  * : run salt-key:*
packer,vagrant,cdk,sam,sls,serverless,copilot,eb,skopeo,crane,oras cwd
  status list ls validate inspect box.list global-status ssh-config diff synth info logs env.show manifest digest health : probe
  up deploy apply : run stack:all
  halt suspend : pause stack:all
  resume reload restart : kick stack:all
  destroy remove delete : remove stack:all
  copy cp : set image:last
  * : run stack:all
rclone,restic,borg,duplicity,rdiff-backup,bacula-console,bconsole,kopia takes=-r,--repo,--repository-file,--password-file,-o,--tag,--host,--path,--include,--exclude
  ls lsd lsf lsl size check about snapshots list info stats diff version find cat listremotes collection-status cat.config snapshot.list : probe
  unlock break-lock : run backup-lock:0
  * : run backup:all
gitlab-ctl,gitlab-rake,gitlab-rails,gitlab-backup,gitlab-runner takes=--name,--url,--token,--executor
  status tail show-config gitlab:check gitlab:env:info service-list check-config verify list version gitlab:doctor:secrets db:migrate:status : probe
  restart hup kill-restart : kick service:*
  start : resume service:*
  stop : pause service:*
  reconfigure : run gitlab:0
  * : verbsrun gitlab:*
catalina.sh,startup.sh,shutdown.sh,jboss-cli.sh,asadmin,wsadmin,kcadm.sh,kc.sh takes=-c,--command,--commands,-r,-s
  version get list list-* *.list config.show : probe
  start run : resume service:0
  stop : pause service:0
  stop-domain : pause service:0
  start-domain : resume service:0
  +--command=:reload +--command : clitext
  update set : set setting:all
  * : run server:all
zabbix_get,zabbix_sender,check_mk,cmk,nagios,icinga2,naemon,monitoring-plugins takes=-s,-k,-p,-H,-I
  +-v +-C daemon.+-C : conftest
  object.list node.list feature.list console : probe
  feature.enable : resume monitoring:all
  feature.disable : pause monitoring:all
  +-O +-R : kick monitoring:0
  * : probe
vector,fluent-bit,td-agent,fluentd,filebeat,metricbeat,logstash,telegraf,rsyslogd,syslog-ng-ctl,syslog-ng takes=-c,--config,-f
  validate test.config test.output test +--dry-run +--test +--config.test_and_exit +-t +-N1 +-N : conftest
  top stats query-license-info : probe
  reload : kick service:0
  modules.list : look
  modules.enable : resume log-module:*
  modules.disable : pause log-module:*
  setup : run log-shipper:0
  * : run log-shipper:all
slapcat,ldapsearch,ldapwhoami,ldapcompare,slaptest,sssctl-look
  * : probe
ldapdelete takes=-H,-D,-w,-W,-y,-f,-Y,-b,-h,-p,-x
  * : remove ldap:*
ldapmodify,ldapadd,ldappasswd,slapadd,slapindex,ldapmodrdn takes=-H,-D,-w,-W,-y,-f,-Y,-b,-h,-p,-x
  * : run ldap:-f,*
ipa,realm,samba-tool,net,sssctl,winbindd-ctl,wbinfo,smbcontrol,kadmin,kadmin.local,authselect takes=-U,-S,-k,-q,-p,-w
  *-show *-find *-status list discover status show *.show *.list *.listusers testjoin *.testjoin ads.info ads.status user-checks domain-status domain-list config-check drs.showrepl current check : probe
  cache-remove cache-expire cache.flush drs.replicate reload-config *.reload-config : kick directory:all
  user.enable user.unlock *-enable *-unlock : resume directory:all
  user.disable *-disable : pause directory:all
  +-t +-p +-u +-g +--ping-dc +-D : probe
  +-q : clitext
  join ads.join leave : run domain:0
  dbcheck+--fix : run directory:all
  * : run directory:all
smbstatus,testparm,showmount,rpcinfo,nfsstat,nfsiostat,lpstat,lpq,pdbedit-look
  * : probe
exportfs
  +-v +-s : look
  +-u : remove export:*
  * : kick exports:0
cancel,lprm
  * : remove print-job:*
cupsenable
  * : resume printer:*
cupsdisable
  * : pause printer:*
cupsaccept,accept
  * : resume print-queue:*
cupsreject,reject
  * : pause print-queue:*
lpadmin,lpoptions
  * : run printer:all
fsfreeze
  +-f +--freeze : pause freeze:*
  * : resume freeze:*
blockdev
  +--getsize64 +--report +--getro : look
  * : set blockdev:last
debugfs
  +-w : run filesystem:all
  * : look
grafana-cli,grafana,logcli,promql,tempo-cli,mimirtool
  plugins.ls rules.list query labels series stats : probe
  * : run monitoring:all
mosquitto_sub,mosquitto_rr,kafka-verifiable-producer.sh
  * : probe
mosquitto_pub
  * : send mqtt:0
mosquitto_passwd takes=
  * : run mqtt-account:all
mosquitto_ctrl
  dynsec.list* dynsec.get* : probe
  * : run mqtt:all
`;
