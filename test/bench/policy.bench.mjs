// How long one command takes to judge, and how the shipped policy answers labelled commands and rewrites of them.
import { readFileSync } from "node:fs";
import { labelled } from "../fixtures/policy/labelled.mjs";
import { generator, rewritten } from "../fixtures/policy/rewrites.mjs";

const text = readFileSync(new URL("../../blocklist.yaml", import.meta.url), "utf8");
const context = {
  declared: new Set(["POD", "PID", "ID"]),
  cwd: "/home/user/project",
  home: "/home/user",
  workspace: null,
  shell: "bash",
};
const percent = (part, all) => Math.round((10_000 * part) / all) / 100;

/** The 95th percentile of a command's best time of five, in milliseconds, after a warm-up. */
function p95(commands, answer) {
  const times = commands.map((command) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      answer(command);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  });
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

/** Of 2,000 rewrites, the share that `wanted` holds for. */
function rewrittenShare(commands, answer, wanted) {
  const count = 2_000;
  const next = generator(20_261_121);
  let held = 0;
  for (let i = 0; i < count; i++) {
    const { text: form } = rewritten(commands[next(commands.length)], 1 + next(2), next);
    if (wanted(answer(form))) held++;
  }
  return percent(held, count);
}

export async function* bench() {
  const { judge } = await import("../../dist/modules/core/policy/judge.js");
  const { readPolicy } = await import("../../dist/modules/core/policy/policy-file.js");
  const policy = readPolicy([{ path: "blocklist.yaml", text }]);
  const answer = (command) => judge(command, policy, context).verdict;
  const of = (verdict) => labelled.filter((row) => row.verdict === verdict).map((row) => row.command);
  const [denied, asked, allowed] = [of("deny"), of("confirm"), of("allow")];
  const share = (commands, verdict) =>
    percent(commands.filter((one) => answer(one) === verdict).length, commands.length);

  const deniedShare = share(denied, "deny");
  yield {
    name: "denied commands denied",
    value: deniedShare,
    unit: "%",
    bar: ">= 97",
    ok: deniedShare >= 97,
  };
  const missed = share(denied, "allow");
  yield { name: "denied commands allowed", value: missed, unit: "%", bar: "0", ok: missed === 0 };
  const raised = share(allowed, "confirm");
  yield { name: "harmless commands asked about", value: raised, unit: "%", bar: "<= 5", ok: raised <= 5 };
  const refused = share(allowed, "deny");
  yield { name: "harmless commands denied", value: refused, unit: "%", bar: "<= 1", ok: refused <= 1 };
  const slipped = share(asked, "allow");
  yield { name: "commands to confirm allowed", value: slipped, unit: "%", bar: "<= 3", ok: slipped <= 3 };
  const rewrites = rewrittenShare(denied, answer, (verdict) => verdict === "deny");
  yield {
    name: "rewrites of denied commands denied",
    value: rewrites,
    unit: "%",
    bar: ">= 99.5",
    ok: rewrites >= 99.5,
  };
  const overdone = rewrittenShare(allowed, answer, (verdict) => verdict === "deny");
  yield {
    name: "rewrites of harmless commands denied",
    value: overdone,
    unit: "%",
    bar: "<= 0.5",
    ok: overdone <= 0.5,
  };
  const time = p95([...denied, ...asked, ...allowed], answer);
  yield {
    name: "judging one command, p95",
    value: Math.round(time * 1_000) / 1_000,
    unit: "ms",
    bar: "< 2",
    ok: time < 2,
  };
}
