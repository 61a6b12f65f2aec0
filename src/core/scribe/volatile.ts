import { toolName, wordText } from "./arguments.ts";
import type { Reading } from "./reading.ts";
import { addressesIn } from "./volatile-addresses.ts";
import { instancesIn } from "./volatile-instances.ts";
import { namedRules } from "./volatile-named.ts";
import { systemAccounts, valuesByPlace } from "./volatile-places.ts";
import { aboutMail, mailRule, namePattern, textRules, type VolatileValue } from "./volatile-rules.ts";
import { generatedNames, shapesIn } from "./volatile-shapes.ts";

/** More of a command is a file that somebody typed. */
const mostText = 10_000;

/** The hash inside a redaction mark, the version of a policy's language, the UUID of a file system, and what a cloud gives to things that stay. */
const ofTheSystem =
  /‹redacted:[^›]*›|"Version"\s*:\s*"20(?:08|12)-10-17"|\b(?:PART)?UUID=['"]?[\da-fA-F-]{4,36}|\bby-(?:part)?uuid\/[\da-fA-F-]{4,36}|\barn:aws[\w-]*:[\w-]+:[\w-]*:\d*:(?:targetgroup|loadbalancer|listener|certificate|key|role|policy|secret)[^\s'"]*/g;

/** The values in one command that name that day's process, pod, release … rather than a part of the system. */
export function volatileValues(reading: Reading): VolatileValue[] {
  const text = reading.command.slice(0, mostText).replace(ofTheSystem, (mark) => " ".repeat(mark.length));
  const runs = reading.runs.map((run) => ({ words: run.argv.map(wordText), stdin: run.stdin ?? "" }));
  const byPlace = runs.flatMap(({ words }) => valuesByPlace(words));
  const byWord = runs.flatMap(({ words, stdin }) => {
    const tool = toolName(words[0] ?? "");
    return [
      ...generatedNames(tool, words),
      ...instancesIn(tool, words),
      ...addressesIn(tool, words, stdin),
      ...words
        .slice(1)
        .flatMap((word, at) => ownName(tool, word, words[at] ?? "", reading.record.host) ?? []),
    ];
  });
  const rules = [...namedRules, ...textRules, ...(aboutMail.test(text) ? [mailRule] : [])];
  const byText = rules.flatMap(({ when, name, pattern, needsLook }) =>
    [...text.matchAll(when)].flatMap(([, value = ""]) =>
      value === "" || isSystems(name, value, reading)
        ? []
        : [{ value, name: nameFor(name, value, text), pattern, ...(needsLook ? { needsLook } : {}) }],
    ),
  );
  const [places, numbers] = [byPlace.filter(isTelling), byPlace.filter((one) => !isTelling(one))];
  const found = [...places, ...byText, ...byWord, ...numbers, ...shapesIn(text)];
  return wholeOnes(found, text);
}

/** The account of a service, or the one that typed the command. */
const isSystems = (name: string, value: string, { record }: Reading): boolean =>
  name === "user" && (systemAccounts.test(value) || value === record.user);

/** Says more than that a verb stands before it. */
const isTelling = ({ name }: VolatileValue): boolean => name !== "id";

/** Each value once, the longest first; a part of a longer one that stands nowhere else is left out. */
function wholeOnes(found: readonly VolatileValue[], text: string): VolatileValue[] {
  const unique = found.filter((one, at) => found.findIndex(({ value }) => value === one.value) === at);
  let rest = text;
  return unique
    .sort((a, b) => b.value.length - a.value.length)
    .filter(({ value }) => {
      const isLeft = rest.includes(value);
      rest = rest.replaceAll(value, " ");
      return isLeft;
    });
}

/** A container by its hash, this host by its name. */
function ownName(tool: string, word: string, before: string, host: string): VolatileValue | null {
  const isContainer = /^(docker|podman|nerdctl|crictl)$/.test(tool) && /^[0-9a-f]{12}$/.test(word);
  if (isContainer) return { value: word, name: "container", pattern: namePattern };
  const isHost = word === host && host.length > 2 && host !== "localhost" && before.startsWith("-");
  return isHost ? { value: word, name: "host", pattern: namePattern } : null;
}

const cloudKinds: Readonly<Record<string, string>> = {
  vol: "volume",
  snap: "snapshot",
  ami: "image",
  sg: "security_group",
  eni: "interface",
  i: "instance",
};

/** A better word for a dated name, a hash or a cloud id, from what stands around it. */
function nameFor(name: string, value: string, command: string): string {
  switch (name) {
    case "dated_name":
      return datedName(value, command);
    case "hash":
      if (/\bgit\b|revert|checkout|cherry-pick/.test(command)) return "commit";
      return /\b(docker|podman|crictl|nerdctl)\b/.test(command) ? "container" : "id";
    case "instance":
      return cloudKinds[value.split("-")[0] ?? ""] ?? "resource";
    case "keyed":
      return keyBefore(value, command);
    default:
      return name;
  }
}

/** `"dag_run_id": "…"`, `--to-version 7`: the key itself. */
function keyBefore(value: string, command: string): string {
  const key = new RegExp(`([A-Za-z][\\w-]{1,30})["']?(?:\\s*[:=]\\s*|\\s+)["']?${escapeRegex(value)}`).exec(
    command,
  )?.[1];
  const name = (key ?? "id")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/-/g, "_")
    .toLowerCase();
  return name.replace(/^(?:to|from|target|previous)_/, "");
}

function datedName(value: string, command: string): string {
  const folder = new RegExp(`([a-z]+?)s?/${escapeRegex(value)}`, "i").exec(command)?.[1]?.toLowerCase() ?? "";
  if (/^(release|version|build|deploy|backup|snapshot|dump)$/.test(folder)) return folder;
  if (/:9200|elastic|opensearch/.test(command)) return "index";
  return /\.\w{1,5}$/.test(value) ? "file_name" : "dated_name";
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
