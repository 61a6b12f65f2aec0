#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
# a crashing report writer leaves core files until the volume is full
$D/bin/uploadctl start >/dev/null || die "the app does not start"
full() { [ "$(df --output=avail -k $D/data | tail -1)" -lt 16 ]; }
for i in $(seq 40); do full && break; head -c 300k /dev/zero > $D/data/dumps/core.$((RANDOM + 1000)) 2>/dev/null; done
full || die "the volume is not full"
