/** Monitoring, logs and metrics, what ships them and what silences them. Rows from the tools' manuals. Grammar: `table.ts`. */
export const observingTools = `
promtool,promlens,pint,mimirtool,cortextool,lokitool,logcli,tempo-cli,thanos,vmalert,vmctl,m3ctl,prom2json,jaeger-query,otel-cli,zipkin,parca,pyroscope,profilecli,tempo-vulture takes=--addr,--url,--address,--id,--user,--key,--limit,--since,--from,--to,-o,--output,--org-id,--tenant-id,--objstore.config-file,--query,--config.file,--tsdb-path
  tsdb.create-blocks-from.* tsdb.create-blocks-from rules.load rules.sync rules.delete alertmanager.load alertmanager.delete tools.bucket.rewrite tools.bucket.mark tools.bucket.cleanup tools.bucket.retention tools.bucket.replicate push.metrics backfill import : run tsdb:all
  compact downsample tools.bucket.downsample : run tsdb:all
  query+--tail query+-f : follow
  check.* test.* lint rules.lint rules.check validate config.check : conftest
  * : probe
amtool takes=--alertmanager.url,-c,--comment,--duration,-d,-a,--author,--config.file,-o,--start,--end,-r
  check-config : conftest
  silence.add silence.import : pause alert-silence:all
  silence.expire : resume alert-silence:all
  silence.update : set alert-silence:1
  alert.add : add alert:all
  * : probe
grafana-cli,grafana,grafana-server,grr,grizzly takes=--homepath,--config,--pluginsDir,--plugin-dir
  plugins.ls plugins.list-* +-v +--version cli.plugins.ls diff show list get : probe
  plugins.install cli.plugins.install : add grafana-plugin:1
  plugins.remove plugins.uninstall cli.plugins.remove cli.plugins.uninstall : remove grafana-plugin:1
  plugins.update plugins.update-all cli.plugins.update* : run grafana-plugin:all
  admin.reset-admin-password cli.admin.reset-admin-password : set account-password:0
  apply push : run grafana:all
  server web : resume service:grafana
  * : run grafana:all
zabbix_get,zabbix_sender,zabbix_js,check_nrpe,check_http,check_tcp,check_disk,check_load,check_procs,check_ssh,check_ping,check_dns,check_smtp,check_snmp,check_mysql,snmpget,snmpwalk,snmpbulkwalk,snmpgetnext,snmptable,snmpstatus,snmptranslate,snmptest,snmptrap,snmpdf,snmpnetstat,nagiostats,livestatus,unixcat,mk_livestatus,gstat,ganglia,statsd-client,whisper-info,whisper-fetch,whisper-dump,rrdinfo,jmxquery,upc,nodequery,goss,dgoss
  * : probe
snmpset takes=-v,-c,-u,-l,-a,-A,-x,-X
  * : set snmp:2
zabbix_server,zabbix_proxy,zabbix_agentd,zabbix_agent2 takes=-R,-c,-t,--runtime-control,--config,--test
  +-t +-p +--test +--print +-T +--test-config +-V +--version : probe
  +-R +--runtime-control : kick zabbix:-R,--runtime-control
  * : resume service:0
nagios,nagios4,naemon,icinga,shinken-arbiter
  +-v : conftest
  +-s : probe
  +-d : resume service:0
  * : resume service:0
icinga2,icingacli takes=-x,--name,--type,--master_host,--zone,--cn,-c,--key,--csr,--cert
  daemon+-C daemon+--validate : conftest
  object.list node.list feature.list api.list ca.list pki.verify variable.get variable.list troubleshoot *.list *.show monitoring.list : probe
  console : interactive
  feature.enable api.setup : resume monitoring-feature:*
  feature.disable : pause monitoring-feature:*
  ca.sign ca.restore pki.* node.setup node.wizard : run monitoring:all
  ca.remove : remove monitoring:all
  daemon : resume service:icinga2
  config.deploy : run monitoring-config:0
  * : verbs monitoring:all
cmk,check_mk,mkp takes=--detect-plugins,--checks,--plugins
  +-R +--restart +-O +--reload +-U +--update : kick monitoring:0
  +-I +-II +--discover : run monitoring-services:*
  +--flush : kick monitoring-host:*
  +-u +--cleanup-piggyback +--cleanup-autochecks : run monitoring:0
  enable install add : add monitoring-extension:*
  disable remove : remove monitoring-extension:*
  * : probe
omd takes=-v
  status sites version versions config.*.show config.show diff : probe
  restart reload : kick service:*
  start : resume service:*
  stop umount : pause service:*
  su : interactive
  create : add monitoring-site:*
  rm disable : remove monitoring-site:*
  * : run monitoring-site:all
sensuctl,sensu-agent,sensu-backend takes=-n,--namespace,--format,-e,--expire,-r,--reason,-s,--subscription,-c,--check,--url
  event.list event.info *.list *.info cluster.health describe-type dump tessen.info version : probe
  event.resolve : run monitoring-event:*
  silenced.create : pause alert-silence:all,-s,-c
  silenced.delete : resume alert-silence:all
  *.delete : remove monitoring:*
  check.execute : kick monitoring-check:*
  create check.create : add monitoring:all
  configure : local
  start : resume service:0
  * : run monitoring:all
telegraf,vector,fluent-bit,td-agent,td-agent-bit,fluentd,filebeat,metricbeat,heartbeat,auditbeat,packetbeat,journalbeat,winlogbeat,logstash,syslog-ng,syslog-ng-ctl,promtail,alloy,grafana-agent,grafana-agentctl,otelcol-contrib,elastic-agent,nxlog,cribl,splunk-otel takes=-c,--config,-f,-e,--path.config,--config-dir,--config-directory,--config-yaml,--input-filter,--output-filter,-E,--path.settings,--url,--enrollment-token
  validate test* test.config test.output test.modules fmt tap +--dry-run +--test +--config.test_and_exit +--config-check +-t +--syntax-only +-s export.config version +--version inspect diagnostics config.check list verify generate-config : conftest
  top : follow
  stats query-license-info modules.list status metrics : probe
  reload : kick service:0
  reopen : kick service-log:0
  modules.enable : resume log-module:*
  modules.disable : pause log-module:*
  restart : kick service:0
  start run : resume service:0
  stop : pause service:0
  verbose debug trace : set log-shipper-verbosity:0
  setup enroll unenroll upgrade install uninstall plugin.install plugin.remove keystore.add keystore.remove : run log-shipper:all
  * : resume service:0
logstash-plugin,fluent-gem,td-agent-gem,elasticsearch-plugin,opensearch-plugin,kibana-plugin,bin/plugin
  list info : look
  install update : add plugin:*
  remove uninstall : remove plugin:*
  * : run plugin:all
elasticsearch-keystore,opensearch-keystore,kibana-keystore,filebeat-keystore
  list show has-passwd : look
  add add-file : set keystore-entry:1
  remove : remove keystore-entry:1
  create passwd upgrade : run keystore:0
  * : run keystore:all
elasticsearch-node,elasticsearch-shard,elasticsearch-translog,elasticsearch-reset-password,elasticsearch-users,elasticsearch-certutil,elasticsearch-create-enrollment-token,elasticsearch-setup-passwords,elasticsearch-saml-metadata,securityadmin.sh,opensearch-node takes=-u,--username,-cd,-key,-cert,-cacert,-h,--index,--shard-id,-s
  list : look
  useradd : add account:*
  userdel : remove account:*
  passwd : set account-password:*
  * : run search-engine:all
curator,curator_cli,elasticdump,esrally,es2unix,escli takes=--config,--host,--input,--output,--type,--filter_list,--older-than
  show_indices show_snapshots +--dry-run show-indices : probe
  close : pause index:all
  open : resume index:all
  delete_indices delete_snapshots delete-indices : remove index:all
  * : run index:all
solr takes=-c,-p,-d,-m,-s,-z,-n,-e,-shards,-replicationFactor,-port,-confdir,-confname,-zkHost,-q
  status healthcheck version api assert zk.ls +-version export : probe
  restart : kick service:solr
  start : resume service:solr
  stop : pause service:solr
  create create_core create_collection : add solr-collection:-c,-n
  delete : remove solr-collection:-c
  auth.enable : resume solr-auth:0
  auth.disable : pause solr-auth:0
  zk.rm : remove znode:*
  zk.cp zk.upconfig zk.mkroot zk.mv : run solr-config:-n,*
  config : set solr-config:-c
  * : run solr:all
datadog-agent,dd-agent,trace-agent,security-agent,system-probe,newrelic-infra,newrelic,newrelic-daemon,dynatrace,oneagentctl,scalyr-agent-2,signalfx-agent,instana-agent,appdynamics,honeycomb,netdatacli,netdata,monasca,sysdig-agent,amazon-cloudwatch-agent-ctl,google-cloud-ops-agent,wazuh-agent,agent_control takes=-c,-a,-m,--name
  status health check configcheck config.get config.list-runtime diagnose* hostname version stream-logs tagger-list workload-list secret jmx.list dogstatsd-stats integration.show integration.freeze diagnose.* -validate +-validate dump-all ping aclk-state get-* +-l +-i validate entity.search nrql.query status.* help : probe
  flare : look
  config.set : set agent-setting:1
  integration.install : add agent-integration:*
  integration.remove : remove agent-integration:*
  reload-health reload-labels reopen-logs save-database reload-claiming-state restart +-R : kick agent:all
  start run : resume service:0
  stop shutdown-agent fatal-agent : pause service:0
  config : probe
  * : run agent:all
splunk takes=-auth,-uri,-index,-sourcetype,-name,-role,-password
  status btool list show search version display find validate* cmd.btool check-integrity diag : probe
  restart reload rolling-restart : kick service:splunk
  start enable.boot-start enable : resume service:splunk
  stop offline disable.boot-start disable : pause service:splunk
  set edit : set splunk:1
  add : add splunk:all
  remove clean : remove splunk:all
  apply bootstrap resync package : run splunk:all
  * : run splunk:all
graylogctl,graylog-ctl,newsbeuter,opsgenie,pd,pagerctl,pagerduty,squadcast,victorops,alerta,statuspage takes=-s,-i,--ids,-n,--name,-e,-m,--minutes,-k
  status list ls show query top history log *.list *.log *.notes *.analytics incident.list whoami tail watch : probe
  restart : kick service:0
  start : resume service:0
  stop : pause service:0
  ack incident.ack shelve silence blackout incident.snooze close incident.resolve resolve unack unshelve unsilence open incident.* alert : trivial
  * : trivial
collectdctl,collectd-tg,gmetric,gmetad-ctl,pmcd-ctl,pmlogger_check,pcp-atop,pmrep,pmval,pmdumptext
  flush : kick collectd:0
  putval : send metric:0
  * : probe
rrdtool,whisper-resize,whisper-create,rrdcached,whisper-update,whisper-merge,carbonate takes=-s,-e,-r
  info fetch first last lastupdate dump xport graph graphv : look
  tune resize restore update create flushcached : run file:1
  * : run file:*
nagios-external,send_nsca,send_nrdp
  * : trivial
`;
