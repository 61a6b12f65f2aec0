#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/redis.sh"; export REDISCLI_AUTH=Quartz-Heron-5521
gym_open "${1:-}"; need_gym
# an export job leaves its temporary keys behind while the limit is raised for it; then the limit goes back
rcli ping >/dev/null || redis_up || die "redis down"
rcli config set maxmemory 64mb maxmemory-policy noeviction >/dev/null
fill() { python3 - <<'C' | rcli --pipe >/dev/null 2>&1
import os, sys
pad = "x" * 900
for i in range(4000):
    k = f"tmp:export:{i}"; v = pad
    sys.stdout.write(f"*3\r\n$3\r\nSET\r\n${len(k)}\r\n{k}\r\n${len(v)}\r\n{v}\r\n")
C
}
fill
rcli config set maxmemory 4mb >/dev/null
full() { rcli set gym:probe x ex 1 2>&1 | grep -q ^OOM; }
wait_until 5 full || die "redis is not full"
