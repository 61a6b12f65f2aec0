#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/redis.sh"; export REDISCLI_AUTH=Quartz-Heron-5521
gym_open "${1:-}"; gym_fresh; gym_ports
redis_conf <<C
requirepass Quartz-Heron-5521
maxmemory 4mb
maxmemory-policy noeviction
C
chmod 600 $D/etc/redis.conf
redis_up || die "redis does not start"
cp "$LIB/sessiond.py" $D/etc/sessiond.py
install_ctl sessiond
printf 'CMD=(/usr/bin/python3 "$BASE/etc/sessiond.py" $P0)\n' > $D/etc/sessiond.env
REDISCLI_AUTH= REDIS_PASSWORD=Quartz-Heron-5521 $D/bin/sessiondctl start || die "no app"
exec "$SCN/check.sh" "$D"
