/** Storage clusters, replicated disks, cluster managers, object stores. Rows from the tools' manuals. Grammar: `table.ts`. */
export const sharedStorageTools = `
ceph takes=-c,--cluster,-n,--name,--id,-f,--format,-o,-i,--user
  -s +-s +-w status df* versions fsid features report quorum_status time-sync-status mon.stat mon.dump osd.tree osd.df* osd.stat osd.dump osd.perf osd.find osd.metadata osd.ls* osd.pool.ls osd.pool.get osd.pool.stats osd.pool.autoscale-status osd.crush.dump osd.crush.tree osd.crush.rule.ls osd.crush.rule.dump osd.blocklist.ls osd.blacklist.ls osd.ok-to-stop osd.safe-to-destroy osd.numa-status osd.utilization osd.lspools osd.getcrushmap osd.map osd.getmap pg.stat pg.dump* pg.ls* pg.map pg.debug pg.*.query pg.*.list_unfound mds.stat mds.metadata mds.ok-to-stop fs.status fs.ls fs.get fs.dump fs.subvolume.ls fs.subvolume.info mgr.dump mgr.services mgr.module.ls mgr.stat crash.ls* crash.info crash.stat config.dump config.get config.show config.log config.ls orch.ps orch.ls orch.status orch.host.ls orch.device.ls orch.upgrade.status orch.upgrade.check* auth.ls auth.list auth.print* balancer.status balancer.eval device.ls device.info device.get* log.last tell.*.version tell.*.dump* tell.*.perf* tell.*.config.get tell.*.config.show tell.*.session.ls tell.*.ops tell.*.status daemon.*.dump* daemon.*.perf* daemon.*.config.show daemon.*.config.get daemon.*.config.diff daemon.*.ops daemon.*.help daemon.*.version daemon.*.status daemon.*.session.ls daemon.*.bluestore.allocator* telemetry.show progress* rbd.perf* insights iostat node.ls service.* dashboard.get* osd.count-metadata config-key.get config-key.ls : probe
  osd.set osd.pause : pause cluster-flag:*
  osd.unset osd.unpause : resume cluster-flag:*
  osd.set-group : pause cluster-flag:*
  osd.unset-group : resume cluster-flag:*
  osd.out osd.down osd.stop : pause osd:*
  osd.in : resume osd:*
  osd.reweight osd.crush.reweight : set osd-weight:1
  osd.primary-affinity : set osd-affinity:1
  osd.set-*-ratio : set osd-ratio:self
  osd.crush.move osd.crush.set osd.crush.set-device-class osd.crush.tunables : run crush:all
  osd.purge osd.destroy osd.rm osd.crush.rm osd.crush.remove osd.lost : remove osd:*
  osd.blocklist.add osd.blacklist.add : add osd-blocklist:1
  osd.blocklist.rm osd.blocklist.clear osd.blacklist.rm : remove osd-blocklist:1
  osd.pool.set osd.pool.set-quota : set pool-setting:1-2
  osd.pool.application.enable : resume pool-application:all
  osd.pool.create osd.pool.mksnap fs.new osd.crush.rule.create-replicated : add pool:1
  osd.pool.delete osd.pool.rm fs.rm osd.pool.rmsnap : remove pool:1
  config.set : set ceph-setting:1-2
  config.rm : remove ceph-setting:1-2
  config-key.set : set ceph-key:1
  config-key.rm : remove ceph-key:1
  tell.*.injectargs : set ceph-runtime:1
  tell.*.config.set daemon.*.config.set : set ceph-runtime:1
  tell.*.heap* tell.*.cache* tell.*.session.evict tell.*.client.evict tell.*.compact tell.*.bench daemon.*.compact daemon.*.cache* : kick ceph-daemon:all
  fs.set fs.flag.set : set filesystem-setting:1-2
  fs.fail mds.fail mds.repaired mgr.fail mds.deactivate osd.reweight-by-utilization osd.force-create-pg pg.* osd.scrub osd.deep-scrub osd.repair crash.* fs.reset osd.setcrushmap balancer.execute balancer.optimize mon.* osd.crush.* osd.require-osd-release osd.pg-upmap* osd.rm-pg-upmap* osd.tier.* : run ceph:all
  mgr.module.enable : resume ceph-module:1
  mgr.module.disable : pause ceph-module:1
  balancer.on : resume ceph-balancer:0
  balancer.off : pause ceph-balancer:0
  balancer.mode : set ceph-balancer-mode:0
  orch.restart orch.reconfig orch.redeploy orch.daemon.restart orch.daemon.reconfig orch.daemon.redeploy orch.device.zap : kick ceph-service:*
  orch.start orch.daemon.start orch.resume : resume ceph-service:*
  orch.stop orch.daemon.stop orch.pause : pause ceph-service:*
  orch.host.maintenance.enter orch.host.drain : pause host-maint:1
  orch.host.maintenance.exit : resume host-maint:1
  orch.upgrade.pause : pause ceph-upgrade:0
  orch.upgrade.resume : resume ceph-upgrade:0
  orch.upgrade.stop : kill ceph-upgrade:0
  health.mute : pause health-alert:1
  health.unmute : resume health-alert:1
  orch.rm orch.daemon.rm orch.osd.rm orch.host.rm auth.del auth.rm : remove ceph-service:*
  auth.caps : set ceph-caps:1
  auth.add auth.get-or-create orch.host.add orch.daemon.add : add ceph-service:*
  health auth.get auth.get-key : probe
  * : run ceph:all
ceph-volume,cephadm,ceph-bluestore-tool,ceph-objectstore-tool,ceph-kvstore-tool,monmaptool,crushtool,osdmaptool,ceph-monstore-tool,ceph-authtool,cephfs-shell,ceph-deploy takes=--path,--data-path,--op,--pgid,--name,--fsid,-i,-o
  *.list ls inventory *.inventory check-host prepare-host-check list-networks version show-label +--print +-p +-l gather-facts unit.status : probe
  lvm.activate simple.activate raw.activate activate unit.start : resume osd:all
  lvm.deactivate unit.stop : pause osd:all
  unit.restart : kick osd:all
  logs : log ceph:0
  shell enter : interactive
  lvm.zap rm-daemon rm-cluster : remove osd:all
  * : run osd:all
cephfs-journal-tool,cephfs-data-scan,cephfs-table-tool
  journal.inspect event.get header.get *.show : probe
  * : run cephfs:all
rados takes=-p,--pool,-N,--namespace,-c,-n
  df lspools ls stat getxattr listxattr listomap* getomap* list-inconsistent-* listwatchers lssnap bench listsnaps : probe
  get export : look
  rm rmxattr rmomapkey purge rmsnap : remove rados-object:-p,--pool,*
  put append setxattr setomapval truncate : set rados-object:-p,--pool,1
  lock.break lock.unlock : remove rados-lock:-p,--pool,*
  * : run rados:-p,--pool,*
rbd takes=-p,--pool,--image,-s,--size,--snap,-c,-n,--id,--namespace,-o,--dest-pool
  ls list info status du showmapped device.list snap.ls snap.list lock.ls lock.list children diff perf.* mirror.*.status mirror.*.info watch trash.ls trash.list pool.stats image-meta.list image-meta.get namespace.ls group.list task.list journal.status config.*.list config.*.get : probe
  map device.map nbd.map : resume rbd:*
  unmap device.unmap nbd.unmap : pause rbd:*
  resize : set rbd-size:-p,--pool,last
  snap.create create clone namespace.create image-meta.set group.create : add rbd:*
  snap.rm snap.remove snap.purge rm remove trash.rm trash.purge trash.mv lock.rm lock.remove namespace.rm : remove rbd:*
  snap.protect : pause rbd-snapshot:last
  snap.unprotect : resume rbd-snapshot:last
  mirror.*.promote mirror.*.demote mirror.*.resync mirror.* : run rbd-mirror:all
  feature.disable : pause rbd-feature:*
  feature.enable : resume rbd-feature:*
  * : run rbd:*
radosgw-admin takes=--uid,--bucket,--bucket-id,--rgw-zone,--rgw-realm,--rgw-zonegroup,--object,--num-shards,--max-size,--max-objects,--quota-scope,--display-name,--job-id,--shard-id
  *.info *.list *.stats *.status *.get *.show sync.error.list reshard.list lc.list gc.list usage.show zone.get period.get : probe
  bucket.check+--fix : run bucket:--bucket
  *.check : probe
  quota.set user.modify : set rgw-user:--uid,--bucket
  quota.enable user.enable : resume rgw-user:--uid,--bucket
  quota.disable user.suspend : pause rgw-user:--uid,--bucket
  *.create : add rgw:--uid,--bucket
  *.rm *.delete *.cancel : remove rgw:--uid,--bucket
  * : run rgw:--uid,--bucket,*
gluster takes=--mode,--timeout
  volume.status volume.info volume.list volume.get volume.heal.*.info volume.heal.*.statistics volume.heal.*.statistics.* volume.rebalance.*.status volume.top volume.profile.*.info volume.quota.*.list volume.geo-replication.status volume.geo-replication.*.*.status volume.bitrot.*.scrub.status volume.replace-brick.*.*.*.status volume.remove-brick.*.*.status volume.statedump volume.help peer.status pool.list snapshot.list snapshot.info snapshot.status get-state : probe
  volume.heal.*.enable : resume gluster-heal:1
  volume.heal.*.disable : pause gluster-heal:1
  volume.heal : run gluster-heal:all
  volume.set volume.reset : set gluster-setting:1-2
  volume.start.*.force : kick gluster-volume:1
  volume.start : resume gluster-volume:1
  volume.stop : pause gluster-volume:1
  volume.rebalance.*.start volume.rebalance.*.fix-layout : run gluster-rebalance:1
  volume.rebalance.*.stop : kill gluster-rebalance:1
  volume.create volume.add-brick snapshot.create peer.probe volume.quota.*.enable : add gluster:all
  volume.delete volume.remove-brick peer.detach snapshot.delete : remove gluster:all
  volume.replace-brick volume.reset-brick volume.clear-locks volume.sync snapshot.restore : run gluster-volume:all
  snapshot.activate : resume gluster-snapshot:*
  snapshot.deactivate : pause gluster-snapshot:*
  volume.geo-replication.*.*.start volume.geo-replication.*.*.resume : resume gluster-replication:1-2
  volume.geo-replication.*.*.stop volume.geo-replication.*.*.pause : pause gluster-replication:1-2
  * : run gluster:all
heketi-cli takes=--server,--user,--secret,--name,--size,--expand-size,--volume
  *.list *.info topology.info server.state.examine* server.operations.list : probe
  *.create *.add topology.load : add heketi:all
  *.delete *.remove : remove heketi:all
  *.enable : resume heketi:all
  *.disable : pause heketi:all
  * : run heketi:all
drbdadm,drbdsetup takes=-c
  status role cstate dstate state show dump dump-md sh-* events2 get-gi show-gi +-d +--dry-run wait-* cstate help : probe
  up attach connect resume-io resume-sync resume : resume drbd:all
  down detach disconnect suspend-io pause-sync suspend : pause drbd:all
  adjust new-current-uuid : kick drbd:all
  primary secondary : set drbd-role:1
  create-md wipe-md invalidate invalidate-remote verify resize outdate apply-al new-minor new-resource del-minor : run drbd:all
  * : run drbd:all
drbdmon,drbdtop,crm_verify,crm_simulate,crm_report,corosync-quorumtool,corosync-blackbox,ocf-tester,cpgtool,mmgetstate,mmlscluster,mmlsdisk,mmlsfs,mmlsmount,mmlsconfig,mmlsnode,mmlsquota,mmdf,mmdiag,mmhealth,mmlsnsd,mmlspool,mmlsmgr,mmlsattr,mmrepquota,beegfs-df,beegfs-net,beegfs-check-servers,clustat,group_tool,fence_check,hastatus,lltstat,scstat,vxlist,vxstat,vxprint
  * : probe
pcs takes=-f,-u,-p,--name
  status* config resource.status resource.show resource.config resource.list resource.describe resource.failcount.show resource.op.defaults resource.relations resource.defaults constraint.list constraint.show constraint.config constraint.ref stonith.status stonith.show stonith.config stonith.list stonith.describe stonith.history.show quorum.status quorum.config quorum.device.status property.list property.show property.config property.describe cluster.status cluster.cib cluster.verify cluster.corosync cluster.report cluster.config acl alert.config alert.show tag.config booth.status booth.config dr.status dr.config qdevice.status : probe
  resource.cleanup resource.refresh resource.failcount.reset stonith.cleanup stonith.refresh stonith.history.cleanup : kick resource:*
  resource.restart : kick resource:1
  resource.disable resource.unmanage resource.ban resource.safe-disable resource.debug-stop stonith.disable : pause resource:1
  resource.enable resource.manage resource.debug-start stonith.enable : resume resource:1
  resource.clear : remove resource-move:1
  resource.move resource.relocate* resource.move-with-constraint : run resource-move:1
  resource.update resource.meta stonith.update resource.utilization : run resource-setting:all
  resource.create stonith.create constraint.*.add constraint.order.* constraint.colocation.add constraint.location.* stonith.level.add resource.group.add resource.clone resource.promotable tag.create alert.create : add resource:all
  resource.delete resource.remove stonith.delete stonith.remove constraint.remove constraint.delete stonith.level.remove resource.unclone resource.ungroup resource.group.remove tag.remove alert.remove : remove resource:all
  node.standby node.maintenance cluster.standby : pause node:*
  node.unstandby node.unmaintenance cluster.unstandby : resume node:*
  cluster.stop : pause cluster-node:*
  cluster.start : resume cluster-node:*
  cluster.enable : resume enablement:*
  cluster.disable : pause enablement:*
  cluster.kill cluster.destroy : run cluster-node:all
  cluster.sync* cluster.reload* : kick cluster:0
  cluster.auth host.auth : local
  property.set.maintenance-mode=true : pause cluster-maint:0
  property.set.maintenance-mode=false property.unset.maintenance-mode : resume cluster-maint:0
  property.set : set cluster-property:*
  property.unset : remove cluster-property:*
  stonith.fence : kick host:*
  stonith.confirm quorum.unblock quorum.* cluster.node.* cluster.setup cluster.cib-push cluster.edit : run cluster:all
  resource constraint stonith quorum property host alert tag : probe
  * : run cluster:all
crm,crmsh takes=-w,-c
  status resource.status resource.list resource.show resource.failcount.*.show resource.locate configure.show configure.verify cluster.status cluster.health node.show node.status node.list history ra verify report options corosync.status corosync.show corosync.get sbd.show* : probe
  resource.cleanup resource.refresh resource.failcount.*.delete resource.restart : kick resource:1
  resource.stop resource.unmanage resource.ban resource.maintenance.*.on : pause resource:1
  resource.start resource.manage resource.maintenance.*.off : resume resource:1
  resource.migrate resource.move resource.promote resource.demote : run resource-move:1
  resource.unmigrate resource.unmove resource.clear : remove resource-move:1
  resource.param resource.meta resource.utilization : set resource-setting:1
  node.standby node.maintenance : pause node:*
  node.online node.ready : resume node:*
  node.fence : kick host:*
  cluster.start : resume cluster-node:*
  cluster.stop : pause cluster-node:*
  cluster.restart : kick cluster-node:*
  configure.property.maintenance-mode=true maintenance.on : pause cluster-maint:0
  configure.property.maintenance-mode=false maintenance.off : resume cluster-maint:0
  configure.property configure.rsc_defaults configure.op_defaults : set cluster-property:*
  configure.edit : edit cluster-config:0
  configure.delete : remove resource:*
  configure.primitive configure.group configure.clone configure.ms configure.location configure.colocation configure.order : add resource:1
  node.delete cluster.remove : remove cluster-node:*
  * : run cluster:all
crm_mon,cibadmin,crm_node takes=-o,-x,-X,-n,-N,-R,--scope,--xml-text,--xml-file
  +-R +--remove : remove cluster-node:-R,*
  +-M +--modify +-P +--patch +--replace +-C +--create +--upgrade +-u : run cluster-config:all
  +-D +--delete +-d +-E +--erase : remove cluster-config:all
  * : probe
crm_resource takes=-r,--resource,-N,--node,-H,--host,-p,--set-parameter,-v,--parameter-value,-g,-d,-t,--lifetime,-u
  +--cleanup +-C +--refresh +-P +--restart +-R : kick resource:-r,--resource
  +--move +-M +--force-promote +--force-demote : run resource-move:-r,--resource
  +--clear +-U +--un-move : remove resource-move:-r,--resource
  +--ban +-B : pause resource:-r,--resource
  +--force-start : resume resource:-r,--resource
  +--force-stop : pause resource:-r,--resource
  +--set-parameter +-p : set resource-setting:-r,--resource,-p,--set-parameter
  +--delete-parameter +-d : remove resource-setting:-r,--resource,-d
  +-D +--delete : remove resource:-r,--resource
  * : probe
crm_attribute,crm_standby,crm_failcount,crm_master,attrd_updater,crm_ticket,crm_shadow takes=-n,--name,-v,--update,-N,--node,-t,--type,-r,--resource,-l,-s,--value,-U
  +-v +--update +--value +-U +-B : set cluster-property:-n,--name,-N,--node,-r,--resource
  +-D +--delete : remove cluster-property:-n,--name,-N,--node,-r,--resource
  +-g +--grant +-C +--commit +--force : run cluster-property:all
  * : probe
stonith_admin,fence_ipmilan,fence_apc,fence_vmware_soap,fence_virsh,fence_aws,fence_gce,fence_azure_arm,fence_xvm,fence_node,sbd takes=-N,--node,-B,--reboot,-F,--fence,-U,--unfence,-C,-a,-l,-p,-n,-o,--action,-d,-H,-K
  +-B +--reboot +-F +--fence : kick host:-B,--reboot,-F,--fence
  +-U +--unfence : resume host:-U,--unfence
  +-C +--confirm +-R +--register +-D +--deregister +--cleanup : run fencing:all
  message create : run fencing:all
  list dump monitor status metadata : probe
  reboot off : kick host:-n
  on : resume host:-n
  +-L +--list-registered +--list-targets +--list-installed +-I +-M +-Q +-H +--history +-l +-K +-V : probe
  +-o +--action : run fencing:-n,-o,--action
  * : probe
corosync-cfgtool,corosync-cmapctl takes=-d,-D,-k
  +-R +-r : kick corosync:0
  +-k : kill cluster-node:-k
  +-H : pause service:corosync
  +-D +-d : remove corosync-setting:-D,-d
  * : probe
mmstartup,mmmount takes=-N
  * : resume spectrum:all
mmshutdown,mmumount takes=-N
  * : pause spectrum:all
mmchdisk,mmchfs,mmchconfig,mmchnsd,mmchmgr,mmrestripefs,mmfsck,mmdeldisk,mmadddisk,mmchattr,mmsetquota,mmedquota,mmcheckquota,mmchnode,mmaddnode,mmdelnode,mmexpelnode,mmchpolicy,mmapplypolicy takes=-N,-d
  *.start : resume disk:all
  *.suspend *.stop : pause disk:all
  *.resume : resume disk:all
  * : run spectrum:all
lfs,lctl
  df check getstripe osts mdts quota find getname path2fid fid2path dl get_param list_param device_list ping list_nids which_nid lfsck_query getdirstripe changelog list_nids path2fid dk debug_list pool_list : probe
  set_param conf_param : set lustre-setting:*
  setquota : set quota:all
  lfsck_start : run lustre-check:0
  lfsck_stop : kill lustre-check:0
  deactivate : pause lustre:*
  activate : resume lustre:*
  recover abort_recovery clear : kick lustre:all
  * : run lustre:all
beegfs-ctl,weka,lustre_rmmod,moosefs-cli,mfscli,juicefs,seaweedfs,weed takes=--nodetype,--targetid,--nodeid,--mount
  status info stats *.list list check +--listtargets +--listnodes +--getentryinfo +--getquota +--storagepools +--serverstats +--clientstats +--iostat profile version alerts local.status : probe
  +--setpattern +--setquota +--setstate +--startresync +--migrate +--removetarget +--removenode : run beegfs:all
  mount : resume mount:last
  umount : pause mount:last
  local.start : resume service:weka
  local.stop : pause service:weka
  gc fsck sync warmup config format dump load destroy : run filesystem:all
  * : verbs filesystem:all
mc takes=--config-dir,-C,--older-than,--newer-than,--rewind,--version-id,--policy
  admin.info admin.trace admin.top* admin.prometheus.* admin.logs admin.console admin.heal+--dry-run admin.heal+-n ls stat du tree find diff ping ready head cat alias.list alias.ls admin.user.list admin.user.ls admin.user.info admin.policy.list admin.policy.ls admin.policy.info admin.policy.entities admin.config.get admin.config.history admin.bucket.quota.* admin.replicate.info admin.replicate.status admin.decommission.status admin.decom.status admin.rebalance.status admin.scanner.* admin.group.ls admin.group.info admin.kms.key.status admin.cluster.*.export support.* version.info replicate.status replicate.ls ilm.rule.ls ilm.ls quota.info anonymous.list anonymous.get retention.info legalhold.info tag.list encrypt.info event.list license.info watch : probe
  admin.service.restart admin.service.unfreeze : kick minio-service:1
  admin.service.stop admin.service.freeze : pause minio-service:1
  admin.user.enable : resume minio-user:last
  admin.user.disable : pause minio-user:last
  admin.user.add admin.policy.create admin.policy.attach admin.group.add admin.user.svcacct.add mb ilm.rule.add ilm.add event.add replicate.add tag.set : add minio:all
  admin.user.remove admin.user.rm admin.policy.remove admin.policy.rm admin.policy.detach admin.group.rm rb ilm.rule.rm ilm.rm event.remove replicate.rm : remove minio:all
  rm undo : remove minio-object:*
  cp mv mirror pipe put share.upload get : set minio-object:last
  admin.config.set admin.config.reset quota.set quota.clear version.enable version.suspend anonymous.set retention.set legalhold.set ilm.rule.edit admin.bucket.quota encrypt.set replicate.update : set minio-setting:1-2
  admin.heal admin.decommission admin.decom admin.rebalance admin.update admin.replicate.resync admin.replicate replicate.resync admin.prune : run minio:all
  alias : local
  * : run minio:all
s3cmd,s5cmd,s4cmd,swift,b2,obsutil,ossutil,cadaver takes=--config,-c,--profile,--endpoint-url,--host,--access_key,--secret_key,--region
  ls la du info stat list cat download get getlifecycle head capabilities get-file-info : probe
  put cp sync mv modify upload pipe setacl : set object:last
  del rm rb delete expire abortmp : remove object:*
  mb post : add object:*
  setpolicy setlifecycle setcors delpolicy dellifecycle : set bucket-setting:last
  * : run object:all
`;
