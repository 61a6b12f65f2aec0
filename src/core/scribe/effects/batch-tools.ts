/** Schedulers of computing clusters, and what moves and shapes data on them. Rows from the tools' manuals. Grammar: `table.ts`. */
export const batchTools = `
squeue,sinfo,sacct,sdiag,sprio,sstat,sshare,sreport,smap,sview,slurmtop,seff,sjstat,pestat,nodeinfo,reportseff,qstat,qhost,qacct,qselect,qquota,tracejob,checkjob,showq,showstats,showbf,showstart,mdiag,diagnose,bjobs,bhosts,bqueues,bhist,bacct,bpeek,lsload,lsid,lshosts,lsinfo,busers,bugroup,bmgroup,blimits,bparams,condor_q,condor_status,condor_history,condor_check_userlogs,condor_ping,condor_version,condor_who,sge_qhost,llq,llstatus
  * : probe
scontrol takes=-M,--clusters
  show ping listpids getent wait_job write.batch_script version token errnumstr : probe
  reconfigure reconfig : kick slurm:0
  requeue requeuehold top : kick slurm-job:*
  reboot : kick host:*
  cancel_reboot : run host-reboot:*
  hold uhold : pause slurm-job:*
  suspend : pause slurm-job:*
  release resume : resume slurm-job:*
  power.up : resume host:*
  power.down power.asap : pause host:*
  update : set slurm:1
  create : add slurm:1
  delete : remove slurm:*
  setdebug setdebugflags schedloglevel : set slurm-debug:0
  shutdown : pause service:slurm
  takeover notify write checkpoint : run slurm:all
  * : run slurm:all
scancel takes=-u,--user,-p,--partition,-t,--state,-n,--name,-A,--account,-w,--nodelist,-s,--signal,-M,-q,--qos,-R
  +-s +--signal : kick slurm-job:*,-u,--user,-n,--name
  * : kill slurm-job:*,-u,--user,-p,--partition,-t,--state,-n,--name
sbatch,srun,salloc,qsub,qrsh,qlogin,bsub,condor_submit,condor_submit_dag,sbcast,sattach,scrontab,llsubmit,strigger takes=-p,-N,-n,-c,-J,-t,-w,-o,-e,-q,-l,-A,--partition,--nodelist,--mem,--time,-P,-M
  +--test-only +--get : look
  * : run batch-job:all
sacctmgr takes=-M
  show list ping dump version : probe
  add create load : add slurm-account:*
  modify : set slurm-account:all
  delete remove : remove slurm-account:*
  reconfigure : kick slurm:0
  * : run slurm-account:all
slurmrestd,munged,munge,unmunge
  * : probe
qdel,bkill,canceljob,condor_rm,llcancel,qterm
  * : kill batch-job:*
qhold,bstop,condor_hold,mjobctl-h
  * : pause batch-job:*
qrls,bresume,condor_release,releasejob,runjob
  * : resume batch-job:*
qalter,bmod,condor_qedit,condor_prio,qmove,qorder,bswitch,btop-lsf,bbot,setres,condor_userprio takes=-l,-q,-p,-N,-W,-n,-J
  * : set batch-job:all,-l,-q,-p
qmod takes=-q
  +-d : pause batch-queue:*
  +-e : resume batch-queue:*
  +-cj +-cq +-c +-rj +-rq +-r : kick batch-queue:*
  +-sj +-sq +-s : pause batch-queue:*
  +-usj +-usq +-us : resume batch-queue:*
  * : run batch-queue:all
qconf takes=-aattr,-mattr,-rattr,-dattr,-purge
  +-sc +-sconf +-sq +-sql +-sh +-sel +-ss +-sss +-shgrp +-shgrpl +-sp +-spl +-se +-ssconf +-suser +-su +-sul +-stree +-srqsl : probe
  +-aattr +-mattr +-rattr +-ah +-as +-aq +-ae +-ahgrp +-am +-au : add grid-engine:all
  +-de +-dh +-ds +-dq +-dattr +-dhgrp +-purge +-du : remove grid-engine:all
  +-ks +-km +-kej +-ke : pause grid-engine:all
  +-tsm +-rsstnode : kick grid-engine:0
  * : edit grid-engine:0
pbsnodes takes=-N,-C
  +-o : pause batch-node:*
  +-r +-c : resume batch-node:*
  * : probe
qmgr takes=-c
  +-c : clitext
  * : interactive
qrerun,qenable,qdisable,qstart,qstop,qsig
  * : kick batch-job:*
qresub,brequeue,condor_reschedule,condor_vacate,condor_vacate_job,condor_reconfig,condor_restart,bchkpnt,brestart,mschedctl,mjobctl
  * : kick batch-job:*
badmin,lsadmin,bconf,ego,egosh takes=-C
  show* hist hhist qhist perfmon.view ckconfig service.list resource.list : probe
  hclose qclose qinact hshut limshutdown resshutdown service.stop : pause batch-queue:*
  hopen qopen qact hstartup limstartup resstartup service.start : resume batch-queue:*
  reconfig mbdrestart hrestart hreconfig limrestart resrestart reconfig : kick batch-queue:*
  mbddebug mbdtime sbddebug limdebug : set batch-debug:all
  * : run batch:all
condor_drain,condor_off
  * : pause batch-node:*
condor_on
  * : resume batch-node:*
dbt cwd takes=-s,--select,-m,--models,--exclude,-t,--target,--profiles-dir,--project-dir,--vars,--profile,--selector,--args,--state,--threads
  debug ls list compile test parse docs.* source.freshness source show : probe
  deps clean init : run dependencies:0
  run build seed snapshot run-operation retry clone : run data-model:-s,--select,-m,--models,*
  * : run data-model:all
yarn cwd takes=-appStates,-appTypes,-applicationId,-containerId,-u,-queue,-updateLifetime,-D,-kill,-movetoqueue,-signal,-fail,--cwd,-appOwner,-nodeId,-status,-appId,-changeQueue
  application+-kill app+-kill applicationattempt+-fail : kill yarn-application:-kill,-fail
  application+-movetoqueue app+-movetoqueue application+-changeQueue app+-changeQueue : set yarn-application:-movetoqueue,-appId
  application+-updatePriority app+-updatePriority application+-updateLifetime app+-updateLifetime : set yarn-application:*
  application+-stop app+-stop : pause yarn-application:*
  application+-start app+-launch : resume yarn-application:*
  application app applicationattempt node logs+-applicationId logs+-appOwner queue cluster top classpath rmadmin+-getServiceState rmadmin+-getAllServiceState rmadmin+-checkHealth rmadmin+-getGroups timelinereader nodeattributes : probe
  container+-signal : kick yarn-container:-signal
  rmadmin+-refreshQueues rmadmin+-refreshNodes rmadmin+-refreshUserToGroupsMappings rmadmin+-refreshAdminAcls rmadmin+-refreshServiceAcl rmadmin+-refreshSuperUserGroupsConfiguration rmadmin+-refreshNodesResources : kick yarn-settings:0
  rmadmin+-transitionToActive rmadmin+-transitionToStandby rmadmin+-failover rmadmin : run yarn-role:all
  +--daemon : run hdfs:all
  jar : run yarn-job:all
  list info why outdated audit versions config.get config.list npm.audit licenses owner bin check +--version +-v workspaces.list workspaces.info constraints explain npm.info : look
  test run.test : probe
  run start dev build workspace dlx exec create : run task:all
  cache.clean cache : run cache:0
  config.set npm.set config.unset set.version : set package-setting:1
  remove : remove dependencies:0
  add install up upgrade global dedupe link unlink import rebuild patch-commit plugin set : run dependencies:0
  +--check-files +--frozen-lockfile +--immutable +--production : run dependencies:0
  container : probe
  * : run task:all
hdfs,hadoop takes=-D,-fs,-conf,-u,-ns
  dfsadmin.enter : pause hdfs-safemode:0
  dfsadmin.leave dfsadmin.forceExit : resume hdfs-safemode:0
  dfsadmin.get dfsadmin.wait dfsadmin+-report dfsadmin+-printTopology dfsadmin+-metasave dfsadmin+-listOpenFiles dfsadmin+-getDatanodeInfo haadmin+-getServiceState haadmin+-checkHealth haadmin+-getAllServiceState balancer+-help version getconf groups lsSnapshottableDir snapshotDiff jmxget oiv oev cacheadmin+-listPools cacheadmin+-listDirectives storagepolicies+-listPolicies storagepolicies+-getStoragePolicy ec+-listPolicies ec+-getPolicy crypto+-listZones debug.verifyMeta fsck+-list-corruptfileblocks classpath checknative mradmin+-list dfsrouteradmin+-ls : probe
  dfsadmin+-refreshNodes dfsadmin+-refreshServiceAcl dfsadmin+-refreshUserToGroupsMappings dfsadmin+-refreshNamenodes dfsadmin+-triggerBlockReport dfsadmin+-reconfig dfsadmin+-refreshSuperUserGroupsConfiguration dfsadmin+-refreshCallQueue : kick hdfs:all
  dfsadmin+-setBalancerBandwidth dfsadmin+-setQuota dfsadmin+-setSpaceQuota dfsadmin+-clrQuota dfsadmin+-clrSpaceQuota : set hdfs-quota:last
  dfsadmin+-finalizeUpgrade dfsadmin+-rollEdits dfsadmin+-saveNamespace dfsadmin+-restoreFailedStorage dfsadmin+-deleteBlockPool dfsadmin+-shutdownDatanode dfsadmin+-evictWriters dfsadmin : run hdfs:all
  fsck+-delete fsck+-move : run hdfs-files:1
  fsck : probe
  dfs+-ls dfs+-cat dfs+-du dfs+-df dfs+-count dfs+-test dfs+-stat dfs+-tail dfs+-get dfs+-copyToLocal dfs+-text dfs+-getfacl dfs+-getfattr dfs+-checksum dfs+-head dfs+-find dfs+-getmerge fs+-ls fs+-cat fs+-du fs+-df fs+-count fs+-test fs+-stat fs+-tail fs+-get fs+-copyToLocal fs+-text fs+-getfacl fs+-head fs+-find : look hdfs-file:*
  dfs+-rm dfs+-rmdir dfs+-rmr dfs+-expunge fs+-rm fs+-rmdir fs+-rmr fs+-expunge dfs+-deleteSnapshot : remove hdfs-file:*
  dfs+-mkdir dfs+-touchz dfs+-touch dfs+-createSnapshot fs+-mkdir fs+-touchz fs+-touch : add hdfs-file:*
  dfs+-chmod dfs+-chown dfs+-chgrp dfs+-setfacl dfs+-setrep fs+-chmod fs+-chown fs+-chgrp fs+-setfacl fs+-setrep : set hdfs-mode:last
  dfs+-put dfs+-copyFromLocal dfs+-cp dfs+-appendToFile fs+-put fs+-copyFromLocal fs+-cp fs+-appendToFile dfs+-truncate : set hdfs-file:last
  dfs+-mv fs+-mv dfs+-moveFromLocal distcp : run hdfs-file:all
  haadmin+-failover haadmin+-transitionToActive haadmin+-transitionToStandby : run hdfs-role:0
  namenode+-format : run hdfs:all
  --daemon.start namenode datanode journalnode zkfc : resume daemon:last
  +--daemon : run hdfs-daemon:all
  balancer mover diskbalancer debug.recoverLease ec storagepolicies cacheadmin crypto jar archive : run hdfs:all
  * : run hdfs:all
mapred takes=-D
  job+-list job+-status job+-counter job+-history job+-events job+-list-attempt-ids job+-logs queue version classpath : probe
  job+-kill job+-kill-task job+-fail-task : kill map-reduce-job:*
  job+-set-priority : set map-reduce-job:*
  +--daemon : run hdfs-daemon:all
  * : run map-reduce-job:all
hbase,hbck2 takes=-D
  hbck+-fix hbck+-fixMeta hbck+-fixAssignments hbck+-repair hbck+-repairHoles hbck+-fixHdfsHoles hbck+-fixTableLocks : run hbase:all
  hbck version canary classpath hfile wal pe ltt rowcounter org.apache.hadoop.hbase.mapreduce.* snapshot.info : probe
  shell : interactive
  assigns unassigns bypass scheduleRecoveries setTableState fixMeta : run hbase:all
  clean : remove hbase-state:0
  * : run hbase:all
hbase-daemon.sh,hadoop-daemon.sh,yarn-daemon.sh,mr-jobhistory-daemon.sh,spark-daemon.sh,flink-daemon.sh,start-slave.sh
  *.restart restart : kick daemon:last
  *.start start : resume daemon:last
  *.stop stop : pause daemon:last
  * : run daemon:all
hive,spark-sql,ksql,drill-embedded,kylin.sh,hplsql takes=-e,-f,--hiveconf,-i,--database,-d,--execute,--query,--file
  start : resume service:0
  stop : pause service:0
  * : sql
oozie takes=-oozie,-config,-info,-kill,-suspend,-resume,-rerun,-log,-action,-coord,-start,-filter,-jobtype
  admin+-status admin+-version validate : probe
  job+-info job+-log job+-definition sla : probe
  job+-kill jobs+-kill : kill oozie-job:-kill
  job+-suspend jobs+-suspend : pause oozie-job:-suspend
  job+-resume job+-start jobs+-resume : resume oozie-job:-resume,-start
  job+-rerun : kick oozie-job:-rerun
  job : run oozie-job:all
  * : probe
flink takes=-m,-D,-t,-s,-p,-c,--target,--jobmanager,-yid,--fromSavepoint,--savepointPath,--type
  list info : probe
  cancel : kill flink-job:last
  stop : pause flink-job:last
  savepoint checkpoint : run flink-savepoint:1
  run run-application : run flink-job:all
  * : run flink-job:all
storm takes=-w,-n,-c
  list version classpath get-errors monitor : probe
  kill : kill storm-topology:1
  deactivate : pause storm-topology:1
  activate : resume storm-topology:1
  rebalance : run storm-topology:1
  set_log_level : set storm-log:1
  nimbus supervisor ui drpc : resume service:0
  * : run storm-topology:all
spark-submit,spark-class,pyspark,spark-shell takes=--master,--deploy-mode,--class,--conf,--name,--status,--kill,--driver-memory,--executor-memory,--num-executors,--executor-cores,--jars,--packages,--queue,--files,--py-files
  +--version +--help : look
  +--status : probe
  +--kill : kill spark-job:--kill
  * : run spark-job:all
sqoop,nifi.sh,nifi,nifi-registry.sh,minifi.sh,cli.sh,streamsets,talend,pentaho,kitchen.sh,pan.sh,logstash-forwarder,debezium,airbyte,abctl,meltano,singer,embulk,benthos,rpk-connect,redpanda-connect,materialized,gobblin.sh,datax.py,canal.admin,maxwell takes=--connect,--table,--job,-u,-p,-i,--query
  list-tables list-databases version status env diagnostics dump nifi.cluster-summary nifi.get-* nifi.list-* nifi.pg-list nifi.pg-status nifi.current-user nifi.pg-get-* config.list lint list test local.status help eval job+--list : probe
  restart : kick service:0
  start nifi.pg-start nifi.pg-enable-services nifi.connect-node : resume pipeline:all
  stop nifi.pg-stop nifi.pg-disable-services nifi.disconnect-node nifi.offload-node : pause pipeline:all
  nifi.delete-node nifi.delete-* : remove pipeline:all
  nifi.pg-set-* nifi.pg-change-version nifi.set-param config config.set : set pipeline:all
  * : run pipeline:all
prefect,dagster,luigi,luigid,kestra,mlflow,metaflow,dvc,kedro,great_expectations,soda,feast,ray,dask,dask-scheduler,dask-worker,databricks,astro,argilla,digdag,azkaban,cromwell,nextflow,snakemake,cwltool,kfp,flytectl,pachctl takes=-n,--name,-p,--pool,-q,--work-queue,--address,-d,-w,-f,-m,-j,--job,--profile,-s,--select
  *.ls *.list *.inspect *.preview *.get *.logs ls list status version summary memory get logs diff metrics check show timeline *.info *.status *.describe jobs.list jobs.get runs.list clusters.list clusters.get cluster-info health-check inspect config.view debug lint validate history log list.* : probe
  deployment.run flow-run.retry job.retry backfill restart clusters.restart runs.repair jobs.run-now retry : kick flow:all
  flow-run.cancel job.cancel stop.job runs.cancel cancel kill : kill flow:all
  work-pool.pause work-queue.pause deployment.pause deployment.schedule.pause schedule.stop agent.stop stop down : pause flow:all
  work-pool.resume work-queue.resume deployment.resume deployment.schedule.resume schedule.start agent.start start server.start worker.start up : resume flow:all
  concurrency-limit.create work-pool.create block.create : add flow:all
  concurrency-limit.reset concurrency-limit.delete *.delete *.rm rm remove : remove flow:all
  config.set variable.set work-pool.set-concurrency-limit work-queue.set-concurrency-limit work-pool.update : set flow:1-2
  * : run flow:all
airflow takes=-d,--dag-id,-t,--task-regex,-s,--start-date,-e,--end-date,-r,--run-id,--state,-o,--output,-S,--subdir,--conf,--pool,--conn-uri,--conn-type,--conn-host,-c,--hostname
  *.list *.list-* *.list_* *.state *.states-* *.details *.show *.get *.get-value *.report *.check info version config.list jobs.check dags.next-execution tasks.test tasks.render tasks.failed-deps dags.test cheat-sheet plugins providers.* : probe
  dags.pause : pause dag:*
  dags.unpause : resume dag:*
  tasks.clear dags.clear : run dag-task:1
  dags.trigger dags.backfill backfill : run dag:1
  tasks.run : run dag-task:1-2
  pools.set : set airflow-pool:1
  variables.set : set airflow-variable:1
  connections.add : add airflow-connection:1
  pools.delete : remove airflow-pool:1
  variables.delete : remove airflow-variable:1
  connections.delete : remove airflow-connection:1
  users.create : add airflow-user:0
  *.delete : remove airflow:all
  dags.reserialize : kick dag-store:0
  db.* : run airflow-database:0
  celery.stop : pause service:airflow-worker
  scheduler webserver worker triggerer celery dag-processor api-server standalone flower : resume airflow:*
  * : run airflow:all
`;
