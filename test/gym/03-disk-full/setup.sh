#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
mkdir -p $D/data
mount -t tmpfs -o size=6m gym $D/data || die "cannot mount a small tmpfs"
mkdir -p $D/data/uploads $D/data/dumps $D/data/tmp
cp "$LIB/uploadd.py" $D/etc/
install_ctl upload
printf 'CMD=(/usr/bin/python3 "$BASE/etc/uploadd.py")\n' > $D/etc/upload.env
$D/bin/uploadctl start || die "no app"
stored() { grep -q stored $D/log/upload.log; }
wait_until 10 stored || die "no upload"
exec "$SCN/check.sh" "$D"
