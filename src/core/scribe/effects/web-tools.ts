/** Web servers, proxies, caches, application servers, virtual machines of languages. Rows from the tools' manuals. Grammar: `table.ts`. */
export const webTools = `
nginx,openresty,angie,tengine takes=-c,-p,-g,-e
  +-t +-T : conftest
  +-v +-V +-h : look
  quit stop : pause web-server:0
  +-s : kick web-server:0
  * : resume web-server:0
apachectl,apache2ctl,httpd,apache2 takes=-f,-D,-d,-C,-c,-E
  configtest +-t +-S +-M +-l +-L : conftest
  graceful restart : kick web-server:0
  start startssl : resume web-server:0
  stop graceful-stop : pause web-server:0
  +-v +-V : look
  status fullstatus : probe
  * : resume web-server:0
a2ensite,a2enmod,a2enconf,phpenmod,lighty-enable-mod,lighttpd-enable-mod takes=-v,-s
  * : resume web-conf:*
a2dissite,a2dismod,a2disconf,phpdismod,lighty-disable-mod,lighttpd-disable-mod takes=-v,-s
  * : pause web-conf:*
a2query,phpquery,ab,wrk,wrk2,hey,siege,vegeta,bombardier,k6,oha,goaccess,ngxtop,varnishtop,varnishhist,varnishstat,varnishlog,varnishtest,hatop,apachetop,passenger-status,passenger-memory-stats,nghttp,h2load,locust,jmeter,artillery,webalizer,awstats,cachegrind
  * : probe
varnishadm takes=-n,-S,-T,-t
  ban.list panic.show backend.list vcl.list vcl.show param.show storage.list status ping pid banner help : probe
  ban* : kick cache:0
  vcl.load vcl.inline : add varnish-vcl:1
  vcl.use vcl.label : set varnish-vcl:0
  vcl.state : set varnish-vcl-state:1
  vcl.discard : remove varnish-vcl:1
  backend.set_health.*.sick : pause varnish-backend-maint:0
  backend.set_health : resume varnish-backend-maint:0
  param.set : set varnish:1
  param.reset : remove varnish:1
  panic.clear : kick cache-panic:0
  start : resume cache-child:0
  stop : pause cache-child:0
  * : look
varnishreload,varnish_reload_vcl,nginx-reload,apachegraceful,haproxy-reload,hitch-reload
  * : kick web-server:0
caddy takes=--config,-c,--adapter,-a,--address,--envfile
  validate adapt fmt+--diff version list-modules environ build-info manpage : conftest
  fmt : run file:1
  reload : kick web-server:0
  start run reverse-proxy file-server : resume web-server:0
  stop : pause web-server:0
  trust : add trust:0
  untrust : remove trust:0
  add-package : add web-module:*
  remove-package : remove web-module:*
  * : run web-server:all
squidclient takes=-h,-p,-l,-T,-H,-u,-w
  mgr:shutdown mgr:offline_toggle : pause service:squid
  mgr:rotate mgr:reconfigure : kick service:squid
  PURGE.* : kick url:last
  * : probe
traffic_ctl,traffic_line
  config.set : set traffic-config:1
  config.reload : kick cache:0
  server.restart : kick service:trafficserver
  server.drain : pause service:trafficserver
  server.start : resume service:trafficserver
  server.stop : pause service:trafficserver
  host.down : pause traffic-host:*
  host.up : resume traffic-host:*
  metric.clear metric.zero alarm.clear : run traffic-metric:*
  storage.offline : pause traffic-storage:*
  plugin.msg : kick traffic-plugin:*
  * : probe
passenger-config,passenger
  restart-app reopen-logs : kick web-app:*
  detach-process : kill web-process:*
  start : resume web-app:*
  stop : pause web-app:*
  * : probe
pumactl,unicornctl,thinctl takes=-P,--pidfile,-p,--pid,-S,--state,-C,--control-url,-T,--control-token,-F,--config-file
  stats status gc-stats thread-backtraces info : probe
  restart phased-restart reload-worker-directory refork gc : kick service:puma
  start : resume service:puma
  stop halt : pause service:puma
  * : probe
uwsgi takes=--reload,--stop,--ini,-i,--pidfile,--connect-and-read,-x,-y
  +--reload : kick process:--reload
  +--stop : pause process:--stop
  +--version +--connect-and-read : look
  * : resume process:all
gunicorn,unicorn,hypercorn,uvicorn,daphne,waitress-serve takes=-c,--config,-b,--bind,-w,--workers,-p,--pid,-k
  +--version +--check-config +--print-config : conftest
  * : resume process:all
jcmd takes=
  *.GC.run *.GC.run_finalization *.VM.log *.JFR.start *.JFR.stop *.JVMTI.agent_load *.ManagementAgent.* *.GC.rotate_log *.JFR.configure : kick process:1
  *.VM.set_flag : set jvm-flag:1
  *.GC.* *.VM.* *.Thread.* *.JFR.* *.Compiler.* *.System.* *.help *.PerfCounter.* : look
  +-l +-h : look
  * : look
jinfo takes=
  +-flag *.* : set jvm-flag:all
  * : look
jmap,jstack,jstat,jps,jhsdb,jfr,jdeps,jconsole,jvisualvm,visualvm,mat,asprof,jattach,jmxterm,javap
  *.jcmd.GC.run : kick process:1
  *.setflag : set jvm-flag:all
  * : look process:*
asadmin takes=--host,--port,--user,--passwordfile,--target,--name,-p,-u,-W
  list* get show* version uptime ping* generate-jvm-report monitor export collect-log-files verify-domain-xml : probe
  set create-jvm-options delete-jvm-options set-log-levels set-log-attributes set-web-context-param : set server:1
  enable start-* resume-domain : resume application:*
  disable stop-* suspend-domain : pause application:*
  restart-* flush-* rotate-log recover-transactions : kick server:*
  create-* add-* : add server:last
  undeploy delete-* remove-* : remove server:last
  deploy redeploy : run application:last
  * : run server:all
jboss-cli.sh,jboss-cli takes=--command,--commands,--controller,--user,--password,--file,-u,-p,--timeout
  +--file : run server-script:--file
  +--command +--commands : clitext
  *read-* *.ls deployment-info version ls patch.info *list* *:whoami *get-* *status* *dump* *test-connection* : probe
  *reload* *restart* *flush* : kick server:all
  *shutdown* *stop* *suspend* *disable* *undeploy* : pause server:all
  *:start* *resume* *enable* : resume server:all
  *write-attribute* : set server:all
  deploy : run application:last
  *add* : add server:all
  *remove* : remove server:all
  * : probe
add-user.sh
  * : add account:all
domain.sh,standalone.sh,run.sh,karaf
  status : probe
  stop : pause service:0
  * : resume service:0
startup.sh,startServer.sh,startNode.sh,startManager.sh,startCluster.sh,startWebLogic.sh,startManagedWebLogic.sh,startNodeManager.sh,start-dfs.sh,start-yarn.sh,start-hbase.sh,start-all.sh,startserver.sh,start_server.sh
  * : resume service:*
shutdown.sh,stopServer.sh,stopNode.sh,stopManager.sh,stopCluster.sh,stopWebLogic.sh,stopManagedWebLogic.sh,stopNodeManager.sh,stop-dfs.sh,stop-yarn.sh,stop-hbase.sh,stop-all.sh,stopserver.sh
  * : pause service:*
serverStatus.sh,versionInfo.sh,historyInfo.sh,version.sh,configtest.sh,ciphers.sh,digest.sh
  * : probe
syncNode.sh,GenPluginCfg.sh,clearClassCache.sh,osgiCfgInit.sh
  * : kick server:0
server,liberty,wlserver,productInfo,installUtility
  status list version validate featureInfo help dump package javadump : probe
  start run debug resume : resume service:1
  stop pause : pause service:1
  create : add server:1
  install : add server-feature:*
  uninstall : remove server-feature:*
  * : run server:all
wsadmin.sh,wsadmin,wlst.sh,wlst takes=-c,-f,-lang,-conntype,-host,-port,-user,-username,-password
  +-c : clitext
  +-f : run server-script:-f
  *.py *.jy : run server-script:1
  * : interactive
kcadm.sh,kcadm,kc.sh,kcreg.sh takes=-r,--realm,-s,-f,-q,--server,--user,--password,-i,--fields,-u,--uusername,--rolename,--target-realm,-t,-x
  get get-roles show-config help : probe
  config : local
  update : set identity:*,-s
  set-password : set identity-password:all
  create add-roles : add identity:all
  delete remove-roles : remove identity:all
  start start-dev : resume service:keycloak
  build export import : run identity:all
  * : run identity:all
dotnet cwd takes=-c,--configuration,-f,--framework,-r,-o,--output,--project,-s,--connection
  +--info +--version +--list-sdks +--list-runtimes ef.migrations.list ef.dbcontext.* nuget.list nuget.locals+--list list test workload.list tool.list sln.list : probe
  ef.database.update : set migration:1
  ef.database.drop : remove database:0
  ef.migrations.add : add migration:1
  ef.migrations.remove : remove migration:0
  nuget.locals : kick cache:0
  tool.install add restore build publish : run dependencies:0
  run watch : resume process:all
  * : run dotnet:all
dotnet-dump,dotnet-trace,dotnet-counters,dotnet-gcdump,dotnet-stack,dotnet-monitor,dotnet-sos
  * : look
iisreset
  /status : probe
  /stop : pause service:iis
  /start : resume service:iis
  * : kick service:iis
appcmd
  list : probe
  recycle : kick web-app:rest
  start : resume web-app:rest
  stop : pause web-app:rest
  set : set web-conf:1-2
  add : add web-conf:rest
  delete : remove web-conf:rest
  * : run web-conf:all
sc,sc.exe,nssm
  query queryex qc qfailure getdisplayname get status list dump : probe
  start continue : resume service:1
  stop pause : pause service:1
  restart rotate : kick service:1
  config set failure : set service-setting:1
  create install : add service-entry:1
  delete remove : remove service-entry:1
  * : run service:all
h2o-ctl,lswsctrl,litespeed,openlitespeed,hitch-ctl,trafficserver
  status version : probe
  restart reload condrestart : kick web-server:0
  start fullstart : resume web-server:0
  stop fullstop : pause web-server:0
  * : kick web-server:0
envoyctl,traefikctl,egctl,kong,krakend,tykctl,apisixctl,kumactl,gloo,glooctl,apigeecli,deck takes=-c,--conf,-s,--state,--kong-addr,-f,-n
  health status check version roles inspect get list diff validate ping dump logs proxy-status gateway.validate gateway.diff gateway.ping gateway.dump config.parse : probe
  reload restart : kick gateway:all
  start : resume gateway:all
  stop quit : pause gateway:all
  migrations.list : probe
  migrations.* sync gateway.sync apply : run gateway:all
  reset gateway.reset delete : remove gateway:all
  * : verbs gateway:all
flow,craft,typo3,bin/cake,cake,yii,spark,think,bin/magento,n98-magerun2,shopware,bin/typo3,pimcore,sulu,october,statamic,concrete cwd takes=--env,-e
  list help about *:list *:status *:show *:info *:check status *:config:show *debug:* debug:* router:match lint:* : probe
  cache:* cache/flush *:cache:* indexer:reset cacheflush : kick cache:all
  maintenance:enable maintenance/on off : pause maintenance:0
  maintenance:disable maintenance/off on : resume maintenance:0
  *migrate* *:schema:update : set migration:0
  * : verbsrun task:all
`;
