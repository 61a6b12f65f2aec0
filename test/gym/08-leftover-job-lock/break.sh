#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
# the host went down in the middle of a run two hours ago: the lock stayed, its owner did not
for i in $(seq 50); do mkdir $D/var/backup.lock 2>/dev/null && break; sleep 0.05; done
echo 31998 > $D/var/backup.lock/pid
touch -d '2 hours ago' $D/var/backup.lock
rm -f $D/var/backups/orders.gz
sleep 1.5
