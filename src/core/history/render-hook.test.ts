import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { quoteForShells, renderHook, renderRcLine } from "./render-hook.ts";

describe("a path in a hook", () => {
  it.each(["/srv/a", "/home/o'brien/my work", "/a\\b", '/$(touch x)`id`"', "/ü\n*?{a,b}"])(
    "%j is read as it is",
    (path) => {
      const printed = execFileSync("bash", ["-c", `printf %s ${quoteForShells(path)}`], { encoding: "utf8" });
      expect(printed).toBe(path);
    },
  );
  it("takes the place of every mark, also with characters that replacements know", () => {
    expect(renderHook("a=@STATE@ b=@STATE@", "/$&/$1")).toBe("a='/$&/$1' b='/$&/$1'");
  });
  it("is in the line for the start-up file", () => {
    expect(renderRcLine("bash", "/w/state")).toBe("[ -r /w/state/hook.bash ] && . /w/state/hook.bash");
    expect(renderRcLine("fish", "/w/state")).toBe(
      "test -r /w/state/hook.fish; and source /w/state/hook.fish",
    );
  });
});
