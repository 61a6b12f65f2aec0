#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/pg.sh"
gym_open "${1:-}"; need_gym
for i in 1 2 3; do [ "$(PGCONNECT_TIMEOUT=2 psql -X -q -At -h $D/run -p $PORT -U shop -d shop -c 'select count(*) from carts' 2>/dev/null)" = 20 ] || exit 1; done
