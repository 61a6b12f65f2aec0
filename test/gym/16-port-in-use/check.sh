#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
$D/bin/invoicesctl status >/dev/null && http_ok http://127.0.0.1:$P0/ 2>/dev/null | grep -q '^invoices ok'
