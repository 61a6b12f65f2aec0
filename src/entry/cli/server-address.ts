import { usageError } from "../../base/kernel/errors.ts";
import type { ServerAddress } from "../../loops/graph-sync.ts";

interface Login {
  readonly user: string;
  readonly password: string | null;
  readonly database: string | null;
}

/**
 * A server named on the command line, with the login of the settings unless the address brings its own
 * (`bolt://user:password@host:port`). Throws a usage error (exit 2) that never shows the login.
 */
export function serverAddress(typed: string, login: Login): ServerAddress {
  const parts = /^((?:bolt|neo4j)(?:\+s|\+ssc)?:\/\/)(?:([^\s/@:]+):([^\s/@]+)@)?([^\s/@?#]+)$/.exec(typed);
  if (parts === null)
    throw usageError(
      "--to is no address of a graph server",
      "reifier graph copy --to bolt://HOST:7687 (or neo4j://, also +s, +ssc)",
    );
  const [, scheme = "", user, password, place = ""] = parts;
  const secret = password === undefined ? login.password : decodeURIComponent(password);
  if (secret === null)
    throw usageError(
      "graph.password is not set in reifier.yaml",
      'write under graph: password: "${NEO4J_PASSWORD}" and export that variable',
    );
  const unset = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/.exec(secret)?.[1];
  if (unset !== undefined && password === undefined)
    throw usageError(`graph.password: the variable ${unset} is not set`, `type: export ${unset}=…`);
  return {
    url: `${scheme}${place}`,
    user: user === undefined ? login.user : decodeURIComponent(user),
    password: secret,
    database: login.database,
  };
}
