import { expect, test } from "vitest";
import { BundleRecord } from "../../base/model/draft.ts";
import { readRecords } from "./reading.ts";
import { volatileValues } from "./volatile.ts";

const found = (command: string): string[] =>
  readRecords([BundleRecord.parse({ n: 1, command, host: "web-1" })]).flatMap((reading) =>
    volatileValues(reading).map(({ name, value }) => `${name}=${value}`),
  );

test.each<[string, string[]]>([
  ["kill -9 4711", ["pid=4711"]],
  ["kill -HUP $(cat /run/x.pid)", []],
  ["renice -n 10 -p 815", ["pid=815"]],
  ["psql -c 'select pg_cancel_backend(99)'", ["pid=99"]],
  ["mysql -e 'kill query 812;'", ["thread_id=812"]],
  [
    "mysql -e \"change master to MASTER_LOG_FILE='bin.000123', MASTER_LOG_POS=4711\"",
    ["log_file=bin.000123", "log_position=4711"],
  ],
  ["kubectl delete pod web-7c9f6d5b8-x2x9q", ["pod=web-7c9f6d5b8-x2x9q"]],
  ["kubectl -n mq delete pod kafka-2", ["pod=kafka-2"]],
  ["kubectl rollout undo deploy/web --to-revision=42", ["revision=42"]],
  ["kubectl set image deploy/web web=acme/web:1.4.2", ["version=1.4.2"]],
  ["helm -n cart rollback cart 41", ["revision=41"]],
  ["docker rm -f 8c1d2e3f4a5b", ["container=8c1d2e3f4a5b"]],
  ["git revert --no-edit 9fceb02d", ["commit=9fceb02d"]],
  ["ln -sfn /srv/releases/20260315T0930 /srv/current", ["release=20260315T0930"]],
  ["ufw deny from 203.0.113.9", ["address=203.0.113.9"]],
  ["curl -XDELETE localhost:9200/logs-2026.03", ["index=logs-2026.03"]],
  ["aws ec2 reboot-instances --instance-ids i-0a1b2c3d4e5f60718", ["instance=i-0a1b2c3d4e5f60718"]],
  [
    "terraform force-unlock -force 5d3c1b8e-1f2a-4c0e-9d3b-7a8b9c0d1e2f",
    ["lock_id=5d3c1b8e-1f2a-4c0e-9d3b-7a8b9c0d1e2f"],
  ],
  ["postsuper -d 4A1B2C3D4E", ["queue_id=4A1B2C3D4E"]],
  ["iptables -D INPUT 3", ["rule_number=3"]],
  ["systemctl restart nginx", []],
  ["sysctl -w net.core.somaxconn=4096", []],
  ["kubectl scale deploy/web --replicas=6", []],
  ["chmod 755 /srv/www", []],
  ["ssh 10.0.0.4 systemctl restart x", []],
  ["redis-cli -p 6380 config set maxmemory 6442450944", []],
  ["truncate -s 0 /var/log/app.log", []],
])("%s", (command, values) => {
  expect(found(command).sort()).toEqual([...values].sort());
});
