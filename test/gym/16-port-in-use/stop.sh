#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"
stop_pidfile $D/run/invoices.pid; stop_pidfile $D/run/squatter.pid
