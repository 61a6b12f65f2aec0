#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
for i in 1 2 3; do http_ok http://127.0.0.1:$P0/orders 2>/dev/null | grep -q '^orders ok' || exit 1; done
