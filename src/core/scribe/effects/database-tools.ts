/** Databases and what manages, copies and repairs them. Rows from the tools' manuals. Grammar: `table.ts`. */
export const databaseTools = `
pgbench takes=-c,-j,-T,-t,-f,-h,-p,-U,-s,-d
  +-i +--initialize : run database:last
  * : probe
pg_checksums,pg_verifybackup,pg_test_fsync,pg_test_timing,pg_config,pgmetrics,pg_view,check_postgres,check_postgres.pl,pgdoctor,pg_verify_checksums,pg_filedump,oid2name takes=-D,-h,-p,-U
  +--enable +-e : run database-checksums:-D
  +--disable +-d : run database-checksums:-D
  * : probe
pg_dropcluster
  * : remove database-cluster:1-2
pg_createcluster
  * : add database-cluster:1-2
pg_upgradecluster,pg_renamecluster,pg_upgrade,initdb takes=-D,-d,-b,-B,-v,-m
  +--check +-c : probe
  * : run database-cluster:1-2
pg_conftool takes=
  *.*.show *.*.*.show show : look
  *.*.set set *.*.*.set : set postgres-setting:all
  *.*.remove remove : remove postgres-setting:all
  * : look
pg_ctlcluster
  *.*.status : probe
  *.*.restart *.*.reload : kick service:1-2
  *.*.start : resume service:1-2
  *.*.stop : pause service:1-2
  *.*.promote : run role:1-2
  * : run service:all
patronictl takes=-c,--config-file,-d,--dcs-url,--candidate,--leader,--master,--primary,-r,--role,--scheduled,--pg,-s,--set,-p,--apply,--replace,--scheduled-at,--loop
  list topology history show-config dsn version query : probe
  pause : pause cluster:all
  resume : resume cluster:all
  restart reload flush : kick cluster:all
  reinit : run cluster-member:all
  edit-config+-s edit-config+-p edit-config+--apply edit-config+--replace edit-config+--set edit-config+--pg : set cluster-setting:-s,--set,-p,--pg
  edit-config : edit cluster-setting:1
  switchover failover demote-cluster promote-cluster : run cluster-role:1
  remove : remove cluster:1
  * : run cluster:all
repmgr,repmgrd,pg_autoctl,pgbouncerctl,stolonctl,pcp_node_info,pcp_pool_status,pcp_node_count,pcp_proc_info,pcp_watchdog_info takes=-f,--config-file,-h,-U,-d,-D,--node-id,--pgdata,--formation,--cluster-name,-n,-p
  *.show *.status *.check cluster.event cluster.matrix cluster.crosscheck daemon.status service.status show.* watch inspect status : probe
  service.pause daemon.pause enable.maintenance stop : pause failover:0
  service.unpause daemon.unpause disable.maintenance run : resume failover:0
  standby.promote standby.switchover perform.* promote failkeeper : run role:0
  standby.follow standby.clone node.rejoin node.service : run replication:0
  primary.register standby.register witness.register : add cluster-node:0
  primary.unregister standby.unregister witness.unregister drop.node removekeeper : remove cluster-node:0
  cluster.cleanup : run cluster-history:0
  update : set cluster-setting:0
  +-m +--daemonize : resume service:0
  * : probe
pcp_attach_node
  * : resume pool-node:all
pcp_detach_node
  * : pause pool-node:all
pcp_recovery_node,pcp_promote_node,pcp_reload_config,pcp_stop_pgpool
  * : run pool-node:all
pgbackrest takes=--stanza,--type,--target,--set,--repo,--config,--log-level-console,--pg1-path,--db-include,--archive-mode,--target-action
  info check verify version repo-ls repo-get help server-ping manifest : probe
  start : resume backups:--stanza
  stop : pause backups:--stanza
  expire stanza-delete : remove backups:--stanza
  stanza-create stanza-upgrade : run backups:--stanza
  restore : run database-restore:--stanza
  backup : run backup:--stanza
  archive-push archive-get : run archive:--stanza
  * : run backups:all
barman takes=-c,--target-time,--remote-ssh-command,--target-xid,--target-name,-j
  list-* list status show-* check check-backup diagnose replication-status verify-backup verify : probe
  cron switch-wal switch-xlog sync-wals : kick archive:1
  delete : remove backup:all
  keep : set backup-keep:1-2
  config-* lock-directory-cleanup : run backups:0
  recover restore : run database-restore:1
  backup : run backup:1
  receive-wal+--reset +--create-slot replication-slot : run replication-slot:1
  * : run backup:all
wal-g,wal-e takes=--config
  backup-list backup-show wal-show wal-verify st.ls st.cat help : probe
  delete st.rm : remove backup:all
  backup-mark : set backup-keep:all
  backup-fetch : run database-restore:1
  * : run backup:all
pg_repack,pg_squeeze,pg_rewind,pg_basebackup,pg_archivecleanup,pg_resetwal,vacuumdb,reindexdb,clusterdb,vacuumlo,pgcopydb,pgloader takes=-d,--dbname,-t,--table,-h,-U,-p,-D,--pgdata,--target-pgdata,--source-server,-j,-n,-i,-x,--source-pgdata
  list ping : probe
  * : run database:-d,--dbname,-t,--table,-D,--pgdata,--target-pgdata,*
createdb,createuser,createlang takes=-h,-U,-p,-O,-E,-T,-D
  * : add database:last
dropdb,dropuser,droplang takes=-h,-U,-p
  * : remove database:last
mysqlshow,mysqldumpslow,pt-table-checksum,pt-slave-find,pt-replica-find,pt-duplicate-key-checker,pt-show-grants,pt-index-usage,pt-deadlock-logger,pt-fk-error-logger,pt-config-diff,pt-mext,pt-pmp,pt-sift,pt-diskstats,pt-ioprofile,pt-mongodb-summary,pt-mongodb-query-digest,pt-upgrade,pt-visual-explain,pt-variable-advisor,mysqlrplshow,mysqldbcompare,mysqldiff,mysqltuner,mysqltuner.pl,bsondump,mongoperf,mongotop,mongostat,mtools,mlogfilter,mloginfo,ibd2sdi,innochecksum,perror,my_print_defaults,mysql_config,redis-benchmark,memtier_benchmark,sysbench,mysqlslap,redis-memory-for-key,rdb,rdbtools,memstat,cbstats,cbc-ping,cbcollect_info,influx_inspect,sstabledump,sstableutil,sstablemetadata,sstablepartitions,cassandra-stress,clickhouse-benchmark,clickhouse-local,tsdb,ts-bench,ycsb,db2pd,db2top,db2look,onstat,pgwatch,ogrinfo takes=-h,-u,-p,-P,-S,-i,-d,-s,-t,-a
  * : probe
pt-kill takes=-h,-u,-p,-P,-S,--busy-time,--match-info,--match-user,--interval,--match-command,--idle-time,--victims,--run-time
  +--kill +--kill-query +--kill-busy-commands : kill database-connections:0
  * : probe
pt-table-sync,pt-online-schema-change,pt-archiver,pt-find,gh-ost,skeema takes=-h,-u,-p,-P,-S,--alter,--database,--table,--host,--user,--password,--where,--source,--dest,--max-load,--critical-load,--chunk-size,--conf,--max-lag-millis,--chunk-time
  diff lint : probe
  +--execute push pull : run database-table:--database,--table,*
  +--purge : remove database-table:--source
  +--print +--dry-run +--test +--noop : probe
  * : probe
pt-slave-restart,pt-replica-restart
  * : kick replication:0
xtrabackup,mariabackup,mariadb-backup,innobackupex,myloader,mysqlpump,mysqlbackup,mysql_upgrade,mariadb-upgrade,mysql_install_db,mysql_secure_installation,mysql_tzinfo_to_sql,mysqlimport,myisamchk,aria_chk,mysql_convert_table_format,mysqlrpladmin,mysqlfailover,mysqlreplicate,mysqlrouter_keyring takes=--target-dir,--user,--password,--datadir,-d,-u,-p,-h,-P,-S,--host,--slave,--master,--new-master
  +--check +--describe health gtid : probe
  +--backup : run backup:--target-dir
  +--prepare +--apply-log : run backup:--target-dir
  +--copy-back +--move-back : run database-restore:--target-dir
  * : run database:all
mysqladmin,mariadb-admin takes=-u,-p,-h,-P,-S,-i,-c
  ping status processlist extended-status variables version proc stat var : probe
  kill : kill mysql-thread:*
  flush-* reload refresh : kick mysql:0
  start-slave start-replica start-all-slaves : resume replication:0
  stop-slave stop-replica stop-all-slaves : pause replication:0
  shutdown : pause service:mysql
  create : add database:1
  drop : remove database:1
  password : set account-password:0
  debug : look
  * : run mysql:all
mysqlcheck,mariadb-check takes=-u,-p,-h,-P,-S
  +--repair +-r +--auto-repair : run database-repair:*
  +--optimize +-o : run database-optimize:*
  +--analyze +-a : run database-analyze:*
  +--check-upgrade +-g +--check +-c : probe
  * : probe
orchestrator-client,orchestrator takes=-c,-i,-a,-d,-H,-D,-R,-o,-r,-q,-l,-n,-U,-P
  +-c : clitext
  * : probe
dbdeployer,vtctlclient,vtctldclient,vtctl,mysqlctl,pscale,tiup,pd-ctl,tikv-ctl,tidb-ctl,dmctl,mgr takes=--server,-u,-d,--host,--master-addr,-s
  Get* List* Show* Validate* FindAllShardsInKeyspace status show list display store region member health ping operator.show hot.* scheduler.show config.show cluster.display cluster.list cluster.check query-status get* : probe
  PlannedReparentShard EmergencyReparentShard TabletExternallyReparented : run cluster-role:1
  cluster.restart cluster.reload RefreshState* ReloadSchema* : kick cluster:all
  cluster.start StartReplication StartSlave resume-task operator.add : resume cluster:all
  cluster.stop StopReplication StopSlave pause-task stop-task : pause cluster:all
  config.set ChangeTabletType Set* scheduler.config : set cluster-setting:1-2
  scheduler.add : add cluster-scheduler:all
  scheduler.remove operator.remove cluster.prune Delete* : remove cluster:all
  * : verbs cluster:all
mongodump,mongoexport takes=--host,--port,-u,-p,--db,-d,-c,--collection,--out,-o,--archive,-q,--uri,--authenticationDatabase,-h
  * : run database-copy:--out,-o,--archive
mongorestore,mongoimport,mongofiles takes=--host,--port,-u,-p,--db,-d,-c,--collection,--uri,--authenticationDatabase,-h,--archive,--file,--nsInclude,--nsFrom,--nsTo,-f
  list : look
  +--dryRun : look
  * : run database:--db,-d,-c,--collection,last
nodetool takes=-h,--host,-p,--port,-u,--username,-pw,-pwf,-dc,-j,-st,-et,-t,--table scope=-h,--host
  status info tpstats compactionstats netstats describecluster describering ring cfstats tablestats tablehistograms cfhistograms proxyhistograms toppartitions profileload gossipinfo get* failuredetector version statusbackup statusbinary statusgossip statushandoff statusthrift statusautocompaction listsnapshots listpendinghints compactionhistory rangekeysample viewbuildstatus repair_admin.list repair_admin+--list repair_admin.show verify datapaths gcstats clientstats help : probe
  disable* pausehandoff drain stopdaemon : pause cassandra:last
  enable* resumehandoff : resume cassandra:last
  set* : set cassandra-setting:0
  invalidate* flush refresh* reload* reset* : kick cassandra:all
  stop repair_admin+--cancel repair_admin.cancel : kill cassandra-compaction:last
  removenode assassinate : remove cassandra-node:last
  clearsnapshot truncatehints : remove cassandra-snapshot:all
  snapshot : add cassandra-snapshot:all
  cleanup compact repair rebuild* scrub upgradesstables decommission move garbagecollect bootstrap* import join relocatesstables replaybatchlog : run cassandra:all
  * : run cassandra:all
cassandra,scylla,dse takes=-p,-R
  +-v : look
  * : resume service:cassandra
sstableverify
  * : probe
sstableloader,sstablescrub,sstableupgrade,sstablerepairedset,sstablesplit,sstablelevelreset,sstableofflinerelevel takes=-d,-u,-pw
  * : run cassandra-files:all
etcdctl,etcdutl takes=--endpoints,--cacert,--cert,--key,--user,-w,--write-out,--dial-timeout,--command-timeout,--peer-urls,--name,--initial-cluster,--initial-cluster-token,--data-dir,--rev,-C,--lease,--ca-file,--cert-file,--key-file
  endpoint.* member.list cluster-health get ls watch alarm.list snapshot.status auth.status user.list user.get role.list role.get lease.list lease.timetolive check.* version stat : probe
  put set mk mkdir update lease.grant : set kv:1
  del rm rmdir lease.revoke : remove kv:*
  member.add user.add role.add : add etcd-member:1
  member.remove user.delete role.delete : remove etcd-member:1
  member.update member.promote : set etcd-member:1
  alarm.disarm : kick etcd-alarm:0
  defrag : run etcd-defrag:0
  compact compaction : run etcd-history:0
  snapshot.save backup : add etcd-snapshot:1
  snapshot.restore : run etcd-restore:1
  move-leader elect : run etcd-leader:0
  auth.enable : resume etcd-auth:0
  auth.disable : pause etcd-auth:0
  * : run etcd:all
vault,bao takes=-address,-namespace,-format,-field,-version,-mount,-versions,-path,-ttl,-policy,-reason
  operator.raft.list-peers operator.raft.autopilot.* operator.members operator.key-status operator.diagnose operator.usage operator.raft.snapshot.inspect status read list kv.get kv.list kv.metadata.get token.lookup token.capabilities lease.lookup audit.list auth.list auth.help secrets.list policy.list policy.read policy.fmt plugin.list plugin.info namespace.list namespace.lookup version version-history path-help pki.health-check pki.list-intermediates pki.verify-sign debug monitor print print.token : probe
  login unwrap : local
  operator.unseal : resume vault-seal:0
  operator.seal : pause vault-seal:0
  write kv.put kv.patch kv.metadata.put kv.rollback kv.undelete policy.write secrets.tune auth.tune : set secret:1
  delete kv.delete kv.destroy kv.metadata.delete policy.delete : remove secret:1
  token.create secrets.enable auth.enable audit.enable plugin.register namespace.create : resume vault-engine:1
  secrets.disable auth.disable audit.disable plugin.deregister namespace.delete : pause vault-engine:1
  token.revoke lease.revoke : remove vault-lease:all
  token.renew lease.renew plugin.reload operator.rotate : kick vault-lease:all
  operator.step-down operator.raft.remove-peer operator.raft.join operator.generate-root : run vault-leader:all
  operator.raft.snapshot.save : add vault-snapshot:last
  server agent proxy : resume service:vault
  * : run vault:all
consul takes=-http-addr,-token,-datacenter,-namespace,-http-token,-reason,-service,-name,-filter,-id
  members info monitor catalog.* operator.raft.list-peers operator.autopilot.get-config operator.autopilot.state kv.get kv.export validate version rtt watch config.list config.read intention.check intention.get intention.list intention.match acl.*.list acl.*.read connect.ca.get-config keyring+-list event+-list snapshot.inspect troubleshoot.* peering.list peering.read debug : probe
  maint+-enable : pause consul-maintenance:-service
  maint+-disable : resume consul-maintenance:-service
  maint : probe
  kv.put kv.import config.write : set kv:1
  kv.delete config.delete : remove kv:1
  services.register intention.create acl.*.create join peering.establish : add consul:all
  services.deregister intention.delete acl.*.delete peering.delete : remove consul:all
  reload : kick service:consul
  keyring event exec : run consul:all
  lock : run consul-lock:all
  snapshot.save : add consul-snapshot:last
  snapshot.restore : run consul-restore:last
  leave force-leave operator.raft.remove-peer operator.raft.transfer-leader : run consul-cluster:all
  operator.autopilot.set-config connect.ca.set-config acl.*.update : set consul-setting:0
  agent : resume service:consul
  * : run consul:all
nomad takes=-address,-namespace,-region,-deadline,-task,-m,-group,-reason,-meta,-version,-t
  job.status job.history job.inspect job.plan job.validate job.deployments job.allocs node.status alloc.status alloc.checks alloc.fs deployment.status deployment.list deployment.watch eval.list eval.status server.members operator.raft.list-peers operator.autopilot.* operator.debug operator.metrics agent-info monitor status ui version volume.status plugin.status namespace.* quota.status service.list service.info acl.*.list acl.*.info var.get var.list node.config fmt validate plan inspect : probe
  alloc.logs+-f logs+-f : follow
  alloc.logs logs : log nomad-alloc:1
  alloc.exec exec : execlike
  node.drain+-disable : resume node-drain:last
  node.drain+-enable node.drain : pause node-drain:last
  node.eligibility+-enable : resume node-eligibility:last
  node.eligibility : pause node-eligibility:last
  job.stop stop : pause nomad-job:last
  job.start : resume nomad-job:last
  alloc.stop : kick nomad-alloc:1
  alloc.restart alloc.signal job.restart job.periodic.force job.eval job.dispatch : kick nomad-job:all
  job.revert : set nomad-job-version:1
  job.scale scale : set nomad-scale:1
  job.promote deployment.promote deployment.resume deployment.unblock : run nomad-deployment:1
  deployment.pause : pause nomad-deployment:1
  deployment.fail : kill nomad-deployment:1
  job.run run : run nomad-job:last
  system.gc system.reconcile* : kick nomad:0
  var.put operator.scheduler.set-config : set nomad-variable:1
  var.purge volume.deregister volume.detach server.force-leave operator.raft.remove-peer : remove nomad:all
  * : run nomad:all
couchbase-cli,cbbackupmgr,cbq,cbc takes=-c,--cluster,-u,--username,-p,--password,--bucket,--server-failover,--server-add,--server-remove,--services,-a,--archive,-r,--repo,-s,-U,--script
  *-list *-info rebalance-status host-list server-list bucket-list info list setting-query+--get cat ping compare node-to-node-encryption+--get : probe
  +-s +--script : sql
  rebalance failover recovery server-readd server-add : run couchbase:all
  rebalance-stop : kill couchbase-rebalance:0
  bucket-edit setting-* : run couchbase-setting:--bucket
  bucket-compact bucket-flush : run couchbase-bucket:--bucket
  bucket-create user-manage+--set : add couchbase-bucket:--bucket
  bucket-delete user-manage+--delete remove : remove couchbase-bucket:--bucket
  * : run couchbase:all
neo4j,neo4j-admin takes=--database,--from-path,--to-path
  status version server.report server.validate-config server.list database.info memrec server.memory-recommendation database.check check-consistency report : probe
  restart : kick service:neo4j
  start : resume service:neo4j
  stop : pause service:neo4j
  dbms.set-initial-password dbms.set-default-admin : set account-password:0
  * : run database:--database,last
cypher-shell,gremlin,orientdb,arangosh,redisgraph,rethinkdb,surreal,dgraph,hasura takes=-a,-u,-p,-d,--format,--server.endpoint,--javascript.execute-string
  *CREATE* *MERGE* *SET* *DELETE* *DROP* *REMOVE* *TERMINATE* *STOP* *START* *dbms.kill* *CALL*shutdown* : run graph:all
  metadata.diff metadata.inconsistency.list migrate.status : probe
  * : probe
influxd,influxd-ctl,victoria-metrics-ctl,vmbackup,vmrestore,questdb.sh,prom-migrator
  inspect show* version print-config status : probe
  restore : run database-restore:all
  backup : run backup:all
  restart : kick service:influxdb
  remove-* delete-* : remove database:all
  * : run database:all
asmcmd,adrci,cluvfy,olsnodes,opatch,ocrconfig,oifcfg,tnsping takes=-p
  ls* lsdg lsct lsof lsdsk find du pwd iostat show* stage comp lsinventory getif iflist dsget spget : probe
  mount online dsset : resume asm:*
  umount offline : pause asm:*
  rm dropdg purge : remove asm:*
  +-showbackup : probe
  apply rollback auto : run oracle-patch:all
  * : probe
ocrcheck
  * : probe
lsnrctl,srvctl,crsctl takes=-d,-db,-i,-instance,-n,-node,-s,-service,-l,-g,-o,-t,-r
  status services show check config stat query version predict getenv get.* : probe
  reload : kick listener:*
  relocate switchover : run oracle-service:-d,-db,-s,-service
  start enable : resume oracle:-d,-db,-i,-instance,-s,-service,*
  stop disable : pause oracle:-d,-db,-i,-instance,-s,-service,*
  set modify setenv : run oracle-setting:-d,-db,-s,-service,*
  add : add oracle:all
  remove delete unsetenv : remove oracle:all
  * : run oracle:all
dgmgrl
  *show* *validate* : probe
  *.*switchover* *.*failover* *.*convert* *.*reinstate* *.*enable* *.*disable* *.*edit* : run oracle-role:last
  *.*show* *.*validate* : probe
  *switchover* *failover* *convert* *reinstate* *enable* *disable* *edit* : run oracle-role:last
  * : interactive
memcached-tool
  *.dump *.stats *.display *.settings *.sizes : probe
  *.move : set memcached:all
  * : probe
memflush,memrm,memslap takes=-s,--servers
  * : kick cache:--servers
`;
