/** Packages of the distributions and of the languages. Rows from the tools' manuals. Grammar: `table.ts`. */
export const packageTools = `
apt,apt-get,aptitude,nala takes=-o,-t,-c,-a,--target-release,-q
  +-s +--simulate +--just-print +--dry-run +--no-act +--recon : look
  update : kick package-lists:0
  --fix-broken fix-broken install+-f+-y install+--fix-broken : run packages:0
  install reinstall build-dep satisfy : add package:*
  remove purge : remove package:*
  autoremove autopurge upgrade full-upgrade dist-upgrade safe-upgrade dselect-upgrade : run packages:0
  clean autoclean distclean : kick package-cache:0
  hold : pause package-hold:*
  unhold : resume package-hold:*
  edit-sources : edit package-sources:0
  history.undo history.redo : run packages:0
  +-f +--fix-broken : run packages:0
  * : look
dpkg takes=-D,--root,--admindir,-o,--force
  +--simulate +--dry-run +--no-act : look
  +-i +--install +--unpack : add package:*
  +-r +--remove +-P +--purge : remove package:*
  +--configure +--triggers-only : run packages:0
  +--set-selections +--clear-selections +--add-architecture +--remove-architecture +--update-avail +--clear-avail : set dpkg:all
  * : look package:*
apt-cache,dpkg-query,debsums,apt-file,apt-rdepends,apt-listchanges,apt-show-versions,dlocate,repoquery,equery,qlist,eix,pkg_info,pkgutil,portquery,xbps-query,guix-describe,rpm2cpio,debsecan,arch-audit,checkupdates,apt-config,lslpp,instfix,swlist,pkginfo
  update : kick package-lists:0
  * : look package:*
apt-mark
  show* : look
  hold : pause package-hold:*
  unhold : resume package-hold:*
  manual auto minimize-manual : set package-mark:*
  * : look
apt-key
  list finger export exportall : look
  add adv net-update : add package-key:all
  del : remove package-key:1
  * : run package-key:all
add-apt-repository
  +--list +-L : look
  +-r +--remove : remove package-source:*
  * : add package-source:*
unattended-upgrade,unattended-upgrades
  +--dry-run : look
  * : run packages:0
dpkg-reconfigure takes=-f,-p,--frontend,--priority
  * : run package-configuration:*
debconf-set-selections
  +-c +--checkonly : conftest
  * : set package-answers:0
debconf-show,debconf-get-selections
  * : look
debconf-communicate
  * : set package-answers:0
dpkg-divert takes=--divert,--package
  +--list +--listpackage +--truename : look
  +--remove : remove file-diversion:last
  * : add file-diversion:last
dpkg-statoverride
  +--list : look
  +--remove : remove file-mode-override:last
  * : add file-mode-override:last
rpm,rpmdb takes=-D,-E,--root,--dbpath,--import
  +--import : add package-key:--import
  +--rebuilddb +--initdb : run packages:0
  +--setperms +--setugids +--restore : run package-files:*
  +-q +-qa +-ql +-qf +-qi +-qc +-qR +-qp +--query +-V +-Va +--verify +-K +--checksig +--eval +-E +--showrc +--verifydb : look package:*
  +--test : look
  +-U +-F +-Uvh +-Fvh +--upgrade +--freshen +--reinstall : run package:*
  +-i +-ivh +--install : add package:*
  +-e +-ev +--erase : remove package:*
  * : look package:*
dnf,yum,microdnf,dnf5,tdnf takes=--enablerepo,--disablerepo,-x,--exclude,--releasever,-c,--repo,--setopt,--installroot,-d,-e,--forcearch,--advisory
  +--assumeno : look
  update+--downloadonly install+--downloadonly : look
  history.undo history.rollback history.redo : run package-history:2
  makecache : kick package-lists:0
  clean : kick package-cache:0
  versionlock.list list info search repolist check check-update repoquery provides whatprovides history deplist updateinfo needs-restarting module.list module.info grouplist group.list group.info groups.list config-manager+--dump repoinfo changelog resolvedep repoclosure repodiff repograph offline-upgrade.log leaves alias.list mark.list : look package:*
  versionlock.delete versionlock.clear : resume package-hold:*
  versionlock.exclude versionlock.add versionlock : pause package-hold:*
  install localinstall reinstall group.install groupinstall builddep module.install swap : add package:*
  remove erase group.remove groupremove module.remove : remove package:*
  autoremove : run packages:0
  config-manager+--enable config-manager+--set-enabled module.enable copr.enable : resume package-source:*
  config-manager+--disable config-manager+--set-disabled module.disable copr.disable module.reset : pause package-source:*
  config-manager+--add-repo : add package-source:--add-repo,*
  upgrade update distro-sync distrosync downgrade upgrade-minimal update-minimal module.switch-to system-upgrade.* offline* : run package:*
  shell : interactive
  * : run package:all
yum-config-manager
  +--enable : resume package-source:*
  +--disable : pause package-source:*
  +--add-repo : add package-source:all
  * : look
yum-complete-transaction,package-cleanup,rpmconf,dnf-automatic
  +--problems +--dupes +--leaves +--orphans +-t : look
  * : run packages:0
zypper takes=-r,--repo,--from,-R,--root,-t,--type
  ref refresh refs refresh-services : kick package-lists:0
  in install si source-install inr install-new-recommends : add package:*
  rm remove : remove package:*
  up update dup dist-upgrade patch verify : run package:*
  al addlock : pause package-hold:*
  rl removelock cl cleanlocks : resume package-hold:*
  ar addrepo as addservice : add package-source:last
  rr removerepo rs removeservice : remove package-source:*
  mr+-d modifyrepo+-d mr+--disable modifyrepo+--disable : pause package-source:*
  mr+-e modifyrepo+-e mr+--enable modifyrepo+--enable : resume package-source:*
  mr modifyrepo nr renamerepo ms modifyservice : set package-source:1
  cc clean : kick package-cache:0
  * : look
apk takes=-p,-X,--repository,-t
  +-s +--simulate : look
  update : kick package-lists:0
  add : add package:*
  del : remove package:*
  upgrade fix : run package:*
  cache.clean cache : kick package-cache:0
  * : look
pacman,yay,paru takes=-r,-b,--dbpath,--ignore,--config
  +-Q +-Qi +-Ql +-Qo +-Qk +-Qkk +-Qdt +-Qe +-Qm +-Qu +-Ss +-Si +-F +-T +-Sp +-p : look package:*
  +-Sy +-Syy : kick package-lists:0
  +-Sc +-Scc : kick package-cache:0
  +-Su +-Syu +-Syyu +-Syuu : run packages:0
  +-R +-Rs +-Rns +-Rdd +-Rn +-Rc : remove package:*
  +-U : run package:*
  +-D : set package-mark:*
  +-S : add package:*
  * : look
pacman-key
  +--init +--populate +--refresh-keys +--updatedb : run package-keys:0
  +-a +--add +-r +--recv-keys +--lsign-key : add package-key:all
  +-d +--delete : remove package-key:all
  * : look
snap takes=-n,--channel,--revision
  list info find changes change tasks version services connections interfaces known saved warnings model get debug.* help : look
  logs : log service:1
  restart : kick service:*
  start : resume service:*
  stop : pause service:*
  enable connect : resume snap:*
  disable disconnect : pause snap:*
  set unset : set package-setting:*
  install download try ack : add package:*
  remove forget : remove package:*
  refresh+--list refresh+--time : look
  refresh+--hold : pause package-hold:*
  refresh+--unhold : resume package-hold:*
  refresh revert switch : run package:*
  abort : kill snap-change:*
  save restore watch alias unalias : run package:all
  * : run package:all
flatpak
  list info search remotes remote-ls remote-info history ps config+--list permissions permission-show document-list : look
  install remote-add : add package:*
  uninstall remove remote-delete : remove package:*
  kill : kill application:*
  mask pin : pause package-hold:*
  override config permission-set : set package-setting:*
  run : run application:*
  * : run package:*
brew,port
  services.list services.info list ls info search outdated doctor config deps uses leaves log home desc tap-info cat --prefix +--prefix +--version missing : look
  services.restart services.kill : kick service:*
  services.start services.run : resume service:*
  services.stop : pause service:*
  update : kick package-lists:0
  install reinstall tap : add package:*
  uninstall remove rm untap autoremove : remove package:*
  pin : pause package-hold:*
  unpin : resume package-hold:*
  upgrade link unlink switch postinstall : run package:*
  cleanup : kick package-cache:0
  * : look
emerge takes=--jobs,-j,--config
  +-p +--pretend +-s +--search +--info +-S +-pv : look
  +--sync : kick package-lists:0
  +-C +--unmerge +-c +--depclean +-W : remove package:*
  +--config +--resume : run package:*
  * : add package:*
pkg takes=-j,-r,-o
  info query search which version audit check+-d check+-s stats rquery updating list : look
  update : kick package-lists:0
  install add : add package:*
  delete remove autoremove : remove package:*
  lock : pause package-hold:*
  unlock : resume package-hold:*
  clean : kick package-cache:0
  * : run package:*
pkg_add,xbps-install,swupd,opkg,guix,slackpkg,installpkg,upgradepkg,tlmgr
  list info search check show status list-installed diagnose : look
  update +-S : kick package-lists:0
  remove delete bundle-remove : remove package:*
  * : add package:*
pkg_delete,xbps-remove,removepkg
  * : remove package:*
nix-env,nixos-rebuild,nix,nix-channel,nix-collect-garbage,home-manager takes=-f,-A,-p,-I
  +-q +--query +--list-generations +--list dry-build dry-activate dry-run search flake.show flake.metadata eval show-config path-info store.verify why-depends list-generations : look
  +--rollback switch boot test : run system-generation:0
  +-i +--install profile.install : add package:*
  +-e +--uninstall profile.remove +--remove : remove package:*
  +--switch-generation +-G : set system-generation:0
  +--update +--add : kick package-lists:0
  * : run packages:all
rpm-ostree,ostree,bootc,transactional-update,snapper takes=-c,-t,-d,--config
  status db.* list* diff get-config show refs log ls : look
  rollback upgrade update rebase switch deploy dup : run system-generation:0
  install create : add package:*
  uninstall remove delete reset : remove package:*
  cleanup : kick package-cache:0
  kargs+--append kargs+--delete kargs+--replace : set boot-arguments:0
  kargs : look
  reload : kick package-lists:0
  undochange set-config : run system-generation:all
  * : run system-generation:all
subscription-manager,rhsm,rhc,pro,ua,SUSEConnect,rhnreg_ks
  status list identity facts version repos+--list facts+--list security-status fix+--dry-run help orgs release+--show : probe
  refresh : kick subscription:0
  repos+--enable enable : resume package-source:--enable,*
  repos+--disable disable : pause package-source:--disable,*
  attach register subscribe : add subscription:0
  remove unregister unsubscribe detach clean +-d : remove subscription:0
  release+--set release.* config : set subscription-setting:0
  * : run subscription:all
update-alternatives,alternatives,eselect,archlinux-java,update-java-alternatives,galternatives takes=--set,--config,--display,--install,--remove,--slave,--query,--list,--auto,-s,--altdir,--admindir
  +--display +--query +--list +--get-selections +-l +-p status list *.list *.show get : look
  +--set +-s : set alternative:--set,-s
  +--config : set alternative:--config
  +--auto : set alternative:--auto
  +--install : add alternative:--install
  +--remove +--remove-all : remove alternative:--remove,*
  *.set set : set alternative:1
  * : run alternative:all
`;
