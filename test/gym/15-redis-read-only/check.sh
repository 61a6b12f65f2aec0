#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/redis.sh"
gym_open "${1:-}"; need_gym
[ "$(rcli set gym:probe 1 ex 2 2>/dev/null)" = OK ] || exit 1
[ "$(rcli info replication | tr -d '\r' | grep ^role:)" = role:master ] || exit 1
sleep 1.2; tail -n 1 $D/log/sessiond.log | grep -q ERROR && exit 1
$D/bin/sessiondctl status >/dev/null
