#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
$D/bin/uploadctl status >/dev/null || exit 1
head -c 100k /dev/zero > $D/data/tmp/.check 2>/dev/null || { rm -f $D/data/tmp/.check; exit 1; }
rm -f $D/data/tmp/.check; sleep 1.2
tail -n 1 $D/log/upload.log | grep -q stored
