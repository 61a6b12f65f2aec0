import { expect, test } from "vitest";
import { analyseShell } from "../../../base/shell/analyse.ts";
import { effectsOfRun } from "../command-effects.ts";
import { type Effect, isChange } from "../effect.ts";
import { effectTable } from "../table.ts";

const place = { cwd: "/srv/app", user: "ana", host: "web-1", venv: null };

/** The change that a command makes, else what it shows. */
function effectOf(command: string): Effect | null {
  const analysis = analyseShell(command);
  const effects = analysis.ok ? analysis.runs.flatMap((run) => effectsOfRun(run, place)) : [];
  return effects.find(({ nature }) => isChange(nature)) ?? effects.at(-1) ?? null;
}

/** `look` stands for whatever only shows; the rest are the changes by their names. */
const verdictOf = (command: string): string => {
  const nature = effectOf(command)?.nature ?? "nothing";
  if (/^(look|log|probe|follow)$/.test(nature)) return "look";
  return /^(trivial|local)$/.test(nature) ? "nothing" : nature;
};

/** What the manuals of the tools say. */
const wellKnown = {
  look: `
lvdisplay /dev/vg0/data
btrfs filesystem usage /
multipath -ll
nfsstat -c
dmsetup ls
xfs_quota -x -c 'report -h' /home
numastat -m
kdumpctl status
strace -p 12
systemctl list-timers
rc-update show
ifquery -a
nft list ruleset
wg show
dig +short a.example
tshark -i eth0 -c 10
pam_tally2 -u ana
restorecon -nRv /srv
apt-mark showhold
pacman -Qi nginx
gem list
dmidecode -t memory
omreport system summary
rocm-smi
squid -k parse
php-fpm8.2 -t
pg_lsclusters
mysqladmin processlist
lsnrctl status
cockroach node status
kafka-log-dirs.sh --bootstrap-server a --describe
crictl ps -a
incus list
k3s kubectl get nodes
hcloud server list
pulumi preview
chef-client --why-run
drbdadm status
corosync-quorumtool -s
mmlsdisk fs
xe vm-list
qshape deferred
zmcontrol status
samba-tool drs showrepl
dsidm x user list
named-checkzone a b
dnscontrol preview
fluentd --dry-run -c x
syslog-ng --syntax-only
drone build ls x
fs_cli -x 'sofia status'
sacct -j 12
condor_q
sqoop list-tables`,
  kick: `
zpool clear tank
nvme reset /dev/nvme0
partx -u /dev/sda
sv restart nginx
svcadm restart web
ethtool -r eth0
hwclock --systohc
snap restart lxd
uwsgi --reload /run/uwsgi.pid
jboss-cli.sh -c --command=':reload'
rq requeue --all
mysqladmin flush-hosts
nomad alloc restart abc
lxc restart web
cilium endpoint regenerate 12
doctl compute droplet-action reboot 12
scw instance server reboot x
mc admin service restart local
vim-cmd vmsvc/power.reset 12
postqueue -f
ipactl restart
unbound-control flush a
cmk -R
gh run rerun 12
kamctl dispatcher reload`,
  pause: `
lvchange -an vg0/data
nvme disconnect -n nqn.x
dmsetup suspend data
chcpu -d 3
ip link set dev eth0 down
ifdown eth0
gobgp neighbor 10.0.0.1 disable
passwd -l deploy
pm2 stop api
rq suspend
rpk cluster maintenance enable 1
docker stop web
gcloud compute instances stop web-1
rbd unmap /dev/rbd0
mmshutdown -a
qm shutdown 100
postsuper -h ABC
samba-tool user disable ana
sensuctl silenced create x
scontrol hold 12`,
  resume: `
vgchange -ay vg0
multipathd reinstate path sdb
machinectl start web
sv up nginx
ifconfig eth0 up
cupsenable hp1
rfkill unblock wifi
monit monitor web
startup.sh
repmgr service unpause
lsnrctl start
consul maint -disable
kubectl uncordon n1
doctl compute droplet-action power-on 12
ceph osd unset noout
vim-cmd vmsvc/power.on 12
icinga2 feature enable x
jenkins-cli cancel-quiet-down
pbsnodes -r n1`,
  set: `
zpool set autoreplace=on tank
tune2fs -m 1 /dev/sda1
sysctl -w vm.swappiness=10
grubby --update-kernel=ALL --args=nomodeset
ionice -c3 -p 12
tc qdisc replace dev eth0 root fq
firewall-cmd --set-default-zone=trusted
setfacl -m u:ana:rwx /data
setcap cap_net_raw+ep /usr/bin/ping
snap set system refresh.hold=2026
pm2 scale api 4
asadmin set a.b=c
patronictl edit-config -s ttl=30 --force
consul kv put a b
nats stream edit X --max-age 1h
docker update --memory 2g web
helm rollback web 3
eksctl scale nodegroup --cluster c --name n --nodes 4
kustomize edit set image a=b:2
openstack server set --state active web
gluster volume set data x on
crm_attribute -n x -v 1
ha-manager set vm:100 --state started
scontrol update nodename=n1 state=resume
qmgr -c 'set queue x enabled=true'
debconf-set-selections x`,
  add: `
mdadm --manage /dev/md0 --add /dev/sdc1
kpartx -av disk.img
tc qdisc add dev eth0 root netem delay 100ms
brctl addif br0 eth1
iptables -I INPUT 1 -p tcp --dport 443 -j ACCEPT
useradd -m deploy
apt-get install -y nginx=1.2
rpm -ivh x.rpm
brew install jq
etcdctl member add x --peer-urls=y
kafka-acls.sh --bootstrap-server a --add --allow-principal User:x
velero backup create x
rbd snap create data/x@s`,
  remove: `
lvremove -y /dev/vg0/snap
mdadm /dev/md0 --remove /dev/sdb1
modprobe -r nf_conntrack
nmcli con delete eth0
firewall-cmd --permanent --remove-port=443/tcp
ovs-ofctl del-flows br0
cancel -a hp1
asadmin undeploy app
nodetool removenode abc
vault token revoke x
crictl rm abc
talosctl etcd remove-member x
gcloud projects remove-iam-policy-binding p
az network nsg rule delete -g g
rados -p data rm obj
mc rm local/b/x
pcs constraint remove x
pct unlock 100
doveadm expunge -u ana mailbox x all
duplicity cleanup --force u`,
  kill: `
fuser -km /data
ss -K dst 10.0.0.9
pt-kill --busy-time 60 --kill
clickhouse-client -q "kill query where query_id='x'"
runc kill abc
argocd app terminate-op web
virsh destroy vm
drone build stop x 12
qdel 12
yarn application -kill app_1
oozie job -kill x`,
  run: `
lvextend -r -L +20G /dev/vg0/data
xfs_growfs /data
parted -s /dev/sda resizepart 1 100%
iptables -F
zypper dup
occ files:scan --all
barman recover main latest /d
pg_rewind --target-pgdata=/d
pt-online-schema-change --alter x --execute D=a,t=b
mongorestore --drop dump
vault operator step-down
podman auto-update
oc adm certificate approve x
netlify deploy --prod
salt 'web*' state.apply
crm resource migrate web b
postmap /etc/postfix/transport
amavisd-release abc
samba-tool dbcheck --fix
acme.sh --renew -d x
step ca renew a b
pdnsutil increase-serial a
scontrol takeover`,
  edit: `
kops edit ig nodes
ansible-vault edit x
pdnsutil edit-zone a`,
  nothing: `
kinit ana
kubectx prod
vault login
pcs host auth b
argocd login a.example`,
};

for (const [verdict, commands] of Object.entries(wellKnown))
  test.each(commands.trim().split("\n"))(`${verdict}: %s`, (command) => {
    expect(verdictOf(command)).toBe(verdict);
  });

test("no tool is without a name", () => {
  expect(effectTable.has("")).toBe(false);
});

test.each([
  ["virsh shutdown vm", "virsh start vm"],
  ["pcs resource disable web", "pcs resource enable web"],
  ["pcs node standby a", "pcs node unstandby a"],
  ["iscsiadm -m node -T iqn.x -p 10.0.0.9 --logout", "iscsiadm -m node -T iqn.x -p 10.0.0.9 -l"],
  ["zfs umount tank/data", "zfs mount tank/data"],
  ["mdadm /dev/md0 -f /dev/sdb1", "mdadm --manage /dev/md0 --remove /dev/sdb1"],
  ["nmcli con down eth0", "nmcli connection up eth0"],
  ["rpk cluster maintenance enable 1", "rpk cluster maintenance disable 1"],
  ["passwd -l deploy", "usermod -U deploy"],
  ["service nginx stop", "service nginx start"],
  ["sv down nginx", "sv up nginx"],
  ["firewall-cmd --add-port=443/tcp", "firewall-cmd --remove-port=443/tcp"],
])("%s and %s are about the same thing", (first, second) => {
  expect(effectOf(first)?.target).toBe(effectOf(second)?.target);
});

test.each([
  ["ethtool -K eth0 gro off", "ethtool -K eth0 tso off"],
  ["rabbitmqctl set_permissions ana .* .* .*", "rabbitmqctl set_user_tags ana admin"],
  ["tune2fs -m 1 /dev/sda1", "tune2fs -c 0 /dev/sda1"],
  ["patronictl edit-config -s ttl=30", "patronictl edit-config -s loop_wait=10"],
  ["chage -E -1 deploy", "chage -M 90 deploy"],
  ["ceph osd pool set data size 3", "ceph osd pool set data pg_num 64"],
])("%s and %s are different settings", (first, second) => {
  expect(effectOf(first)?.target).not.toBe(effectOf(second)?.target);
});

test("a value that is given again is that of the same setting", () => {
  expect(effectOf("patronictl edit-config -s ttl=30")?.target).toBe(
    effectOf("patronictl edit-config -s ttl=20")?.target,
  );
  expect(effectOf("ethtool -K eth0 gro off")?.target).toBe(effectOf("ethtool -K eth0 gro on")?.target);
});
