import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withVariable } from "./quoting.ts";

/** What bash makes of the words of a command, with the variable set. */
function wordsInBash(commands: readonly string[], value: string): string[] {
  const script = commands.map((command) => `printf '%s\\037' ${command}; printf '\\036'`).join("\n");
  const out = execFileSync("bash", ["--noprofile", "--norc", "-c", script], {
    env: { pid: value, PATH: process.env["PATH"] },
    encoding: "utf8",
  });
  return out.split("\u001e").slice(0, commands.length);
}

describe("a value exchanged for a variable", () => {
  test.each([
    ["kill -9 4711", 'kill -9 "$pid"'],
    ["psql -c 'select pg_terminate_backend(4711)'", "psql -c 'select pg_terminate_backend('\"$pid\"')'"],
    ['psql -c "select pg_terminate_backend(4711)"', 'psql -c "select pg_terminate_backend(${pid})"'],
    ["ssh db 'kill 4711'", "ssh db 'kill '\"$pid\"''"],
    ["echo $'a\\t 4711'", "echo $'a\\t '\"$pid\"$''"],
    ["cat <<E\n4711\nE", "cat <<E\n${pid}\nE"],
  ])("%s", (command, rewritten) => {
    expect(withVariable(command, "4711", "pid")).toBe(rewritten);
  });

  test("a part of a longer number stays", () => {
    expect(withVariable("kill 47110 14711", "4711", "pid")).toBeNull();
  });

  test("a quoted here-document is opened for it only where nothing else would be expanded", () => {
    expect(withVariable("psql <<'E'\nkill 4711;\nE", "4711", "pid")).toBe("psql <<E\nkill ${pid};\nE");
    expect(withVariable("cat <<'E'\n4711 $HOME\nE", "4711", "pid")).toBeNull();
  });

  test("bash makes the same words of the rewritten command", () => {
    const filler = fc.stringMatching(/^[a-z .,=/-]{0,6}$/);
    const part = fc.oneof(
      filler.map((text) => `'${text}4711${text}'`),
      filler.map((text) => `"${text}(4711)${text}"`),
      filler.map((text) => `$'${text}\\t 4711,${text}'`),
      fc.constant("4711"),
      fc.constant("/proc/4711/fd"),
      fc.constant("a\\ 4711"),
      fc.constant('"$(printf %s "x 4711")"'),
      fc.constant("$(printf %s 'y 4711')"),
      fc.constant('"`printf %s z-4711`"'),
      filler.map((text) => `'${text}'"'4711'"${text.replace(/[^a-z]/g, "")}`),
      fc.constant('"it\'s \\"4711\\""'),
      fc.constant("'say \"4711\"'"),
    );
    const command = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.array(command, { minLength: 20, maxLength: 20 }), (commands) => {
        const rewritten = commands.map((text) => withVariable(text, "4711", "pid"));
        const pairs = commands.flatMap((text, at) =>
          rewritten[at] == null ? [] : [{ text, now: rewritten[at] }],
        );
        const before = wordsInBash(
          pairs.map(({ text }) => text),
          "4711",
        );
        const after = wordsInBash(
          pairs.map(({ now }) => now),
          "4711",
        );
        expect(after).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});
