/** What the words of one command say about the files that it edits. Paths are as typed. */
export interface ToolEdits {
  readonly files: readonly string[];
  /** Suffix, or pattern with `*`, of the copy that the tool itself makes of each file before it changes it. */
  readonly backupSuffix?: string;
  /** A patch that names the files: its own file (null: standard input) and how many leading folders are cut. */
  readonly patch?: { readonly file: string | null; readonly strip: number; readonly directory: string };
  /** The crontab of this user; `""`: of the one who types. */
  readonly crontab?: string;
}

type Tool = (words: readonly string[]) => ToolEdits;

const nothing: ToolEdits = { files: [] };

/** The words that are no options; `valued` options swallow the next word. */
function operands(words: readonly string[], valued: RegExp): string[] {
  const found: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") return [...found, ...words.slice(i + 1)];
    if (word === "-" || !/^[-+]/.test(word)) found.push(word);
    else if (valued.test(word)) i++;
  }
  return found;
}

/** The value of an option: `-f FILE`, `-fFILE`, `--file FILE`, `--file=FILE`; null where it is not given. */
function optionValue(words: readonly string[], short: string, long: string): string | null {
  for (const [i, word] of words.entries()) {
    if (word === short || word === long) return words[i + 1] ?? null;
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1);
    if (word.startsWith(short) && !word.startsWith("--") && word.length > short.length)
      return word.slice(short.length);
  }
  return null;
}

const none = /^$/;
/** The value of an option may be taken for a file: one that is not there changes nothing. */
const editor: Tool = (words) => ({ files: operands(words, none) });
/** vim's `-s`, `-e` and `-r` take nothing in a bundle such as `-es`. */
const vim: Tool = (words) => ({ files: operands(words, /^(-[cSuiUTwW]|--cmd|--servername)$/) });

/** `-i`, `-i.bak`, `-Ei`, `--in-place=.bak`; null where the file is only read. */
function inPlaceSuffix(words: readonly string[], bundle: RegExp): string | null {
  for (const word of words) {
    const long = /^--in-place(?:=(.*))?$/s.exec(word);
    if (long !== null) return long[1] ?? "";
    const short = bundle.exec(word);
    if (short !== null) return short[1] ?? "";
  }
  return null;
}

const sed: Tool = (words) => {
  const suffix = inPlaceSuffix(words, /^-[nEruszb]*i(.*)$/s);
  if (suffix === null) return nothing;
  const scripts = words.some((word) => /^(-[nEruszb]*[ef].*|--expression.*|--file.*)$/s.test(word));
  const files = operands(words, /^(-[nEruszb]*[efl]|--expression|--file|--line-length)$/);
  return { files: scripts ? files : files.slice(1), ...(suffix === "" ? {} : { backupSuffix: suffix }) };
};

/** perl and ruby: `-pi -e CODE FILE`, `-i.bak -pe CODE FILE`. */
const oneLiner: Tool = (words) => {
  const suffix = inPlaceSuffix(words, /^-[pnlaw0-9]*i((?:\.|~|[^a-z]).*)?[a-zA-Z]*$/s);
  if (suffix === null) return nothing;
  const files = operands(words, /^-[a-zA-Z0-9.~]*[eE]$/);
  return { files, ...(suffix === "" ? {} : { backupSuffix: suffix }) };
};

/** The last word, or what `-t` names: the file itself, or a folder that gets files of the same names. */
const copies =
  (valued: RegExp, alsoGone: boolean): Tool =>
  (words) => {
    const folder = optionValue(words, "-t", "--target-directory");
    const all = operands(words, valued);
    const sources = folder === null ? all.slice(0, -1) : all;
    const into = folder ?? all.at(-1);
    if (into === undefined || sources.length === 0) return nothing;
    const inside = sources.map((source) => `${into}/${source.replace(/\/+$/, "").replace(/^.*\//s, "")}`);
    return { files: [into, ...inside, ...(alsoGone ? sources : [])] };
  };

const copyOptions = /^(-[tSZ]|--target-directory|--suffix|--context)$/;

const patch: Tool = (words) => {
  const [file, input] = operands(words, /^(-[pidFoBYzVDgr]|--(strip|input|directory|fuzz|output))$/);
  if (file !== undefined) return { files: [file], backupSuffix: ".orig" };
  return {
    files: [],
    patch: {
      file: optionValue(words, "-i", "--input") ?? input ?? null,
      strip: Number(optionValue(words, "-p", "--strip") ?? "-1"),
      directory: optionValue(words, "-d", "--directory") ?? "",
    },
  };
};

const git: Tool = (words) => {
  const at = words.findIndex((word) => !word.startsWith("-"));
  if (words[at] !== "apply") return nothing;
  const rest = words.slice(at + 1);
  if (rest.some((word) => /^--(check|stat|numstat|summary|cached)$/.test(word))) return nothing;
  const [file] = operands(rest, /^(-[pC]|--directory|--exclude|--include)$/);
  const strip = Number(optionValue(rest, "-p", "--strip") ?? "1");
  const directory = optionValue(rest, "--directory", "--directory") ?? "";
  return { files: [], patch: { file: file ?? null, strip, directory } };
};

const crontab: Tool = (words) => {
  if (words.includes("-l")) return nothing;
  return { files: [], crontab: optionValue(words, "-u", "--user") ?? "" };
};

const unitSuffix = /\.(service|socket|timer|mount|path|target|slice)$/;

const systemctl: Tool = (words) => {
  const [verb, ...units] = operands(words, /^(-[HMnots]|--(drop-in|host|machine|root))$/);
  if (verb !== "edit" || units.length === 0) return nothing;
  const folder = words.includes("--user") ? "~/.config/systemd/user" : "/etc/systemd/system";
  const dropIn = (optionValue(words, "--drop-in", "--drop-in") ?? "override.conf").replace(
    /(\.conf)?$/,
    ".conf",
  );
  const files = units.map((name) => {
    const unit = unitSuffix.test(name) ? name : `${name}.service`;
    return words.includes("--full") ? `${folder}/${unit}` : `${folder}/${unit}.d/${dropIn}`;
  });
  return { files };
};

const visudo: Tool = (words) => {
  if (words.some((word) => /^-[a-z]*c[a-z]*$|^--check$/.test(word))) return nothing;
  const [typed] = operands(words, /^(-f|--file|-x)$/);
  return { files: [optionValue(words, "-f", "--file") ?? typed ?? "/etc/sudoers"] };
};

const tee: Tool = (words) => ({ files: operands(words, none) });
const truncate: Tool = (words) => ({ files: operands(words, /^(-[sr]|--size|--reference)$/) });
const dd: Tool = (words) => ({
  files: words.flatMap((word) => (word.startsWith("of=") ? [word.slice(3)] : [])),
});
/** `sudo -e FILE`; any other `sudo` is taken off before. */
const sudoEdit: Tool = (words) =>
  /^(-[a-zA-Z]*e|--edit)$/.test(words[0] ?? "") ? { files: operands(words, /^-[uUgpCDhrtT]$/) } : nothing;

const editors =
  "nano rnano pico emacs emacsclient ed red ex joe jmacs jpico micro mg kak ne hx helix mcedit zile jed tilde";

const tools: Readonly<Record<string, Tool>> = {
  ...Object.fromEntries(editors.split(" ").map((name) => [name, editor])),
  ...Object.fromEntries(
    "vi vim nvim vim.basic vim.tiny gvim rvim editor sensible-editor".split(" ").map((name) => [name, vim]),
  ),
  sed,
  gsed: sed,
  perl: oneLiner,
  ruby: oneLiner,
  tee,
  sponge: tee,
  truncate,
  dd,
  cp: copies(copyOptions, false),
  mv: copies(copyOptions, true),
  install: copies(/^(-[tSmog]|--(target-directory|suffix|mode|owner|group))$/, false),
  patch,
  git,
  crontab,
  systemctl,
  visudo,
  sudo: sudoEdit,
  doas: sudoEdit,
  sudoedit: (words) => ({ files: operands(words, /^-[uUgpCDhrtT]$/) }),
  vipw: () => ({ files: ["/etc/passwd"] }),
  vigr: () => ({ files: ["/etc/group"] }),
  crudini: (words) => ({ files: /^--(set|del|merge)$/.test(words[0] ?? "") ? words.slice(1, 2) : [] }),
};

/** The files that a tool with these words edits, or nothing for a tool that edits none. */
export const editsOfTool = (name: string, words: readonly string[]): ToolEdits =>
  (Object.hasOwn(tools, name) ? tools[name]?.(words) : undefined) ?? nothing;
