#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
for c in EUR USD CHF; do http_ok http://127.0.0.1:$P0/$c >/dev/null 2>&1 || exit 1; done
