#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
mark=$(mktemp $D/run/check.XXXXXX); newer() { [ $D/var/backups/orders.gz -nt $mark ]; }
sleep 0.1; wait_until 4 newer; ok=$?; rm -f $mark; exit $ok
