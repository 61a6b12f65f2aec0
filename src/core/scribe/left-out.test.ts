import { describe, expect, test } from "vitest";
import { Bundle } from "../../base/model/draft.ts";
import { draftSession } from "./draft-session.ts";

type Typed = string | readonly [string, number];

/** What a draft makes of the records, by their places from 1. */
function rolesOf(typed: readonly Typed[], cwd = "/srv/app") {
  const records = typed.map((line, at) => {
    const [command, exitCode] = typeof line === "string" ? [line, 0] : line;
    return { n: at + 1, command, exitCode, cwd, user: "ana" };
  });
  const bundle = Bundle.parse({ id: "s", records });
  const result = draftSession(bundle, { sessionId: "s", host: "web-1", known: [], evidence: [] });
  const of = (role: string): number[] =>
    result.steps.filter((step) => step.role === role).flatMap(({ from }) => from);
  const whyOf = (n: number): string | undefined => result.dropped.find((one) => one.n === n)?.why;
  return { fix: of("fix"), verify: of("verify"), whyOf };
}

describe("a word mistyped where the tool said nothing", () => {
  test.each([
    ["consul kv put svc/checkuot/on true", "consul kv put svc/checkout/on true"],
    ["nomad var put jobs/bilings limit=40", "nomad var put jobs/billings limit=40"],
    [
      "ssh e1 \"echo 'a registy.lan' | sudo tee -a /etc/hosts\"",
      "ssh e1 \"echo 'a registry.lan' | sudo tee -a /etc/hosts\"",
    ],
    [
      "echo 'disable server web/front_2' | socat - /run/lb.sock",
      "echo 'disable server web/front-2' | socat - /run/lb.sock",
    ],
  ])("%s gives way to the right one", (wrong, right) => {
    const { fix } = rolesOf(["curl -s localhost", wrong, "uptime", right, "curl -s localhost"]);
    expect(fix).toEqual([4]);
  });

  test.each([
    ["kubectl delete pod cache-a", "kubectl delete pod cache-ab"],
    ["sudo rm -r /srv/app/upload", "sudo rm -r /srv/app/uploads"],
    ["sudo systemctl restart worker1", "sudo systemctl restart worker11"],
  ])("%s is another thing than the one after it", (one, other) => {
    expect(rolesOf(["curl -s localhost", one, other, "curl -s localhost"]).whyOf(2)).not.toBe("failed");
  });

  test("a word that another command names as well was meant", () => {
    const typed = [
      "ls /data/archive /data/archives2",
      "rm -r /data/archivee",
      "rm -r /data/archive",
      "df /data",
    ];
    expect(rolesOf(["stat /data/archivee", ...typed]).whyOf(3)).not.toBe("failed");
  });
});

test("an alias is resolved after a pipe too, so that the step runs in a clean shell", () => {
  const { fix, verify } = rolesOf([
    "alias lb='sudo socat stdio /run/lb.sock'",
    "echo 'show stat' | lb",
    "echo 'set server web/front-2 state maint' | lb",
    "ssh front-2 sudo apt-get install -y app=2.1",
    "echo 'set server web/front-2 state ready' | lb",
    "echo 'show stat' | lb",
  ]);
  expect(fix).toEqual([3, 4, 5]);
  expect(verify).toEqual([6]);
});

describe("what fetched a file that a step of the fix reads", () => {
  test.each([
    ["curl -fsSLo /tmp/ca.pem https://pki.example.com/ca.pem", "sudo cp /tmp/ca.pem /etc/app/ca.pem"],
    ["wget -qO geo.conf https://cfg.example.com/geo.conf", "sudo install -m 644 geo.conf /etc/app/geo.conf"],
    [
      "aws s3api get-object --bucket b --key k /tmp/p.json",
      "aws s3api put-bucket-policy --bucket x --policy file:///tmp/p.json",
    ],
  ])("%s is part of the fix", (fetching, using) => {
    expect(rolesOf([["curl -fsS localhost", 22], fetching, using, "curl -fsS localhost"]).fix).toEqual([
      2, 3,
    ]);
  });

  test("what only read a name that a step takes for another thing is no part of it", () => {
    const { fix } = rolesOf(["etcdctl get /locks/a", "etcdctl del /locks/a", "etcdctl get /locks/b"]);
    expect(fix).toEqual([2]);
  });
});

test("a commit and a branch are part of a fix that is pushed from the same tree", () => {
  const { fix } = rolesOf([
    "kubectl get hpa",
    "sed -i 's/max: 4/max: 12/' apps/hpa.yaml",
    "git commit -am 'hpa max 12'",
    ["git push", 1],
    "git switch -c hpa-max",
    "git push -u origin hpa-max",
    "kubectl get hpa",
  ]);
  expect(fix).toEqual([2, 3, 5, 6]);
});

describe("personal things", () => {
  test("work on a tree at home after everything was looked at is no part of the fix", () => {
    const typed = ["kubectl get pods", "kubectl rollout restart deploy/web", "kubectl get pods", "make pdf"];
    expect(rolesOf(typed, "/home/ana/src/paper").fix).toEqual([2]);
  });

  test("a checkout brought up to date in which nothing was done is not either", () => {
    const typed = ["kubectl get pods", "git pull", "kubectl rollout restart deploy/web", "kubectl get pods"];
    expect(rolesOf(typed, "/home/ana/repos/infra").fix).toEqual([3]);
  });

  test("a scratch file of which nothing had been heard, removed at the end; a lock or a measured one is not", () => {
    const around = (...typed: Typed[]) => rolesOf(["df -h /tmp", ...typed, "df -h /tmp"]).fix;
    expect(
      rolesOf(["curl localhost", "systemctl restart web", "curl localhost", "rm /tmp/k.json"]).fix,
    ).toEqual([2]);
    expect(around("rm /tmp/app.lock", "systemctl start app")).toEqual([2, 3]);
    expect(around("rm /tmp/huge.bin")).toEqual([2]);
  });
});

test.each([
  "echo hello | lp -d hp",
  "kcat -b kafka:9092 -t out -o -3 -e -q | jq .id",
  "date | mc pipe store/backup/.canary",
  "etcdctl put /probe/a 1 && etcdctl del /probe/a",
])("%s after the fix shows that it works", (probe) => {
  const { fix, verify } = rolesOf(["lpstat -p hp", "sudo systemctl restart cups", probe]);
  expect(fix).toEqual([2]);
  expect(verify).toContain(3);
});

test("down and up of one thing in one line is a restart, which did not help where the search went on", () => {
  const { fix } = rolesOf([
    ["ping -c1 10.80.0.2", 1],
    "wg-quick down wg0 && wg-quick up wg0",
    ["ping -c1 10.80.0.2", 1],
    "ip link set dev wg0 mtu 1360",
    "ping -c1 10.80.0.2",
  ]);
  expect(fix).toEqual([4]);
});

test.each([
  [
    "gcloud compute firewall-rules create hc --allow tcp:80",
    "gcloud compute firewall-rules delete hc --quiet",
  ],
  ["echo 'StrictModes no' | sudo tee /etc/ssh/sshd_config.d/9.conf", "sudo rm /etc/ssh/sshd_config.d/9.conf"],
  ["psql -c \"alter system set work_mem = '1GB'\"", 'psql -c "alter system reset work_mem"'],
])("%s, gone again by %s, leaves nothing behind", (made, gone) => {
  const typed: Typed[] = [["curl -fsS localhost", 22], made, ["curl -fsS localhost", 22], gone];
  expect(rolesOf([...typed, "sudo chown app: /var/lib/app", "curl -fsS localhost"]).fix).toEqual([5]);
});

test("a rule added at the wrong place and deleted does not take the right one with it", () => {
  const rule = "INPUT -p tcp -s 192.0.2.7 --dport 5432 -j ACCEPT";
  const { fix } = rolesOf([
    ["nc -z db 5432", 1],
    `sudo iptables -A ${rule}`,
    ["nc -z db 5432", 1],
    `sudo iptables -D ${rule}`,
    `sudo iptables -I INPUT 5 ${rule.slice(6)}`,
    "nc -z db 5432",
  ]);
  expect(fix).toEqual([5]);
});

test("a reload inside a bracket is not made pointless by the end of the bracket", () => {
  const { fix } = rolesOf([
    ["cellctl check c7", 1],
    "cellctl drain c7",
    "cellctl cfg set c7 snapshot=0618",
    "cellctl reload c7",
    "cellctl ready c7",
    "cellctl check c7",
  ]);
  expect(fix).toEqual([2, 3, 4, 5]);
});

test("a drain of one node and its return to active are a bracket around the work on it", () => {
  const { fix } = rolesOf([
    ["curl -fsS http://w4", 7],
    "docker node update --availability drain w4",
    "ssh w4 sudo ip link delete vx-001",
    "ssh w4 sudo systemctl restart docker",
    "docker node update --availability active w4",
    "curl -fsS http://w4",
  ]);
  expect(fix).toEqual([2, 3, 4, 5]);
});

test("what is removed after the fix because a probe had written it is no part of it", () => {
  const probing = ["date | mc pipe store/backup/.canary", "mc stat store/backup/.canary"];
  const typed = ["mc admin info store", "mc admin policy attach store rw --user etl", ...probing];
  expect(rolesOf([...typed, "mc rm store/backup/.canary"])).toMatchObject({ fix: [2], verify: [3, 4] });
});

test("a hold that is released is not what is destroyed after it", () => {
  const snapshot = "tank/home@weekly-9";
  const typed = [`sudo zfs release offsite ${snapshot}`, `sudo zfs destroy ${snapshot}`];
  expect(rolesOf(["zpool list tank", ...typed, "zpool list tank"]).fix).toEqual([2, 3]);
});

test("a ratio raised for the time of the work and set back when it is done is a bracket", () => {
  const { fix } = rolesOf([
    "ceph -s",
    "ceph osd set-full-ratio 0.97",
    "ceph osd reweight 4 0.8",
    "ceph -s",
    "ceph osd set-full-ratio 0.95",
    "ceph health detail",
  ]);
  expect(fix).toEqual([2, 3, 5]);
});

test.each([
  "docker compose logs web --since 1m | grep -ci skipped",
  "curl -s localhost:9200/_cat/shards | grep -c UNASSIGNED",
  "journalctl -u kubelet --since '-1min' | grep -c x509",
])("%s that counts none after the fix shows the cure", (count) => {
  const { verify } = rolesOf(["systemctl status web", "sudo systemctl restart web", [count, 1]]);
  expect(verify).toContain(3);
});

test("edits for the time of other work are kept though they leave the file as it was", () => {
  const command = (from: string, to: string): string =>
    `sed -i 's/readonly: ${from}/readonly: ${to}/' /srv/app/reg.yml`;
  const typed = [command("false", "true"), "blobctl compact --all", command("true", "false")];
  const records = typed.map((text, at) => ({
    n: at + 1,
    command: text,
    exitCode: 0,
    cwd: "/srv/app",
    user: "ana",
  }));
  const files = { "/srv/app/reg.yml": { before: "readonly: false\n", after: "readonly: false\n" } };
  const bundle = Bundle.parse({
    id: "s",
    records: [...records, { ...records[0], n: 4, command: "df -h" }],
    files,
  });
  const { steps } = draftSession(bundle, { sessionId: "s", host: "h", known: [], evidence: [] });
  expect(steps.filter(({ role }) => role === "fix").flatMap(({ from }) => from)).toEqual([1, 2, 3]);
});
