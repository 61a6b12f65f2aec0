import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Server } from "./cypher.ts";

/** Long after no alert of that time can come any more. */
const keptMs = 90 * 86_400_000;

const Winner = z.object({ token: z.string() }).transform((row) => row.token);

/** The constrained key lets one caller make the node; a repeated transaction finds its own token and is no second claim. */
export async function claimAlert(server: Server, host: string, key: string): Promise<"claimed" | "taken"> {
  const token = randomUUID();
  const winner = await server.write(async (cypher) => {
    await cypher.run(
      "MATCH (old:ReifierClaim) WHERE old.at < timestamp() - $keptMs WITH old LIMIT 100 DELETE old",
      { keptMs },
    );
    return await cypher.one(
      `MERGE (c:ReifierClaim {key: $key})
         ON CREATE SET c.token = $token, c.host = $host, c.workspace = $workspace, c.at = timestamp()
       RETURN c.token AS token`,
      { key: createHash("sha256").update(key).digest("hex"), token, host },
      Winner,
    );
  });
  return winner === token ? "claimed" : "taken";
}
