#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
for i in 1 2 3 4; do http_ok http://127.0.0.1:$P0/cart 2>/dev/null; done | sort | uniq | tr '\n' ' ' | grep -q 'shop-web1 ok shop-web2 ok'
