/** Disks, volumes, arrays, file systems, network storage. Rows from the tools' manuals. Grammar: `table.ts`. */
export const storageTools = `
lvmdiskscan,pvscan,vgscan,lvscan,lvmconfig,lvmdump,vgcfgbackup,vgck
  +--cache : kick lvm:0
  +--mknodes : kick lvm:0
  * : probe
lvremove,pvremove,vgremove
  +-t +--test : look
  * : remove volume:*
pvcreate
  +-t +--test : look
  * : add volume:*
lvchange,vgchange takes=-p,--permission,--addtag,--deltag,-M,--persistent
  +-t +--test : look
  +-ay +--activate=y +--refresh : resume volume:*
  +-an +--activate=n : pause volume:*
  +-a : set volume-activation:last
  +--monitor +-p +--permission : set volume-setting:last
  * : run volume:*
vgexport
  * : pause volume:*
vgimport,vgimportclone,vgmerge,vgsplit,vgrename,pvchange,lvmdevices takes=-n,-x
  +--adddev : add lvm-device:all
  +--deldev : remove lvm-device:all
  * : run volume:all
mdadm takes=-l,--level,-n,--raid-devices,-x,--spare-devices,-c,--config,-N,--name,-e,--metadata,-m
  +--detail +-D +--examine +-E +--query +-Q +--examine-bitmap +-X +--detail-platform : probe array:*
  +--monitor +-F : probe
  +--wait +-W : probe array:*
  +--fail +--set-faulty : pause array-member:last
  +--remove : remove array-member:last
  +--add +--re-add +--add-spare : add array-member:last
  +--create +-C +--build +-B : run array:1
  +--assemble +-A +--run +-R +--incremental +-I +--readwrite +-w : resume array:1
  +--stop +-S +--readonly +-o : pause array:*
  +--grow +-G : run array:1
  +--zero-superblock +--update : run array:*
  +-f : pause array-member:last
  +-r : remove array-member:last
  +-a : add array-member:last
  * : run array:*
cryptsetup takes=--key-file,-d,--key-slot,-S,--type,-M,--cipher,-c,--hash,-h,--size,-b,--header,-i
  status luksDump isLuks luksUUID benchmark tcryptDump repair+--test-passphrase +--test-passphrase : probe device:*
  open luksOpen plainOpen luksResume create : resume crypt:last
  close luksClose remove luksSuspend plainClose : pause crypt:last
  luksAddKey : add crypt-key:1
  luksRemoveKey luksKillSlot erase luksErase : remove crypt-key:1
  luksFormat reencrypt resize repair luksChangeKey config luksHeaderRestore convert : run crypt:1
  luksHeaderBackup : add crypt-header:1
  * : run crypt:last
dmsetup takes=--table,--uuid,-u,-j,-m,-U,-G,-M
  ls status table info deps targets version udevcookies splitname stats.list stats.report : probe
  suspend : pause device-map:1
  resume : resume device-map:1
  create load reload : run device-map:1
  remove : remove device-map:1
  remove_all udevcomplete_all : run device-map:0
  message setgeometry rename : run device-map:1
  * : run device-map:1
losetup takes=-o,--offset,--sizelimit,-j,-b
  +-a +--all +-l +--list +-j : look
  +-d +--detach : remove loop:*
  +-D +--detach-all : remove loop:0
  +-c +--set-capacity : kick loop:*
  *.* +-f : add loop:last
  * : look
smartctl takes=-t,--test,-l,--log,-d,--device,-s,--smart,-S,-o,-n,-T,-q,-g,--get,-f,-v
  +-t +--test +-X +--abort : kick self-test:last
  +-s +--smart +-S +-o +--set : set disk-setting:last
  * : probe device:last
nvme takes=-n,-t,-a,-s,-q,-i,-l,-o,-f,-v,--namespace-id,--nqn,--transport,--traddr,--trsvcid,--feature-id,--value,--lbaf,--ses,--action,--slot
  connect connect-all : resume nvme:-n,--nqn,-a,--traddr
  disconnect disconnect-all : pause nvme:-n,--nqn,-a,--traddr
  reset subsystem-reset ns-rescan : kick device:1
  set-feature set-property : set device-feature:1,-f,--feature-id
  format sanitize fw-download fw-commit fw-activate create-ns delete-ns attach-ns detach-ns resv-release resv-acquire security-send dsm write-zeroes : run device:1
  device-self-test : kick self-test:1
  * : probe device:1
hdparm
  +-I +-i +-t +-T +-tT +-Tt +-C +-g +-H +-v : look device:last
  +-y +-Y +-z : kick device:last
  +--security-erase +--user-master +--security-disable : run device:last
  +-W0 +-W1 : set disk-write-cache:last
  +-B +-S +-M : set disk-power:last
  +-A0 +-A1 +-a +-r0 +-r1 +-d0 +-d1 : set disk-setting:last
  +-W +-A +-r +-Q +-d : look device:last
  * : set disk-setting:last
sg_inq,sg_map,sg_map26,sg_scan,sg_vpd,sg_logs,sg_ses,sg_readcap,sg_turs,sg_luns,sginfo,lsscsi,systool,xfs_info,xfs_metadump,xfs_estimate,xfs_ncheck,dumpe2fs,e2image,filefrag,mountpoint,vdostats,blktrace,blkparse,btrace,ioping,biosnoop,ext4slower,xfsslower,swaplabel,lsblk,findfs,zdb,e2freefrag,dust,duf,gdu,agedu,sg_rtpg
  * : probe
xfs_db takes=-c,-l,-p
  +-x : run filesystem:last
  * : probe filesystem:last
sg_reset,rescan-scsi-bus.sh,rescan-scsi-bus,scsi-rescan,partprobe,udevadm,blkdiscard takes=-s,-c,-a,-n,-t,-p,-q,--name,--action,--property-match,--path,--subsystem-match,--attr-match
  +-h +--help : look
  info monitor test test-builtin verify : look
  settle wait : probe
  trigger control : kick devices:all
  * : kick devices:*
sg_persist takes=-d,-K,-S,-T,-Z
  +-i +--in +-k +-r +--read-keys +--read-reservation +-s : probe
  * : run scsi-reservation:-d,*
xfs_fsr,e4defrag
  +-c : probe
  * : run filesystem:*
badblocks takes=-b,-c,-o,-t,-p
  +-w +-n : run device:1
  * : probe device:1
partx
  +-s +--show +-l +--list : look
  * : kick partitions:last
kpartx
  +-l : look
  +-a +-u : add partition-map:last
  +-d : remove partition-map:last
  * : add partition-map:last
multipathd takes=-k,-v
  show list +-k : probe
  reconfigure reset : kick multipath:0
  reinstate restore resume enablequeueing restorequeueing : resume multipath:rest
  fail suspend disablequeueing : pause multipath:rest
  add.path add.map : add multipath:rest
  del.path del.map remove.path remove.map : remove multipath:rest
  * : run multipath:all
mpathconf
  +--enable : resume multipath-conf:0
  +--disable : pause multipath-conf:0
  * : probe
iscsiadm takes=-m,--mode,-T,--targetname,-p,--portal,-n,--name,-v,--value,-o,--op,-t,--type,-I,--interface,-r,--sid,-P,--print,-H,-d
  +--login +-l : resume iscsi:-T,--targetname,-p,--portal
  +--logout +-u : pause iscsi:-T,--targetname,-p,--portal
  +--logoutall +-U : pause iscsi:0
  +--loginall +-L : resume iscsi:0
  +-R +--rescan : kick iscsi:0
  +-n+-o +--name+--op +-n+--op : set iscsi-setting:-T,--targetname,-n,--name
  +-o +--op : run iscsi-record:-T,--targetname,-p,--portal
  +-s +--stats : probe
  * : probe
zpool takes=-o,-O,-t,-R,-d,-T,-c
  import+-a import.* : resume zpool:1
  import : look
  export : pause zpool:last
  status list iostat get history events version wait : probe zpool:*
  set : set zpool-property:*
  offline : pause zpool-device:all
  online : resume zpool-device:all
  clear reopen sync : kick zpool:1
  scrub trim initialize resilver : kick zpool-scrub:1
  add attach replace split create : run zpool:all
  detach remove : remove zpool-device:all
  destroy : remove zpool:1
  * : run zpool:all
zfs takes=-o,-O,-t,-s,-S,-x,-i,-I,-d,-V,-L
  destroy+-n destroy+-nv destroy+-nvr receive+-n recv+-n send+-n : look
  list get holds diff userspace groupspace projectspace version send allow.* : probe zfs:last
  set : set zfs-property:*
  inherit : remove zfs-property:*
  mount share load-key : resume zfs-mount:last
  unmount umount unshare unload-key : pause zfs-mount:last
  snapshot snap create clone bookmark : add zfs:last
  hold : add zfs-hold:last
  release : remove zfs-hold:last
  destroy : remove zfs:last
  rollback promote rename receive recv upgrade change-key unallow : run zfs:all
  allow : look
  * : run zfs:all
btrfs takes=-o,-l,-t,-L
  fi*.df fi*.show fi*.us* fi*.du fi*.label.* subvolume.list subvolume.show subvolume.get-default subvolume.find-new device.stats device.usage device.scan+-u balance.status scrub.status replace.status quota.rescan+-s qgroup.show inspect* property.get property.list restore+-D rescue.* check+--readonly version : probe filesystem:last
  check+--repair check+--init-csum-tree check+--init-extent-tree check+--clear-space-cache : run filesystem:last
  check : probe filesystem:last
  scrub.start scrub.resume : kick filesystem-scrub:last
  scrub.cancel balance.cancel replace.cancel : kill filesystem-work:last
  balance.pause : pause filesystem-balance:last
  balance.resume : resume filesystem-balance:last
  balance : run filesystem-balance:last
  device.add : add filesystem-device:all
  device.remove device.delete : remove filesystem-device:all
  device.scan : kick devices:0
  subvolume.snapshot subvolume.create : add subvolume:last
  subvolume.delete : remove subvolume:*
  subvolume.set-default property.set quota.* qgroup.* : set filesystem-property:last
  fi*.sync subvolume.sync : probe
  * : run filesystem:last
tune2fs,xfs_admin,e2label,fatlabel takes=-m,-c,-i,-L,-o,-O,-e,-r,-U,-E,-I,-j
  +-l +-u : look filesystem:last
  +-m +-r : set filesystem-reserve:last
  +-c +-i : set filesystem-checks:last
  +-o +-O +-E : run filesystem:last
  * : set filesystem-label:last
xfs_repair takes=-l,-o,-t,-m
  +-n : probe filesystem:last
  * : run filesystem:last
fsck,e2fsck,fsck.ext4,fsck.ext3,fsck.ext2,fsck.xfs,fsck.vfat,dosfsck,ntfsfix,fsck.btrfs,fsck.f2fs ok=1,2,3 takes=-b,-B,-C,-E,-j,-l,-L,-t
  +-n +-N : probe filesystem:last
  * : run filesystem:last
mkswap,mkfs,mke2fs,mkdosfs takes=-L,-U,-t,-b,-I,-N,-m,-O,-E
  +-n : look
  +--help +--version : look
  * : add filesystem:last
wipefs takes=-o,-t,--backup
  +-a +--all +-o : run filesystem:last
  * : look filesystem:last
sgdisk,gdisk,cfdisk,fdisk,sfdisk,parted takes=-n,-t,-c,-d,-N
  +-l +--list +-p +-v +-i +-O +-V print *.print *.unit.*.print *.align-check +--dump : look device:last
  * : run partitions:1
growpart
  +-N +--dry-run : look
  * : run partitions:1
resize2fs,xfs_growfs,resize.f2fs,resize_reiserfs,growfs takes=-D,-d,-r,-S,-z
  +-P +-n : look filesystem:last
  * : run filesystem:last
xfs_quota takes=-c
  +-c : clitext
  * : look
exportfs takes=-o
  +-u +-ua : remove export:*
  +-r +-ra +-a +-rav +-arv +-f +-rv : kick exports:0
  *:* : add export:*
  +-o : add export:*
  * : look
rpcinfo,nfsstat,nfsiostat,showmount,nfsconf,mountstats,nfsdclnts,nfsdcltrack
  +-d : remove rpc-service:all
  * : probe
rpcdebug takes=-m
  +-s +-c : set rpc-debug:-m
  * : look
nfsidmap takes=-u,-g,-r,-t
  +-c +-u +-g +-r : kick idmap-cache:0
  * : look
stratis,vdo,bcachefs,targetcli,tgtadm,tgt-admin,nvmetcli,lio-utils,ietadm takes=--lld,--op,--mode,--tid,--lun,-n,-b,--name
  *.list *.report list ls status show *.ls *.status *.info +--status +-s +--show +--op=show : probe
  pool.start filesystem.start start : resume volume:all
  pool.stop stop : pause volume:all
  restoreconfig saveconfig +--update : run targets:all
  * : verbs volume:all
zramctl
  +-f +--find +-s +--size : add zram:last
  +-r +--reset : remove zram:*
  * : look
ndctl,daxctl takes=-n,-r,-e,-m
  list : probe
  enable-* : resume pmem:last
  disable-* : pause pmem:last
  * : run pmem:all
setquota takes=-t,-p,-F
  * : set quota:1
edquota takes=-u,-g,-p
  +-p : run quota:all
  * : edit quota:-u,-g
quotacheck
  * : run quota:last
quotaon
  +-p : look
  * : resume quota:last
quotaoff
  * : pause quota:last
`;
