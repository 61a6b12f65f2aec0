import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Runbook } from "../../src/base/model/runbook.ts";
import { Suggestion } from "../../src/base/model/suggestion.ts";
import { parseRunbook } from "../../src/core/runbook/parse.ts";
import { Gym } from "./gym.ts";
import { draftProblems } from "./gym-draft.ts";
import { answersOf, openPersonsShell } from "./gym-person.ts";
import { type Daemon, Product, until } from "./product.ts";
import type { TypedShell } from "./pty.ts";

/** What one scenario came to: a row of `npm run gym`. */
export interface Circle {
  readonly scenario: string;
  /** From the end of the session to the file in `drafts/`. */
  draftSeconds: number | null;
  /** The drafted fix is what expect.json names, in that order, and nothing that it forbids. */
  fixRight: boolean;
  /** From the error line in the log to the question on the screen of `up`. */
  suggestionSeconds: number | null;
  healed: boolean;
  report: string | null;
  /** Everything that is not as it should be, in words; empty when the whole circle is right. */
  readonly problems: string[];
  seconds: number;
}

/** The person thinks; the test is in a hurry, but never faster than a shell answers. */
const thinking = 0.25;
/** Several circles share two cores with everything else that runs there: what takes this long is not slow, it is stuck. */
const patienceMs = 90_000;
const Incidents = z.array(z.object({ result: z.string(), path: z.string() }));
const Rows = z.array(z.object({ status: z.string(), problems: z.array(z.string()) }));
const seconds = (from: number): number => Math.round(Date.now() - from) / 1_000;

/**
 * The whole product on one fault of a real service: broken, fixed by a person in a real interactive bash, drafted, edited
 * and moved by that person, broken again, recognised by the real log line, confirmed at a terminal, healed, reported.
 */
export async function goRound(scenario: string): Promise<Circle> {
  const began = Date.now();
  const circle: Circle = {
    scenario,
    draftSeconds: null,
    fixRight: false,
    suggestionSeconds: null,
    healed: false,
    report: null,
    problems: [],
    seconds: 0,
  };
  const round = new Round(scenario, circle);
  try {
    await round.wholeWay();
  } catch (error) {
    circle.problems.push(`${error instanceof Error ? error.message : String(error)}\n${round.drafted}`);
  } finally {
    await round.cleanUp();
    circle.seconds = seconds(began);
  }
  const rows = process.env["GYM_ROWS"];
  if (rows !== undefined) appendFileSync(rows, `${JSON.stringify(circle)}\n`);
  return circle;
}

class Round {
  private readonly gym: Gym;
  private readonly product: Product;
  private readonly home: string;
  private readonly circle: Circle;
  /** The draft as the product wrote it, for whoever reads why a circle broke. */
  drafted = "";
  private daemon: Daemon | null = null;
  private shell: TypedShell | null = null;

  constructor(scenario: string, circle: Circle) {
    this.gym = new Gym(scenario);
    this.product = new Product(
      `observe: {history: []}\npatrol: {logs: [{path: ${this.gym.log}}]}\noperator: {onApprove: register}\n`,
    );
    this.home = join(this.product.workspace, "..", "person");
    this.circle = circle;
  }

  async wholeWay(): Promise<void> {
    await this.gym.setUp();
    this.daemon = await this.product.up({ env: this.gym.environment });
    await this.breakIt();
    await this.fixByHand();
    const runbook = await this.draft();
    await this.approve(runbook);
    const suggestion = await this.breakAndBeAsked();
    await this.confirm(suggestion, runbook);
    await this.reported(runbook);
    if ((await this.daemon.stop()) !== 0) this.wrong("the daemon did not end well");
    this.noSecretIsLeft();
  }

  private wrong(what: string): void {
    this.circle.problems.push(what);
  }

  private async breakIt(): Promise<void> {
    if (!(await this.gym.script("break"))) throw new Error("break.sh failed");
    if (await this.gym.script("check")) throw new Error("break.sh broke nothing");
  }

  private async healthy(): Promise<boolean> {
    for (let attempt = 0; attempt < 5; attempt++) if (await this.gym.script("check")) return true;
    return false;
  }

  private async openShell(): Promise<TypedShell> {
    this.shell = await openPersonsShell(this.gym, this.product, this.home);
    return this.shell;
  }

  private async fixByHand(): Promise<void> {
    const shell = await this.openShell();
    for (const line of this.gym.session) {
      await sleep(line.think_ms * thinking);
      await shell.type(await this.gym.typed(line), patienceMs);
    }
    if (!(await this.healthy())) throw new Error("the typed session did not heal the service");
    shell.press("exit\r");
  }

  private get drafts(): string[] {
    return readdirSync(join(this.product.workspace, "runbooks", "drafts")).filter((name) =>
      name.endsWith(".md"),
    );
  }

  private async draft(): Promise<Runbook> {
    const since = Date.now();
    await until(() => this.drafts.length === 1, "the draft", patienceMs);
    this.circle.draftSeconds = seconds(since);
    const path = `runbooks/drafts/${this.drafts[0]}`;
    const text = readFileSync(join(this.product.workspace, path), "utf8");
    this.drafted = text;
    const { runbook } = parseRunbook({ path, text });
    if (runbook === null) throw new Error("the draft is no runbook");
    const problems = draftProblems(this.gym, runbook, text);
    this.circle.fixRight = problems.length === 0;
    if (problems.length > 0) this.wrong(`${problems.join("; ")}\n${text}`);
    const said = (): boolean => this.daemon?.output.includes("I've drafted runbooks/drafts/") ?? false;
    await until(said, "the line about the draft", patienceMs);
    return runbook;
  }

  /** The person's edit and move: a title of their own, and a guard where the log line has a number. */
  private async approve(runbook: Runbook): Promise<void> {
    const { title, only_if: guard } = this.gym.expected;
    const [name = ""] = this.drafts;
    const from = join(this.product.workspace, "runbooks", "drafts", name);
    const heading = guard === undefined ? `# ${title}` : `# ${title}\n\n${guard}`;
    writeFileSync(from, readFileSync(from, "utf8").replace(/^# Incident Report.*$/m, heading));
    mkdirSync(join(this.product.workspace, "runbooks", "approved"), { recursive: true });
    renameSync(from, join(this.product.workspace, "runbooks", "approved", name));
    let row: z.infer<typeof Rows>[number] | undefined;
    for (const late = Date.now() + patienceMs; Date.now() < late && row?.status !== "approved"; ) {
      [row] = Rows.parse(await this.product.json(["runbooks"]));
      await sleep(300);
    }
    if (row?.status !== "approved")
      throw new Error(`${runbook.id} is not approved: ${row?.problems.join("; ")}`);
    if ((await this.pending()).length > 0) this.wrong("something is suggested while the service is healthy");
  }

  private async pending(): Promise<Suggestion[]> {
    return z.array(Suggestion).parse(await this.product.json(["pending"]));
  }

  /** Broken again: the question must appear on the screen of `up` for the line that the service itself logged. */
  private async breakAndBeAsked(): Promise<Suggestion> {
    const { title } = this.gym.expected;
    const from = readFileSync(this.gym.log).length;
    let logged: number | null = null;
    let broken = false;
    const look = async (): Promise<void> => {
      const alert = this.gym.alert;
      await until(
        () => alert.test(readFileSync(this.gym.log).subarray(from).toString("utf8")),
        "the error line in the log",
        patienceMs,
      );
      logged = Date.now();
    };
    const asked = async (): Promise<void> => {
      const question = (): boolean => this.daemon?.output.includes(`Execute '${title}'?`) ?? false;
      await until(question, `the question in:\n${this.daemon?.output}`, patienceMs);
      this.circle.suggestionSeconds = logged === null ? 0 : seconds(logged);
    };
    const breaking = this.breakIt().then(() => {
      broken = true;
    });
    await Promise.all([breaking, look(), asked()]);
    const [suggestion, ...others] = await this.pending();
    if (suggestion === undefined || !broken)
      throw new Error("the question was asked, and nothing is pending");
    if (others.length > 0) this.wrong(`${others.length} more suggestions than one`);
    if (suggestion.risk !== this.gym.expected.risk)
      this.wrong(`judged ${suggestion.risk} risk, expected ${this.gym.expected.risk}`);
    return suggestion;
  }

  /** The person's yes at a terminal: `y`, or the runbook's id where the risk is high. */
  private async confirm(suggestion: Suggestion, runbook: Runbook): Promise<void> {
    const shell = await this.openShell();
    const from = shell.screen.length;
    const given = (await answersOf(this.gym, runbook, this.home)).map((answer) => ` --set ${answer}`);
    shell.press(`reifier confirm ${suggestion.id}${given.join("")}; echo "it ended with $?."\r`);
    const asked = /Run it\? Type y|(Type the runbook's id)|has no default|it ended with \d+\./;
    await shell.shows(asked, from, patienceMs);
    const [words = "", high] = asked.exec(shell.screen.slice(from)) ?? [];
    if (!words.includes("Type")) throw new Error(`no yes was asked for:\n${shell.screen.slice(from)}`);
    await sleep(300 * thinking);
    shell.press(high === undefined ? "y\r" : `${suggestion.runbook}\r`);
    await shell.shows(/it ended with \d+\./, from, patienceMs);
    const screen = shell.screen.slice(from);
    if (!screen.includes("it ended with 0.")) this.wrong(`confirm did not end well:\n${screen}`);
    this.circle.healed = await this.healthy();
    if (!this.circle.healed) this.wrong(`the service is not healthy after the run:\n${screen}`);
    await shell.exit();
  }

  private async reported(runbook: Runbook): Promise<void> {
    const [incident, ...others] = Incidents.parse(await this.product.json(["incidents"]));
    if (incident === undefined) throw new Error("there is no incident report");
    this.circle.report = incident.path;
    if (incident.result !== "resolved" || others.length > 0)
      throw new Error(`the report says ${incident.result}`);
    const raw = readFileSync(join(this.product.workspace, incident.path), "utf8");
    const text = `${raw}\n${plain(raw)}`;
    const wanted = runbook.steps
      .filter(({ role }) => role !== "rollback")
      .map(({ code }) => code.split("\n")[0]);
    for (const part of [this.gym.expected.title, ...wanted])
      if (part !== undefined && !text.includes(part)) this.wrong(`the report does not name ${part}:\n${raw}`);
    const verify = await this.product.ask(["audit", "verify"]);
    if (verify.code !== 0) this.wrong(`audit verify: ${verify.stdout}`);
    if (this.drafts.length > 0) this.wrong("the run itself was drafted");
  }

  /** Secrets of the session stand in no file of the workspace. */
  private noSecretIsLeft(): void {
    for (const secret of this.gym.expected.secrets) {
      for (const entry of readdirSync(this.product.workspace, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile() && readFileSync(path).includes(secret)) this.wrong(`${secret} stands in ${path}`);
      }
    }
  }

  async cleanUp(): Promise<void> {
    // A run outlives its terminal; one that hangs must not outlive the service.
    if (this.shell !== null) {
      const running = z.object({ executions: z.array(z.object({ id: z.string() })) });
      const { executions } = running.parse(await this.product.json(["status"]));
      for (const { id } of executions) await this.product.ask(["abort", id]);
      this.shell.kill();
    }
    await this.daemon?.stop("SIGKILL");
    await this.gym.remove();
    if (existsSync(this.gym.directory)) this.wrong("something is left over");
    this.product.remove();
  }
}

/** A report's text without what keeps it from meaning something in Markdown. */
const plain = (text: string): string =>
  text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
