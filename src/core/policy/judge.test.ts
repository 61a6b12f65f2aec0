import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelled } from "../../../test/fixtures/policy/labelled.mjs";
import { generator, rewrites, rewritten } from "../../../test/fixtures/policy/rewrites.mjs";
import { explain } from "./explain.ts";
import { type JudgeContext, judge, judgeParts } from "./judge.ts";
import { readPolicy } from "./policy-file.ts";

const policy = readPolicy([{ path: "blocklist.yaml", text: readFileSync("blocklist.yaml", "utf8") }]);
const context: JudgeContext = {
  declared: new Set(["POD", "PID", "ID"]),
  cwd: "/home/user/project",
  home: "/home/user",
  workspace: null,
  shell: "bash",
};
const verdict = (text: string, more: Partial<JudgeContext> = {}): string =>
  judge(text, policy, { ...context, ...more }).verdict;
const rule = (text: string, more: Partial<JudgeContext> = {}): string =>
  judge(text, policy, { ...context, ...more }).rule;
const full = (text: string, more: Partial<JudgeContext> = {}): string => {
  const found = judge(text, policy, { ...context, ...more });
  return `${found.verdict}/${found.risk}`;
};

describe("labelled commands", () => {
  it.each(labelled)("$verdict $risk: $command", ({ verdict: want, risk, command }) => {
    const found = judge(command, policy, context);
    expect({ verdict: found.verdict, risk: risk === null ? null : found.risk }).toEqual({
      verdict: want,
      risk,
    });
  });
});

describe("the worst of all parts decides", () => {
  it("one denied command in a script of harmless ones", () => {
    const text = "set -e\nls\ncd /srv/app\nsudo rm -rf /etc\necho done";
    const found = judge(text, policy, context);
    expect(found.rule).toBe("fs-rm-tree");
    expect(text.slice(...found.span)).toBe("rm -rf /etc");
    expect(found.argv).toEqual(["rm", "-rf", "/etc"]);
  });

  it("gives one verdict for each command that runs", () => {
    expect(
      judgeParts("df -h | tail -1; systemctl restart x", policy, context).map((part) => part.rule),
    ).toEqual(["reads-only", "reads-only", "service-change"]);
  });

  it("says what would be safer", () => {
    expect(judge('rm -rf "$X/"*', policy, context).safer).toContain(":?");
  });
});

describe("what is not known is never allowed", () => {
  it.each([
    ["an unknown command", "frobnicate --status", "unknown-command"],
    ["a program of the working tree named like a system one", "./ls", "unknown-command"],
    ["a name that is a variable", '"$TOOL" status', "unknown-name"],
    ["a variable given to a shell", 'bash -c "$X"', "unknown-code"],
    ["a variable where a flag may stand", "sort $X", "unknown-command"],
    ["a `--help` for somebody's script", "./deploy.sh --help", "unknown-command"],
  ])("%s", (_name, text, want) => {
    const found = judge(text, policy, context);
    expect([found.verdict, found.rule]).toEqual(["confirm", want]);
  });

  it("a declared input inside SQL or Redis text is a value", () => {
    expect(full('psql -c "select * from t where id = $ID"')).toBe("allow/low");
    expect(full('redis-cli get "$ID"')).toBe("allow/low");
    expect(full('psql -c "select * from t where id = $OTHER"')).toBe("confirm/medium");
    expect(full('psql -c "$ID"')).not.toBe("allow/low");
  });

  it("a declared input is not empty", () => {
    expect(verdict('rm -rf "$ID/"*')).toBe("confirm");
    expect(verdict('rm -rf "$OTHER/"*')).toBe("deny");
  });
});

describe("paths", () => {
  it("are taken apart before they are judged", () => {
    for (const path of [
      "//",
      "/./",
      "/tmp/..",
      "/tmp/../etc",
      "/*",
      "/usr/../usr",
      "~",
      "~root",
      `"$HOME"`,
      "/home/*",
    ]) {
      expect(`${path} ${verdict(`rm -rf ${path}`)}`).toBe(`${path} deny`);
    }
  });

  it("follow cd, and start where the step runs", () => {
    expect(verdict("cd / && rm -rf *")).toBe("deny");
    expect(verdict("cd /tmp/x && rm -rf *")).toBe("allow");
    expect(verdict("rm -rf *", { cwd: "/" })).toBe("deny");
    expect(verdict("rm -rf *", { cwd: "/home/user" })).toBe("deny");
    expect(verdict("rm -rf ../../..", { cwd: "/home/user/project" })).toBe("deny");
  });

  it("a quoted tilde is a name", () => {
    expect(verdict("rm -rf '~'")).toBe("confirm");
  });
});

describe("text that bash cannot read", () => {
  it("is denied with the place", () => {
    const found = judge("ls; echo 'x", policy, context);
    expect([found.verdict, found.rule, found.category]).toEqual([
      "deny",
      "malformed-unparsable",
      "malformed",
    ]);
  });

  it("of another shell needs a yes, but is still denied where its danger can be seen", () => {
    expect(rule("for x in a b; echo $x; end", { shell: "fish" })).toBe("unsupported-shell");
    expect(rule(`echo $\{(f)x}`, { shell: "zsh" })).toBe("unsupported-shell");
    expect(verdict("rm -rf /", { shell: "fish" })).toBe("deny");
    expect(full("ls -l", { shell: "zsh" })).toBe("allow/low");
    expect(verdict("ls\u202e", { shell: "fish" })).toBe("deny");
  });

  it("holds nothing where there is nothing", () => {
    expect(rule("# only a comment")).toBe("nothing-runs");
    expect(rule("")).toBe("nothing-runs");
  });
});

describe("laws", () => {
  const of = (want: string): readonly string[] =>
    labelled.filter((row) => row.verdict === want).map((row) => row.command);
  const form = fc.constantFrom(...Object.values(rewrites));

  it("no way of writing it turns a denied command into anything else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...of("deny")), form, form, (command, outer, inner) => {
        const text = outer(inner(command) ?? command) ?? command;
        const found = judge(text, policy, context);
        if (found.verdict !== "deny") throw new Error(`${found.verdict} by ${found.rule}: ${text}`);
      }),
      { numRuns: 1_500 },
    );
  });

  it("no way of writing it makes a harmless command forbidden", () => {
    fc.assert(
      fc.property(fc.constantFrom(...of("allow")), form, form, (command, outer, inner) => {
        const text = outer(inner(command) ?? command) ?? command;
        const found = judge(text, policy, context);
        if (found.verdict === "deny") throw new Error(`${found.rule}: ${text}`);
      }),
      { numRuns: 1_500 },
    );
  });

  it("three forms deep, from a fixed seed", () => {
    const next = generator(20_260_302);
    const denied = of("deny");
    for (let i = 0; i < 500; i++) {
      const { text, used } = rewritten(denied[next(denied.length)] ?? "", 3, next);
      expect(`${verdict(text)} ${used.join(" > ")} ${text}`).toMatch(/^deny/);
    }
  });

  it("no bytes make it throw, nor its explanation", () => {
    const shellish = fc.string({
      unit: fc.constantFrom(..."rm -f/\"'`$(){}[]|&;<>\\\n\t*?~#=!aZ0.,:@%^_"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(shellish, fc.string({ unit: "binary", maxLength: 100 })), (text) => {
        const found = judge(text, policy, context);
        return found.rule !== "" && explain(text, policy, context) !== "";
      }),
      { numRuns: 1_000 },
    );
  });

  it("a step that is declared read-only by nobody is allowed with low risk only when every part is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...labelled.map((row) => row.command)), { minLength: 2, maxLength: 3 }),
        (commands) => {
          const alone = commands.map((command) => verdict(command));
          const together = verdict(commands.join("\n"));
          return together !== "allow" || alone.every((each) => each === "allow");
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("explanation", () => {
  it("shows the tree of what would run with the deciding part marked", () => {
    expect(explain("sudo bash -c 'ls; rm -rf /etc'", policy, context)).toBe(
      [
        "sudo bash -c 'ls; rm -rf /etc'",
        "                  ^^^^^^^^^^^",
        "  sudo",
        "    bash -c",
        "      allow   low     ls (payload)  [reads-only] reads only",
        "    > deny    high    rm -rf /etc (payload)  [fs-rm-tree] deletes the root, a home or a system tree",
        "safer: name the exact files below it",
      ].join("\n"),
    );
  });

  it("writes control characters out", () => {
    expect(explain("echo \u001b[2J", policy, context)).not.toContain("\u001b");
  });
});
