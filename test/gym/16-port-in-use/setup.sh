#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
cp "$LIB/backend.py" "$SCN/invoices.py" $D/etc/
install_ctl invoices
printf 'PORT=$P0\nCMD=(/usr/bin/python3 "$BASE/etc/invoices.py" $P0)\n' > $D/etc/invoices.env
$D/bin/invoicesctl start || die "no start"
exec "$SCN/check.sh" "$D"
