import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ReifierError } from "../kernel/errors.ts";
import { loadSettings } from "./load.ts";
import { settingsTemplate } from "./settings-template.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-settings-"));
  file = join(folder, "reifier.yaml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (text: string, variables: Record<string, string> = {}) => {
  writeFileSync(file, text);
  return loadSettings(file, variables);
};
const refusal = (text: string, variables: Record<string, string> = {}): ReifierError => {
  try {
    load(text, variables);
  } catch (error) {
    if (error instanceof ReifierError) return error;
    throw error;
  }
  throw new Error("it was accepted");
};

describe("loadSettings", () => {
  it("is all defaults for a missing or empty file", () => {
    expect(loadSettings(join(folder, "none.yaml"), {}).observe.sessionGapSeconds).toBe(300);
    expect(load("").operator.onApprove).toBe("suggest");
    expect(load("observe: {}\n").observe.history).toBe("auto");
  });
  it("names file, line and the nearest known key for an unknown one", () => {
    const error = refusal("observe:\n  history: auto\n  sesionGapSeconds: 60\n");
    expect(error.message).toBe(`${file}:3: unknown key "sesionGapSeconds" in observe`);
    expect(error.hint).toBe('did you mean "sessionGapSeconds"?');
    expect(error.exitCode).toBe(2);
  });
  it("names the line of an unknown section and of a key inside a list", () => {
    expect(refusal("\npatrols: {}\n").message).toBe(`${file}:2: unknown key "patrols"`);
    expect(refusal("patrol:\n  logs:\n    - path: /x\n      sorce: a\n").hint).toContain("source");
  });
  it("says what was expected for a bad value, at its line", () => {
    const error = refusal("observe:\n  sessionGapSeconds: soon\n");
    expect(error.message).toContain(`${file}:2: observe.sessionGapSeconds: `);
    expect(error.message).toContain("expected number");
  });
  it("names the line inside a list", () => {
    const error = refusal("patrol:\n  logs:\n    - path: /x\n    - {command: [false]}\n    - {path: /y}\n");
    expect(error.message).toContain(`${file}:4: patrol.logs.1.command.0`);
    expect(refusal("observe:\n  ignore:\n    - ^a\n    - (\n").message).toContain(`${file}:4: `);
  });
  it("says what a value with several forms may be, and the nearest of the known words", () => {
    expect(refusal("observe:\n  history: never\n").message).toContain(
      "expected auto, or a list of {file, format}",
    );
    expect(refusal("notify: {command: 5}\n").message).toContain("expected a command line, or a list");
    expect(refusal("scribe:\n  narrator: anthropik\n").hint).toBe("did you mean anthropic?");
    expect(refusal("operator: {sandbox: on}\n").message).toContain('"auto"|"required"|"off"');
  });
  it("is defaults for a section whose lines are all comments; an unknown one is refused all the same", () => {
    expect(load("patrol:\n#  logs: []\nobserve:\n").patrol.logs).toEqual([]);
    expect(refusal("patrols:\n").message).toBe(`${file}:1: unknown key "patrols"`);
  });
  it("names the line of broken YAML", () => {
    expect(refusal("observe:\n  history: [auto\n").message).toMatch(/reifier\.yaml:\d+: /);
  });
  it("refuses an alias bomb and a file that cannot be read", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map((c, i) => `${c}: &${c} [${`*${"abcdefg"[i]},`.repeat(9)}]`)
      .join("\n")}\n`;
    expect(refusal(bomb).exitCode).toBe(2);
    expect(() => loadSettings(folder, {})).toThrow(ReifierError);
  });
  it("expands variables, and says which one is not set", () => {
    expect(load("notify: {command: '${TOOL} --now'}\n", { TOOL: "/bin/true" }).notify.command).toBe(
      "/bin/true --now",
    );
    expect(refusal("notify:\n  command: ${TOOL}\n").message).toBe(
      `${file}:2: notify.command: the variable TOOL is not set`,
    );
  });
  it("leaves the variables of a section that is off alone", () => {
    expect(load("patrol: {webhook: {enabled: false, token: '${UNSET}'}}\n").patrol.webhook.enabled).toBe(
      false,
    );
  });
  it("lets the environment override a key, and names the variable when its value is bad", () => {
    expect(
      load("observe: {sessionGapSeconds: 10}\n", { REIFIER_OBSERVE_SESSION_GAP_SECONDS: "60" }).observe
        .sessionGapSeconds,
    ).toBe(60);
    expect(refusal("", { REIFIER_OBSERVE_SESSION_GAP_SECONDS: "soon" }).message).toContain(
      "environment variable REIFIER_OBSERVE_SESSION_GAP_SECONDS",
    );
  });
  it("lets no inherited variable decide what may run", () => {
    const settings = load("", {
      REIFIER_AUTONOMY_ENABLED: "true",
      REIFIER_OPERATOR_SANDBOX: "off",
      REIFIER_OPERATOR_STEP_TIMEOUT_SECONDS: "1",
    });
    expect(settings.autonomy.enabled).toBe(false);
    expect(settings.operator).toMatchObject({ sandbox: "auto", stepTimeoutSeconds: 300 });
  });
  it("finds the example workspace of the repository to be the file that init writes", () => {
    const example = readFileSync(new URL("../../../workspace/reifier.yaml", import.meta.url), "utf8");
    expect(example).toBe(settingsTemplate);
  });
  it("accepts the file that init writes, also with every line taken in", () => {
    expect(load(settingsTemplate)).toEqual(load(""));
    const everything = settingsTemplate.replace(/^# ?(?=[a-z ]+:)/gm, "");
    expect(parse(everything)).not.toBeNull();
    expect(load(everything)).toEqual(load(""));
  });
});
