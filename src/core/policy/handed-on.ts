import type { ShellWord } from "../../base/shell/types.ts";
import { type Facts, nameOf, textOf } from "./facts.ts";

/** Programs that start what their words say, besides all those the policy does not know. */
const launchers =
  /^(npx|npm|pnpm|yarn|bun|bunx|conda|mamba|micromamba|strace|ltrace|az|aws|gcloud|emacs|ed|osascript|pwsh|powershell|nix|consul|nomad|heroku|fly|flyctl|uv|poetry|pipenv|dotnet|mise|make|lxc|incus|vault|expect|java)$/;
/** Programs whose words are text for people. */
const sayers =
  /^(wall|write|say|espeak|zenity|kdialog|whiptail|dialog|toot|slack\w*|telegram\w*|mail\w*|mutt|sendmail|notify[\w-]*|logger|msg|banner|boxes|lolcat|jira|linear|asana|trello|todo\w*|task|note\w*|gpt|llm|claude|tldr|cheat|explain\w*|how2|howdoi)$/;

const startsMore = /^(killall5|sh|bash|dash|zsh|ksh|env|xargs|busybox|eval|nsenter|setsid|nohup|timeout)$/;
const mostCandidates = 6;

/**
 * The texts that a command may hand on to something that runs them: its words from a known command's name on
 * (`launcher -x rm -rf /`), and single words that hold blanks (`launcher --run 'rm -rf /'`).
 */
export function handedOn(
  facts: Facts,
  isKnown: (name: string) => boolean,
  certain: boolean,
): readonly string[] {
  const name = facts.name ?? "";
  if (sayers.test(name) || !(certain ? launchers.test(name) : true)) return [];
  const texts: string[] = [...escapedLines(facts)];
  for (const [index, word] of facts.args.entries()) {
    if (texts.length >= mostCandidates) break;
    const value = textOf(word);
    const own = nameOf(word) ?? "";
    if (/\s/.test(value)) texts.push(...quotedText(value, /^(emacs|osascript)$/.test(name)));
    else if (/^[a-z][\w.+-]*$/.test(own) && (isKnown(own) || startsMore.test(own)))
      texts.push(facts.args.slice(index).map(typed).join(" "));
  }
  return texts;
}

/** A word's text, what stands behind `--flag=` or `key=` in it, and the quoted strings inside it. */
function quotedText(value: string, inside: boolean): readonly string[] {
  const whole = value.replace(/\0$/, "").replace(/^[!@]\s*/, "");
  if (whole.length > mostLength) return [];
  const behind = whole.replace(/^--?[\w-]+=|^[\w.-]+=(?=\S)/, "");
  const found = inside
    ? [...whole.matchAll(/"((?:[^"\\]|\\.)*\s(?:[^"\\]|\\.)*)"|'([^']*\s[^']*)'/g)].map(
        (each) => each[1]?.replace(/\\(["\\])/g, "$1") ?? each[2] ?? "",
      )
    : [];
  return [whole, ...(behind === whole ? [] : [behind]), ...found];
}

/** `!COMMAND` lines that an editor or another tool is fed. */
const escapedLines = ({ run }: Facts): readonly string[] =>
  (run.stdin ?? run.stdinPartial ?? "")
    .split("\n", 64)
    .filter((line) => line.startsWith("!"))
    .slice(0, mostCandidates)
    .map((line) => line.slice(1));

const mostLength = 4096;

function typed(word: ShellWord): string {
  if (word.value === null || /^~/.test(word.value)) return word.raw === "" ? '"$__unknown"' : word.raw;
  return `'${word.value.replaceAll("'", "'\\''")}'`;
}
