import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";
import { locked, withLockRunbook } from "../support/quoted-lock.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

const Sessions = z.array(
  z.object({
    id: z.string(),
    draft: z.string().nullable(),
    records: z.array(z.object({ id: z.string(), command: z.string() })),
  }),
);

const recorded = async (): Promise<string[]> =>
  Sessions.parse(await product.json(["sessions"])).flatMap(({ records }) =>
    records.map(({ command }) => command),
  );

/** A person's shell with the hook of this workspace. */
async function hookedShell(): Promise<TypedShell> {
  expect((await product.ask(["init", "--shell", "bash"])).code).toBe(0);
  product.write("reifier.yaml", "observe: {history: []}\nscribe: {draftWhen: always}\n");
  const home = join(product.workspace, "..", "person");
  mkdirSync(home);
  return await TypedShell.start({ home, rc: `. ${join(product.workspace, "state", "hook.bash")}` });
}

/** Files under a folder of the workspace that hold these bytes. */
const holding = (folder: string, text: string): string[] =>
  readdirSync(join(product.workspace, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));

describe("pause and resume", () => {
  it("keep nothing of what is typed in between", { timeout: 60_000 }, async () => {
    const shell = await hookedShell();
    await shell.type("echo before-the-pause");
    expect((await product.ask(["pause"])).code).toBe(0);
    expect(await product.json(["status"])).toMatchObject({
      paused: { recording: expect.any(String), operator: null },
    });
    expect((await product.ask(["status"])).stdout).toMatch(
      /^paused +recording, since .* \(type: reifier resume\)$/m,
    );
    await shell.type("echo in-the-pause");
    const history = product.write("../bash_history", "uptime\n");
    expect(await product.ask(["observe", "--history", history, "--once"])).toMatchObject({
      code: 1,
      stdout: "",
    });
    expect((await product.ask(["resume"])).stdout).toBe("going on: recording\n");
    await shell.type("echo after-the-pause");
    await shell.exit();
    expect(await recorded()).toEqual(["echo before-the-pause", "echo after-the-pause"]);
    expect(holding("state", "in-the-pause")).toEqual([]);
    expect((await product.ask(["resume"])).code).toBe(1);
  });
  it("leave out what a history file brings later, by its time", async () => {
    expect((await product.ask(["pause"])).code).toBe(0);
    const inPause = Math.floor(Date.now() / 1_000);
    await until(() => Date.now() > (inPause + 1) * 1_000, "a second to pass");
    expect((await product.ask(["resume"])).code).toBe(0);
    const [before, after] = [inPause - 60, Math.ceil(Date.now() / 1_000) + 1];
    const history = product.write(
      "../bash_history",
      `#${before}\necho before\n#${inPause + 1}\necho in-the-pause\n#${after}\necho after\n`,
    );
    const read = await product.ask(["observe", "--history", history, "--once"]);
    expect(read.stdout.match(/echo \S+/g)).toEqual(["echo before", "echo after"]);
    expect(holding("state", "in-the-pause")).toEqual([]);
  });
  it("of the operator: nothing is suggested, also not for an approval", async () => {
    expect((await product.ask(["pause", "--operator"])).code).toBe(0);
    await withLockRunbook(product);
    expect(await product.json(["alert"], { input: locked })).toMatchObject({
      runbook: null,
      suggestion: null,
      outcome: "operator-paused",
    });
    expect(await product.json(["pending"])).toEqual([]);
    expect((await product.ask(["status"])).stdout).toMatch(/^paused +operator, since /m);
    expect((await product.ask(["resume", "--operator"])).stdout).toBe("going on: operator\n");
    expect(await product.json(["alert"], { input: locked })).toMatchObject({ runbook: "app-lock" });
    expect(await product.json(["audit", "--type", "operator.paused"])).toMatchObject({
      type: "operator.paused",
    });
  });
});

describe("forget", () => {
  it("leaves no byte of a session, and takes the draft of it that nobody touched", {
    timeout: 60_000,
  }, async () => {
    const shell = await hookedShell();
    await shell.type("touch ../forget-me-please && rm ../forget-me-please");
    await shell.exit();
    expect((await product.ask(["sessions", "end"])).code).toBeLessThan(2);
    const [session] = Sessions.parse(await product.json(["sessions"]));
    expect((await product.ask(["draft", session?.id ?? ""])).code).toBe(0);
    expect(holding("runbooks", "forget-me-please")).toHaveLength(1);
    expect(holding("state", "forget-me-please")).not.toEqual([]);
    expect(await product.json(["forget", session?.id ?? ""])).toEqual({
      records: 1,
      drafts: [expect.stringMatching(/^runbooks\/drafts\/incident_/)],
      kept: [],
    });
    expect(await recorded()).toEqual([]);
    expect(holding("state", "forget-me-please")).toEqual([]);
    expect(holding("runbooks", "forget-me-please")).toEqual([]);
  });
  it("deletes one record, leaves a draft that a person changed, and says so", {
    timeout: 60_000,
  }, async () => {
    const shell = await hookedShell();
    await shell.type("touch ../kept-command");
    await shell.type("touch ../gone-command");
    await shell.exit();
    await product.ask(["sessions", "end"]);
    const [session] = Sessions.parse(await product.json(["sessions"]));
    expect((await product.ask(["draft", session?.id ?? ""])).code).toBe(0);
    const [draft = ""] = holding("runbooks", "gone-command");
    writeFileSync(draft, `${readFileSync(draft, "utf8")}\nMine now.\n`);
    const id = session?.records.find(({ command }) => command.includes("gone"))?.id ?? "";
    const forgotten = await product.ask(["--json", "forget", id]);
    expect(JSON.parse(forgotten.stdout)).toMatchObject({
      records: 1,
      drafts: [],
      kept: [expect.any(String)],
    });
    expect(forgotten.stderr).toContain("is yours now; delete or edit it yourself");
    expect(await recorded()).toEqual(["touch ../kept-command"]);
    expect(holding("state", "gone-command")).toEqual([]);
  });
  it("deletes nothing when one id is unknown, exit 2", async () => {
    const history = product.write("../bash_history", "systemctl restart app\n");
    await product.ask(["observe", "--history", history, "--once"]);
    const [session] = Sessions.parse(await product.json(["sessions"]));
    const answer = await product.ask(["forget", session?.id ?? "", "s-nothing"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toMatch(
      /^reifier: there is no record or session "s-nothing"; nothing was deleted\nhint: /,
    );
    expect(await recorded()).toEqual(["systemctl restart app"]);
    await product.ask(["forget", session?.id ?? ""]);
    expect((await product.ask(["observe", "--history", history, "--once"])).stdout).toBe("");
  });
});
