import { findArgvSecrets, toolNames } from "./argv-secrets.ts";
import { findHeaders } from "./headers.ts";
import { isStandIn } from "./judge-value.ts";
import {
  foundIn,
  insideOf,
  type LooseCommand,
  type LooseSource,
  type LooseWord,
  looseCommands,
  wholeText,
} from "./loose-words.ts";
import type { Found } from "./mask.ts";
import { findPipedSecrets } from "./piped-secrets.ts";
import { findUrlSecrets } from "./urls.ts";

const escaped = toolNames.map((name) => name.replace(/[.+*?^$()[\]{}|\\]/g, "\\$&"));
// A flag that may take a password, and a value that is more than a word or a number.
const unlistedFlag =
  "[\\s\"'][-/]{1,2}(?:p|a|w|k|u|n|l|pw|ap|rp|xp)[ =:]?\\\\{0,2}[\"']?(?=\\S{0,100}[a-z])(?=\\S{0,100}[\\d!@#%^&*?~+])\\S{6}";
const lonePipe = "\\b(?:echo|printf)\\s{1,2}[\"']?(?=\\S{0,60}\\d)[^\\s|]{6,64}\\s{0,2}\\|";
const trigger = new RegExp(
  `(?:^|[\\s/'"\`([;|&=\\\\])(?:${escaped.join("|")})(?=[\\s'"\\\\]|$)|pass|pwd|secret|token|key|auth|cred|<<<|PSK|sudo|cryptsetup|base64|sum\\b|openssl|chpasswd|\\bsu\\b|cookie|session|dsn|\\blogin\\b|[-_]pw\\b|\\buser[\\s_.-]{1,2}(?:add|create|set|mod|update)|\\bconnect\\s{1,4}\\S{1,80}\\s{1,4}\\S{1,80}\\s|${unlistedFlag}|${lonePipe}`,
  "im",
);
const deepest = 4;
/** In a longer text commands stand on single lines: it is an output, not something typed. */
const longestCommand = 16_384;

/** A first look: whether any word of the text has to do with secrets. */
export const mayHoldCommands = (text: string): boolean => trigger.test(text);

/**
 * Secrets among the words of commands, in any text that holds some: typed lines, `set -x` traces, logs of sudo and cron, process lists.
 * Reads words without a grammar, so that what no parser takes is still looked at; payloads in quotes are read again.
 */
export function findShellSecrets(text: string): readonly Found[] {
  if (!mayHoldCommands(text)) return [];
  // The kernel's audit names the words: `a0="mysql" a1="-px"`.
  const plain = text.includes("EXECVE")
    ? text.replace(/\ba\d{1,3}=/g, (name) => " ".repeat(name.length))
    : text;
  if (plain.length <= longestCommand) return inSource(wholeText(plain), 0);
  return [...plain.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) =>
    trigger.test(line) ? inSource({ text: line, at: (i) => index + i }, 0) : [],
  );
}

function inSource(source: LooseSource, depth: number): readonly Found[] {
  const commands = looseCommands(source);
  return [
    ...commands.flatMap((command) => inCommand(command, depth)),
    ...findPipedSecrets(commands).flatMap(({ word, from, to }) => foundIn(word, from, to, "password")),
  ];
}

function inCommand(command: LooseCommand, depth: number): readonly Found[] {
  const { words } = command;
  const found = findArgvSecrets(words.map((word) => word.value)).flatMap((secret) => {
    const word = words[secret.word];
    return word === undefined ? [] : foundIn(word, secret.from, secret.to, secret.kind);
  });
  found.push(...words.filter((word) => !word.plain && word.value.length < 4096).flatMap(insideWord));
  if (depth >= deepest) return found;
  return [
    ...found,
    ...[...words, ...command.input.filter(isHereString)]
      .filter(isPayload)
      .flatMap((word) => inSource(insideOf(word), depth + 1)),
  ];
}

/** The body of a here-document is read as commands where it stands. */
const isHereString = (word: LooseWord): boolean => !word.value.includes("\n");

const isPayload = (word: LooseWord): boolean =>
  word.value.length > 8 &&
  word.value.length < 16_384 &&
  /\s/.test(word.value) &&
  !isStandIn(word.value) &&
  trigger.test(word.value);

/** What the rules for plain text see only once the quotes and escapes inside a word are off. */
const insideWord = (word: LooseWord): readonly Found[] =>
  [...findHeaders(word.value), ...findUrlSecrets(word.value)].flatMap(({ start, end, kind }) =>
    foundIn(word, start, end, kind),
  );
