/** Kernel, boot, control groups, hardware and its controllers. Rows from the tools' manuals. Grammar: `table.ts`. */
export const machineTools = `
dmesg takes=-l,--level,-f,--facility,-s,-n
  +-w +-W +--follow : follow
  +-C +-c +--clear +--read-clear : run kernel-log:0
  +-n +--console-level +-D +-E : set console-level:0
  * : log dmesg-log:0
modinfo,lsinitrd,lsinitramfs,mokutil,lshw,lsiommu,lsmem,lsns,lslocks,lsipc,lsirq,lsfd,oomctl,earlyoom,systemd-detect-virt,virt-what,systemd-cgls,lscgroup,lssubsys,cgget,cgsnapshot,slabinfo,smem,numastat,memusage,pcm,crictl-info,cpuid,lsusb,lspci,edac-util,sensors,decode-dimms,biosdecode,vpddecode,i2cdetect,ras-mc-ctl,mcelog,upsc,apcaccess,acpi,cpufreq-info,rdmsr,ibstat,ibstatus,ibv_devinfo,ibv_devices,ibhosts,ibnetdiscover,iblinkinfo,ibdiagnet,perfquery,sminfo,smpquery,ibping,mlxlink,nvtop,hl-smi,hwloc-ls,hwloc-info,rasdaemon,lsgpu,intel_gpu_top,inxi,procinfo,psrinfo,prtdiag,prtconf,kstat
  * : probe
cgset takes=-r,--copy-from
  +-r : set cgroup:last,-r
  * : set cgroup:last
cgcreate takes=-g,-t,-a
  * : add cgroup:-g
cgdelete takes=-g
  * : remove cgroup:all
cgclassify takes=-g
  * : set cgroup-of:*
cgexec takes=-g
  * : run cgroup-command:all
systemd-cgtop takes=-n,-d,-p
  +-b +-n +--iterations : probe
  * : follow
numactl takes=-m,-N,-C,-i,-p
  +--hardware +-H +--show +-s : probe
  * : run numa:all
hugeadm
  +--pool-pages-min +--pool-pages-max +--set-recommended-shmmax +--thp-always +--thp-never +--thp-madvise : set hugepages:0
  +--create-mounts +--create-global-mounts : add hugepages-mount:0
  * : probe
swapon takes=-p,-o,-L,-U
  +-s +--show +--summary : probe swap:0
  +-a : resume swap:0
  * : resume swap:*
kdumpctl
  status showmem estimate get-default-crashkernel : probe
  restart rebuild reload propagate reset-crashkernel : kick kdump:0
  start : resume kdump:0
  stop : pause kdump:0
  * : probe
kexec takes=--append,--initrd,--command-line
  +-e : kick host:0
  +-u : remove kexec-kernel:0
  * : set kexec-kernel:0
grubby takes=--args,--remove-args,--update-kernel,--set-default,--set-default-index,--remove-kernel,--add-kernel,--info,--title,--initrd
  +--info +--default-kernel +--default-index +--default-title : look
  +--set-default +--set-default-index : set boot-default:0
  +--update-kernel : set boot-arguments:--update-kernel,--args,--remove-args
  +--add-kernel : add boot-entry:--add-kernel
  +--remove-kernel : remove boot-entry:--remove-kernel
  * : run boot:all
grub2-set-default,grub-set-default,grub2-reboot,grub-reboot,kernelstub
  * : set boot-default:0
grub2-editenv,grub-editenv
  list *.list : look
  *.unset unset : remove boot-env:last
  * : set boot-env:last
efibootmgr takes=-b,--bootnum,-o,--bootorder,-n,--bootnext,-L,-l,-d,-p,-t
  +-n +--bootnext +-o +--bootorder +-t +-a +-A : set boot-order:0
  +-B +--delete-bootnum : remove boot-entry:-b,--bootnum
  +-c +--create : add boot-entry:-L
  * : look
bootctl
  status list is-installed : probe
  set-default set-oneshot set-timeout : set boot-default:0
  * : run boot:all
kernel-install,mkinitcpio,mkinitrd,genkernel,update-grub,grub-mkconfig,grub2-mkconfig,grub-install,update-initramfs,dracut,zipl,lilo,extlinux,kernel-bootcfg,proxmox-boot-tool takes=-o,-k,--kver,-p
  +--list +-l list status kernel.list : look
  * : run boot-files:all
depmod
  +-n : look
  * : kick modules:0
dkms takes=-m,-v,-k
  status : probe
  install build add autoinstall : add kernel-module:-m,*
  remove uninstall : remove kernel-module:-m,*
  * : run kernel-module:all
chcpu takes=-d,--disable,-e,--enable,-c,-g,-p
  +-d +--disable : pause cpu:-d,--disable
  +-e +--enable : resume cpu:-e,--enable
  +-r : kick cpu:0
  +--help : look
  * : set cpu:all
chmem takes=-d,-e
  +-d +--disable : pause memory:all
  * : resume memory:all
choom takes=-n,--adjust,-p,--pid
  +-n +--adjust : set oom-score:-p,--pid
  * : probe
taskset takes=
  *.*+-p : set affinity:last
  +-p : probe
  * : run command:all
bpftool,bpftrace,perf,trace-cmd,stap,sysdig,funclatency,execsnoop,tcplife,tcpconnect,tcpretrans,runqlat,profile,strace,ltrace,gdb,pstack,eu-stack,rbspy,py-spy,phpspy,dtrace,ftrace,uftrace,memleak,oomkill,opensnoop,cachestat,drgn,crash,gcore,lsof
  prog.load map.update map.delete net.attach cgroup.attach prog.attach : run bpf:all
  * : look process:*
ipmitool takes=-H,-U,-P,-I,-L,-f,-t,-b,-o,-A,-C,-k,-e,-v scope=-H
  sel.clear : run bmc-log:0
  power.cycle power.reset chassis.power.cycle chassis.power.reset mc.reset bmc.reset chassis.power.diag power.diag : kick host:0
  power.on chassis.power.on : resume host:0
  power.off power.soft chassis.power.off chassis.power.soft : pause host:0
  chassis.bootdev chassis.bootparam.set : set bmc-boot:0
  chassis.policy lan.set user.set channel.setaccess sensor.thresh mc.setenables chassis.identify sol.set : set bmc-setting:1-2
  user.enable : resume bmc-user:last
  user.disable : pause bmc-user:last
  raw hpm.upgrade sunoem : run bmc:all
  sol.activate : follow
  sol.deactivate : kill bmc-console:0
  sel.time.set : set bmc-clock:0
  * : probe
ipmi-sensors,ipmi-sel,ipmi-fru,ipmi-chassis,bmc-info,ipmidetect takes=-h,-u,-p
  +--clear : run bmc-log:0
  * : probe
ipmi-power,ipmipower takes=-h,-u,-p scope=-h
  +--stat +-s +--status : probe
  +--on +-n : resume host:0
  +--off +-f +--soft : pause host:0
  * : kick host:0
racadm,hponcfg,hprest,ilorest,redfishtool,sum,onecli takes=-r,-u,-p,-H,-U,-P
  serveraction.powerup : resume host:0
  serveraction.powerdown serveraction.graceshutdown : pause host:0
  serveraction racreset reset reboot : kick host:0
  clrsel clearlog : run bmc-log:0
  set config : set bmc-setting:1
  get* help show* list* raid.get storage.get jobqueue.view lclog.view version +-h : probe
  jobqueue.delete : remove bmc-job:all
  * : run bmc:all
storcli,storcli64,perccli,perccli64,storcli2
  *.show *.*.show *.*.*.show show : probe
  *.set.good *.set.online *.set.jbod : resume raid-disk:1
  *.set.offline *.set.missing : pause raid-disk:1
  *.set : set raid-setting:1
  *.start.locate *.stop.locate : kick raid-disk:1
  *.start.rebuild *.insert.* *.start.init *.start.erase *.start.cc *.start.patrolread *.start.initialization *.add.* *.add : run raid:all
  *.stop.* *.pause.* : kill raid-work:all
  *.resume.* : resume raid-work:all
  *.del *.del.* *.delete *.delete.* : remove raid:all
  * : run raid:all
megacli,MegaCli,MegaCli64,megacli64 takes=-f
  +-PDOffline +-PDMarkMissing : pause raid-disk:all
  +-PDOnline +-PDReplaceMissing : resume raid-disk:all
  +-PDMakeGood +-PDMakeJBOD +-PDPrpRmv +-PDHSP +-PDRbld+-Start +-CfgForeign+-Import +-CfgForeign+-Clear +-CfgEachDskRaid0 +-CfgLdAdd +-CfgLdDel +-LDInit+-Start +-PDClear+-Start +-AdpFacDefSet : run raid:all
  +-LDSetProp +-AdpSetProp +-AdpSetVerify : set raid-setting:all
  +-AdpAlarm +-PdLocate : kick raid-alarm:0
  +-AdpReset +-AdpShutDown : kick raid:0
  +-AdpEventLog+-Clear : run raid-log:0
  * : probe
ssacli,hpssacli,hpacucli
  *.show *.*.show *.*.*.show *.*.*.*.show *.*.*.*.*.show help version : probe
  rescan : kick raid:0
  *.*.modify *.*.*.modify *.*.*.*.modify : set raid-setting:all
  *.*.delete *.*.*.*.delete : remove raid:all
  *.*.create *.*.*.*.add *.*.*.add : add raid:all
  * : run raid:all
arcconf,tw_cli,mvcli,sas2ircu,sas3ircu,sas3flash,areca
  getconfig getstatus getlogs list getversion getsmartstats *.show show info display status *.display *.status : probe
  setstate setcache setname *.set set : set raid-setting:all
  rescan *.rescan : kick raid:0
  delete *.del : remove raid:all
  * : run raid:all
hpasmcli takes=-s
  +-s : clitext
  * : probe
omconfig
  * : run bmc:all
omreport
  * : probe
nvidia-smi takes=-i,--id,-d,-l,-pm,-pl,-mig,-c,-e,-ac,-lgc,-lmc,-p,-am,--query-gpu,--format,-f,--loop,-lms
  +-r +--gpu-reset : kick gpu:-i,--id
  +-pm +--persistence-mode : set gpu-persistence:-i,--id
  +-pl +--power-limit : set gpu-power:-i,--id
  +-e +--ecc-config : set gpu-ecc:-i,--id
  +-c +--compute-mode +-mig +--multi-instance-gpu +-ac +--applications-clocks +-lgc +--lock-gpu-clocks +-rgc +-rac +-am +-lmc : set gpu-mode:-i,--id
  +-p+-i : run gpu-errors:-i,--id
  drain+-m : set gpu-drain:0
  mig+-cgi mig+-cci : add gpu-instance:all
  mig+-dgi mig+-dci : remove gpu-instance:all
  +-l +-lms +--loop dmon pmon : follow
  * : probe
dcgmi,rocm-smi,amd-smi,xpu-smi takes=-g,-i,-r,-d
  +--gpureset +--resetfans config+--set : kick gpu:all
  +--setperflevel +--setfan +--setsclk +--setpoweroverdrive set : set gpu-mode:all
  reset : kick gpu:all
  * : probe
ibportstate
  *.*.disable : pause ib-port:1-2
  *.*.enable : resume ib-port:1-2
  *.*.reset : kick ib-port:1-2
  * : probe
fwupdmgr
  get-* security : probe
  refresh : kick firmware-list:0
  update install reinstall downgrade : run firmware:*
  * : verbs
flashrom,mstflint,mlxconfig,mlxfwreset,mlxfwmanager takes=-d,-i,-p,-r
  *.set set : set firmware-setting:all
  q query *.q *.query +--query : probe
  +-w b burn +-u : run firmware:all
  reset *.reset : kick device:all
  * : probe
upsrw takes=-s,-u,-p
  +-s : set ups:-s
  * : look
upscmd takes=-u,-p,-s
  +-l : look
  * : kick ups:all
rfkill
  list : look
  block : pause radio:*
  unblock : resume radio:*
  * : look
mcelog-clear,thermald,irqbalance,setpci takes=-s
  +-s : set pci:-s
  +--oneshot : kick irq:0
  * : resume service:0
cpufreq-set,wrmsr,x86_energy_perf_policy,powerprofilesctl,tlp,pqos takes=-g,-c,-d,-u,-p
  list get query-battery +-s : probe
  tlp-stat : probe
  * : set cpu-frequency:all
prlimit takes=--pid,-p
  +--nofile +--nproc +--core +--as +--memlock +--stack +--cpu +--fsize +--rss +--data +--nice +--rtprio +--sigpending +--msgqueue : set limit:--pid,-p
  * : probe
chronyc takes=-h,-p,-u
  online : resume clock-sources:*
  offline : pause clock-sources:*
  add : add clock-source:all
  delete : remove clock-source:*
  makestep burst settime refresh reselect reload rekey dump trimrtc writertc cyclelogs reset : kick clock:0
  allow deny local cmdallow cmddeny maxupdateskew minpoll maxpoll polltarget minstratum manual.on manual.off smoothtime : set clock-setting:all
  shutdown : pause service:chronyd
  * : probe
ntpq,ntpdc,ntpstat,ntptime,ntptrace,sntp,pmc,ntpshmmon
  * : probe
ntpdate,rdate,msntp takes=-p,-t,-a,-k,-o
  +-q +-p : probe
  * : kick clock:0
hwclock takes=--date,-f,--rtc,--epoch
  +-w +--systohc +-s +--hctosys +--set +--adjust +-a +--systz : kick clock:0
  * : probe
lpadmin takes=-p,-x,-d,-v,-m,-o,-c,-r,-P,-D,-L,-u,-h
  +-x : remove printer:-x
  +-d : set printer-default:0
  * : run printer:-p
lpoptions takes=-p,-d,-o,-r,-x,-h
  +-o +-d +-r +-x : set printer:-p,-d
  * : look
cupsctl
  *=* : set cups:*
  +--debug-logging +--no-debug-logging +--remote-admin +--no-remote-admin +--share-printers +--no-share-printers : set cups:all
  * : look
lpmove,lpinfo,cupstestppd,cupsfilter
  *.* : run print-job:all
  * : look
`;
