import { describe, expect, it } from "vitest";
import { blockEnvironment, handedOn, missingVariables } from "./plan-environment.ts";

describe("the environment of a block", () => {
  const caller = {
    HOME: "/root",
    PATH: "/evil",
    ANTHROPIC_API_KEY: "k",
    AWS_SECRET_ACCESS_KEY: "k",
    LD_PRELOAD: "/x.so",
    NODE_OPTIONS: "--x",
    PGHOST: "db",
    EMPTY: "",
  };

  it("is the allow-list, what is declared, what earlier blocks left, captures and inputs: nothing else", () => {
    const environment = blockEnvironment({
      caller,
      declared: ["PGHOST"],
      carried: handedOn({ A: "1", PGHOST: "db2" }, { PID: "42" }),
      inputs: { POD: "web" },
    });
    expect(environment).toMatchObject({
      HOME: "/root",
      PGHOST: "db2",
      A: "1",
      PID: "42",
      POD: "web",
      PAGER: "cat",
    });
    expect(environment["PATH"]).not.toContain("evil");
    expect(Object.keys(environment).toSorted()).toEqual([
      "A",
      "HOME",
      "PAGER",
      "PATH",
      "PGHOST",
      "PID",
      "POD",
      "TERM",
    ]);
  });

  it("never holds what changes the shell or its loader, whoever asks for it", () => {
    const bad = {
      LD_PRELOAD: "x",
      BASH_ENV: "x",
      ENV: "x",
      NODE_OPTIONS: "x",
      REIFIER_WORKSPACE: "x",
      SHELLOPTS: "x",
      "BASH_FUNC_ls%%": "x",
    };
    const environment = blockEnvironment({
      caller: bad,
      declared: Object.keys(bad),
      carried: handedOn(bad, bad),
      inputs: bad,
    });
    expect(Object.keys(environment).toSorted()).toEqual(["PAGER", "PATH", "TERM"]);
  });

  it("keeps a capture until a later block exports or unsets the name; a capture never says where programs are", () => {
    expect(handedOn({ HOST: "old", A: "1" }, { HOST: "new", PATH: "/evil" })).toEqual({
      HOST: "new",
      A: "1",
    });
    expect(handedOn({ HOST: "later" }, {})).toEqual({ HOST: "later" });
  });

  it("says which declared variable is missing or empty", () => {
    expect(missingVariables(["PGHOST", "EMPTY", "GONE", "toString"], caller)).toEqual([
      "EMPTY",
      "GONE",
      "toString",
    ]);
  });
});
