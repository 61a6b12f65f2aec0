/** Containers below and clusters around Kubernetes. Rows from the tools' manuals. Grammar: `table.ts`. */
export const containerTools = `
ctr takes=-n,--namespace,-a,--address,--snapshotter,--platform,-s,--signal,--exec-id scope=-n,--namespace
  *.exec *.*.exec : execlike
  *.ls *.list *.info *.usage *.check *.metrics *.ps *.metadata info version *.tree events plugins c.ls i.ls t.ls : probe
  *.rm *.remove *.delete *.del *.unmount : remove container:*
  *.kill : kill container:*
  *.start *.resume : resume container:*
  *.pause : pause container:*
  *.pull *.import *.push *.export *.tag *.mount *.unpack *.convert : run container-image:*
  *.label *.update : set container-label:1
  *.checkpoint *.restore *.create : add container:all
  content.prune *.prune : run container-space:0
  run : run container:all
  * : run container:all
crictl takes=-r,--runtime-endpoint,-i,--image-endpoint,-o,--output,--name,--label,--state,--pod,--tail,--since,-t,--timeout,--namespace,-c
  logs+-f : follow
  logs : log container:*
  exec attach : execlike
  ps pods images image img inspect inspecti inspectp info version stats statsp imagefsinfo config+--list config+--get runtime-config metricsp : probe
  port-forward events : follow
  stop stopp : pause container:*
  start : resume container:*
  rm rmp : remove container:*
  rmi+--prune : run container-space:0
  rmi : remove image:*
  pull : run image:*
  update : set container:1
  create run runp : run container:all
  checkpoint : add container-checkpoint:*
  config : set crictl:all
  * : run container:all
runc,crun,youki,runsc,kata-runtime takes=--root,--log,--bundle,-b,--pid-file
  list state ps events spec features check env version : probe
  exec : execlike
  kill : kill container:1
  start resume restore : resume container:1
  pause checkpoint : pause container:1
  delete : remove container:1
  update : set container:1
  * : run container:all
podman takes=-f,--filter,--format,-H,--host,--context,--name,-e,-v,-p,--tail,-n,--since,-t,--time,-u,-w,--network scope=--context
  logs+-f logs+--follow events stats+-w : follow
  pod.logs logs : log container:*
  exec : execlike container:*
  pod.ps pod.inspect pod.list pod.exists pod.stats pod.top healthcheck.run generate.* kube.generate ps images inspect info version top port diff history search system.df system.info machine.list machine.inspect network.ls network.inspect network.exists volume.ls volume.inspect volume.exists image.ls image.inspect image.exists image.tree image.history container.ls container.inspect container.exists list pods secret.ls secret.inspect manifest.inspect wait stats system.connection.list quadlet.list auto-update+--dry-run : probe
  pod.restart restart container.restart : kick container:*
  pod.kill kill : kill container:*
  pod.start pod.unpause start unpause play.kube kube.play machine.start container.start init : resume container:*
  pod.stop pod.pause stop pause kube.down machine.stop container.stop : pause container:*
  pod.rm rm container.rm kube.delete : remove container:*
  rmi image.rm volume.rm network.rm secret.rm untag : remove image:*
  *.prune prune system.reset : run container-space:0
  system.migrate system.renumber system.check auto-update : run container-store:0
  update+--memory update+-m : set container-memory:last
  update+--cpus : set container-cpus:last
  update+--restart : set container-restart:last
  update container.update : run container:all
  network.connect : resume container-network:*
  network.disconnect : pause container-network:*
  volume.create network.create secret.create pod.create : add container-thing:*
  mount container.mount : resume container-mount:*
  umount unmount container.umount : pause container-mount:*
  run+--rm build : fetch image:*
  pull image.pull : fetch image:*
  load import tag push save cp : run image:*
  login logout : local
  run create container.run : run container:all
  * : run container:all
buildah,buildctl,kaniko,img,ko,pack,nixpacks takes=-f,-t,--tag,--opt,--frontend,--local,--output
  containers images inspect info version du debug.* ps list : probe
  rm delete : remove container:*
  rmi : remove image:*
  prune : run container-space:0
  push pull tag : run image:*
  * : run image:all
registry
  garbage-collect : run registry-blobs:0
  serve : resume service:registry
  * : look
skopeo,crane,oras,regctl,reg,cosign,notation,dive,docker-squash,gcrane takes=--src-tls-verify,--dest-tls-verify,--src-creds,--dest-creds,--authfile,-u,-p,--key,--platform
  inspect list-tags ls catalog manifest digest config validate version blob *.ls *.get *.head *.list *.digest discover verify tree triangulate *.inspect *.ratelimit tags : probe
  copy cp sync tag push *.copy *.put attach sign append mutate rebase flatten : set image:last
  delete rm *.delete *.rm : remove image:last
  pull export login : local
  * : probe
lxc,incus takes=-c,--config,-s,--storage,-p,--profile,-n,-t,--target,--project,--type,--format,--user,--group
  *list *ls info *.list *.show *.get *.info monitor version profile.show config.show network.list-leases cluster.show file.pull storage.volume.list : probe
  exec shell console : execlike
  restart : kick container:*
  start resume : resume container:*
  stop pause freeze : pause container:*
  config.set config.unset config.device.set profile.set network.set storage.set cluster.set config.device.override : set container-setting:1-2
  config.edit profile.edit network.edit storage.edit cluster.edit : edit container-setting:1
  config.device.add profile.add network.attach storage.volume.attach : add container-device:all
  config.device.remove profile.remove network.detach storage.volume.detach : remove container-device:all
  cluster.evacuate : pause cluster-member-maint:1
  cluster.restore : resume cluster-member-maint:1
  cluster.remove : remove cluster-member:1
  snapshot publish storage.create network.create profile.create : add container-snapshot:all
  restore : run container:1
  file.delete : remove container-file:last
  operation.delete warning.ack : run lxd:all
  delete *.delete : remove container:*
  launch init copy move rename rebuild import : run container:last
  remote.* alias.* project.switch : local
  file.push file.edit : set container-file:last
  * : run container:all
lxc-ls,lxc-info,lxc-top,lxc-monitor,lxc-checkconfig,lxc-config takes=-n,-P
  * : probe
lxc-start,lxc-unfreeze takes=-n,-P
  * : resume container:-n,*
lxc-stop,lxc-freeze takes=-n,-P,-t
  +-r : kick container:-n,*
  +-k : kill container:-n,*
  * : pause container:-n,*
lxc-attach,lxc-execute,lxc-console takes=-n,-P
  * : execlike
lxc-destroy,lxc-create,lxc-copy,lxc-snapshot,lxc-cgroup,lxc-device takes=-n,-P,-t
  +-L : look
  * : run container:-n,*
kubeadm takes=--config,--kubeconfig,--token,--discovery-token-ca-cert-hash,--node-name,--cri-socket,--certificate-key,--ttl
  certs.check-expiration config.images.list config.print token.list upgrade.plan upgrade.diff version config.validate alpha.certs.check-expiration : probe
  certs.renew alpha.certs.renew : run certificate:*
  token.create : add kubeadm-token:0
  token.delete : remove kubeadm-token:*
  reset : run kubernetes-node:0
  join init : run kubernetes-node:all
  upgrade : run kubernetes-version:0
  * : run kubernetes-node:all
k3s,rke2,k0s takes=-n,--namespace,--data-dir,--config,-c,--name,-l,-o
  kubectl.get kubectl.describe kubectl.logs kubectl.top kubectl.version kubectl.cluster-info kubectl.explain kubectl.events : probe
  kubectl.cordon kubectl.drain : pause node:*
  kubectl.uncordon : resume node:*
  kubectl.scale : scale k8s-replicas:*
  kubectl.patch kubectl.set kubectl.label kubectl.annotate kubectl.taint : set k8s:*
  kubectl.rollout.restart : kick k8s:*
  kubectl.rollout.undo : set k8s-revision:*
  kubectl.rollout.status kubectl.wait : probe
  kubectl.delete.pod kubectl.delete.pods kubectl.delete.po : kick k8s:*
  kubectl.delete : remove k8s:*
  kubectl.apply kubectl.create kubectl.replace : run manifest:*
  kubectl.exec : execlike
  kubectl.edit : edit k8s:*
  crictl.ps crictl.pods crictl.images crictl.logs crictl.inspect crictl.stats crictl.info ctr.*.ls ctr.*.list : probe
  etcd-snapshot.ls etcd-snapshot.list etcd-snapshot.save+--dry-run check-config token.list status validate version sysinfo certificate.check kubeconfig : probe
  etcd-snapshot.save backup : add etcd-snapshot:0
  etcd-snapshot.delete etcd-snapshot.prune : remove etcd-snapshot:*
  etcd-snapshot : add etcd-snapshot:0
  certificate.rotate* secrets-encrypt.* : run certificate:0
  token.create : add cluster-token:0
  token.rotate : kick cluster-token:0
  token.delete : remove cluster-token:*
  start server agent controller worker : resume service:0
  stop : pause service:0
  restore reset : run kubernetes-node:0
  * : run kubernetes-node:all
k3s-killall.sh,rke2-killall.sh
  * : pause service:k3s
k3s-uninstall.sh,k3s-agent-uninstall.sh,rke2-uninstall.sh
  * : remove service:k3s
talosctl takes=-n,--nodes,-e,--endpoints,-f,--file,-p,--patch,-o,--output,--talosconfig,--image,--context,-m,--mode scope=-n,--nodes
  logs+-f dmesg+-f dashboard events : follow
  logs dmesg : log talos:*
  service.*.restart : kick service:1
  service.*.start : resume service:1
  service.*.stop : pause service:1
  service services containers stats health get version disks disk-usage usage df du mounts memory processes netstat list ls read cat time list etcd.members etcd.status etcd.alarm.list image.list inspect.* pcap copy support validate config.info kubeconfig gen.* machineconfig.gen conformance crashdump netstat : probe
  reboot restart : kick host:0
  shutdown : pause host:0
  reset : run host:0
  edit : edit machine-config:1
  patch apply-config : set machine-config:1
  etcd.remove-member : remove etcd-member:*
  etcd.snapshot : add etcd-snapshot:*
  etcd.defrag etcd.leave etcd.forfeit-leadership etcd.alarm.disarm bootstrap upgrade upgrade-k8s rollback rotate-ca image.pull : run kubernetes-node:all
  config : local
  * : run kubernetes-node:all
istioctl takes=-n,--namespace,-f,--filename,--revision,-r,--set,--context,-o,-c,-i,--level,--duration
  pc.log+--level proxy-config.log+--level : set istio-log:last
  pc proxy-config ps proxy-status analyze version describe x.describe experimental.describe validate verify-install authz x.authz x.check-inject experimental.* dashboard d bug-report profile.list profile.dump profile.diff manifest.generate manifest.diff tag.list x.precheck x.metrics ztunnel-config waypoint.list waypoint.status : probe
  kube-inject : look
  install upgrade manifest.apply manifest.install operator.init : run istio:all
  tag.set waypoint.apply : set istio-tag:1
  uninstall tag.remove operator.remove waypoint.delete x.uninstall : remove istio:all
  admin.log : set istio-log:0
  * : probe
linkerd takes=-n,--namespace,--context,-L,-o
  viz.tap viz.top top tap : follow
  check diagnostics identity profile version install inject uninject upgrade stat viz routes edges viz.stat viz.routes viz.edges viz.check metrics multicluster.check multicluster.gateways endpoints authz prune jaeger.* : probe
  * : probe
cilium,cilium-dbg,hubble takes=-n,--namespace,-o,--last,--since,--pod,--from-pod,--to-pod,--verdict,-f,--context,--protocol,--port,-t,--type
  observe+-f monitor : follow
  observe : log flows:0
  config.set config.delete config.*=* endpoint.config : set cilium-setting:1
  *.get *.list status endpoint.health endpoint.log endpoint.healthz bpf.*.list bpf.*.get config.view config.get connectivity.* version service.list policy.get policy.trace node.list identity.* health* sysdump metrics.* encrypt.status bgp.* recorder.list clustermesh.status features.status lrp.list nodeid.* statedb.* map.get map.list preflight.* list : probe
  endpoint.regenerate endpoint.disconnect restart bpf.ct.flush bpf.nat.flush bpf.fs.* kvstore.* cleanup : kick cilium:all
  bpf.*.delete *.delete policy.delete map.delete fqdn.cache.clean bpf.policy.delete : remove cilium:all
  *.update *.add bpf.*.update policy.import : set cilium:all
  hubble.enable clustermesh.enable clustermesh.connect encryption.enable : resume cilium-feature:1
  hubble.disable clustermesh.disable clustermesh.disconnect : pause cilium-feature:1
  install upgrade uninstall : run cilium:all
  config fqdn : probe
  * : probe
calicoctl,calicoctl.sh,kubectl-calico takes=-f,--filename,-n,--namespace,-o,--output,-p,--patch,-c,--config,--ip
  get node.status node.diags node.checksystem ipam.show ipam.check version convert validate cluster.diags : probe
  apply replace create datastore.migrate.import : run calico:-f,--filename,*
  delete ipam.release label+--remove : remove calico:-f,--filename,--ip,*
  patch ipam.configure label : set calico:*,-p,--patch
  datastore.migrate.lock : pause calico-datastore-lock:0
  datastore.migrate.unlock : resume calico-datastore-lock:0
  * : run calico:all
velero takes=-n,--namespace,--from-backup,--from-schedule,--include-namespaces,--exclude-namespaces,--ttl,-l,--selector,--schedule,-o,--storage-location,--restore-volumes,--kubecontext
  *.get *.describe *.logs get describe version backup.download debug plugin.get : probe
  backup.create create.backup : add backup:last
  restore.create create.restore : run restore:--from-backup,last
  schedule.create create.schedule backup-location.create snapshot-location.create plugin.add : add backup-schedule:last
  schedule.pause : pause backup-schedule:last
  schedule.unpause : resume backup-schedule:last
  backup.delete delete.backup *.delete delete plugin.remove : remove backup:last
  backup-location.set snapshot-location.set : set backup-location:last
  install uninstall repo.* : run velero:all
  * : run velero:all
kustomize,kompose,kubeval,kubeconform,kube-score,kube-linter,polaris,pluto,kubent,popeye,kube-bench,kubescape,conftest,stern,kubetail,kail,kubectl-who-can,kubectl-tree,kubectl-neat,kubectl-view-secret,kubespy,ksniff,kubeshark,datree,helm-docs,helm-diff,kubeaudit,k8sgpt,kubepug,kube-capacity,ketall,kor,goldilocks takes=-n,--namespace,-c,-l,-f,--context,-o,-s,--since,--tail,-t,-e
  edit : set kustomization:all
  create : add kustomization:0
  * : probe
kubectx,kubens,kubie,kubeswitch,switcher
  * : local
kind,minikube,k3d,microk8s,colima,crc,rancher-desktop,rdctl,limactl,podman-machine,vcluster takes=-p,--profile,--name,-n,--nodes,--driver
  get list status version kubectl.* logs ip profile.list node.list image.ls addons.list kubeconfig docker-env ssh-key service inspect dashboard config.view config.get info cluster.list registry.list shell ssh ls describe connect : probe
  start resume cluster.start enable addons.enable unpause : resume cluster:all
  stop pause cluster.stop disable addons.disable : pause cluster:all
  delete cluster.delete remove : remove cluster:all
  create cluster.create up : add cluster:all
  load image.load image.import cache : run image:last
  restart reset refresh-certs : kick cluster:all
  config set : set cluster-setting:1-2
  tunnel mount : follow
  * : run cluster:all
kops takes=--name,--state,--instance-group,--instance-group-roles,-o,-f,--node-interval,-y
  update.cluster+--yes update.cluster+-y upgrade.cluster+--yes : run cluster:all
  rolling-update.cluster+--yes rolling-update+--yes rolling-update.*+-y : run cluster-nodes:all
  delete.*+--yes delete.*+-y delete.instance : remove cluster:all
  edit : edit cluster:1-2
  replace create apply promote : run cluster:all
  set unset : set cluster:all
  distrust : run cluster-keys:all
  * : probe
eksctl takes=--cluster,--name,-n,--region,-r,--profile,-p,-f,--config-file,--nodes,-N,--nodes-min,--nodes-max,--version,--kubernetes-version,-o,--namespace,--role-name,--timeout
  get utils.describe-* info version utils.schema : probe
  utils.write-kubeconfig : local
  scale.nodegroup : set nodegroup:--cluster,--name
  drain.nodegroup+--undo : resume nodegroup-drain:--cluster,--name
  drain.nodegroup : pause nodegroup-drain:--cluster,--name
  upgrade.* update.* : run nodegroup:--cluster,--name
  delete.* unset : remove cluster-part:1,--cluster,--name
  create.* register.* associate.* enable.* : add cluster-part:1,--cluster,--name
  utils.* : run cluster-part:1,--cluster
  set : set cluster-part:--cluster
  * : run cluster:all
kubeseal,cmctl,kyverno,gatekeeper,opa,external-secrets,sops,helm-secrets,kubectl-cert_manager,kubectl-cert-manager,kubeconform-run takes=-n,--namespace,-f,-o,--controller-name,--cert,-i
  status.* check.* inspect.* test validate eval fmt version convert : probe
  renew : run certificate:*
  create.* approve : add certificate-request:*
  deny : remove certificate-request:*
  +-d +--decrypt +--fetch-cert +--validate : look
  +-r +--rotate updatekeys rotate : run sealed-file:last
  +-e +--encrypt : set sealed-file:last
  * : run sealed-file:all
rancher,rke,rio,kubesphere,kk,kubespray,lens-cli takes=--config,-c,--project
  kubectl.get kubectl.describe kubectl.logs ps nodes clusters projects namespaces settings.ls settings.get inspect logs version config util : probe
  context login : local
  settings.set : set rancher-setting:1
  up upgrade : run cluster:0
  etcd.snapshot-save : add etcd-snapshot:all
  etcd.snapshot-restore : run etcd-restore:all
  cert.rotate : run certificate:0
  remove rm : remove cluster:all
  * : verbs rancher:all
longhornctl,linstor,mayastor,kubectl-mayastor,pxctl,robinctl,portworx takes=-o,-n,--namespace
  status list show check *.list *.show *.inspect *.l *.i inspect version get *.check preflight alerts.show volume.check cluster.list service.diags : probe
  *.maintenance.enter service.maintenance+--enter : pause storage-maint:0
  service.maintenance+--exit *.maintenance.exit : resume storage-maint:0
  *.delete *.d delete : remove storage:all
  *.create *.c create : add storage:all
  *.set-property *.sp *.update *.modify : set storage:all
  * : verbs storage:all
`;
