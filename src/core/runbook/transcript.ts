const languages: ReadonlySet<string> = new Set(["console", "shell-session", "shellsession"]);
const shells: ReadonlySet<string> = new Set(["sh", "bash", "shell"]);

export const isShell = (language: string | null): boolean =>
  language !== null && shells.has(language.toLowerCase());

export const isTranscript = (language: string | null, code: string): boolean =>
  language !== null &&
  (languages.has(language.toLowerCase()) || (isShell(language) && /^[ \t]*\$ /m.test(code)));

export interface Transcript {
  /** The prompt lines without their prompt, continuation lines (`> `) behind them: what runs. */
  readonly code: string;
  /** Lines that are not typed: output, which never runs. Relative to the code, from 0. */
  readonly output: readonly number[];
}

/** Takes the typed commands out of a copied terminal. */
export function readTranscript(code: string): Transcript {
  const typed: string[] = [];
  const output: number[] = [];
  let mayContinue = false;
  code.split("\n").forEach((line, index) => {
    const prompt = /^[ \t]*\$(?: (.*))?$/.exec(line);
    const continued = mayContinue ? /^[ \t]*>(?: (.*))?$/.exec(line) : null;
    if (prompt !== null) typed.push(prompt[1] ?? "");
    else if (continued !== null) typed.push(continued[1] ?? "");
    else if (line.trim() !== "") output.push(index);
    mayContinue = prompt !== null || continued !== null;
  });
  return { code: typed.join("\n"), output };
}
