import type { CommandRun, ShellWord, WordPiece } from "../../base/shell/types.ts";
import type { PathClass } from "./rule.ts";

/** Where relative paths and `~` lead. */
export interface PathContext {
  readonly cwd: string | null;
  readonly home: string | null;
  readonly workspace: string | null;
}

export interface PathFact {
  readonly path: string;
  readonly class: PathClass;
}

const systemTrees = words(
  "/bin /boot /dev /etc /lib /lib32 /lib64 /libx32 /proc /run /sbin /sys /usr /var /opt /srv /home /root /snap /nix /Users /System /Library /Applications /private /Volumes /mnt /media /usr/bin /usr/lib /usr/lib64 /usr/sbin /usr/share /usr/include /usr/libexec /usr/local /usr/local/bin /usr/local/lib /usr/local/sbin /usr/local/etc /usr/local/share /var/lib /var/log /var/spool /var/www /var/mail /var/backups /var/db /var/run /var/lock /var/opt /etc/ssh /etc/ssl /etc/pam.d /etc/sudoers.d /etc/systemd /etc/kubernetes /etc/letsencrypt",
);
const dataTrees =
  /^\/var\/lib\/(postgres|postgresql|pgsql|mysql|mariadb|docker|containerd|etcd|kubelet|mongo|mongodb|redis|rabbitmq|kafka|elasticsearch|opensearch|cassandra|influxdb|prometheus|grafana|clickhouse|dpkg|apt|rpm|systemd|consul|vault|libvirt|lxd|ceph|rancher|gitlab|jenkins|zookeeper|neo4j)$|^\/var\/lib\/(postgresql|pgsql|mysql|mariadb|mongodb?|etcd)\/(?!(?:[^/]+\/){0,2}(?:tmp|log|logs|pg_log|cache|lost\+found|[^/]*\.(?:pid|sock|lock|log|err))(?:\/|$))[^/]+(\/[^/]+){0,2}$|^\/var\/spool\/(cron|mail|at)(\/crontabs)?$/;
const coreChild =
  /^\/(bin|boot|etc|lib|lib32|lib64|sbin|proc|sys)\/[^/]+$|^\/usr\/(bin|lib|lib64|sbin|share|include|libexec)\/[^/]+$/;
const coreTree = /^\/(bin|boot|etc|lib|lib32|lib64|sbin|usr)(\/|$)/;
const critical =
  /^\/etc\/(passwd|shadow|group|gshadow|sudoers|sudoers\.d\/.*|fstab|crypttab|ld\.so\.preload|ld\.so\.conf|nsswitch\.conf|pam\.d\/.*|pam\.conf|ssh\/(sshd_config|ssh_host.*)|inittab|selinux\/config|security\/.*)$|^\/boot\/.+|^\/(usr\/)?s?bin\/[^/]+$|^\/(usr\/)?lib(64)?\/.*\.so[.\d]*$|^\/var\/spool\/cron\/.*|^\/var\/lib\/(dpkg\/(status|info)|rpm\/(?!__db|\.)[^/]+|pacman\/local)$|^\/lib\/apk\/db(\/installed)?$|^\/(root|home\/[^/]+|Users\/[^/]+)\/\.ssh\/(authorized_keys|id_[^/]+)$|\/\.git\/(hooks\/.*|config)$/;
const secrets =
  /^\/etc\/(shadow|gshadow|passwd|sudoers|krb5\.keytab|ssl\/private(\/.*)?|ssh\/ssh_host_.*_key|kubernetes\/.*\.(conf|key))$|(^|\/)\.(ssh(\/(id_[^/.]*|.*\.pem|\*+)?)?|aws(\/credentials)?|kube(\/config)?|gnupg(\/.*)?|netrc|pgpass|git-credentials|docker\/config\.json|env|npmrc|my\.cnf|vault-token)$|(^|\/)(id_(rsa|dsa|ecdsa|ed25519)|credentials|[^/]*\.(pem|key|p12|pfx|keytab)|\.?bash_history|\.zsh_history)$|^\/proc\/[^/]+\/environ$|\/var\/run\/secrets(\/|$)|\/run\/secrets(\/|$)/;
const devices =
  /^\/dev\/((sd|hd|vd|xvd)[a-z]+\d*|nvme\d+(n\d+(p\d+)?)?|mmcblk\d+(p\d+)?|md\d+|md\/.*|dm-\d+|mapper\/.*|disk\/.*|loop\d+|sr\d+|nbd\d+|zd\d+|zvol\/.*|vg[^/]*\/.*|[^/]*vg[^/]*\/.*|ram\d+|mtd.*|r?disk\d+(s\d+)?|drbd\d+|block\/.*)$/;
const sinks =
  /^\/dev\/(null|zero|full|stdout|stderr|stdin|tty\d*|fd\/\d+|random|urandom|pts\/\d+)$|^\/proc\/self\/fd\/\d+$/;
const kernel = /^\/(dev\/(mem|kmem|port|watchdog\d*)|proc\/(sysrq-trigger|sys\/.*|kcore|acpi\/.*)|sys\/.*)$/;
const scratchNames =
  /^(node_modules|dist|build|target|out|coverage|__pycache__|\.cache|\.next|\.nuxt|\.turbo|\.parcel-cache|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nyc_output|\.gradle|\.eggs|tmp|temp|\.tmp|\.venv|venv|vendor|bin|obj|\.terraform|cmake-build-[^/]*|package-lock\.json|yarn\.lock|\.DS_Store|\.coverage|\.sass-cache|bower_components|htmlcov|[^/]*\.egg-info|[^/]*\.(pyc|pyo|o|obj|tmp|temp|swp|class|log|orig|rej))$/;
const logs =
  /^\/var\/log\/(auth\.log|secure|audit(\/.*)?|wtmp|btmp|lastlog|faillog|journal|utmp)|\.(bash|zsh|sh|mysql|psql|python)_history$|\/fish_history$|\/audit\.log$/;

/** The classes of a path word; the reading in which empty variables vanish comes as `emptied` where that one is worse. */
export function classify(
  word: Pick<ShellWord, "pieces">,
  run: Pick<CommandRun, "cwd" | "where">,
  context: PathContext,
): readonly PathFact[] {
  const plain = pathText(word.pieces, context, false);
  const facts = [factOf(plain, run, context)];
  if (word.pieces.some((piece) => piece.kind === "variable" && piece.mayBeEmpty)) {
    const text = pathText(word.pieces, context, true);
    const emptied = text === "" ? null : factOf(text, run, context);
    if (emptied && /^(root|system|home|critical|device)$/.test(emptied.class))
      facts.push({ ...emptied, class: "emptied" });
  }
  if (plain.length <= longestPath && secrets.test(plain.replace(/^~/, context.home ?? "/root")))
    facts.push({ path: plain, class: "secret" });
  return facts;
}

const longestPath = 4096; // the system refuses longer ones
const opaque = "\u0001"; // stands for a part of a path that cannot be told

function pathText(pieces: readonly WordPiece[], context: PathContext, emptied: boolean): string {
  return pieces.map((piece, index) => pieceText(piece, index, context, emptied)).join("");
}

function pieceText(piece: WordPiece, index: number, context: PathContext, emptied: boolean): string {
  if (piece.kind === "unknown") return isTemporary(piece, index) ? "/tmp/made" : opaque;
  if (piece.kind === "glob") return piece.text;
  if (piece.kind === "variable") return variableText(piece, context, emptied);
  if (index > 0 || piece.quoted) return piece.text;
  return piece.text.replace(/^~(?=\/|$)/, context.home ?? `/home/${opaque}`);
}

function variableText(
  { name, mayBeEmpty }: Extract<WordPiece, { kind: "variable" }>,
  context: PathContext,
  emptied: boolean,
): string {
  if (name === "HOME") return context.home ?? `/home/${opaque}`;
  if (name === "PWD" && context.cwd !== null) return context.cwd;
  return emptied && mayBeEmpty ? "" : opaque;
}

/** What `mktemp` prints. */
const isTemporary = ({ source }: Extract<WordPiece, { kind: "unknown" }>, index: number): boolean =>
  index === 0 && source?.[0] === "mktemp" && !source.some((word) => /^(-p|--tmpdir=?|\/|\|)/.test(word));

function factOf(text: string, run: Pick<CommandRun, "cwd" | "where">, context: PathContext): PathFact {
  if (text.length > longestPath) return { path: text, class: "unknown" };
  if (/^\/dev\/(tcp|udp)\//.test(text)) return { path: text, class: "network" };
  const named = /^~([\w-]+)(\/.*)?$/.exec(text);
  const typed = named ? `/home/${named[1]}${named[2] ?? ""}` : text;
  const absolute = absolutePath(typed, run, context);
  if (absolute === null) return { path: text, class: relativeClass(text) };
  const path = treeOf(normalise(absolute));
  return { path, class: classOf(path, absolute, typed.startsWith("/") || typed.startsWith("~"), context) };
}

/** null where the path is relative to a directory that is not known. */
function absolutePath(
  text: string,
  run: Pick<CommandRun, "cwd" | "where">,
  context: PathContext,
): string | null {
  if (text.startsWith("/")) return text;
  if (text.startsWith(opaque)) return null;
  if (run.cwd === null) return null;
  const base = run.cwd.startsWith("~") ? (context.home ?? "/home/\u0001") + run.cwd.slice(1) : run.cwd;
  if (base.startsWith("/")) return `${base}/${text}`;
  if (run.where !== "local" || context.cwd === null) return null;
  return `${context.cwd}/${base}/${text}`;
}

function relativeClass(text: string): PathClass {
  const path = normalise(`/\u0002/${text}`);
  if (text.includes(opaque))
    return lastName(path).includes(opaque) || text.startsWith(opaque) ? "unknown" : "here";
  if (!path.startsWith("/\u0002")) return "other";
  return scratchNames.test(lastName(path)) && path !== "/\u0002" ? "scratch" : "here";
}

const lastName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Lexical: `//`, `/./` and `/x/..` go; a leading `..` at the root stays at the root. */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** `/etc/*` means the tree `/etc`; `/usr/**` with a name below means its tree as well where that tree is the system's core. */
function treeOf(path: string): string {
  const bare = path.replace(/(\/(\*+|\.\*|\.\?\*|\?\*|\*\.\*|\.\[!?[^\]]*\]\*))+$/, "") || "/";
  const deep = bare.indexOf("/**/");
  if (deep < 0) return bare;
  const base = bare.slice(0, deep) || "/";
  return base === "/" || coreTree.test(base) ? base : bare;
}

/** In this order: what is lost most when it goes comes first. */
const absoluteClasses: readonly (readonly [
  PathClass,
  (path: string, context: PathContext, absolute: string) => boolean,
])[] = [
  ["root", (path) => path === "/" || /^\/[*?[]/.test(path)],
  ["sink", (path) => sinks.test(path)],
  ["device", (path) => devices.test(path.replace(/[*?]+/g, "a"))],
  ["kernel", (path) => kernel.test(path)],
  ["home", isHome],
  ["log", (path) => logs.test(path)],
  ["critical", (path) => critical.test(path)],
  ["system", (path) => systemTrees.has(path) || dataTrees.test(path)],
  ["scratch", (path, _context, absolute) => isScratch(path, absolute)],
  ["system", (path) => coreChild.test(path)],
  ["here", (path, context) => insideOf(path, context.workspace)],
];

function classOf(path: string, absolute: string, typedAbsolute: boolean, context: PathContext): PathClass {
  const found = absoluteClasses.find(([, holds]) => holds(path, context, absolute));
  if (found) return found[0];
  const inside = insideOf(path, context.cwd);
  if (typedAbsolute && !inside)
    return path.includes(opaque) && path.indexOf(opaque) <= 2 ? "unknown" : "other";
  if (lastName(path) === opaque) return "unknown";
  if (context.cwd !== null && !inside) return "other";
  return scratchNames.test(lastName(path)) ? "scratch" : "here";
}

const isScratch = (path: string, absolute: string): boolean =>
  /^\/(tmp|var\/tmp|dev\/shm|private\/tmp)\/(?:[^/]*[\w-]{2}[^/]*|[^*?[])/.test(path) ||
  /^\/(root|home\/[^/]+|Users\/[^/]+)\/\.cache(\/|$)/.test(path) ||
  (/\/(node_modules|__pycache__|\.pytest_cache)$/.test(path) && !absolute.startsWith("/usr"));

const insideOf = (path: string, root: string | null): boolean =>
  root !== null && root !== "/" && (path === root || path.startsWith(`${root}/`));

function isHome(path: string, { home }: PathContext): boolean {
  if (home !== null && home !== "/" && path === home) return true;
  if (/^\/(root|home\/[^/]+|Users\/[^/]+)$/.test(path)) return true;
  return /^\/(root|home\/[^/]+|Users\/[^/]+)\/(\.ssh|\.gnupg|\.aws|\.kube|\.config|\.local|\.docker|Documents|Desktop|Pictures|Downloads|Library)$/.test(
    home !== null && path.startsWith(`${home}/`) ? path.replace(home, "/home/x") : path,
  );
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
