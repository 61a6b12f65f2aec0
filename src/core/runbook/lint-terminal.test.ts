import { describe, expect, it } from "vitest";
import type { Step } from "../../base/model/runbook.ts";
import type { Verdict } from "../../base/model/verdict.ts";
import { lintTerminal } from "./lint-terminal.ts";

function rulesOf(command: string, timeoutMs: number | null = null): string[] {
  const argv = command.split(" ");
  const step: Step = {
    number: 1,
    name: null,
    role: "fix",
    code: command,
    declaredRisk: null,
    needs: [],
    timeoutMs,
    retries: 0,
    capture: null,
    reverts: null,
    cwd: null,
    lines: [7, 9],
  };
  const verdict: Verdict = {
    command,
    verdict: "confirm",
    risk: "medium",
    rule: "x",
    category: "x",
    reason: "x",
    span: [0, command.length],
    argv,
    safer: null,
  };
  return lintTerminal({ step, verdicts: [verdict] }).map(({ rule, line, severity }) => {
    expect(line).toBe(7);
    expect(severity).toBe(rule === "needs-terminal" ? "error" : "warning");
    return rule;
  });
}

describe("a step that wants a terminal", () => {
  it.each([
    "vim /etc/nginx/nginx.conf",
    "/usr/bin/nano hosts",
    "crontab -e",
    "visudo",
    "visudo -f /etc/sudoers.d/x",
    "systemctl edit app",
    "kubectl edit deploy app",
    "git commit",
    "git rebase -i HEAD~3",
    "top",
    "htop",
    "sudoedit /etc/hosts",
  ])("cannot be approved: %s", (command) => {
    expect(rulesOf(command)).toEqual(["needs-terminal"]);
  });

  it.each([
    "vim -es -c wq file",
    "vim -c x file",
    "emacs --batch file",
    "crontab -l",
    "crontab /tmp/table",
    "visudo -cf /etc/sudoers",
    "systemctl edit --stdin app",
    "systemctl restart app",
    "kubectl get deploy",
    "git commit -m done",
    "git commit -am done",
    "git commit --amend --no-edit",
    "top -bn1",
    "mc ls backup/bucket",
    "sed -i s/a/b/ file",
  ])("is not one that knows what to do: %s", (command) => {
    expect(rulesOf(command)).toEqual([]);
  });
});

describe("a step that never ends by itself", () => {
  it.each([
    "tail -f app.log",
    "journalctl -fu app",
    "journalctl -f",
    "kubectl logs -f app",
    "ping db",
    "watch date",
  ])("is said: %s", (command) => {
    expect(rulesOf(command)).toEqual(["never-ends"]);
  });

  it("is fine with a bound", () => {
    for (const command of ["tail -n 50 app.log", "ping -c 3 db", "timeout 5 tail -f app.log"])
      expect(rulesOf(command), command).toEqual([]);
    expect(rulesOf("tail -f app.log", 5_000)).toEqual([]);
  });
});
