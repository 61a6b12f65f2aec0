/** Databases, caches, queues, search. SQL and JavaScript payloads are read by `payload.ts`. Grammar: `table.ts`. */
export const dataStores = `
psql,mysql,mariadb,sqlite3,cqlsh,clickhouse-client,sqlcmd,usql,mycli,pgcli,trino,duckdb,isql,db2,hdbsql,nzsql,vsql,snowsql,bteq,influxql,ksql,sqlline.py,beeline,impala-shell,presto,crash,questdb takes=-c,--command,-e,--execute,-q,--query,-h,--host,-U,-u,--user,-p,--port,-d,--dbname,-D,--database,-f,--file,-P,-v,-F,-Q,-S,-o,-R,-T,-L,--set scope=-h,--host,-p,--port
  * : sql
cockroach takes=-e,--execute,--host,--certs-dir,--url,-d,--database,--wait,-f,--file
  sql : sql
  node.status node.ls init.status version gen debug.list-files auth-session.list : probe
  node.drain node.decommission quit : pause cockroach-node:1
  node.recommission start start-single-node : resume cockroach-node:1
  * : run cockroach:all
mysqlsh takes=-e,--execute,-h,--host,-u,--user,-p,-P,--port,-f,--file,-D
  +--sql : sql
  * : mongo
mongosh,mongo takes=--eval,--host,--port,-u,-p,--authenticationDatabase,-f
  * : mongo
redis-cli,valkey-cli,keydb-cli takes=-h,-p,-a,-n,-u,-s,--user,--pass,--pattern,--cacert,--cert,--key,-r,-i scope=-h,-p,-n,-s lies
  config.set : set redis-config:1
  config.rewrite : run redis-config-file:0
  config.resetstat memory.purge latency.reset slowlog.reset script.flush client.unblock client.pause memory.doctor : kick redis:0
  set setex mset hset incr decr lpush rpush sadd zadd append getset setnx psetex xadd publish : send redis-key:1
  expire pexpire persist expireat rename : set redis-ttl:1
  del unlink hdel srem zrem lrem ltrim xtrim getdel xdel spop : remove redis-key:*
  flushall flushdb : run redis-data:0
  client.kill : kill redis-client:*
  slaveof replicaof : set redis-replication:0
  cluster.failover failover sentinel.failover : run redis-role:0
  cluster.meet cluster.forget cluster.reset cluster.addslots cluster.replicate sentinel.reset sentinel.set : run redis-cluster:*
  bgsave save bgrewriteaof shutdown debug.reload acl.setuser acl.deluser swapdb : run redis:*
  function.kill script.kill : kill redis-script:0
  check+--cluster info+--cluster : probe
  +--cluster : run redis-cluster:*
  xgroup xack xclaim xautoclaim xsetid lset linsert hincrby incrby decrby decr sunionstore zunionstore restore copy move migrate pfadd geoadd lmove rpoplpush lpop rpop blpop brpop persist setbit hexpire eval evalsha fcall +--eval +--pipe : run redis-key:*
  cluster.info cluster.nodes cluster.slots cluster.shards cluster.countkeysinslot cluster.getkeysinslot cluster.myid : probe
  +--scan +--bigkeys +--memkeys +--latency +--hotkeys +--stat ping info : probe
  * : probe
pg_ctl,pg_ctlcluster,mysqld_safe,mongod,redis-server,memcached takes=-D,-l,-o,-m,-t,--config,-f
  status *.*.status : probe
  restart reload *.*.restart *.*.reload : kick service:0
  start *.*.start : resume service:0
  stop *.*.stop : pause service:0
  promote *.*.promote : run role:0
  * : resume service:0
pg_isready,pg_lsclusters,pg_controldata,mysqlcheck-c,pg_amcheck,pg_top,pg_activity,pg_waldump,pt-summary,pt-mysql-summary,pt-heartbeat,pt-stalk,pgcenter,mysqlbinlog,mysqlslap,mongostat,mongotop,redis-check-rdb,sstablemetadata,sstableloader-look,kafka-dump-log.sh,mytop,innotop,pgbadger,pt-query-digest
  * : probe
mysqlcheck takes=-u,-p,-h,-P,-S
  +--repair +-r +--auto-repair +--optimize +-o +--analyze +-a : run database:all
  * : probe
mysqladmin takes=-u,-p,-h,-P,-S
  ping status processlist extended-status variables version : probe
  kill : kill mysql-thread:*
  flush-hosts flush-tables flush-logs flush-privileges reload refresh : kick mysql:0
  start-slave start-replica : resume replication:0
  stop-slave stop-replica : pause replication:0
  shutdown : pause service:mysql
  * : run mysql:*
pg_restore takes=-d,--dbname,-h,-U,-p,-j,-t,--table,-n,-F,-L,-I,-T
  +-l +--list : look
  * : run database:--dbname,-d,-t,--table,last
pg_dump,pg_dumpall,mysqldump,mongodump,mysqlpump,mydumper,pg_dump_anon takes=-d,-h,-U,-p,-f,-F,-t,-n,-u,-P,-S,-r,-o,--out,--db,--host,--result-file,--file
  +-f +--file +-r +--result-file +--out +-o : run database-copy:--file,-f,--result-file,-r,--out,-o
  * : look
redis-check-aof
  +--fix : run redis-file:*
  * : look
sqlplus,rman,impdp,expdp,imp,exp
  @* *.@* *.*.@* *.*.*.@* : run sql-file:all
  +-S : sql
  * : sql
orchestrator-client takes=-c,-i,-a,-d,-H
  +-c : clitext
  * : probe
vacuumdb,reindexdb,pg_repack,pg_basebackup,pg_rewind,createdb,dropdb,createuser,dropuser,pg_archivecleanup,pg_resetwal,mysql_upgrade,xtrabackup,pt-online-schema-change,pt-kill,gh-ost,mongorestore,myisamchk,repmgr,patronictl,pgbackrest,barman,wal-g,pt-table-sync takes=-d,-h,-U,-p,-D,-j,-f,-F,-t,-c,-n
  list topology cluster.show node.status info show-config check history show : probe
  pause : pause cluster:0
  resume : resume cluster:0
  restart reload reinit : kick cluster:*
  * : run database:*
rabbitmqctl,rabbitmqadmin,rabbitmq-diagnostics,rabbitmq-plugins,rabbitmq-queues takes=-n,-p,--vhost,-t,-q scope=-n,-p,--vhost
  status list list_queues list_consumers list_connections list_channels list_exchanges list_bindings list_users list_permissions list_vhosts list_policies list_unresponsive_queues list_parameters cluster_status report node_health_check ping check_running check_local_alarms check_port_connectivity check_alarms environment get show alarms memory_breakdown quorum_status is_booting check_virtual_hosts overview authenticate_user list_* check_* : probe
  close_connection close_all_connections close_all_user_connections : kick rabbit-connections:0
  purge_queue purge delete_queue delete clear_policy clear_permissions delete_user forget_cluster_node clear_parameter : remove rabbit:*
  set_vm_memory_high_watermark set_disk_free_limit : set rabbit-setting:0
  set_policy set_permissions set_parameter set_user_tags change_password : set rabbit:1
  stop_app stop shutdown suspend_listeners : pause rabbit-app:0
  start_app resume_listeners await_startup : resume rabbit-app:0
  enable : resume rabbit-plugin:*
  disable : pause rabbit-plugin:*
  add_user add_vhost declare : add rabbit:*
  force_gc hibernate rotate_logs sync_queue restart_vhost reload : kick rabbit:*
  publish : send rabbit:*
  * : run rabbit:*
kafka-topics,kafka-topics.sh,kafka-consumer-groups,kafka-consumer-groups.sh,kafka-configs,kafka-configs.sh,kafka-acls,kafka-acls.sh,kafka-reassign-partitions,kafka-reassign-partitions.sh,kafka-leader-election,kafka-leader-election.sh,kafka-delete-records,kafka-delete-records.sh,kafka-broker-api-versions.sh,kafka-log-dirs.sh,kafka-get-offsets.sh,kafka-storage.sh,kafka-metadata-quorum.sh,rpk takes=--bootstrap-server,--group,--topic,--zookeeper,--config,--alter-config,--add-config,--delete-config,--entity-name,--entity-type,--partitions,--replication-factor,--reassignment-json-file,--command-config,--to-offset,--to-datetime,--offset-json-file,--from-file,-b,-t,-C,-L
  +--describe +--list +--verify +--dry-run +--members +--state +--generate topic.describe group.describe cluster.health group.list topic.list cluster.info +-L +-C topic.consume : probe
  +--create topic.create : add kafka-topic:--topic
  +--delete topic.delete group.delete : remove kafka:--topic,--group
  +--add-config +--delete-config : kafkaconfig
  +--alter topic.alter-config : set kafka-config:--entity-name,--topic
  +--reset-offsets+--execute group.seek : set kafka-offset:--group,--topic
  +--reset-offsets : preview
  +-P topic.produce : send kafka:0
  * : run kafka:--topic,--group
kcat,kafkacat takes=-b,-t,-p,-o,-c,-K,-D,-G,-X,-f,-s,-r,-z,-F,-l
  +-L +-C +-Q +-G +-e +-o +-c +-f : probe
  +-P : send kafka:-t
  * : kafkawrite kafka:-t
kafka-console-consumer,kafka-console-consumer.sh,kafka-verifiable-consumer.sh
  * : probe
kafka-console-producer,kafka-console-producer.sh
  * : probe
kafka-server-start.sh,zookeeper-server-start.sh,kafka-server-start
  * : resume service:0
kafka-server-stop.sh,zookeeper-server-stop.sh,kafka-server-stop
  * : pause service:0
nats,nsc,pulsar-admin
  info ls report list get stats top server.list stream.info stream.ls consumer.info consumer.ls server.check account.info topics.stats : probe
  stream.purge stream.rm consumer.rm rm purge topics.skip topics.clear-backlog : remove stream:*
  pub : send stream:*
  * : run stream:*
nodetool,cassandra,scylla
  status info tpstats compactionstats netstats describecluster ring cfstats tablestats gettimeout gossipinfo : probe
  drain disablegossip disablebinary disablethrift disableautocompaction disablehandoff : pause cassandra:0
  enablegossip enablebinary enableautocompaction enablehandoff : resume cassandra:0
  setcompactionthroughput setstreamthroughput settraceprobability settimeout : set cassandra-setting:0
  * : run cassandra:*
influx takes=-execute,-database,-host,-port,-username,-password,-precision,-b,--bucket,-o,--org,-t,--token
  +-execute : clitext
  ping query bucket.list org.list user.list task.list config.list auth.list version : probe
  write : send influx:0
  * : verbs influx:all
mc takes=--config-dir,-C
  admin.info admin.trace admin.top admin.prometheus admin.heal+--dry-run ls stat du tree find diff ping ready alias.list admin.user.list admin.policy.list : probe
  admin.service.restart admin.service.unfreeze : kick minio:0
  admin.service.stop admin.service.freeze : pause minio:0
  admin.heal admin.decommission admin.rebalance admin.update : run minio:all
  rm rb : remove minio-object:*
  alias : local
  admin config : set minio:1-3
  * : run minio:all
elasticsearch-plugin,elasticsearch-node,elasticsearch-keystore,opensearch-plugin,curator,promtool-tsdb,minio
  list ls info admin.info stat version du : look
  * : run store:*
clickhouse-keeper-client,ceph,rados,rbd,gluster,drbdadm,pcs,crm,crm_resource,crm_mon,corosync-quorumtool
  status health health.detail df osd.tree osd.df osd.stat mon.stat quorum_status pg.stat osd.pool.stats -s +-s ls list +-1 volume.status volume.info peer.status volume.heal.*.info role dstate cstate resource.show constraint.list : probe
  osd.set osd.pause resource.disable node.standby standby property.set.maintenance-mode=true : pause cluster-flag:*
  osd.unset osd.unpause resource.enable node.unstandby unstandby property.set.maintenance-mode=false : resume cluster-flag:*
  osd.out osd.down : pause osd:*
  osd.in : resume osd:*
  resource.cleanup resource.restart resource.refresh +--cleanup : kick resource:*
  config.set osd.pool.set : set ceph-setting:1-2
  * : run cluster:*
`;
