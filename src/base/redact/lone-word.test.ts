import { describe, expect, it } from "vitest";
import { lonePassword } from "./lone-word.ts";

describe("a word for which the shell found no command", () => {
  it.each(["Hunter2!x", "p4$$W0rd!", "Tr0ub4dor&3", "kX9vQ2mL7pRw", "Sommer#2026", " S3cret!pass "])(
    "may be a password: %s",
    (word) => {
      expect(lonePassword(word)).toBe(word.trim());
    },
  );

  it.each([
    "sl",
    "systmectl",
    "kubeclt",
    "python3.12",
    "Python3.12",
    "docker-compose2",
    "gcc-12.3",
    "x86_64-linux-gnu-gcc-9",
    "./Deploy2!now",
    "/opt/App2/bin/Start!",
    "Hunter2!x && ls -l",
    "FOO=Bar2!baz1",
    "gti!",
    "MAKEFILE",
  ])("is a mistyped command: %s", (word) => {
    expect(lonePassword(word)).toBeNull();
  });
});
