#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"
stop_pidfile $D/run/traffic.pid; stop_pidfile $D/run/upload.pid; nginx_stop
! mountpoint -q $D/data || umount $D/data || umount -l $D/data
