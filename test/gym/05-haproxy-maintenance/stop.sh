#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"
for c in traffic haproxy web1 web2; do stop_pidfile $D/run/$c.pid; done
