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
  // By shape, wherever it stands.
  ["kubectl -n billing delete job db-migrate-k2x7p", ["job=db-migrate-k2x7p"]],
  ["kubectl delete volumeattachment csi-0f3c6e1d9b7a44c2", ["resource=csi-0f3c6e1d9b7a44c2"]],
  [
    "mv /var/lib/cassandra/commitlog/CommitLog-7-1774390655123.log /var/tmp/",
    ["file_name=CommitLog-7-1774390655123.log"],
  ],
  ["mv /var/lib/prometheus/wal/00002291 /var/tmp/", ["file_name=00002291"]],
  ["zpool offline tank ata-WDC_WD80EFAX_7SGK1ABC", ["disk=ata-WDC_WD80EFAX_7SGK1ABC"]],
  [
    `mysql -e "set gtid_next='a41bd1c3-55e0-11ee-9d1c-0242ac120002:771204'"`,
    ["gtid=a41bd1c3-55e0-11ee-9d1c-0242ac120002:771204"],
  ],
  ["pg_archivecleanup /wal 000000010000000A000000F3", ["segment=000000010000000A000000F3"]],
  ["curl -fsS -XPOST http://ci-1:8080/jobs/8812/retry", ["job_id=8812"]],
  ["shopctl reserve release rsv-88412 -w HAM", ["id=rsv-88412"]],
  ["wal-fetch --recovery-time '2026-05-03 03:10:00+00'", ["time=2026-05-03 03:10:00+00"]],
  ["rm -rf /tmp/upload_8f3a2b1c9d", ["resource=upload_8f3a2b1c9d"]],
  ["shopctl payments retry pay_8Hk2LmQ9", ["id=pay_8Hk2LmQ9"]],
  [
    "curl -XPOST localhost:9200/_tasks/oTUltX4IQMOUUVeiohTt8A:12345/_cancel",
    ["task_id=oTUltX4IQMOUUVeiohTt8A:12345"],
  ],
  [
    "psql -c 'select pg_terminate_backend(pid) from a where pid in (48213, 48214)'",
    ["pid=48213", "pid=48214"],
  ],
  ["mv /data/inbox/EDI-88123.xml /data/aside/", ["file_name=EDI-88123.xml"]],
  ["btrfs subvolume delete /data/.snapshots/4412/snapshot", ["file_name=4412"]],
  // By the place in a tool's words.
  ["nft delete rule inet filter input handle 47", ["handle=47"]],
  ["scancel --signal=KILL --full 991023", ["job=991023"]],
  ["cancel hall2-40122", ["job=hall2-40122"]],
  ["ceph pg repair 7.3a", ["pg=7.3a"]],
  ["gluster volume heal gv0 split-brain latest-mtime /site/config.json", ["file=/site/config.json"]],
  ["zfs rollback tank/db@before-upgrade", ["snapshot=before-upgrade"]],
  ["lvconvert --merge vg0/snap_root_0312", ["snapshot=snap_root_0312"]],
  ["lprm -P hall2 455", ["job=455"]],
  ["rm /var/spool/cups/d00412-001", ["file_name=d00412-001"]],
  ["ln -sfn releases/118 current", ["release=118"]],
  ["doveadm kick karin", ["mailbox=karin"]],
  ["faillock --user karin --reset", ["user=karin"]],
  ["kill -9 -- -8812", ["pid=8812"]],
  ["jstat -gcutil 18822 1000 5", ["pid=18822"]],
  ["php artisan queue:retry 5512", ["id=5512"]],
  ["bin/worker requeue-job 88123", ["job_id=88123"]],
  [`curl -d '{"dag_run_id":"manual-7"}' http://air-1:8080/clear`, ["dag_run_id=manual-7"]],
  ["redis-cli del lock:import:8841", ["key=lock:import:8841"]],
  ["php bin/console messenger:failed:retry 42 --force", ["id=42"]],
  ["./deploy.sh rollback 2.3.0", ["release=2.3.0"]],
  ["bin/deploy release-412", ["release=release-412"]],
  [
    "rbd lock remove vm-104-disk-0 'auto 139643345791728' client.4485",
    ["lock_id=139643345791728", "locker=client.4485"],
  ],
  // Addresses of peers.
  ["nft delete element inet filter banned '{ 198.51.100.77 }'", ["address=198.51.100.77"]],
  ["wg set wg0 peer abc= endpoint 203.0.113.91:51820", ["endpoint=203.0.113.91:51820"]],
  ["redis-cli -h 10.4.0.13 replicaof 10.4.0.12 6379", ["address=10.4.0.13", "address=10.4.0.12"]],
  ["ip -6 route add blackhole 2001:db8:77::/48", ["address=2001:db8:77::/48"]],
  [
    "echo 'newsletter@shop.example.com REJECT' | tee -a /etc/postfix/sender_access",
    ["mailbox=newsletter@shop.example.com"],
  ],
  // What belongs to the system stays.
  ["resolvectl dns eth0 10.0.0.53 10.0.0.54", []],
  ["ufw allow from 10.0.0.0/8 to any port 9100", []],
  ["ip addr add 10.0.0.100/24 dev eth1", []],
  ['echo \'{"dns":["10.0.0.53"]}\' | tee /etc/docker/daemon.json', []],
  ["lpadmin -p hall2 -v socket://10.8.0.77:9100", []],
  ["kubectl exec deploy/api -- kill 1", []],
  ["rm /etc/nginx/conf.d/app-18080.conf", []],
  ["helm upgrade --install traefik traefik/traefik --version 26.0.0", []],
  ["systemctl set-property app.service MemoryMax=2147483648", []],
  ["kafka-configs.sh --alter --add-config retention.ms=3600000", []],
  ["aws sqs purge-queue --queue-url https://sqs.eu-west-1.amazonaws.com/123456789012/orders", []],
  ["firewall-cmd --remove-port 8080/tcp", []],
  ["semanage port -d -t http_port_t -p tcp 8080", []],
  ["java -Xmx4294967296 -jar app.jar", []],
  ["usermod -U svc-deploy", []],
  ["mount UUID=6f1c2d3e-1111-4222-8333-abcdefabcdef /data", []],
  ["apt-get install -y nginx=1.24.0-2ubuntu7", []],
  ["docker pull 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:stable", []],
  ["mysql -e 'alter table t convert to character set utf8mb4'", []],
  ["iconv -f iso-8859-15 -t utf-8 in.txt", []],
  ["systemctl restart worker-system-journal-up", []],
  ["helm upgrade checkout ./checkout --wait --timeout 300", []],
  ["kill -s 15 4711", ["pid=4711"]],
  ["timeout 300 pg_repack -d app", []],
  ["head -c 104857600 /dev/zero > /srv/ballast", []],
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

test("a part of a longer value is no input of its own", () => {
  expect(
    found("tool resume job-2026-05-03-881234567890 --run 6f1c2d3e-1111-4222-8333-abcdefabcdef:7"),
  ).toEqual(["gtid=6f1c2d3e-1111-4222-8333-abcdefabcdef:7", "dated_name=job-2026-05-03-881234567890"]);
});

test.each([
  ["digits", "1"],
  ["hex", "a1"],
  ["dates", "2026-05-03"],
  ["dots", "1.2.3.4:"],
  ["keys", "job_id="],
  ["options", "--to-version "],
  ["words", "kubectl delete pod a-1 "],
])("a long text of %s gives no flood of values", (_, part) => {
  const record = BundleRecord.parse({
    n: 1,
    command: `echo ${part.repeat(40_000 / part.length)}`,
    host: "h",
  });
  const [reading] = readRecords([record]);
  expect(reading && volatileValues(reading).length).toBeLessThan(2000);
});
