#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
http_ok http://127.0.0.1:$P0/ 2>/dev/null | grep -q 'shop front' && http_ok http://127.0.0.1:$P0/css/shop.css 2>/dev/null | grep -q h1
