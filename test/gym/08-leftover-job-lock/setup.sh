#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
mkdir -p $D/var/backups $D/data
seq 200 > $D/data/orders.csv
cp "$SCN/nightly-backup" $D/bin/; chmod +x $D/bin/nightly-backup
spawn scheduler $D/log/backup.log "$LIB/traffic.sh" 1 bash -c '"$GYM_DIR/bin/nightly-backup" >>"$GYM_DIR/log/backup.log" 2>&1'
written() { grep -q 'backup written' $D/log/backup.log; }
wait_until 10 written || die "no backup"
exec "$SCN/check.sh" "$D"
