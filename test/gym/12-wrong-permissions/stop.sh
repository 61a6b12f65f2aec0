#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"
stop_pidfile $D/run/traffic.pid; nginx_stop
