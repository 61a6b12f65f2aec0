import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Suggestion } from "../../src/base/model/suggestion.ts";
import { Gym } from "./gym.ts";
import { type Answer, type Daemon, Product, until } from "./product.ts";

const Patterns = z.array(z.object({ template: z.string(), seen: z.number() }));
const patienceMs = 90_000;

/** What a person wrote by hand for one scenario; the parts that a test does not name do nothing. */
export interface HandWritten {
  readonly id: string;
  readonly symptom: string;
  readonly guard?: string;
  readonly fix: string;
  readonly verify: string;
  readonly rollback?: string;
}

/** A real service with its fault, the product that patrols its log, and a runbook that a person wrote and approved. */
export class Incident {
  readonly gym: Gym;
  readonly product: Product;
  private daemon: Daemon | null = null;

  private constructor(scenario: string) {
    this.gym = new Gym(scenario);
    this.product = new Product(
      `observe: {history: []}\npatrol: {logs: [{path: ${this.gym.log}}]}\noperator: {onApprove: register}\n`,
    );
  }

  /** Runs a story on a healthy service with the approved runbook, and takes everything down after it. */
  static async with(
    scenario: string,
    runbook: HandWritten,
    story: (incident: Incident) => Promise<void>,
  ): Promise<void> {
    const incident = new Incident(scenario);
    try {
      await incident.gym.setUp();
      incident.product.write(`runbooks/drafts/${runbook.id}.md`, markdownOf(runbook));
      const approved = await incident.ask("approve", runbook.id);
      if (approved.code !== 0) throw new Error(`not approved: ${approved.stderr}`);
      incident.daemon = await incident.product.up({ env: incident.gym.environment });
      await story(incident);
    } finally {
      await incident.daemon?.stop("SIGKILL");
      await incident.gym.remove();
      incident.product.remove();
    }
  }

  async ask(...words: string[]): Promise<Answer> {
    return await this.product.ask(words, { env: this.gym.environment });
  }

  async pending(): Promise<Suggestion[]> {
    return z.array(Suggestion).parse(await this.product.json(["pending"]));
  }

  /** Breaks the service and waits for the one suggestion. */
  async suggested(): Promise<Suggestion> {
    await this.gym.script("break");
    await until(() => this.daemon?.output.includes("Execute '") ?? false, "the question of up", patienceMs);
    const [suggestion, ...others] = await this.pending();
    if (suggestion === undefined || others.length > 0) throw new Error(`${others.length} more, or none`);
    return suggestion;
  }

  /** How often lines of this kind were seen so far, once there are more than `than` of them. */
  async seen(words: string, than = 0): Promise<number> {
    let times = 0;
    for (const late = Date.now() + patienceMs; Date.now() < late && times <= than; ) {
      const rows = Patterns.parse(await this.product.json(["patterns"]));
      times = rows.find(({ template }) => template.includes(words))?.seen ?? 0;
    }
    if (times <= than) throw new Error(`the patrol did not see: ${words}`);
    return times;
  }

  /** The audit's entries of one type. */
  async audited(type: string): Promise<Record<string, unknown>[]> {
    const { stdout } = await this.ask("--json", "audit", "--type", type);
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
  }

  /** The text of the only incident report. */
  report(): string {
    const folder = join(this.product.workspace, "incidents");
    const [name, ...others] = readdirSync(folder);
    if (name === undefined || others.length > 0) throw new Error(`${others.length} more reports, or none`);
    return readFileSync(join(folder, name), "utf8");
  }

  /** A person changes the approved file. */
  edit(id: string, change: (text: string) => string): void {
    const path = join(this.product.workspace, "runbooks", "approved", `${id}.md`);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
}

function markdownOf({ id, symptom, guard, fix, verify, rollback }: HandWritten): string {
  const block = (title: string, code: string): string => `## ${title}\n\n\`\`\`sh\n${code}\n\`\`\`\n`;
  return [
    `---\nid: ${id}\nsymptoms: [${JSON.stringify(symptom)}]\nenv: [GYM]`,
    rollback === undefined ? "---\n" : "onVerifyFail: rollback\n---\n",
    `# ${id}\n`,
    ...(guard === undefined ? [] : [`${guard}\n`]),
    block("Fix", fix),
    block("Verify", verify),
    ...(rollback === undefined ? [] : [block("Rollback", rollback)]),
  ].join("\n");
}
