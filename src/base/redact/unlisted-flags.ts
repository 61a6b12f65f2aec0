import { type ArgvSecret, whole } from "./argv-secret.ts";
import { isLikely, type Likeness } from "./likeness.ts";

/** Flags that many tools take a password with. */
const passwordFlag = /^(?:-(?:[pPaAwWkK]|pw|pass|passwd|ap|rp|xp|auth)|\/(?:p|rp|pass|pwd))$/;
const gluedFlag = /^(?:-p|\/(?:p|rp|pass|pwd|password):)(?=\S)/;
const accountFlag =
  /^(?:-(?:u|U|n|a|l|login|auth|user|cred)|--(?:user|username|login|auth|account|credentials?|userpass|basic-auth|http-auth))$/;

/** What says that a login is meant: a user, or else a host. */
const userFlag =
  /^(?:-(?:u|U|D|l|user|login)|--(?:user(?:name)?|login|account|admin)|\/(?:u|ru|user)(?::.*)?)(?:=|$)/;
const userWord = /^(?:login|signin|auth|authenticate|pw|passwd|password|unlock)$/;
const hostFlag = /^(?:-(?:H|h|host|server)|--(?:host(?:name)?|server|address|url|endpoint))(?:=|$)/;
/** Their `-u` is whom to run as, not whom to log in as. */
const runsAs =
  /^(?:sudo|doas|su|runuser|ps|exec|run|-it|-i|-t|chown|systemctl|crontab|journalctl|id|sort|diff)$/;

/**
 * Flags that mean something else in well-known tools: `docker run -p`, `cargo -p`, `grep -w`. A row: names, then flags.
 * Tools that take a password so are in `tool-table.ts`.
 */
const otherMeanings = `
docker,podman,nerdctl,docker-compose,podman-compose,kubectl,oc,helm,k3s,minikube p,P,a,A,w,k
git,hg,svn,gh,glab p,P,a,A,w,k
cp,mv,mkdir,install,tar,bsdtar,cpio,rsync,scp,sftp,ln,touch,chmod,ls,du,df,stat,find,mount,lsblk,blkid,parted,rmdir p,P,a,A,w,W,k
ps,top,htop,pgrep,pkill,kill,strace,ltrace,gdb,perf,lsof,pidstat,iotop,renice,taskset,chrt,pmap,jstack,jmap p,P,a,A,w,W,k
ssh,autossh,mosh,nc,ncat,netcat,nmap,socat,ping,hping3,iperf,iperf3,tcpdump,tshark,dig,nslookup,telnet,ss,netstat p,P,a,A,w,W,k
grep,egrep,fgrep,zgrep,rg,ag,ack,sed,awk,gawk,perl,python,python3,ruby,node,php,sort,cut,diff,man,apropos,tail,head,less,wc,comm,join,column,tee p,P,a,A,w,W,k
cargo,rustc,go,make,gmake,ninja,cmake,mvn,gradle,gradlew,npm,npx,yarn,pnpm,bun,tsc,javac,java,jest,pytest,pip,pip3,dotnet,bazel,msbuild p,P,a,A,w,W,k
iptables,ip6tables,nft,ufw,firewall-cmd,ip,ethtool,sysctl,modprobe,journalctl,systemctl,loginctl,dmesg,logger,useradd,groupadd p,P,a,A,w,W,k
mysql,mysqldump,mysqladmin,mariadb,mariadb-dump,psql,pg_dump,pg_dumpall,pg_restore,pg_ctl,pg_basebackup,createdb,createuser,dropdb,sqlite3 p,w,W,a,A,k
read,unzip,zip,gzip,zstd,xz,7z,convert,ffmpeg,mpv p,a,A,w,W,k
sbatch,srun,salloc,sacct,squeue,scontrol,qsub,bsub,samtools,adb,aws,gcloud,az,terraform,ansible,ansible-playbook,salt,vagrant,packer p,P,a,A,w,W,k
wget,curl,aria2c,ab,wrk,hey,siege,flask,next,vite,serve,uvicorn,gunicorn,hugo,jekyll,mongod,redis-server,postgres,nginx p,P,A,w,W,k
openssl,gpg,gpg2,ssh-add,apt-key p,a,A,w
passwd,chage,usermod,last,lastb,who,id,groups p,a,w,W
`;
const meaningsOf = new Map<string, ReadonlySet<string>>();
for (const row of otherMeanings.split("\n").filter((line) => line !== "")) {
  const [names = "", flags = ""] = row.split(" ");
  for (const name of names.split(",")) meaningsOf.set(name, new Set(flags.split(",")));
}

/** Behind these words another command begins; their own flags take no passwords. */
const handsOver = new Set(
  (
    "exec -- -c run then do sudo doas su env xargs parallel watch timeout nohup nice ionice time screen tmux " +
    "setsid stdbuf flock chroot"
  ).split(" "),
);
const baseName = (word: string): string =>
  word.slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("=")) + 1);

/** Passwords that tools nobody listed take, known by their place and their looks. */
export function findUnlistedFlags(words: readonly string[]): readonly ArgvSecret[] {
  const flags = freeFlags(words);
  if (flags.length === 0) return [];
  const accounts = flags.flatMap((at) => accountOf(words, at));
  const passwords = flags.filter((at) => mayTakePassword(words[at] ?? ""));
  if (passwords.length === 0) return accounts;
  const least = leastLikeness(words);
  return [...accounts, ...passwords.flatMap((at) => passwordOf(words, at, least))];
}

/** Where the flags stand that no well-known tool gives another meaning. */
function freeFlags(words: readonly string[]): readonly number[] {
  const free: number[] = [];
  let owner: ReadonlySet<string> | undefined;
  for (let i = 0; i < words.length; i++) {
    const text = words[i] ?? "";
    const isFlag = text.startsWith("-");
    if (handsOver.has(text)) owner = undefined;
    else if (!isFlag) owner = meaningsOf.get(baseName(text)) ?? owner;
    if ((isFlag || text.startsWith("/")) && text.length <= 200 && !owner?.has(text.charAt(1))) free.push(i);
  }
  return free;
}

const mayTakePassword = (text: string): boolean => passwordFlag.test(text) || gluedFlag.test(text);

/** The surer a login, the plainer its password may look. */
function leastLikeness(words: readonly string[]): Likeness {
  const user = words.some(
    (text, i) => i > 0 && (userWord.test(text) || (userFlag.test(text) && !runsAs.test(words[i - 1] ?? ""))),
  );
  if (user || /rcon|passw|login|auth/.test(words[0] ?? "")) return "weak";
  return words.some((text) => hostFlag.test(text)) ? "fair" : "strong";
}

function passwordOf(words: readonly string[], at: number, least: Likeness): readonly ArgvSecret[] {
  const text = words[at] ?? "";
  if (passwordFlag.test(text))
    return isLikely(words[at + 1] ?? "", least) ? whole(words, at + 1, 0, "password") : [];
  const from = gluedFlag.exec(text)?.[0].length ?? 0;
  const sure = least === "weak" ? "fair" : "strong";
  return from > 0 && isLikely(text.slice(from), sure) ? whole(words, at, from, "password") : [];
}

/** `--auth user:secret`, `-U domain\user%secret`. */
function accountOf(words: readonly string[], at: number): readonly ArgvSecret[] {
  if (!accountFlag.test(words[at] ?? "") && !(words[at] ?? "").includes("=")) return [];
  const [flag = "", given] = /^(--[\w-]+)=(.+)$/.exec(words[at] ?? "")?.slice(1) ?? [words[at] ?? ""];
  if (!accountFlag.test(flag)) return [];
  const word = given === undefined ? at + 1 : at;
  const text = words[word] ?? "";
  const from = given === undefined ? 0 : flag.length + 1;
  const sign = /^[\w.@\\/+-]{1,80}?[:%](?=\S)/.exec(text.slice(from))?.[0].length ?? 0;
  return sign > 0 && isLikely(text.slice(from + sign), "fair")
    ? whole(words, word, from + sign, "password")
    : [];
}
