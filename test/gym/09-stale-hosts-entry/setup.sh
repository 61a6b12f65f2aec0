#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
printf '127.0.0.1 localhost\n127.0.0.1 orders-db.internal\n127.0.0.1 mail.internal\n' > $D/etc/hosts
cp "$LIB/backend.py" "$SCN/orders.py" $D/etc/
install_ctl db; install_ctl orders
printf 'PORT=$P1\nCMD=(/usr/bin/python3 "$BASE/etc/backend.py" $P1 orders-db)\n' > $D/etc/db.env
printf 'PORT=$P0\nCMD=(/usr/bin/python3 "$BASE/etc/orders.py" $P0 $P1)\n' > $D/etc/orders.env
$D/bin/dbctl start && $D/bin/ordersctl start || die "no start"
spawn traffic /dev/null "$LIB/traffic.sh" 1 curl -s -m 2 http://127.0.0.1:$P0/orders
exec "$SCN/check.sh" "$D"
