#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
for i in 1 2 3; do [ "$(timeout 1 socat -u TCP:127.0.0.1:$P0 - 2>/dev/null | head -1)" = hello ] || exit 1; done
