#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
head -c 200k /dev/zero > $D/data/.check 2>/dev/null || { rm -f $D/data/.check; exit 1; }
rm -f $D/data/.check; sleep 1.2
tail -n 1 $D/log/upload.log | grep -q stored && http_ok http://127.0.0.1:$P0/ 2>/dev/null | grep -q 'shop ok'
