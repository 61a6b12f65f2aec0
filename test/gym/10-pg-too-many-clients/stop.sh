#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/pg.sh"
gym_open "${1:-}"
stop_pidfile $D/run/traffic.pid; for n in $(seq 14); do stop_pidfile $D/run/report$n.pid; done; pg_stop
