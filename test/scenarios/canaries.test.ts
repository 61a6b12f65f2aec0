import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answer, type Daemon, Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

const Pending = z.array(z.object({ id: z.string(), runbook: z.string(), line: z.string().nullable() }));
const Sessions = z.array(z.object({ id: z.string(), counts: z.object({ records: z.number() }) }));

let product: Product;
let daemon: Daemon | null = null;
/** Everything the product said in this test. */
let said = "";
const planted = new Map<string, string>();

/** A secret that is nowhere else, remembered under what it was planted as. */
function canary(where: string): string {
  const secret = `Zq${randomBytes(5).toString("hex")}xW7`;
  planted.set(where, secret);
  return secret;
}

async function ask(words: readonly string[], input?: string): Promise<Answer> {
  const answer = await product.ask(words, input === undefined ? {} : { input });
  said += answer.stdout + answer.stderr;
  return answer;
}

/** What of the planted secrets can be found, and where. */
function found(): string[] {
  const texts: [string, string][] = [["stdout and stderr", said + (daemon?.output ?? "")]];
  for (const entry of readdirSync(product.workspace, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) texts.push([path.slice(product.workspace.length + 1), readFileSync(path, "latin1")]);
  }
  return texts.flatMap(([place, text]) =>
    [...planted]
      .filter(([, secret]) => text.includes(secret) || place.includes(secret))
      .map(([where]) => `${where} in ${place}`),
  );
}

beforeEach(() => {
  said = "";
  planted.clear();
  product = new Product();
  product.write(
    "reifier.yaml",
    `observe: {history: []}\nscribe: {draftWhen: always}\noperator: {onApprove: register}\npatrol: {logs: [{path: ${join(dirname(product.workspace), "app.log")}}]}\n`,
  );
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

const runbook = (log: string): string => `---
id: fix-login
symptoms: ["login to the store failed for user app"]
inputs: {STORE_KEY: {required: true, secret: true}}
---
# Fix login

Only run when CPU > 90%

Only run when STATE is ready

## Fix

\`\`\`sh
echo "key $STORE_KEY" && tail -n 1 ${log}
\`\`\`

## Verify

\`\`\`sh
printf '%s' "$STORE_KEY" | base64
\`\`\`
`;

describe("a secret", () => {
  it("typed, edited, noted, logged, alerted, printed or given is nowhere in the workspace and in no answer", {
    timeout: 120_000,
  }, async () => {
    const home = join(dirname(product.workspace), "person");
    const log = join(dirname(product.workspace), "app.log");
    const file = join(home, "repo", "app.conf");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(log, "");
    writeFileSync(file, `listen=8080\npassword=${canary("git, before")}\n`);
    const past = { GIT_AUTHOR_DATE: "2024-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2024-01-01T00:00:00Z" };
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", dirname(file), "-c", "user.name=p", "-c", "user.email=p@x", ...words], {
        env: { ...process.env, HOME: home, ...past },
      });
    git("init", "-q");
    git("add", "app.conf");
    git("commit", "-qm", "first");
    daemon = await product.up();

    // A person works: commands, an edit, a note.
    const stubs = "mysql() { :; }; curl() { :; }; docker() { cat >/dev/null; }; systemctl() { :; }";
    const shell = await TypedShell.start({
      home,
      rc: `${stubs}\n. ${join(product.workspace, "state", "hook.bash")}`,
    });
    const typed = [
      `mysql -u root -p'${canary("command, -p")}' -e 'select 1'`,
      `export STORE_PASSWORD=${canary("command, export")}`,
      `curl -H "Authorization: Bearer ${canary("command, header")}" http://127.0.0.1:9/x`,
      `curl https://app:${canary("command, URL")}@127.0.0.1/x`,
      `echo ${canary("command, piped")} | docker login -u app --password-stdin registry.local`,
      `cd ${dirname(file)}`,
      `sed -i 's/^password=.*/password=${canary("git, after")}/' app.conf`,
      `${canary("command, typed too late")}`,
      `# the old password=${canary("note, typed")} was wrong`,
      "systemctl restart app",
    ];
    for (const line of typed) await shell.type(line);
    await until(
      async () =>
        Sessions.parse(await product.json(["sessions"])).some(({ counts }) => counts.records >= typed.length),
      "the records to be taken in",
    );
    await ask(["sessions", "note", `login failed, password=${canary("note, told")}`]);
    await shell.exit();
    await until(
      () => readdirSync(join(product.workspace, "runbooks", "drafts")).length > 0,
      "the session's draft",
    );
    for (const { id } of Sessions.parse(await product.json(["sessions"])))
      for (const words of [
        ["sessions", "show", id],
        ["--json", "sessions", "show", id],
        ["draft", id],
      ])
        await ask(words);
    for (const words of [["drafts"], ["--json", "drafts"], ["lint"], ["sessions"]]) await ask(words);

    // The same error comes back, in a log and as an alert.
    product.write("runbooks/drafts/fix-login.md", runbook(log));
    expect((await ask(["approve", "fix-login"])).code).toBe(0);
    const learned = `ERROR pool: cannot reach the store with password=${canary("line that was learned")} at 10.0.0.1`;
    await ask(
      ["patterns", "learn", "--name", `token=${canary("pattern's name")}`, "--runbook", "fix-login"],
      learned,
    );
    const lines = [
      `ERROR CPU=97% STATE=ready password=${canary("log, pair")}`,
      `ERROR login to the store failed for user app\n    at open (store.js:4:1) password=${canary("log, matched")}`,
      `ERROR pool: cannot reach the store with password=${canary("log, capture")} at 10.0.0.7`,
      `WARN CPU 98% used, api_key: ${canary("log, measured")}`,
    ];
    // A file is followed from its end, so it must be known before it grows.
    await until(async () => {
      appendFileSync(log, `${lines.join("\n")}\n`);
      return Pending.parse(await product.json(["pending"])).some(({ line }) => line !== null);
    }, "the suggestion");
    const alert = {
      message: `login to the store failed for user app, password=${canary("alert, message")}`,
      source: `https://u:${canary("alert, source")}@mon.local`,
      title: `token=${canary("alert, title")}`,
      labels: { password: canary("alert, label") },
      values: { STATE: { value: `password=${canary("alert, value")}`, unit: null } },
    };
    await ask(["alert"], JSON.stringify(alert));

    // A person runs it with a secret; the output shows that, and another one.
    const key = join(home, "key");
    writeFileSync(key, `${canary("input")}\n`, { mode: 0o600 });
    appendFileSync(log, `password=${canary("output")}\n`);
    const set = ["--set", "CPU=97%", "--set", `STORE_KEY=@${key}`];
    expect((await ask(["run", "fix-login", "--yes", "--set", "STATE=ready", ...set])).code).toBe(0);
    await ask(["--json", "run", "fix-login", "--yes", "--set", "STATE=ready", ...set]);
    const word = `STATE=password=${canary("guard's value")}`;
    await ask(["run", "fix-login", "--yes", ...set, "--set", word]);
    await ask(["run", "fix-login", "--yes", "--set", `STORE_KEY=${canary("input, in clear")}`]);
    await ask(["decline", "g-none", "--reason", `password=${canary("reason")}`]);
    for (const { id } of Pending.parse(await product.json(["pending"])))
      await ask(["decline", id, "--reason", `password=${canary("reason")}`]);
    await ask(["reject", "fix-login", "--reason", `password=${canary("reason, reject")}`]);
    for (const words of ["pending", "patterns", "incidents", "audit", "status", "doctor", "runbooks"]) {
      await ask([words]);
      await ask(["--json", words]);
    }

    expect(await daemon.stop()).toBe(0);
    expect(found()).toEqual([]);
    // The search finds what is there.
    appendFileSync(join(product.workspace, "state", "probe"), planted.get("input") ?? "");
    expect(found()).toEqual(["input in state/probe"]);
  });

  it("is in no request to a model that words a draft", { timeout: 60_000 }, async () => {
    const asked: string[] = [];
    const model = await listening(asked);
    product.write(
      "reifier.yaml",
      "observe: {history: []}\nscribe: {draftWhen: always, narrator: anthropic}\n",
    );
    const history = join(dirname(product.workspace), "typed.hist");
    const typed = [
      `mysql -u root -p'${canary("model, -p")}' -e 'select 1'`,
      `curl -H "Authorization: Bearer ${canary("model, header")}" http://127.0.0.1:9/x`,
      `curl https://app:${canary("model, URL")}@127.0.0.1/x`,
      `export STORE_PASSWORD=${canary("model, export")}`,
      `sed -i 's/^password=.*/password=${canary("model, edit")}/' /opt/app/app.conf`,
      `# login failed with password=${canary("model, note")}`,
      "systemctl restart app",
      "systemctl status app",
    ];
    writeFileSync(history, typed.map((line, n) => `#${1_700_000_000 + n * 10}\n${line}\n`).join(""));
    await ask(["observe", "--history", history, "--format", "bash", "--once"]);
    const sessions = Sessions.parse(await product.json(["sessions"]));
    const env = { ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "k" };
    for (const { id } of sessions) said += (await product.ask(["draft", id], { env })).stderr;
    model.server.close();

    expect(asked.join("\n")).toContain("systemctl restart app");
    const leaked = [...planted].filter(([, secret]) => asked.some((body) => body.includes(secret)));
    expect(leaked.map(([where]) => where)).toEqual([]);
    expect(found()).toEqual([]);
  });
});

/** A model's server on the loopback that notes what it is asked and answers nothing of use. */
async function listening(asked: string[]): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      asked.push(`${JSON.stringify(request.headers)}\n${Buffer.concat(parts).toString()}`);
      response.writeHead(400, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens nowhere");
  return { server, url: `http://127.0.0.1:${address.port}` };
}
