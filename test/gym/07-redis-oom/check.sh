#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/redis.sh"; export REDISCLI_AUTH=Quartz-Heron-5521
gym_open "${1:-}"; need_gym
[ "$(rcli set gym:probe "$(head -c 2000 /dev/zero | tr '\0' y)" ex 2 2>/dev/null)" = OK ] || exit 1
sleep 1.2
tail -n 2 $D/log/sessiond.log | grep -q ERROR && exit 1
$D/bin/sessiondctl status >/dev/null
