#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
nginx -t -q -e /dev/null -c $D/nginx/nginx.conf 2>/dev/null || exit 1
for i in 1 2 3; do http_ok http://127.0.0.1:$P0/cart 2>/dev/null | grep -q '^shop-[a-z]* ok' || exit 1; done
