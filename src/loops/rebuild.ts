import type { GraphSnapshot } from "../base/ports/graph-store.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import { readIncidents } from "./incidents.ts";
import { statusOf, understandFile } from "./runbook-shelf.ts";

/** The graph again, from the files that are the truth: runbooks, approvals and incidents. All or nothing. */
export async function rebuildGraph(deps: ApproveDeps): Promise<void> {
  const incidents = readIncidents(deps.shelf);
  const shelf = deps.shelf.list().flatMap((file) => {
    const { runbook } = understandFile(deps, file);
    return runbook === null ? [] : [{ file, runbook, status: statusOf(deps, file, runbook) }];
  });
  const causes = shelf
    .filter(({ status }) => status === "approved")
    .flatMap(({ runbook }) =>
      [...runbook.symptoms, ...runbook.alerts]
        .filter((text) => text.trim() !== "")
        .map((text) => ({ pattern: deps.learn(deps.redactor.text(text).text), runbook: runbook.id })),
    );
  const before = await deps.graph.snapshot();
  const snapshot: GraphSnapshot = {
    // What the patrol has seen is in no file: it is kept where the old graph still knows it.
    patterns: unique([...before.patterns, ...causes.map(({ pattern }) => pattern)], ({ id }) => id),
    sightings: before.sightings,
    runbooks: shelf.map(({ file, runbook, status }) => ({
      id: runbook.id,
      title: deps.redactor.text(runbook.title).text,
      path: file.path,
      status,
      digest: runbook.digest,
      approvedBy: null,
      approvedAt: null,
      commands: runbook.steps.map((step) => ({
        text: deps.redactor.command(step.code).text,
        role: step.role,
      })),
    })),
    links: unique(
      causes.map(({ pattern, runbook }) => ({ pattern: pattern.id, runbook })),
      ({ pattern, runbook }) => `${pattern} ${runbook}`,
    ),
    executions: unique(
      [...before.executions, ...incidents.map(({ execution }) => execution)],
      ({ id }) => id,
    ),
    incidents: incidents.map(({ node }) => node),
  };
  await deps.graph.restore(snapshot);
}

const unique = <T>(all: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [key(one), one])).values(),
];
