/** Containers, Kubernetes, clouds, deployment. Grammar: `table.ts`. */
export const clusterTools = `
kubectl,k,oc,k3s,microk8s,minikube,kubecolor takes=-n,--namespace,-l,--selector,-o,--output,-c,--container,-f,--filename,-p,--patch,--type,--context,--cluster,--kubeconfig,--replicas,--tail,--since,--timeout,--to-revision,--revision,--sort-by,--field-selector,--image,--overrides,--grace-period,--as,-k,--from-literal,--from-file scope=-n,--namespace,--context,--cluster
  logs+-f logs+--follow get+-w get+--watch : follow
  logs log events : log k8s:*
  rollout.status wait : probe k8s:*
  get describe top explain api-resources api-versions cluster-info version auth diff rollout.history status project whoami adm.top config.get-contexts config.current-context config.view port-forward proxy : probe k8s:*
  config use project-switch login adm.policy : local
  exec rsh attach debug cp : execlike k8s:*
  run+--rm : probe
  rollout.restart : kick k8s:*
  rollout.pause : pause k8s-rollout:*
  rollout.resume : resume k8s-rollout:*
  rollout.undo : set k8s-revision:*
  delete.pod delete.pods delete.po : kick k8s:*
  delete.job : remove k8s:*
  delete+-f delete : remove k8s:*
  cordon drain adm.drain adm.cordon : pause node:*
  uncordon adm.uncordon : resume node:*
  scale : scale k8s-replicas:*
  autoscale : set k8s-autoscale:*
  set patch annotate label taint : keyed k8s:*
  edit : edit k8s:*
  apply create replace expose +-f +-k : manifest manifest:-f,--filename,-k,*
  * : run k8s:*
helm,helmfile,helm3 takes=-n,--namespace,-f,--values,--version,--set,--kube-context,--timeout,--revision,-l scope=-n,--namespace cwd
  list ls status history get template show lint search diff version repo.list env dependency.list test : probe
  repo.update repo.add dependency.update dependency.build plugin : kick helm-repo:0
  rollback : set release:1
  upgrade install sync apply deploy : set release:1
  uninstall delete destroy : remove release:1
  * : run release:*
ctr takes=-n,--namespace,-a
  *.ls *.list *.info *.usage info version : probe
  *.rm *.remove *.delete : remove container:rest
  *.kill : kill container:rest
  *.start : resume container:rest
  *.pause : pause container:rest
  * : run container:all
docker,podman,nerdctl,crictl,buildah,lxc,incus,machinectl takes=-f,--filter,--format,-H,--host,--context,--name,-e,-v,-p,--tail,-n,--since,-t,--time,-u,-w,--network,-l scope=-H,--host,--context cwd-compose
  logs+-f logs+--follow stats events compose.logs+-f : follow
  logs compose.logs service.logs : log container:*
  ps images inspect info version top port diff history network.ls network.inspect volume.ls volume.inspect system.df system.info container.ls container.inspect image.ls node.ls node.inspect service.ls service.ps service.inspect stack.ls stack.ps compose.ps compose.config compose.top compose.ls compose.images pods stats+--no-stream list search buildx.ls context.ls manifest.inspect : probe container:*
  exec compose.exec : execlike container:*
  run+--rm build compose.build pull compose.pull image.pull buildx.build : fetch image:*
  login logout context.use : local
  restart compose.restart container.restart kill+-s+HUP : kick container:*
  kill compose.kill : kill container:*
  start unpause compose.start compose.unpause container.start : resume container:*
  stop pause compose.stop compose.pause container.stop stopp : pause container:*
  compose.down stack.rm : pause compose:0
  compose.up : composeup container:*
  stack.deploy : run compose:0
  run create compose.run container.run : run image:*
  rm container.rm service.rm compose.rm rmp : remove container:*
  rmi image.rm volume.rm network.rm : remove image:*
  system.prune image.prune container.prune volume.prune builder.prune network.prune buildx.prune : run docker-space:0
  update service.update service.scale node.update : set container:last
  network.connect : resume docker-network:*
  network.disconnect : pause docker-network:*
  volume.create network.create : add docker:*
  * : run container:*
docker-compose,podman-compose takes=-f,-p,--tail,--profile cwd
  logs+-f events : follow
  logs : log container:*
  ps config top images port ls : probe
  exec : execlike container:*
  restart : kick container:*
  start unpause : resume container:*
  stop pause : pause container:*
  kill : kill container:*
  down : pause compose:0
  up : composeup container:*
  rm : remove container:*
  pull build : fetch image:*
  * : run compose:0
aws,aliyun,oci,doctl,hcloud,linode-cli,scw takes=--profile,--region,--query,--output,--cluster,--service,--services,--tasks,--task-definition,--desired-count,--instance-ids,--auto-scaling-group-name,--desired-capacity,--db-instance-identifier,--function-name,--group-id,--name,--names,--namespace,--bucket,--key,--hosted-zone-id,--change-batch,--distribution-id,--paths,--queue-url,--target-group-arn,--targets,--load-balancer-arn,--stack-name,--template-body,--parameters,--filters,--filter,--max-items,--cidr,--port,--protocol,--alarm-names,--volume-id,--size,--secret-id,--value,--cli-input-json,--start-time,--end-time,--since,--log-group-name,--metric-name,--dimensions,--period,--statistics,--family-prefix,--sort,--service-name,--desired-status,--endpoint-url,--state,--reservation-id,--allocation-id,--snapshot-id,--tags,--resources,--attribute,--attribute-name,--attributes,--table-name,--item,--rule-name,--node-group-name,--nodegroup-name,--cluster-name,--scaling-config,--replication-group-id,--cache-cluster-id,--allocated-storage,--db-instance-class,--db-snapshot-identifier,--target-db-instance-identifier scope=--profile,--region
  sts configure : trivial
  sso : local
  logs.tail+--follow : follow
  *.update-service+--task-definition *.update-service+--desired-count : cloudset ecs-service:--service
  *.update-service+--force-new-deployment : kick ecs-service:--service
  *.wait : probe
  cloudfront.create-invalidation : kick cloud:*
  *.list-* *.describe-* *.get-* *.batch-get-* *.lookup-* *.filter-* *.head-* *.scan *.query *.ls *.tail *.search-* *.check-* *.show *.list *.get *.start-query *.test-* *.simulate-* *.validate-* *.estimate-* *.preview-* : probe
  *.reboot-* *.restart-* *.start-instance-refresh *.reset-* *.redeploy-* : kick cloud:*
  *.stop-* *.suspend-* *.disable-* *.deregister-* *.detach-* *.enter-standby *.pause-* : pausecloud cloud:*
  *.start-* *.resume-* *.enable-* *.register-* *.attach-* *.exit-standby : resumecloud cloud:*
  *.put-* *.update-* *.modify-* *.set-* *.change-* *.tag-* *.mb : cloudset cloud:*
  *.invoke *.invoke-* *.publish *.publish-* *.send-* : sendcloud cloud:*
  *.create-* *.authorize-* *.run-* *.allocate-* *.add-* *.associate-* *.import-* *.restore-* *.copy-* *.cp *.sync *.mv : runcloud cloud:*
  *.delete-* *.terminate-* *.revoke-* *.remove-* *.release-* *.purge-* *.cancel-* *.rm *.rb *.disassociate-* : removecloud cloud:*
  * : runcloud cloud:*
heroku takes=-a,--app,-n,--num,-r,--remote scope=-a,--app
  logs+--tail : follow
  logs : log heroku:0
  ps releases config apps addons info status domains pg:info pg:ps pg:diagnose redis:info config:get releases:info auth:whoami : probe
  restart ps:restart dyno:restart pg:killall redis:restart : kick heroku-dyno:all
  ps:stop pg:kill : kill heroku:all
  rollback releases:rollback : set heroku-release:0
  ps:scale scale ps:resize resize : set heroku-scale:0
  config:set : set heroku-config:*
  config:unset : remove heroku-config:*
  maintenance:on : pause heroku-maintenance:0
  maintenance:off : resume heroku-maintenance:0
  login git : local
  run : interactive
  * : run heroku:all
gcloud,az,ibmcloud,bq,gsutil,flyctl,fly,vercel,netlify,wrangler,eksctl,doctl-k8s,openstack,nova,virsh,qm,pct,vim-cmd,govc takes=--project,--zone,--region,-g,--resource-group,-n,--name,--subscription,--format,--filter,-a,--app,-o,--output,--query,--limit,--cluster,--num-nodes,--size,-c,--config,--settings,--tier,--instance,--instances,--to-revisions,--image,--freshness,--ids scope=--project,--zone,--region,-g,--resource-group,-a,--app,-n,--name,--subscription
  auth login account config : local
  +--tail : follow
  *logs* : log
  * : cloudverbs
terraform,tofu,terragrunt,pulumi takes=-chdir,-var,-var-file,-target,-out,-state,-s scope=-target cwd
  plan show output state.list state.show validate fmt version providers graph workspace.list workspace.show preview stack.ls console refresh-only : probe
  init get workspace.select workspace.new login : local
  force-unlock : run tf-lock:*
  apply up import taint untaint : run tf:*
  destroy : remove tf:0
  * : run tf:*
ansible,ansible-playbook,ansible-pull,salt,salt-call,puppet,chef-client,knife,fab,cap,capistrano,nomad-pack,dep,ansible-galaxy takes=-i,-m,-a,-l,--limit,-e,--extra-vars,-u,-t,--tags,--skip-tags,-f,--forks,-b ok=2 cwd
  +--check +-C +--noop +--list-hosts +--list-tasks +--syntax-check test.ping : probe
  +-m : ansiblemodule
  * : run config-management:*
git,hg,svn takes=-C,-c,--git-dir,--work-tree,-m,--message,-n,--author,-b,-B,-S,--since,-F scope=-C cwd
  status log show diff blame branch remote reflog describe rev-parse ls-files ls-remote grep shortlog fetch config bisect whatchanged tag stash.list stash.show cat-file rev-list bundle count-objects fsck help version : gitlook
  checkout switch reset restore pull merge rebase cherry-pick : gitmove repo:0
  revert am apply : run repo:*
  push : run remote-repo:0
  clone worktree.add init : add repo:last
  commit add rm mv stash note gc prune clean submodule : gitwork repo:0
  * : gitwork repo:0
gh,glab,hub,circleci,argocd,flux,fluxctl,argo,tkn,jenkins-cli takes=-R,--repo,--jq,-q,-f,-F,-X,--method,--limit,-L,-n,--namespace,--ref,--json,--kind scope=-n,--namespace,-R,--repo
  api+-X api+--method api+-f api+-F : run api:*
  api auth status : probe
  *.list *.view *.status *.checks *.diff *.logs *.watch *.get app.history app.resources : verbs
  * : verbs
kubeadm,k0s,kind,kops,istioctl,linkerd,cilium,calicoctl,velero,cmctl,kubeseal,kustomize,skaffold,stern,crictl-ps
  analyze status check get describe version proxy-status proxy-config certs.check-expiration config.images.list logs build endpoint.list : probe
  certs.renew : run certificate:*
  renew : kick certificate:*
  * : verbs
make,rake,just,task,invoke,rails,artisan,manage.py,django-admin,flask,mix,bin/rails,console,wp,drush,magento,occ,php cwd takes=-C,-f,-j
  +-n +--dry-run +-v +-l +-m +-i +--ini +--version : look
  test check status list lint about db:migrate:status migrate:status showmigrations route:list queue:failed queue:monitor inspect routes core.version plugin.list db.check sqlmigrate sqlflush sqlsequencereset diffsettings inspectdb print* debug:* about *:info *:status *:show *:stats : probe
  migrate : set migration:1
  runner tinker shell+-c shell+--command eval php-eval ev +--execute : evalwords
  cache:clear config:clear cache:flush cache.flush rewrite.flush clear-cache clearsessions view:clear route:clear cr cache:rebuild queue:restart horizon:terminate horizon:purge optimize:clear restart : kick cache:self
  config:cache route:cache view:cache event:cache optimize : run cache-built:self
  down maintenance:enable maintenance-mode.activate maintenance:mode : pause maintenance:0
  up maintenance:disable maintenance-mode.deactivate : resume maintenance:0
  shell console tinker dbshell runserver server : interactive
  * : verbsrun task:*
sidekiqctl
  quiet stop : pause service:sidekiq
  * : probe
celery,rq,resque,flower takes=-A,-b,-u
  inspect status report events result info : probe
  purge amqp : remove queue:0
  control : run celery:*
  * : verbs
`;
