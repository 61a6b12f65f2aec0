#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
mkdir -p $D/data
mount -t tmpfs -o size=6m gym $D/data || die "cannot mount a small tmpfs"
mkdir -p $D/data/uploads $D/data/log; chown www-data $D/data/log
nginx_conf notice
cat > $D/nginx/conf.d/shop.conf <<C
server {
    listen 127.0.0.1:$P0;
    access_log $D/data/log/shop-access.log;
    location / { return 200 "shop ok\n"; }
}
C
nginx_up || die "no nginx"
cp "$LIB/uploadd.py" $D/etc/
install_ctl upload
printf 'CMD=(/usr/bin/python3 "$BASE/etc/uploadd.py")\n' > $D/etc/upload.env
$D/bin/uploadctl start || die "no app"
spawn traffic /dev/null "$LIB/traffic.sh" 1 curl -s -m 2 http://127.0.0.1:$P0/
stored() { grep -q stored $D/log/upload.log; }
wait_until 10 stored || die "no upload"
exec "$SCN/check.sh" "$D"
