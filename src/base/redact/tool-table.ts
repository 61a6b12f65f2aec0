/**
 * Where command line tools take a secret. A row: names, then what it takes:
 * `glued=` flags with the secret attached only (`-pX`); `flags=` flags with it attached, after `=` or as the next word;
 * `pairs=` flags whose value holds the secret after the sign that ends the entry (`-u:` is `user:secret`);
 * `under=` a subcommand that must stand among the words. From the manuals of the tools.
 */
export const toolTable: string = `
mysql,mysqldump,mysqladmin,mysqlimport,mysqlcheck,mysqlshow,mysqlslap,mysqlbinlog,mysqlpump,mysql_upgrade,mysqlsh,mytop,mysqlhotcopy glued=-p
mariadb,mariadb-dump,mariadb-admin,mariadb-check,mariadb-import,mariadb-show,mariadb-backup,mariabackup,mariadb-binlog glued=-p
mydumper,myloader,mycli,pt-table-checksum,pt-online-schema-change,pt-kill,pt-archiver,innotop,xtrabackup,innobackupex flags=-p
sshpass flags=-p
7z,7za,7zr,7zz,rar,unrar,arj,unar glued=-p/-hp flags=-password
curl pairs=-u:/-U:/--user:/--proxy-user:/-E:/--cert:/--tlsuser: flags=--pass/--proxy-pass/--oauth2-bearer/--tlspassword/--proxy-tlspassword/--key-pass cookies=-b/--cookie
wget,wget2,aria2c,axel flags=--http-passwd/--ftp-passwd/--http-password/--ftp-password/--proxy-password
http,https,xh,xhs,httpie pairs=-a:/--auth: flags=-a/--auth
ab,hey,bombardier,siege,oha pairs=-A:/-P:/-a:
redis-cli,keydb-cli,valkey-cli,redis-benchmark,rdb,redis-dump flags=-a/--pass/--auth
mongosh,mongo,mongodump,mongorestore,mongoexport,mongoimport,mongostat,mongotop,mongofiles,bsondump flags=-p/--password
docker,podman,nerdctl,buildah,helm,skopeo,crane,oras,oc,regctl,singularity,apptainer,charts,az,cf,ibmcloud,oci,bx,doctl,img under=login flags=-p/--password pairs=--creds:/-u:
skopeo,podman,buildah,crictl,ctr,oras pairs=--creds:/--src-creds:/--dest-creds:
twine,rabbitmqadmin flags=-p/--password
gem under=push flags=--key
security flags=-w
pscp,plink,psftp,putty,kitty flags=-pw
zip,unzip,funzip,zipcloak,zipnote,fcrackzip flags=-P
ldapsearch,ldapadd,ldapmodify,ldapdelete,ldapwhoami,ldappasswd,ldapcompare,ldapmodrdn,ldapexop,ldapurl flags=-w
ldappasswd flags=-s/-a
sqlcmd,bcp,osql,isql,tsql,mssql-cli,sqlpackage flags=-P/-Password
net-snmp-create-v3-user,snmpusm,snmpwalk,snmpget,snmpset,snmpgetnext,snmpbulkwalk,snmpbulkget,snmptrap,snmpinform,snmptable,snmpdf,snmpstatus,snmptest flags=-A/-X/-c/-3m/-3M
ipmitool,ipmiutil flags=-P
ipmipower,ipmi-power,ipmi-sensors,bmc-info flags=-p/-k
racadm,perccli,idracadm,idracadm7 flags=-p
keytool,jarsigner,apksigner,pktool flags=-storepass/-keypass/-srcstorepass/-deststorepass/-destkeypass/-srckeypass/-new/--ks-pass/--key-pass
useradd,usermod,adduser,groupadd,groupmod,newusers flags=-p/--password
openssl pairs=-pass:/-passin:/-passout:/--pass:/-password: flags=-k/-K/-hmac/-macopt/-psk/-srppass/-srp_pass
smbclient,smbget,smbmap,rpcclient,winexe,wbinfo,net,smbtree,smbcacls,smbspool,wmic,pth-winexe,cifscreds,nmblookup pairs=-U%/--user%/--username%
smbmap,crackmapexec,netexec,nxc,evil-winrm,kerbrute,impacket-psexec,medusa,ncrack,hydra,rdesktop,ncftp,ncftpput,ncftpget,cadaver flags=-p
lftp pairs=-u,/--user,
ncftp,ncftpget,ncftpput,ncftpls flags=-p
gh under=secret flags=--body/-b
gh under=variable flags=--body/-b
glab flags=--token/-t
aws,awslocal,aliyun,tccli flags=--secret-string/--master-user-password/--secret-access-key/--session-token/--password/--auth-token/--admin-password/--temporary-password/--new-password/--previous-password/--proposed-password/--secret-binary
aws under=put-parameter flags=--value
aws under=put-secret-value flags=--secret-string
az under=user flags=-p/--password
az under=server flags=-p/--admin-password
az under=secret flags=--value
az under=storage flags=--account-key/--sas-token/--connection-string
az flags=--admin-password/--account-key/--sas-token/--client-secret/--connection-string
gcloud flags=--password/--root-password/--access-token
sqlplus,sqlplus64,impdp,expdp,exp,imp,sqlldr,rman,tnsping,sql,sqlcl slash=1
cqlsh,dsetool,nodetool,cassandra-stress,sstableloader flags=-p/-pw/--password
influx,influxd flags=-password/-token/-t/--token/-p
cypher-shell,neo4j-admin flags=-p/--password
mosquitto_pub,mosquitto_sub,mosquitto_rr,mqttx,mqtt,hivemq flags=-P/--pw/-pw
veracrypt,truecrypt,tcplay,cryptsetup flags=-p/--new-password
ssh-keygen flags=-N/-P
gpg,gpg2 flags=--passphrase
xfreerdp,wlfreerdp,freerdp,xfreerdp3,sdl-freerdp slashes=/p:/pth:
rdesktop,vncviewer,vncpasswd,x11vnc,x0vncserver flags=-p/-passwd/-viewpasswd
swaks flags=-ap/--auth-password/-xp
sendemail,sendEmail flags=-xp
sipp,sipsak,linphonec,pjsua flags=-ap/-a/--password
kinit,kpasswd,kadmin,kadmin.local,kvno flags=-w/-pw
supervisorctl flags=-p
elasticsearch-users,elasticsearch-reset-password,opensearch-users,x-pack flags=-p
kubectl,oc,k9s,kubeadm,k3s,rke2,k3sup,microk8s,minikube flags=--token/--password/--discovery-token/--certificate-key
vercel,now flags=-t/--token
doctl flags=-t/--access-token
netlify,surge flags=--auth/-a
jenkins-cli,jenkins-cli.jar pairs=-auth: flags=-auth
jq arg=--arg/--argjson
check_mysql,check_pgsql,check_mysql_query flags=-p
check_snmp flags=-C
steamcmd,nordvpn,protonvpn,expressvpn,openfortivpn,openconnect,vpnc flags=-p/--password
vmrun flags=-p/-gp/-pp/-vp
slapd,slappasswd,slapadd flags=-s
nsupdate,dig pairs=-y:
cmdkey slashes=/pass:
qpdf flags=--password/--encrypt
pdftotext,pdfinfo,pdftoppm,pdfunite,pdftk flags=-upw/-opw/input_pw/user_pw/owner_pw
etcdctl pairs=--user: flags=--password
consul,nomad,vault,boundary flags=-token/--token/-secret-id/-password
snyk,sentry-cli,codecov,coveralls flags=-t/--auth-token/--token
ngrok,bore,frpc,cloudflared flags=--authtoken/--token
tailscale,headscale,zerotier-cli,wg-quick flags=--authkey/--auth-key
wbinfo pairs=-a%
security flags=-p/-P
pk12util,certutil,modutil flags=-W/-K
oathtool flags=--base32/-b
`;

/**
 * Secrets that are words of their own: literal words, `*` for any word, `?` for the secret. Flags between are skipped.
 */
export const wordTable: string = `
vault login ?
ansible-vault encrypt_string ?
salt shadow.set_password * ?
salt-call shadow.set_password * ?
cargo login ?
bw login * ?
bw unlock ?
virsh secret-set-value * ?
keyctl add user * ?
keyctl padd user * ?
poetry config pypi-token* ?
poetry config http-basic* * ?
composer config http-basic* * ?
composer config gitlab-token* ?
net use * * ?
drush user:password * ?
drush upwd * ?
smbclient //* ?
vault unwrap ?
vault operator unseal ?
vault token revoke ?
vault token lookup ?
vault token renew ?
rabbitmqctl add_user * ?
rabbitmqctl change_password * ?
rabbitmqctl authenticate_user * ?
mysqladmin password ?
mariadb-admin password ?
nmcli password ?
nmcli wifi-sec.psk ?
nmcli 802-11-wireless-security.psk ?
nmcli 802-1x.password ?
nmcli vpn.secrets ?
wpa_passphrase * ?
mkpasswd ?
openssl passwd ?
mc alias set * * ? ?
mc config host add * * ? ?
mc admin user add * * ?
mc admin user svcacct * * ? ?
cf auth * ?
grafana-cli admin reset-admin-password ?
grafana cli admin reset-admin-password ?
ngrok authtoken ?
ngrok config add-authtoken ?
snyk auth ?
rclone obscure ?
rclone config create * * pass ?
samba-tool user create * ?
samba-tool user add * ?
net user * ?
db2 using ?
redis-cli hello * auth * ?
redis-cli auth * ?
redis-cli auth ?
valkey-cli auth ?
redis-cli requirepass ?
redis-cli masterauth ?
cloudflared service install ?
composer config github-oauth.github.com ?
asadmin change-admin-password ?
caddy hash-password ?
etcdctl user add * ?
zmprov sp * ?
zmprov ca * ?
gcloud auth activate-refresh-token * ?
steamcmd +login * ?
pdftk input_pw ?
pdftk user_pw ?
pdftk owner_pw ?
doppler configure set token ?
doveadm auth test * ?
doveadm auth login * ?
pro attach ?
ua attach ?
isql * * ?
iusql * * ?
qpdf ? ? 256
qpdf ? ? 128
b2 authorize-account * ?
radtest * ? * * ?
radclient * * ?
radclient * ?
iw connect * key ?
snmpusm passwd ? ?
db2 user * using ?
`;
