import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSettings } from "./load.ts";

describe("the settings of a graph server", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reifier-settings-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const load = (text: string, variables: Readonly<Record<string, string>> = {}) => {
    const path = join(folder, "reifier.yaml");
    writeFileSync(path, text, { mode: 0o600 });
    return loadSettings(path, variables).graph;
  };

  it.each(["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])("take %s://", (scheme) => {
    const url = `${scheme}://graph.example:7687`;
    expect(load(`graph: {url: "${url}", password: x}`)).toMatchObject({ url, user: "neo4j", database: null });
  });

  it.each([
    "http://h:7474",
    "bolt://",
    "bolt://sam:s3cret@h:7687",
    "bolt://h/path",
    "neo4j+x://h",
    "Embedded",
  ])("refuse %s, by line, without showing it", (url) => {
    const wrong = () => load(`observe: {}\ngraph:\n  url: "${url}"\n  password: x\n`);
    expect(wrong).toThrow(/reifier\.yaml:3: graph\.url: expected embedded, or bolt:\/\//);
    expect(wrong).not.toThrow(/s3cret/);
  });

  it("take the password from a variable, and say which one is not set", () => {
    const text = 'graph:\n  url: bolt://h:7687\n  password: "${GRAPH_PASSWORD}"\n';
    expect(load(text, { GRAPH_PASSWORD: "s3cret" })).toMatchObject({ password: "s3cret" });
    expect(() => load(text)).toThrow(
      /reifier\.yaml:3: graph\.password: the variable GRAPH_PASSWORD is not set/,
    );
  });

  it("need no variable while the graph is embedded", () => {
    expect(load('graph: {password: "${GRAPH_PASSWORD}"}')).toMatchObject({ url: "embedded" });
  });

  it("need a password for a server", () => {
    expect(() => load("graph: {url: 'bolt://h:7687'}")).toThrow(/graph\.password: a graph server needs one/);
  });

  it("are not changed by an inherited variable", () => {
    const inherited = {
      REIFIER_GRAPH_URL: "bolt://evil:7687",
      REIFIER_GRAPH_PASSWORD: "x",
      REIFIER_GRAPH_USER: "y",
    };
    expect(load("", inherited)).toMatchObject({ url: "embedded", user: "neo4j", password: null });
  });
});
