/**
 * Prefixes of tokens again, as the vendors document them, but for any length: a token that is cut off, or of a next
 * generation, is still one. Rows as in `shaped-table.ts`.
 */
export const prefixTable: string = String.raw`
github-token 2 ghp_,gho_,ghu_,ghs_,ghr_ - \bgh[pousr]_[0-9a-zA-Z]{16,}
github-fine-grained-token 2 github_pat_ - \bgithub_pat_\w{22,}
gitlab-token 2 glpat-,gldt-,glrt-,glptt-,glcbt- - \bgl(?:pat|dt|rt|ptt|cbt)-[\w-]{16,}
slack-token 2 xox - \bxox[a-z](?:\.xox[a-z])?-[\w-]{10,}
vault-token 2.5 hvs.,hvb.,hvr. - \bhv[sbr]\.[\w-]{20,}
anthropic-key 3 sk-ant - \bsk-ant-[\w-]{20,}
onepassword-key 3 a3- - \bA3-(?=[A-Z-]{0,30}\d)[A-Z0-9-]{26,}
openai-key 3 sk- - \bsk-(?:(?:proj|svcacct|admin|or|lf)-)?(?=[A-Za-z_-]{0,40}\d)[\w-]{32,}
stripe-key 2 _live_,_test_ - \b(?:sk|rk|pk|whsec)_(?:live|test)_[0-9a-zA-Z]{10,}
stripe-webhook-secret 3 whsec_ - \bwhsec_[A-Za-z0-9+/=]{16,}
facebook-token 3 eaa - \bEAA[A-Za-z0-9]{30,}
square-secret 3 sq0csp- - \bsq0csp-[\w-]{20,}
sendgrid-key 3 sg. - \bSG\.[\w-]{16,}\.[\w-]{16,}
npm-token 2 npm_ - \bnpm_[A-Za-z0-9]{20,}
pypi-token 3 pypi- - \bpypi-[\w-]{40,}
huggingface-token 2.5 hf_ - \bhf_[A-Za-z0-9]{20,}
docker-token 2 dckr_ - \bdckr_(?:pat|oat)_[\w-]{16,}
digitalocean-token 2 _v1_ - \bdo[opr]_v1_[a-f0-9]{32,}
google-oauth-token 3 ya29. - \bya29\.[\w.-]{20,}
google-oauth-secret 3 gocspx - \bGOCSPX-[\w-]{20,}
google-refresh-token 3 1// - \b1//0[\w-]{30,}
google-key 3 aiza - \bAIza[\w-]{30,}
firebase-key 3 aaaa - \bAAAA[\w-]{7}:[\w-]{100,}
aws-key-id 2.5 akia,asia,abia,acca - \b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b
atlassian-token 3 atatt,atctt,atbb - \b(?:ATATT3|ATCTT3|ATBB)[\w=-]{20,}
supabase-token 2.5 sbp_,sb_ - \bsb(?:p|_secret)_[\w-]{20,}
databricks-token 2.5 dapi - \bdapi[a-f0-9]{30,}
tailscale-key 2.5 tskey- - \btskey-[a-z]+-[\w-]{10,}
cloudflare-token 3 cfut_,cfat_,cfk_ - \bcf(?:ut|at|k)_[\w-]{20,}
grafana-token 2.5 glsa_,glc_ - \bgl(?:sa|c)_[\w+/=-]{20,}
sentry-token 3 sntry - \bsntry[us]_[\w+/=-]{20,}
linear-token 2.5 lin_ - \blin_(?:api|oauth)_[A-Za-z0-9]{20,}
notion-token 2.5 ntn_,secret_ - \b(?:ntn|secret)_[A-Za-z0-9]{36,}
figma-token 2.5 figd_ - \bfigd_[\w-]{20,}
airtable-token 3 pat - \bpat[A-Za-z0-9]{14}\.[a-f0-9]{40,}
doppler-token 2.5 dp. - \bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{20,}
telegram-bot-token 3 :aa - (?<!\d)\d{8,10}:AA[\w-]{32,36}
discord-token 3 discord,token,bot - \b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}
discord-webhook 2 discord - discord(?:app)?\.com/api/webhooks/\d+/([\w-]{40,})
mailchimp-key 2 -us - \b[a-f0-9]{32}-us\d{1,2}\b
mailgun-key 2 key- - \bkey-[a-f0-9]{32}\b
newrelic-key 2 nrak,nrii,nrjs,nral - \b(?:NRAK|NRII|NRJS|NRRA|NRIQ|NRSP|NRIN)-[A-Za-z0-9_-]{16,}|\b[a-f0-9]{36}NRAL\b
shopify-token 2 shp - \bshp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{20,}
okta-token 3 ssws - \bSSWS\s+([\w-]{20,})
kubernetes-bootstrap-token 2.5 token - (?<![\w.-])[a-z0-9]{6}\.(?=[a-z]{0,15}\d)[a-z0-9]{16}(?![\w.-])
jwt-token 3 eyj - \beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}
age-key 2 age-secret-key - \bAGE-SECRET-KEY-1[0-9A-Z]{30,}
azure-storage-key 3.5 == - (?<![A-Za-z0-9+/]|sha512[-:])[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])
azure-devops-token 3 azdo - \b[a-zA-Z0-9]{52}AZDO[a-zA-Z0-9]{20,32}
azure-function-key 3.5 azfu - \b[\w-]{40,}AzFu[\w-]{8,}={0,2}
pagerduty-key 3 u+ - (?<![\w/+=])u\+[\w+-]{16,18}(?![\w/+=])
groq-key 3 gsk_,xai- - \b(?:gsk_|xai-)[A-Za-z0-9]{20,}
buildkite-token 2 bkua_,cio,ccipat,nvapi,pcsk,tvly,rpa_,r8_,re_ - \b(?:bkua_|CCIPAT_|CCIPRJ_|nvapi-|pcsk_|tvly-|rpa_|r8_|re_)(?=[\w-]{0,60}\d)[\w-]{18,}
live-key 2.5 live_,test_,sandbox_,prod_ - \b[a-z]{2,12}_(?:live|test|sandbox|prod)_(?:[a-z]{2,10}_)?(?=[a-z]{0,30}\d)[A-Za-z0-9]{16,}
dynatrace-token 3 dt0 - \bdt0[a-z]\d{2}\.[A-Z0-9]{20,}(?:\.[A-Z0-9]{20,})?
swarm-token 3 swmtkn - \bSWMTKN-1-[a-z0-9]{20,}-[a-z0-9]{20,}
secret-id 2 secret_id,secret-id,instrumentationkey i (?:secret[_-]id|instrumentationkey)["']?\s{0,4}[:= ]\s{0,4}["']?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})
ldap-hash 2 {ssha,{sha,{md5,{smd5,{crypt,{pbkdf2 i \{(?:S?SHA\d*|S?MD5|CRYPT|PBKDF2[\w-]*)\}([A-Za-z0-9./$=+-]{16,})
password-hash 2 $1$,$5$,$6$,$y$,$gy$,$2a$,$2b$,$2x$,$2y$,$apr1$,$argon2,$pbkdf2,$scrypt - \$(?:[156y]|2[abxy]|apr1|gy|argon2(?:id|i|d)|pbkdf2[\w-]*|scrypt)\$[A-Za-z0-9./$=,+-]{16,}
`;
