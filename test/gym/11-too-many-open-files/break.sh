#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
gym_open "${1:-}"; need_gym
# a rollout brings the service's settings from the template: with the default limit
sed -i 's/^NOFILE=.*/NOFILE=48/' $D/etc/feed.env
$D/bin/feedctl stop >/dev/null; $D/bin/feedctl start >/dev/null || die "no feed"
short() { tail -n 3 $D/log/feed.log | grep -q 'Too many open files'; }
wait_until 10 short || die "the feed has files enough"
