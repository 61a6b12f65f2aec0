#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
# the app is stopped for an update; somebody's forgotten test server takes its port
$D/bin/invoicesctl stop >/dev/null
spawn squatter $D/log/squatter.log /usr/bin/python3 $D/etc/backend.py $P0 test-server
taken() { http_ok http://127.0.0.1:$P0/ | grep -q test-server; }
wait_until 10 taken || die "the port is free"
for i in 1 2; do $D/bin/invoicesctl start >/dev/null 2>&1; sleep 0.3; done; exit 0
