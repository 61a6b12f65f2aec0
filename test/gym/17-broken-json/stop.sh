#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"
stop_pidfile $D/run/traffic.pid; stop_pidfile $D/run/rates.pid
