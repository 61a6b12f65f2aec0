#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"
stop_pidfile $D/run/upload.pid
! mountpoint -q $D/data || umount $D/data || umount -l $D/data
