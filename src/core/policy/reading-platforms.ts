import { flags, type ReadRule, subs, without } from "./reading-rule.ts";

const kubeReads = subs(
  "get, describe, logs, log, top, version, cluster-info, explain, api-resources, api-versions, diff, events, wait, options, auth can-i, auth whoami, config view|get-contexts|current-context|get-clusters|get-users, rollout status|history, plugin list, certificate list, status, projects, whoami",
);
const dockerReads = subs(
  "ps, logs, inspect, images, stats, top, port, diff, events, info, version, history, search, image ls|list|inspect|history, container ls|list|ps|inspect|logs|top|stats|diff|port, network ls|list|inspect, volume ls|list|inspect, system df|info|events, context ls|list|show|inspect, node ls|ps|inspect, service ls|list|ps|logs|inspect, stack ls|ps|services, secret ls, config ls, plugin ls, manifest inspect, compose ps|logs|config|top|images|ls|version|port|events, buildx ls|du|inspect, healthcheck, pod ps|inspect|logs|stats|top",
);
const listing = subs("list, ls, show, info, status, search, version");

/** Clusters, containers, version control, clouds, brokers. */
export const platformReads: Readonly<Record<string, readonly ReadRule[]>> = {
  kubectl: [kubeReads],
  k: [kubeReads],
  oc: [kubeReads],
  helm: [
    subs(
      "list, ls, status, history, get, show, search, version, template, lint, env, repo list, dependency list, diff",
    ),
  ],
  docker: [dockerReads],
  podman: [dockerReads],
  nerdctl: [dockerReads],
  "docker-compose": [subs("ps, logs, config, top, images, ls, version, port, events")],
  "podman-compose": [subs("ps, logs, config, version")],
  crictl: [subs("ps, images, img, logs, inspect, inspecti, inspectp, stats, statsp, pods, info, version")],
  ctr: [without(/^(rm|remove|delete|run|start|kill|create|pull|push|import|exec|prune|pause|resume|tag)$/)],
  lxc: [listing],
  incus: [listing],
  virsh: [
    subs(
      "list, dominfo, domstate, domblklist, domiflist, nodeinfo, version, dumpxml, net-list, pool-list, vol-list, capabilities, domstats, net-info, pool-info, snapshot-list",
    ),
  ],
  git: [
    subs(
      "status, log, diff, show, rev-parse, rev-list, describe, ls-files, ls-tree, ls-remote, cat-file, blame, annotate, shortlog, grep, name-rev, merge-base, for-each-ref, count-objects, fsck, whatchanged, cherry, diff-tree, diff-index, diff-files, show-ref, show-branch, var, version, help, check-ignore, check-attr, bisect log|view, worktree list, submodule status|summary, notes show|list, stash list|show, verify-commit, verify-tag, range-diff, reflog show, remote show|get-url, merge-tree, bundle verify, lfs ls-files|status|env",
      { not: ["--output", "--ext-diff", "-O", "--open-files-in-pager"] },
    ),
    {
      subs: ["branch"],
      most: 1,
      not: [
        "-d",
        "-D",
        "-m",
        "-M",
        "-c",
        "-C",
        "-f",
        "-u",
        "--delete",
        "--move",
        "--copy",
        "--force",
        "--set-upstream-to",
        "--unset-upstream",
        "--edit-description",
      ],
    },
    { subs: ["tag"], most: 1 },
    {
      subs: ["tag"],
      flags: ["-l", "--list", "-n", "--contains", "--points-at"],
      not: ["-d", "--delete", "-f", "--force"],
    },
    { subs: ["remote", "reflog", "worktree", "submodule"], most: 1 },
    {
      subs: ["config"],
      flags: ["--get", "--get-all", "--get-regexp", "--list", "-l"],
      not: ["--unset", "--add", "--replace-all"],
    },
    { subs: ["config get", "config list"] },
    { subs: ["archive"], flags: ["--list", "-l"] },
    { subs: ["apply"], flags: ["--check", "--stat", "--numstat", "--summary"], not: ["--apply"] },
    { subs: ["symbolic-ref"], most: 2, not: ["-d", "--delete", "-m"] },
  ],
  gh: [
    subs(
      "pr list|view|diff|checks|status, issue list|view|status, run list|view|watch, repo view|list, release list|view, workflow list|view, auth status, search, cache list, secret list, variable list, gist list|view, label list, status, project list|view|item-list, ruleset list|view, alias list, extension list",
    ),
    { subs: ["api"], not: ["-X", "-f", "-F", "--method", "--input", "--field", "--raw-field"] },
  ],
  glab: [
    subs(
      "mr list|view|diff, issue list|view, ci list|view|status|trace, repo view|list, release list|view, auth status",
    ),
  ],
  aws: [
    {
      subs: [
        "s3 ls",
        "* describe-*|list-*|head-*|ls|wait|lookup-*|search-*|scan|query|filter-*|batch-get-*|estimate-*|simulate-*|validate-*|test-*|preview-*|detect-*|get-*",
        "logs tail|start-query|get-query-results",
        "configure list|list-profiles|get",
        "sso list-*",
        "cloudformation validate-template",
      ],
      without: /^get-(session|federation)-token$/,
    },
    { subs: ["sts get-caller-identity", "ecr get-login-password", "eks get-token"] },
  ],
  gcloud: [
    {
      subs: [
        "* list|describe|read|info|get-*",
        "* * list|describe|read|get-*|log|tail|list-*",
        "* * * list|describe|read|get-*|list-*",
        "* * * * list|describe",
        "version",
        "info",
        "auth list",
        "config list|get-value|get",
        "auth print-*",
      ],
      without:
        /^(get-credentials|create|delete|update|set|add-\S+|remove-\S+|set-\S+|reset|stop|start|deploy)$/,
    },
  ],
  gsutil: [subs("ls, cat, du, stat, hash, version, logging get, lifecycle get, iam get, acl get")],
  az: [
    {
      subs: [
        "* list|show|list-*|show-*|get-*",
        "* * list|show|list-*|show-*|get-*|tail|query",
        "* * * list|show|list-*|show-*",
        "version",
        "account show|list",
      ],
      without: /^(get-credentials|create|delete|update|set|add|remove|start|stop|restart|purge)$/,
    },
  ],
  doctl: [{ subs: ["* list|get", "* * list|get", "account get", "version"] }],
  terraform: [
    subs(
      "plan, show, output, validate, version, providers, graph, state list|show|pull, workspace list|show, get, metadata functions",
    ),
    { subs: ["fmt"], flags: ["-check"] },
  ],
  tofu: [
    subs(
      "plan, show, output, validate, version, providers, graph, state list|show|pull, workspace list|show",
    ),
  ],
  terragrunt: [subs("plan, show, output, validate, graph-dependencies")],
  pulumi: [
    subs("preview, about, whoami, logs, version, stack ls|output|graph|history, config get, stack"),
    { subs: ["config"], most: 1 },
  ],
  packer: [subs("validate, inspect, version")],
  "ansible-inventory": [{}],
  "ansible-doc": [{}],
  "ansible-config": [subs("view, list, dump")],
  "ansible-lint": [{}],
  vault: [
    subs(
      "status, read, list, kv get|list|metadata, version, token lookup, policy read|list, secrets list, auth list, audit list, path-help, operator raft list-peers",
    ),
  ],
  consul: [
    subs(
      "members, info, catalog, kv get, operator raft list-peers, monitor, version, validate, intention list|get, services list",
    ),
  ],
  nomad: [
    subs(
      "status, job status|history|inspect|plan|validate, node status, alloc logs|status|fs, server members, version, deployment list|status, operator raft list-peers, namespace list",
    ),
  ],
  etcdctl: [
    subs(
      "get, member list, endpoint status|health|hashkv, watch, alarm list, version, snapshot status, user list|get, role list|get, lease list|timetolive, check perf",
    ),
  ],
  etcdutl: [subs("snapshot status, hashkv, version")],
  rabbitmqctl: [
    {
      subs: [
        "list_*",
        "status",
        "cluster_status",
        "ping",
        "report",
        "environment",
        "node_health_check",
        "help",
        "version",
      ],
    },
  ],
  "rabbitmq-diagnostics": [{}],
  "kafka-topics.sh": [flags("--list --describe", { not: ["--delete", "--create", "--alter"] })],
  "kafka-topics": [flags("--list --describe", { not: ["--delete", "--create", "--alter"] })],
  "kafka-consumer-groups.sh": [
    flags("--list --describe", { not: ["--delete", "--reset-offsets", "--delete-offsets"] }),
  ],
  "kafka-consumer-groups": [
    flags("--list --describe", { not: ["--delete", "--reset-offsets", "--delete-offsets"] }),
  ],
  "kafka-configs.sh": [flags("--describe", { not: ["--alter"] })],
  "kafka-console-consumer.sh": [{}],
  kcat: [flags("-L -C -Q", { not: ["-P"] })],
};
