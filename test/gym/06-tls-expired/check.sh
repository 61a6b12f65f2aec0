#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
http_ok --cacert $D/tls/ca.crt --resolve shop.local:$P0:127.0.0.1 https://shop.local:$P0/ 2>/dev/null | grep -q '^shop ok' || exit 1
sleep 1.2; tail -n 1 $D/log/prober.log | grep -q answers
