#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
cp "$SCN/feed.py" "$SCN/subscribers.py" $D/etc/
install_ctl feed
printf 'PORT=$P0\nNOFILE=1024\nCMD=(/usr/bin/prlimit --nofile=$NOFILE /usr/bin/python3 "$BASE/etc/feed.py" $P0)\n' > $D/etc/feed.env
$D/bin/feedctl start || die "no feed"
GYM_DIR=$D spawn subscribers /dev/null /usr/bin/python3 $D/etc/subscribers.py $P0 60
exec "$SCN/check.sh" "$D"
