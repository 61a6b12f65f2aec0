#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
mkdir -p $D/www/css
echo '<h1>shop front</h1>' > $D/www/index.html; echo 'h1 {}' > $D/www/css/shop.css
chown -R www-data:www-data $D/www
nginx_conf notice
cat > $D/nginx/conf.d/shop.conf <<C
server {
    listen 127.0.0.1:$P0;
    root $D/www;
}
C
nginx_up || die "no nginx"
spawn traffic /dev/null "$LIB/traffic.sh" 1 curl -s -m 2 http://127.0.0.1:$P0/
exec "$SCN/check.sh" "$D"
