/** Files: what reads them, what changes them, what edits them. Grammar: `table.ts`. */
export const fileTools = `
cat,bat,head,tac,nl,wc,stat,file,strings,od,xxd,hexdump,md5sum,sha1sum,sha256sum,cksum,readlink,realpath,basename,dirname,diff,cmp,comm,colordiff,zcat,bzcat,xzcat,zdiff,column,cut,paste,sort,uniq,tr,fold,fmt,rev,shuf,jq,csvlook,sqlite-look,base64,du,ncdu,find-look,locate,lsattr,iconv,expand,join,pr,split-look,ldd,nm,objdump,readelf takes=-n,-c,-d,-f,-t,-k,-s,-w,--max-depth,-L,-b,--format,-r,--arg,--argjson
  * : look file:*
tail takes=-n,-c,--lines,--bytes,--pid,-s
  +-f +-F +--follow : follow file:*
  * : log file:*
grep,egrep,fgrep,zgrep,rg,ag,ack,zegrep,ripgrep,pcregrep,agrep,ugrep takes=-e,-m,-A,-B,-C,-f,--include,--exclude,--exclude-dir,-g,-t
  * : log file:rest
awk,gawk,mawk,nawk takes=-F,-v,-f
  +-i : inplace file:rest
  * : look file:rest
yq,dasel takes=-f,-o,-p,-r,-w
  put delete : inplace file:-f
  +-i +--inplace +--in-place : inplace file:rest
  * : look file:rest
xmlstarlet takes=-u,-v,-d,-s,-t,-n,-x,-N
  ed+-L ed+--inplace edit+-L : set file:last
  * : look file:last
sed,gsed takes=-e,-f,-l
  +-i +--in-place : inplace file:rest
  * : look file:rest
perl,ruby takes=-e,-I,-M,-F
  +-i +-pi +-pie +-i.bak +-pi.bak : inplace file:*
  +-e +-ne +-pe +-lne +-E : evalcode
  +-v +-c +--version : trivial
  * : script file:1
java takes=-jar,-cp,-classpath,--class-path,-s,-auth,-i
  +-version +--version +-XX:+PrintFlagsFinal : trivial
  +-jar : javajar
  * : script file:1
python,python2,python3,node,deno,bun,lua,Rscript,tclsh,groovy,iex,irb takes=-c,-e,-W,-X,-r,--eval,-p,--print
  +-c +-e +-r +-p +--eval +--print : evalcode
  +--version +-V +-v +-version : trivial
  +-m : pymodule
  * : script file:1
bash,sh,zsh,fish,dash,ksh takes=-o
  +-c : evalcode
  +-n +--version : trivial
  * : script file:1
find,fd
  +-delete : remove found:*
  +-exec +-execdir +-ok : execlike found:*
  * : look file:1
rm,unlink,shred,srm,rmdir,trash,wipe takes=-n
  * : remove file:*
mv,rename takes=-t,-S
  +-n+rename : look
  * : move file:*
cp,install takes=-m,-o,-g,-t,-S
  +-d+install : add file:*
  * : copy file:*
ln takes=-t,-S
  * : set file:last
mkdir takes=-m
  * : add file:*
touch,mkfifo,mknod,mktemp,fallocate,truncate takes=-s,-r,-d,-t,-l,-o,-m
  +-s : set file:*
  * : add file:*
dd
  * : ddcopy
chmod,chown,chgrp,setfacl,chattr,setfattr,setcap takes=-m,-x,--reference,-n,-v
  * : mode file:tail
tee takes=
  +-a +--append : add content:*
  * : set file:*
tar,bsdtar,gtar takes=-f,-C,-T,--exclude,--directory,--strip-components
  +-t +-tf +-tzf +-tvf +-tvzf +--list tf tzf tvf tvzf : look
  * : archive archive:*
cpio,pax takes=-f,-C,-T,--exclude,--directory
  +-t +-tf +-tzf +-tvf +-tvzf +--list tf tzf tvf tvzf : look
  * : run archive:*
zip,unzip,gzip,gunzip,bzip2,bunzip2,xz,unxz,zstd,unzstd,7z,ar,pigz takes=-d,-P
  +-l +-t +-tl +-Z l : look
  * : run file:*
patch takes=-p,-i,-d,-o,-r
  +--dry-run : look
  * : set file:1
visudo takes=-f
  +-c +--check : conftest
  * : edit file:-f
vim,vi,nvim,nano,emacs,emacsclient,pico,joe,ed,ex,mcedit,micro,hx,helix,kak,vimdiff,ne,jed,sudoedit,vipw,vigr,gedit,kate takes=-c,-u,-S
  +--version : trivial
  * : edit file:*
view,vless,rview
  * : look file:*
split,csplit,sponge,ex-script,dos2unix,unix2dos,crudini,augtool,confd,envsubst,jinja2,openssl-enc,htpasswd,ssh-keygen-new,msgfmt,rsvg takes=
  * : set file:last
xargs,parallel,nohup,setsid,timeout,nice,stdbuf,time,sudo,doas,env-run,flock,strace-run,unbuffer,watch-run,proot,chroot,nsenter,unshare
  * : wrapper
`;
