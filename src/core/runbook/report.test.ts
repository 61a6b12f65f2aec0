import fc from "fast-check";
import { remark } from "remark";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderIncident } from "./report.ts";
import type { IncidentFacts, ReportedStep } from "./report-facts.ts";

const step = (extra: Partial<ReportedStep> = {}): ReportedStep => ({
  number: 2,
  role: "fix",
  code: "systemctl restart db",
  risk: "medium",
  verdict: { verdict: "confirm", rule: "service-restart", reason: "restarts a service" },
  startedAt: "2026-03-02T02:11:12.000Z",
  attempt: 1,
  end: {
    exitCode: 0,
    signal: null,
    timedOut: false,
    durationMs: 1_234,
    stdout: "done\n",
    stderr: "",
    bytes: { stdout: 5, stderr: 0 },
    detached: [],
    survivors: [],
  },
  ...extra,
});
const facts = (extra: Partial<IncidentFacts> = {}): IncidentFacts => ({
  id: "INC-20260302-021109",
  execution: "x-1",
  runbook: { id: "fix-db", title: "Fix DB Lockup", digest: "d1" },
  result: "resolved",
  reason: "verified",
  startedAt: "2026-03-02T02:11:09.000Z",
  endedAt: "2026-03-02T02:12:19.500Z",
  host: "db-1",
  alert: "ERROR deadlock detected",
  match: { pattern: "p-1", kind: "exact", score: 1 },
  pattern: "p-1",
  suggestion: "g-1",
  evidence: [{ at: "2026-03-02T02:11:00.000Z", source: "db.log", message: "ERROR deadlock" }],
  inputs: { PID: "42" },
  guards: [
    { guard: "Only do this if CPU > 90%", holds: true, name: "CPU", value: 97, unit: "%", why: "97 > 90" },
  ],
  steps: [step()],
  approvals: [{ at: "2026-03-02T02:11:10.000Z", text: "eva said yes (typed)" }],
  notes: [],
  sandbox: "bubblewrap",
  auditHead: "12:abc",
  hasVerify: true,
  hasRollback: true,
  ...extra,
});

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly children?: readonly MarkdownNode[];
}

/** Every heading and raw HTML that a Markdown reader sees. */
function structure(markdown: string): { headings: string[]; html: string[]; links: number; code: string[] } {
  const found: { headings: string[]; html: string[]; links: number; code: string[] } = {
    headings: [],
    html: [],
    links: 0,
    code: [],
  };
  const walk = (node: MarkdownNode) => {
    if (node.type === "heading") found.headings.push(`${node.depth}`);
    if (node.type === "html") found.html.push(node.value ?? "");
    if (node.type === "link" || node.type === "image") found.links += 1;
    if (node.type === "code") found.code.push(node.value ?? "");
    for (const child of node.children ?? []) walk(child);
  };
  const body = markdown.slice(markdown.indexOf("\n---\n", 4) + 5);
  walk(remark().parse(body));
  return found;
}

describe("the incident report", () => {
  it("tells the whole story", () => {
    const text = renderIncident(facts());
    for (const part of [
      "**Result**: resolved (verified), after 1 min 11 s",
      "ERROR deadlock detected",
      "step 2 \\(fix\\): exit 0 after 1.2 s",
      "systemctl restart db",
      "service-restart",
      "eva said yes",
      "12:abc",
      "CPU = 97%",
      "exact match (1.00)",
      "<summary>stdout, 5 bytes</summary>",
      "PID=42",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("carries what programs need in its frontmatter", () => {
    const [, yaml = ""] = renderIncident(facts({ alert: 'a "quoted"\n---\n# line\u0085 \u2028 ü' })).split(
      "---\n",
    );
    expect(parse(yaml)).toMatchObject({
      id: "INC-20260302-021109",
      runbook: "fix-db",
      result: "resolved",
      alert: 'a "quoted"\n---\n# line\u0085 \u2028 ü',
    });
  });

  it("orders the timeline by time", () => {
    const text = renderIncident(
      facts({ notes: [{ at: "2026-03-02T02:11:09.500Z", text: "waited for another run" }] }),
    );
    const at = (word: string) => text.indexOf(word);
    expect(at("execution started")).toBeLessThan(at("waited for another run"));
    expect(at("waited for another run")).toBeLessThan(at("eva said yes"));
  });

  it("says what could be better", () => {
    const improve = (extra: Partial<IncidentFacts>) =>
      renderIncident(facts(extra)).split("## What to improve")[1] ?? "";
    expect(improve({})).toBe("");
    expect(improve({ hasVerify: false })).toContain("no verify step");
    expect(improve({ hasRollback: false })).toContain("no rollback");
    expect(improve({ guards: [] })).toContain("No guard");
    expect(improve({ steps: [step({ end: null })], result: "interrupted" })).toContain("cut off");
    expect(improve({ sandbox: "unsandboxed" })).toContain("bubblewrap");
  });

  const hostile = [
    "</details><script>alert(1)</script>",
    "```\n# heading\n```",
    "~~~~",
    "![x](http://evil/x.png)",
    "[a](javascript:x)",
    "\n\n# heading",
    "<!--",
    "\u001b[2J",
    "a\r\nb",
    "`code`",
    "---\nid: other\n---",
    "| a | b |",
    "@everyone",
    "&lt;",
  ];

  it.each(hostile)("keeps its own structure whatever the text holds: %j", (text) => {
    const plain = structure(renderIncident(everywhere("plain")));
    const found = structure(renderIncident(everywhere(text)));
    expect({
      headings: found.headings,
      html: found.html,
      links: found.links,
      blocks: found.code.length,
    }).toEqual({ headings: plain.headings, html: plain.html, links: 0, blocks: plain.code.length });
  });

  it("holds for any text", () => {
    const plain = structure(renderIncident(everywhere("plain")));
    const piece = fc.constantFrom(
      ...hostile,
      "`",
      "``",
      "\n",
      "    ",
      "* ",
      "1. ",
      "> ",
      "\\",
      "<",
      "#",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const found = structure(renderIncident(everywhere(`x${pieces.join("")}x`)));
        expect(found.headings).toEqual(plain.headings);
        expect(found.html).toEqual(plain.html);
        expect(found.code.length).toBe(plain.code.length);
      }),
      { numRuns: 200 },
    );
  });

  function everywhere(text: string): IncidentFacts {
    const end = step().end;
    const hostileStep = step({
      code: text,
      verdict: { verdict: "confirm", rule: text, reason: text },
      end:
        end === null
          ? null
          : {
              ...end,
              stdout: text,
              stderr: text,
              detached: [{ pid: 1, command: text }],
              survivors: [{ pid: 2, command: text }],
            },
    });
    return facts({
      runbook: { id: text, title: text, digest: text },
      reason: text,
      alert: text,
      match: { pattern: text, kind: "exact", score: 1 },
      evidence: [{ at: "2026-03-02T02:11:00.000Z", source: text, message: text }],
      inputs: { A: text },
      guards: [{ guard: text, holds: null, name: text, value: text, unit: text, why: text }],
      approvals: [{ at: "2026-03-02T02:11:10.000Z", text }],
      notes: [{ at: "2026-03-02T02:11:10.000Z", text }],
      auditHead: text,
      steps: [hostileStep],
    });
  }
});
