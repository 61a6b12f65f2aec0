import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { type HandWritten, Incident } from "../support/gym-incident.ts";

const backup: HandWritten = {
  id: "backup-lock",
  symptom: "another run holds /srv/var/backup.lock, pid=77 age=9000s, nothing was saved",
  guard: "Only do this if age > 90000s",
  fix: 'rm -r "$GYM/var/backup.lock"',
  verify: 'test ! -e "$GYM/var/backup.lock"',
};
/** Makes a mark that a test can look for, and does not bring the app back. */
const useless: HandWritten = {
  id: "app-lock",
  symptom: "could not acquire lock /srv/var/cache/app.lock: held by pid 77, another instance is running",
  fix: 'touch "$GYM/var/fix-was-here"',
  verify: '"$GYM/bin/appctl" status',
};
const options = { timeout: 300_000 };

describe("the negative twins of the circle, on the same real faults", () => {
  it.concurrent(
    "the same error with a guard that does not hold runs nothing and says why",
    options,
    async ({ expect }) => {
      await Incident.with("08-leftover-job-lock", backup, async (incident) => {
        await incident.gym.script("break");
        await incident.seen("another run holds");
        expect(await incident.pending()).toEqual([]);
        const [said] = await incident.audited("suggestion.not-applicable");
        expect(said).toMatchObject({ subject: "backup-lock", data: { reason: "guard-does-not-hold" } });
        const run = await incident.ask("run", "backup-lock", "--yes");
        expect(run.code, run.stderr).toBe(1);
        expect(run.stdout).toContain("not-applicable");
        expect(existsSync(join(incident.gym.directory, "var", "backup.lock"))).toBe(true);
      });
    },
  );

  it.concurrent("an unrelated error of the same service suggests nothing", options, async ({ expect }) => {
    await Incident.with("01-stale-lock", useless, async (incident) => {
      const stamp = new Date().toISOString();
      appendFileSync(incident.gym.log, `${stamp} ERROR invoice-app: mail relay refused invoice 7113: 550\n`);
      await incident.seen("mail relay refused");
      expect(await incident.pending()).toEqual([]);
    });
  });

  it.concurrent(
    "a declined suggestion stays declined when the error goes on",
    options,
    async ({ expect }) => {
      await Incident.with("01-stale-lock", useless, async (incident) => {
        const suggestion = await incident.suggested();
        expect((await incident.ask("decline", suggestion.id, "--reason", "planned work")).code).toBe(0);
        const before = await incident.seen("could not acquire lock");
        await incident.gym.script("break");
        await incident.seen("could not acquire lock", before);
        expect(await incident.pending()).toEqual([]);
        expect((await incident.ask("confirm", suggestion.id, "--yes")).code).not.toBe(0);
        const [said] = await incident.audited("suggestion.declined");
        expect(said).toMatchObject({ subject: suggestion.id, data: { reason: "planned work" } });
        expect(incident.report()).toMatch(/planned work/);
        expect((await incident.ask("graph", "rebuild")).code).toBe(0);
        expect(await incident.product.json(["incidents"])).toMatchObject([
          { runbook: "app-lock", result: "declined", reason: "planned work" },
        ]);
        expect(await incident.product.json(["runbooks"])).toMatchObject([{ runs: 0 }]);
        expect(existsSync(join(incident.gym.directory, "var", "fix-was-here"))).toBe(false);
        expect((await incident.ask("audit", "verify")).code).toBe(0);
      });
    },
  );

  it.concurrent("nobody to ask: nothing runs, and the suggestion stays open", options, async ({ expect }) => {
    await Incident.with("01-stale-lock", useless, async (incident) => {
      const suggestion = await incident.suggested();
      expect((await incident.ask("confirm", suggestion.id)).code).toBe(11);
      expect(await incident.pending()).toHaveLength(1);
      expect(existsSync(join(incident.gym.directory, "var", "fix-was-here"))).toBe(false);
    });
  });

  it.concurrent("a runbook edited after its approval is refused", options, async ({ expect }) => {
    await Incident.with("01-stale-lock", useless, async (incident) => {
      const suggestion = await incident.suggested();
      incident.edit("app-lock", (text) => text.replace("fix-was-here", "something-else"));
      const confirm = await incident.ask("confirm", suggestion.id, "--yes");
      expect(confirm.code, confirm.stderr).toBe(10);
      expect(await incident.product.json(["runbooks"])).toMatchObject([{ status: "changed" }]);
      for (const name of ["fix-was-here", "something-else"])
        expect(existsSync(join(incident.gym.directory, "var", name))).toBe(false);
    });
  });

  it.concurrent("a fix that does not help is unverified and rolled back", options, async ({ expect }) => {
    const rollback = 'rm "$GYM/var/fix-was-here"; touch "$GYM/var/back-again"';
    await Incident.with("01-stale-lock", { ...useless, rollback }, async (incident) => {
      const suggestion = await incident.suggested();
      const confirm = await incident.ask("confirm", suggestion.id, "--yes");
      expect(confirm.code, confirm.stdout).toBe(12);
      expect(confirm.stdout).toContain("rolled-back");
      expect(existsSync(join(incident.gym.directory, "var", "fix-was-here"))).toBe(false);
      expect(existsSync(join(incident.gym.directory, "var", "back-again"))).toBe(true);
      expect(incident.report()).toMatch(/rolled-back/);
      expect(await incident.gym.script("check")).toBe(false);
    });
  });

  it.concurrent(
    "a fix that does not help, with nothing to roll back, is unverified",
    options,
    async ({ expect }) => {
      await Incident.with("01-stale-lock", useless, async (incident) => {
        const suggestion = await incident.suggested();
        const confirm = await incident.ask("confirm", suggestion.id, "--yes");
        expect(confirm.code, confirm.stdout).toBe(1);
        expect(incident.report()).toMatch(/unverified/);
        expect(await incident.gym.script("check")).toBe(false);
      });
    },
  );
});
