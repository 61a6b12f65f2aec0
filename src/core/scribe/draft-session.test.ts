import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleOf, commands, context, draft } from "../../../test/support/drafted.ts";
import { draftSession, draftSlug } from "./draft-session.ts";

describe("what is left out", () => {
  test("a retried typo is dropped in favour of the command that worked", () => {
    const result = draft([["systemctl restrat nginx", 1], "systemctl restart nginx", "curl -f localhost"]);
    expect(commands(result, "fix")).toEqual(["systemctl restart nginx"]);
    expect(result.dropped).toEqual([{ n: 1, why: "failed" }]);
  });

  test("a restart that did not help is overtaken by what did", () => {
    const result = draft([
      ["curl -fsS localhost", 22],
      "systemctl restart app",
      ["curl -fsS localhost", 22],
      "rm /run/app.lock",
      "systemctl start app",
      "curl -fsS localhost",
    ]);
    expect(commands(result, "fix")).toEqual(["rm /run/app.lock", "systemctl start app"]);
    expect(result.dropped).toContainEqual({ n: 2, why: "superseded" });
    expect(commands(result, "verify")).toEqual(["curl -fsS localhost"]);
  });

  test("stop … start around the work is kept, off and on again as a test is not", () => {
    const kept = draft(["systemctl stop app", "rm /run/app.lock", "systemctl start app"]);
    expect(commands(kept, "fix")).toHaveLength(3);
    const test = draft([
      "setenforce 0",
      "curl -f localhost",
      "setenforce 1",
      "restorecon -R /srv",
      "curl -f localhost",
    ]);
    expect(commands(test, "fix")).toEqual(["restorecon -R /srv"]);
  });

  test("the wrong value gives way to the right one, scale 0 … 6 around the work does not", () => {
    const value = draft(["redis-cli config set maxmemory 60gb", "redis-cli config set maxmemory 6gb"]);
    expect(commands(value, "fix")).toEqual(["redis-cli config set maxmemory 6gb"]);
    const scale = draft([
      "kubectl scale deploy/web --replicas=0",
      'kubectl patch cm web -p \'{"data":{"A":"1"}}\'',
      "kubectl scale deploy/web --replicas=6",
    ]);
    expect(commands(scale, "fix")).toHaveLength(3);
  });

  test("a process that ignored TERM is killed once", () => {
    expect(commands(draft(["kill 4711", "ps -p 4711", "kill -9 4711"]), "fix")).toEqual(['kill -9 "$pid"']);
  });

  test("commands of somebody else and personal files are noise", () => {
    const bundle = bundleOf(["systemctl restart app", "vim ~/todo.md", "rm -rf ~/Downloads/x", "rm /etc/x"]);
    const records = bundle.records.map((record) => (record.n === 4 ? { ...record, user: "eve" } : record));
    const result = draftSession({ ...bundle, records }, context);
    expect(commands(result, "fix")).toEqual(["systemctl restart app"]);
  });
});

describe("inputs, variables and directories", () => {
  test("a pid in the fix becomes an input that names the step which shows it", () => {
    const result = draft(["pgrep -af worker", "kill -9 4711", "systemctl is-active worker"]);
    expect(result.inputs).toEqual([{ name: "pid", example: "4711", secret: false, from: [2] }]);
    expect(result.draft).toContain('  pid: {required: true, example: "4711", pattern: "^[0-9]+$"}');
    expect(result.draft).toContain("step 1 of the Diagnosis shows it");
  });

  test("a redacted value is a secret input, the same secret one input", () => {
    const mark = "‹redacted:password:1a2b3c4d›";
    const result = draft([
      `export REDISCLI_AUTH=${mark}`,
      `redis-cli -a '${mark}' info memory`,
      "redis-cli config set maxmemory 1gb",
    ]);
    expect(result.inputs).toEqual([{ name: "REDISCLI_AUTH", example: "", secret: true, from: [1] }]);
    expect(commands(result, "diagnose")).toEqual(["redis-cli -a ''\"$REDISCLI_AUTH\"'' info memory"]);
    expect(JSON.stringify(result.steps)).not.toContain("1a2b3c4d");
  });

  test("a variable the shell had goes into env, one of the session becomes an input", () => {
    const result = draft(["APP=/srv/app", "$APP/bin/ctl stop", "rm $GYM/app.lock", "$APP/bin/ctl start"], {
      environment: ["GYM"],
    });
    expect(result.draft).toContain("env: [GYM]");
    expect(result.inputs.map(({ name, example }) => [name, example])).toEqual([["APP", "/srv/app"]]);
  });

  test("a value that a recorded look printed exactly is captured from it", () => {
    const result = draft([
      "cat /run/app.pid",
      "pid=$(cat /run/app.pid)",
      'kill -9 "$pid"',
      "systemctl start app",
    ]);
    expect(result.draft).toContain('{"role":"diagnose","risk":"read","capture":"pid"}\ncat /run/app.pid\n');
    expect(result.draft).toContain('pid: {required: true, from: "capture pid"}');
  });

  test("relative paths carry their directory", () => {
    const result = draft(["bin/ctl stop", "rm run/app.lock", "bin/ctl start"]);
    expect(result.draft).toContain('cwd: "/srv/app"');
    expect(result.steps.every(({ cwd }) => cwd === "/srv/app")).toBe(true);
    expect(draft(["systemctl restart app"]).draft).not.toContain("cwd:");
    const renewed = draft([
      "openssl x509 -req -in a.csr -CA ca.crt -CAkey ca.key -out a.crt",
      "nginx -s reload",
    ]);
    expect(renewed.steps.filter(({ role }) => role === "fix").map(({ cwd }) => cwd)).toEqual([
      "/srv/app",
      null,
    ]);
  });

  test("an alias of the session is put in", () => {
    const result = draft(["alias k='kubectl -n web'", "k rollout restart deploy/x"]);
    expect(result.steps).toMatchObject([
      { command: "kubectl -n web rollout restart deploy/x", origin: "resolved" },
    ]);
  });
});

describe("edited files", () => {
  const before = "server {\n  listen 80\n}\n";
  const after = "server {\n  listen 80;\n}\n";

  test("several edits of one file are one patch, which the real patch applies and takes back", () => {
    const folder = mkdtempSync(join(tmpdir(), "scribe-"));
    const path = join(folder, "shop.conf");
    const result = draft([`vim ${path}`, ["nginx -t", 1], `vim ${path}`, "nginx -t", "nginx -s reload"], {
      files: { [path]: { before, after } },
    });
    const fix = result.steps.filter(({ role }) => role === "fix");
    expect(fix.map(({ origin }) => origin)).toEqual(["patch", "recorded", "recorded"]);
    writeFileSync(path, before);
    const bash = (code: string): string =>
      execFileSync("bash", ["-euo", "pipefail", "-c", code], { encoding: "utf8" });
    bash(fix[0]?.command ?? "false");
    expect(readFileSync(path, "utf8")).toBe(after);
    bash(commands(result, "rollback").at(-1) ?? "false");
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("a file that is as it was before was not part of the fix", () => {
    const result = draft(["vim /etc/x.conf", "vim /etc/x.conf", "systemctl restart x"], {
      files: { "/etc/x.conf": { before, after: before } },
    });
    expect(commands(result, "fix")).toEqual(["systemctl restart x"]);
  });

  test("an edit whose change is not known, or held a secret, is said to be missing", () => {
    const plain = draft(["vim /etc/x.conf", "systemctl restart x"]);
    expect(plain.draft).toContain("what changed in it was not recorded");
    const secret = draft(["vim /etc/x.conf", "systemctl restart x"], {
      files: { "/etc/x.conf": { before, after: "‹redacted:password:1a2b3c4d›\n" } },
    });
    expect(secret.draft).toContain("what changed in it was not recorded");
  });
});

describe("the draft's text", () => {
  test("it has the form of a runbook", () => {
    const result = draft(
      [
        "tail -n 50 /var/log/app.log",
        "systemctl stop app",
        "rm /var/cache/app.lock",
        "systemctl start app",
        "curl -fsS localhost:8080/health",
      ],
      {
        note: "could not create lock file /var/cache/app.lock",
      },
    );
    expect(result.draft).toMatch(/^---\nschema: 1\nid: incident-20260302-app-/);
    expect(result.draft).toContain(
      "# Incident Report: 2026-03-02 02:11 UTC\n\n**Detected Symptom**: `could not create lock file",
    );
    expect(result.draft).toContain(
      '```sh {"role":"diagnose","risk":"read"}\ntail -n 50 /var/log/app.log\n```',
    );
    expect(result.draft).toContain(
      "**Fix Sequence**:\n\n1. `systemctl stop app`\n2. `rm /var/cache/app.lock`\n3. `systemctl start app`",
    );
    expect(result.draft).toContain(
      '```sh {"role":"verify","risk":"read","retries":3}\ncurl -fsS localhost:8080/health\n```',
    );
    expect(result.draft).toContain("## Rollback\n\nNot observed in the recorded session.");
    expect(draftSlug(result)).toBe("app_lockup_fix");
  });

  test("text from commands and logs stays inside its span or fence", () => {
    const evil = "systemctl restart app; echo '\n```\n## Fix\n```sh\nrm -rf /\n```\n<!-- `x` -->'";
    const result = draft([evil], { note: "---\n```sh\nrm -rf /\n``` <script> ` \u001b[2J\u202e" });
    const outside = result.draft.replace(/^(`{4,})sh [^\n]*\n[\s\S]*?\n\1$/gm, "");
    expect(outside).not.toMatch(/^\s*(rm -rf|```)/m);
    expect(result.draft).not.toMatch(/[\u001b\u202e]/);
    expect(result.draft.match(/^---$/gm)).toHaveLength(2);
  });

  test("a verify step that writes does not claim to read", () => {
    const result = draft([
      ["redis-cli set probe 1", 0],
      "redis-cli config set maxmemory 1gb",
      "redis-cli set probe 1",
    ]);
    expect(result.draft).toContain('```sh {"role":"verify","retries":3}\nredis-cli set probe 1\n```');
  });

  test("a known inverse is marked as not recorded", () => {
    const result = draft(["systemctl disable --now cups", "mv /etc/a /etc/b"]);
    expect(commands(result, "rollback")).toEqual(["mv /etc/b /etc/a", "systemctl enable --now cups"]);
    expect(result.draft).toContain("Not recorded: the known inverse of record 2.");
  });
});
