import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Terminal } from "../support/keys.ts";
import { Product } from "../support/product.ts";

const second = {
  path: "runbooks/drafts/other.md",
  text: "# Other\n\n**Fix Sequence**:\n\n1. `touch /tmp/other`\n2. `kubectl delete pod <pod>`\n",
};

let product: Product;
let terminal: Terminal | null = null;
beforeEach(() => {
  product = new Product("");
});
afterEach(() => {
  terminal?.kill();
  product.remove();
});

/** A session typed at 02:11, drafted by the product itself; returns the draft's path in the workspace. */
async function drafted(): Promise<string> {
  const lines = [
    ["#1772417460", "tail -n 50 /var/log/app.log"],
    ["#1772417470", "ls"],
    ["#1772417480", "systemctl stop app"],
    ["#1772417490", "rm /var/cache/app.lock"],
    ["#1772417500", "systemctl start app"],
    ["#1772417510", "curl -fsS localhost:8080/health"],
  ];
  const file = product.write("history", `${lines.flat().join("\n")}\n`);
  await product.ask(["observe", "--history", file, "--format", "bash", "--once"]);
  await product.ask(["sessions", "end"]);
  const [session] = z.array(z.object({ id: z.string() })).parse(await product.json(["sessions"]));
  const draft = z.object({ path: z.string() }).parse(await product.json(["draft", session?.id ?? ""]));
  return draft.path;
}

const read = (path: string): string => readFileSync(join(product.workspace, path), "utf8");

describe("reifier review", () => {
  it("shows a draft with its risks, puts back what was left out with one key, and approves what is shown", async () => {
    const path = await drafted();
    terminal = new Terminal(["--no-color", "review"], { workspace: product.workspace });
    await terminal.shows("draft 1 of 1");
    await terminal.shows("medium risk]");
    await terminal.shows("[q]uit: ");
    terminal.press("l");
    await terminal.shows("1  ls");
    await terminal.shows("put back which one?");
    terminal.press("1");
    await terminal.shows("1. `ls`");
    await terminal.shows("[q]uit: ");
    expect(read(path)).toContain("1. `ls`\n2. `systemctl stop app`\n3. `rm /var/cache/app.lock`");
    terminal.press("a");
    await terminal.shows("approved incident-");
    await terminal.shows("that was the last one");
    expect(await terminal.ends()).toBe(0);
    expect(readdirSync(join(product.workspace, "runbooks/approved"))).toHaveLength(1);
  });

  it("opens $EDITOR, refuses what lint refuses with the line, takes a reason for a no, and skips", async () => {
    await drafted();
    product.write(second.path, second.text);
    const editor = product.write(
      "editor.sh",
      '#!/bin/sh\nsed -i "s/touch .tmp.other/touch \\/tmp\\/edited/" "$2"\n',
    );
    chmodSync(editor, 0o755);
    terminal = new Terminal(["--no-color", "review"], {
      workspace: product.workspace,
      env: { EDITOR: `${editor} --wait` },
    });
    await terminal.shows("draft 1 of 2");
    await terminal.shows("[q]uit: ");
    terminal.press("s");
    await terminal.shows("draft 2 of 2");
    await terminal.shows("kubectl delete pod <pod>");
    await terminal.shows("^ error:");
    await terminal.shows("[q]uit: ");
    terminal.press("a");
    await terminal.shows("cannot be approved");
    await terminal.shows("[q]uit: ");
    terminal.press("e");
    await terminal.shows("touch /tmp/edited");
    await terminal.shows("[q]uit: ");
    terminal.press("r");
    await terminal.shows("why? ");
    terminal.press("a one-off\r");
    await terminal.shows("rejected: runbooks/retired/other.md");
    expect(await terminal.ends()).toBe(0);
    expect(existsSync(join(product.workspace, second.path))).toBe(false);
  });

  it("ends at q, Escape and Ctrl-C and leaves every draft where it is", async () => {
    product.write(second.path, second.text);
    for (const key of ["q", "\u001b", "\u0003"]) {
      terminal = new Terminal(["--no-color", "review"], { workspace: product.workspace });
      await terminal.shows("[q]uit: ");
      terminal.press(key);
      expect(await terminal.ends()).toBe(key === "\u0003" ? 130 : 0);
    }
    expect(read(second.path)).toBe(second.text);
  });

  it("ends at Ctrl-C where it asks for a reason too", async () => {
    product.write(second.path, second.text);
    terminal = new Terminal(["--no-color", "review"], { workspace: product.workspace });
    await terminal.shows("[q]uit: ");
    terminal.press("r");
    await terminal.shows("why? ");
    terminal.press("\u0003");
    expect(await terminal.ends()).toBe(130);
    expect(read(second.path)).toBe(second.text);
  });

  it("says that the editor failed, or could not be started, and goes on with the draft as it is", async () => {
    product.write(second.path, second.text);
    for (const [editor, said] of [
      ["sh -c 'exit 3'", "the editor ended with exit code 3"],
      ["no-such-editor", "set EDITOR to one that is installed"],
    ] as const) {
      terminal = new Terminal(["--no-color", "review"], {
        workspace: product.workspace,
        env: { EDITOR: editor },
      });
      await terminal.shows("[q]uit: ");
      terminal.press("e");
      await terminal.shows(said);
      await terminal.shows("[q]uit: ");
      terminal.press("q");
      expect(await terminal.ends()).toBe(0);
    }
    expect(read(second.path)).toBe(second.text);
  });

  it("says what to do without a terminal, and without a draft", async () => {
    expect((await product.ask(["review"])).stderr).toContain("no draft waits");
    product.write(second.path, second.text);
    const answer = await product.ask(["review"]);
    expect(answer.code).toBe(11);
    expect(answer.stderr).toContain("hint: type it in a terminal");
  });
});
