#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; need_gym
nginx_ensure; $D/bin/uploadctl start >/dev/null || die "the app does not start"
# the access log grew, and a hand-made rotation removed it without telling nginx: the file has no name, its bytes stay
log=$D/data/log/shop-access.log
[ -e $log ] || { nginx -c $D/nginx/nginx.conf -s reopen 2>/dev/null; sleep 0.5; }
head -c 8M /dev/zero >> $log 2>/dev/null
rm -f $log; sleep 1.2
[ "$(df --output=avail -k $D/data | tail -1)" -lt 24 ] || die "the volume is not full"
