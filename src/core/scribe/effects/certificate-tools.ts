/** Certificates, keys and trust. Rows from the tools' manuals. Grammar: `table.ts`. */
export const certificateTools = `
certbot takes=--cert-name,-d,--domains,-w,--webroot-path,-m,--email,--deploy-hook,--pre-hook,--post-hook,--server,--key-type,--preferred-challenges,--config-dir,--reason,--cert-path
  +--dry-run : probe
  certificates show_account plugins reconfigure+--dry-run : look
  delete : remove certificate:--cert-name
  revoke : remove certificate:--cert-name,--cert-path
  unregister : remove acme-account:0
  register update_account : run acme-account:0
  enhance install rollback : run web-server-conf:0
  * : run certificate:--cert-name,-d,--domains
acme.sh,lego,dehydrated,uacme,getssl,cert-manager,simp_le takes=-d,--domain,--domains,-w,--webroot,--reloadcmd,--server,-k,--keylength,--email,-m,--path,--http.webroot,--dns,--days,-o,--challenge,--ca
  list +--list +-l +--info +-V +--version +--env show list-accounts : look
  +--remove +--revoke revoke : remove certificate:-d,--domain
  +--install-cronjob +--uninstall-cronjob +--upgrade +--set-default-ca +--register-account +--register : run acme:0
  +--cleanup +-gc : run acme:0
  * : run certificate:-d,--domain,--domains
openssl takes=-in,-out,-inkey,-key,-keyout,-signkey,-CA,-CAkey,-CAserial,-CAfile,-CApath,-certfile,-cert,-keyfile,-days,-subj,-addext,-extfile,-extensions,-config,-newkey,-name,-passin,-passout,-set_serial,-startdate,-enddate,-connect,-servername,-verify_hostname,-inform,-outform,-starttls,-issuer,-url,-CRLfile,-crl_reason,-revoke,-algorithm,-pkeyopt,-alpn,-cipher,-untrusted,-purpose,-checkend,-nameopt,-host,-port,-curve,-k,-pass,-iter,-VAfile
  ca+-revoke : run certificate-authority:-revoke
  ca+-updatedb : run certificate-authority:0
  +-out : set file:-out
  +-keyout : set file:-keyout
  ca : run certificate-authority:0
  rehash : kick trust:0
  s_server ocsp+-port : resume service:openssl
  * : probe
c_rehash
  * : kick trust:*
keytool,jarsigner,portecle takes=-keystore,-alias,-file,-storepass,-keypass,-storetype,-destkeystore,-srckeystore,-deststorepass,-srcstorepass,-destalias,-srcalias,-dname,-ext,-validity,-keysize,-keyalg,-new,-infile,-outfile,-sslserver,-destkeystoretype,-srcstoretype
  +-list +-printcert +-printcertreq +-printcrl +-showinfo +-verify : look
  +-exportcert +-export +-certreq : look
  +-genkeypair +-genkey +-genseckey : add key:-keystore,-alias
  +-delete : remove key:-keystore,-alias
  +-importkeystore : run keystore:-destkeystore,-srcalias
  +-importcert +-import : run key:-keystore,-alias
  +-changealias +-storepasswd +-keypasswd : run keystore:-keystore,-alias
  * : run keystore:all
certutil,pk12util,crlutil,modutil,signver takes=-d,-n,-t,-i,-o,-k,-s,-f,-w,-v,-h,-c,-m,-W,-K,-l
  +-A : add certificate:-d,-n
  +-D +-F : remove certificate:-d,-n
  +-M : set certificate-trust:-d,-n
  +-N +-S +-R +-C +-G +-E +-I : run certificate-database:-d,-n
  * : look
cfssl,cfssljson,multirootca,mkcert,minica,easyrsa,easy-rsa,certstrap,xca,pki,ipsec-pki takes=-ca,-ca-key,-config,-profile,-csr,-hostname,-bare,--days,-cert,-domain,-f,--cn,--passphrase,--CA
  certinfo info scan show-ca show-cert show-crl show-req show-expire show-renew display verify verify-cert version bundle print-defaults +-CAROOT +--version : look
  revoke revoke-issued : run certificate-authority:all
  gencrl gen-crl update-db : run certificate-authority:0
  serve : resume service:cfssl
  +-install : add trust:0
  +-uninstall : remove trust:0
  * : run certificate:all
step,step-ca takes=--ca-url,--root,--provisioner,--ca-config,--not-after,--san,--ca,--ca-key,--profile,--token,--kty,--out,--crt,--key,--fingerprint
  certificate.inspect certificate.verify certificate.lint certificate.fingerprint certificate.needs-renewal certificate.format ca.health ca.roots ca.root ca.federation ca.provisioner.list ca.admin.list crypto.jwt.inspect crypto.key.inspect crypto.key.fingerprint ssh.list ssh.hosts ssh.inspect ssh.needs-renewal version path : probe
  ca.renew ca.rekey ssh.renew ssh.rekey : run certificate:1
  ca.certificate certificate.create certificate.sign crypto.keypair ssh.certificate ca.sign : add certificate:all
  ca.revoke ssh.revoke : remove certificate:all
  certificate.install : add trust:all
  certificate.uninstall : remove trust:all
  ca.provisioner.add ca.admin.add : add certificate-provisioner:1
  ca.provisioner.remove ca.admin.remove : remove certificate-provisioner:1
  ca.provisioner.update ca.policy.* : set certificate-provisioner:1
  ca.bootstrap ssh.login context : local
  * : run certificate:all
update-ca-certificates,update-ca-trust,security,dpkg-trust,certmgr,update-crypto-policies,fips-mode-setup takes=-k,-t,-r
  check +--show find-certificate list-keychains verify-cert dump-trust-settings +-list +--check +--is-applied find-identity dump-keychain show-keychain-info : look
  add-trusted-cert import +-add : add trust:all
  remove-trusted-cert delete-certificate +-del : remove trust:all
  +--set : set crypto-policy:0
  * : run trust:0
trust
  list dump check-format : look
  anchor+--remove : remove trust:*
  anchor : add trust:*
  extract extract-compat : run trust-store:0
  * : run trust-store:all
ssh-keygen takes=-f,-t,-b,-C,-N,-R,-F,-s,-I,-n,-V,-z,-P,-O,-m,-D
  +-l +-F +-y +-L +-B +-Q +-e +-i : look
  +-R : remove known-host:-R
  +-H : run known-hosts:0
  +-A : add host-keys:0
  +-p +-c : run key:-f
  +-s : add certificate:*
  +-k +-u : run revoked-keys:-f
  * : add key:-f
ssh-keyscan,testssl,testssl.sh,sslscan,sslyze,ssh-audit,cipherscan,certigo,tlsx,ssl-cert-check,openssl-check,gnutls-cli,nmap-ssl,ssllabs-scan,zlint,certspotter,step-inspect,signify
  * : probe
ssh-copy-id takes=-i,-p,-o,-F
  +-n : look
  * : add authorized-key:last
gpg,gpg2,gpgconf,gpg-agent,gpgsm takes=-r,--recipient,-u,--local-user,-o,--output,--keyserver,--homedir,--default-key,--keyring,--passphrase
  +--list-keys +-k +--list-secret-keys +-K +--fingerprint +--check-sigs +--list-sigs +--verify +--version +--list-packets +--export +--export-secret-keys +--search-keys +--show-keys +--list-dirs +--list-options +--check-programs +--print-md +--card-status : look
  +--import +--recv-keys +--receive-keys +--locate-keys +--fetch-keys : add key:*
  +--delete-keys +--delete-key +--delete-secret-keys +--delete-secret-and-public-key : remove key:*
  +--refresh-keys +--kill +--reload +--update-trustdb : kick keys:all
  +--edit-key : edit key:*
  +--gen-key +--full-gen-key +--quick-generate-key +--generate-key : add key:all
  +--import-ownertrust +--lsign-key +--sign-key +--quick-sign-key : run key:all
  +-o +--output : set file:-o,--output
  +-d +--decrypt : look
  +-e +--encrypt +-c +--symmetric +-s +--sign +-b +--detach-sign +--clearsign +-a : add file:last
  * : look
tctl,tsh,teleport takes=--type,--ttl,--proxy,--user,--format,--roles,--auth-server,--phase,-c,--config,--grace-period
  get status users.ls nodes.ls tokens.ls requests.ls auth.export bots.ls version top lock.ls inventory.* devices.ls alerts.list acl.* recordings.ls sso.test ls clusters : probe
  auth.rotate : run teleport-ca:--type,--phase
  create edit : run teleport:*
  rm users.rm nodes.rm tokens.rm tokens.del bots.rm : remove teleport:*
  users.add tokens.add nodes.add bots.add : add teleport:*
  users.update users.reset : set teleport:1
  lock : pause teleport-lock:all,--user
  requests.approve requests.deny : run teleport-request:*
  login logout : local
  start : resume service:teleport
  * : run teleport:all
`;
