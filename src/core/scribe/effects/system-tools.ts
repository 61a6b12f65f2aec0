/**
 * What each tool and sub-command does, as data: `tool[,tool] takes=… scope=… ok=… cwd lies`, then rows
 * `sub.command+--flag … : class [target]`; the first row that fits wins. See `table.ts` for the grammar.
 */
export const systemTools = `
systemctl takes=-H,--host,-p,--property,-n,--lines,-t,--type,-o,--output,--state,-s,--signal,--kill-who,-M scope=-H,--host,--user
  status is-active is-failed is-enabled is-system-running : probe service:*
  show cat list-units list-timers list-unit-files list-dependencies list-jobs list-sockets get-default help show-environment : look service:*
  restart try-restart reload reload-or-restart force-reload try-reload-or-restart condrestart : kick service:*
  kill : kill service:*
  start : resume service:*
  stop : pause service:*
  enable+--now unmask+--now : resume service:*
  disable+--now : pause service:*
  enable unmask : resume enablement:*
  disable mask : pause enablement:*
  daemon-reload daemon-reexec : kick systemd:0
  reset-failed : run failed-state:*
  set-property : set service-property:1
  edit revert : edit unit:1
  isolate set-default : set target:0
  reboot poweroff halt soft-reboot kexec : kick host:0
  +--failed +--version +-l : look
service,rc-service,invoke-rc.d ok=
  *.status : probe service:1
  *.restart *.reload *.force-reload : kick service:1
  *.start : resume service:1
  *.stop : pause service:1
  --status-all : look
  * : run service:1
supervisorctl takes=-c,-s,-u,-p
  status avail pid tail : probe
  restart signal : kick service:*
  start : resume service:*
  stop : pause service:*
  reread update reload add remove : kick supervisor:0
pm2 takes=--lines,--name,-n,-i,--env,--interpreter
  monit : follow
  ls list status show describe logs+--nostream jlist prettylist env id pid info report prettyls conf get ping slist : probe
  logs log : follow
  restart reload gracefulReload sendSignal reset scale : kick service:*
  start resurrect : resume service:*
  stop delete kill : pause service:*
  save dump flush : run pm2:1
  set : set pm2:1
  * : run pm2:*
initctl,sv,s6-svc,runsvctrl,monit,launchctl,rcctl
  status list ls show logs describe jlist summary report procmatch print blame : probe
  restart reload gracefulReload : kick service:*
  start up load : resume service:*
  stop down unload delete : pause service:*
  * : run
journalctl takes=-u,--unit,-n,--lines,-S,--since,-U,--until,-p,-t,-o,-b,-g,--grep,-D,--output,--priority,--identifier
  +--vacuum-size +--vacuum-time +--vacuum-files +--rotate +--flush +--sync : run journal:0
  +--disk-usage : probe
  +-f +--follow : follow
  * : log
loginctl,hostnamectl,timedatectl,localectl,networkctl,resolvectl,systemd-resolve,bootctl,coredumpctl
  +--flush-caches flush-caches reset-server-features reset-statistics : kick cache:0
  set-ntp set-timezone set-time set-hostname set-locale dns domain revert : set host-setting:1
  terminate-session kill-session kill-user terminate-user : kill login:*
  enable-linger : resume linger:*
  disable-linger : pause linger:*
  reload reconfigure renew up down forcerenew : kick network:*
  * : look
reboot,shutdown,poweroff,halt,init,telinit ok=*
  * : kick host:0
kill,tkill takes=-s,-n
  +-l +-L +-0 : look
  +-HUP +-1 +-USR1 +-USR2 +-10 +-12 +-SIGHUP +-CONT +-SIGCONT +-QUIT : kick process:*
  +-STOP +-SIGSTOP +-19 : pause process:*
  * : kill process:*
pkill,killall,skill,slay takes=-u,-t,-g,-P,-s,--signal
  +-0 +-l : look
  +-HUP +-1 +-USR1 +-USR2 : kick process-name:*
  * : kill process-name:*
xkill,fuser
  +-k +-mk +-km +-vk +-kv +-kmv : kill holder:*
  * : look file:*
renice,ionice,chrt,taskset,cpulimit takes=-n,-p,-c,-u,-g
  +-p : set priority:*
  * : run
prlimit takes=--pid,-p
  +--nofile +--nproc +--core +--as +--memlock +--stack : set limit:--pid
  * : look
sysctl takes=-p,-f
  +-w : set sysctl:*
  +-p +--system +--load : kick sysctl:0
  *=* : set sysctl:*
  * : look
modprobe,insmod
  +-r : remove module:*
  +-n +--show-depends : look
  * : add module:*
rmmod
  * : remove module:*
swapon
  +-s +--show +--summary : look
  * : resume swap:*
swapoff
  * : pause swap:*
mount takes=-t,-o,-O,-L,-U
  +-a +--all : run mounts:0
  +-l +-V : look
  * : mountlike mount:last
umount takes=-t,-O
  * : pause mount:*
iscsiadm takes=-m,--mode,-T,-p,-n,-v,-o,-t,-I,-r
  +--login : resume iscsi:-T,-p
  +--logout : pause iscsi:-T,-p
  +-R +--rescan : kick iscsi:0
  +-o : run iscsi:-T,-p
  * : probe
multipath takes=-v
  +-ll +-l +-t : probe
  +-r +-F +-f : kick multipath:*
  * : kick multipath:0
smartctl takes=-d,-t,-s,-n,-T
  +-t +-s +-X : run disk-test:last
  * : look
losetup,cryptsetup,dmsetup,nvme,hdparm
  +-I +-i +-tT +--detail +-D +-a +-ll +-l +--examine +-x +-H status info ls table list smart-log +--status : look
  * : run device:last
lvs,vgs,pvs,lvdisplay,vgdisplay,pvdisplay,lsblk,blkid,findmnt,df,lsscsi,zpool-status,pvck
  * : probe
lvextend,lvresize,lvcreate,lvreduce,lvremove,lvchange,lvrename,lvconvert,vgextend,vgcreate,vgchange,vgreduce,pvcreate,pvresize,pvmove,pvremove,vgcfgrestore takes=-L,-l,-n,--size,--extents,-s,--name
  +-t +--test : look
  * : run volume:*
resize2fs,xfs_growfs,btrfs,tune2fs,xfs_repair,xfs_admin,e2label,fstrim,growpart,parted,fdisk,sfdisk,sgdisk,partprobe,mkfs,mkswap,wipefs
  +-l +-n +--list print list filesystem.show filesystem.df filesystem.usage subvolume.list device.stats scrub.status : look
  * : run filesystem:*
fsck,e2fsck,fsck.ext4,fsck.xfs,fsck.ext3,btrfsck ok=1,2,3
  +-n +-N : look
  * : run filesystem:*
zfs,zpool takes=-o,-t,-s,-S,-d,-O,-R
  +-n +-nv +-nvr +-nrv +-vn : look
  hold : add zfs-hold:all
  release : remove zfs-hold:all
  list get status iostat history : probe
  set inherit : set zfs-property:all
  mount online resume : resume zfs:*
  unmount offline : pause zfs:*
  clear scrub : kick zfs:*
  create snapshot clone : add zfs:*
  destroy : remove zfs:*
  * : run zfs:*
quota,repquota,xfs_quota
  +-x : clitext
  * : look
setquota,edquota,quotaon,quotaoff
  * : set quota:*
setenforce
  0 permissive Permissive : loosen selinux:0
  1 enforcing Enforcing : tighten selinux:0
getenforce,getsebool,sestatus,ausearch,sealert,audit2why,matchpathcon,aa-status
  * : look
audit2allow takes=-M,-m,-i
  +-M : add selinux-module:-M
  * : look
setsebool
  * : set sebool:1
semanage,semodule,restorecon,chcon takes=-t,-a,-i,-r,-p,-s
  fcontext.+-l port.+-l boolean.+-l +-l : look
  fcontext.+-d port.+-d : remove selinux:last
  * : run selinux:last
aa-complain,aa-disable
  * : loosen apparmor:*
aa-enforce,apparmor_parser
  * : tighten apparmor:*
crontab takes=-u
  +-l : look
  +-e : edit crontab:0
  +-r : remove crontab:0
  * : set crontab:0
at,batch,atrm,anacron,run-parts
  * : run job:*
date takes=-d,--date,-r,+
  +-s +--set : kick clock:0
  * : trivial
hwclock,ntpdate,chronyc,ntpq,ntpstat
  tracking sources sourcestats activity ntpdata serverstats clients selectdata waitsync authdata +-p +-q +--show : probe
  makestep burst online +-u +--hctosys +--systohc : kick clock:0
  * : run clock:0
useradd,adduser,groupadd,addgroup takes=-u,-g,-G,-s,-d,-c,--uid,--gid,--home,--shell
  * : add account:last
userdel,deluser,groupdel,delgroup ok=12
  * : remove account:last
faillock,pam_tally2 takes=--user,-u,--dir
  +--reset +-r : run lockout:--user,-u
  * : probe
usermod,passwd,chage,chsh,gpasswd,chpasswd takes=-G,-g,-s,-d,-e,-E,-M,-m,-W,--user
  +-S +-l : look
  * : run account:last
kinit,kdestroy takes=-t,-c,-l
  +-k +-V +-kt : probe
  * : local
klist,kvno
  * : probe
getent,id,groups,last,lastlog,lastb,finger,getfacl,lsattr,getcap,namei
  * : look file:*
apt,apt-get,aptitude,dpkg,dpkg-reconfigure,apt-mark,apt-cache,apt-key,add-apt-repository takes=-o,-t,-c
  install+-s +--dry-run +--simulate +-s +-l +-L +-S +-s +--audit +-C +--verify +-V +--get-selections +--list list show policy search depends rdepends madison changelog check showhold showmanual : look package:*
  update : kick package-lists:0
  install reinstall +-i +--install : add package:*
  remove purge autoremove +-r +-P +--purge : remove package:*
  upgrade full-upgrade dist-upgrade safe-upgrade : run packages:0
  +--configure fix-broken +-f : run packages:0
  clean autoclean : kick package-cache:0
  hold : pause package-hold:*
  unhold : resume package-hold:*
  * : run package:*
yum-complete-transaction,yum-config-manager,package-cleanup,needs-restarting,dnf-automatic
  +-r +-s : probe
  * : run package:all
dnf,yum,zypper,rpm,apk,pacman,snap,flatpak,microdnf,emerge,opkg,pkg ok=
  history.undo history.rollback history.redo : run package-history:2
  list info search repolist check-update repoquery provides history +-q +-qa +-ql +-qf +-qi +-V +-Q +-Qi +-Ql version policy changes services outdated : look package:*
  install localinstall reinstall add +-i +-ivh +-S : add package:*
  remove erase del autoremove uninstall +-e +-R +-Rs : remove package:*
  makecache refresh : kick package-lists:0
  clean : kick package-cache:0
  upgrade update distro-sync downgrade revert +-U +-Uvh +-Syu : run package:*
  restart : kick service:*
  start : resume service:*
  stop : pause service:*
  set : set package-setting:*
  * : run package:*
pip,pip3,pipx,poetry,pipenv,uv,conda,mamba,gem,bundle,bundler,composer,npm,yarn,pnpm,cargo,go,cpan,cpanm,mvn,gradle,ant takes=-r,--requirement,-C,--prefix,-c,-i,--index-url,-p cwd
  env.update env.create env.remove : run dependencies:0
  list show freeze check ls outdated view info env config.list config.get why audit search doctor diagnose licenses fund prefix root bin explain tree ping version +--version : look
  run.lint run.lint:* run.eslint run.typecheck run.type-check run.format run.fmt run.prettier run.coverage lint fmt vet clippy typecheck : trivial
  exec run.test test : probe
  install add ci i sync update upgrade require dump-autoload rebuild dedupe : run dependencies:0
  uninstall remove rm : run dependencies:0
  cache.clean cache.purge store.prune cache.clear clear-cache : kick cache:0
  clean : run build:0
  run start restart : run task:*
  * : run
virtualenv
  * : add file:last
update-ca-certificates,update-ca-trust,update-grub,grub2-mkconfig,grub-install,update-initramfs,dracut,depmod,ldconfig,newaliases,postmap,mandb,locale-gen,alternatives,update-alternatives
  +-p +--display +--list +--query : look
  +--set : set alternative:--set
  * : run system:0
logger
  * : probe
logrotate,tmpreaper,systemd-tmpfiles
  +-d +--debug : look
  * : run
jcmd
  *.GC.run *.VM.set_flag *.VM.log *.JFR.start *.JFR.stop *.JVMTI.agent_load *.Compiler.* *.ManagementAgent.* : run process:1-3
jinfo
  +-flag : set jvm-flag:all
  * : look
arp
  +-d +-s : run arp:all
  * : look
ss,netstat,pgrep,pidof
  * : probe listening:0
free,vmstat,iostat,mpstat,sar,uptime,dmesg,lsof,pidstat,iotop,nproc,lscpu,lspci,lsusb,lsmod,ps,pstree,pmap,strace,ltrace,perf,gdb,gstack,jstack,jmap,jstat,jps,py-spy,numastat,slabtop,ipcs,dmidecode,edac-util,ras-mc-ctl,rasdaemon,mcelog,turbostat,numactl-look,lstopo,hwinfo,inxi,lshw,fatrace,opensnoop,execsnoop,biolatency,offcputime,async-profiler,profiler.sh,arthas,jconsole,heaptrack,sensors,tcpdump,ngrep,getconf,pwdx,bpftrace,bcc,ulimit-show
  +-w : follow
  * : look process:*
ipcrm
  * : remove ipc:*
tuned-adm
  active list recommend verify : look
  profile auto_profile off : set tuned:0
cpupower
  frequency-set set idle-set : set cpupower:*
  * : look
printenv
  ** : look env:1
  * : trivial
uname,hostname,who,w,whoami,tty,stty,which,whereis,type,env,man,info,help,history,clear,reset,fortune,cowsay,sl,cal,bc,calc,tmux,screen,exit,logout,bg,fg,jobs,disown,wait,true,false,sleep,sync,yes,seq,lsb_release,neofetch,tldr,apropos,figlet,byobu,w3m,links,elinks,irssi,weechat,mutt,neomutt,alpine,pine,newsboat,cmus,mpv,mocp,ddgr,googler,nethack,cmatrix,toilet,lolcat,gcal,remind,khal,todo,todo.sh,notify-send,slack-cli,wall,write,mesg,talk,spotify,chromium,chromium-browser,firefox,google-chrome,google-chrome-stable,brave,safari,msedge,screenfetch,fastfetch,bb,aafire,oneko,pipes.sh,asciiquarium,taskwarrior,timew,hledger,script,k9s,lynx,ranger,say,tput,locale,arch,compgen,complete,bind,set,shopt,hash,times,dirs,pushd,popd,cd,pwd,ls,ll,la,l,dir,vdir,tree,echo,printf,exa,eza,lsd,reifier,code,subl,open,xdg-open,:,fc,builtin,command,test,[,[[,let,read,return,break,continue,shift,trap,getopts,z,autojump,su,newgrp,visudo-check,pbcopy,xclip,tig,gitk,gitui,lazygit,delta
  * : trivial
htop,top,atop,btop,bpytop,gotop,s-tui,dstat,dool,bandwhich,bottom,btm,slurm,vtop,gtop,lazydocker,nmon,iftop,nethogs,glances,bmon,nload,nvtop,nvidia-smi-top,radeontop,watch,less,more,most,zless,lnav,multitail,ctop,powertop
  +-b +-bn1 +-bn : look
  * : follow file:*
export,declare,typeset,readonly,local,unset,alias,unalias,source,.,activate,deactivate,umask,ulimit,eval,exec,nvm,rbenv,pyenv,direnv,ssh-add,ssh-agent,brew,mas,port,choco,scoop,winget,kubectx,kubens,gcloud-auth,asdf,sdk,workon
  * : local
`;
