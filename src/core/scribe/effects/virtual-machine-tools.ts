/** Virtual machines and what runs them. Rows from the tools' manuals. Grammar: `table.ts`. */
export const virtualMachineTools = `
virsh takes=-c,--connect,--domain,--mode,--snapshotname,--desc,--source,--target,--file,--mac,--network,--type,--model,--interface,--pool,--path
  list dominfo domstate domstats domblk* domif-getlink domiflist domifaddr domifstat domhostname domjobinfo domcontrol domdisplay domfsinfo domid domname domuuid domtime dommemstat domcapabilities domxml-* domlaunchsecinfo vcpuinfo vcpucount cpu-stats nodeinfo node* net-list net-info net-dumpxml net-dhcp-leases pool-list pool-info pool-dumpxml vol-list vol-info vol-path snapshot-list snapshot-info snapshot-current snapshot-dumpxml dumpxml capabilities sysinfo version hostname uri vncdisplay display iface-list iface-dumpxml event secret-list blockjob+--info checkpoint-list guestinfo freepages maxvcpus numatune schedinfo emulatorpin vcpupin ttyconsole : probe
  console : follow
  start create restore resume : resume vm:1
  shutdown managedsave save suspend dompmsuspend : pause vm:1
  reboot reset : kick vm:1
  destroy : kill vm:1
  undefine : remove vm:1
  define : run vm:1
  edit net-edit pool-edit snapshot-edit iface-edit : edit vm-config:1
  autostart+--disable : pause enablement:1
  autostart net-autostart pool-autostart : resume enablement:1
  setmem setmaxmem : set vm-memory:1
  setvcpus : set vm-cpus:1
  net-start pool-start iface-start : resume vm-network:1
  net-destroy pool-destroy iface-destroy : pause vm-network:1
  pool-refresh domtime-set : kick vm-pool:1
  net-define pool-define net-create pool-create vol-create* pool-build : add vm-network:*
  net-undefine pool-undefine pool-delete : remove vm-network:1
  vol-delete vol-wipe : remove vm-volume:*
  vol-resize blockresize : set vm-volume-size:*
  snapshot-create snapshot-create-as checkpoint-create* : add vm-snapshot:*
  snapshot-delete : remove vm-snapshot:*
  snapshot-revert : run vm-snapshot:*
  attach-disk attach-interface attach-device : add vm-device:*
  detach-disk detach-interface detach-device detach-device-alias : remove vm-device:*
  change-media update-device domif-setlink blkdeviotune desc set-user-password : set vm-device:1-2
  migrate blockcommit blockpull blockcopy managedsave-remove net-update qemu-monitor-command qemu-agent-command inject-nmi send-key : run vm:all
  blockjob+--abort domjobabort migrate-postcopy : kill vm-job:1
  * : verbs vm:all
virt-install,virt-clone,virt-customize,virt-resize,virt-sysprep,virt-v2v takes=--name,-n,--memory,--vcpus,--disk,-d,-a,-o
  * : run vm:--name,-n,-d,-a
virt-top,virt-df,virt-ls,virt-cat,virt-inspector,virt-filesystems,virt-host-validate,virt-viewer,kvm_stat,xentop,esxtop,resxtop,pveversion,pveperf,pvereport,xenstore-ls,xenstore-read
  * : probe
qemu-img takes=-f,-O,-o,-b,-F
  info check+-q map compare measure : look
  check+-r : run disk-image:last
  check : probe
  create : add disk-image:*
  resize : set disk-image-size:1
  snapshot+-l : look
  snapshot convert commit rebase amend bitmap : run disk-image:last
  * : run disk-image:last
qm takes=--vmid,-memory,--memory,--cores,--target,--storage
  list status config pending listsnapshot showcmd guest.exec-status agent.* guest.cmd cloudinit.dump wait terminal monitor mtunnel vncproxy : probe
  start resume : resume vm:1
  shutdown stop suspend : pause vm:1
  reboot reset : kick vm:1
  set : set vm-setting:1
  resize move-disk move_disk disk.resize disk.move : run vm-disk:1-2
  unlock : remove vm-lock:1
  snapshot : add vm-snapshot:1-2
  delsnapshot : remove vm-snapshot:1-2
  rollback : run vm-snapshot:1-2
  destroy : remove vm:1
  rescan disk.rescan : kick vm-disks:0
  create clone importdisk importovf template migrate restore guest.exec guest.passwd sendkey : run vm:all
  * : run vm:all
pct takes=--rootfs,--memory,--cores,--target,-memory
  list status config pending listsnapshot df cpusets console enter : probe
  exec : execlike
  start resume unsuspend : resume container:1
  shutdown stop suspend : pause container:1
  reboot : kick container:1
  set : set container-setting:1
  resize move-volume : set container-disk:1-2
  unlock : remove container-lock:1
  snapshot : add container-snapshot:1-2
  delsnapshot : remove container-snapshot:1-2
  rollback : run container-snapshot:1-2
  mount : resume container-mount:1
  unmount : pause container-mount:1
  destroy : remove container:1
  fstrim fsck create clone restore migrate push template : run container:all
  pull : look
  * : run container:all
pvesh,pvenode,pvesm,pvecm,pveceph,ha-manager,pvesr,pveum,qmrestore,pctrestore,vzdump,pvesubscription,pve-firewall,pmgsh takes=--state,--group,--max_restart,--storage,--mode,--node,--output-format,--content
  get ls status nodes usage list config *.list *.status *.get *.config task.list task.log task.status cert.info user.list acl.list apiinfo path scan* *.ls : probe
  expected : set quorum:0
  set : set proxmox:1
  create add : run proxmox:1
  delete remove delnode : remove proxmox:*
  enable start alloc : resume proxmox:all
  disable stop free : pause proxmox:all
  crm-command.migrate crm-command.relocate migrate relocate : run proxmox-resource:all
  crm-command.node-maintenance.enable : pause node-maint:1
  crm-command.node-maintenance.disable : resume node-maint:1
  restart run schedule-now updatecerts : kick proxmox:all
  * : run proxmox:all
esxcli takes=-s,-u,-p,-n,-e,-t,-w,-l,-o,-i,-d,-v,-g,-m,-r,--server,--username,--password,--option,--int-value,--string-value,--enable,--type,--world-id,--name,--device
  *.*.set *.*.*.set *.*.*.*.set *.*.*.*.*.set : set esxi:all,-n,-o,--option,-d
  *.list *.*.list *.*.*.list *.*.*.*.list *.*.*.*.*.list *.get *.*.get *.*.*.get *.*.*.*.get *.*.stats.* *.*.*.stats.* *.*.diag.ping *.diag.ping network.diag.ping software.profile.get hardware.* : probe
  vm.process.kill : kill vm:-w,--world-id
  *.*.*.rescan storage.core.adapter.rescan *.refresh *.*.refresh *.*.*.reset *.*.reload *.*.*.*.refresh network.firewall.refresh system.syslog.reload : kick esxi:all,-n
  network.nic.up : resume nic:-n
  network.nic.down : pause nic:-n
  system.shutdown.* : kick host:0
  storage.filesystem.mount storage.nfs.add *.*.add *.*.*.add *.*.*.*.add : add esxi:all,-n,-v
  storage.filesystem.unmount storage.nfs.remove *.*.remove *.*.*.remove *.*.*.*.remove : remove esxi:all,-n,-v
  software.* : run esxi-software:all
  * : run esxi:all
esxcfg-rescan,vmkfstools,esxcfg-vswitch,esxcfg-route,esxcfg-nics,esxcfg-volume,esxcfg-advcfg,vdf,vmkping,vscsiStats,vsish,localcli takes=-i,-d,-X,-u,-s,-p,-v
  +-l +-P +-g +-h : probe
  +-U : remove vm-disk:all
  +-c +-X +-K +-i +-E : run vm-disk:all
  +-s+-x : set esxi:all
  * : probe
services.sh
  restart : kick host-agents:0
  start : resume host-agents:0
  stop : pause host-agents:0
  * : run host-agents:0
vim-cmd
  *get* *list* *summary* vmsvc/power*getstate hostsvc/host* *snapshot*get : probe
  *power*on : resume vm:1
  *power*off *power*shutdown *power*suspend : pause vm:1
  *power*reset *power*reboot : kick vm:1
  hostsvc/maintenance_mode_enter : pause host-maint:0
  hostsvc/maintenance_mode_exit : resume host-maint:0
  *snapshot*create : add vm-snapshot:1
  *snapshot*remove* : remove vm-snapshot:1
  *unregister *destroy : remove vm:1
  *reload *refresh* : kick vm:1
  * : run vm:all
govc takes=-vm,-host,-dc,-ds,-u,-cluster,-pool,-net,-name,-c,-m,-e,-dvs,-folder,-vm.ip,-t,-l,-d
  ls about* find tree *.info *.ls *.ps *.tree datastore.tail datastore.cat datastore.download *.usage events tasks logs* metric.* vm.ip vm.console license.ls option.ls session.ls version env *.get *.query *.collect object.collect *.path *.recommend : probe
  vm.power+-on : resume vm:*
  vm.power+-reset vm.power+-r : kick vm:*
  vm.power+-off vm.power+-suspend vm.power+-shutdown : pause vm:*
  vm.power : kick vm:*
  host.maintenance.enter : pause host-maint:*
  host.maintenance.exit : resume host-maint:*
  host.disconnect : pause host:*
  host.reconnect : resume host:*
  host.service : run host-service:all
  host.shutdown : kick host:*
  vm.change vm.network.change device.*.change option.set host.option.set cluster.change vm.rdm.* : set vm-setting:-vm,*
  snapshot.create : add vm-snapshot:-vm,*
  snapshot.remove : remove vm-snapshot:-vm,*
  snapshot.revert : run vm-snapshot:-vm,*
  device.connect : resume vm-device:-vm,*
  device.disconnect : pause vm-device:-vm,*
  device.remove vm.destroy datastore.rm object.destroy : remove vm:-vm,*
  vm.disk.create vm.disk.attach device.*.add vm.network.add vm.create vm.clone datastore.upload datastore.mkdir : add vm:-vm,*
  task.cancel session.rm : kill vm-task:*
  * : run vm:-vm,*
xe takes=-s,-u,-pw,-p
  *-list *-get *-param-get *-param-list *-query* diagnostic-* host-data-source-query vm-data-source-query pool-ha-compute* *-cd-list : probe
  *-start *-resume *-unpause *-enable *-plug host-power-on vm-unpause *-exit-maintenance* : resume xen:all
  task-cancel vm-hard-shutdown : kill xen:all
  *-shutdown *-suspend *-pause *-disable *-unplug host-evacuate : pause xen:all
  *-reboot *-reset-powerstate *-scan *-restart* *-reconfigure* : kick xen:all
  *-param-set *-param-add : set xen:*
  *-param-remove *-param-clear : remove xen:*
  *-destroy *-uninstall *-forget *-eject : remove xen:all
  *-create *-snapshot *-install *-introduce *-import *-clone *-copy *-add : add xen:all
  * : run xen:all
xl,xm takes=-c,-v
  list info vcpu-list top uptime dmesg network-list block-list console sched-credit vncviewer cpupool-list version domid domname : probe
  create unpause restore resume : resume vm:1
  shutdown pause save : pause vm:1
  reboot reset sysrq trigger : kick vm:1
  destroy : kill vm:1
  mem-set mem-max : set vm-memory:1
  vcpu-set vcpu-pin : set vm-cpus:1
  * : run vm:all
xe-toolstack-restart
  * : kick service:xapi
vagrant cwd takes=--provider,--provision-with
  status global-status ssh-config validate port box.list box.outdated plugin.list snapshot.list version : probe
  ssh : interactive
  up provision : run vm:*
  halt suspend : pause vm:*
  resume : resume vm:*
  reload : kick vm:*
  destroy : remove vm:*
  snapshot.save snapshot.push box.add plugin.install : add vm-snapshot:*
  snapshot.restore snapshot.pop : run vm-snapshot:*
  snapshot.delete box.remove box.prune : remove vm-snapshot:*
  box.update plugin.update rsync : kick vm:*
  * : run vm:all
VBoxManage,vboxmanage,multipass,prlctl,vmrun,utmctl,tart,lima,vmadm takes=--type,-T,-n
  list showvminfo info status guestproperty.get guestproperty.enumerate snapshot.*.list find networks version get metrics readVariable listSnapshots showhdinfo : probe
  startvm start resume *.resume : resume vm:all
  *.*.poweroff *.*.acpipowerbutton *.*.savestate *.*.pause stop suspend shutdown pause : pause vm:all
  *.*.reset restart reset reboot : kick vm:all
  controlvm : run vm:all
  modifyvm set update : set vm-setting:all
  delete unregistervm destroy purge : remove vm:all
  exec shell : execlike
  snapshot clonevm create launch import export : run vm:all
  * : verbs vm:all
`;
