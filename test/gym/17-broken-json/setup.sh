#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
printf '{\n  "EUR": 1.0,\n  "USD": 1.08,\n  "CHF": 0.96\n}\n' > $D/etc/rates.json
cp $D/etc/rates.json $D/etc/rates.json.last
cp "$SCN/rates.py" $D/etc/
install_ctl rates
printf 'PORT=$P0\nCMD=(/usr/bin/python3 "$BASE/etc/rates.py" $P0)\n' > $D/etc/rates.env
$D/bin/ratesctl start || die "no start"
spawn traffic /dev/null "$LIB/traffic.sh" 1 curl -s -m 2 http://127.0.0.1:$P0/USD
exec "$SCN/check.sh" "$D"
