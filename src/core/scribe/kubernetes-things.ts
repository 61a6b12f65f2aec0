const shortKinds: Readonly<Record<string, string>> = {
  po: "pod",
  pods: "pod",
  deploy: "deployment",
  deployments: "deployment",
  svc: "service",
  services: "service",
  cm: "configmap",
  configmaps: "configmap",
  sts: "statefulset",
  ds: "daemonset",
  no: "node",
  nodes: "node",
  ing: "ingress",
  pvc: "persistentvolumeclaim",
  secrets: "secret",
  jobs: "job",
  cj: "cronjob",
  hpa: "horizontalpodautoscaler",
  rs: "replicaset",
};

/** `deploy/web`, `deployment web` and `deployments web` are one thing. */
export function kubernetesThings(operands: readonly string[]): string {
  const named = operands.filter((word) => !/^[\w./-]+=/.test(word));
  const first = named[0] ?? "";
  const [kind = "", name] = first.split("/");
  const rest =
    name === undefined
      ? named.slice(1)
      : [name, ...named.slice(1).map((word) => word.split("/").at(-1) ?? "")];
  return `${shortKinds[kind] ?? kind}/${rest.join(" ")}`;
}
