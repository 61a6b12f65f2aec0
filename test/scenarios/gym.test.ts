import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Suggestion } from "../../src/base/model/suggestion.ts";
import { Gym } from "../support/gym.ts";
import { type Daemon, Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

const Rows = z.array(z.object({ id: z.string(), status: z.string(), problems: z.array(z.string()) }));

/** The person thinks; the test is in a hurry, but never faster than a shell answers. */
const thinking = 0.25;

async function typeSession(gym: Gym, shell: TypedShell): Promise<void> {
  for (const line of gym.session) {
    await sleep(line.think_ms * thinking);
    await shell.type(await gym.typed(line));
  }
}

const draftNames = (product: Product): string[] =>
  readdirSync(join(product.workspace, "runbooks", "drafts")).filter((name) => name.endsWith(".md"));

/** The lines of code of a Markdown draft, in order: fenced blocks and inline code spans of numbered lists. */
function commandsOf(draft: string, heading: RegExp): string[] {
  const from = draft.search(heading);
  if (from < 0) return [];
  const rest = draft.slice(from).replace(heading, "");
  const end = rest.search(/^(## |\*\*[A-Z])/m);
  const part = end < 0 ? rest : rest.slice(0, end);
  return [...part.matchAll(/^\d+\. (`+) ?(.*?) ?\1$|^(?!```)(?!#)(?!\d+\. )(\S.*)$/gm)].map(
    (hit) => hit[2] ?? hit[3] ?? "",
  );
}

/** A person's move of the newest draft into approved/, with a title of their own. */
function approveByMoving(product: Product, title: string): void {
  const [name = ""] = draftNames(product);
  const from = join(product.workspace, "runbooks", "drafts", name);
  writeFileSync(from, readFileSync(from, "utf8").replace(/^# Incident Report.*$/m, `# ${title}`));
  mkdirSync(join(product.workspace, "runbooks", "approved"), { recursive: true });
  renameSync(from, join(product.workspace, "runbooks", "approved", name));
}

const suggestions = async (product: Product): Promise<Suggestion[]> =>
  z.array(Suggestion).parse(await product.json(["pending"]));

interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Values that the person gives with the yes. */
  readonly values: (gym: Gym) => Promise<readonly string[]>;
}

const scenarios: readonly Scenario[] = [
  { name: "01-stale-lock", title: "Stale lock keeps the app down", values: () => Promise.resolve([]) },
  {
    name: "02-pg-idle-in-tx",
    title: "Fix DB Lockup",
    // Until a runbook finds the blocker by itself, the person reads its pid from the screen.
    values: async (gym) => {
      const [variables] = gym.session.flatMap((line) =>
        line.vars["pid"] === undefined ? [] : [line.vars["pid"]],
      );
      return [`pid=${await gym.value(variables ?? "")}`];
    },
  },
];

describe("the whole circle, on a real fault of a real service", () => {
  it.each(scenarios)(
    "$name: typed, drafted, approved, recognised, healed",
    { timeout: 180_000 },
    async ({ name, title, values }) => {
      const gym = new Gym(name);
      const product = new Product(
        `observe: {history: []}\npatrol: {logs: [{path: ${gym.log}}]}\noperator: {onApprove: register}\n`,
      );
      const environment = { GYM: gym.directory };
      let daemon: Daemon | null = null;
      try {
        expect(await gym.script("setup")).toBe(true);
        daemon = await product.up({ env: environment });
        expect(await gym.script("break")).toBe(true);
        expect(await gym.script("check")).toBe(false);

        const home = join(product.workspace, "..", "person");
        mkdirSync(home);
        const shell = await TypedShell.start({
          home,
          rc: `. ${join(product.workspace, "state", "hook.bash")}`,
          environment,
          cwd: home,
        });
        await typeSession(gym, shell);
        expect(await gym.script("check")).toBe(true);
        shell.press("exit\r");

        await until(() => draftNames(product).length === 1, "the draft", 20_000);
        const draft = readFileSync(
          join(product.workspace, "runbooks", "drafts", draftNames(product)[0] ?? ""),
          "utf8",
        );
        const fix = commandsOf(draft, /^(\*\*Fix Sequence\*\*:|## Fix Sequence)$/m);
        for (const pattern of gym.expected.not_fix)
          expect(fix.filter((command) => new RegExp(pattern).test(command))).toEqual([]);
        const found = gym.expected.fix.map((pattern) =>
          fix.findIndex((command) => new RegExp(pattern).test(command)),
        );
        expect(found, draft).toEqual([...found].sort((a, b) => a - b));
        expect(found, draft).not.toContain(-1);
        for (const secret of gym.expected.secrets) expect(draft).not.toContain(secret);
        await until(
          () => daemon?.output.includes("I've drafted runbooks/drafts/incident_") ?? false,
          "the line about the draft",
        );

        approveByMoving(product, title);
        await until(
          async () => Rows.parse(await product.json(["runbooks"])).some((row) => row.status === "approved"),
          "the approval",
        );
        expect(await suggestions(product)).toEqual([]);

        expect(await gym.script("break")).toBe(true);
        expect(await gym.script("check")).toBe(false);
        await until(async () => (await suggestions(product)).length > 0, "the suggestion", 30_000);
        const [suggestion] = await suggestions(product);
        expect(suggestion).toMatchObject({ kind: "run", title });
        await until(
          () => daemon?.output.includes(`Execute '${title}'?`) ?? false,
          "the question on the screen of up",
        );

        const given = (await values(gym)).flatMap((value) => ["--set", value]);
        const unasked = await product.ask(["confirm", suggestion?.id ?? "", ...given], { env: environment });
        expect(unasked.code, unasked.stderr).toBe(11);
        const run = await product.ask(["confirm", suggestion?.id ?? "", "--yes", ...given], {
          env: environment,
        });
        expect(run.code, `${run.stdout}${run.stderr}`).toBe(0);
        expect(await gym.script("check")).toBe(true);

        const [incident] = z
          .array(z.object({ result: z.string(), path: z.string() }))
          .parse(await product.json(["incidents"]));
        expect(incident).toMatchObject({ result: "resolved" });
        expect(readFileSync(join(product.workspace, incident?.path ?? ""), "utf8")).toContain(title);
        expect((await product.ask(["audit", "verify"])).code).toBe(0);
        expect(await daemon.stop()).toBe(0);
      } finally {
        await daemon?.stop("SIGKILL");
        await gym.remove();
        product.remove();
      }
    },
  );
});
