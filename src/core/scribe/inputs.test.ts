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

const rewritten = (attempts: readonly Attempt[], fixFrom: number): string[] => {
  const inputs = inputsOf(attempts, fixFrom);
  return attempts.slice(fixFrom).map(({ reading }) => withInputs(reading.command, inputs));
};

test("the host that a fix drains is the host that it goes to", () => {
  const attempts = session(
    "kubectl describe node edge-04",
    "kubectl cordon edge-04",
    "ssh edge-04 sudo systemctl restart containerd",
    "ssh core@edge-04 'sudo crictl rmi --prune'",
    "kubectl uncordon edge-04",
  );
  expect(rewritten(attempts, 1)).toEqual([
    'kubectl cordon "$node"',
    'ssh "$node" sudo systemctl restart containerd',
    `ssh core@"$node" 'sudo crictl rmi --prune'`,
    'kubectl uncordon "$node"',
  ]);
});

test("a host that is only gone to stays", () => {
  expect(rewritten(session("ssh edge-04 sudo systemctl restart containerd"), 0)).toEqual([
    "ssh edge-04 sudo systemctl restart containerd",
  ]);
});

test("a node with its account and the host by itself are one value", () => {
  const attempts = session(
    "rabbitmqctl forget_cluster_node hare@bunny-2",
    "ssh bunny-2 sudo rabbitmqctl reset",
    "kubectl drain infra-3.dc1.example.net",
    "ssh root@infra-3 systemctl restart kubelet",
    "patronictl reinit ledger db-c4.example.net",
  );
  expect(rewritten(attempts, 0)).toEqual([
    'rabbitmqctl forget_cluster_node hare@"$node"',
    'ssh "$node" sudo rabbitmqctl reset',
    'kubectl drain "$node2".dc1.example.net',
    'ssh root@"$node2" systemctl restart kubelet',
    'patronictl reinit ledger "$node3"',
  ]);
});

test("what goes through the whole family stays as it was", () => {
  const attempts = session(
    "kubectl drain edge-04",
    "for h in edge-03 edge-04 edge-05; do ssh $h sudo chronyc makestep; done",
    "kubectl uncordon edge-04",
  );
  expect(rewritten(attempts, 0)).toEqual([
    'kubectl drain "$node"',
    "for h in edge-03 edge-04 edge-05; do ssh $h sudo chronyc makestep; done",
    'kubectl uncordon "$node"',
  ]);
  expect(rewritten(session("kubectl drain edge-04 edge-05"), 0)).toEqual(['kubectl drain "$node" "$node2"']);
});

test("a range of hosts is one value, and no pattern of file names", () => {
  const attempts = session(
    "pdsh -w gpu[03-07] systemctl restart slurmd",
    "scontrol update nodename=gpu[03-07] state=resume",
  );
  expect(rewritten(attempts, 0)).toEqual([
    'pdsh -w "$node" systemctl restart slurmd',
    'scontrol update nodename="$node" state=resume',
  ]);
});

test("the partitions of a failed disk go with the disk, those of another stay", () => {
  const attempts = session(
    "mdadm /dev/md4 --fail /dev/sdk1 --remove /dev/sdk1",
    "sgdisk -R=/dev/sdk /dev/sdkb",
    "mdadm /dev/md4 --add /dev/sdk1",
  );
  expect(inputsOf(attempts, 0).map(({ example }) => example)).toEqual(["/dev/sdk"]);
  expect(rewritten(attempts, 0)).toEqual([
    'mdadm /dev/md4 --fail "$disk"1 --remove "$disk"1',
    'sgdisk -R="$disk" /dev/sdkb',
    'mdadm /dev/md4 --add "$disk"1',
  ]);
});

test("a small number names its thing in a unit's name as well, and is no half of a decimal one", () => {
  const attempts = session("ceph osd reweight 23 0.23", "systemctl restart ceph-osd@23", "sleep 23");
  expect(rewritten(attempts, 0)).toEqual([
    'ceph osd reweight "$osd" 0.23',
    'systemctl restart ceph-osd@"$osd"',
    "sleep 23",
  ]);
});

test("what takes a recorded command back names the same thing by its small number", () => {
  const inputs = inputsOf(session("ceph osd out 23"), 0);
  expect(withInputs("ceph osd in 23", inputs, "ceph osd out 23")).toBe('ceph osd in "$osd"');
  expect(withInputs("sleep 23", inputs)).toBe("sleep 23");
});

test("a switch of a program is an input where a look named it before", () => {
  const look = "curl -s https://ff.example.net/flags/quick-pay";
  const fix = "curl -s -X PATCH https://ff.example.net/flags/quick-pay -d on=false";
  expect(rewritten(session(look, fix), 1)).toEqual([
    'curl -s -X PATCH https://ff.example.net/flags/"$flag" -d on=false',
  ]);
  expect(rewritten(session(fix), 0)).toEqual([fix]);
});

test("a port inside a here-document is exchanged there", () => {
  const attempts = session("ssh adm@sw-lab <<'E'\ninterface Te2/0/7\nshutdown\nE");
  expect(rewritten(attempts, 0)).toEqual(["ssh adm@sw-lab <<E\ninterface ${port}\nshutdown\nE"]);
});

test("an input has no name that a command of the runbook uses itself", () => {
  const attempts = session(
    "for node in stor-1 stor-2; do ssh $node sudo systemctl restart agent; done",
    "kubectl uncordon edge-04",
  );
  expect(rewritten(attempts, 0)[1]).toBe('kubectl uncordon "$node2"');
});
