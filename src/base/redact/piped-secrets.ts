import { isDigest, isStandIn } from "./judge-value.ts";
import { isLikely } from "./likeness.ts";
import type { LooseCommand, LooseWord } from "./loose-words.ts";

/** A secret that one command hands another through a pipe, a here-string or a here-document. */
export interface PipedSecret {
  readonly word: LooseWord;
  readonly from: number;
  readonly to: number;
}

// Commands that read a secret from their input.
const reader =
  /\bsudo\b(?:\s+\S+)*?\s(?:-[A-Za-z]*S|--stdin)\b|(?:password|passphrase|passwd|token|key|secret|pass)[-_]stdin\b|\b(?:password|token|secret|key)=-(?:\s|$)|--with-token\b|passphrase-fd|\bpass(?:in|out)?\s+(?:stdin|fd:0)|\b(?:chpasswd|chgpasswd|smbpasswd|vncpasswd|kinit|slappasswd|wpa_passphrase|pamtester)\b|\bpasswd\b|\bcryptsetup\b|\bmkpasswd\b|\bhtpasswd\b.*\s-\w*i|\bsu\b(?:\s+-\S*)*(?:\s+\w+)?(?:\s+-c)?|\bssh-add\b|\bread\b.*\s-\w*s|\bgpg2?\b.*(?:--batch|--passphrase)|\bage\b.*-p|\b(?:secret|secrets)\s+(?:create|put|set|add|store|versions add)\b|\bsecret-tool\s+store|\bpass\s+insert|\bvault\s+(?:login|write|kv|operator)\b|\bkeyctl\b|\blogin\b.*(?:-|stdin)|\bregistry\b.*login|\bopenssl\s+(?:passwd|enc|rsa|pkcs12|dgst)\b|\bansible-vault\b|\bnmcli\b|\bbase64\b|\b(?:md5|sha\d+)sum\b|\bkubeseal\b|\bwg\b|\bgnome-keyring-daemon\b|\brclone\s+obscure\b|\bfaillock\b|\bexpect\b|\bauthconfig\b|\brealm\s+join\b|\badcli\b|\bmount(?:\.\w+)?\b.*-o|\bzfs\s+load-key\b|\bsystemd-(?:ask-password|creds)\b|\bcaddy\s+hash-password\b|\bargon2\b|--stdin-?pass\w*|\bencfs\b.*\s(?:-S|--stdinpass)\b|\bpbcopy\b|\bxclip\b/;
/** Readers of anything: what they get is a secret only where it looks like one. */
const readsAnything =
  /^(?:base64|(?:md5|sha\d+)sum|openssl|kinit|wg|xclip|pbcopy|nmcli|expect|mount|vault|age|login|gpg)/;
/** Readers of texts, not of secrets. */
const compares =
  /^(?:diff|comm|cat|paste|join|cmp|sort|while|mapfile|readarray|source|\.|bash|sh|grep|wc|kubectl)\b/;
const readsTexts =
  /^(?:\S*\/)?(?:grep|egrep|rg|sed|g?awk|tr|cut|rev|sort|uniq|wc|tee|cat|xxd|od|hexdump|jq|yq|bc|dc|fold|fmt|column|head|tail|less|more|xargs|read|while|for|figlet|cowsay|lolcat|nl|paste|column|perl|python3?|node|ruby|bash|sh|mail|git|at)\b/;
const passesOn = /^(?:head|tail|cat|tee|tr)$/;
const producers = /^(?:echo|printf|print|yes)$/;
const producing = (command: LooseCommand): boolean =>
  command.words.slice(0, 2).some((word) => producers.test(word.value));

/** A command that has to do with secrets, and may read one. */
const about = /secret|passw|token|_key\b|keystore|passphrase|credential|signin|unlock|[-_.]env\b/i;
/** A file or a flag that holds a secret: what is written to it is one where it looks like one. */
const holder = /pass|secret|token|cred|key-?file|keyfile|\.key\b|\bpw\b|psk|preshared|private-key|auth/i;

export function findPipedSecrets(commands: readonly LooseCommand[]): readonly PipedSecret[] {
  return commands.flatMap((command, i) => {
    const line = lineOf(command);
    const given = [...(command.after === "|" ? producersBefore(commands, i) : []), ...command.input];
    if (given.length === 0) return printed(command, command.after === "<(" ? lineOf(commands[i - 1]) : "");
    const sure = reader.test(line);
    if (/^base64\b.*\s(?:-d|-D|--decode)\b/.test(line)) return [];
    if (!sure && !about.test(line)) return [...opaqueInput(command), ...loneWord(given, line)];
    const strict =
      !sure ||
      (readsAnything.test(line.replace(/^.*\//, "")) && !/passphrase-fd|pass(?:in|out)?\s+stdin/.test(line));
    const pairs = /\b(?:chpasswd|newusers|chgpasswd)\b/.test(line);
    return given.flatMap((word) => secretsIn(word, { strict, pairs }));
  });
}

const opaqueInput = (command: LooseCommand): readonly PipedSecret[] =>
  command.input
    .filter((word) => isOpaque(word.value))
    .flatMap((word) => secretsIn(word, { strict: true, pairs: false }));

/** `echo 'one-Word-4711' | program`: nothing else is handed so, but texts to programs for texts. */
function loneWord(given: readonly LooseWord[], line: string): readonly PipedSecret[] {
  const [word] = given;
  if (given.length !== 1 || word === undefined || readsTexts.test(line)) return [];
  const text = word.value.replace(/\\n$/, "");
  return isLikely(text, "strong") ? [{ word, from: 0, to: text.length }] : [];
}

const lineOf = (command: LooseCommand | undefined): string =>
  (command?.words ?? [])
    .map((word) => word.value)
    .join(" ")
    .slice(0, 2000);

/** `echo value > keyfile`, `--password-file=<(echo value)`. */
function printed(command: LooseCommand, receiver: string): readonly PipedSecret[] {
  const files = command.output.map((word) => word.value).join(" ");
  if (command.after === "<(" && !compares.test(receiver) && producers.test(command.words[0]?.value ?? "")) {
    const last = command.words.at(-1);
    if (last !== undefined && isLikely(last.value, "fair"))
      return [{ word: last, from: 0, to: last.value.length }];
  }
  if (!producing(command) || !holder.test(`${files} ${receiver}`)) return [];
  return command.words.slice(1).flatMap((word) => secretsIn(word, { strict: true, pairs: false }));
}

/** The words that `echo` or `printf` before a pipe writes; also several in a group. */
function producersBefore(commands: readonly LooseCommand[], consumer: number): readonly LooseWord[] {
  const words: LooseWord[] = [];
  for (let i = consumer - 1; i >= 0; i--) {
    const { words: made, after } = commands[i] ?? { words: [], after: "" };
    if (after === "|" && passesOn.test(made[0]?.value ?? "")) continue;
    const at = made.findIndex((word) => producers.test(word.value));
    if (at < 0) break;
    words.push(...made.slice(at + 1).filter((word) => !/^-[neE]+$|^\)$/.test(word.value)));
    if (!/[;&\n]/.test(after)) break;
  }
  return words;
}

function secretsIn(
  word: LooseWord,
  how: { readonly strict: boolean; readonly pairs: boolean },
): readonly PipedSecret[] {
  const found: PipedSecret[] = [];
  for (const line of word.value.matchAll(/(?:[^\n\\]|\\(?!n))+/g)) {
    const colon = how.pairs ? line[0].indexOf(":") : -1;
    const text = line[0].slice(colon + 1);
    const from = line.index + colon + 1;
    const paired = how.strict ? /^.*\s[\w.@+-]+:(\S+)\s*$/.exec(text)?.[1] : undefined;
    if (paired !== undefined && mixed(paired) && !isStandIn(paired)) {
      // `[host]:587 user:secret`, as a file of logins has its lines.
      const at = from + text.lastIndexOf(paired);
      found.push({ word, from: at, to: at + paired.length });
      continue;
    }
    if (how.strict && /\S\s+\S/.test(text)) {
      found.push(...likelyWords(word, text, from));
      continue;
    }
    if (isStandIn(text) || /^%\w|^\s*$|^EOF$|^yes$|^y$/i.test(text) || (how.strict && !mixed(text))) continue;
    found.push({ word, from, to: from + text.length });
  }
  return found;
}

/** `user * secret *`: the word of a line that looks like one. */
const likelyWords = (word: LooseWord, text: string, from: number): readonly PipedSecret[] =>
  [...text.matchAll(/\S+/g)]
    .filter((hit) => isLikely(hit[0], "strong"))
    .map((hit) => ({ word, from: from + hit.index, to: from + hit.index + hit[0].length }));

const mixed = (text: string): boolean =>
  /^\S{6,128}$/.test(text) &&
  !isDigest(text) &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  !/^[\w.-]+\.(?:com|org|net|io|txt|sh|json|ya?ml)$/.test(text) &&
  (!text.includes("/") || isLikely(text, "strong"));

/** One word of both cases with digits: nobody hands such a here-string to a tool for anything else. */
const isOpaque = (text: string): boolean =>
  /^[\w.~!@%^+=-]{10,200}\n?$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
