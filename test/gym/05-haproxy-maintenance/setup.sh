#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
cp "$LIB/backend.py" $D/etc/backend.py
for c in web1:$P1 web2:$P2; do
  install_ctl ${c%:*}
  printf 'PORT=%s\nCMD=(/usr/bin/python3 "$BASE/etc/backend.py" %s shop-%s)\n' ${c#*:} ${c#*:} ${c%:*} > $D/etc/${c%:*}.env
  $D/bin/${c%:*}ctl start || die "no backend"
done
cat > $D/etc/haproxy.cfg <<C
global
    maxconn 64
    stats socket $D/run/haproxy.sock mode 600 level admin
    log stdout format iso local0 info
defaults
    mode http
    log global
    option httplog
    timeout connect 1s
    timeout client 3s
    timeout server 3s
frontend shop-front
    bind 127.0.0.1:$P0
    default_backend shop
backend shop
    balance roundrobin
    server web1 127.0.0.1:$P1 check inter 500
    server web2 127.0.0.1:$P2 check inter 500
C
install_ctl haproxy
printf 'PORT=$P0\nCMD=(/usr/sbin/haproxy -db -f "$BASE/etc/haproxy.cfg")\n' > $D/etc/haproxy.env
$D/bin/haproxyctl start || die "no haproxy"
spawn traffic /dev/null "$LIB/traffic.sh" 1 curl -s -m 2 http://127.0.0.1:$P0/cart
wait_until 5 http_ok http://127.0.0.1:$P0/cart || die "no answer"
exec "$SCN/check.sh" "$D"
