#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
mkdir -p $D/var/queue $D/var/done
cp "$SCN/worker.py" "$SCN/metricsd.py" $D/etc/
install_ctl worker
printf 'CMD=(/usr/bin/nice -n 15 /usr/bin/python3 "$BASE/etc/worker.py")\n' > $D/etc/worker.env
$D/bin/workerctl start || die "no worker"
GYM_DIR=$D spawn metricsd $D/log/metrics.log /usr/bin/python3 $D/etc/metricsd.py
spawn traffic /dev/null "$LIB/traffic.sh" 2 bash -c 'echo "rows=200" > "$GYM_DIR/var/queue/.t" && mv "$GYM_DIR/var/queue/.t" "$GYM_DIR/var/queue/report-$(date +%s%N).job"'
seen() { grep -q 'CPU usage' $D/log/metrics.log; }
wait_until 10 seen || die "no metrics"
exec "$SCN/check.sh" "$D"
