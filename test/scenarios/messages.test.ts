import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

/** Words, what is wrong, and what to type next. */
const mistakes: readonly (readonly [words: readonly string[], message: string, hint: string])[] = [
  [["confirm"], "missing required argument", "for example: reifier confirm g-"],
  [["sessions", "note"], "missing required argument", 'reifier sessions note "checkout answers 502"'],
  [["check", "ls", "-la"], "unknown option '-la'", "put words that begin with - in quotes: reifier check '"],
  [["sessions", "shwo", "x"], "too many arguments", "did you mean sessions show?"],
  [["sessions", "end", "s-nope"], 'there is no session "s-nope"', "reifier sessions"],
  [["runbooks", "--status", "aproved"], 'unknown status "aproved"', "did you mean approved?"],
  [["runbooks", "--status", "foo"], 'unknown status "foo"', "known: draft, approved, changed, retired"],
  [["hook", "tcsh"], 'unknown shell "tcsh"', "known shells: bash, zsh, fish"],
  [["graph"], "no command was given", "reifier graph --help"],
  [["status", "--jsn"], "unknown option '--jsn'", "did you mean --json?"],
  [["--workspace", "", "status"], "--workspace is empty", "name a folder"],
  [["reject", "x"], "a reason is needed", "reifier reject ID --reason"],
  [["run", "x", "--from", "abc"], "expected a whole number", "--from 2"],
  [["show", "nope"], "no runbook has the id or name nope", "reifier runbooks"],
  [["abort", "x-nope"], "there is no execution x-nope", "reifier status"],
  [["decline", "g-nope"], 'there is no suggestion "g-nope"', "reifier pending"],
  [["incidents", "show", "INC-1"], 'there is no incident "INC-1"', "reifier incidents"],
];

describe("a mistake in the words", () => {
  it.each(mistakes)("%j says what is wrong and what to type", async (words, message, hint) => {
    const answer = await product.ask(words);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    const [said, next, ...more] = answer.stderr.trimEnd().split("\n");
    expect(more).toEqual([]);
    expect(said).toMatch(/^reifier: /);
    expect(said).toContain(message);
    expect(next).toMatch(/^hint: /);
    expect(next).toContain(hint);
  });
});

describe("an empty workspace", () => {
  it.each([
    [["runbooks"], 0, "reifier sessions"],
    [["drafts"], 0, "reifier sessions end"],
    [["sessions"], 0, "reifier up"],
    [["patterns"], 0, "reifier patterns learn"],
    [["pending"], 0, "nothing waits for an answer"],
    [["incidents"], 0, "no incidents yet"],
    [["audit"], 0, "nothing was done yet"],
    [["audit", "--type", "run.start"], 0, "no entry fits"],
    [["sessions", "end"], 1, "no session is open"],
    [["review"], 1, "no draft waits"],
    [["resume"], 1, "nothing was paused"],
    [["down"], 1, "no daemon runs"],
    [["lint"], 0, "nothing to mend"],
  ] as const)("%j says that there is nothing, beside the answer", async (words, code, said) => {
    const answer = await product.ask(words);
    expect(answer.code).toBe(code);
    expect(`${answer.stdout}${answer.stderr}`).toContain(said);
    expect(answer.stderr).not.toContain("defect");
  });

  it("has insights that claim nothing", async () => {
    const { stdout } = await product.ask(["insights"]);
    expect(stdout).toContain("no error is known yet");
    expect(stdout).not.toMatch(/every/);
  });
});
