#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
for c in db orders; do $D/bin/${c}ctl start >/dev/null || die "$c does not start"; done
# a failover test pointed the name at the standby, which is switched off since
sed -i 's/^.* orders-db.internal$/127.0.0.77 orders-db.internal/' $D/etc/hosts
kill -HUP $(cat $D/run/orders.pid); sleep 0.3
curl -s -m 2 -o /dev/null http://127.0.0.1:$P0/orders; exit 0
