/** Brokers, queues, streams and what coordinates them. Rows from the tools' manuals. Grammar: `table.ts`. */
export const queueTools = `
kafka-transactions,kafka-transactions.sh,kafka-features,kafka-features.sh,kafka-cluster,kafka-cluster.sh,kafka-metadata-shell.sh,kafka-metadata-quorum,kafka-metadata-quorum.sh,kafka-storage,kafka-storage.sh,kafka-delegation-tokens.sh,kafka-client-metrics.sh,kafka-share-groups.sh,kafka-streams-application-reset,kafka-streams-application-reset.sh,zookeeper-security-migration.sh takes=--bootstrap-server,--bootstrap-controller,--command-config,--topic,--partition,--producer-id,--start-offset,--transactional-id,--application-id,--input-topics,-c,-t,--config,--cluster-id,--broker-id
  describe list find-hanging describe-producers cluster-id info random-uuid +--describe +--list version-mapping : probe
  abort forceTerminateTransaction : kill kafka-transaction:--transactional-id,--topic,--partition
  format : run kafka-storage:0
  upgrade downgrade disable : run kafka-feature:0
  unregister remove-controller : remove kafka-broker:all
  add-controller : add kafka-broker:all
  * : run kafka:--application-id,*
kafka-get-offsets,kafka-get-offsets.sh,kafka-broker-api-versions,kafka-broker-api-versions.sh,kafka-log-dirs,kafka-log-dirs.sh,kafka-dump-log,kafka-dump-log.sh,kafka-run-class.sh,kafka-run-class,kafka-producer-perf-test.sh,kafka-consumer-perf-test.sh,kafka-e2e-latency.sh,kafka-jmx.sh,kafka-replica-verification.sh,kafka-verifiable-consumer,kafka-simple-consumer,kafka-lag-exporter,trubka takes=--bootstrap-server,--topic,--command-config,--topic-list,--broker-list,--time
  * : probe
kafka-acls,kafka-acls.sh takes=--bootstrap-server,--command-config,--topic,--group,--allow-principal,--deny-principal,--operation,--transactional-id,--authorizer-properties
  +--list : probe
  +--add : add kafka-acl:--allow-principal,--deny-principal,--topic,--group,--operation
  +--remove : remove kafka-acl:--allow-principal,--deny-principal,--topic,--group,--operation
  * : probe
kafka-leader-election,kafka-leader-election.sh,kafka-preferred-replica-election.sh takes=--bootstrap-server,--election-type,--topic,--partition,--path-to-json-file,--admin.config
  * : run kafka-leaders:--topic,--partition
kafka-reassign-partitions,kafka-reassign-partitions.sh takes=--bootstrap-server,--reassignment-json-file,--topics-to-move-json-file,--broker-list,--throttle,--command-config,--replica-alter-log-dirs-throttle
  +--verify +--generate +--list : probe
  +--execute : run kafka-reassignment:--reassignment-json-file
  +--cancel : kill kafka-reassignment:--reassignment-json-file
  * : probe
rpk takes=-X,--brokers,--group,-g,--topic,-t,--set,-p,--partitions,-r,--replicas,--to,--topics,--topics-file,--config,--profile,--format,-n,--delete
  topic.describe topic.list topic.consume topic.describe-storage group.describe group.list cluster.health cluster.info cluster.metadata cluster.status cluster.config.get cluster.config.status cluster.config.export cluster.config.list cluster.maintenance.status cluster.partitions.list cluster.partitions.move-status cluster.partitions.balancer-status cluster.storage.status* cluster.logdirs.* cluster.txn.list cluster.txn.describe* cluster.quotas.describe cluster.license.info redpanda.admin.brokers.list redpanda.admin.partitions.list redpanda.admin.config.print security.*.list acl.list acl.user.list debug.* version registry.*.list registry.*.get transform.list connect.* : probe
  cluster.maintenance.enable : pause broker-maint:1
  cluster.maintenance.disable : resume broker-maint:1
  cluster.config.set cluster.config.import redpanda.admin.config.log-level.set redpanda.config.set : set broker-setting:1
  cluster.config.edit : edit broker-setting:0
  topic.alter-config : set kafka-config:*,--set,--delete
  group.seek : set kafka-offset:1
  topic.create security.*.create acl.create acl.user.create topic.add-partitions : add kafka-topic:all
  topic.delete group.delete group.offset-delete security.*.delete acl.delete acl.user.delete topic.trim-prefix : remove kafka-topic:all
  topic.produce : send kafka-topic:1
  redpanda.start : resume service:redpanda
  redpanda.stop : pause service:redpanda
  redpanda.admin.brokers.decommission cluster.partitions.move cluster.partitions.transfer-leadership cluster.partitions.balance cluster.self-test* cluster.partitions.unsafe-recover redpanda.tune : run brokers:all
  cluster.partitions.move-cancel cluster.partitions.cancel cluster.txn.kill : kill brokers:all
  redpanda.admin.brokers.recommission : resume brokers:all
  * : run brokers:all
kafkactl,kaf,kt,topicctl takes=-b,-t,-g,--brokers,--group,--topic,-c
  get describe list consume tail cat offsets lag check attach topics nodes groups topic.describe node.list group.ls group.describe topics.ls : probe
  create.* topic.create : add kafka-topic:last
  delete.* topic.delete group.delete : remove kafka-topic:last
  alter.* reset.* reset-offset.* group.commit topic.set-config : set kafka-topic:last
  produce : send kafka-topic:1
  apply rebalance bootstrap : run kafka:all
  * : probe
rabbitmqctl takes=-n,-p,--vhost,-t,-q,--node,--timeout,-l,--formatter,--reason,--priority,--apply-to scope=-n,-p,--vhost
  status list list_* report node_health_check ping check_* cluster_status environment get show alarms memory_breakdown authenticate_user is_* node_health* version hash_password schema_info decode help await_online_nodes wait : probe
  close_connection close_all_connections close_all_user_connections : kick rabbit-connections:all
  purge_queue delete_queue : remove rabbit-queue:1
  clear_policy clear_operator_policy clear_permissions clear_parameter clear_global_parameter clear_topic_permissions clear_vhost_limits clear_user_limits clear_password : remove rabbit-setting:all
  delete_user delete_vhost delete_shovel : remove rabbit:all
  forget_cluster_node : remove rabbit-node:1
  set_vm_memory_high_watermark : set rabbit-memory-limit:0
  set_disk_free_limit : set rabbit-disk-limit:0
  set_log_level : set rabbit-log-level:0
  set_policy set_operator_policy : set rabbit-policy:1
  set_permissions set_topic_permissions set_permissions_globally : set rabbit-permissions:1
  set_parameter : set rabbit-parameter:1-2
  set_global_parameter set_cluster_name : set rabbit-parameter:1
  set_user_tags : set rabbit-tags:1
  change_password : set rabbit-password:1
  set_vhost_limits set_user_limits update_vhost_metadata : set rabbit-limits:1
  stop_app stop shutdown suspend_listeners suspend_all_listeners : pause rabbit-app:0
  start_app resume_listeners resume_all_listeners : resume rabbit-app:0
  await_startup : probe
  enable_feature_flag enable_free_disk_space_monitoring : run rabbit-feature:1
  trace_on : resume rabbit-trace:0
  trace_off : pause rabbit-trace:0
  add_user add_vhost add_parameter : add rabbit:1
  force_gc hibernate rotate_logs sync_queue restart_vhost cancel_sync_queue eval : kick rabbit:all
  join_cluster reset force_reset force_boot change_cluster_node_type rename_cluster_node update_cluster_nodes import_definitions encode grow_to_count delete_member add_member transfer_leadership rebalance : run rabbit-cluster:0
  * : run rabbit:all
rabbitmq-queues,rabbitmq-streams,rabbitmq-upgrade,rabbitmq-diagnostics,rabbitmq-plugins takes=-n,-p,--vhost,-t,-q,--node,--timeout,--vhost-pattern,--queue-pattern scope=-n,-p,--vhost
  list_* quorum_status stream_status check_* coordinator_status await_* list is_enabled directories status ping : probe
  enable : resume rabbit-plugin:*
  disable : pause rabbit-plugin:*
  set : set rabbit-plugins:0
  drain : pause rabbit-maint:0
  revive : resume rabbit-maint:0
  delete_member delete_replica shrink : remove rabbit-member:all
  add_member add_replica grow : add rabbit-member:all
  rebalance reclaim_quorum_memory restart_stream force_checkpoint peek post_upgrade set_stream_retention_policy : run rabbit-queues:all
  observer consume_event_stream log_tail_stream : follow
  log_tail : log rabbit-log:0
  log_location* list memory_breakdown environment report : probe
  * : probe
rabbitmqadmin takes=-H,-P,-u,-p,-V,-c,-N,--host,--port,--username,--password,--vhost,-f,--format,-d,-s scope=-V,--vhost
  list show get health_check export definitions.export overview : probe
  declare : add rabbit:1-2
  delete : remove rabbit:1-2
  purge : remove rabbit-queue:last
  close : kick rabbit-connections:all
  publish : send rabbit:0
  import definitions.import : run rabbit-definitions:all
  * : run rabbit:all
rabbitmq-server
  * : resume service:rabbitmq
nats,nsc,nats-top,stan,nats-streaming takes=-s,--server,--creds,--context,--user,--password,--timeout,-n,--subject,--max-age,--max-msgs,--max-bytes,--replicas
  *.info *.ls *.list *.report *.get *.view *.state *.subjects server.ping server.check.* server.report.* server.list rtt latency bench account.info account.report* errors top schema.* find stream.find stream.graph consumer.find consumer.graph events sub subscribe reply audit.* describe validate : probe
  *.purge *.rm *.rmm *.delete *.del kv.purge : remove stream:all
  stream.edit+--max-age : set stream-max-age:1
  stream.edit+--max-bytes : set stream-max-bytes:1
  stream.edit+--max-msgs : set stream-max-messages:1
  stream.edit+--replicas : set stream-replicas:1
  kv.put kv.update object.put : set stream-key:1-2
  *.edit server.config.set : run stream:all
  *.add *.create *.copy kv.add : add stream:all
  stream.cluster.step-down consumer.cluster.step-down *.cluster.* server.raft.* server.cluster.* stream.restore stream.seal : run stream:all
  consumer.pause : pause consumer:all
  consumer.resume consumer.unpin : resume consumer:all
  server.config.reload server.request.kick server.request.* : kick nats:all
  pub publish request : send stream:1
  stream.backup account.backup : add stream-backup:all
  context.* env select : local
  push pull : run account:all
  * : run stream:all
nats-server takes=--signal,-c,-p
  +-t : conftest
  +--version +-v : look
  +--signal : kick service:nats
  * : resume service:nats
pulsar-admin,pulsarctl takes=-s,--subscription,-n,--count,-m,--messageId,-t,--time,--admin-url,--tenant,--namespace,--name,-b,-p
  *.get* *.list* *.stats* *.partitioned-stats *.info* *.status *.healthcheck *.lookup *.permissions *.peek* *.examine* *.subscriptions *.bundle* *.policies *.partitioned-lookup *.available-workers *.query* *.leader-broker *.runtime-config *.backlog-quota* *.monitor-data *.version *.stats-internal *.internal-* *.last-message-id *.retention topics.offload-status topics.compaction-status : probe
  topics.skip topics.skip-all topics.clear-backlog topics.expire-messages* topics.unsubscribe namespaces.clear-backlog* namespaces.unsubscribe : remove pulsar-backlog:--subscription,-s,*
  topics.reset-cursor topics.set-message-id : set pulsar-cursor:--subscription,-s,*
  *.unload *.restart* *.trigger : kick pulsar:all
  *.delete* *.remove* *.revoke* : remove pulsar:all
  *.set* *.update* *.grant* : run pulsar:all
  *.create* *.enable* *.start* : add pulsar:all
  *.stop* *.disable* : pause pulsar:all
  * : run pulsar:all
pulsar,pulsar-daemon,bookkeeper,bookie
  start : resume service:*
  stop : pause service:*
  shell.listbookies shell.bookieinfo shell.listledgers shell.ledgermetadata shell.bookiesanity shell.whoisauditor shell.listunderreplicated shell.whatisinstanceid : probe
  restart : kick service:*
  * : run bookkeeper:all
activemq,activemq-admin takes=--amqurl,--user,--password,--name,--xobjname,-N,--msgsel
  bstat dstat list query status browse : probe
  purge : remove queue:*
  restart : kick service:activemq
  start console : resume service:activemq
  stop : pause service:activemq
  * : run activemq:all
artemis takes=--name,--url,--user,--password,--address,--filter,--destination,--message-count
  queue.stat address.show check.* browser browse data.print data.exp* address.list queue.list topology : probe
  queue.purge queue.delete address.delete : remove queue:--name
  queue.create address.create : add queue:--name
  queue.update address.update : set queue:--name
  run start : resume service:artemis
  stop kill : pause service:artemis
  transfer data.imp* data.compact data.recovery : run queue:all
  * : run artemis:all
nsq_stat,nsq_tail,nsq_to_file,stomp-dump,mosquitto_sub,mosquitto_rr,qpid-stat,qpid-printevents,qdstat,sidekiqmon,stompy,zkTop,redis-stat
  * : probe
beanstool,beanwalker,beanstalkc takes=-t,-n,--tube,--num,-H
  stats tail peek : probe
  kick : kick queue:-t,--tube
  bury : pause queue:-t,--tube
  delete : remove queue:-t,--tube
  put : send queue:-t,--tube
  * : run queue:all
gearadmin takes=-h,-p
  +--status +--workers +--getpid +--server-version +--show-jobs +--show-unique-jobs : probe
  +--shutdown : pause service:gearmand
  +--drop-function +--cancel-job : remove queue:all
  * : probe
qpid-config,qpid-queue-stats,qpid-route,qdmanage,qpid-tool takes=-b,-a
  add create : add queue:all
  del delete : remove queue:all
  update : set queue:all
  * : probe
emqx,emqx_ctl,emqx-ctl,vernemq,vmq-admin,hivemq
  *status *.status *.list *.show stats broker metrics ctl.*.list ctl.*.show ctl.broker *.cluster.show session.show cluster.show ping ctl.metrics ctl.vm ctl.observer.status : probe
  clients.kick ctl.clients.kick session.disconnect *.restart restart ctl.listeners.restart : kick broker-clients:last
  start foreground ctl.listeners.start listener.start ctl.plugins.enable ctl.rules.enable ctl.plugins.start plugin.enable : resume broker:all
  stop ctl.listeners.stop listener.stop ctl.plugins.disable ctl.plugins.stop plugin.disable : pause broker:all
  cluster.join ctl.cluster.join cluster.leave ctl.cluster.leave ctl.cluster.force-leave cluster.force-leave : run broker-cluster:all
  ctl.banned.add ctl.trace.start : add broker-ban:all
  ctl.banned.del ctl.retainer.clean ctl.trace.stop ctl.retainer.topic : remove broker-ban:all
  ctl.log.set-level ctl.conf.* set : set broker-setting:all
  * : run broker:all
zkServer.sh,zkServer,zookeeper-server
  status version print-cmd : probe
  restart : kick service:zookeeper
  start start-foreground : resume service:zookeeper
  stop : pause service:zookeeper
  * : run service:zookeeper
zkCli.sh,zkCli,zookeeper-shell.sh,zookeeper-shell,zk-shell takes=-server,-timeout,-r,-client-configuration
  set *.set setAcl *.setAcl setquota : set znode:1
  create *.create : add znode:1
  delete deleteall rmr *.delete *.deleteall *.rmr delquota : remove znode:1
  reconfig *.reconfig sync : run zookeeper:all
  * : probe
zkSnapShotToolkit.sh,zkTxnLogToolkit.sh,zkCleanup.sh,zktreeutil
  +-n : run zookeeper-snapshots:0
  * : look
celery takes=-A,--app,-b,--broker,-u,-d,--destination,-Q,--queues,-t,--timeout,-n,-l,--loglevel,-c,--concurrency,--result-backend,--workdir,-j
  inspect status report result logtool list graph : probe
  events : follow
  purge amqp.queue.purge amqp.queue.delete : remove queue:-Q,--queues
  control.shutdown : pause worker:-d,--destination
  control.pool_restart control.autoscale control.pool_grow control.pool_shrink control.heartbeat : kick worker:-d,--destination
  control.cancel_consumer control.disable_events : pause worker-queue:1
  control.add_consumer control.enable_events : resume worker-queue:1
  control.rate_limit control.time_limit : set worker-task:1
  control.revoke control.terminate control.revoke_by_stamped_headers : kill task:*
  multi.restart : kick worker:*
  multi.stop multi.stopwait : pause worker:*
  multi.start : resume worker:*
  multi.kill : kill worker:*
  worker beat flower : resume worker:0
  call : send queue:1
  shell : interactive
  * : run celery:all
rq takes=-u,--url,-c,--config,--queue,-P,-w,-q
  info : probe
  requeue : kick queue:--queue,*
  empty : remove queue:*
  suspend : pause worker:0
  resume : resume worker:0
  worker worker-pool : resume worker:0
  enqueue : send queue:--queue,-q
  * : run queue:all
sidekiqctl
  status : probe
  quiet stop : pause service:sidekiq
  * : probe
dramatiq,huey_consumer.py,huey_consumer,resque-pool,resque-scheduler,que,good_job,delayed_job,faktory,solid_queue,bullmq,temporal,camunda,zbctl,zeebe,conductor takes=-n,--namespace,-w,--workflow-id,--workflow_id,-r,--reason,--address,-t,--task-queue,--query,-q,--type
  *.list *.show *.describe *.count *.query *.stack *.trace operator.cluster.health cluster.health status *.status server.describe : probe
  *.terminate workflow.cancel cancel : kill workflow:-w,--workflow-id,--workflow_id,*
  workflow.reset *.reset* : run workflow:-w,--workflow-id,--workflow_id
  workflow.signal *.update : set workflow:-w,--workflow-id
  *.delete delete : remove workflow:-w,--workflow-id,*
  schedule.toggle : set workflow-schedule:all
  schedule.trigger schedule.backfill restart : kick workflow:all
  start : resume worker:all
  stop : pause worker:all
  * : verbs workflow:all
`;
