/** Variables of the caller that every block may see: who and where, never how programs are loaded. */
const passed = ["HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "TZ"];

const fixedPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Names that change how the shell, its loader or a runtime works, and our own: no block gets one from anywhere. */
const forbidden =
  /^(?:LD_.*|DYLD_.*|BASH_.*|ENV|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|IFS|CDPATH|GLOBIGNORE|NODE_OPTIONS|PYTHONSTARTUP|PERL5OPT|RUBYOPT|REIFIER_.*|RUNBOOK_OUTPUT|GCONV_PATH)$/;

export const forbiddenVariable = (name: string): boolean => forbidden.test(name);

/** Names whose value decides which code a harmless command runs. */
const codeLoading =
  /^(?:PATH|HOME|PERL5LIB|PYTHON(?:PATH|HOME)|RUBYLIB|NODE_PATH|CLASSPATH|GIT_\w+|LESS(?:OPEN|CLOSE)|(?:JAVA_TOOL|_JAVA|JDK_JAVA)_OPTIONS)$/;

/** Text that a command printed, or that came with an alert, may not become such a variable. */
export const loadsCode = (name: string): boolean => codeLoading.test(name);

export interface EnvironmentSources {
  /** The operator's own environment. */
  readonly caller: Readonly<Record<string, string>>;
  /** Names that the runbook declares in `env`. */
  readonly declared: readonly string[];
  /** What the block before handed on. */
  readonly carried: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A declared name that is not set, or empty, in the caller's environment. */
export const missingVariables = (
  declared: readonly string[],
  caller: Readonly<Record<string, string>>,
): string[] => declared.filter((name) => (Object.hasOwn(caller, name) ? caller[name] : "") === "");

/**
 * What a block leaves to the next one: its exported variables, and over them what was captured of it. So a capture lasts
 * until a later block exports or unsets that name, as in one shell.
 */
export function handedOn(
  exported: Readonly<Record<string, string>>,
  captured: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(captured).filter(([name]) => !loadsCode(name));
  return { ...exported, ...Object.fromEntries(kept) };
}

/** The whole environment of a block. Later sources win: allow-list, declared, handed on by the block before, inputs. */
export function blockEnvironment(sources: EnvironmentSources): Record<string, string> {
  const environment: Record<string, string> = { PATH: fixedPath, TERM: "dumb", PAGER: "cat" };
  const add = (values: Readonly<Record<string, string>>, names: readonly string[]): void => {
    for (const name of names) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value !== undefined && !forbiddenVariable(name)) environment[name] = value;
    }
  };
  add(sources.caller, [...passed, ...sources.declared]);
  add(sources.carried, Object.keys(sources.carried));
  add(sources.inputs, Object.keys(sources.inputs));
  return environment;
}
