#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; need_gym
# back to the day before: blue is live
$D/bin/bluectl start >/dev/null || die "blue does not start"
"$SCN/site.sh" $P0 $P1 ';' > $D/nginx/conf.d/shop.conf
nginx_ensure; nginx_hup
# the blue-green switch: green comes up, the site file is rewritten (a semicolon is lost),
# nginx rejects it on reload and stays with blue, blue is stopped
$D/bin/greenctl start >/dev/null || die "green does not start"
"$SCN/site.sh" $P0 $P2 '' > $D/nginx/conf.d/shop.conf
nginx_hup
$D/bin/bluectl stop >/dev/null
curl -s -m 2 -o /dev/null http://127.0.0.1:$P0/cart
exit 0
