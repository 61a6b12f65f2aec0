#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"
stop_pidfile $D/run/subscribers.pid; stop_pidfile $D/run/feed.pid
