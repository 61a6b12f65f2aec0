import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ExecuteRequest, executeRunbook } from "../../src/loops/execute.ts";
import { input, run, useStory } from "../fixtures/execution/story.ts";
import { runbook, step } from "../fixtures/execution/workspace.ts";

const { root, workspace, trace, traced, mark, change } = useStory();

describe("what may not run", () => {
  it("is refused: not approved, changed since, objected to, denied", async () => {
    const place = workspace();
    const asked = runbook([step(1, change("fix"))]);
    const plain = (extra: Partial<ExecuteRequest> = {}, which = asked) =>
      executeRunbook(place.deps, place.request(which, extra));
    expect(await plain()).toMatchObject({ result: "refused", reason: "not-approved", exitCode: 10 });
    place.approve(asked);
    expect(await plain({}, runbook([step(1, change("other"))]))).toMatchObject({
      reason: "changed-since-approval",
    });
    expect(await plain({ objections: ["fix-it.md is a symlink"] })).toMatchObject({
      result: "refused",
      reason: "not-runnable: fix-it.md is a symlink",
    });
    const poison = runbook([step(1, "rm -rf /")]);
    place.approve(poison);
    expect(await plain({}, poison)).toMatchObject({
      result: "refused",
      reason: "denied-by-policy: step 1, deletes-everything",
    });
    expect(traced()).toEqual([]);
    expect(place.incidents()).toEqual([]);
    expect(place.deps.journal.read({ type: "run.end" }).map((line) => line.data["result"])).toEqual([
      "refused",
      "refused",
      "refused",
      "refused",
    ]);
  });

  it("is what the policy denies in the directory that a block really left", async () => {
    const place = workspace();
    const judge: typeof place.deps.judge = (code, context) =>
      place.deps
        .judge(code, context)
        .map((one) =>
          context.cwd === "/usr" && code.includes("here") ? { ...one, verdict: "deny", risk: "high" } : one,
        );
    const asked = runbook([
      step(1, `: c; cd "$(echo /usr)"; ${mark("moved")}`),
      step(2, change("here")),
      step(3, change("back"), { role: "rollback" }),
    ]);
    place.approve(asked);
    const outcome = await executeRunbook({ ...place.deps, judge }, place.request(asked));
    expect(outcome).toMatchObject({
      result: "rolled-back",
      reason: "denied-where-it-stands 2",
      exitCode: 12,
    });
    expect(traced()).toEqual(["moved", "back"]);
    expect(place.deps.journal.read({ type: "step.denied" })[0]?.data).toMatchObject({ step: 2, cwd: "/usr" });
  });

  it("is refused when it was retired while the question stood", async () => {
    const asked = runbook([step(1, change("fix"))]);
    const place = workspace({
      answer: () => {
        place.deps.ledger.add({
          runbook: "fix-it",
          digest: asked.digest,
          title: "",
          by: "eva",
          how: "command",
          at: "2026-03-02T02:12:09.000Z",
          autonomy: false,
          act: "retire",
        });
        return { kind: "yes", by: "eva", how: "typed" };
      },
    });
    expect(await run(place, asked)).toMatchObject({ result: "refused", reason: "not-approved" });
    expect(traced()).toEqual([]);
  });

  it("names a --set that nobody asked for, a step that is not there, a cycle, a variable that is missing", async () => {
    const place = workspace();
    const asked = runbook([step(1, change("fix"))], { inputs: { POD: input({ required: false }) } });
    await expect(run(place, asked, { sets: { POT: "x" } })).rejects.toMatchObject({
      exitCode: 2,
      hint: "did you mean POD?",
    });
    await expect(run(place, asked, { only: 9 })).rejects.toMatchObject({
      exitCode: 2,
      hint: "its steps are: 1",
    });
    await expect(run(place, runbook([step(1, "true", { name: "a", needs: ["a"] })]))).rejects.toThrow(
      "a -> a",
    );
    await expect(run(place, runbook([step(1, "true")], { env: ["PGHOST"] }))).rejects.toThrow("PGHOST");
    expect(traced()).toEqual([]);
  });
});

describe("inputs", () => {
  it("reach blocks as variables, whatever they hold; a missing one is asked, then exit 2 naming it", async () => {
    const asked = runbook([step(1, `: c; printf '%s\\n' "$POD" >> ${trace()}`)], {
      inputs: { POD: input() },
    });
    for (const value of [`; touch ${root()}/pwned`, `$(touch ${root()}/pwned)`, "-rf"]) {
      await run(workspace(), asked, { sets: { POD: value } });
      expect(traced().at(-1)).toBe(value);
    }
    await run(workspace({ value: () => "asked" }), asked);
    expect(traced().at(-1)).toBe("asked");
    await expect(run(workspace(), asked)).rejects.toMatchObject({
      exitCode: 2,
      message: "the input POD has no value: it has no default",
    });
    expect(existsSync(join(root(), "pwned"))).toBe(false);
  });

  it("a secret comes from a file and shows up nowhere", async () => {
    const secretFile = join(root(), "secret");
    writeFileSync(secretFile, "correct-horse-7\n", { mode: 0o600 });
    const asked = runbook(
      [step(1, ': c; echo "pw=$TOKEN"; printf %s "$TOKEN" | base64; test "$TOKEN" = correct-horse-7')],
      { inputs: { TOKEN: input({ secret: true }) } },
    );
    const place = workspace();
    await expect(run(place, asked, { sets: { TOKEN: "correct-horse-7" } })).rejects.toThrow(
      "may not stand in a command line",
    );
    // The digest stands for the text here: a runbook that holds its own secret is another matter.
    const outcome = await run(place, asked, { sets: { TOKEN: `@${secretFile}` } });
    expect(outcome.reason).toBe("no-verify-step");
    const everything =
      JSON.stringify(place.events) + place.incidents().join() + JSON.stringify(place.deps.journal.read());
    const output = place.events
      .filter((event) => event.type === "step.output")
      .map((event) => event.text)
      .join("");
    expect(output).toContain("pw=");
    expect(output).not.toContain("correct-horse-7");
    expect(output).not.toContain(Buffer.from("correct-horse-7").toString("base64"));
    expect(everything).toContain("‹secret›");
  });

  it("a part of a secret that a block cuts out shows up nowhere either", async () => {
    const secretFile = join(root(), "secret");
    writeFileSync(secretFile, "wJalrXUtnFEMI7K7MDENG9bPxRfiCYq3kd\n", { mode: 0o600 });
    const code =
      'echo "$TOKEN" | cut -c1-8; echo "starts with ${TOKEN:2:12}"; echo "$TOKEN" | fold -w 10 >&2';
    const asked = runbook([step(1, `: c; ${code}`)], { inputs: { TOKEN: input({ secret: true }) } });
    const place = workspace();
    await run(place, asked, { sets: { TOKEN: `@${secretFile}` } });
    const everything =
      JSON.stringify(place.events) + place.incidents().join() + JSON.stringify(place.deps.journal.read());
    expect(everything).toMatch(/starts with ‹redacted:secret:[0-9a-f]{8}›/);
    for (const part of ["wJalrXUt", "alrXUtnF", "nFEMI7K7", "MDENG9bP"])
      expect(everything).not.toContain(part);
  });

  it("are captured from a block before, by stdout or by $RUNBOOK_OUTPUT", async () => {
    const place = workspace();
    const asked = runbook(
      [
        step(1, "echo ' 4711 '", { role: "diagnose", capture: "FOUND" }),
        step(2, 'echo OTHER=9 >> "$RUNBOOK_OUTPUT"', { role: "diagnose" }),
        step(3, change('"$PID/$FOUND/$OTHER"')),
      ],
      { inputs: { PID: input({ from: "capture FOUND" }) } },
    );
    await run(place, asked);
    expect(traced()).toEqual(["4711/4711/9"]);
    const empty = runbook([
      step(1, "true", { role: "diagnose", capture: "FOUND" }),
      step(2, change("$FOUND")),
    ]);
    expect(await run(place, empty)).toMatchObject({ result: "failed", reason: "capture-empty 1" });
    expect(traced()).toHaveLength(1);
  });

  it("start in their own directory, counted from the runbook's", async () => {
    const place = workspace();
    await run(place, { ...runbook([step(1, change('"$PWD"'), { cwd: "lib" })]), cwd: "/usr" });
    expect(traced()).toEqual(["/usr/lib"]);
  });

  it("carry on as the block before left them: what it unset is unset, and its temporary place is its own", async () => {
    const place = workspace();
    await run(
      place,
      runbook([
        step(1, "uptime", { role: "diagnose" }),
        step(2, ": c; export A=7 B=8"),
        step(3, ": c; unset A; export -n B"),
        step(4, `: c; rm "$(mktemp)"; ${mark('"${A-none} ${B-none} ${TMPDIR-none}"')}`),
      ]),
    );
    expect(traced()).toEqual(["none none none"]);
  });

  it("of a capture last until a later block exports or unsets the name, as in one shell", async () => {
    const place = workspace();
    const later = runbook([
      step(1, "echo captured", { role: "diagnose", capture: "HOST" }),
      step(2, `: c; ${mark('"$HOST"')}; export HOST=exported`),
      step(
        3,
        `: c; ${mark('"$HOST"')}; HOST=$(hostname); echo HOST=written >> "$RUNBOOK_OUTPUT"; export HOST`,
      ),
      step(4, `: c; ${mark('"$HOST"')}; unset HOST`),
      step(5, change('"${HOST-none}"')),
    ]);
    await run(place, later);
    expect(traced()).toEqual(["captured", "exported", "written", "none"]);
  });

  it("that a person gave stay what they said, whatever a block exports", async () => {
    const place = workspace();
    const steps = [step(1, ": c; export POD=other"), step(2, change('"$POD"'))];
    await run(place, runbook(steps, { inputs: { POD: input() } }), { sets: { POD: "web-1" } });
    expect(traced()).toEqual(["web-1"]);
  });

  it("carry on with variables and directory from block to block", async () => {
    const place = workspace();
    await run(place, runbook([step(1, ": c; export A=7; cd /usr; exit 0"), step(2, change('"$A $PWD"'))]));
    expect(traced()).toEqual(["7 /usr"]);
  });
});
