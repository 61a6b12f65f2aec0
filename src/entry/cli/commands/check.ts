import { z } from "zod";
import { usageError } from "../../../base/kernel/errors.ts";
import { type ExitCode, exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Verdict } from "../../../base/model/verdict.ts";
import { explain } from "../../../core/policy/explain.ts";
import { type JudgeContext, judge } from "../../../core/policy/judge.ts";
import type { Cli, Command } from "../cli.ts";
import { inputLines, parseJsonLine } from "../read-input.ts";
import { shellNamed } from "./hook.ts";

const CheckLine = z.object({ cmd: z.string() });

const codeOf: Record<Verdict["verdict"], ExitCode> = {
  allow: exitCode.done,
  confirm: exitCode.notConfirmed,
  deny: exitCode.denied,
};
const severity: readonly Verdict["verdict"][] = ["allow", "confirm", "deny"];

export const check: Command = async (cli) => {
  const app = await cli.app();
  const policy = (await app.policy())();
  const shell = cli.arguments.text("shell");
  const context: JudgeContext = {
    declared: new Set(),
    cwd: cli.directory,
    home: app.environment.home,
    workspace: app.paths.root,
    shell: shell === null ? "bash" : shellNamed(shell),
  };
  const file = cli.arguments.text("file");
  const typed = cli.arguments.words(0).join(" ");
  if (file === null && typed === "")
    throw usageError("no command was given", "type: reifier check 'rm -rf /tmp/x'   (or --file FILE)");
  if (file === null && cli.arguments.flag("explain")) {
    const tree = explain(typed, policy, context);
    // A program gets one document; the tree is for who looks.
    if (cli.print.json) cli.print.note(tree);
    else cli.print.answer(tree);
  }
  if (file === null) return show(cli, judge(typed, policy, context));
  let worst: Verdict["verdict"] = "allow";
  let line = 0;
  for await (const text of inputLines(file, cli.streams.stdin)) {
    line += 1;
    if (text.trim() === "") continue;
    const verdict = judge(commandOf(text, { file, line }), policy, context);
    show(cli, verdict);
    if (severity.indexOf(verdict.verdict) > severity.indexOf(worst)) worst = verdict.verdict;
  }
  return codeOf[worst];
};

/** `{ "cmd"`, with or without the space, is JSON; any other `{ ` begins a group of commands. */
const commandOf = (text: string, where: { file: string; line: number }): string =>
  /^\s*\{\s*"\w+"\s*:/.test(text) || text.startsWith('{"')
    ? parseJsonLine(text, where, (value) => CheckLine.parse(value)).cmd
    : text;

function show(cli: Cli, verdict: Verdict): ExitCode {
  if (cli.print.json) {
    cli.print.document(verdict);
  } else if (!cli.arguments.flag("explain")) {
    cli.print.answer(`${verdict.verdict}  ${verdict.risk} risk  ${verdict.rule}: ${visible(verdict.reason)}`);
    cli.print.answer(`  ${visible(verdict.command)}`);
    if (verdict.safer !== null) cli.print.answer(`  safer: ${visible(verdict.safer)}`);
  }
  return codeOf[verdict.verdict];
}
