#!/bin/bash
# site.sh LISTEN BACKEND END: the site file as the deploy job writes it
cat <<C
server {
    listen 127.0.0.1:$1;
    server_name shop.local;
    location / {
        proxy_connect_timeout 1s;
        proxy_pass http://127.0.0.1:$2$3
        proxy_set_header Host \$host;
    }
}
C
