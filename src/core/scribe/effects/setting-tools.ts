/** What changes a setting in place, wherever it is kept. Rows from the tools' manuals. Grammar: `table.ts`. */
export const settingTools = `
crudini,iniset,ini-file,openstack-config takes=--format,--output,--existing
  *.*.*.*+--set +--set : set ini:1-3
  +--del +--delete : remove ini:1-3
  +--merge : run file:1
  +--get : look
  set : set ini:1-3
  del : remove ini:1-3
  * : look
augtool,augmatch takes=-r,--root,-l,--load-file,-f,--file,-I
  set : set augeas:1
  setm : set augeas:1-2
  rm clear clearm : remove augeas:1
  ins insert mv move rename touch defvar defnode : run augeas:all
  +-f : run augeas:-f
  * : look
gsettings
  set : set setting:1-2
  reset : remove setting:1-2
  reset-recursively : remove setting:1
  monitor : follow
  * : look
dconf
  write load : set setting:1
  reset : remove setting:*
  update compile : kick settings:0
  watch : follow
  * : look
gconftool-2,xfconf-query,kwriteconfig5,kwriteconfig6,kwriteconfig takes=-t,--type,-s,--set,-c,-p,--channel,--property,--file,--group,--key,-g,--get,-u
  +-g +--get +-l +-a : look
  +-r +--reset +-u : remove setting:-c,-p,-u,*
  +-s +--set : set setting:-s,-c,-p,*
  * : set setting:--file,--group,--key
kreadconfig5,kreadconfig6,kreadconfig
  * : look
defaults takes=-host
  read read-type domains find export : look
  write import rename : set setting:1-2
  delete : remove setting:1-2
  * : look
plutil takes=-o,-replace,-insert,-remove,-extract,-convert
  +-lint +-type +-extract : look
  +-replace +-insert : set plist:last,-replace,-insert
  +-remove : remove plist:last,-remove
  +-convert : run file:last
  * : look
PlistBuddy takes=-c
  +-c : clitext
  * : interactive
pmset,scutil,networksetup,systemsetup,spctl,csrutil,nvram,tmutil,diskutil,softwareupdate,mdutil,kextload,kextunload,fdesetup,airport takes=-b,--prefs
  +-g +--dns +--proxy +--get +-l +--list +-getnetworkservices list listSnapshots info status apfs.list verifyVolume +-listallhardwareports +--status +-p +-s +--nwi : look
  +--set +-setdnsservers +-setmanual +-settimezone +-setnetworkserviceenabled : set mac-setting:1
  mount enable load : resume mac:all
  unmount unmountDisk eject disable : pause mac:all
  repairVolume eraseDisk install +-i +-E : run mac:all
  * : run mac:all
uci takes=-c,-d,-P
  show get changes export : look
  set : set uci:1
  add add_list : add uci:1
  delete del_list : remove uci:1
  commit : run uci-commit:*
  revert : remove uci-changes:*
  batch import rename reorder : run uci:all
  * : look
fw_setenv
  * : set boot-env:1
sysrc takes=-f,-j,-R
  +-x : remove rc-conf:*
  +-a +-A : look
  *=* *-=* : set rc-conf:*
  * : look
confd,consul-template,dockerize,gomplate,envconsul,remco,j2,jinja2,ytt,jsonnet,cue,dhall takes=-template,-config,-config-dir,-backend,-node,-f,-o,-d,-c,-confdir
  +-dry +-noop +-dry-run : probe
  +-once +-onetime : run templates:0
  +-config : run templates:0
  vet eval export fmt+-d : look
  * : look
etckeeper
  vcs log status : look
  commit init pre-install post-install : run etc-repo:0
  * : run etc-repo:0
sponge
  +-a : add file:last
  * : set file:last
replace,rpl,sd,fastmod,comby,ambr takes=-x,-d,--extensions
  +-p +--preview +-s+--dry-run : look
  * : set file:tail
dos2unix,unix2dos,fromdos,todos,mac2unix takes=-n,-c
  +-i +--info : look
  * : set file:*
update-motd,update-locale,update-mime-database,update-desktop-database,fc-cache,mandb,updatedb,gtk-update-icon-cache,ldconfig,newaliases,locale-gen,localedef,mkhomedir_helper,pwconv,pwunconv,grpconv,update-binfmts,update-inetd,update-gconf-defaults,dpkg-trigger,fmtutil,texhash,glib-compile-schemas takes=-f,-i,-c
  +-p +-v+-N : look
  +-V +--version +--print-cache : look
  * : run system-cache:0
phpinfo,pecl,pear takes=-d
  list info config-get config-show search remote-info version channel-info : look
  install upgrade : add php-module:*
  uninstall : remove php-module:*
  config-set : set pear-setting:1
  * : run php-module:all
`;
