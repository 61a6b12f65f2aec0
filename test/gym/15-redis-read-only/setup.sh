#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/redis.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
redis_conf <<C
repl-diskless-sync-delay 0
C
redis_up || die "redis does not start"
cp "$LIB/sessiond.py" $D/etc/sessiond.py
install_ctl sessiond
printf 'CMD=(/usr/bin/python3 "$BASE/etc/sessiond.py" $P0)\n' > $D/etc/sessiond.env
$D/bin/sessiondctl start || die "no app"
exec "$SCN/check.sh" "$D"
