#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/pg.sh"
gym_open "${1:-}"; need_gym
# a report tool opens one connection after the other and closes none
for n in $(seq 14); do stop_pidfile $D/run/report$n.pid; done
full() { [ -z "$(PGCONNECT_TIMEOUT=2 psql -X -q -At -h $D/run -p $PORT -U shop -d shop -c 'select 1' 2>/dev/null)" ]; }
for n in $(seq 14); do full && exit 0; PGAPPNAME=report-tool idle_client report$n "select 1;"; sleep 0.15; done
wait_until 5 full || die "there are still connections to be had"
