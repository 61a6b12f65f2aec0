import { z } from "zod";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { Server } from "./cypher.ts";

/** Our labels carry a prefix: the same database may hold other people's graphs, which are never touched. */
const labels = ["ErrorPattern", "Runbook", "Command", "Host", "Incident", "Execution"] as const;

/** Everything of ours but the format and the claims, as a pattern of labels. */
export const ourNodes = labels.map((label) => `Reifier${label}`).join("|");

/** Step N brings the server to format N. Each statement can be run again: schema and data share no transaction. */
const steps: readonly (readonly string[])[] = [
  [
    ...[...labels, "Workspace", "Claim", "Schema"].map(
      (label) =>
        `CREATE CONSTRAINT reifier_${label.toLowerCase()} IF NOT EXISTS FOR (n:Reifier${label}) REQUIRE n.key IS UNIQUE`,
    ),
    ...labels.map(
      (label) =>
        `CREATE INDEX reifier_${label.toLowerCase()}_workspace IF NOT EXISTS FOR (n:Reifier${label}) ON (n.workspace)`,
    ),
    "CREATE INDEX reifier_execution_pair IF NOT EXISTS FOR (e:ReifierExecution) ON (e.workspace, e.runbook, e.pattern)",
    "CREATE INDEX reifier_incident_execution IF NOT EXISTS FOR (i:ReifierIncident) ON (i.workspace, i.execution)",
    "CREATE INDEX reifier_claim_age IF NOT EXISTS FOR (c:ReifierClaim) ON (c.at)",
    `CREATE FULLTEXT INDEX reifier_words IF NOT EXISTS FOR (n:ReifierErrorPattern|ReifierRunbook) ON EACH [n.words]
     OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`,
    "CALL db.awaitIndexes(60)",
  ],
];

const Format = z.object({ format: z.number() });

/** Throws `STORE_NEWER` (exit 2) when a later release has migrated the server. */
export async function migrateServer(server: Server): Promise<void> {
  const found = await server.read((cypher) =>
    cypher.one("MATCH (s:ReifierSchema {key: 'main'}) RETURN s.format AS format", {}, Format),
  );
  const format = found?.format ?? 0;
  if (format > steps.length) {
    throw new ReifierError({
      code: "STORE_NEWER",
      message: `the graph server has format ${format}; this reifier knows formats up to ${steps.length}`,
      hint: "update reifier on this host",
      exitCode: exitCode.usage,
    });
  }
  if (format === steps.length) return;
  for (const statement of steps.slice(format).flat()) await server.schema(statement);
  await server.write((cypher) =>
    cypher.run(
      `MERGE (s:ReifierSchema {key: 'main'})
       SET s.format = CASE WHEN coalesce(s.format, 0) > $format THEN s.format ELSE $format END`,
      { format: steps.length },
    ),
  );
}
