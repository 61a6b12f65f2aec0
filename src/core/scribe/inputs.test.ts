import { expect, test } from "vitest";
import { BundleRecord } from "../../base/model/draft.ts";
import type { Attempt } from "./attempt.ts";
import { attemptsOf } from "./attempt.ts";
import { chooseInputs, shownBy, withInputs } from "./inputs.ts";
import { readRecords } from "./reading.ts";

const session = (...commands: (string | [command: string, output: string])[]): Attempt[] =>
  attemptsOf(
    readRecords(
      commands.map((one, at) => {
        const [command, output] = typeof one === "string" ? [one, null] : one;
        return BundleRecord.parse({ n: at + 1, command, exitCode: 0, output });
      }),
    ),
  );

const inputsOf = (attempts: readonly Attempt[], fixFrom: number) =>
  chooseInputs(
    attempts.filter(({ at }) => at >= fixFrom),
    attempts,
    [],
  );

test("a small number is exchanged where it names the thing, not where it counts", () => {
  const attempts = session("tail -n 17 app.log", "ps -fp 17", "kill 17", "sleep 17");
  const inputs = inputsOf(attempts, 2);
  expect(inputs.map(({ name, example }) => [name, example])).toEqual([["pid", "17"]]);
  expect(attempts.map(({ reading }) => withInputs(reading.command, inputs))).toEqual([
    "tail -n 17 app.log",
    'ps -fp "$pid"',
    'kill "$pid"',
    "sleep 17",
  ]);
});

test("a long one is exchanged wherever it stands", () => {
  const attempts = session("grep 30817 /var/log/app.log", "kill -9 30817");
  const inputs = inputsOf(attempts, 1);
  expect(withInputs("grep 30817 /var/log/app.log", inputs)).toBe('grep "$pid" /var/log/app.log');
});

test("a value inside a longer one is not exchanged before it", () => {
  const attempts = session("tool cancel-job 88123", "rm /var/spool/tool/run-88123");
  const inputs = inputsOf(attempts, 0);
  expect(withInputs("rm /var/spool/tool/run-88123", inputs)).toBe('rm /var/spool/tool/"$file_name"');
});

test("a look that printed the value and nothing else gives it", () => {
  const attempts = session(["pgrep -f importer", "30817\n"], "kill -9 30817");
  expect(inputsOf(attempts, 1)[0]?.output).toBe("pgrep -f importer");
});

test("the look whose output held the value is the one that shows it", () => {
  const attempts = session(
    ["systemctl status app", "Main PID: 1 (init)"],
    ["tail app.log", "worker 30817 is stuck"],
    ["ps aux", "root 4 0.0"],
    "kill -9 30817",
  );
  const [input] = inputsOf(attempts, 3);
  const steps = attempts.slice(0, 3).map(({ reading }) => ({
    command: reading.command,
    role: "diagnose" as const,
    from: [reading.record.n],
    origin: "recorded" as const,
    cwd: null,
  }));
  expect(input && shownBy(input, steps, attempts)).toBe(2);
});
