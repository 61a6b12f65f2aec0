import { visible } from "../../base/kernel/visible.ts";
import type { ExecutionEvent } from "../../base/model/execution.ts";
import type { Printer } from "./print.ts";

/** An execution as a person follows it: one line per step, its output indented, the result last. */
export function createExecutionView(print: Printer): (event: ExecutionEvent) => void {
  return (event) => {
    for (const line of linesOf(event)) print.answer(line);
  };
}

function linesOf(event: ExecutionEvent): string[] {
  switch (event.type) {
    case "run.start":
      return [
        `${event.dryRun ? "dry run of" : "run"} ${visible(event.runbook)} (${event.execution}), sandbox: ${event.sandbox}`,
        ...Object.entries(event.inputs).map(
          ([name, value]) => `  input ${visible(name)} = ${visible(value)}`,
        ),
        ...event.guards.map((guard) => `  guard ${visible(guard.guard)}: ${visible(guard.why)}`),
      ];
    case "step.start":
      return [
        `${event.step}. ${event.role}  ${event.risk} risk, ${event.verdict.verdict}`,
        indent(event.command, "   $ "),
      ];
    case "step.output":
      return event.text.trim() === ""
        ? []
        : [indent(event.text.replace(/\n$/, ""), event.stream === "stderr" ? "   ! " : "     ")];
    case "step.end":
      return [
        `   ${endOf(event)}`,
        ...event.detached.map(({ pid, command }) => `   left running: ${pid} ${visible(command)}`),
      ];
    case "rollback.start":
      return ["rolling back"];
    case "run.end":
      return [
        `${event.result}: ${visible(event.reason)}${event.incident === null ? "" : `  (${event.incident})`}`,
      ];
  }
}

const indent = (text: string, prefix: string): string =>
  visible(text, { keep: "lines" }).replace(/^/gm, prefix);

function endOf(event: Extract<ExecutionEvent, { type: "step.end" }>): string {
  const how = event.signal === null ? `exit ${event.exitCode ?? "?"}` : event.signal;
  return `${event.timedOut ? "timed out" : how} after ${Math.round(event.durationMs)} ms`;
}
