import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { InstallKey } from "../base/ports/secret-key.ts";

/** The name under which a workspace speaks on a server: the same for ever, and telling nobody where it lies. */
export const workspaceName = (key: InstallKey, { host }: Pick<Environment, "host">): string =>
  `w-${key.mac("workspace-name", host).slice(0, 16)}`;

/** What names the server that has to be told of every change; null: the graph is embedded only. */
export const shareTarget = ({ graph }: Settings, workspace: string): string | null =>
  graph.url === "embedded" ? null : `${graph.url} ${graph.database ?? ""} ${workspace}`;
