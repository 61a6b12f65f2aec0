import { describe, expect, test } from "vitest";
import { BundleRecord } from "../../base/model/draft.ts";
import { readRecords } from "./reading.ts";
import { volatileValues } from "./volatile.ts";
import { isInstance } from "./volatile-instances.ts";

const valuesOf = (command: string) =>
  readRecords([BundleRecord.parse({ n: 1, command, host: "jump", user: "ops" })]).flatMap(volatileValues);

const found = (command: string): string[] => valuesOf(command).map(({ name, value }) => `${name}=${value}`);

/** Values that the pattern of their own input would refuse, read as a runbook's input is. */
const refused = (command: string): string[] =>
  valuesOf(command)
    .filter(({ pattern, value }) => !new RegExp(`^(?:${pattern})$`, "u").test(value))
    .map(({ value }) => value);

test.each([
  "edge-04",
  "gpu12",
  "rabbit@bunny-2",
  "cas-7.dc2.example.net",
  "c[001-016]",
  "solr-9:8983_solr",
  "rack-3b",
])("%s is one of a numbered family", (word) => expect(isInstance(word)).toBe(true));

test.each([
  "v2",
  "checkout-v3",
  "utf8",
  "eth0",
  "md127",
  "gv0",
  "node_exporter",
  "be_shop",
  "--force",
  "a=b",
  "17",
  "/dev/sdx",
])("%s is none", (word) => expect(isInstance(word)).toBe(false));

describe("what a command takes out, brings back or makes anew by its name", () => {
  test.each<[string, string[]]>([
    ["kubectl cordon edge-04", ["node=edge-04"]],
    ["kubectl -n infra-2 drain edge-04 --context prod-1 --ignore-daemonsets", ["node=edge-04"]],
    ["oc adm uncordon infra-3.dc1.example.net", ["node=infra-3.dc1.example.net"]],
    ["kubectl taint node/edge-04 disk=full:NoSchedule-", ["node=edge-04"]],
    ["kubectl delete order mail-tls-2", ["resource=mail-tls-2"]],
    ["docker node update --availability pause builder-w9", ["node=builder-w9"]],
    ["rabbitmqctl forget_cluster_node rabbit@bunny-2", ["node=rabbit@bunny-2"]],
    ["vault operator raft remove-peer keep-2", ["node=keep-2"]],
    ["patronictl reinit ledger db-c4 --force", ["node=db-c4"]],
    ["patronictl switchover --candidate db-c2 --force", ["node=db-c2"]],
    ["pcs node standby vip-a2", ["node=vip-a2"]],
    ["fleetctl cell reset ap-k11 --wait", ["cell=ap-k11"]],
    ["ceph orch host drain stor-6", ["host=stor-6"]],
    ["scontrol update NodeName=gpu[03-07] State=RESUME", ["node=gpu[03-07]"]],
    ["sudo make drain NODE=gpu12", ["node=gpu12"]],
    ["ssh jump 'kubectl drain edge-04'", ["node=edge-04"]],
    ["openstack server add volume mail-3 spool-3", ["name=mail-3", "name=spool-3"]],
    ["virsh reset win-12", ["name=win-12"]],
    ["kubectl -n mq exec hare-2 -- rabbitmqctl reset", ["pod=hare-2"]],
    ["kubectl -n mq patch pvc data-hare-2 --type merge -p '{}'", []],
    ["az vm restart -g prod -n mill-3", ["vm=mill-3"]],
    ["scontrol reboot ASAP gpu07", ["node=gpu07"]],
    ["govc vm.power -off mill-12", ["name=mill-12"]],
    ["ceph orch osd rm 23 --replace", ["osd=23"]],
    ["consul force-leave mill-14", ["node=mill-14"]],
    ["aws rds reboot-db-instance --db-instance-identifier ledger-replica-2", ["instance=ledger-replica-2"]],
    [
      "gcloud compute instance-groups managed recreate-instances web --instances=web-x7k2,web-b9d4",
      ["instance=web-x7k2,web-b9d4"],
    ],
    ["az vmss restart -n pool --instance-ids 14", ["instance_ids=14"]],
    ["ceph tell osd.23 compact", ["osd=23"]],
    ["ceph mgr fail stor-6", ["daemon=stor-6"]],
    ["nvidia-smi --gpu-reset -i 5", ["gpu=5"]],
    ["ipmitool -I lanplus -H bmc-r4u17 chassis power cycle", ["controller=bmc-r4u17"]],
    ["ssh-keygen -f /root/.ssh/known_hosts -R edge-04", ["host=edge-04"]],
    ["zpool replace pool sdk sdm", ["disk=sdk", "disk=sdm"]],
    ["passwd -u lotte", ["user=lotte"]],
    ["passwd -u svc-print", []],
    ["kubectl exec deploy/web-2 -- kill 1", []],
    ["aws rds modify-db-instance --db-instance-class db.m5", []],
    ["cockroach node drain 6 --certs-dir=/c", ["node_id=6"]],
    ["qm unlock 431", ["vm=431"]],
    ["pct start 431", ["vm=431"]],
    ["ceph osd reweight 23 0.85", ["osd=23"]],
    ["ceph osd purge osd.23 --yes-i-really-mean-it", ["osd=23"]],
    // Services, groups, clusters and places stay.
    ["systemctl restart shard-2", []],
    ["docker restart server cache-1x", []],
    ["ssh edge-04 sudo systemctl restart kubelet", []],
    ["kubectl delete deploy web-2", []],
    ["kcat --broker hare-1:9092 -L", []],
    ["aws ec2 run-instances --instance-type m5.large", []],
    ["gcloud container clusters resize c1 --node-pool pool-1 --num-nodes 4", []],
    ["kubectl scale deploy/web --replicas 4", []],
    ["kubectl -n team-4 rollout restart deploy/cart", []],
    ["gluster volume heal gv0", []],
    ["ceph osd set noout", []],
    ["ceph osd pool set rbd size 3", []],
    ["kubectl drain --selector pool=blue", []],
  ])("%s", (command, values) => {
    expect(found(command).sort()).toEqual([...values].sort());
    expect(refused(command)).toEqual([]);
  });
});

describe("what stands named inside a word of another language", () => {
  test.each<[string, string[]]>([
    ["echo 'set server be_mail/imap-6 state maint' | socat stdio /run/h.sock", ["server=imap-6"]],
    ["varnishadm backend.set_health web9 sick", ["server=web9"]],
    [`mongosh --eval 'rs.remove("doc-4.int:27017")'`, ["member=doc-4.int:27017"]],
    [
      "curl 'localhost:8983/solr/admin/collections?action=ADDREPLICA&shard=shard7&node=idx-3:8983_solr'",
      ["node=idx-3:8983_solr", "shard=shard7"],
    ],
    [
      `curl -XPUT es:9200/_cluster/settings -d '{"transient":{"cluster.routing.allocation.exclude._name":"es-hot-5"}}'`,
      ["node=es-hot-5"],
    ],
    [`curl -XPUT http://localhost:8500/v1/catalog/deregister -d '{"Node":"mill-14"}'`, ["node=mill-14"]],
    ["curl -XPOST https://fleet.example.net/api/nodes/mill-14/reset", ["node=mill-14"]],
    [`psql -c "update jobs set locked_by=null where locked_by='conv-w6' and state='run'"`, ["node=conv-w6"]],
    [`psql -c "select pg_drop_replication_slot('cdc_stock')"`, ["slot=cdc_stock"]],
    [
      "kafka-consumer-groups.sh --group g --topic refunds:11 --reset-offsets --to-latest --execute",
      ["topic_partition=refunds:11"],
    ],
    [
      "aws autoscaling update-auto-scaling-group --launch-template LaunchTemplateName=api,Version=112",
      ["version=112"],
    ],
    [
      "aws s3api get-object --bucket b --key k --version-id nT3xPq9LmKz81 /tmp/k",
      ["version_id=nT3xPq9LmKz81"],
    ],
    ["kafka-leader-election.sh --topic refunds --partition 11 --election-type preferred", ["partition=11"]],
    ["curl -XPOST es:9200/_snapshot/s3/nightly-88/_restore", ["snapshot=nightly-88"]],
    ["mongosh --eval 'db.jobs.deleteOne({_id:77120})'", ["row_id=77120"]],
    ["clickhouse-client -q \"system drop replica 'ch-6' from table hits\"", ["replica=ch-6"]],
    ["ceph tell mds.0 client evict id=5512", ["client_id=5512"]],
    ["find /srv/mail -xdev -inum 1180433 -delete", ["inode=1180433"]],
    ["echo 0000:3b:00.1 | tee /sys/bus/pci/drivers_probe", ["pci_address=0000:3b:00.1"]],
    ["heroku ps:restart web.7 -a mail", ["dyno=web.7"]],
    ["gh pr merge 5120 --squash", ["pull_request=5120"]],
    ["rbd snap rollback vms/mail@keep-3", ["snapshot=keep-3"]],
    ["temporal workflow terminate --workflow-id order-88412", ["workflow_id=order-88412"]],
    ["ldcli flags toggle-off --flag quick-pay", ["flag=quick-pay"]],
    [
      `curl -XPOST es:9200/_cluster/reroute -d '{"move":{"from_node":"es-hot-5","to_node":"es-hot-9"}}'`,
      ["node=es-hot-5", "node=es-hot-9"],
    ],
    ["curl -X DELETE https://api.example.com/v1/tenants/t-77120/locks/import", ["id=t-77120"]],
    ["./bin/queue requeue --msg 77120", ["msg=77120"]],
    ["minectl world rollback --to save-14", ["version=save-14"]],
    ["lvremove -y vg0/root-snap3", ["snapshot=root-snap3"]],
    ["curl https://api.example.com/jobs/v2/status", []],
    ["git commit --message '3 replicas'", []],
    ["curl --request POST https://api.example.com/v2/cache", []],
    ["git switch -c quota-bump", ["branch=quota-bump"]],
    ["git push -u origin quota-bump", ["branch=quota-bump"]],
    ["sed -i 's/2027031502/2027031601/' db.example.org", ["serial=2027031502", "serial=2027031601"]],
    ["nft insert rule inet filter input position 58 tcp dport 443 accept", ["rule_number=58"]],
    ["ssh sw 'clear port-security sticky interface Te2/0/7'", ["port=Te2/0/7"]],
    ["mdadm /dev/md4 --fail /dev/sdk3 --remove /dev/sdk3", ["disk=/dev/sdk"]],
    ["mdadm --re-add /dev/md4 /dev/sdk1", ["disk=/dev/sdk"]],
    ["mdadm --manage /dev/md4 --add /dev/nvme3n1p2", ["disk=/dev/nvme3n1"]],
    ["zfs destroy pool/home@auto-1%auto-9", ["snapshot=auto-1%auto-9"]],
    ["mv /var/spool/fd/buffer.b5f9a01c7d3e8240f.log /srv/aside/", ["file_name=buffer.b5f9a01c7d3e8240f.log"]],
    ["flink run -s s3://sp/save-0a1b2c-9f8e7d job.jar", ["id=save-0a1b2c-9f8e7d"]],
    ["vtysh -c 'clear bgp 203.0.113.4'", ["address=203.0.113.4"]],
    ["chmod 700 /home/ines/.ssh", ["user=ines"]],
    // What belongs to the system stays.
    ["git push origin main", []],
    ["git push -u origin main", []],
    ["chown -R deploy:deploy /home/deploy/.ssh", []],
    ["chmod 700 /home/ops/.ssh", []],
    ["vtysh -c 'neighbor 10.0.0.9 timers 3 9'", []],
    ["pvresize /dev/sdk", []],
    [`aws iam put-role-policy --policy-document '{"Version":"2012-10-17"}'`, []],
    ["gcloud compute firewall-rules create hc --source-ranges 130.211.0.0/22,35.191.0.0/16", []],
    [`psql -c "update jobs set state='new' where queue='exports-2'"`, []],
    ["kafka-topics.sh --alter --topic refunds --partitions 12", []],
    ["cat /sys/devices/system/node/node0/meminfo", []],
  ])("%s", (command, values) => {
    expect(found(command).sort()).toEqual([...values].sort());
    expect(refused(command)).toEqual([]);
  });
});
