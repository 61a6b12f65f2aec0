#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"
for c in traffic orders db; do stop_pidfile $D/run/$c.pid; done
