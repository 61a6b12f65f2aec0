import { Chalk, type ChalkInstance } from "chalk";
import { visible } from "../../base/kernel/visible.ts";
import type { Answer, Approver, Question } from "../../base/ports/approver.ts";
import { questionScreen } from "./screen.ts";
import { discardTypeAhead, readLine, type TerminalInput, type TypedLine } from "./terminal-line.ts";

interface TerminalFacts {
  readonly input: TerminalInput;
  /** Where the screen goes: stderr, so that stdout carries the answer only. */
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
  /** `--yes`: answers low and medium risk, never high. */
  readonly yes: boolean;
  readonly timeoutMs: number;
  /** OS user that an answer is recorded under. */
  readonly user: string;
  readonly color: boolean;
  /** Ends a question without an answer. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks the person at the terminal. Anything but a clear yes is no; without a terminal nobody was asked. */
export function createTerminalApprover(facts: TerminalFacts): Approver {
  const paint = new Chalk({ level: facts.color ? 1 : 0 });
  const reachable = facts.input.isTTY === true && facts.output.isTTY === true;
  return {
    ask: (question) => {
      if (facts.yes && question.risk !== "high") {
        facts.output.write(questionScreen(question, paint));
        return Promise.resolve({ kind: "yes", by: facts.user, how: "flag" });
      }
      // `--yes` says that nobody is watching; a person who watches leaves it out.
      if (facts.yes) return Promise.resolve({ kind: "unasked", reason: "high-risk-needs-a-person" });
      if (!reachable) return Promise.resolve({ kind: "unasked", reason: "no-terminal" });
      return askPerson(facts, question, paint);
    },
    askValue: async (prompt, { secret }) => {
      if (!reachable) return null;
      const line = await promptLine(facts, `${visible(prompt)}: `, secret);
      if (secret) facts.output.write("\n");
      return line.kind === "line" && line.text !== "" ? line.text : null;
    },
  };
}

async function promptLine(facts: TerminalFacts, prompt: string, secret: boolean): Promise<TypedLine> {
  const open = await discardTypeAhead(facts.input);
  facts.output.write(prompt);
  const line: TypedLine = open
    ? await readLine(facts.input, { timeoutMs: facts.timeoutMs, secret, signal: facts.signal })
    : { kind: "end-of-input" };
  if (line.kind !== "line") facts.output.write("\n");
  return line;
}

async function askPerson(facts: TerminalFacts, question: Question, paint: ChalkInstance): Promise<Answer> {
  facts.output.write(questionScreen(question, paint));
  const wanted = question.risk === "high" ? question.runbook : "y";
  const prompt =
    question.risk === "high"
      ? `High risk. Type the runbook's id (${visible(question.runbook)}) to run it, anything else is no: `
      : "Run it? Type y for yes, anything else is no: ";
  const line = await promptLine(facts, prompt, false);
  if (line.kind !== "line") return { kind: "no", reason: line.kind };
  const given = line.text.trim();
  const yes = question.risk === "high" ? given === wanted : given.toLowerCase() === wanted;
  return yes ? { kind: "yes", by: facts.user, how: "typed" } : { kind: "no", reason: "declined" };
}
