#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
$D/bin/ratesctl start >/dev/null || die "no app"
# the nightly import was cut in the middle of the file
printf '{\n  "EUR": 1.0,\n  "USD": 1.0' > $D/etc/rates.json
curl -s -m 2 -o /dev/null http://127.0.0.1:$P0/USD; exit 0
