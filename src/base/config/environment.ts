import { hostname, userInfo } from "node:os";

/** What the product reads from its environment. This file is the only one that looks. */
export interface Environment {
  readonly workspace: string | null;
  /** null where the account has none. */
  readonly home: string | null;
  readonly user: string;
  readonly uid: number;
  readonly host: string;
  /** `NO_COLOR`, or a terminal that can do nothing but lines. */
  readonly noColor: boolean;
  readonly runtimeDirectory: string | null;
  /** Every variable, for `${NAME}` in settings, overrides, and the declared `env` of runbooks. */
  readonly variables: Readonly<Record<string, string>>;
}

export function readEnvironment(): Environment {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) variables[name] = value;
  const account = readAccount();
  return {
    workspace: present(variables["REIFIER_WORKSPACE"]),
    home: present(variables["HOME"]) ?? account.home,
    user: account.name,
    uid: process.getuid?.() ?? -1,
    host: hostname(),
    noColor: present(variables["NO_COLOR"]) !== null || isDumb(variables),
    runtimeDirectory: present(variables["XDG_RUNTIME_DIR"]),
    variables,
  };
}

/** A terminal that knows no escape sequences (`TERM=dumb`: an editor's shell, a job's log). */
export const isDumb = (variables: Readonly<Record<string, string>>): boolean => variables["TERM"] === "dumb";

/** The key of the model that may word drafts, and another address to ask it at; null where unset. */
export const anthropicAccess = ({
  variables,
}: Pick<Environment, "variables">): { readonly apiKey: string | null; readonly baseUrl: string | null } => ({
  apiKey: present(variables["ANTHROPIC_API_KEY"]),
  baseUrl: present(variables["ANTHROPIC_BASE_URL"]),
});

const present = (value: string | undefined): string | null =>
  value === undefined || value === "" ? null : value;

function readAccount(): { name: string; home: string | null } {
  try {
    const account = userInfo();
    return { name: account.username, home: present(account.homedir) };
  } catch {
    // A uid without a passwd entry (containers): the number is the only name there is.
    return { name: `uid-${process.getuid?.() ?? 0}`, home: null };
  }
}
