#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/redis.sh"
gym_open "${1:-}"; need_gym
rcli ping >/dev/null || redis_up || die "redis down"
# a failover drill made it the replica of a server that was taken away again
rcli replicaof 127.0.0.1 $P9 >/dev/null
locked() { rcli set gym:probe x ex 1 2>&1 | grep -q ^READONLY; }
wait_until 5 locked || die "redis still takes writes"
sleep 1.2
