import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { type Daemon, Product } from "./product.ts";

export const symptom = "could not create lock file /var/cache/app.lock: held";
/** A line of an application's log, of now. */
export const line = (text = symptom): string => `${new Date().toISOString()} ERROR app: ${text}`;

/** What differs from a runbook that heals the symptom and verifies. */
export interface Parts {
  readonly id?: string;
  readonly head?: readonly string[];
  readonly text?: readonly string[];
  readonly fix?: string;
  readonly attributes?: string;
  readonly verify?: string;
}

const Suggestions = z.array(
  z.looseObject({ id: z.string(), runbook: z.string(), count: z.number(), line: z.string().nullable() }),
);
const Raised = z.looseObject({ outcome: z.string(), suggestion: z.string().nullable() });

/** A workspace whose operator is looked at: its patrolled log, its runbooks, what is asked and what ran. */
export class Operated {
  readonly product: Product;
  /** The folder around the workspace. */
  readonly place: string;
  readonly log: string;
  daemon: Daemon | null = null;

  constructor(settings = "") {
    this.product = new Product(
      `observe: {history: []}\npatrol: {logs: [{path: ../app.log}]}\noperator: {onApprove: register${settings}}\n`,
    );
    this.place = join(this.product.workspace, "..");
    this.log = join(this.place, "app.log");
    appendFileSync(this.log, "");
  }

  async up(): Promise<Daemon> {
    this.daemon = await this.product.up();
    return this.daemon;
  }

  async remove(): Promise<void> {
    await this.daemon?.stop("SIGKILL");
    this.product.remove();
  }

  async approve({
    id = "stale-lock",
    attributes = "",
    head,
    text = [],
    fix,
    verify = "true",
  }: Parts = {}): Promise<void> {
    const document = [
      ...[
        "---",
        `id: ${id}`,
        ...(head ?? [`symptoms: ['${symptom}']`]),
        "---",
        "",
        `# ${id}`,
        "",
        ...text,
        "",
      ],
      ...["## Fix", "", `\`\`\`sh${attributes}`],
      fix ?? `echo "ran ${"$"}{WHERE:-}" >> ${this.place}/ran`,
      ...["```", "", "## Verify", "", "```sh", verify, "```", ""],
    ];
    this.product.write(`runbooks/drafts/${id}.md`, document.join("\n"));
    expect(await this.product.ask(["approve", id])).toMatchObject({ code: 0 });
  }

  readonly pending = async () => Suggestions.parse(await this.product.json(["pending"]));

  async raise(alert: string | object = symptom) {
    const input = typeof alert === "string" ? alert : JSON.stringify(alert);
    return Raised.parse(await this.product.json(["alert"], { input }));
  }

  /** The id of the suggestion that the alert leads to. */
  async suggested(alert?: string | object): Promise<string> {
    const { suggestion, outcome } = await this.raise(alert);
    expect(suggestion, outcome).not.toBeNull();
    return suggestion ?? "";
  }

  /** What the fix wrote, one line for each run. */
  ran(): string[] {
    const path = join(this.place, "ran");
    return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  }

  async audited(type: string): Promise<string[]> {
    const { stdout } = await this.product.ask(["--json", "audit", "--type", type]);
    return stdout.split("\n").filter((text) => text !== "");
  }
}
