import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** What bash brings itself: needs no file. */
const builtins = new Set(
  `. : [ [[ alias bg bind break builtin caller case cd command compgen complete continue coproc declare dirs disown do done
echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in jobs kill let
local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt source suspend test then
time times trap true type typeset ulimit umask unalias unset until wait while { }`.split(/\s+/),
);

/** Which of these command names no directory of the PATH has. Names that only running would tell are left out. */
export function missingPrograms(names: readonly string[], path: string): string[] {
  const directories = path.split(delimiter).filter(isAbsolute);
  return names.filter(
    (name) =>
      /^[\w./+-]+$/.test(name) &&
      !builtins.has(name) &&
      !(name.includes("/")
        ? !isAbsolute(name) || isProgram(name)
        : directories.some((directory) => isProgram(join(directory, name)))),
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
