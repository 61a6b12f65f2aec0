#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
mkdir -p $D/tls/ca; cd $D/tls || exit 1
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 3650 -subj "/CN=Shop internal CA" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout shop.key -out shop.csr -subj "/CN=shop.local" 2>/dev/null
echo 'subjectAltName=DNS:shop.local,IP:127.0.0.1' > san.ext
chmod 600 ca.key shop.key
cat > ca/ca.cnf <<C
[ca]
default_ca = shop
[shop]
database = $D/tls/ca/index.txt
rand_serial = yes
new_certs_dir = $D/tls/ca
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
C
: > ca/index.txt
openssl x509 -req -in shop.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 90 -extfile san.ext -out shop.crt 2>/dev/null || die "no certificate"
nginx_conf notice
cat > $D/nginx/conf.d/shop.conf <<C
server {
    listen 127.0.0.1:$P0 ssl;
    ssl_certificate $D/tls/shop.crt;
    ssl_certificate_key $D/tls/shop.key;
    location / { return 200 "shop ok\n"; }
}
C
nginx_up || die "no nginx"
cp "$SCN/prober.py" $D/etc/
install_ctl prober
printf 'CMD=(/usr/bin/python3 "$BASE/etc/prober.py" $P0)\n' > $D/etc/prober.env
$D/bin/proberctl start || die "no prober"
exec "$SCN/check.sh" "$D"
