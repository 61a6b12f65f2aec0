#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/pg.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
pg_setup <<C
max_connections = 14
superuser_reserved_connections = 3
C
DB=postgres sql -c "CREATE ROLE shop LOGIN" -c "CREATE DATABASE shop OWNER shop"
sql -c "SET ROLE shop" -c "CREATE TABLE carts(id int PRIMARY KEY, items int)" -c "INSERT INTO carts SELECT g, 1 FROM generate_series(1,20) g"
cat > $D/bin/app-traffic <<C
#!/bin/bash
# the shop opens a connection for each cart
PGAPPNAME=shop-web PGCONNECT_TIMEOUT=2 psql -X -q -h $D/run -p $PORT -U shop -d shop -c "UPDATE carts SET items = items + 1 WHERE id = 3"
C
chmod +x $D/bin/app-traffic
spawn traffic /dev/null "$LIB/traffic.sh" 1 $D/bin/app-traffic
exec "$SCN/check.sh" "$D"
