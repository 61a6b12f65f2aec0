#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; need_gym
# the renewal job did not run for a year: what nginx serves has ended long ago
cd $D/tls || exit 1
openssl ca -batch -config ca/ca.cnf -cert ca.crt -keyfile ca.key -in shop.csr -extfile san.ext -notext \
  -startdate 20240101000000Z -enddate 20240401000000Z -out shop.crt >/dev/null 2>&1 || die "no expired certificate"
nginx_ensure; nginx_hup
