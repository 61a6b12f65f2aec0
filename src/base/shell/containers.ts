import type { Field } from "./bits.ts";
import { type Call, emitSelf, type Handler, readFlags, runWords, words, wordText } from "./call.ts";
import type { Place } from "./machine.ts";

const inside = (call: Call): Partial<Place> => {
  const scope = call.place.scope.fork();
  scope.cwd = null;
  return { where: "container", scope };
};

const kubeTakes = words(
  "-n --namespace -c --container -f --filename --context --cluster --kubeconfig --user -s --server --token --as -l --selector --image --pod-running-timeout",
);

/** `kubectl exec POD -- COMMAND`. */
const kubectl: Handler = (call) => {
  const dashes = call.args.findIndex((field) => wordText(field) === "--");
  const before = dashes < 0 ? call.args : call.args.slice(0, dashes);
  const { rest } = readFlags(before, { takes: kubeTakes, stops: false });
  const verb = wordText(rest[0]);
  if (verb === "exec" || verb === "rsh" || verb === "k9s") {
    const command = dashes < 0 ? rest.slice(2) : call.args.slice(dashes + 1);
    return command.length === 0
      ? null
      : runWords(call, command, `${call.name} ${verb} ${rest[1]?.raw ?? ""}`, inside(call));
  }
  if ((verb === "run" || verb === "debug") && dashes >= 0) {
    const output = emitSelf({ ...call, invocation: call.invocation });
    runWords(call, call.args.slice(dashes + 1), `${call.name} ${verb}`, inside(call));
    return output;
  }
  return null;
};

const execTakes = words("-e --env --env-file -u --user -w --workdir --detach-keys --index");
const runTakes = words(
  "-v --volume --mount --tmpfs -e --env --env-file -u --user -w --workdir -p --publish --name --network --net --restart -h --hostname -l --label --entrypoint --cpus -m --memory --device --cap-add --cap-drop --security-opt --ulimit --add-host --dns --link --log-driver --log-opt --pid --ipc --platform --pull --shm-size --gpus --volumes-from -a --attach --userns --uts --cidfile --group-add --health-cmd --ip --stop-signal --sysctl --expose --memory-swap -c --cpu-shares --cpuset-cpus --runtime --annotation --cgroup-parent --project-name -f --file --profile",
);
const dockerTakes = words(
  "-H --host -c --context --config -l --log-level -f --file -p --project-name --env-file --profile --project-directory --ansi",
);

/** `docker exec C COMMAND`, `docker run IMAGE COMMAND`, `docker compose exec SERVICE COMMAND`. */
const docker: Handler = (call) => {
  let { rest } = readFlags(call.args, { takes: dockerTakes, stops: true });
  if (/^(compose|container)$/.test(wordText(rest[0])))
    rest = readFlags(rest.slice(1), { takes: dockerTakes, stops: true }).rest;
  const verb = wordText(rest[0]);
  if (verb === "exec") return enters(call, rest.slice(1), execTakes);
  if (verb !== "run" && verb !== "create") return null;
  const { flags, rest: image } = readFlags(rest.slice(1), { takes: runTakes, stops: true });
  const output = emitSelf(call);
  const entry = flags.get("--entrypoint");
  const command: readonly Field[] = [...(entry ? [entry] : []), ...image.slice(1)];
  if (command.length > 0)
    runWords(call, command, `${call.name} ${verb} ${image[0]?.raw ?? ""}`, inside(call));
  return output;
};

function enters(call: Call, args: readonly Field[], takes: ReadonlySet<string>): ReturnType<Handler> {
  const { rest } = readFlags(args, { takes, stops: true });
  const command = wordText(rest[1]) === "--" ? rest.slice(2) : rest.slice(1);
  return command.length === 0
    ? null
    : runWords(call, command, `${call.name} exec ${rest[0]?.raw ?? ""}`, inside(call));
}

const lxc: Handler = (call) => {
  const verb = wordText(call.args[0]);
  if (verb !== "exec" && verb !== "shell") return null;
  return enters(call, call.args.slice(1), words("--cwd --env --mode --user --group -u -g"));
};

const compose: Handler = (call) => {
  const { rest } = readFlags(call.args, { takes: dockerTakes, stops: true });
  if (wordText(rest[0]) === "exec") return enters(call, rest.slice(1), execTakes);
  return null;
};

/** Commands that run something inside a container. */
export const containers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["kubectl", kubectl],
  ["k", kubectl],
  ["oc", kubectl],
  ["microk8s.kubectl", kubectl],
  ["docker", docker],
  ["podman", docker],
  ["nerdctl", docker],
  ["docker-compose", compose],
  ["podman-compose", compose],
  ["lxc", lxc],
  ["incus", lxc],
  [
    "crictl",
    (call) => (wordText(call.args[0]) === "exec" ? enters(call, call.args.slice(1), words("")) : null),
  ],
]);
