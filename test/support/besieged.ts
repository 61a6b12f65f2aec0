import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { z } from "zod";
import { type Daemon, main, Product } from "./product.ts";
import { TypedShell } from "./pty.ts";

export const Pending = z.array(z.object({ id: z.string(), kind: z.string(), runbook: z.string() }));

/** What a runbook of these tests holds besides its id and symptom. */
interface Written {
  readonly head?: string;
  readonly before?: string;
  readonly fix?: string;
  readonly attributes?: string;
}

/** A workspace with runbooks that leave a trace outside it when they run, a daemon and a person's shell, for each test. */
export class Besieged {
  readonly product = new Product("observe: {history: []}\n");
  private readonly opened: { daemon: Daemon | null; shell: TypedShell | null } = {
    daemon: null,
    shell: null,
  };

  /** A place outside the workspace where a block leaves a trace that it ran. */
  trace(name = "ran"): string {
    return join(dirname(this.product.workspace), name);
  }

  ran(name = "ran"): string {
    return existsSync(this.trace(name)) ? readFileSync(this.trace(name), "utf8") : "";
  }

  approvedFile(id: string): string {
    return join(this.product.workspace, "runbooks", "approved", `${id}.md`);
  }

  draft(
    id: string,
    { head = "", before = "", fix = `echo ${id} >> ${this.trace()}`, attributes = "" }: Written = {},
  ): string {
    return this.product.write(
      `runbooks/drafts/${id}.md`,
      `---\nid: ${id}\nsymptoms: ["the disk of ${id} is full"]\n${head}---\n# Mend ${id}\n\n${before}## Fix\n\n\`\`\`sh${attributes}\n${fix}\n\`\`\`\n`,
    );
  }

  async approved(id: string, written: Written = {}): Promise<string> {
    this.draft(id, written);
    expect(await this.product.ask(["approve", id])).toMatchObject({ code: 0 });
    return this.approvedFile(id);
  }

  async runs(id: string, ...more: string[]): Promise<number | undefined> {
    return (await this.product.ask(["run", id, "--yes", ...more])).code;
  }

  async suggestionOf(id: string): Promise<string> {
    const open = Pending.parse(await this.product.json(["pending"]));
    return open.find(({ runbook, kind }) => runbook === id && kind === "run")?.id ?? "none";
  }

  async up(): Promise<Daemon> {
    this.opened.daemon = await this.product.up();
    return this.opened.daemon;
  }

  async shell(person: { readonly home: string; readonly rc: string }): Promise<TypedShell> {
    this.opened.shell = await TypedShell.start(person);
    return this.opened.shell;
  }

  /** A terminal to answer questions on: `r WORDS` is the program, and says how it ended. */
  async terminal(): Promise<TypedShell> {
    const home = this.trace("person");
    mkdirSync(home, { recursive: true });
    const rc = `r() { ${process.execPath} ${main} --workspace ${this.product.workspace} "$@"; echo "exit=$?"; }`;
    return await this.shell({ home, rc });
  }

  async end(): Promise<void> {
    this.opened.shell?.kill();
    await this.opened.daemon?.stop("SIGKILL");
    this.product.remove();
  }
}

/** One for each test of a file. */
export function useBesieged(): () => Besieged {
  let place: Besieged | null = null;
  beforeEach(() => {
    place = new Besieged();
  });
  afterEach(async () => {
    await place?.end();
    place = null;
  });
  return () => {
    if (place === null) throw new Error("only inside a test");
    return place;
  };
}
