import { expect, test } from "vitest";
import { Bundle } from "../../base/model/draft.ts";
import { draftSession } from "./draft-session.ts";

function rollbackOf(...typed: readonly (readonly [number, string])[]) {
  const records = typed.map(([exitCode, command], at) => ({
    n: at + 1,
    command,
    exitCode,
    cwd: "/root",
    user: "root",
  }));
  const result = draftSession(Bundle.parse({ id: "s", records }), {
    sessionId: "s",
    host: "h",
    known: [],
    evidence: [],
  });
  return {
    steps: result.steps
      .filter(({ role }) => role === "rollback")
      .map(({ command, origin, from }) => ({ command, origin, from })),
    draft: result.draft,
  };
}

test("a step that the session itself took back once has the recorded way back", () => {
  const { steps, draft } = rollbackOf(
    [7, "curl -m 3 http://10.0.0.1:9115/metrics"],
    [0, "ip route add 10.9.0.0/16 via 10.0.0.2"],
    [7, "curl -m 3 http://10.0.0.1:9115/metrics"],
    [0, "ip route del 10.9.0.0/16 via 10.0.0.2"],
    [0, "systemctl restart frr"],
    [0, "ip route add 10.9.0.0/16 via 10.0.0.2"],
    [0, "curl -m 3 http://10.0.0.1:9115/metrics"],
  );
  expect(steps).toEqual([
    { command: "ip route del 10.9.0.0/16 via 10.0.0.2", origin: "recorded", from: [4] },
  ]);
  expect(draft).toContain("Recorded: record 4 took the same back.");
});

test("a file that was copied aside before it was changed comes back from that copy", () => {
  const { steps, draft } = rollbackOf(
    [0, "cp -a /etc/exports /etc/exports.bak"],
    [0, "sed -i 's/10.1.0.0/10.2.0.0/' /etc/exports"],
    [0, "exportfs -ra"],
    [0, "showmount -e localhost"],
  );
  expect(steps).toEqual([{ command: "cp -p /etc/exports.bak /etc/exports", origin: "inverse", from: [2] }]);
  expect(draft).toContain("Not recorded: the known inverse of record 2.");
});
