import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { approveTyped } from "../../support/approve-typed.ts";
import { lockLine, lockRunbook } from "../../support/lock-runbook.ts";
import { type Daemon, Product, until } from "../../support/product.ts";
import type { SharedNeo4j } from "./shared-server.ts";

const Waiting = z.array(z.object({ autonomy: z.string().optional() }));

/** A workspace whose runbook has earned its trust, with its daemon. */
class Operator {
  readonly product: Product;
  private readonly env: Readonly<Record<string, string>>;
  private readonly ran: string;
  private daemon: Daemon | null = null;

  constructor(settings: string, env: Readonly<Record<string, string>>) {
    this.product = new Product(settings);
    this.env = env;
    this.ran = join(this.product.workspace, "../ran");
    appendFileSync(this.ran, "");
  }

  async start(): Promise<void> {
    const text = lockRunbook("stale-lock", `echo ran >> ${this.ran}`);
    this.product.write("runbooks/drafts/lock.md", text.replace("symptoms:", "autonomy: auto\nsymptoms:"));
    expect(await approveTyped(this.product, "stale-lock", { env: this.env })).toBe(0);
    for (let n = 0; n < 2; n++) expect((await this.ask(["run", "stale-lock", "--yes"])).code).toBe(0);
    this.daemon = await this.product.up({ env: this.env });
  }

  readonly ask = (words: readonly string[], input?: string) =>
    this.product.ask(words, { env: this.env, ...(input === undefined ? {} : { input }) });

  runs(): number {
    return readFileSync(this.ran, "utf8").split("\n").length - 1;
  }

  /** Why a person is asked: the words that the waiting questions begin with. */
  async why(): Promise<(string | undefined)[]> {
    const waiting = Waiting.parse(await this.product.json(["pending"], { env: this.env }));
    return waiting.map(({ autonomy }) => autonomy?.split(":", 1)[0]);
  }

  async stop(): Promise<void> {
    await this.daemon?.stop("SIGKILL");
    this.product.remove();
  }
}

/** Two daemons of the built program that may both run the same thing by themselves. */
export function describeTwoOperators(server: SharedNeo4j): void {
  describe("two daemons on one server", { timeout: 400_000 }, () => {
    let both: readonly Operator[] = [];
    beforeEach(async () => {
      await server.empty();
      const { url, password } = server.options();
      const settings = `observe: {history: []}
graph: {url: "${url}", password: "\${TEST_PASSWORD}", timeoutSeconds: 5}
operator: {onApprove: register}
autonomy: {enabled: true, minVerifiedRuns: 2, minConfidence: 0.3, maxPerHour: 100}
`;
      both = [0, 1].map(() => new Operator(settings, { TEST_PASSWORD: password }));
      for (const one of both) await one.start();
    });
    afterEach(async () => {
      for (const one of both) await one.stop();
    });
    const alert = (id: string): string =>
      JSON.stringify({ id, message: lockLine, startsAt: new Date().toISOString() });
    const runs = (): number => both.reduce((sum, one) => sum + one.runs(), 0);

    it("run what one alert raised once between them; a person is asked on the other host, and where no server answers", async () => {
      const same = alert("a-1");
      for (const one of both) expect((await one.ask(["alert"], same)).code).toBe(0);
      await until(() => runs() === 5, "one of them to run it", 60_000);
      const loser = () => both.find((one) => one.runs() === 2);
      await until(
        async () => (await loser()?.why())?.join() === "claimed-elsewhere",
        "the other to leave it to a person",
        60_000,
      );
      expect(runs()).toBe(5);

      const winner = both.find((one) => one.runs() === 3);
      await until(async () => (await winner?.why())?.length === 0, "the run to end", 60_000);
      await server.process().kill();
      expect((await winner?.ask(["alert"], alert("a-2")))?.code).toBe(0);
      await until(
        async () => (await winner?.why())?.join() === "graph-away",
        "a person to be asked without the server",
        90_000,
      );
      expect(runs()).toBe(5);
    });
  });
}
