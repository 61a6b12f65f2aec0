#!/bin/bash
. "$(dirname "$0")/../lib/lib.sh"
. "$LIB/nginx.sh"
gym_open "${1:-}"; gym_fresh; gym_ports
cp "$LIB/backend.py" $D/etc/backend.py
for c in blue:$P1 green:$P2; do
  install_ctl ${c%:*}
  printf 'PORT=%s\nCMD=(/usr/bin/python3 "$BASE/etc/backend.py" %s shop-%s)\n' ${c#*:} ${c#*:} ${c%:*} > $D/etc/${c%:*}.env
done
nginx_conf notice
"$SCN/site.sh" $P0 $P1 ';' > $D/nginx/conf.d/shop.conf
cat > $D/bin/vim <<'C'
#!/bin/bash
# stands for a person in an editor: only works on a terminal, changes the one wrong line
[ -t 0 ] && [ -t 1 ] || { echo "Vim: Warning: Input is not from a terminal" >&2; exit 1; }
printf '\033[?1049h"%s"' "$1"; sleep 0.3
sed -i -E 's|^( *proxy_pass http://[0-9.:]+)$|\1;|' "$1"
printf '\033[?1049l'
C
chmod +x $D/bin/vim
$D/bin/bluectl start && nginx_up || die "no start"
spawn traffic /dev/null "$LIB/traffic.sh" 1 curl -s -m 2 http://127.0.0.1:$P0/cart
exec "$SCN/check.sh" "$D"
