import type { CommandRun } from "../../base/shell/types.ts";
import { toolName, wordText } from "./arguments.ts";
import type { Reading } from "./reading.ts";
import { effectTable } from "./table.ts";

/** Does the command mean something else in another directory? */
export function needsDirectory(reading: Reading): boolean {
  for (const run of reading.runs) {
    if (run.where !== "local" || run.via.some((way) => way.startsWith("ssh"))) continue;
    const words = run.argv.map(wordText);
    // From here on the command stands in a directory of its own choice.
    if (words[0] === "cd" && /^[~/$]/.test(words[1] ?? "~")) return false;
    if (isBound(words) || redirectsHere(run)) return true;
  }
  return false;
}

function isBound(words: readonly string[]): boolean {
  const [name = ""] = words;
  if (isRelativeProgram(name)) return true;
  const tool = toolName(name);
  if (words.slice(1).some((word, at) => isRelativePath(word, name, words[at] ?? ""))) return true;
  if (words.includes("-C")) return false;
  if (/^(docker|podman)$/.test(tool)) return words[1] === "compose" && !words.includes("-f");
  if (tool === "git") return words[1] !== "config" || !words.includes("--global");
  return effectTable.get(tool)?.cwd === true && !/^(pip\d?|helm)$/.test(tool);
}

const redirectsHere = (run: CommandRun): boolean =>
  run.redirects.some(({ target, op }) => {
    const text = target === null ? "" : wordText(target);
    return /[<>]/.test(op) && !op.startsWith("<<") && /^[\w.][^:]*$/.test(text) && !/^\d+$/.test(text);
  });

const isRelativeProgram = (name: string): boolean => name.includes("/") && !/^[/~$]/.test(name);

const fileTools = new Set(
  "cat head tail less rm mv cp ln chmod chown chgrp mkdir rmdir touch truncate sed grep egrep zgrep awk wc ls stat readlink tee vim vi nano diff tar unzip gunzip gzip patch source bash sh python python3 node ruby perl du install rsync md5sum sha256sum jq sort find test shred php".split(
    " ",
  ),
);
const dataFile =
  /\.(ya?ml|json|sh|py|sql|conf|cfg|cnf|tf|toml|txt|lock|ini|env|patch|service|tar|gz|crt|csr|cer|pem|key|p12|pfx|jks|xml|properties)$/;

/** Is the word a path from the working directory, for this tool? */
function isRelativePath(word: string, name: string, before: string): boolean {
  if (word === "" || /^[-/~$+]|^[a-z]+:\/\/|[:=*@{}'"()<>]|\s/.test(word))
    return /^-{1,2}[\w-]+=\.{1,2}\//.test(word);
  if (/^\.{1,2}(\/|$)/.test(word)) return true;
  const tool = toolName(name);
  if (!fileTools.has(tool)) return dataFile.test(word);
  if (/^-[nc]$/.test(before) || /^\d+[\w%]*$/.test(word)) return false;
  if (/^(chmod|chown|chgrp)$/.test(tool)) return isOwnedFile(word, before);
  if (/^(grep|egrep|zgrep|sed|awk|jq|find|perl|test)$/.test(tool))
    return word.includes("/") || /\.\w{1,5}$/.test(word);
  return true;
}

/** For chmod and chown: not the mode or owner, but the file after it. */
const isOwnedFile = (word: string, before: string): boolean =>
  !/^([ugoa]*[+-=][rwxXst]+|\d{3,4}|[\w-]+:[\w-]*)$/.test(word) && !/^(chmod|chown|chgrp|-R)$/.test(before);
