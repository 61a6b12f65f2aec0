/** Labels that say where it went wrong, in the order in which they are believed. */
const hostLabels = ["host", "hostname", "instance", "node"] as const;

/**
 * The host that an alert is about: what its labels say without the port, else the host that got it. A name that means
 * this machine is this machine's own name.
 */
export function alertHost(labels: Readonly<Record<string, string>>, own: string): string {
  const said = hostLabels.map((name) => labels[name]?.trim() ?? "").find((value) => value !== "");
  if (said === undefined) return own;
  const name = (/^\[([^\]]+)\](?::\d+)?$/.exec(said)?.[1] ?? said.replace(/:\d+$/, "")).toLowerCase();
  const here = own.toLowerCase();
  const local = name === "localhost" || name === "::1" || /^127\.\d/.test(name);
  return local || name === here || shortName(name) === shortName(here) ? own : name;
}

/** `web-1` of `web-1.example.net`; an address has no short name. */
const shortName = (name: string): string => (/^[\d.]+$|:/.test(name) ? name : (name.split(".")[0] ?? name));
