import type { Act, ActContext } from "./act.ts";
import { one, optionValues } from "./act.ts";
import { codeEffect } from "./code-effects.ts";
import { natureOfWords } from "./verbs.ts";

export function script({ given, path }: ActContext): Act {
  const file = given.operands[0];
  if (file === undefined) return one("look");
  const words = natureOfWords(file.slice(file.lastIndexOf("/") + 1), given.operands.slice(1), given.flags);
  return one(words?.nature ?? "run", `script:${path(file)}:${given.operands.slice(1).join(" ")}`);
}

export function pyModule({ given, path, raw }: ActContext): Act {
  const at = raw.indexOf("-m");
  const name = raw[at + 1] ?? "";
  const rest = raw.slice(at + 2).filter((word) => !word.startsWith("-"));
  if (name === "venv" || name === "virtualenv")
    return { nature: "add", targets: rest.map((word) => `file:${path(word)}`), value: "" };
  if (name === "pip")
    return one(/^(list|show|freeze|check)$/.test(rest[0] ?? "") ? "look" : "run", "dependencies:");
  if (name === "http.server" || name === "json.tool" || name === "pdb") return one("look");
  return one(natureOfWords(name, rest, given.flags)?.nature ?? "run", `module:${name} ${rest.join(" ")}`);
}

export function move({ given, path }: ActContext): Act {
  const into = given.operands.at(-1) ?? "";
  const from = given.operands.slice(0, -1).map((word) => `file:${path(word)}`);
  return { nature: "remove", targets: from, value: `file:${path(into)}` };
}

export function copy({ given, path }: ActContext): Act {
  const into = path(given.operands.at(-1) ?? "");
  const from = given.operands.slice(0, -1).map(path);
  const isBackup = from.length === 1 && into.startsWith(from[0] ?? "\0") && into !== from[0];
  return { nature: isBackup ? "add" : "set", targets: [`file:${into}`], value: from.join(" ") };
}

/** `dd if=… of=FILE`: what it writes; without a file it only measures reading. */
export function blockCopy({ given, path, raw }: ActContext): Act {
  const [into] = given.operands.flatMap((word) => /^of=(.+)$/.exec(word)?.[1] ?? []);
  if (into === undefined || into === "/dev/null") return one("probe");
  return { nature: "add", targets: [`file:${path(into)}`], value: raw.slice(1).join(" ") };
}

export function mode({ given, path }: ActContext): Act {
  const [value = "", ...files] = given.operands;
  const isOpen = given.tool === "chmod" && /^(0?777|a\+rwx|0?666|a\+rw|o\+rwx?|ugo\+rwx)$/.test(value);
  const targets = files.map((file) => `${given.tool === "chmod" ? "mode" : given.tool}:${path(file)}`);
  return { nature: isOpen ? "loosen" : "set", targets, value: given.has("-R") ? `${value} -R` : value };
}

/** `sed -i s/A/B/ FILE`: the same left side in the same file is the same setting. */
export function inPlace({ given, raw, path }: ActContext): Act {
  const texts = optionValues(raw, ["-e"]);
  const { operands } = given;
  const scriptText = texts.length > 0 ? texts.join(";") : (operands[0] ?? "");
  const files = (texts.length > 0 ? operands : operands.slice(1)).map(path);
  const pattern = /^\s*s(.)(.*?)\1/.exec(scriptText)?.[2];
  // `^#Port.*` and `^#*Port .*` find the same line.
  const words = pattern?.replace(/[^\w./:=-]|\.(?=[*+])|[.]$/g, "");
  const left = pattern === undefined ? scriptText : words || pattern;
  return { nature: "set", targets: files.map((file) => `line:${file}:${left}`), value: scriptText };
}

export function mountLike({ given, targets }: ActContext): Act {
  if (given.operands.length === 0 && given.flags.length === 0) return one("probe");
  const isRemount = (given.option("-o") ?? "").includes("remount");
  return { nature: isRemount ? "set" : "resume", targets, value: given.option("-o") ?? "" };
}

export function evalCode({ raw, stdin }: ActContext): Act {
  const at = raw.findIndex((word) => /^(-[a-z]*[cerpE]|--eval|--print)$/.test(word));
  return evalText(`${raw[at + 1] ?? ""}\n${stdin ?? ""}`);
}

export function evalText(text: string): Act {
  const effect = codeEffect(text);
  return one(effect.nature, "", effect.value);
}

/** `tar -xzf A member`: what is taken out of an archive is set to what the archive holds. */
export function unpack({ given, raw, path, targets }: ActContext): Act {
  const [mode = ""] = raw
    .slice(1)
    .filter((word) => /^-?[a-zA-Z]*[xctru][a-zA-Z]*$|^--(extract|create|list|get)$/.test(word));
  const isOld = mode !== "" && !mode.startsWith("-");
  if (/^-?[^-]*t|^--list/.test(mode)) return one("look");
  const files = isOld
    ? given.operands.slice(1 + (mode.includes("f") ? 1 : 0))
    : given.operands.filter((word) => !isArchive.test(word));
  const isOut = /^-?[^-]*x|^--(extract|get)/.test(mode);
  if (!isOut || files.length === 0) return { nature: "run", targets, value: raw.slice(1).join(" ") };
  const into = given.option("-C") ?? given.option("--directory");
  return {
    nature: "set",
    targets: files.map((file) => `file:${path(into === null ? file : `${into}/${file}`)}`),
    value: raw.slice(1).join(" "),
  };
}

const isArchive = /\.(tar|tgz|tbz2?|txz|tzst)(\.\w+)?$|\.(gz|bz2|xz|zst)$/;
