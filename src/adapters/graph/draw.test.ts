import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GraphPicture } from "../../base/ports/graph-store.ts";
import { draw } from "./draw.ts";

const picture = (label: string): GraphPicture => ({
  nodes: [
    { kind: "pattern", id: "p-1", label },
    { kind: "runbook", id: "r-1", label: "Fix DB Lockup" },
    { kind: "command", id: "c", label: "rm -f '/x y'" },
    { kind: "host", id: "web-1", label: "web-1" },
  ],
  edges: [
    { from: 0, to: 1, kind: "MITIGATED_BY", label: "3 verified, 0 failed" },
    { from: 1, to: 2, kind: "HAS_COMMAND", label: "1 fix" },
    { from: 0, to: 3, kind: "SEEN_AGAIN", label: label },
  ],
});

describe("drawing a neighbourhood", () => {
  it("writes Mermaid", () => {
    expect(draw(picture("lock timeout"), "mermaid")).toBe(`graph LR
  n0{{"lock timeout"}}
  n1["Fix DB Lockup"]
  n2("rm -f '/x y'")
  n3[("web-1")]
  n0 -->|"mitigated by: 3 verified, 0 failed"| n1
  n1 -->|"has command: 1 fix"| n2
  n0 -->|"seen again: lock timeout"| n3
`);
  });

  it("writes Graphviz", () => {
    expect(draw(picture('say "no\\'), "dot")).toBe(`digraph memory {
  rankdir=LR;
  n0 [shape=hexagon label="say \\"no\\\\"];
  n1 [shape=box label="Fix DB Lockup"];
  n2 [shape=plaintext label="rm -f '/x y'"];
  n3 [shape=cylinder label="web-1"];
  n0 -> n1 [label="mitigated by: 3 verified, 0 failed"];
  n1 -> n2 [label="has command: 1 fix"];
  n0 -> n3 [label="seen again: say \\"no\\\\"];
}
`);
  });

  it("keeps every label inside its quotes and on its line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (label) => {
        for (const line of draw(picture(label), "mermaid").split("\n")) {
          expect((line.match(/"/g) ?? []).length % 2).toBe(0);
          expect(line).toMatch(/^(graph LR|)$|^ {2}n\d[[({]+"[^"]*"[\])}]+$|^ {2}n\d -->\|"[^"|]*"\| n\d$/);
        }
        for (const line of draw(picture(label), "dot").split("\n")) {
          expect(line).toMatch(
            /^(digraph memory \{| {2}rankdir=LR;|\}|)$|^ {2}n\d( -> n\d)? \[(shape=\w+ )?label="(\\.|[^"\\])*"\];$/u,
          );
        }
      }),
    );
  });
});
