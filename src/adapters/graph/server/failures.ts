import { Neo4jError } from "neo4j-driver";
import { errorText, ReifierError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";

/** A failure of the graph server in a person's words, without the login; what is none passes unchanged. */
export function serverFailure(error: unknown, url: string): unknown {
  if (error instanceof ReifierError)
    return error.code === "GRAPH_SLOW" ? away(url, error.message, error) : error;
  if (!(error instanceof Neo4jError)) return error;
  const said = errorText(error);
  if (error.code.startsWith("Neo.ClientError.Security")) {
    return failure(
      "GRAPH_REFUSED",
      `the graph server ${url} refused the login: ${said}`,
      "check graph.user and graph.password in reifier.yaml",
      error,
    );
  }
  if (
    /certificate|self[- ]signed|CERT_|ERR_TLS|wrong version number|SSL/i.test(`${said} ${causeText(error)}`)
  ) {
    return failure(
      "GRAPH_CERTIFICATE",
      `the certificate of the graph server ${url} is not accepted: ${said}`,
      "install its authority's certificate; or, for one you signed yourself, write bolt+ssc:// or neo4j+ssc://",
      error,
    );
  }
  if (error.code === "Neo.ClientError.Database.DatabaseNotFound") {
    return failure(
      "GRAPH_REFUSED",
      `the graph server ${url} has no such database: ${said}`,
      "check graph.database in reifier.yaml",
      error,
    );
  }
  if (/^Neo\.ClientError\.(Statement|Schema|General|Procedure)/.test(error.code)) {
    return failure(
      "GRAPH_FAILED",
      `the graph server ${url} could not do it: ${said}`,
      "look into the server's log; everything is kept in the embedded store meanwhile",
      error,
    );
  }
  return away(url, said, error);
}

const away = (url: string, said: string, cause: unknown): ReifierError =>
  failure(
    "GRAPH_AWAY",
    `the graph server ${url} did not answer: ${said}`,
    "check graph.url and that the server runs; everything is kept in the embedded store meanwhile",
    cause,
  );

const failure = (code: string, message: string, hint: string, cause: unknown): ReifierError =>
  new ReifierError({ code, message, hint, exitCode: exitCode.serviceAway }, { cause });

const causeText = (error: Error): string => (error.cause instanceof Error ? errorText(error.cause) : "");

/** No word from the server for so long. */
export const tooSlow = (limitMs: number): ReifierError =>
  failure("GRAPH_SLOW", `nothing for ${Math.round(limitMs / 1_000)} s`, "", null);
