/** Backups, and the servers that hold code, builds and artefacts. Rows from the tools' manuals. Grammar: `table.ts`. */
export const archiveTools = `
restic takes=-r,--repo,-p,--password-file,-o,--tag,--host,--path,--exclude,--include,-t,--target,--keep-last,--keep-daily,--keep-weekly,--keep-monthly,--files-from,--repository-file,--from-repo,--read-data-subset
  snapshots check list ls stats diff find cat version dump key.list features : probe
  unlock : run backup-lock:0
  forget key.remove : remove backup-snapshot:all
  mount : resume mount:last
  init key.add : add backup-repository:0
  restore : run backup-restore:all,-t,--target
  prune rebuild-index repair migrate recover tag rewrite copy cache backup key.passwd self-update : run backup:*,-r,--repo
  * : run backup:all
borg,borgmatic,attic,vorta takes=-a,--glob-archives,-P,--prefix,--keep-daily,--keep-weekly,--keep-last,-e,--exclude,-C,--compression,--encryption,--comment,-c,--config,--archive,--repository,--keep-within
  check+--repair : run backup-repository:*
  extract+--dry-run extract+-n prune+-n delete+-n create+-n : look
  list info check diff config.validate config key.export version rinfo rlist repo-list repo-info : probe
  break-lock : run backup-lock:0
  delete : remove backup-snapshot:*
  mount : resume mount:last
  umount : pause mount:last
  init rcreate key.import : add backup-repository:*
  extract export-tar import-tar restore : run backup-restore:*
  create prune compact recreate rename upgrade key.change-passphrase with-lock benchmark transfer : run backup:*
  * : run backup:all
rclone takes=--config,--include,--exclude,--filter,--transfers,--checkers,--bwlimit,--max-age,--min-age,--log-file,--backup-dir,--filter-from,--files-from
  +-n : look
  ls lsd lsf lsl lsjson size check checksum cryptcheck about version cat listremotes md5sum sha1sum hashsum tree ncdu config.show config.dump config.file link backend.features test.* selfupdate+--check : probe
  mount nfsmount serve.* : resume mount:last
  sync copy copyto copyurl move moveto bisync rcat : set object:last
  delete deletefile purge rmdir rmdirs cleanup dedupe : remove object:*
  mkdir touch : add object:*
  config.* obscure authorize : run rclone-config:all
  rc settier settier : run rclone:all
  * : run rclone:all
duplicity,deja-dup,duply,duplicati-cli,duplicati takes=-t,--time,--restore-time,--file-to-restore,--path-to-restore,--archive-dir,--full-if-older-than,--exclude,--include,-r,--encrypt-key,--name,--restore-dir
  collection-status *.status status list-current-files list verify compare find *.list affected : probe
  cleanup+--force remove-older-than remove-all-but-n-full remove-all-inc-of-but-n-full delete purge-database *.purge *.cleanup : remove backup-snapshot:*
  cleanup : look
  restore *.restore *.fetch repair : run backup-restore:*
  * : run backup:*
rdiff-backup takes=-r,--restore-as-of,--remove-older-than,--at
  +--list-increments +-l +--list-at-time +--compare +--verify +--test-server +--list-changed-since list info compare verify test : probe
  remove +--remove-older-than : remove backup-snapshot:*
  restore +-r +--restore-as-of : run backup-restore:*
  * : run backup:*
rsnapshot,rsnap takes=-c
  configtest +-t : conftest
  du diff : probe
  * : run backup:*
kopia takes=--path,--config-file,--password
  snapshot.list snapshot.verify repository.status policy.show policy.list maintenance.info cache.info content.list content.stats content.verify blob.list blob.stats diff ls list show server.status benchmark.* manifest.list : probe
  snapshot.delete snapshot.expire policy.delete blob.delete content.delete : remove backup-snapshot:*
  repository.connect repository.disconnect : local
  snapshot.restore restore : run backup-restore:*
  policy.set maintenance.set : set backup-policy:all
  mount : resume mount:last
  * : run backup:*
bconsole,bacula-dir,bacula-fd,bacula-sd,bareos-dir,bareos-fd,bareos-sd,bls,bscan,btape,bextract takes=-c,-n
  +-t : conftest
  +-l : look
  * : interactive
bup,dar,dump,restore,burp,bontmia,urbackupclientctl,urbackupsrv,proxmox-backup-client,proxmox-backup-manager,pbs,zrepl,syncoid,sanoid,zfs-auto-snapshot,snapraid,timeshift,tarsnap,lvmsync,amcheck,amstatus,amadmin,amdump,amrecover,amtape,amlabel,amrmtape,hb,bupstash,rustic,elkarbackup,backupninja,backintime takes=-c,--config,-r,--repository,-f,-n,-s,--snapshot-device,--comments,--snapshot,--keyfile
  ls ls-files status list check show *.list *.status *.show *.info diff fsck snapshots snapshot.list snapshot.files test.* smart log version help catalog.dump +--list +--list-archives +-t +--print-stats monitor browse : probe
  signal.wakeup signal.reset wakeup : kick backup:all
  prune garbage-collect forget delete rm +--delete +--prune-snapshots +--delete-all : remove backup-snapshot:all
  restore +--restore : run backup-restore:all
  mount : resume mount:last
  unmount : pause mount:last
  * : run backup:all
veeamconfig,veeam,nsrinfo,nsrwatch,mminfo,nsrpolicy,nsradmin,bpdbjobs,bpbackup,bprestore,bpclimagelist,bpimagelist,bpps,bplist,bperror,nbdevquery,bpplclients,bpbkar,vmquery,dsmc,dsmadmc,dsmserv,qlist-commvault,commvault,simpana,omnistat,omnidb,rubrik,cohesity takes=-c,--name,--id,-id,-se,-dataonly,-optfile,-subdir,-s,-p,-q
  *.list *.info *.show *.showlog q q.* query query.* list status -report +-report +-summary monitor show : probe
  job.start session.start : resume backup-job:--name,--id
  job.stop session.stop cancel : kill backup-job:--name,--id,*
  *.delete delete expire : remove backup-snapshot:all
  restore retrieve bprestore : run backup-restore:all
  incremental selective archive backup job.create : run backup:all
  * : probe
git-lfs,git-filter-repo,bfg,git-crypt,git-annex,repo cwd
  ls-files status env logs fsck locks info whereis find diff list : look
  lock : pause file-lock:*
  unlock : resume file-lock:*
  * : run repo:all
gitlab-ctl takes=
  status tail show-config service-list check-config help get-redis-master patroni.members patroni.check-* consul.members geo.check* get-postgresql-primary pgb-console pg-password-md5 praefect.check* praefect.sql-ping praefect.dataloss praefect.metadata diff-config backup-etc+--help registry-database.status : probe
  restart hup kill-restart usr1 usr2 int kill term once patroni.restart patroni.reload patroni.reinitialize-replica pgb-notify : kick service:*
  start : resume service:*
  stop graceful-kill quiet : pause service:*
  deploy-page.up : pause deploy-page:0
  deploy-page.down : resume deploy-page:0
  geo-replication-pause geo.replication.pause : pause geo-replication:0
  geo-replication-resume geo.replication.resume : resume geo-replication:0
  patroni.pause : pause patroni:0
  patroni.resume : resume patroni:0
  reconfigure upgrade renew-le-certs registry-garbage-collect remove-accounts pg-upgrade revert-pg-upgrade promote promote-to-primary-node promote-db geo.promote patroni.failover patroni.switchover cleanse uninstall backup-etc replicate-geo-database praefect.* set-geo-primary-node db-migrate prometheus-upgrade registry-database.* : run gitlab:all
  * : run gitlab:all
gitlab-rake,gitlab-rails,gitlab-backup,gitlab-psql,gitlab-redis-cli takes=-c,-d,-q
  +-T +-P : look
  gitlab:check gitlab:*:check gitlab:env:info gitlab:doctor:* db:migrate:status gitlab:geo:check geo:status gitlab:geo:replication:* gitlab:gitaly:check gitlab:ldap:check gitlab:smtp:check gitlab:sidekiq:check gitlab:incoming_email:check gitlab:artifacts:check gitlab:lfs:check gitlab:uploads:check gitlab:license:info gitlab:background_migrations:status geo:db:migrate:status gitlab:sidekiq:*:list gitlab:git:fsck gitlab:list_repos gitlab:tokens:analyze gitlab:elastic:info gitlab:elastic:index_status gitlab:storage:list_* : probe
  cache:clear gitlab:web_hook:* geo:verification:* gitlab:refresh_* : kick gitlab-cache:all
  gitlab:elastic:pause_indexing : pause gitlab-indexing:0
  gitlab:elastic:resume_indexing : resume gitlab-indexing:0
  gitlab:backup:create create : add gitlab-backup:0
  gitlab:backup:restore restore : run gitlab-restore:all
  runner : evalcode
  console dbconsole : interactive
  * : run gitlab:1
gitlab-runner takes=--name,--url,--token,--executor,-u,-t,--registration-token,-c,--config,-s
  verify+--delete : remove runner:--name
  verify list status version help health-check : probe
  restart : kick service:gitlab-runner
  start run install : resume service:gitlab-runner
  stop uninstall : pause service:gitlab-runner
  register : add runner:--name
  unregister : remove runner:--name
  reset-token cache-init : run runner:all
  * : run runner:all
gh,hub takes=-R,--repo,--jq,-q,-X,--method,--limit,-L,--ref,--json,--kind,-b,--body,-t,--title,-w,--workflow,-e,--env,-o,--org,-s,--status,-l,--label,-a,--assignee,--branch,-B,--base,-H,--head,--template,-j,--job,-u,--user,-m,--message,-n,--notes scope=-R,--repo
  api+-X+--silent api+-X api+--method api+-f api+-F api+--input api+--raw-field : run api:*,-X,--method
  api auth.status status *.list *.view *.status *.checks *.diff *.watch *.get *.verify repo.view search.* release.download browse run.download version cache.list ruleset.* org.list codespace.logs codespace.list : probe
  auth config alias extension completion pr.checkout repo.clone : local
  run.rerun : kick workflow-run:1
  run.cancel : kill workflow-run:1
  run.delete : remove workflow-run:1
  workflow.run : run workflow:1
  workflow.disable : pause workflow:1
  workflow.enable : resume workflow:1
  secret.set : set actions-secret:1
  variable.set : set actions-variable:1
  secret.delete secret.remove variable.delete variable.remove : remove actions-setting:1
  cache.delete : remove actions-cache:all
  release.create release.upload : run release:1
  release.edit release.delete release.delete-asset : run release:1
  pr.merge pr.revert pr.close pr.reopen pr.ready pr.update-branch pr.edit : run pull-request:1
  repo.edit repo.archive repo.unarchive repo.sync repo.rename repo.delete : run repository:all
  pr.create pr.comment pr.review issue.* gist.* label.* project.* : trivial
  * : run github:all
jenkins-cli,jenkins-jobs,jenkins takes=-s,-auth,-i,-m,-p,-user,-l,-url,--conf
  list-* get-* who-am-i version help console test : probe
  safe-restart restart reload-configuration reload-jcasc-configuration reload-job connect-node clear-queue restart-from-stage : kick jenkins:all
  quiet-down disable-job offline-node disconnect-node disable-plugin safe-shutdown shutdown : pause jenkins:*
  cancel-quiet-down enable-job online-node wait-node-online enable-plugin : resume jenkins:*
  stop-builds delete-builds : kill jenkins-build:*
  install-plugin create-job create-node create-credentials-by-xml add-job-to-view : add jenkins:all
  delete-job delete-node remove-job-from-view delete-credentials : remove jenkins:all
  update-job update-node set-build-description set-build-display-name set-external-build-result update-credentials-by-xml : set jenkins:1
  build replay-pipeline keep-build groovy groovysh update : run jenkins:all
  * : run jenkins:all
drone,woodpecker-cli,circleci,travis,buildkite-agent,bk,semaphore,sem,codefresh,teamcity,go-agent,azure-pipelines,appveyor,act,dagger,earthly,bazel,nx,turbo,screwdriver takes=--server,-t,--token,-s,-r,-b,--branch,--name,--spawn,--build-path
  *.ls *.list *.info *.show *.last *.log* *.view ls list info show status logs config.validate config.process validate lint version diagnostic query history requests open queue *.get get annotate meta-data.get meta-data.exists : probe
  build.restart restart rerun : kick build:*
  build.stop build.decline cancel job.cancel pipeline.stop : kill build:*
  build.start build.create build.promote build.rollback build.approve promote trigger run create-pipeline local.execute pipeline.create deploy : run build:all
  agent.stop stop pause disable : pause ci-agent:all
  start resume enable agent.start : resume ci-agent:all
  secret.add secret.update secret.set env.set : set ci-secret:all
  secret.rm secret.delete cron.rm : remove ci-secret:all
  clean shutdown : kick build-cache:0
  * : run build:all
argo takes=-n,--namespace,-f,--parameter-file,-p,--parameter,-o,-l,--selector,--node-field-selector,--from,--name,--message,-s scope=-n,--namespace
  logs+-f watch logs+--follow : follow
  logs : log workflow:1
  list get lint template.list template.get template.lint cron.list cron.get cron.lint archive.list archive.get version auth cluster-template.list cluster-template.get wait : probe
  retry resubmit archive.retry archive.resubmit : kick workflow:1
  stop terminate : kill workflow:1
  suspend cron.suspend : pause workflow:1
  resume cron.resume : resume workflow:1
  delete cron.delete template.delete archive.delete : remove workflow:*
  submit : run workflow:--from,*
  cron.create template.create cluster-template.create : add workflow:*
  cron.update template.update node : set workflow:all
  * : run workflow:all
tkn takes=-n,--namespace,-p,--param,-o,-w,--workspace,-s,--serviceaccount,--use-pipelinerun,-l scope=-n,--namespace
  *.logs+-f : follow
  *.logs : log pipeline:1
  *.list *.ls *.describe *.desc version *.search *.export : probe
  pipelinerun.cancel pr.cancel taskrun.cancel tr.cancel customrun.cancel : kill pipeline-run:1
  pipeline.start p.start task.start clustertask.start : run pipeline:1
  *.delete *.rm : remove pipeline:*
  *.install *.reinstall *.upgrade *.downgrade : run pipeline:all
  * : run pipeline:all
argocd takes=-n,--namespace,--server,--auth-token,-o,--revision,-l,--selector,-p,--parameter,--project,--kind,--resource-name,--resource,--timeout,-N,--app-namespace,--dest-namespace,--dest-server,--helm-set,--sync-policy,--repo,--path,--values,--group
  app.logs+-f : follow
  app.logs : log application:1
  app.get+--refresh app.get+--hard-refresh app.diff+--refresh app.diff+--hard-refresh : kick application-refresh:1
  app.get app.list app.diff app.history app.manifests app.resources app.wait app.actions.list app.get-resource version cluster.list cluster.get proj.list proj.get repo.list repo.get repocreds.list account.list account.get* account.can-i appset.list appset.get cert.list gpg.list admin.settings.* admin.app.* proj.windows.list proj.role.list : probe
  login logout context relogin configure : local
  app.sync+--dry-run : look
  app.sync : kick application-sync:1
  app.rollback : set application-revision:1
  app.actions.run.*.restart app.actions.run.*.retry app.actions.run.*.refresh : kick application:1
  app.actions.run.*.pause app.actions.run.*.abort : pause application:1
  app.actions.run.*.resume app.actions.run.*.unpause : resume application:1
  app.actions.run : run application:all
  app.terminate-op : kill application-operation:1
  app.set+--sync-policy : set application-sync-policy:1
  app.set app.unset app.patch app.edit app.patch-resource proj.set proj.edit : run application:all,-p,--parameter,--helm-set,--revision
  proj.windows.disable-manual-sync proj.windows.delete : remove sync-window:all
  proj.windows.enable-manual-sync proj.windows.add : add sync-window:all
  app.create cluster.add repo.add proj.create appset.create proj.add-* cert.add-* : add application:1
  app.delete app.delete-resource cluster.rm repo.rm proj.delete appset.delete proj.remove-* cert.rm : remove application:*
  * : run application:all
gitea,forgejo,gogs,gerrit,svnadmin,svnlook,svnserve,gitaly,praefect,gitolite,cgit,fossil,nexus,artifactory,jfrog,jf,sonar.sh,sonarqube,harbor,chartmuseum,verdaccio,pulp,devpi takes=-c,--config,-w,--work-path,--user,--username,-u,-U,--url,--host
  version doctor.check doctor.list verify info list status rt.ping rt.s rt.search ping check lstxns lslocks youngest tree cat log diff changed uuid *.list *.show *.status dataloss sql-ping sql-migrate-status ls-projects show-queue show-caches show-connections ls-members ls-users config.show xr.* c.show : probe
  rmtxns rmlocks unlock rt.del rt.delete rt.rdel *.destroy *.delete close-connection : remove forge:all
  flush-caches reload-config gc recover reload hook.regenerate admin.regenerate* index.* queue.retry cache.clear restart : kick forge:all
  start web serve : resume service:0
  stop : pause service:0
  manager.shutdown : pause service:0
  manager.restart : kick service:0
  manager.flush-queues : kick forge:all
  login config c.add c.use : local
  * : run forge:all
`;
