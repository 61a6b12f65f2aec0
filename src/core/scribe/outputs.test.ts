import { expect, test } from "vitest";
import { Bundle } from "../../base/model/draft.ts";
import { draftSession } from "./draft-session.ts";

const draft = (records: readonly { command: string; exitCode?: number; output?: string }[], more = {}) =>
  draftSession(
    Bundle.parse({
      id: "s",
      records: records.map((record, at) => ({
        n: at + 1,
        exitCode: 0,
        cwd: "/root",
        user: "root",
        startedAt: new Date(1_770_000_000_000 + at * 5_000).toISOString(),
        ...record,
      })),
      ...more,
    }),
    { sessionId: "s", host: "h", known: [], evidence: [] },
  );

test("what a look before the fix printed is the symptom", () => {
  const result = draft([
    {
      command: "journalctl -u app -n 5",
      output: "app[9]: started\napp[9]: ERROR cannot open /run/app/queue.db\n",
    },
    { command: "rm /run/app/queue.db" },
    { command: "systemctl restart app" },
    { command: "journalctl -u app -n 5", output: "app[10]: ERROR something new of app\n" },
  ]);
  expect(result.symptom).toBe("ERROR cannot open /run/app/queue.db");
});

test("a server that said no changed nothing, though its tool exits 0", () => {
  const result = draft([
    {
      command: "redis-cli config set maxmemory-policy allkeys-lur",
      output: "(error) ERR Invalid argument\n",
    },
    { command: "redis-cli config set maxmemory-policy allkeys-lru", output: "OK\n" },
    { command: "redis-cli config get maxmemory-policy", output: "allkeys-lru\n" },
  ]);
  expect(result.steps.filter(({ role }) => role === "fix").map(({ from }) => from)).toEqual([[2]]);
  expect(result.dropped).toContainEqual({ n: 1, why: "failed" });
});

test("an edit that only changed a secret is named, not invented", () => {
  const result = draft([{ command: "vim /etc/app/db.conf" }, { command: "systemctl restart app" }], {
    secretEdits: ["/etc/app/db.conf"],
  });
  expect(result.draft).toContain("In `/etc/app/db.conf` only a secret was changed");
});
