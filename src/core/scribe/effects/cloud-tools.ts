/** Clouds besides the largest, infrastructure as code, configuration management, networks of delivery. Grammar: `table.ts`. */
export const cloudTools = `
doctl takes=-t,--access-token,-o,--output,--context,--format,--region,--size,--tag-name,--tag-names,--droplet-ids,--image,--ip,--version
  compute.ssh compute.droplet-action.get : probe
  *.list *.get *.ls *.*.list *.*.get *.*.ls *.*.*.list *.*.*.get *.logs *.*.logs *.get-ca *.neighbors *.snapshots *.backups *.kernels *.kubeconfig.* apps.spec.get apps.list-* balance.get account.get : probe
  auth : local
  *.droplet-action.reboot *.droplet-action.power-cycle *.droplet-action.password-reset *.cdn.flush apps.restart compute.cdn.flush : kick droplet:*
  *.droplet-action.power-off *.droplet-action.shutdown *.volume-action.detach : pause droplet:*
  *.droplet-action.power-on *.volume-action.attach *.reserved-ip-action.assign *.floating-ip-action.assign : resume droplet:*
  *.droplet-action.resize *.droplet-action.restore *.droplet-action.rebuild *.droplet-action.snapshot databases.resize *.node-pool.update : run droplet:all
  *.update *.*.update *.*.*.update databases.configuration.update : set cloud:all
  *.add-* *.*.add-* *.create *.*.create *.*.*.create : add cloud:all
  *.remove-* *.*.remove-* *.delete *.*.delete *.*.*.delete *.*.recycle : remove cloud:all
  apps.create-deployment : run app:1
  * : run cloud:all
hcloud takes=-o,--output,--context,--server,--type,--image,--home-location,--location,--name,--ssh-key,--target,--ip
  *.list *.describe *.metrics *.ip version all.list server.ssh *.export-zonefile : probe
  context : local
  server.reboot server.reset : kick vm:*
  server.poweroff server.shutdown server.disable-rescue volume.detach floating-ip.unassign primary-ip.unassign server.detach-from-network : pause vm:1
  server.poweron server.enable-rescue volume.attach floating-ip.assign primary-ip.assign server.attach-to-network : resume vm:1
  server.change-type server.rebuild server.create-image server.enable-backup server.reset-password : run vm:1
  *.update *.change-* *.set-* *.add-label : set cloud:1
  *.add-* *.create *.apply-to-resource *.add-rule *.replace-rules firewall.* : run cloud:all
  *.remove-* *.delete *.delete-* : remove cloud:*
  * : run cloud:all
linode-cli,scw,exo,vultr-cli,civo,upctl,yc,tccli,hcloud-cli,ovhcloud,ionosctl,packet,metal,phoenixnap takes=--format,--region,-o,-z,--label,--name,--id,-p,--profile
  *.list *.view *.get *.show *.list-* *.*.list *.*.get *.*.show *.*.*.list *.describe *.ls *.info list ls : probe
  *.reboot *.*.reboot *.restart *.*.restart *.reset : kick vm:*
  *.shutdown *.*.stop *.stop *.halt *.*.poweroff *.detach *.*.detach *.*.halt : pause vm:*
  *.boot *.*.start *.start *.attach *.*.attach *.*.poweron : resume vm:*
  *.update *.*.update *.resize *.*.resize *.set *.*.set : set cloud:all
  *.create *.*.create : add cloud:all
  *.delete *.*.delete *.*.terminate *.terminate *.remove *.rm : remove cloud:*
  * : verbs cloud:all
oci takes=--compartment-id,-c,--profile,--region,--instance-id,--action,--query,--output,--display-name,--id,--volume-id,--boot-volume-id,--cluster-id,--config-file,--wait-for-state,--db-system-id,--autonomous-database-id,--load-balancer-id,--namespace,--bucket-name,--name,--file,--size,--lifecycle-state,--backend-name,--backend-set-name
  *.list *.get *.*.list *.*.get *.*.*.list *.*.*.get *.*.search *.*.summarize* *.*.list-* *.get-* *.*.head *.*.describe : probe
  *.*.action *.*.action+--action : kick oci:--instance-id,--id
  *.*.start *.*.enable *.*.attach* : resume oci:--instance-id,--id,--autonomous-database-id
  *.*.stop *.*.disable *.*.detach* : pause oci:--instance-id,--id,--autonomous-database-id
  *.*.restart *.*.reboot* *.*.reset : kick oci:--instance-id,--id,--autonomous-database-id
  *.*.update* *.*.change-* *.*.put : set oci:--instance-id,--id,--name,--backend-name,--backend-set-name,--autonomous-database-id
  *.*.delete *.*.terminate *.*.bulk-delete : remove oci:--instance-id,--id,--name,--backend-name
  *.*.create* *.*.launch *.*.upload : add oci:--display-name,--name
  * : run oci:all
openstack takes=--os-cloud,--os-project-name,--os-region-name,-f,--format,-c,--column,--flavor,--image,--network,--property,--name,--host,--state,--nic,--disable-reason,--type,--size,--volume,--security-group,--key-name,--project,--user,--live-migration-host,--availability-zone
  *.list *.show *.*.list *.*.show *.*.*.list *.*.*.show *.log.show *.*.log.show *.usage.list catalog.* versions.* limits.* *.ssh *.validate *.*.stats.* : probe
  *.reboot *.unrescue *.restore *.service.clean-up : kick vm:*
  *.stop *.suspend *.pause *.lock *.shelve *.rescue : pause vm:1
  *.start *.resume *.unpause *.unlock *.unshelve : resume vm:1
  *.service.set+--disable *.agent.set+--disable *.set+--disable *.*.*.set+--disable : pause openstack-service:all
  *.service.set+--enable *.agent.set+--enable *.set+--enable *.*.*.set+--enable : resume openstack-service:all
  server.migrate server.evacuate server.resize server.rebuild server.image.create *.failover server.migration.* *.confirm *.revert *.transfer.* *.migrate : run vm:all
  *.set *.*.set *.*.*.set : set openstack:all
  *.unset *.*.unset : remove openstack:all
  server.add.* *.*.add.* *.add.* role.add : add openstack:*
  server.remove.* *.*.remove.* *.remove.* role.remove : remove openstack:*
  *.create *.*.create *.*.*.create : add openstack:last
  *.delete *.*.delete *.*.*.delete *.*.purge : remove openstack:last
  * : run openstack:all
nova,cinder,neutron,glance,keystone,heat,nova-manage,cinder-manage,keystone-manage,neutron-ovs-cleanup,neutron-netns-cleanup,os-nova-servergroup takes=--os-cloud,--state,--host,--reason
  *list *show *-list* *-show* list show usage* cell_v2.list* *status.upgrade* *.db.version : probe
  reboot reset-state *-reset-state service-clean : run openstack-state:last
  stop *suspend pause lock service-disable : pause openstack:*
  start resume unpause unlock service-enable : resume openstack:*
  *-delete delete : remove openstack:*
  *-create *-add boot : add openstack:*
  *-update *-set : set openstack:1
  * : run openstack:all
ibmcloud,ic,bluemix takes=-c,--cluster,-w,--worker,-r,-g,-o,--output,--name,-i
  *.ls *.list *.get *.*.ls *.*.list *.*.get *.events *.*.view target regions resource.* account.* plugin.list : probe
  login plugin config : local
  *.worker.reload *.worker.reboot *.*.restart *.worker.replace *.worker.update *.instance-reboot : kick worker:-c,--cluster,-w,--worker
  *.instance-stop *.*.disable : pause ibmcloud:all
  *.instance-start *.*.enable : resume ibmcloud:all
  *.*.resize *.*.set *.*.update *.*.patch : set ibmcloud:all,-c,--cluster
  *.*.create *.*.add : add ibmcloud:all
  *.*.rm *.*.delete *.*.remove : remove ibmcloud:all
  * : run ibmcloud:all
gsutil takes=-h,-o,-u,-p
  ls cat du stat hash version help iam.get acl.get cors.get lifecycle.get versioning.get logging.get defacl.get label.get retention.get notification.list notification.listtables ubla.get test perfdiag : probe
  rm rb notification.delete : remove object:*
  cp mv rsync setmeta rewrite compose : set object:last
  iam.ch iam.set acl.set acl.ch cors.set lifecycle.set versioning.set web.set label.set label.ch defacl.* retention.set ubla.set pap.set defstorageclass.set requesterpays.set : set bucket-setting:last
  mb notification.create kms.* : add object:*
  config : local
  * : run object:all
bq takes=--project_id,--dataset_id,--location,--format,-n,--max_results,--destination_table,--use_legacy_sql
  ls show head wait get-iam-policy version help : probe
  query : sql
  cancel : kill job:*
  rm : remove table:*
  mk : add table:*
  cp load extract : run table:*
  update set-iam-policy add-iam-policy-binding undelete : run table:*
  * : run table:all
flyctl,fly takes=-a,--app,-c,--config,-o,--org,-i,--image,-s,--select,-r,--region,-t,--target,-j,--job,-b,--build,-p,--pipeline,-w,--worker,-n,-R,--resource,-v,--load-vars-from,--team scope=-a,--app,-t,--target
  logs watch : log app:0
  status info list ls apps.list releases checks.list machine.list machine.status machines.list ips.list secrets.list volumes.list certs.list certs.show certs.check regions.list scale.show config.show config.env config.validate doctor platform.* services.list image.show metrics postgres.list postgres.events history orgs.list builds workers pipelines jobs teams containers resources resource-versions get-pipeline validate-pipeline status userinfo curl targets active-users : probe
  login logout auth sync version ssh proxy hijack intercept : local
  apps.restart machine.restart machines.restart postgres.restart restart check-resource check-resource-type cr crt clear-task-cache clear-resource-cache rerun-build : kick app:all,-r,-j,--job
  trigger-job tj : kick job:-j,--job
  machine.stop machines.stop suspend apps.suspend machine.cordon pause-job pj pause-pipeline pp disable-resource-version pin-resource : pause app:all,-j,--job,-p,--pipeline,-r
  machine.start machines.start resume apps.resume machine.uncordon unpause-job uj unpause-pipeline up enable-resource-version unpin-resource : resume app:all,-j,--job,-p,--pipeline,-r
  abort-build ab : kill build:-j,--job,-b,--build
  scale.count : set app-count:0
  scale.vm scale.memory : set app-size:0
  secrets.set : set app-secret:*
  secrets.unset : remove app-secret:*
  set-pipeline sp : set pipeline:-p,--pipeline
  set-team st rename-pipeline rp hide-pipeline expose-pipeline order-pipelines : set pipeline:all,-p
  deploy image.update postgres.failover volumes.extend machine.clone machine.update postgres.barman.* : run app:all
  destroy-pipeline dp prune-worker pw land-worker lw destroy-team apps.destroy machine.destroy volumes.destroy archive-pipeline destroy : remove app:all,-p,--pipeline,-w,--worker
  volumes.create ips.allocate* certs.add apps.create launch execute e : add app:all
  ips.release certs.remove : remove app:all
  volumes : probe
  * : run app:all
vercel,netlify,wrangler,railway,render,amplify,firebase,cf,dokku,caprover,convox,kamal,nixops,waypoint,surge,tsuru,coolify,deis,gigalixir,platform,upsun,shopify,eas cwd takes=-a,--app,-t,--token,--scope,--project,--env,-s,-i,-m,-p,-e,--environment,-d,--destination
  logs logs:* tail app.logs : log app:0
  ls list inspect status whoami domains.ls env.ls env.list apps ps:report config:show config:export config domains:report network:report certs:report storage:report apps:list proxy:report deployments.list pages.deployment.list kv:key.list d1.info secret.list environment:list activity:list activities details services service marketplace events routes orgs spaces target buildpacks stacks quotas health app.details app.version app.containers version help deployments projects.list functions:log sites:list status:hooks : probe
  login logout link : local
  ps:restart restart app.restart restart-app-instance restage rebuild ps:rebuild redeploy proxy.reboot accessory.reboot environment:redeploy purge : kick app:all
  ps:stop stop app.stop maintenance:on pause proxy.stop accessory.stop environment:pause maintenance.on app.maintenance : pause app:all
  ps:start start app.start maintenance:off resume unpause proxy.start app.live maintenance.off : resume app:all
  ps:scale scale : set app-scale:all
  config:set env.add set-env env:set variables.set secret.put environment.set variable:update variable:set : set app-config:1
  config:unset env.rm unset-env env:unset secret.delete variable:delete : remove app-config:all
  rollback promote alias deploy push publish up app.boot : run app:all
  delete destroy rm remove apps:destroy unbind-service delete-service domains.rm : remove app:all
  bind-service create-service domains.add apps:create : add app:all
  lock.release : remove deploy-lock:0
  lock.acquire : add deploy-lock:0
  lock.status : probe
  app env : probe
  * : verbsrun app:all
terraform,tofu,terragrunt,pulumi,cdktf takes=-chdir,-var,-var-file,-target,-out,-state,-s,--stack,-replace,-t,--target,-p,--parallel,-m,--message,--terragrunt-working-dir scope=-target cwd
  plan show output validate fmt+-check version providers* graph console test metadata state.list state.show state.pull workspace.list workspace.show preview stack.ls stack.history stack.output stack.graph stack.export logs config.get refresh-only history whoami about run-all.plan output-module-groups hclfmt+--terragrunt-check graph-dependencies render-json validate-inputs state.identities policy.ls : probe
  init get login logout workspace.select workspace.new stack.select stack.init plugin : local
  fmt : run file:1
  force-unlock : remove tf-lock:*
  cancel : kill tf-run:0
  state.rm state.delete untaint : remove tf-state:*
  state.mv state.push state.replace-provider state.rename import stack.import state.move state.unprotect state.upgrade refresh state.repair : run tf-state:all
  taint : run tf-taint:1
  config.set config.set-all : set tf-config:1
  config.rm : remove tf-config:1
  workspace.delete stack.rm : remove tf-workspace:*
  apply+-destroy destroy run-all.destroy : remove tf:0
  apply up run-all.apply apply-all update deploy : run tf:*
  stack config : probe
  * : run tf:all
ansible-inventory,ansible-config,ansible-doc,facter,hiera,ansible-lint,ansible-playbook-grapher
  * : probe
ansible-vault takes=--vault-password-file,--vault-id,--new-vault-password-file,--output,-n,--name
  view : look
  encrypt_string : look
  edit : edit vault-file:1
  create : add vault-file:1
  rekey encrypt decrypt : run vault-file:*
  * : look
salt-run takes=-c,-t,-l
  manage.* jobs.active jobs.list_jobs jobs.lookup_jid jobs.last_run jobs.exit_success cache.grains cache.pillar cache.mine survey.* doc.* fileserver.file_list fileserver.envs fileserver.dir_list git_pillar.list state.show* pillar.show* config.get test.* net.find : probe
  fileserver.update git_pillar.update saltutil.* winrepo.* : kick salt-master:all
  cache.clear* fileserver.clear* : kick salt-cache:all
  state.orch* state.orchestrate : run config-management:all
  jobs.* : look
  * : run salt-master:all
puppetserver,puppetdb,r10k,bolt,mco,choria,g10k,eyaml takes=--certname,-t,-n,--targets,--inventoryfile,-m,-u,-c,--tls
  ca.list check ping find inventory facts task.show plan.show inventory.show puppetfile.check version show status lookup networks : probe
  ca.clean ca.revoke ca.delete : remove puppet-certificate:--certname
  ca.sign ca.generate : add puppet-certificate:--certname
  reload deploy.* puppetfile.install puppetfile.sync ssl-setup : run puppet-code:all
  foreground start : resume service:puppetserver
  stop : pause service:puppetserver
  service.*.restart : kick service:1
  * : verbs puppet:all
puppet takes=--certname,--environment,--server,--tags,-e,--execute,--modulepath,--configprint,--masterport,--waitforcert
  +--noop : probe
  agent+--disable : pause puppet-agent:0
  agent+--enable : resume puppet-agent:0
  config.set : set puppet-setting:1
  config.delete : remove puppet-setting:1
  agent+--fingerprint agent+--configprint +--configprint config.print config facts* facter lookup parser.validate parser.dump epp.validate module.list module.search node.find node.status status describe doc help strings catalog.find report.list cert.list cert.verify cert.fingerprint ssl.show ssl.verify ssl.lint device+--facts : probe
  resource.*.*.*=* : set puppet-resource:1-2
  resource : probe
  agent apply device : run config-management:0
  * : run config-management:all
chef-client,chef-solo,cinc-client,knife,chef,chef-server-ctl,chef-automate,berks,inspec takes=-o,-r,-E,-j,-c,-N,-u,-P,-i,-l,-L
  +--why-run +-W : probe
  *.show *.list *.search *.diff search status show-* env diff list check test tail service-list version preflight-check vendor verify license.status detect : probe
  ssh winrm : run config-management:all
  node.run_list.add node.run_list.remove node.run_list.set : set chef-node:all
  node.edit data.bag.edit environment.edit role.edit : edit chef:all
  *.delete *.remove : remove chef:all
  *.create : add chef:all
  *.upload upload apply converge : run chef:all
  restart hup : kick service:*
  start : resume service:*
  stop : pause service:*
  reconfigure cleanse upgrade update install : run chef:all
  * : run config-management:0
packer,cdk,sam,sls,serverless,copilot,eb,sst,chalice,zappa,ecs-cli,ecs-deploy,awslogs,saml2aws,ssm-session,cfn-lint,taskcat,aws-vault,granted,stackstorm,st2 cwd takes=-e,--env,--stage,-s,--stack-name,-c,--region,-r,--profile,-n,--name,-a,--app,--context
  status list ls validate inspect diff synth info logs events print package metrics env.show svc.status svc.show svc.logs app.show app.ls health synthesize doctor metadata fmt+-check version hub.search execution.list execution.get rule.list action.list get search : probe
  login exec ssh : local
  deploy up build svc.deploy env.deploy create launch update run : run stack:all
  restart rollback.function abort : kick stack:all
  svc.pause : pause stack:all
  svc.resume : resume stack:all
  rollback swap svc.rollback : run stack:all
  setenv : set stack-env:*
  scale : set stack-scale:*
  destroy remove delete terminate svc.delete env.delete app.delete undeploy : remove stack:all
  * : run stack:all
fastly,akamai,cloudflared,flarectl,cf-terraforming,cfcli,cloudflare-cli,bunny,keycdn,imperva,purge-cdn takes=-s,--service-id,--version,--token,--key,--url,--zone,--name,--type,--content,--tag,--id,--network,--section
  *.list *.info *.describe *.ls *.get *.status *.show stats* version list logs whoami pops ip-list tunnel.list tunnel.info tunnel.diag tail profile.list : probe
  purge purge.* *.purge *.purge-cache zone.purge invalidate delete.cpcode : kick cdn-cache:all,--url,--key,--zone
  service-version.activate : set cdn-version:0
  service-version.deactivate : pause cdn-version:0
  tunnel.run service.install : resume tunnel:*
  tunnel.cleanup : kick tunnel:*
  tunnel.route* dns.create *.create : add cdn:all,--name
  *.update service-version.* : set cdn:all,--name
  *.delete : remove cdn:all,--name,--id
  login update tunnel.login : local
  * : run cdn:all
`;
